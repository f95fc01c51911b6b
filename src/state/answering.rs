//! Which essays answer to the words of the library's filter, as far as it is known.

use super::answer::{Answer, Results};
use super::filter::Filter;

/// The essays that have all words of a query, by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answering {
    /// The words ask for nothing: every essay does.
    #[default]
    All,
    /// It is not known yet; these answered to the words before.
    Coming(Option<Vec<usize>>),
    /// These.
    These(Vec<usize>),
    /// It cannot be known, for this cause.
    Failed(String),
}

impl Answering {
    /// What the last answer says of these words.
    pub fn to(words: &str, results: &Results) -> Self {
        let wanted = Filter::of_words(words.to_owned());
        let having = |answer: &Answer| answer.all_words().to_vec();
        match results {
            _ if !wanted.has_words() => Self::All,
            Results::Coming => Self::Coming(None),
            Results::Failed(cause) => Self::Failed(cause.clone()),
            Results::Here { filter, answer, .. } if *filter != wanted => {
                Self::Coming((!answer.is_nothing).then(|| having(answer)))
            }
            Results::Here { answer, .. } if answer.is_nothing => Self::All,
            Results::Here { answer, .. } => Self::These(having(answer)),
        }
    }

    /// The essays to be shown; `None` where the words keep none away.
    pub fn essays(&self) -> Option<&[usize]> {
        match self {
            Self::These(essays) | Self::Coming(Some(essays)) => Some(essays),
            Self::All | Self::Coming(None) | Self::Failed(_) => None,
        }
    }

    /// Whether the answer is still to come.
    pub fn is_coming(&self) -> bool {
        matches!(self, Self::Coming(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::answer::Facets;

    fn answered(words: &str, answer: &str) -> Results {
        Results::Here {
            filter: Filter::of_words(words.to_owned()),
            answer: Answer::read(answer),
            facets: Facets::default(),
            found: Vec::new(),
            lines: None,
        }
    }

    #[test]
    fn the_last_answer_stays_until_the_next() {
        assert_eq!(Answering::to(" ", &Results::Coming), Answering::All);
        assert_eq!(
            Answering::to("growth", &Results::Coming),
            Answering::Coming(None),
            "not all essays, as long as nothing is known"
        );
        let results = answered("growth", "found\n2 1\n\n\n3 a\n5 b\n7 c");
        let these = Answering::These(vec![3, 5]);
        assert_eq!(Answering::to("growth", &results), these);
        let coming = Answering::to("growth policy", &results);
        assert!(coming.is_coming());
        assert_eq!(coming.essays(), Some(&[3, 5][..]));
        assert_eq!(Answering::to("", &results), Answering::All);
        let nothing = answered("-", "found\n0 0 nothing\n\n\n");
        assert_eq!(Answering::to("-", &nothing), Answering::All);
        assert_eq!(Answering::to("growth", &nothing), Answering::Coming(None));
        let failed = Results::Failed("404".to_owned());
        assert_eq!(
            Answering::to("growth", &failed),
            Answering::Failed("404".to_owned())
        );
    }
}
