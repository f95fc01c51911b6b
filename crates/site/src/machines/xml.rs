//! Text inside XML.

/// A text as it stands in an element or between double quotes.
pub(super) fn escape(text: &str) -> String {
    let is_allowed = |scalar: &char| matches!(scalar, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let mut escaped = String::with_capacity(text.len());
    for scalar in text.chars().filter(is_allowed) {
        match scalar {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            scalar => escaped.push(scalar),
        }
    }
    escaped
}
