//! From a codebook to the passages that speak of its themes.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use corpus::{Codebook, Decision, Essay, Language, Passage, Reason, Span, Within, sentence};
use search::{Analysed, Note, Parsed, Prepared, Query, Stemmers};

use crate::sieve::Sieve;

/// A theme's query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompiledTheme {
    /// The query as it was understood; an empty one (a theme that only gathers others) matches nothing.
    pub query: Query,
    /// Within what it has to hold.
    pub within: Within,
    /// What an editor should know about how it was read.
    pub notes: Vec<Note>,
}

impl CompiledTheme {
    /// Reads a query.
    pub fn new(query: &str, within: Within) -> Self {
        let Parsed { query, notes } = search::parse(query);
        Self {
            query,
            within,
            notes,
        }
    }

    /// Whether the query finds words in a text of this language.
    pub fn finds(&self, text: &str, language: &Language) -> bool {
        let rule = self.in_language(language);
        !rule.spans(&Text::of(text), |_| true).is_empty()
    }

    fn in_language(&self, language: &Language) -> Rule<'_> {
        let stemmers = Stemmers::of(std::iter::once(language.as_str()));
        Rule {
            query: self.query.prepared(stemmers),
            within: self.within,
        }
    }
}

/// A theme's query, ready for texts in one language.
struct Rule<'t> {
    query: Prepared<'t>,
    within: Within,
}

impl Rule<'_> {
    /// The passage of the only theme of a codebook, if its query finds words in a block's text.
    fn passage(&self, (essay, block): (u32, u32), text: &str) -> Option<Passage> {
        let spans = self.spans(&Text::of(text), |_| true);
        (!spans.is_empty()).then(|| Passage {
            essay,
            block,
            spans,
            reasons: vec![Reason::Rule(0)],
        })
    }

    /// The words by which the query holds in a block, or in sentences of it; none where it does not.
    /// Phrases that cannot stand there are passed over.
    fn spans(&self, text: &Text<'_>, can_stand: impl Fn(usize) -> bool) -> Vec<Span> {
        match self.within {
            Within::Block => self.query.matches(&text.whole, can_stand),
            Within::Sentence => {
                let sentences = text.sentences().iter();
                let spans = sentences.filter_map(|(start, sentence)| {
                    let spans = self.query.matches(sentence, &can_stand)?.into_iter();
                    Some(spans.map(|span| span.shifted(*start)))
                });
                Some(spans.flatten().collect())
            }
        }
        .unwrap_or_default()
    }
}

/// Reads the queries of a codebook, by the theme's place.
pub fn compile(codebook: &Codebook) -> Vec<CompiledTheme> {
    let themes = codebook.themes().iter();
    themes
        .map(|theme| CompiledTheme::new(&theme.query, theme.within))
        .collect()
}

/// For each theme, by its place, the passages that speak of it, in reading order: the blocks that
/// its own query matches or that of a theme below it, with the words of all of them, and those that
/// an editor added; without those that an editor took away.
///
/// What is taken away from a theme is taken away from the themes below it too, whatever else is said
/// of it there. Headings and pull quotes are no passages. The themes that an editor gave to a whole
/// essay (front matter) add none either: they say nothing of any block.
pub fn passages(codebook: &Codebook, essays: &[Essay]) -> Vec<Vec<Passage>> {
    passages_from(codebook, essays, 0)
}

/// The passages in some of the essays, the first of which stands at this place in the collection.
pub fn passages_from(codebook: &Codebook, essays: &[Essay], first: u32) -> Vec<Vec<Passage>> {
    let themes = compile(codebook);
    let mut own: Vec<Vec<Passage>> = vec![Vec::new(); themes.len()];
    let mut by_language: HashMap<&Language, Ready<'_>> = HashMap::new();
    for (essay, content) in (first..).zip(essays) {
        let language = &content.meta.language;
        let ready = by_language.entry(language);
        let ready = ready.or_insert_with(|| Ready::new(&themes, language));
        let hand = Hand::of(codebook, &content.decisions);
        for (block, text) in candidates(content) {
            let text = Text::of(text);
            let standing = ready.sieve.sift(&text.whole);
            for ((at, rule), passages) in (0..).zip(&ready.rules).zip(&mut own) {
                if hand.takes(block, at) {
                    continue;
                }
                let standing = &standing[at as usize];
                let spans = if standing.contains(&true) {
                    rule.spans(&text, |phrase| standing[phrase])
                } else {
                    Vec::new()
                };
                let rule = (!spans.is_empty()).then_some(Reason::Rule(at));
                let reasons: Vec<Reason> = rule.into_iter().chain(hand.adds(block, at)).collect();
                if !reasons.is_empty() {
                    passages.push(Passage {
                        essay,
                        block,
                        spans,
                        reasons,
                    });
                }
            }
        }
    }
    with_descendants(codebook, own)
}

/// The passages that one query finds, as the only theme of a codebook would have them.
pub fn passages_of(theme: &CompiledTheme, essays: &[Essay]) -> Vec<Passage> {
    let found = (0..).zip(essays).flat_map(|(essay, content)| {
        let rule = theme.in_language(&content.meta.language);
        candidates(content).filter_map(move |(block, text)| rule.passage((essay, block), text))
    });
    found.collect()
}

