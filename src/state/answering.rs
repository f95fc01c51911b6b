//! Which essays answer to the words of the library's filter, as far as it is known.

use std::rc::Rc;

/// The essays that have all words of a query, by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answering {
    /// The words ask for nothing: every essay does.
    #[default]
    All,
    /// It is not known yet; these answered to the words before.
    Coming(Option<Rc<[usize]>>),
    /// These.
    These(Rc<[usize]>),
    /// It cannot be known, for this cause.
    Failed(String),
}

impl Answering {
    /// What is known of `words` after the last answer, which was to the words beside it.
    pub fn to(words: &str, (answered, last): &(String, Self)) -> Self {
        if words.trim().is_empty() {
            Self::All
        } else if words == answered {
            last.clone()
        } else {
            Self::Coming(last.known().cloned())
        }
    }

    /// The essays to be shown; `None` where the words keep none away.
    pub fn essays(&self) -> Option<&[usize]> {
        self.known().map(|essays| &**essays)
    }

    /// Whether the answer is still to come.
    pub fn is_coming(&self) -> bool {
        matches!(self, Self::Coming(_))
    }

    fn known(&self) -> Option<&Rc<[usize]>> {
        match self {
            Self::These(essays) | Self::Coming(Some(essays)) => Some(essays),
            Self::All | Self::Coming(None) | Self::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answer_stays_until_the_next() {
        let unasked = (String::new(), Answering::All);
        assert_eq!(Answering::to(" ", &unasked), Answering::All);
        assert_eq!(
            Answering::to("growth", &unasked),
            Answering::Coming(None),
            "not all essays, as long as nothing is known"
        );
        let these = Answering::These([3, 5].into());
        let answered = ("growth".to_owned(), these.clone());
        assert_eq!(Answering::to("growth", &answered), these);
        let coming = Answering::to("growth policy", &answered);
        assert!(coming.is_coming());
        assert_eq!(coming.essays(), Some(&[3, 5][..]));
        assert_eq!(Answering::to("", &answered), Answering::All);
        let failed = ("growth".to_owned(), Answering::Failed("404".to_owned()));
        assert_eq!(Answering::to("growth", &failed), failed.1);
        assert_eq!(Answering::to("policy", &failed), Answering::Coming(None));
    }
}
