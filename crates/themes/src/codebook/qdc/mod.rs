//! A codebook for programs of qualitative analysis: REFI-QDA Codebook 1.0 (`.qdc`), whose schema is in
//! *REFI-QDA: Exchange of processed data between qualitative data analysis software packages* (2019),
//! section 5.2.

#[cfg(feature = "import")]
mod read;

use corpus::{Codebook, Language, Localized, Theme, colour_letter};
use xxhash_rust::xxh64::xxh64;

use super::Palette;

#[cfg(feature = "import")]
pub use read::read;

/// The namespace.
const NAMESPACE: &str = "urn:QDA-XML:codebook:1.0";

/// The line of a description under which stands what the format has no place for.
const REST: &str = "[Lectern]";

/// The file. A code has its name and its description in one language: in this one where it can be. A
/// theme without a query is a code that nothing is coded with. What the format has no place for
/// stands at the end of the description, under a line `[Lectern]`, as lines `name: value` with the
/// names of `themes.toml`; from there it is read back.
///
/// `None` for a codebook without themes, which the format does not have.
pub fn write(codebook: &Codebook, language: &Language, palette: &Palette) -> Option<String> {
    if codebook.themes().is_empty() {
        return None;
    }
    let mut file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CodeBook xmlns=\"{NAMESPACE}\" origin=\"Lectern\">\n  <Codes>\n"
    );
    let writer = Writer {
        codebook,
        language,
        palette,
    };
    for (at, _) in codebook.children(None) {
        writer.put(&mut file, at, 2);
    }
    file.push_str("  </Codes>\n</CodeBook>\n");
    Some(file)
}

struct Writer<'a> {
    codebook: &'a Codebook,
    language: &'a Language,
    palette: &'a Palette,
}

impl Writer<'_> {
    fn put(&self, file: &mut String, at: usize, depth: usize) {
        let theme = &self.codebook.themes()[at];
        let indent = "  ".repeat(depth);
        let label = theme.label.best(self.language);
        let name = label.map_or(theme.id.as_str(), |(_, name)| name);
        file.push_str(&format!(
            "{indent}<Code guid=\"{}\" name=\"{}\" isCodable=\"{}\" color=\"{}\">\n",
            guid(theme.id.as_str()),
            escaped(name, true),
            !theme.query.is_empty(),
            self.palette.hex(self.codebook.colour(at)),
        ));
        let description = description(theme, label.map(|(language, _)| language));
        file.push_str(&format!(
            "{indent}  <Description>{}</Description>\n",
            escaped(&description, false)
        ));
        for (child, _) in self.codebook.children(Some(&theme.id)) {
            self.put(file, child, depth + 1);
        }
        file.push_str(&indent);
        file.push_str("</Code>\n");
    }
}

/// The definition in the language of the name, then everything that has no place elsewhere.
fn description(theme: &Theme, language: Option<&Language>) -> String {
    let main = theme.definition.iter();
    let main = main.filter(|(tag, _)| Some(*tag) == language);
    let mut text: String = main.map(|(_, text)| format!("{text}\n\n")).collect();
    text.push_str(REST);
    let mut put = |name: &str, value: &str| {
        // A line that goes on is set in.
        text.push_str(&format!("\n{name}: {}", value.replace('\n', "\n  ")));
    };
    put("id", theme.id.as_str());
    if let Some(language) = language {
        put("language", language.as_str());
    }
    let mut put_others = |name: &str, texts: &Localized, but: Option<&Language>| {
        let others = texts.iter().filter(|(tag, _)| Some(*tag) != but);
        others.for_each(|(tag, text)| put(&format!("{name}.{tag}"), text));
    };
    put_others("label", &theme.label, language);
    put_others("definition", &theme.definition, language);
    put_others("scope", &theme.scope, None);
    for example in &theme.examples {
        put(&format!("examples.{}", example.language), &example.text);
    }
    put("query", &theme.query);
    put("within", theme.within.name());
    if let Some(colour) = theme.colour {
        put("colour", &colour_letter(colour).to_string());
    }
    text
}

/// The same GUID for the same theme, made of a hash of its id (RFC 9562, version 8).
fn guid(id: &str) -> String {
    let half = |seed| u128::from(xxh64(id.as_bytes(), seed));
    let bits = (half(1) << 64 | half(2)) & !(0xf << 76) & !(0b11 << 62) | 8 << 76 | 0b10 << 62;
    let hex = format!("{bits:032X}");
    let (a, b, c, d, e) = (
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    );
    format!("{a}-{b}-{c}-{d}-{e}")
}

/// A text inside XML. Characters that XML 1.0 does not have become spaces.
fn escaped(text: &str, in_attribute: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for scalar in text.chars() {
        match scalar {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' if in_attribute => escaped.push_str("&quot;"),
            '\t' | '\n' if in_attribute => {
                escaped.push_str(&format!("&#{};", u32::from(scalar)));
            }
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(scalar),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            scalar => escaped.push(scalar),
        }
    }
    escaped
}
