//! The opened collection: the pack, and a card for each essay.

use corpus::pack::Pack;
use corpus::{Date, Language, Passage, ThemeId, order, passages_in};

/// A collection ready to be read and filtered.
pub struct Shelf {
    /// Everything that the site was built from.
    pub pack: Pack,
    /// A card per essay, in the pack's order.
    pub cards: Vec<Card>,
}

/// What a list of essays shows of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The title.
    pub title: String,
    /// The authors' names.
    pub authors: Vec<String>,
    /// The date of publication.
    pub date: Option<Date>,
    /// The language.
    pub language: Language,
    /// Minutes of reading.
    pub minutes: u32,
    /// The themes that it treats, by place in the codebook, with the number of passages; the
    /// strongest first.
    pub themes: Vec<(usize, usize)>,
    /// The ids of all themes that it speaks of.
    theme_ids: Vec<ThemeId>,
    /// Its number in the order of the collection; a translation has that of its original.
    pub number: Option<usize>,
    /// The part of the collection that it stands in.
    pub part: Option<usize>,
    /// The essay that it translates, by place.
    pub original: Option<usize>,
    /// Its translations, by place.
    pub translations: Vec<usize>,
}

impl Card {
    /// Whether the essay speaks of a theme: it is found by those.
    pub fn speaks_of(&self, theme: &str) -> bool {
        self.theme_ids.iter().any(|id| id.as_str() == theme)
    }
}

/// Two shelves are the same when they are one: comparing whole collections at every render would
/// cost more than it could save.
impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Shelf {
    /// Opens a pack.
    pub fn new(pack: Pack) -> Self {
        let mut cards: Vec<Card> = (0..pack.essays.len()).map(|at| card(&pack, at)).collect();
        link_translations(&pack, &mut cards);
        number(&pack, &mut cards);
        Self { pack, cards }
    }

    /// An essay's texts, as the search engine reads them.
    pub fn sheet(&self, essay: usize) -> String {
        let Some(packed) = self.pack.essays.get(essay) else {
            return String::new();
        };
        let meta = packed.meta();
        search::sheet::sheet(&meta.title, meta.subtitle.as_deref(), &packed.essay.blocks)
    }

    /// All authors, by name.
    pub fn authors(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .cards
            .iter()
            .flat_map(|card| card.authors.iter().cloned())
            .collect();
        order::sort(&mut names);
        names.dedup();
        names
    }

    /// All years of publication, the earliest first.
    pub fn years(&self) -> Vec<u16> {
        let mut years: Vec<u16> = self
            .cards
            .iter()
            .filter_map(|card| card.date.map(Date::year))
            .collect();
        order::sort(&mut years);
        years.dedup();
        years
    }

    /// All languages, those of the collection first.
    pub fn languages(&self) -> Vec<Language> {
        let mut languages = self.pack.collection.languages.clone();
        for card in &self.cards {
            if !languages.contains(&card.language) {
                languages.push(card.language.clone());
            }
        }
        languages.retain(|language| self.cards.iter().any(|card| card.language == *language));
        languages
    }

    /// The passages of an essay that speak of a theme.
    pub fn passages_in(&self, theme: usize, essay: usize) -> &[Passage] {
        let passages = self.pack.passages.get(theme).map_or(&[][..], Vec::as_slice);
        passages_in(passages, essay)
    }

    /// The essay before and the essay after this one, in its own language where there are several.
    pub fn neighbours(&self, essay: usize) -> (Option<usize>, Option<usize>) {
        let language = &self.cards[essay].language;
        let alike = |at: &usize| self.cards[*at].language == *language;
        let before = (0..essay).rev().find(alike);
        let after = (essay + 1..self.cards.len()).find(alike);
        (before, after)
    }
}

fn card(pack: &Pack, at: usize) -> Card {
    let packed = &pack.essays[at];
    let meta = packed.meta();
    let spoken_of = themes::spoken_of(&pack.codebook, &pack.passages, at, &packed.essay);
    let codebook = pack.codebook.themes();
    Card {
        title: meta.title.clone(),
        authors: meta
            .authors
            .iter()
            .map(|author| author.name.clone())
            .collect(),
        date: meta.published,
        language: meta.language.clone(),
        minutes: packed.minutes,
        theme_ids: spoken_of
            .iter()
            .map(|&(theme, _)| codebook[theme].id.clone())
            .collect(),
        themes: themes::treated(&pack.codebook, &spoken_of, &packed.essay),
        number: None,
        part: None,
        original: None,
        translations: Vec::new(),
    }
}

fn link_translations(pack: &Pack, cards: &mut [Card]) {
    for (at, packed) in pack.essays.iter().enumerate() {
        let original = packed
            .meta()
            .translation_of
            .as_ref()
            .and_then(|id| pack.find(id));
        if let Some((original, _)) = original.filter(|(original, _)| *original != at) {
            cards[at].original = Some(original);
            cards[original].translations.push(at);
        }
    }
}

fn number(pack: &Pack, cards: &mut [Card]) {
    let mut number = 0;
    for at in 0..cards.len() {
        let leader = cards[at].original.unwrap_or(at);
        let id = &pack.essays[leader].meta().id;
        let parts = &pack.collection.parts;
        cards[at].part = parts.iter().position(|part| part.essays.contains(id));
        if cards[at].original.is_none() {
            number += 1;
            cards[at].number = Some(number);
        } else {
            cards[at].number = cards[leader].number;
        }
    }
}
