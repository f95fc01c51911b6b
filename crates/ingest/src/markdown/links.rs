//! Which addresses a link or picture may have.

/// Why an address is dropped, `None` where it is harmless: `http`, `https`, `mailto`, a fragment,
/// or relative to the essay. Everything else could run a program in a reader's browser, or leads
/// where only its author can go.
pub(crate) fn objection(address: &str) -> Option<String> {
    if address.is_empty() {
        return Some("it is empty".to_owned());
    }
    if address
        .chars()
        .any(|scalar| scalar.is_control() || scalar == '\\')
    {
        return Some("it holds a control character or backslash".to_owned());
    }
    if address.starts_with("//") {
        return Some("its scheme is missing: write `https:` before it".to_owned());
    }
    match scheme(address) {
        None => None,
        Some(scheme) if ["http", "https", "mailto"].contains(&&*scheme) => None,
        Some(scheme) => Some(format!(
            "`{scheme}:` is not allowed: use https, http, mailto, `#…` or a relative address"
        )),
    }
}

/// What stands before the first colon, unless a slash, question mark or hash stands before that
/// (RFC 3986, section 4.2).
fn scheme(address: &str) -> Option<String> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..]
        .starts_with(':')
        .then(|| address[..end].trim().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_and_harmful() {
        for good in [
            "https://example.org/a:b",
            "HTTP://x",
            "mailto:a@b.c",
            "#a3",
            "../b/",
            "a/b:c",
            "figures/灯.svg",
            "?q=a:b",
        ] {
            assert_eq!(objection(good), None, "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            " java\tscript:x",
            "data:text/html,x",
            "//example.org",
            "",
            "file:///etc",
            "\\\\host",
            "vbscript:x",
        ] {
            assert!(objection(bad).is_some(), "{bad}");
        }
    }
}
