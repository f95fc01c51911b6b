//! Drawings: SVG files that are put inside the page, so that they take its colours and its faces.
//!
//! Only what draws is kept: known elements, known attributes, no address, no script, no style. So
//! the page needs to trust no file.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

const ELEMENTS: &[&str] = &[
    "svg", "g", "path", "rect", "line", "circle", "ellipse", "polyline", "polygon", "text", "tspan",
];

const ATTRIBUTES: &[&str] = &[
    "viewBox",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "d",
    "points",
    "transform",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "opacity",
    "font-size",
    "font-weight",
    "font-style",
    "letter-spacing",
    "text-anchor",
    "dominant-baseline",
    "lang",
    "xml:lang",
];

/// The drawing of an SVG file, or why it is none.
pub fn drawing(svg: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(svg);
    let mut writer = Writer::new(Vec::new());
    // How deep inside an element that is left out.
    let mut left_out = 0usize;
    let mut is_svg = false;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Eof => break,
            Event::Start(start) if left_out > 0 || !is_kept(&start) => {
                left_out += 1;
                drop(start);
            }
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::Start(start) => {
                is_svg |= start.name().as_ref() == "svg";
                write(&mut writer, Event::Start(clean(&start)?))?;
            }
            Event::Empty(empty) if left_out == 0 && is_kept(&empty) => {
                write(&mut writer, Event::Empty(clean(&empty)?))?;
            }
            Event::End(end) => write(&mut writer, Event::End(end))?,
            Event::Text(text) if left_out == 0 => write(&mut writer, Event::Text(text))?,
            Event::GeneralRef(reference) if left_out == 0 => {
                write(&mut writer, Event::GeneralRef(reference))?;
            }
            _ => {}
        }
    }
    if !is_svg {
        return Err("there is no svg element in it".to_owned());
    }
    let drawing = String::from_utf8(writer.into_inner()).map_err(|error| error.to_string())?;
    Ok(drawing.trim().to_owned())
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), String> {
    writer.write_event(event).map_err(|error| error.to_string())
}

fn is_kept(start: &BytesStart) -> bool {
    ELEMENTS.contains(&start.name().as_ref())
}

/// The element with known attributes only. The root loses its size: the page gives it one.
fn clean(start: &BytesStart) -> Result<BytesStart<'static>, String> {
    let name = start.name().as_ref().to_owned();
    let root = name == "svg";
    let mut clean = BytesStart::new(name);
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        let harmless = !value.contains("url(") && !value.contains(':');
        let sized = root && matches!(key, "width" | "height");
        if ATTRIBUTES.contains(&key) && harmless && !sized {
            clean.push_attribute((key, value.as_ref()));
        }
    }
    if root {
        clean.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(svg: &str, expected: &Expect) {
        expected.assert_eq(&drawing(svg).unwrap_or_else(|error| format!("error: {error}")));
    }

    #[test]
    fn what_draws_is_kept() {
        check(
            r#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9"><title>T</title><g fill="none"><path d="M0 0h9"/></g><text x="1">A &amp; 创</text></svg>"#,
            &expect![[
                r#"<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><g fill="none"><path d="M0 0h9"/></g><text x="1">A &amp; 创</text></svg>"#
            ]],
        );
    }

    #[test]
    fn what_acts_is_left_out() {
        check(
            r#"<svg onload="alert(1)"><script>alert(1)</script><style>*{}</style><a href="javascript:x"><rect/></a><rect fill="url(#x)" stroke="currentColor"/><foreignObject><p>x</p></foreignObject><use href="x"/><circle r="1" style="x"/></svg>"#,
            &expect![[
                r#"<svg xmlns="http://www.w3.org/2000/svg"><rect stroke="currentColor"/><circle r="1"/></svg>"#
            ]],
        );
    }

    #[test]
    fn what_is_no_drawing_says_so() {
        check("<p>x</p>", &expect!["error: there is no svg element in it"]);
        assert!(drawing("<svg><g></svg>").is_err());
        assert!(drawing("<svg><rect x=1/></svg>").is_err());
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_panic_and_nothing_acts(svg in "(<svg>)?[<>/a-z=\"' &;:(){}scriptonload]{0,60}(</svg>)?") {
            if let Ok(drawing) = drawing(&svg) {
                assert!(!drawing.contains("<script"));
            }
        }
    }
}
