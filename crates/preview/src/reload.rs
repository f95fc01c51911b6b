//! What reloads a page: a script beside the site, and a line of a page that calls it.

/// Where pages hear of changes.
pub(crate) const CHANGES: &str = "/.lectern/changes";

/// Where the script is.
pub(crate) const SCRIPT: &str = "/.lectern/reload.js";

/// The script.
pub(crate) const SOURCE: &str = include_str!("reload.js");

/// Where the line goes: behind everything that the page says of itself, before all that it shows.
const PLACE: &[u8] = b"</head>";

/// A page that reloads itself once the site is of another version than this. A page without a head
/// stays as it is.
pub(crate) fn reloading(mut page: Vec<u8>, version: u64) -> Vec<u8> {
    let place = page
        .windows(PLACE.len())
        .position(|window| window.eq_ignore_ascii_case(PLACE));
    if let Some(place) = place {
        let line = format!("<script type=\"module\" src=\"{SCRIPT}?{version}\"></script>\n");
        page.splice(place..place, line.into_bytes());
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_head_gets_a_line() {
        let line = "<script type=\"module\" src=\"/.lectern/reload.js?7\"></script>\n";
        let cases = [
            (
                "<head><title>t</title></head><body>&lt;/head></body>",
                format!("<head><title>t</title>{line}</head><body>&lt;/head></body>"),
            ),
            (
                "<HEAD></HEAD><p>重</p>",
                format!("<HEAD>{line}</HEAD><p>重</p>"),
            ),
            ("<p>no head</p>", "<p>no head</p>".to_owned()),
            ("", String::new()),
        ];
        for (page, expected) in cases {
            let got = reloading(page.as_bytes().to_vec(), 7);
            assert_eq!(String::from_utf8(got).unwrap(), expected);
        }
    }
}
