//! The rules of the Web Annotation Data Model, as far as breaking one leaves an annotation without
//! a meaning. Properties that the model does not know may be anything.

use serde_json::Value;

use super::iri::is_iri;
use super::{CONTEXT, Fault, Form, Refusal, is_a, text_of, values};
use crate::moment::moment;

type Verdict = Result<(), Refusal>;

/// What the properties of annotations and of what they are about have to be, and whether they may
/// have several values (sections 3.2.1 and 3.3 of the model, 4.2 to 4.6).
const PROPERTIES: [(&str, Form, bool); 20] = [
    ("creator", Form::Node, true),
    ("created", Form::Moment, false),
    ("generator", Form::Node, true),
    ("generated", Form::Moment, false),
    ("modified", Form::Moment, false),
    ("audience", Form::Node, true),
    ("motivation", Form::Text, true),
    ("purpose", Form::Text, true),
    ("rights", Form::Iri, true),
    ("canonical", Form::Iri, false),
    ("via", Form::Iri, true),
    ("stylesheet", Form::Node, false),
    ("styleClass", Form::Text, true),
    ("renderedVia", Form::Node, true),
    ("scope", Form::Node, true),
    ("format", Form::Text, true),
    ("language", Form::Text, true),
    ("processingLanguage", Form::Text, false),
    ("textDirection", Form::Direction, false),
    ("accessibility", Form::Text, true),
];

/// What kinds of selectors and states have to say (sections 4.2 and 4.3).
const SELECTORS: [(&str, &str, Form); 11] = [
    ("FragmentSelector", "value", Form::Text),
    ("CssSelector", "value", Form::Text),
    ("XPathSelector", "value", Form::Text),
    ("HttpRequestState", "value", Form::Text),
    ("TextQuoteSelector", "exact", Form::Text),
    ("TextPositionSelector", "start", Form::Whole),
    ("TextPositionSelector", "end", Form::Whole),
    ("DataPositionSelector", "start", Form::Whole),
    ("DataPositionSelector", "end", Form::Whole),
    ("RangeSelector", "startSelector", Form::Node),
    ("RangeSelector", "endSelector", Form::Node),
];

/// Ways of setting several bodies or targets together (section 3.2.7, and *Composite*, *List* and
/// *Independents* of the model's appendix).
const SETS: [&str; 4] = ["Choice", "Composite", "List", "Independents"];

/// What cannot stand beside each other in one resource.
const APART: [(&str, &str); 3] = [("value", "source"), ("value", "items"), ("source", "items")];

/// Judges an annotation; inside a collection the context stands above it.
pub(super) fn annotation(value: &Value, has_context: bool) -> Verdict {
    let verdict = is_valid(value, has_context);
    verdict.map_err(|refusal| Refusal {
        id: text_of(value, "id").to_owned(),
        ..refusal
    })
}

/// Judges whether a value says that its properties are those of Web Annotations.
pub(super) fn context(value: &Value) -> Verdict {
    let named = values(&value["@context"])
        .iter()
        .any(|name| name == CONTEXT);
    ensure(named, "@context", Fault::Context)
}

fn is_valid(value: &Value, has_context: bool) -> Verdict {
    ensure(is_a(value, "Annotation"), "", Fault::NoAnnotation)?;
    if !has_context {
        context(value)?;
    }
    required(value, "id")?;
    property(value, "id", Form::Iri, false)?;
    properties(value)?;
    required(value, "target")?;
    each(value, "target", resource)?;
    each(value, "body", resource)?;
    property(value, "bodyValue", Form::Text, false)?;
    apart(value, "bodyValue", "body")
}

/// A body or a target, or one of several that are set together.
fn resource(value: &Value) -> Verdict {
    if !value.is_object() {
        return form(value, Form::Node);
    }
    property(value, "id", Form::Iri, false)?;
    properties(value)?;
    for (one, other) in APART {
        apart(value, one, other)?;
    }
    if has(value, "items") {
        let sets = SETS.iter().filter(|set| is_a(value, set)).count();
        ensure(sets > 0, "type", Fault::Missing)?;
        ensure(sets == 1, "type", Fault::Several)?;
        return each(value, "items", resource);
    }
    if is_a(value, "TextualBody") {
        required(value, "value")?;
        return property(value, "value", Form::Text, false);
    }
    if is_a(value, "SpecificResource") {
        required(value, "source")?;
    }
    if has(value, "source") {
        property(value, "source", Form::Node, false)?;
        each(value, "source", properties)?;
        each(value, "selector", selector)?;
        return each(value, "state", selector);
    }
    ensure(
        has(value, "id") || has(value, "value"),
        "id",
        Fault::Missing,
    )
}

/// A selector or a state.
fn selector(value: &Value) -> Verdict {
    form(value, Form::Node)?;
    for (kind, name, form) in SELECTORS {
        // What has an id may say the rest where that leads.
        if is_a(value, kind) && !has(value, "id") {
            required(value, name)?;
        }
        if is_a(value, kind) {
            property(value, name, form, false)?;
        }
    }
    property(value, "prefix", Form::Text, false)?;
    property(value, "suffix", Form::Text, false)?;
    property(value, "sourceDate", Form::Moment, true)?;
    property(value, "cached", Form::Iri, true)?;
    each(value, "startSelector", selector)?;
    each(value, "endSelector", selector)?;
    each(value, "refinedBy", selector)
}

fn properties(value: &Value) -> Verdict {
    PROPERTIES
        .into_iter()
        .try_for_each(|(name, form, several)| property(value, name, form, several))
}

/// A property, if it is there.
fn property(value: &Value, name: &str, expected: Form, several: bool) -> Verdict {
    let found = values(&value[name]);
    ensure(several || found.len() < 2, name, Fault::Several)?;
    each(value, name, |value| form(value, expected))
}

fn form(value: &Value, expected: Form) -> Verdict {
    let text = value.as_str();
    let fits = match expected {
        Form::Iri => text.is_some_and(is_iri),
        Form::Node => value.is_object() || text.is_some_and(is_iri),
        Form::Text => text.is_some(),
        Form::Moment => text.and_then(moment).is_some(),
        Form::Whole => value.is_u64(),
        Form::Direction => text.is_some_and(|text| ["ltr", "rtl", "auto"].contains(&text)),
    };
    ensure(fits, "", Fault::Form(expected))
}

fn required(value: &Value, name: &str) -> Verdict {
    ensure(has(value, name), name, Fault::Missing)
}

fn apart(value: &Value, one: &str, other: &'static str) -> Verdict {
    let both = has(value, one) && has(value, other);
    ensure(!both, one, Fault::Beside(other))
}

fn has(value: &Value, name: &str) -> bool {
    !values(&value[name]).is_empty()
}

/// Judges each value of a property, and says in which of them a fault is.
fn each(value: &Value, name: &str, judge: impl Fn(&Value) -> Verdict) -> Verdict {
    let found = values(&value[name]);
    for (place, value) in found.iter().enumerate() {
        judge(value).map_err(|mut refusal| {
            let place = if found.len() > 1 {
                format!("{name}[{place}]")
            } else {
                name.to_owned()
            };
            let dot = if refusal.at.is_empty() { "" } else { "." };
            refusal.at = format!("{place}{dot}{}", refusal.at);
            refusal
        })?;
    }
    Ok(())
}

fn ensure(holds: bool, at: &str, fault: Fault) -> Verdict {
    if holds {
        return Ok(());
    }
    Err(Refusal {
        id: String::new(),
        at: at.to_owned(),
        fault,
    })
}
