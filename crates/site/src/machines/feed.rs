//! The feed of the essays (Atom, RFC 4287), the latest first.

use std::fmt::Write as _;

use corpus::Date;
use lectern::prerender::Prerenderer;

use super::xml::escape;

/// How many essays the feed has at most.
const ENTRIES: usize = 50;

/// What stands for a date that is not known: a feed has to have one, and it has to be the same at every build.
const UNKNOWN: &str = "1970-01-01T00:00:00Z";

pub(super) fn feed(pages: &Prerenderer, base: &str) -> String {
    let shelf = pages.shelf();
    let collection = &shelf.pack.collection;
    let language = collection.language();
    let mut latest: Vec<usize> = (0..shelf.cards.len()).collect();
    latest.sort_by_key(|&essay| std::cmp::Reverse(shelf.cards[essay].date));
    latest.truncate(ENTRIES);
    let updated = latest.first().and_then(|&essay| shelf.cards[essay].date);
    let author = collection.publisher.as_deref().unwrap_or(pages.name());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <id>{base}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.xml\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{base}\"/>\n\
         <author><name>{}</name></author>\n",
        escape(pages.name()),
        timestamp(updated),
        escape(author),
        base = escape(base),
    );
    for essay in latest {
        // Writing to a string does not fail.
        let _ = entry(&mut xml, pages, essay);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, pages: &Prerenderer, essay: usize) -> std::fmt::Result {
    let card = &pages.shelf().cards[essay];
    let meta = pages.shelf().pack.essays[essay].meta();
    let address = escape(&pages.essay_address(essay).unwrap_or_default());
    let language = &card.language;
    let date = timestamp(card.date);
    writeln!(
        xml,
        "<entry xml:lang=\"{language}\">\n<id>{address}</id>\n<title>{}</title>",
        escape(&meta.title)
    )?;
    writeln!(
        xml,
        "<link rel=\"alternate\" type=\"text/html\" hreflang=\"{language}\" href=\"{address}\"/>"
    )?;
    for (language, other) in pages.languages(essay).into_iter().skip(1) {
        writeln!(
            xml,
            "<link rel=\"related\" type=\"text/html\" hreflang=\"{language}\" href=\"{}\"/>",
            escape(&other)
        )?;
    }
    writeln!(
        xml,
        "<updated>{date}</updated>\n<published>{date}</published>"
    )?;
    for author in &meta.authors {
        writeln!(
            xml,
            "<author><name>{}</name></author>",
            escape(&author.name)
        )?;
    }
    writeln!(
        xml,
        "<summary>{}</summary>\n</entry>",
        escape(&pages.summary(essay))
    )
}

/// A date as a moment (RFC 3339): the first of its day, month or year.
fn timestamp(date: Option<Date>) -> String {
    date.map_or_else(
        || UNKNOWN.to_owned(),
        |date| {
            let (month, day) = (date.month().unwrap_or(1), date.day().unwrap_or(1));
            format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year())
        },
    )
}
