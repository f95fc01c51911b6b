//! Front matter to what is known about an essay.

use corpus::{Author, Date, EssayId, Language, Meta, ThemeId};

use crate::Diagnostic;
use crate::data::{Fields, Node, Value};
use crate::markdown::Written;

/// What front matter says. What it does not say is absent.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    pub id: Option<EssayId>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<Author>,
    pub published: Option<Date>,
    pub publisher: Vec<String>,
    pub source_url: Option<String>,
    pub language: Option<Language>,
    pub themes: Vec<ThemeId>,
    pub translation_of: Option<EssayId>,
    pub licence: Option<String>,
    pub passages: Vec<Quoted>,
}

/// A decision about the block in which these words stand.
#[derive(Debug)]
pub(crate) struct Quoted {
    pub written: Written,
    pub quote: String,
}

impl FrontMatter {
    /// Reads the fields that an essay may have; others are warned of.
    pub(crate) fn of(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut fields = Fields::of(node, diagnostics);
        let front = Self {
            id: id(&mut fields, "id"),
            title: fields.text("title"),
            subtitle: fields.text("subtitle"),
            authors: authors(&mut fields),
            published: fields.parsed("published"),
            publisher: fields.texts("publisher"),
            source_url: fields.text("source_url"),
            language: fields.text("language").map(|tag| Language::new(&tag)),
            themes: themes(&mut fields),
            translation_of: id(&mut fields, "translation_of"),
            licence: fields.text("licence"),
            passages: passages(&mut fields),
        };
        fields.finish();
        front
    }

    /// What is known otherwise, with what front matter says instead; without what is about single
    /// passages.
    pub(crate) fn over(self, known: Meta) -> Meta {
        Meta {
            id: self.id.unwrap_or(known.id),
            title: self.title.unwrap_or(known.title),
            subtitle: self.subtitle.or(known.subtitle),
            authors: or(self.authors, known.authors),
            published: self.published.or(known.published),
            publisher: or(self.publisher, known.publisher),
            source_url: self.source_url.or(known.source_url),
            language: self.language.unwrap_or(known.language),
            themes: self.themes,
            translation_of: self.translation_of,
            licence: self.licence.or(known.licence),
        }
    }
}

/// What is said, or what is known where nothing is.
fn or<T>(said: Vec<T>, known: Vec<T>) -> Vec<T> {
    if said.is_empty() { known } else { said }
}

fn id(fields: &mut Fields<'_>, key: &str) -> Option<EssayId> {
    let (line, name) = fields.lined_text(key)?;
    fields.accept(line, key, EssayId::new(name))
}

fn themes(fields: &mut Fields<'_>) -> Vec<ThemeId> {
    let named = fields.lined_texts("themes");
    named
        .into_iter()
        .filter_map(|(line, name)| fields.accept(line, "themes", ThemeId::new(name)))
        .collect()
}

fn passages(fields: &mut Fields<'_>) -> Vec<Quoted> {
    let nodes = fields.tables("passages").into_iter();
    nodes
        .filter_map(|node| passage(node, fields.diagnostics()))
        .collect()
}

fn passage(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Quoted> {
    let line = node.line;
    let mut fields = Fields::of(node, diagnostics);
    let theme = fields.lined_text("theme");
    let quote = fields.text("quote");
    let why = fields.text("why");
    let takes = fields.lined_text("take");
    for (missing, field) in [
        (theme.is_none(), "theme"),
        (quote.is_none(), "quote"),
        (why.is_none(), "why"),
    ] {
        if missing {
            fields.error(line, format!("a passage has no `{field}`: add it"));
        }
    }
    let theme = theme.and_then(|(line, id)| fields.accept(line, "theme", ThemeId::new(id)));
    let takes = match takes {
        None => Some(false),
        Some((line, word)) => fields.accept(line, "take", word.parse::<bool>()),
    };
    fields.finish();
    Some(Quoted {
        written: Written {
            line,
            theme: theme?,
            takes: takes?,
            why: corpus::text::normalise(&why?),
        },
        quote: quote?,
    })
}

/// `authors` is a list of names or of tables; one alone needs no list.
fn authors(fields: &mut Fields<'_>) -> Vec<Author> {
    let nodes = match fields.take("authors") {
        Some(Node {
            value: Value::List(nodes),
            ..
        }) => nodes,
        Some(node) => vec![node],
        None => Vec::new(),
    };
    nodes
        .into_iter()
        .filter_map(|node| author(node, fields.diagnostics()))
        .collect()
}

fn author(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Author> {
    let line = node.line;
    if let Value::Text(name) = node.value {
        return Some(Author::named(name.trim()));
    }
    let mut fields = Fields::of(node, diagnostics);
    let name = fields.text("name");
    let author = Author {
        name: name.clone().unwrap_or_default(),
        honorific: fields.text("honorific"),
        role: fields.text("role"),
        affiliation: fields.text("affiliation"),
    };
    if name.is_none() {
        fields.error(line, "an author has no `name`: add it");
    }
    fields.finish();
    name.map(|_| author)
}