/// The passage that a block of the essay at a place is, if a query finds it.
pub(crate) fn passage_of(
    theme: &CompiledTheme,
    place: u32,
    essay: &Essay,
    block: u32,
) -> Option<Passage> {
    let (_, text) = candidates(essay).find(|(at, _)| *at == block)?;
    let rule = theme.in_language(&essay.meta.language);
    rule.passage((place, block), text)
}

/// All themes, ready for texts in one language.
struct Ready<'t> {
    rules: Vec<Rule<'t>>,
    sieve: Sieve,
}

impl<'t> Ready<'t> {
    fn new(themes: &'t [CompiledTheme], language: &Language) -> Self {
        let rules: Vec<Rule<'t>> = themes
            .iter()
            .map(|theme| theme.in_language(language))
            .collect();
        let sieve = Sieve::new(rules.iter().map(|rule| rule.query.beginnings()));
        Self { rules, sieve }
    }
}

/// A block's text, and its sentences once a theme asks for them.
struct Text<'a> {
    text: &'a str,
    whole: Analysed,
    sentences: OnceCell<Vec<(u32, Analysed)>>,
}

impl<'a> Text<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            whole: Analysed::new(text),
            sentences: OnceCell::new(),
        }
    }

    /// The sentences, each with the scalar that it begins at.
    fn sentences(&self) -> &[(u32, Analysed)] {
        self.sentences.get_or_init(|| {
            let spans = sentence::sentences(self.text).into_iter();
            let analysed =
                spans.filter_map(|span| Some((span.start, Analysed::new(span.slice(self.text)?))));
            analysed.collect()
        })
    }
}

/// An editor's decisions about one essay, by block and theme.
struct Hand<'a> {
    codebook: &'a Codebook,
    /// The theme's place, the decision, and its place; what is about themes that are not there is
    /// left out.
    decisions: Vec<(u32, &'a Decision, u32)>,
}

impl<'a> Hand<'a> {
    fn of(codebook: &'a Codebook, decisions: &'a [Decision]) -> Self {
        let decisions = decisions.iter().zip(0..).filter_map(|(decision, place)| {
            let (theme, _) = codebook.find(&decision.theme)?;
            Some((u32::try_from(theme).ok()?, decision, place))
        });
        Self {
            codebook,
            decisions: decisions.collect(),
        }
    }

    fn about(&self, block: u32) -> impl Iterator<Item = &(u32, &'a Decision, u32)> {
        let decisions = self.decisions.iter();
        decisions.filter(move |(_, decision, _)| decision.block == block)
    }

    /// Whether a block is taken away from a theme, or from one above it.
    fn takes(&self, block: u32, theme: u32) -> bool {
        let mut takings = self.about(block).filter(|(_, decision, _)| decision.takes);
        takings.any(|(from, ..)| {
            let mut above = self.codebook.ancestors(theme as usize);
            *from == theme || above.any(|above| above == *from as usize)
        })
    }

    /// The decisions by which a block is added to a theme.
    fn adds(&self, block: u32, theme: u32) -> impl Iterator<Item = Reason> {
        let decisions = self.about(block);
        decisions
            .filter(move |(to, decision, _)| *to == theme && !decision.takes)
            .map(|(.., place)| Reason::Editor(*place))
    }
}

/// How many blocks there are that can be passages.
pub fn blocks<'a>(essays: impl IntoIterator<Item = &'a Essay>) -> u32 {
    u32::try_from(essays.into_iter().flat_map(candidates).count()).unwrap_or(u32::MAX)
}

/// The blocks of an essay that can be passages, with their places.
fn candidates(essay: &Essay) -> impl Iterator<Item = (u32, &str)> {
    let blocks = (0..).zip(&essay.blocks);
    let blocks = blocks.filter(|(_, block)| block.can_be_passage());
    blocks.map(|(place, block)| (place, block.text.as_str()))
}

/// Adds to each theme's passages those of its children. A codebook has children behind their
/// parents, so going backwards each child is complete when its parent receives it.
fn with_descendants(codebook: &Codebook, mut passages: Vec<Vec<Passage>>) -> Vec<Vec<Passage>> {
    for at in (0..passages.len()).rev() {
        if let Some(parent) = codebook.parent(at) {
            let own = std::mem::take(&mut passages[parent]);
            passages[parent] = merged(own, &passages[at]);
        }
    }
    passages
}

/// The passages of both, in reading order, with the words and reasons of both where they share a
/// block.
fn merged(own: Vec<Passage>, others: &[Passage]) -> Vec<Passage> {
    let mut blocks: BTreeMap<(u32, u32), (Vec<Span>, Vec<Reason>)> = BTreeMap::new();
    for passage in own.into_iter().chain(others.iter().cloned()) {
        let (spans, reasons) = blocks.entry((passage.essay, passage.block)).or_default();
        spans.extend(passage.spans);
        reasons.extend(passage.reasons);
    }
    let passage = |((essay, block), (spans, mut reasons)): (_, (_, Vec<Reason>))| {
        reasons.sort_unstable();
        Passage {
            essay,
            block,
            spans: Span::merge(spans),
            reasons,
        }
    };
    blocks.into_iter().map(passage).collect()
}

#[cfg(test)]
pub(crate) mod tests;
