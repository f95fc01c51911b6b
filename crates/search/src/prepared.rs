//! A query made ready to be asked of many texts, as a theme asks each paragraph: its words are stemmed
//! once, and of its phrases only those are looked for that can stand in a text.

use corpus::Span;

use crate::analysed::Analysed;
use crate::query::{Node, Phrase, Query};
use crate::resolve::relatives_by;
use crate::stem::Stemmers;

/// A query ready for texts in the stemmers' languages.
#[derive(Debug)]
pub struct Prepared<'q> {
    query: &'q Query,
    stemmers: Stemmers,
    /// Its phrases, in order.
    phrases: Vec<Known<'q>>,
}

/// What is known of a phrase before any text is.
#[derive(Debug)]
struct Known<'q> {
    /// For each word its stems, where its relatives will do.
    stems: Vec<Option<Vec<String>>>,
    /// What a word begins with that every text has in which the phrase stands.
    beginning: &'q str,
}

impl<'q> Known<'q> {
    fn new(phrase: &'q Phrase, stemmers: &Stemmers) -> Self {
        let words = phrase.words.iter();
        let stems: Vec<Option<Vec<String>>> = words
            .map(|word| word.inflects.then(|| stemmers.stems(&word.term)))
            .collect();
        let needed = phrase.needed().map(|(at, word)| match stems.get(at) {
            Some(Some(stems)) => stemmers.prefix(&word.term, stems),
            _ => word.term.as_str(),
        });
        // A phrase needs all its words; the longest is the rarest as a rule.
        let beginning = needed.max_by_key(|word| word.len()).unwrap_or_default();
        Self { stems, beginning }
    }
}

impl Query {
    /// The query made ready for texts in the languages of these stemmers.
    pub fn prepared(&self, stemmers: Stemmers) -> Prepared<'_> {
        let phrases = self.root().map(Node::phrases).unwrap_or_default();
        let phrases = phrases.into_iter();
        Prepared {
            query: self,
            phrases: phrases
                .map(|phrase| Known::new(phrase, &stemmers))
                .collect(),
            stemmers,
        }
    }
}

impl Prepared<'_> {
    /// For each phrase of the query, in order, the beginning of a word that every text has in which the
    /// phrase stands.
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| phrase.beginning)
    }

    /// Evaluates the query on one text, as [`Query::matches`] does.
    ///
    /// Phrases that cannot stand in the text, by place, because no word of it begins as
    /// [`Self::beginnings`] says, are not looked for.
    pub fn matches(&self, text: &Analysed, can_stand: impl Fn(usize) -> bool) -> Option<Vec<Span>> {
        let resolving = Resolving {
            prepared: self,
            text,
            can_stand,
        };
        let root = resolving.resolved(self.query.root()?, &mut 0)?;
        Query::of(root).found_in_text(text)
    }
}

struct Resolving<'p, F> {
    prepared: &'p Prepared<'p>,
    text: &'p Analysed,
    can_stand: F,
}

impl<F: Fn(usize) -> bool> Resolving<'_, F> {
    /// What is left of a node when phrases that cannot stand are gone, with the relatives of its words;
    /// nothing where it cannot hold. `place` counts the phrases.
    fn resolved(&self, node: &Node, place: &mut usize) -> Option<Node> {
        match node {
            Node::Phrase(phrase) => {
                let at = *place;
                *place += 1;
                (self.can_stand)(at).then(|| Node::Phrase(self.phrase(phrase, at)))
            }
            Node::Filter(filter) => Some(Node::Filter(filter.clone())),
            Node::All(children) => {
                let left: Vec<Option<Node>> = children
                    .iter()
                    .map(|child| self.resolved(child, place))
                    .collect();
                left.into_iter()
                    .collect::<Option<Vec<Node>>>()
                    .map(Node::All)
            }
            Node::Any(children) => {
                let left: Vec<Node> = children
                    .iter()
                    .filter_map(|child| self.resolved(child, place))
                    .collect();
                (!left.is_empty()).then_some(Node::Any(left))
            }
            // What excludes nothing that can be there holds, as all of nothing does.
            Node::Not(child) => Some(match self.resolved(child, place) {
                Some(left) => Node::Not(Box::new(left)),
                None => Node::All(Vec::new()),
            }),
        }
    }

    fn phrase(&self, phrase: &Phrase, at: usize) -> Phrase {
        let mut phrase = phrase.clone();
        if let Some(known) = self.prepared.phrases.get(at) {
            for (word, stems) in phrase.words.iter_mut().zip(&known.stems) {
                if let Some(stems) = stems {
                    let stemmers = &self.prepared.stemmers;
                    word.forms = relatives_by(stems, &word.term, self.text, stemmers).0;
                }
            }
        }
        phrase
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse;

    proptest! {
        /// What is passed over because it cannot stand is not there.
        #[test]
        fn nothing_is_missed(
            query in "(grow|growing|policies|po[*]|\"green growth\"|\"growth policy\"~4|-land|-\"green growth\"|绿色|绿|\"绿色 增长\"|增长|OR|\\(grow OR policy\\)|\\(-land grow\\)| ){1,6}",
            text in "((growth|grown|policy|pots|green|land|绿色|增长|绿|色) ?){0,8}",
        ) {
            let query = parse(&query).query;
            let stemmers = Stemmers::of(std::iter::once("en"));
            let prepared = query.prepared(stemmers.clone());
            let text = Analysed::new(&text);
            let begins = |beginning: &str| text.tokens().iter().any(|token| token.term.starts_with(beginning));
            let can_stand: Vec<bool> = prepared.beginnings().map(begins).collect();
            prop_assert_eq!(
                prepared.matches(&text, |at| can_stand[at]),
                query.matches(&text, &stemmers)
            );
        }
    }
}
