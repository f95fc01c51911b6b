//! What was read of a foreign codebook, put together: names become ids, references parents, labels
//! queries where there is none.

use std::collections::{HashMap, HashSet};

use corpus::{COLOURS, Codebook, IdError, Language, Localized, Theme, ThemeId, text};

use super::{ImportError, Imported, Note};

/// More themes than this nobody reads; a file that has them is something else.
pub(super) const MOST: usize = 5000;

/// How deep themes may stand under each other.
pub(super) const DEEPEST: usize = 32;

/// A theme of a foreign codebook.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it begins in the file.
    pub line: Option<u32>,
    /// By what others refer to it.
    pub key: String,
    /// By what it refers to the one above it.
    pub parent: Option<String>,
    /// The id that it wants; without one its label makes one.
    pub id: Option<String>,
    /// Its texts and its rule. Id and parent are not known yet.
    pub theme: Theme,
    /// Whether its rule is known; otherwise its labels and other names make one.
    pub has_query: bool,
    /// Other names.
    pub synonyms: Vec<String>,
    /// Whether its colour only follows from its place, if it is the one that does.
    pub is_automatic: bool,
}

impl Entry {
    /// An entry of which nothing is known.
    pub fn new(line: Option<u32>, key: String) -> Result<Self, ImportError> {
        let nameless =
            ThemeId::new("theme").map_err(|error| ImportError::new(line, error.to_string()))?;
        Ok(Self {
            line,
            key,
            parent: None,
            id: None,
            theme: Theme::new(nameless, ""),
            has_query: false,
            synonyms: Vec::new(),
            is_automatic: false,
        })
    }

    /// What to call it in messages.
    fn name(&self) -> &str {
        let label = self.theme.label.iter().next();
        label.map_or(self.key.as_str(), |(_, label)| label)
    }
}

/// The codebook of these entries. One without a label is called by its id, in this language.
pub(super) fn gather(
    mut entries: Vec<Entry>,
    mut notes: Vec<Note>,
    language: &Language,
) -> Result<Imported, ImportError> {
    if entries.len() > MOST {
        return Err(ImportError::new(
            None,
            format!(
                "this has more than {MOST} themes, which nobody reads: part it, or check that it is a codebook"
            ),
        ));
    }
    name(&mut entries, &mut notes)?;
    refer(&mut entries)?;
    let mut made = 0;
    for (place, entry) in entries.iter_mut().enumerate() {
        if entry.theme.label.is_empty() {
            let id = entry.theme.id.as_str();
            entry.theme.label = Localized::single(language_of(id, language), id);
        }
        if !entry.has_query {
            entry.theme.query = query(&entry.theme.label, &entry.synonyms);
            made += 1;
        }
        if entry.is_automatic
            && entry.theme.colour == u8::try_from(place % usize::from(COLOURS)).ok()
        {
            entry.theme.colour = None;
        }
    }
    if made > 0 {
        notes.push(Note {
            line: None,
            message: format!(
                "{made} of {} themes had no query: each got one of its own names as quoted phrases; \
                 read what they find, and widen them",
                entries.len()
            ),
        });
    }
    let themes: Vec<Theme> = entries.iter().map(|entry| entry.theme.clone()).collect();
    let codebook = Codebook::new(&themes).map_err(|error| {
        let mut at = entries.iter();
        let at = at.rfind(|entry| entry.theme.id == *error.theme());
        ImportError::new(at.and_then(|entry| entry.line), error.to_string())
    })?;
    Ok(Imported { codebook, notes })
}

