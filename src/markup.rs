//! Text inside of markup.

/// A text as it stands in an element or in an attribute's value.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_means_something_in_markup_is_spelt_otherwise() {
        assert_eq!(
            super::escape("<a b=\"c\">&amp;新</a>"),
            "&lt;a b=&quot;c&quot;&gt;&amp;amp;新&lt;/a&gt;"
        );
    }
}
