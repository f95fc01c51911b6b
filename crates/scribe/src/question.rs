//! The questions and their answers.

use cite::{Passage, Templates, Work, cite};
use corpus::{
    Block, BlockId, Codebook, Collection, Date, EssayId, Kind, Language, Localized, Meta, Revision,
    csv,
};
use marks::{
    Anchor, Entry, Foreign, Highlight, Notebook, Saved, anchor, from_json_ld, to_csv, to_json_ld,
    to_markdown,
};
use serde::{Deserialize, Serialize};
use themes::codebook::{self, Palette};

use crate::shared;

/// What is asked.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// Where do these highlights stand in an essay of this revision, whose blocks these are?
    Anchor(Vec<Highlight>, Revision, Vec<(BlockId, String)>),
    /// What is the file of these?
    Take(Format, Box<Taken>),
    /// What is the file of these rows?
    Table(Vec<Vec<String>>),
    /// What is in this file? The collection's address, and the essays that it has, go with it.
    Bring {
        /// The file's text.
        text: String,
        /// The collection's address, with a slash at the end.
        base: String,
        /// Its essays.
        essays: Vec<EssayId>,
    },
    /// What is the file of these themes?
    Codebook(CodebookFormat, Box<TakenCodebook>),
    /// Which searches are kept in these annotations?
    Saved(Vec<Foreign>),
    /// How is this search kept? The collection's address goes with it, and the moment.
    Save(Saved, String, String),
    /// How is this cited?
    Cite(Box<Citable>),
    /// How is this put into a link?
    Share(Box<Highlight>),
    /// What is in a link?
    Shared(String),
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// W3C Web Annotations, which lose nothing.
    JsonLd,
    /// For reading and writing on.
    Markdown,
    /// For spreadsheets.
    Csv,
}

/// A kind of file of themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodebookFormat {
    /// REFI-QDA, for programs of qualitative analysis.
    Qdc,
    /// For spreadsheets.
    Csv,
    /// SKOS in JSON-LD, for vocabularies.
    Skos,
    /// As a collection's own `themes.toml` is written.
    Toml,
}

/// Themes that are taken away.
#[derive(Debug, Serialize, Deserialize)]
pub struct TakenCodebook {
    /// They.
    pub codebook: Codebook,
    /// What they are called together.
    pub title: Localized,
    /// The language of names where a format has one.
    pub language: Language,
    /// The collection's address, with a slash at the end.
    pub base: String,
}

impl TakenCodebook {
    fn file(&self, format: CodebookFormat) -> String {
        match format {
            CodebookFormat::Qdc => {
                let palette = Palette::of_css(include_str!("../../../styles/tokens.css"));
                let file = palette.and_then(|palette| {
                    codebook::qdc::write(&self.codebook, &self.language, &palette)
                });
                // Without themes nothing asks for it.
                file.unwrap_or_default()
            }
            CodebookFormat::Csv => codebook::csv::write(&self.codebook),
            CodebookFormat::Skos => {
                codebook::skos::write(&self.codebook, &self.title, Some(&self.base))
            }
            CodebookFormat::Toml => codebook::toml::write(&self.codebook),
        }
    }
}

/// What is taken away.
#[derive(Debug, Serialize, Deserialize)]
pub struct Taken {
    /// All of it.
    pub notebook: Notebook,
    /// The collection's address, with a slash at the end.
    pub base: String,
    /// What stands above it.
    pub title: String,
    /// For each highlight of the notebook, in order, what is known of its place.
    pub places: Vec<TakenPlace>,
}

/// What is known of a highlight's place.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TakenPlace {
    /// The essay's title.
    pub title: String,
    /// The essay's language, as a tag.
    pub language: String,
    /// The passage's address.
    pub address: String,
    /// The number of its paragraph.
    pub paragraph: Option<u32>,
    /// What the reader calls its colour.
    pub category: String,
}

