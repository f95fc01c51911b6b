//! Colours are named once, in styles/tokens.css.

use super::tree::Tree;
use super::{Finding, code};

const TOKENS: &str = "styles/tokens.css";

/// Functions of CSS Color 4 and 5 that make a colour of numbers; `color-mix()` and `light-dark()` only combine.
const FUNCTIONS: [&str; 11] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "device-cmyk",
];

/// Properties whose values are names that the author makes up, or that are no colours.
const NAMING: [&str; 8] = [
    "animation",
    "animation-name",
    "container",
    "container-name",
    "font-family",
    "grid-area",
    "grid-template-areas",
    "view-transition-name",
];

/// Colours in other style sheets, in HTML and in the strings of views.
pub fn check(tree: &Tree) -> Vec<Finding> {
    // The pages of examples are somebody else's.
    let is_ours = |path: &str| path != TOKENS && !path.starts_with("examples/");
    let css = tree.texts(".css").filter(|(path, _)| is_ours(path));
    let css = css.flat_map(|(path, text)| in_css(path, text));
    let html = tree
        .texts(".html")
        .flat_map(|(path, text)| in_markup(path, text));
    let views = tree
        .texts(".rs")
        .filter(|(path, _)| path.starts_with("src/") || path.starts_with("crates/site/src/"));
    let views = views.flat_map(|(path, text)| in_rust(path, text));
    css.chain(html).chain(views).collect()
}

fn finding(path: &str, line: usize, colour: &str) -> Finding {
    Finding::new(
        path,
        line,
        format!("the colour `{colour}` belongs into {TOKENS}"),
    )
}

/// Declarations end with `;` or `}`; what ends with `{` is a selector or a condition.
fn in_css(path: &str, text: &str) -> Vec<Finding> {
    let text = without_comments_and_strings(text);
    let mut findings = Vec::new();
    let (mut start, mut line) = (0, 1);
    for (end, mark) in text.match_indices(['{', '}', ';']) {
        let chunk = &text[start..end];
        if mark != "{"
            && let Some((property, value)) = chunk.split_once(':')
        {
            let line = line + property.matches('\n').count();
            for (below, value) in value.split('\n').enumerate() {
                let colours = colours(property.trim(), value);
                findings.extend(colours.map(|colour| finding(path, line + below, colour)));
            }
        }
        line += chunk.matches('\n').count();
        start = end + 1;
    }
    findings
}

/// Colours in a declaration's value.
fn colours<'a>(property: &str, value: &'a str) -> impl Iterator<Item = &'a str> {
    let names_count = !NAMING.contains(&property);
    words(value)
        .filter(move |&(word, is_call)| {
            let lower = word.to_ascii_lowercase();
            is_hex(&lower)
                || (is_call && FUNCTIONS.contains(&lower.as_str()))
                || (!is_call && names_count && is_named(&lower))
        })
        .map(|(word, _)| word)
}

/// The words of a value, and whether each is a function's name.
fn words(value: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '#' | '-' | '_');
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| !is_part(c));
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some((word, after.starts_with('(')))
    })
}

fn is_hex(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Blanks out what is no declaration, and keeps the lines.
fn without_comments_and_strings(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |at| at + 4),
            '"' | '\'' => rest[1..].find(first).map_or(rest.len(), |at| at + 2),
            _ => 0,
        };
        let newlines = rest[..end].matches('\n').count();
        kept.extend(std::iter::repeat_n('\n', newlines));
        if end == 0 {
            kept.push(first);
        }
        rest = &rest[end.max(first.len_utf8())..];
    }
    kept
}

/// In markup a colour is a whole attribute value, or stands in a `style`.
fn in_markup(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let values = line.split(['"', '\'']).skip(1).step_by(2);
        for colour in values.filter_map(colour_in_string) {
            findings.push(finding(path, index + 1, colour));
        }
    }
    findings
}

fn in_rust(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    code::each_sequence(&code::tokens(text), &mut |tokens| {
        for token in tokens {
            let text = code::string(token).unwrap_or_default();
            if let Some(colour) = colour_in_string(&text) {
                findings.push(finding(path, code::line(token), colour));
            }
        }
    });
    findings
}

/// A colour that a string is, or that one of its declarations holds. Words alone are no colours here.
fn colour_in_string(text: &str) -> Option<&str> {
    text.split(';').find_map(|declaration| {
        let value = declaration
            .split_once(':')
            .map_or(declaration, |(_, value)| value);
        let is_value = declaration.contains(':') || is_hex(value.trim()) || value.ends_with(')');
        let mut found = colours("font-family", value);
        found.next().filter(|_| is_value)
    })
}

/// The named colours of CSS Color 4, section 6.1, but `transparent` and `currentcolor`.
fn is_named(word: &str) -> bool {
    NAMED.split_ascii_whitespace().any(|name| name == word)
}

const NAMED: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond \
    blue blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk \
    crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta \
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue \
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey \
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray \
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush \
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray \
    lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray \
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon \
    mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue \
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin \
    navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen \
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple \
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna \
    silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle \
    tomato turquoise violet wheat white whitesmoke yellow yellowgreen";

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(find: fn(&str, &str) -> Vec<Finding>, text: &str, expect: &Expect) {
        expect.assert_eq(&super::super::lines(&find("a", text)));
    }

    #[test]
    fn declarations() {
        check(
            in_css,
            "a:hover {\n  color: #fff;\n  border: 1px solid\n    red\n}\nb { background: oklch(0.5 0.1 20 / 50%) }",
            &expect![[r#"
                a:2: the colour `#fff` belongs into styles/tokens.css
                a:4: the colour `red` belongs into styles/tokens.css
                a:6: the colour `oklch` belongs into styles/tokens.css
            "#]],
        );
    }

    #[test]
    fn no_colours() {
        check(
            in_css,
            "/* red */ #fff a.red:hover { color: var(--ink); fill: currentColor; width: tan(1deg);\n\
             background: color-mix(in oklab, var(--paper), transparent 20%); grid-area: tomato; }\n\
             b::before { content: \"red; a: #fff\"; background: url(\"white.png\") } @media (color) { }",
            &expect![""],
        );
    }

    #[test]
    fn markup() {
        check(
            in_markup,
            "<meta name=\"theme-color\" content=\"#fdfcf8\">\n<p style=\"color: rgb(1 2 3)\" class=\"red\">\n<a href=\"#add-note\">",
            &expect![[r#"
                a:1: the colour `#fdfcf8` belongs into styles/tokens.css
                a:2: the colour `rgb` belongs into styles/tokens.css
            "#]],
        );
    }

    #[test]
    fn views() {
        check(
            in_rust,
            "fn a() { b(\"#fff\"); c(\"fill: #abc\"); d(\"red\"); e(\"see the rgb (old) one\") }",
            &expect![[r#"
                a:1: the colour `#fff` belongs into styles/tokens.css
                a:1: the colour `#abc` belongs into styles/tokens.css
            "#]],
        );
    }
}
