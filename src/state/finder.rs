//! The search dialog: what is typed there, and which of the results is chosen.

use std::rc::Rc;

use yew::Reducible;

/// What the dialog is at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// The query, as it was typed.
    pub query: String,
    /// The chosen result, counted through essays and passages; none as long as the reader types.
    pub chosen: Option<usize>,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something was typed.
    Type(String),
    /// On to the next or back to the previous of so many results; past the last, and before the
    /// first, none is chosen.
    Step {
        /// Whether it goes on.
        forward: bool,
        /// How many there are.
        of: usize,
    },
}

impl Reducible for Finder {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(match action {
            Action::Type(query) => Self {
                query,
                chosen: None,
            },
            Action::Step { forward, of } => {
                let next = match self.chosen {
                    None if forward => Some(0),
                    None => of.checked_sub(1),
                    Some(at) if forward => Some(at + 1),
                    Some(at) => at.checked_sub(1),
                };
                Self {
                    query: self.query.clone(),
                    chosen: next.filter(|&next| next < of),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stepped(steps: &str, of: usize) -> Option<usize> {
        let step = |finder: Rc<Finder>, step| {
            let forward = step == 'd';
            finder.reduce(Action::Step { forward, of })
        };
        steps.chars().fold(Rc::default(), step).chosen
    }

    #[test]
    fn steps_go_through_the_field() {
        assert_eq!(stepped("d", 3), Some(0));
        assert_eq!(stepped("ddd", 3), Some(2));
        assert_eq!(stepped("dddd", 3), None);
        assert_eq!(stepped("ddddd", 3), Some(0));
        assert_eq!(stepped("u", 3), Some(2));
        assert_eq!(stepped("du", 3), None);
        assert_eq!(stepped("d", 0), None);
        assert_eq!(stepped("u", 0), None);
    }

    #[test]
    fn typing_lets_go() {
        let finder = Rc::new(Finder {
            query: "growth".to_owned(),
            chosen: Some(1),
        });
        let finder = finder.reduce(Action::Type("growth p".to_owned()));
        assert_eq!((finder.query.as_str(), finder.chosen), ("growth p", None));
    }
}