/// What is cited.
#[derive(Debug, Serialize, Deserialize)]
pub struct Citable {
    /// The essay.
    pub meta: Meta,
    /// The collection that it stands in.
    pub collection: Collection,
    /// Its formatted citations, without what is known only now.
    pub templates: Templates,
    /// The address of the essay, or of the passage.
    pub address: String,
    /// The number of the paragraph.
    pub paragraph: Option<u32>,
    /// The words quoted.
    pub quote: Option<String>,
    /// Today.
    pub accessed: Date,
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What its form is called, in every language.
    pub name: String,
    /// Whether programs read it rather than people.
    pub is_code: bool,
    /// The citation.
    pub text: String,
}

/// What was in a file.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Brought {
    /// Highlights of the collection's essays.
    pub highlights: Vec<Highlight>,
    /// Annotations of something else.
    pub foreign: Vec<Foreign>,
    /// What was refused, and why, a line each.
    pub refused: Vec<String>,
    /// Addresses of pages of annotations that the file names and does not hold.
    pub elsewhere: Vec<String>,
}

/// What is answered.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Where highlights stand, in the order in which they were given.
    Anchors(Vec<Anchor>),
    /// A file's text.
    File(String),
    /// Kept searches.
    Saved(Vec<Saved>),
    /// A search as it is kept.
    Kept(Foreign),
    /// What was in a file.
    Brought(Brought),
    /// The citations in every form.
    Citations(Vec<Citation>),
    /// What a link has of a highlight.
    Link(String),
    /// The highlight in a link, if there is one.
    Shared(Option<Box<Highlight>>),
    /// The bytes were no question.
    Nothing,
}

/// Answers a question.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let answer = match crate::from_bytes(question) {
        Some(Question::Anchor(highlights, revision, texts)) => {
            let highlights: Vec<&Highlight> = highlights.iter().collect();
            let blocks: Vec<Block> = texts.into_iter().map(block).collect();
            Answer::Anchors(anchor(&highlights, &revision, &blocks))
        }
        Some(Question::Take(format, taken)) => Answer::File(taken.file(format)),
        Some(Question::Table(rows)) => Answer::File(table(&rows)),
        Some(Question::Bring { text, base, essays }) => {
            Answer::Brought(Brought::of(&text, &base, &essays))
        }
        Some(Question::Codebook(format, taken)) => Answer::File(taken.file(format)),
        Some(Question::Saved(kept)) => {
            Answer::Saved(kept.iter().filter_map(Saved::of_annotation).collect())
        }
        Some(Question::Save(saved, base, now)) => Answer::Kept(saved.to_annotation(&base, &now)),
        Some(Question::Cite(citable)) => Answer::Citations(citable.citations()),
        Some(Question::Share(highlight)) => Answer::Link(shared::write(&highlight)),
        Some(Question::Shared(link)) => Answer::Shared(shared::read(&link).map(Box::new)),
        None => Answer::Nothing,
    };
    crate::to_bytes(&answer)
}

/// Rows as a table that spreadsheets open.
fn table(rows: &[Vec<String>]) -> String {
    let mut table = String::from("\u{feff}");
    for row in rows {
        csv::put_row(&mut table, row.iter().map(String::as_str));
    }
    table
}

/// A block of which only the text is known.
fn block((id, text): (BlockId, String)) -> Block {
    Block {
        id,
        number: None,
        text,
        inlines: Vec::new(),
        kind: Kind::Paragraph,
    }
}

impl Taken {
    fn file(&self, format: Format) -> String {
        let highlights = self.notebook.highlights().iter().zip(&self.places);
        let entries: Vec<Entry> = highlights
            .map(|(highlight, place)| Entry {
                highlight,
                title: &place.title,
                language: &place.language,
                address: &place.address,
                paragraph: place.paragraph,
                category: &place.category,
            })
            .collect();
        match format {
            Format::JsonLd => to_json_ld(&self.notebook, &self.base),
            Format::Markdown => to_markdown(&self.title, &entries),
            Format::Csv => to_csv(&entries),
        }
    }
}

