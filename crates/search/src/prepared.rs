//! A query made ready to be asked of many texts, as a theme asks each paragraph: its words are stemmed
//! once, and of its phrases only those are looked for that can stand in a text.

use corpus::Span;

use crate::analysed::Analysed;
use crate::query::{Node, Phrase, Query};
use crate::resolve::Vocabulary;
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
    /// For each word what its relatives are known by, where it has any.
    roots: Vec<Option<Root<'q>>>,
    /// What a word begins with that every text has in which the phrase stands.
    beginning: &'q str,
}

/// What the relatives of a word are known by.
#[derive(Debug)]
struct Root<'q> {
    term: &'q str,
    stems: Vec<String>,
    /// What they begin with, and the word itself.
    beginning: &'q str,
}

impl<'q> Root<'q> {
    fn of(term: &'q str, stemmers: &Stemmers) -> Self {
        let stems = stemmers.stems(term);
        Self {
            beginning: stemmers.prefix(term, &stems),
            term,
            stems,
        }
    }

    /// The relatives that a text has, as a search would find them (`resolve`).
    fn relatives(&self, text: &Analysed, stemmers: &Stemmers) -> Vec<String> {
        let mut relatives = Vec::new();
        if !self.stems.is_empty() {
            text.scan(self.beginning, &mut |other, _, _| {
                if other != self.term && stemmers.are_related(&self.stems, other) {
                    relatives.push(other.to_owned());
                }
            });
        }
        relatives
    }
}

impl<'q> Known<'q> {
    fn new(phrase: &'q Phrase, stemmers: &Stemmers) -> Self {
        let words = phrase.words.iter();
        let roots: Vec<Option<Root<'q>>> = words
            .map(|word| word.inflects.then(|| Root::of(&word.term, stemmers)))
            .collect();
        let needed = phrase.needed().map(|(at, word)| {
            let root = roots.get(at).and_then(Option::as_ref);
            root.map_or(word.term.as_str(), |root| root.beginning)
        });
        // A phrase needs all its words; the longest is the rarest as a rule.
        let beginning = needed.max_by_key(|word| word.len()).unwrap_or_default();
        Self { roots, beginning }
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

    /// Evaluates the query on one text in one of the stemmers' languages, as
    /// [`Prepared::matches`] does.
    pub fn matches(&self, text: &Analysed, stemmers: &Stemmers) -> Option<Vec<Span>> {
        self.prepared(stemmers.clone()).matches(text, |_| true)
    }
}

impl Prepared<'_> {
    /// For each phrase of the query, in order, the beginning of a word that every text has in which the
    /// phrase stands.
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| phrase.beginning)
    }

    /// Evaluates the query on one text: the spans by which it matches, in order and apart, or `None`
    /// where it does not. A query that only excludes matches with no span.
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
            for (word, root) in phrase.words.iter_mut().zip(&known.roots) {
                if let Some(root) = root {
                    word.forms = root.relatives(self.text, &self.prepared.stemmers);
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
