//! What shows a page of the site in somebody else's page, to be pasted there.

use crate::markup::escape;
use crate::route::{Reading, Route, Target};

/// The two ways: as an element of `widget.js`, and as a frame where a page runs no scripts of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// The element, with the script that defines it.
    pub element: String,
    /// The frame.
    pub frame: String,
}

/// The snippets of a page with this title, of a site whose whole address this is.
pub fn snippets(base: &str, route: &Route, title: &str) -> Snippets {
    let (base, title) = (escape(base), escape(title));
    let address = base.clone() + &escape(&route.address());
    let element = [
        "<script type=\"module\" src=\"",
        &base,
        "widget.js\"></script>\n<essay-viewer src=\"",
        &base,
        "\"",
        &attributes(route),
        ">\n  <a href=\"",
        &address,
        "\">",
        &title,
        "</a>\n</essay-viewer>",
    ];
    let frame = [
        "<iframe src=\"",
        &address,
        "\" title=\"",
        &title,
        "\" loading=\"lazy\" style=\"width: 100%; height: 80vh; border: 0\"></iframe>",
    ];
    Snippets {
        element: element.concat(),
        frame: frame.concat(),
    }
}

/// What the element shows.
fn attributes(route: &Route) -> String {
    let mut attributes = String::new();
    let mut push = |name: &str, value: &str| {
        if !value.is_empty() {
            attributes.extend([" ", name, "=\"", &escape(value), "\""]);
        }
    };
    push("view", route.name());
    match route {
        Route::Essay(Reading {
            essay,
            query,
            target,
            ..
        }) => {
            push("essay", essay.as_str());
            let block = target.as_ref().map(Target::fragment);
            push("block", &block.unwrap_or_default());
            push("query", query);
        }
        Route::Theme(id, _) => push("theme", id.as_str()),
        Route::Search(filter, _) | Route::Library(filter) => push("query", &filter.words),
        _ => {}
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_its_snippet() {
        for (address, attributes) in [
            ("", r#" view="library""#),
            (
                "essays/a/?q=x#b:1-2~r",
                r#" view="essay" essay="a" block="b:1-2~r" query="x""#,
            ),
            ("themes/", r#" view="themes""#),
            ("themes/growth/", r#" view="theme" theme="growth""#),
            (
                "search/?q=%22new%20quality%22",
                r#" view="search" query="&quot;new quality&quot;""#,
            ),
        ] {
            let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
            let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
            let route = Route::parse(path, query, fragment);
            let Snippets { element, frame } = snippets("https://host/x/", &route, "A <b>");
            let expected = format!("<essay-viewer src=\"https://host/x/\"{attributes}>");
            assert!(element.contains(&expected), "{element}");
            let address = format!("\"https://host/x/{}\"", escape(&route.address()));
            assert!(
                element.contains(&address) && frame.contains(&address),
                "{frame}"
            );
            assert!(element.contains(">A &lt;b&gt;</a>"), "{element}");
        }
    }
}