impl Citable {
    fn citations(&self) -> Vec<Citation> {
        let passage = Passage {
            address: &self.address,
            paragraph: self.paragraph,
            quote: self.quote.as_deref(),
            accessed: self.accessed,
        };
        let work = Work::new(&self.meta, &self.collection);
        let citations = cite(&work, &self.templates, &passage).into_iter();
        let citation = |(form, text): (cite::Form, String)| Citation {
            name: form.name().to_owned(),
            is_code: form.extension().is_some(),
            text,
        };
        citations.map(citation).collect()
    }
}

impl Brought {
    fn of(text: &str, base: &str, essays: &[EssayId]) -> Self {
        match from_json_ld(text, base, &|essay| essays.contains(essay)) {
            Ok(import) => Self {
                highlights: import.highlights,
                foreign: import.foreign,
                refused: import.refused.iter().map(ToString::to_string).collect(),
                elsewhere: import.elsewhere,
            },
            Err(refusal) => Self {
                refused: vec![refusal.to_string()],
                ..Self::default()
            },
        }
    }
}

#[cfg(test)]
pub mod tests {
    use corpus::Span;
    use marks::{Colour, Selector};

    use super::*;

    pub fn highlight() -> Highlight {
        Highlight {
            id: "urn:x:1".to_owned(),
            essay: EssayId::new("on-growth").unwrap(),
            revision: Revision::from_name("r"),
            target: vec![Selector {
                block: BlockId::from_name("b"),
                span: Span::new(3, 9),
                exact: "growth".to_owned(),
                prefix: "On ".to_owned(),
                suffix: " as".to_owned(),
            }],
            colour: Colour::Two,
            note: Some("Why?".to_owned()),
            tags: vec!["x".to_owned()],
            created: "2026-11-23T21:00:00Z".to_owned(),
            modified: "2026-11-23T21:05:00Z".to_owned(),
            origin: None,
        }
    }

    fn ask(question: &Question) -> Answer {
        crate::from_bytes(&answer(&crate::to_bytes(question))).unwrap()
    }

    fn take(format: Format) -> String {
        let taken = Taken {
            notebook: Notebook::new(vec![highlight()], Vec::new()),
            base: "https://example.org/".to_owned(),
            title: "Notes".to_owned(),
            places: vec![TakenPlace {
                title: "On growth".to_owned(),
                address: "https://example.org/essays/on-growth/#b".to_owned(),
                category: "Doubt".to_owned(),
                ..TakenPlace::default()
            }],
        };
        match ask(&Question::Take(format, Box::new(taken))) {
            Answer::File(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_taken_away_can_be_brought_in() {
        let brought = ask(&Question::Bring {
            text: take(Format::JsonLd),
            base: "https://example.org/".to_owned(),
            essays: Vec::new(),
        });
        let expected = Brought {
            highlights: vec![highlight()],
            ..Brought::default()
        };
        assert_eq!(brought, Answer::Brought(expected));
        for format in [Format::Markdown, Format::Csv] {
            let text = take(format);
            for part in ["On growth", "growth", "Why?", "Doubt"] {
                assert!(text.contains(part), "{part} in {text}");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let bring = |text: &str| {
            ask(&Question::Bring {
                text: text.to_owned(),
                base: String::new(),
                essays: Vec::new(),
            })
        };
        let Answer::Brought(brought) = bring("{") else {
            panic!("no answer");
        };
        assert_eq!(brought.refused.len(), 1);
        assert_eq!(crate::from_bytes(&answer(b"")), Some(Answer::Nothing));
    }

    #[test]
    fn highlights_are_found_in_another_text() {
        let texts = vec![(BlockId::from_name("c"), "Not on growth as such.".to_owned())];
        let question = Question::Anchor(vec![highlight()], Revision::from_name("s"), texts);
        let Answer::Anchors(anchors) = ask(&question) else {
            panic!("no answer");
        };
        assert_eq!(anchors.len(), 1);
        assert!(!matches!(anchors[0], Anchor::Exact(_)), "{anchors:?}");
    }
}
