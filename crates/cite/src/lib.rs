//! Citations: of an essay, of a paragraph, of a passage.
//!
//! BibTeX, RIS and CSL-JSON are written here. The formatted styles come as [`Templates`], drawn at build
//! time by a full CSL processor, which is too large for a reader's browser; here the place and the
//! day are put into them.

mod bibtex;
mod csl;
mod name;
mod ris;
mod template;

use corpus::{Collection, Date, Language, Meta};

pub use csl::item as csl_json;
pub use name::Name;
pub use template::{Mark, Templates};

/// What is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Its name in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The collection that it stands in.
    pub collection: String,
    /// The language it is written in.
    pub language: Language,
    /// Under what licence it may be used.
    pub licence: Option<String>,
}

/// What of a work is cited, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The full address, of the essay or of the passage in it.
    pub address: &'a str,
    /// The number of the paragraph.
    pub paragraph: Option<u32>,
    /// The words quoted.
    pub quote: Option<&'a str>,
    /// The day of reading.
    pub accessed: Date,
}

/// A form of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// BibTeX and BibLaTeX, an entry.
    Bibtex,
    /// RIS, a record.
    Ris,
    /// The Citation Style Language's JSON, a list of one item.
    CslJson,
    /// APA, 7th edition: the reference; of a passage also the citation in the text, on a second line.
    Apa,
    /// MLA, 9th edition, likewise.
    Mla,
    /// Chicago, 18th edition: the note.
    ChicagoNote,
    /// Chicago, 18th edition: the entry of the bibliography.
    Chicago,
    /// GB/T 7714-2015: the note.
    GbT7714,
}

impl Form {
    /// All forms, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Apa,
        Self::Mla,
        Self::ChicagoNote,
        Self::Chicago,
        Self::GbT7714,
        Self::Bibtex,
        Self::Ris,
        Self::CslJson,
    ];

    /// What it is called, in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
            Self::Apa => "APA",
            Self::Mla => "MLA",
            Self::ChicagoNote => "Chicago (note)",
            Self::Chicago => "Chicago (bibliography)",
            Self::GbT7714 => "GB/T 7714",
        }
    }

    /// How a file in this form ends, where programs read such files.
    pub fn extension(self) -> Option<&'static str> {
        match self {
            Self::Bibtex => Some("bib"),
            Self::Ris => Some("ris"),
            Self::CslJson => Some("json"),
            _ => None,
        }
    }
}

impl Work {
    /// An essay of a collection, which answers for what the essay itself does not say.
    pub fn new(meta: &Meta, collection: &Collection) -> Self {
        let authors = meta.authors.iter();
        let authors = authors.map(|author| Name::read(&author.name, &meta.publisher));
        let publisher = meta.publisher.first().or(collection.publisher.as_ref());
        Self {
            id: meta.id.to_string(),
            title: meta.title.clone(),
            authors: authors.collect(),
            published: meta.published,
            publisher: publisher.cloned(),
            collection: collection.title.text(&meta.language).to_owned(),
            language: meta.language.clone(),
            licence: meta.licence.clone().or_else(|| collection.licence.clone()),
        }
    }

    /// The publisher, where it is not the author as well.
    fn other_publisher(&self) -> Option<&str> {
        let publisher = self.publisher.as_deref()?;
        let is_author = |name: &Name| matches!(name, Name::Whole(name) if name == publisher);
        (!self.authors.iter().any(is_author)).then_some(publisher)
    }
}

/// A citation in every form, in the order of [`Form::ALL`].
pub fn cite(work: &Work, templates: &Templates, passage: &Passage) -> [(Form, String); 8] {
    Form::ALL.map(|form| {
        let text = match form {
            Form::Bibtex => bibtex::entry(work, passage),
            Form::Ris => ris::record(work, passage),
            Form::CslJson => csl::item(work, passage),
            Form::Apa => template::fill(&templates.apa, work, passage),
            Form::Mla => template::fill(&templates.mla, work, passage),
            Form::ChicagoNote => template::fill(&templates.chicago_note, work, passage),
            Form::Chicago => template::fill(&templates.chicago, work, passage),
            Form::GbT7714 => template::fill(&templates.gb_t_7714, work, passage),
        };
        (form, text)
    })
}

/// The paragraph and the words, for forms that have no field for them.
fn note(work: &Work, passage: &Passage) -> Option<String> {
    let is_chinese = work.language.primary() == "zh";
    let paragraph = passage.paragraph.map(|number| {
        if is_chinese {
            format!("第{number}段")
        } else {
            format!("para. {number}")
        }
    });
    let quote = passage.quote.map(|quote| format!("“{}”", one_line(quote)));
    match (paragraph, quote) {
        (Some(paragraph), Some(quote)) => {
            let colon = if is_chinese { "：" } else { ": " };
            Some(format!("{paragraph}{colon}{quote}"))
        }
        (paragraph, quote) => paragraph.or(quote),
    }
}

/// A text without line ends and other control characters, in which forms of lines would break.
fn one_line(text: &str) -> String {
    let words = text.split(|scalar: char| scalar.is_whitespace() || scalar.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
