//! Reading Web Annotations: our own, and others'.

use corpus::{BlockId, EssayId, Revision, Span};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{CONTEXT, Fault, Import, Refusal, bodies, iri, is_a, text_of, valid, values, write};
use crate::{Foreign, Highlight, Selector};

/// Reads annotations: an `AnnotationCollection` or `AnnotationPage` with all pages that are inside,
/// a list of annotations, or one. What breaks the rules is refused by itself and does not keep the
/// others out; only what is no JSON, or has nothing to do with annotations, is refused as a whole.
///
/// `base` is the address of the collection of essays, with a slash at the end. A highlight's source
/// is an essay's address under it, or under another host's where `knows` knows the essay.
pub fn from_json_ld(
    text: &str,
    base: &str,
    knows: &dyn Fn(&EssayId) -> bool,
) -> Result<Import, Refusal> {
    let text = text.trim_start_matches('\u{feff}');
    // The whole is read first, and within a depth that no later step can exceed.
    let value: Value = serde_json::from_str(text).map_err(|error| no_json(&error))?;
    let is_empty_list = value.as_array().is_some_and(Vec::is_empty);
    let is_known = value.is_array() || is_container(&value) || is_a(&value, "Annotation");
    if is_empty_list || !is_known {
        let id = text_of(&value, "id").to_owned();
        return Err(Refusal {
            id,
            ..refusal(Fault::NoAnnotation)
        });
    }
    let is_ours = |essay: &EssayId, source: &str| source.starts_with(base) || knows(essay);
    let mut reader = Reader {
        base,
        is_ours: &is_ours,
        import: Import::default(),
        pages: Vec::new(),
    };
    reader.read(text, None)?;
    Ok(reader.import)
}

/// A highlight of an annotation that has the shape of one: words quoted in one essay, and at most
/// one note.
pub(super) fn highlight(value: &Value) -> Option<Highlight> {
    let targets = values(&value["target"]);
    let essay = iri::essay(source(targets.first()?))?;
    if targets
        .iter()
        .any(|target| iri::essay(source(target)).as_ref() != Some(&essay))
    {
        return None;
    }
    let target: Option<Vec<Selector>> = targets.iter().map(selector).collect();
    let mut notes = bodies::notes(value);
    let note = notes.next().map(str::to_owned);
    if notes.next().is_some() {
        return None;
    }
    let (created, modified) = (text_of(value, "created"), text_of(value, "modified"));
    let either = |one: &str, other: &str| if one.is_empty() { other } else { one }.to_owned();
    Some(Highlight {
        id: iri::highlight(text_of(value, "id")),
        essay,
        revision: Revision::from_name(revision(targets.first()?)),
        target: target?,
        colour: bodies::colour(value),
        note,
        tags: bodies::tags(value),
        created: either(created, modified),
        modified: either(modified, created),
        origin: None,
    })
}

/// What of a collection or a page leads to annotations.
#[derive(Deserialize)]
struct Container<'a> {
    #[serde(rename = "@context", borrow, default)]
    context: Option<&'a RawValue>,
    #[serde(borrow, default)]
    items: Option<&'a RawValue>,
    #[serde(borrow, default)]
    first: Option<&'a RawValue>,
    #[serde(borrow, default)]
    next: Option<&'a RawValue>,
    #[serde(borrow, default)]
    last: Option<&'a RawValue>,
}

struct Reader<'a> {
    base: &'a str,
    is_ours: &'a dyn Fn(&EssayId, &str) -> bool,
    import: Import,
    /// The pages that were read, by id.
    pages: Vec<String>,
}

