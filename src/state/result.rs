//! The answer to a search as a program in the page takes it: `SearchResult` of `static/widget.d.ts`, in JSON.

use corpus::Utf16Map;

use super::answer::{Answer, Excerpt, Found};
use super::shelf::Shelf;
use crate::route::{Reading, Route};
use crate::site::Site;

/// What was found, in JSON.
pub struct SearchResult<'a> {
    /// Whose root is the site's whole address.
    pub site: &'a Site,
    /// Where it was searched.
    pub shelf: &'a Shelf,
    /// What was asked.
    pub query: &'a str,
    /// The answer.
    pub answer: &'a Answer,
    /// The best essays of it.
    pub found: &'a [Found],
    /// How long it took, in milliseconds.
    pub took: u32,
}

impl SearchResult<'_> {
    /// The JSON text.
    pub fn write(&self) -> String {
        let mut json = Json::default();
        json.raw("{\"total\":").raw(&self.answer.total.to_string());
        json.raw(",\"took_ms\":").raw(&self.took.to_string());
        if let Some(suggestion) = &self.answer.suggestion {
            json.raw(",\"suggestion\":").text(suggestion);
        }
        json.raw(",\"hits\":");
        json.list(self.found, |json, found| self.hit(json, found));
        json.raw("}");
        json.0
    }

    fn hit(&self, json: &mut Json, found: &Found) {
        let Some(packed) = self.shelf.pack.essays.get(found.place) else {
            json.raw("null");
            return;
        };
        let id = &packed.meta().id;
        let url = |block| {
            let route = Route::Essay(Reading::found(id.clone(), self.query, block));
            self.site.link(&route)
        };
        json.raw("{\"essay\":").text(id.as_str());
        json.raw(",\"title\":").text(&packed.meta().title);
        json.raw(",\"url\":").text(&url(None));
        // Thousandths, written as such: numbers with a point would cost the program their whole arithmetic.
        let score = self.answer.score(found.place).to_string();
        json.raw(",\"score\":").raw(&score).raw("e-3");
        json.raw(",\"passages\":");
        json.list(&found.passages, |json, passage| {
            let block = packed.essay.blocks.get(passage.block);
            let name = block.map_or_else(String::new, |block| block.id.to_string());
            json.raw("{\"block\":").text(&name);
            let number = block.and_then(|block| block.number);
            let number = number.map_or("null".to_owned(), |number| number.to_string());
            json.raw(",\"number\":").raw(&number);
            passage_text(json, passage);
            json.raw("}");
        });
        json.raw("}");
    }
}

/// A passage's words, and where in them the query's are, in UTF-16 units as JavaScript counts.
fn passage_text(json: &mut Json, passage: &Excerpt) {
    let units = Utf16Map::new(&passage.text);
    json.raw(",\"text\":").text(&passage.text);
    json.raw(",\"marks\":");
    json.list(&passage.marks, |json, span| {
        let (start, end) = (units.to_utf16(span.start), units.to_utf16(span.end));
        json.raw("[").raw(&start.to_string());
        json.raw(",").raw(&end.to_string()).raw("]");
    });
}

/// JSON as it is written.
#[derive(Default)]
struct Json(String);

impl Json {
    fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    /// A string (RFC 8259, section 7).
    fn text(&mut self, text: &str) {
        self.0.push('"');
        for character in text.chars() {
            if matches!(character, '"' | '\\') {
                self.0.push('\\');
                self.0.push(character);
            } else if character < ' ' {
                self.raw("\\u00");
                for digit in [character as u32 / 16, character as u32 % 16] {
                    self.0.extend(char::from_digit(digit, 16));
                }
            } else {
                self.0.push(character);
            }
        }
        self.0.push('"');
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.raw("[");
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.raw(",");
            }
            write(self, item);
        }
        self.raw("]");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_written_as_it_is(text in any::<String>()) {
            let mut json = Json::default();
            json.text(&text);
            let read: String = serde_json::from_str(&json.0).unwrap();
            prop_assert_eq!(read, text);
        }
    }

    #[test]
    fn marks_count_as_javascript_does() {
        let mut json = Json::default();
        let passage = Excerpt {
            block: 0,
            cut: (false, false),
            marks: vec![(2, 4).into(), (5, 6).into()],
            text: "a\u{1f642}bc d".to_owned(),
        };
        json.raw("{\"x\":0");
        passage_text(&mut json, &passage);
        json.raw("}");
        let read: serde_json::Value = serde_json::from_str(&json.0).unwrap();
        assert_eq!(read["marks"], serde_json::json!([[3, 5], [6, 7]]));
        assert_eq!(read["text"], passage.text);
    }
}