/// Gives each its id: the one it wants, or one made of its name.
fn name(entries: &mut [Entry], notes: &mut Vec<Note>) -> Result<(), ImportError> {
    let mut taken: HashSet<ThemeId> = HashSet::new();
    for entry in entries.iter_mut() {
        let wanted = entry
            .id
            .as_ref()
            .and_then(|id| ThemeId::new(id.clone()).ok())
            .filter(|id| !id.is_own());
        if let Some(id) = wanted {
            if !taken.insert(id.clone()) {
                let cause = format!("the id {id} is given to two themes: rename one of the two");
                return Err(ImportError::new(entry.line, cause));
            }
            entry.theme.id = id;
        }
    }
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for entry in entries.iter_mut() {
        let wanted = entry.id.as_deref();
        if wanted == Some(entry.theme.id.as_str()) {
            continue;
        }
        let slug = ThemeId::of_label(wanted.unwrap_or_else(|| entry.name()));
        let slug = slug.map_or_else(|| "theme".to_owned(), String::from);
        let id = free(&taken, &slug, numbers.entry(slug.clone()).or_insert(1));
        let id = id.map_err(|error| ImportError::new(entry.line, error.to_string()))?;
        if let Some(wanted) = wanted {
            notes.push(Note {
                line: entry.line,
                message: format!("the id {wanted:?} cannot be an id here: it becomes {id}"),
            });
        }
        taken.insert(id.clone());
        entry.theme.id = id;
    }
    Ok(())
}

/// An id that nobody has: a slug, with the next number behind it where it is taken.
fn free(taken: &HashSet<ThemeId>, slug: &str, number: &mut u32) -> Result<ThemeId, IdError> {
    loop {
        let id = match *number {
            1 => ThemeId::new(slug)?,
            more => ThemeId::new(format!("{slug}-{more}"))?,
        };
        *number += 1;
        if !taken.contains(&id) {
            return Ok(id);
        }
    }
}

/// Makes references to parents ids, and refuses what is nested too deeply.
fn refer(entries: &mut [Entry]) -> Result<(), ImportError> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        places.entry(&entry.key).or_insert(place);
    }
    let mut parents = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let parent = match &entry.parent {
            None => None,
            Some(key) => Some(*places.get(key.as_str()).ok_or_else(|| {
                let cause = format!(
                    "{} stands under {key:?}, which is not in the file: add it, or leave the parent out",
                    entry.name()
                );
                ImportError::new(entry.line, cause)
            })?),
        };
        parents.push(parent);
    }
    for (place, entry) in entries.iter().enumerate() {
        // A circle is as deep as one likes; what it is, the codebook says.
        let above = std::iter::successors(parents[place], |&at| parents[at]);
        if above.take(entries.len() + 1).count() >= DEEPEST && !is_circle(&parents, place) {
            let cause = format!(
                "{} stands under more than {DEEPEST} others: flatten the codebook",
                entry.name()
            );
            return Err(ImportError::new(entry.line, cause));
        }
    }
    let ids: Vec<ThemeId> = entries.iter().map(|entry| entry.theme.id.clone()).collect();
    for (entry, parent) in entries.iter_mut().zip(parents) {
        entry.theme.parent = parent.map(|at| ids[at].clone());
    }
    Ok(())
}

fn is_circle(parents: &[Option<usize>], place: usize) -> bool {
    let above = std::iter::successors(Some(place), |&at| parents[at]);
    above.take(parents.len() + 1).count() > parents.len()
}

/// The query of a theme of which only names are known: each as a quoted phrase.
fn query(label: &Localized, synonyms: &[String]) -> String {
    let names = label.iter().map(|(_, name)| name);
    let mut phrases: Vec<String> = Vec::new();
    for name in names.chain(synonyms.iter().map(String::as_str)) {
        // A quotation mark inside would end the phrase.
        let is_mark = |scalar: char| matches!(scalar, '"' | '“' | '”' | '„' | '«' | '»' | '＂');
        let bare = text::normalise(&name.replace(is_mark, " "));
        let phrase = format!("\"{bare}\"");
        if bare.contains(char::is_alphanumeric) && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases.join(" OR ")
}

/// The language of a name of which nothing says it: the one given, unless the name is in Han or kana
/// and that one is not.
pub(super) fn language_of(name: &str, given: &Language) -> Language {
    let is_kana = |scalar: char| ('\u{3040}'..='\u{30ff}').contains(&scalar);
    let is_han = |scalar: char| text::is_han(scalar);
    if given.is_ideographic() || !name.chars().any(|scalar| is_han(scalar) || is_kana(scalar)) {
        given.clone()
    } else if name.contains(is_kana) {
        Language::new("ja")
    } else {
        Language::new("zh")
    }
}