impl Reader<'_> {
    /// Reads what stands somewhere in a file, under the context of what it stands in.
    fn read(&mut self, json: &str, context: Option<&str>) -> Result<(), Refusal> {
        if json.trim_start().starts_with('[') {
            for value in parse::<Vec<&RawValue>>(json)? {
                self.read(value.get(), context)?;
            }
            return Ok(());
        }
        let value: Value = parse(json)?;
        if is_container(&value) {
            return self.read_container(json, &value, context);
        }
        match valid::annotation(&value, context.is_some()) {
            Ok(()) => self.take(json, &value, context),
            Err(refusal) => self.import.refused.push(refusal),
        }
        Ok(())
    }

    fn read_container(
        &mut self,
        json: &str,
        value: &Value,
        context: Option<&str>,
    ) -> Result<(), Refusal> {
        let id = text_of(value, "id");
        if !id.is_empty() && self.pages.iter().any(|known| known == id) {
            return Ok(());
        }
        self.pages.push(id.to_owned());
        let container: Container = parse(json)?;
        let own = container.context.map(RawValue::get);
        if context.is_none()
            && let Err(refusal) = valid::context(value)
        {
            let id = id.to_owned();
            self.import.refused.push(Refusal { id, ..refusal });
            return Ok(());
        }
        let context = own.or(context);
        if let Some(items) = container.items {
            self.read(items.get(), context)?;
        }
        for (name, page) in [("first", container.first), ("next", container.next)] {
            match value[name].as_str() {
                Some(address) => self.import.elsewhere.push(address.to_owned()),
                None => self.read_page(page, context)?,
            }
        }
        if value["last"].is_object() {
            self.read_page(container.last, context)?;
        }
        Ok(())
    }

    fn read_page(&mut self, page: Option<&RawValue>, context: Option<&str>) -> Result<(), Refusal> {
        page.map_or(Ok(()), |page| self.read(page.get(), context))
    }

    /// Takes a valid annotation in.
    fn take(&mut self, json: &str, value: &Value, context: Option<&str>) {
        let json = with_context(json, value, context);
        let source = values(&value["target"]).first().map_or("", source);
        let ours = highlight(value).filter(|highlight| (self.is_ours)(&highlight.essay, source));
        match ours {
            Some(mut highlight) => {
                if write::annotation(&highlight, self.base) != *value {
                    highlight.origin = Some(json);
                }
                self.import.highlights.push(highlight);
            }
            None => self.import.foreign.push(Foreign {
                id: iri::highlight(text_of(value, "id")),
                modified: foreign_time(value).to_owned(),
                json,
            }),
        }
    }
}

fn foreign_time(value: &Value) -> &str {
    let times = ["modified", "created"].map(|name| text_of(value, name));
    times
        .into_iter()
        .find(|time| !time.is_empty())
        .unwrap_or_default()
}

/// An annotation as it stands by itself: what a collection's context adds to that of all
/// annotations has to go with it.
fn with_context(json: &str, value: &Value, context: Option<&str>) -> String {
    let plain = [format!("\"{CONTEXT}\""), format!("[\"{CONTEXT}\"]")];
    let own = &value["@context"];
    match (context, json.split_once('{')) {
        (Some(context), Some((_, rest)))
            if own.is_null() && !plain.iter().any(|p| p == context) =>
        {
            format!("{{\"@context\":{context},{rest}")
        }
        _ => json.to_owned(),
    }
}

/// The address of what a target is a part of.
fn source(target: &Value) -> &str {
    let source = text_of(target, "source");
    if source.is_empty() {
        text_of(&target["source"], "id")
    } else {
        source
    }
}

/// The revision that a target's state asks for: the entity tag after `If-Match`.
fn revision(target: &Value) -> &str {
    let states = values(&target["state"]).iter();
    let tag = states
        .map(|state| text_of(state, "value"))
        .find_map(entity_tag);
    tag.unwrap_or_default()
}

pub(super) fn entity_tag(header: &str) -> Option<&str> {
    header.strip_prefix("If-Match: \"")?.strip_suffix('"')
}

fn selector(target: &Value) -> Option<Selector> {
    let selectors = values(&target["selector"]);
    let quote = find(selectors, "TextQuoteSelector")?;
    let exact = Some(text_of(quote, "exact")).filter(|exact| !exact.is_empty())?;
    let fragment = find(selectors, "FragmentSelector").unwrap_or(&Value::Null);
    let position = find(values(&fragment["refinedBy"]), "TextPositionSelector")
        .or_else(|| find(selectors, "TextPositionSelector"))
        .unwrap_or(&Value::Null);
    let offset = |key: &str| {
        let offset = values(&position[key]).first().and_then(Value::as_u64);
        u32::try_from(offset.unwrap_or_default()).unwrap_or_default()
    };
    Some(Selector {
        block: BlockId::from_name(text_of(fragment, "value")),
        span: Span::new(offset("start"), offset("end")),
        exact: exact.to_owned(),
        prefix: text_of(quote, "prefix").to_owned(),
        suffix: text_of(quote, "suffix").to_owned(),
    })
}

/// The first selector of a kind, among these and what refines them.
fn find<'a>(selectors: &'a [Value], kind: &str) -> Option<&'a Value> {
    selectors.iter().find_map(|selector| {
        if is_a(selector, kind) {
            Some(selector)
        } else {
            find(values(&selector["refinedBy"]), kind)
        }
    })
}

fn is_container(value: &Value) -> bool {
    is_a(value, "AnnotationCollection") || is_a(value, "AnnotationPage")
}

fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Refusal> {
    serde_json::from_str(json).map_err(|error| no_json(&error))
}

fn no_json(error: &serde_json::Error) -> Refusal {
    refusal(Fault::Json {
        line: error.line(),
        column: error.column(),
    })
}

fn refusal(fault: Fault) -> Refusal {
    Refusal {
        id: String::new(),
        at: String::new(),
        fault,
    }
}
