//! A codebook from REFI-QDA: ours, and what other programs write, which is not always what the schema
//! says.

use corpus::{Example, Language, Localized, Within, colour_named, text};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::gather::{DEEPEST, Entry, MOST, gather, language_of};
use super::super::palette::{Palette, parse};
use super::super::{ImportError, Imported, Note};
use super::REST;

/// Reads a `.qdc`, or the codebook of a project (`project.qde`). A document type is refused: nothing
/// that is known of codebooks needs one, and with one a small file can ask for any amount of work.
pub fn read(xml: &str, language: &Language, palette: &Palette) -> Result<Imported, ImportError> {
    let mut reading = Reading {
        xml,
        language,
        palette,
        open: Vec::new(),
        elements: Vec::new(),
        entries: Vec::new(),
        notes: Vec::new(),
        description: None,
        has_codes: false,
    };
    let mut reader = Reader::from_str(xml);
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            ImportError::new(
                line(xml, at),
                format!("this is no XML ({error}): export the codebook again"),
            )
        })?;
        if event == Event::Eof {
            break;
        }
        reading.take(event, at)?;
    }
    reading.finish()
}

struct Reading<'a> {
    xml: &'a str,
    language: &'a Language,
    palette: &'a Palette,
    /// The codes that are open, by place among the entries.
    open: Vec<usize>,
    /// The elements that are open, by local name.
    elements: Vec<String>,
    entries: Vec<Entry>,
    notes: Vec<Note>,
    /// The description that is being read.
    description: Option<String>,
    has_codes: bool,
}

