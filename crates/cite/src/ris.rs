//! RIS, the line format of reference managers.

use crate::{Passage, Work, note, one_line};

/// A record: a tag and a value on each line, lines ending in CR LF.
pub(crate) fn record(work: &Work, passage: &Passage) -> String {
    let mut record = String::new();
    let mut put = |tag: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            record.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    put("TY", "ELEC");
    for author in &work.authors {
        put("AU", &author.inverted());
    }
    put("TI", &work.title);
    put("T2", &work.collection);
    put("PB", work.other_publisher().unwrap_or_default());
    if let Some(date) = work.published {
        put("PY", &date.year().to_string());
        put("DA", &date.to_string().replace('-', "/"));
    }
    put("LA", work.language.as_str());
    put("UR", passage.address);
    put("Y2", &passage.accessed.to_string().replace('-', "/"));
    put("N1", &note(work, passage).unwrap_or_default());
    put("C1", work.licence.as_deref().unwrap_or_default());
    record.push_str("ER  - \r\n");
    record
}