/// How deep elements may be nested: codes, and what a project has around them.
const ELEMENTS: usize = DEEPEST + 16;

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, at: u64) -> Result<(), ImportError> {
        match event {
            Event::DocType(_) => {
                return Err(self.error(
                    at,
                    "a document type (<!DOCTYPE …>) is refused: no codebook needs one; take the line out",
                ));
            }
            Event::Start(start) => {
                self.start(&start, at)?;
                self.elements.push(local(start.name().as_ref()).to_owned());
                if self.elements.len() > ELEMENTS {
                    let cause = format!(
                        "codes stand under more than {DEEPEST} others: flatten the codebook"
                    );
                    return Err(self.error(at, cause));
                }
            }
            Event::Empty(start) => {
                self.start(&start, at)?;
                let name = local(start.name().as_ref()).to_owned();
                self.end(&name);
            }
            Event::End(_) => {
                // The reader has seen to it that it closes what is open.
                let name = self.elements.pop().unwrap_or_default();
                self.end(&name);
            }
            Event::Text(text) => self.text(&text),
            Event::CData(text) => self.text(&text),
            Event::GeneralRef(reference) => {
                let text = self.resolved(&reference, at)?;
                self.text(&text);
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>, at: u64) -> Result<(), ImportError> {
        match local(start.name().as_ref()) {
            "Codes" => self.has_codes = true,
            "Code" if self.has_codes => self.code(start, at)?,
            "Description" if self.is_in_code() => self.description = Some(String::new()),
            "Set" => {
                let name = self.attribute(start, "name", at)?.unwrap_or_default();
                self.note(
                    at,
                    format!("the set {name:?} is not kept: a theme stands under one other at most"),
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the innermost element is a code.
    fn is_in_code(&self) -> bool {
        self.elements.last().is_some_and(|name| name == "Code") && !self.open.is_empty()
    }

    fn code(&mut self, start: &BytesStart<'_>, at: u64) -> Result<(), ImportError> {
        if self.entries.len() == MOST {
            let cause = format!(
                "this has more than {MOST} codes, which nobody reads: part it, or check that it is a codebook"
            );
            return Err(self.error(at, cause));
        }
        let name = self.attribute(start, "name", at)?;
        let name = name.map(|name| name.trim().to_owned());
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return Err(self.error(at, "a code has no name: give it one, or take it out"));
        };
        let key = format!("code {}", self.entries.len());
        let mut entry = Entry::new(Some(line(self.xml, at)), key)?;
        let parent = self.open.last().and_then(|&at| self.entries.get(at));
        entry.parent = parent.map(|parent| parent.key.clone());
        entry.theme.label = Localized::single(language_of(&name, self.language), name);
        let is_codable = self.attribute(start, "isCodable", at)?;
        entry.has_query =
            is_codable.is_some_and(|word| matches!(word.trim(), "false" | "0" | "False"));
        if let Some(colour) = self.attribute(start, "color", at)? {
            entry.theme.colour = parse(&colour).map(|colour| self.palette.nearest(colour));
            if entry.theme.colour.is_none() {
                self.note(
                    at,
                    format!("the colour {colour:?} is not known here and left out"),
                );
            }
        }
        self.open.push(self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "Code" => drop(self.open.pop()),
            "Description" => {
                let description = self.description.take();
                let entry = self.open.last().and_then(|&at| self.entries.get_mut(at));
                if let (Some(description), Some(entry)) = (description, entry) {
                    describe(entry, &description, self.language, &mut self.notes);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(description) = &mut self.description {
            description.push_str(text);
        }
    }

    fn resolved(&self, reference: &BytesRef<'_>, at: u64) -> Result<String, ImportError> {
        let known = quick_xml::escape::resolve_predefined_entity(reference);
        let number = reference.resolve_char_ref().ok().flatten();
        known
            .map(str::to_owned)
            .or_else(|| number.map(String::from))
            .ok_or_else(|| {
                let name: &str = reference;
                self.error(
                    at,
                    format!("the entity &{name}; is not known: write the character itself"),
                )
            })
    }

    fn attribute(
        &self,
        start: &BytesStart<'_>,
        name: &str,
        at: u64,
    ) -> Result<Option<String>, ImportError> {
        for attribute in start.attributes().with_checks(false) {
            let fault = |cause: String| {
                self.error(
                    at,
                    format!("this is no XML ({cause}): export the codebook again"),
                )
            };
            let attribute = attribute.map_err(|error| fault(error.to_string()))?;
            if attribute.key.as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                let value = value.map_err(|error| fault(error.to_string()))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    fn error(&self, at: u64, cause: impl Into<String>) -> ImportError {
        ImportError::new(line(self.xml, at), cause)
    }

    fn note(&mut self, at: u64, message: String) {
        let line = Some(line(self.xml, at));
        self.notes.push(Note { line, message });
    }

    fn finish(self) -> Result<Imported, ImportError> {
        if self.entries.is_empty() {
            return Err(ImportError::new(
                None,
                "there is no code in this file: a REFI-QDA codebook has `Code` elements inside `Codes`",
            ));
        }
        if let Some(name) = self.elements.last() {
            let cause =
                format!("the file ends inside <{name}>: it is cut; export the codebook again");
            return Err(ImportError::new(
                line(self.xml, self.xml.len() as u64),
                cause,
            ));
        }
        gather(self.entries, self.notes, self.language)
    }
}

/// Takes a description apart: the definition, and what [`super::write`] set behind it.
fn describe(entry: &mut Entry, description: &str, language: &Language, notes: &mut Vec<Note>) {
    let lines: Vec<&str> = description.lines().collect();
    let ours = lines.iter().rposition(|line| line.trim_end() == REST);
    let (definition, rest) = lines.split_at(ours.unwrap_or(lines.len()));
    let definition = definition.join("\n").trim().to_owned();
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in rest.iter().skip(1) {
        match (
            line.strip_prefix("  "),
            fields.last_mut(),
            line.split_once(':'),
        ) {
            (Some(more), Some((_, value)), _) => {
                value.push('\n');
                value.push_str(more);
            }
            (None, _, Some((name, value))) => {
                let value = value.strip_prefix(' ').unwrap_or(value);
                fields.push((name, value.to_owned()));
            }
            _ => {}
        }
    }
    if ours.is_some() {
        // What the program that wrote it may have changed since is taken from the program.
        let tongue = fields.iter().find(|(name, _)| *name == "language");
        let name = entry.theme.label.text(language).to_owned();
        entry.theme.label = match tongue {
            Some((_, tag)) => Localized::single(Language::new(tag), name),
            None => Localized::default(),
        };
        entry.is_automatic = !fields.iter().any(|(name, _)| *name == "colour");
    }
    if !definition.is_empty() {
        let tongue = entry.theme.label.iter().next();
        let tongue = tongue.map_or_else(
            || language_of(&definition, language),
            |(tag, _)| tag.clone(),
        );
        entry.theme.definition = Localized::single(tongue, definition);
    }
    for (name, value) in fields {
        if !field(entry, name, &value) {
            notes.push(Note {
                line: entry.line,
                message: format!(
                    "`{name}: {value}` in a description is not understood and left out"
                ),
            });
        }
    }
}

/// Takes what stands under `[Lectern]`; whether it is known.
fn field(entry: &mut Entry, name: &str, value: &str) -> bool {
    let theme = &mut entry.theme;
    let (name, language) = name.split_once('.').unwrap_or((name, ""));
    let language = Language::new(language);
    let add = |texts: &mut Localized| {
        let known = texts.iter();
        let known = known.map(|(tag, text)| (tag.clone(), text.to_owned()));
        *texts = known
            .chain([(language.clone(), value.to_owned())])
            .collect();
    };
    match name {
        "id" => entry.id = Some(value.to_owned()),
        "language" => {}
        "label" => add(&mut theme.label),
        "definition" => add(&mut theme.definition),
        "scope" => add(&mut theme.scope),
        "examples" => theme.examples.push(Example {
            language,
            text: text::normalise(value),
        }),
        "query" => {
            theme.query = value.to_owned();
            entry.has_query = true;
        }
        "within" if value == Within::Block.name() => theme.within = Within::Block,
        "within" if value == Within::Sentence.name() => theme.within = Within::Sentence,
        // The code has it as a colour that can be seen.
        "colour" => return colour_named(value).is_some(),
        _ => return false,
    }
    true
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The line, from 1, in which this byte is.
fn line(text: &str, at: u64) -> u32 {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    let before = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n');
    u32::try_from(before.count()).unwrap_or(u32::MAX - 1) + 1
}
