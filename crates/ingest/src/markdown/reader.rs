//! Markdown's events to drafts of blocks.

use corpus::{Alignment, Draft, InlineKind, Kind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Body;
use super::decisions::{self, About, Written};
use super::footnotes::{self, Definition};
use super::html;
use super::inline::{Break, Prose, Rich};
use super::links;
use super::outer::{List, Outer, Table, quote, verse};
use crate::Diagnostic;
use crate::source::LineIndex;

/// What a body says.
pub(crate) struct Read {
    /// The title, if the body begins with one.
    pub title: Option<String>,
    /// Its blocks, footnotes last.
    pub drafts: Vec<Draft>,
    /// What its comments decide about passages, with the blocks that they are about.
    pub decisions: Vec<(About, Written)>,
}

/// Reads a body; nothing in it makes this fail.
pub(crate) fn read(body: Body<'_>, diagnostics: &mut Vec<Diagnostic>) -> Read {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let lines = LineIndex::of(body.text);
    let mut reader = Reader::new(diagnostics);
    for (event, range) in Parser::new_ext(body.text, options).into_offset_iter() {
        reader.line = lines.at(range.start).saturating_add(body.before);
        reader.take(event);
    }
    let Reader {
        title,
        mut drafts,
        definitions,
        mut decisions,
        ..
    } = reader;
    for label in drafts.iter().flat_map(footnotes::undefined) {
        let written = body.text.find(&format!("[^{label}]"));
        let line = written.map(|byte| lines.at(byte).saturating_add(body.before));
        let message = format!("footnote [^{label}] is not defined: add `[^{label}]: …` or drop it");
        diagnostics.push(Diagnostic::error(line, message));
    }
    // What follows the last block is about none, not about a footnote, which come from elsewhere.
    for (about, _) in &mut decisions {
        if *about == About::Place(drafts.len()) {
            *about = About::Place(usize::MAX);
        }
    }
    drafts.extend(footnotes::arrange(&drafts, definitions, diagnostics));
    Read {
        title,
        drafts,
        decisions,
    }
}

/// An open block, and how many containers are open inside it that only add to it.
struct Open {
    outer: Outer,
    inside: usize,
}

struct Reader<'d> {
    title: Option<String>,
    drafts: Vec<Draft>,
    definitions: Vec<Definition>,
    decisions: Vec<(About, Written)>,
    /// Blocks found inside another, to stand behind it.
    lifted: Vec<Draft>,
    /// Open quotations, lists and footnotes that became blocks of their own, outermost first.
    outer: Vec<Open>,
    /// The inline content that is being read.
    prose: Prose,
    table: Table,
    cells: Vec<Rich>,
    /// Pictures whose description is being read: address, caption, and what stood before.
    figure: Option<(String, String, Prose)>,
    /// Link texts being read, and whether their link is kept.
    links: Vec<bool>,
    code: Option<String>,
    html: Option<String>,
    line: u32,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'d> Reader<'d> {
    fn new(diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self {
            title: None,
            drafts: Vec::new(),
            definitions: Vec::new(),
            decisions: Vec::new(),
            lifted: Vec::new(),
            outer: Vec::new(),
            prose: Prose::default(),
            table: Table::default(),
            cells: Vec::new(),
            figure: None,
            links: Vec::new(),
            code: None,
            html: None,
            line: 1,
            diagnostics,
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.prose.text(&text),
            },
            Event::Code(text) => self.prose.marked(InlineKind::Code, &text),
            Event::SoftBreak => self.prose.line_break(Break::Soft),
            Event::HardBreak => self.prose.line_break(Break::Hard),
            Event::FootnoteReference(label) => {
                self.prose.marked(
                    InlineKind::Note {
                        label: label.to_lowercase(),
                    },
                    "",
                );
            }
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.prose.text(&html::text(&text)),
            },
            Event::InlineHtml(text) => self.inline_html(&text),
            Event::Rule | Event::TaskListMarker(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.prose.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => self.open_outer(Outer::Quote(Vec::new())),
            Tag::List(start) => self.open_list(start),
            Tag::FootnoteDefinition(label) => {
                self.close_loose_item();
                let label = label.to_lowercase();
                self.pass_decisions_to(&About::Footnote(label.clone()));
                let outer = Outer::Footnote(label, self.line, Prose::default());
                self.outer.push(Open { outer, inside: 0 });
            }
            Tag::Item => self.open_item(),
            Tag::Table(columns) => {
                self.close_loose_item();
                let columns = columns.into_iter().map(alignment).collect();
                self.table = Table {
                    columns,
                    rows: Vec::new(),
                };
            }
            Tag::CodeBlock(_) => {
                self.close_loose_item();
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => {
                self.close_loose_item();
                self.html = Some(String::new());
            }
            Tag::Emphasis => self.prose.open(InlineKind::Emphasis),
            Tag::Strong => self.prose.open(InlineKind::Strong),
            Tag::Strikethrough => self.prose.open(InlineKind::Deleted),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image {
                dest_url, title, ..
            } => {
                let before = std::mem::take(&mut self.prose);
                self.figure
                    .get_or_insert((dest_url.into_string(), title.into_string(), before));
            }
            Tag::Paragraph | Tag::Heading { .. } => self.close_loose_item(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_paragraph(),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => self.close_outer(),
            TagEnd::List(_) => self.close_list(),
            TagEnd::Item => self.close_loose_item(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.prose).whole();
                self.cells.push(cell);
            }
            TagEnd::TableHead => self
                .table
                .rows
                .push((true, std::mem::take(&mut self.cells))),
            TagEnd::TableRow => self
                .table
                .rows
                .push((false, std::mem::take(&mut self.cells))),
            TagEnd::Table => self.close_table(),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Emphasis => self.close_mark(&InlineKind::Emphasis),
            TagEnd::Strong => self.close_mark(&InlineKind::Strong),
            TagEnd::Strikethrough => self.close_mark(&InlineKind::Deleted),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_figure(),
            _ => {}
        }
    }

    fn close_mark(&mut self, kind: &InlineKind) {
        self.prose.close(|open| open == kind);
    }

    fn open_link(&mut self, href: &str) {
        let objection = links::objection(href);
        self.links.push(objection.is_none());
        match objection {
            None => self.prose.open(InlineKind::Link {
                href: href.to_owned(),
            }),
            Some(why) => self.warn(format!(
                "the link to {href:?} is dropped, its words stay: {why}"
            )),
        }
    }

    fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.prose
                .close(|kind| matches!(kind, InlineKind::Link { .. }));
        }
    }

    fn close_figure(&mut self) {
        let Some((src, title, before)) = self.figure.take() else {
            return;
        };
        let alt = std::mem::replace(&mut self.prose, before).whole().text;
        if let Some(why) = links::objection(&src) {
            self.warn(format!("the picture {src:?} is dropped: {why}"));
            return;
        }
        let caption = corpus::text::normalise(&title);
        self.lifted
            .push(Draft::plain(Kind::Figure { src, alt }, caption));
    }

    fn inline_html(&mut self, html: &str) {
        match html::tag(html) {
            html::Tag::Open(kind) => self.prose.open(kind),
            html::Tag::Close(name) => self.prose.close(|kind| html::name(kind) == Some(name)),
            html::Tag::Break => self.prose.line_break(Break::Hard),
            html::Tag::Comment => self.decide(html),
            html::Tag::Other => self.warn_of_html(),
        }
    }

    fn close_html(&mut self) {
        let html = self.html.take().unwrap_or_default();
        self.decide(&html);
        let text = html::text(&html);
        if !html.trim_start().starts_with("<!--") || !text.trim().is_empty() {
            self.warn_of_html();
        }
        self.prose.text(&text);
        self.close_paragraph();
    }

    /// Takes the decisions of comments: about the footnote that is open, or the next block that ends.
    fn decide(&mut self, html: &str) {
        let about = match self.outer.first().map(|open| &open.outer) {
            Some(Outer::Footnote(label, ..)) => About::Footnote(label.clone()),
            _ => About::Place(self.drafts.len()),
        };
        let written = decisions::comments(html, self.line, self.diagnostics).into_iter();
        self.decisions
            .extend(written.map(|written| (about.clone(), written)));
    }

    /// Decisions that wait for a block are about this one.
    fn pass_decisions_to(&mut self, block: &About) {
        let waiting = About::Place(self.drafts.len());
        for (about, _) in &mut self.decisions {
            if *about == waiting {
                *about = block.clone();
            }
        }
    }

    fn warn_of_html(&mut self) {
        self.warn(
            "raw HTML is dropped, its text stays: say it in Markdown, or write `\\<` for the sign",
        );
    }

    fn innermost(&mut self) -> Option<&mut Outer> {
        self.outer.last_mut().map(|open| &mut open.outer)
    }

    fn warn(&mut self, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::warning(self.line, message));
    }

    /// Ends the text of a tight list item, which no paragraph ends.
    fn close_loose_item(&mut self) {
        if !self.prose.is_empty() {
            self.close_paragraph();
        }
    }

    /// Ends a stretch of running text.
    fn close_paragraph(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        if !prose.is_empty() {
            match self.innermost() {
                None => {
                    let lines = prose.verse();
                    let draft = lines.map_or_else(|| paragraph(prose.whole()), verse);
                    self.drafts.extend(draft);
                }
                Some(Outer::Quote(paragraphs)) => paragraphs.push(prose),
                Some(Outer::List(list)) => list.item().absorb(prose),
                Some(Outer::Footnote(_, _, text)) => text.absorb(prose),
            }
        }
        self.settle();
    }

    /// Sets what was found inside a block behind it, once no block is open.
    fn settle(&mut self) {
        if self.outer.is_empty() {
            self.drafts.append(&mut self.lifted);
        }
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        if !self.outer.is_empty() {
            return self.close_paragraph();
        }
        let Rich { text, inlines } = std::mem::take(&mut self.prose).whole();
        if level == HeadingLevel::H1 && self.title.is_none() && self.drafts.is_empty() {
            // Front matter keeps no space at the ends of a title, of whatever width.
            let title = text.trim();
            self.title = (!title.is_empty()).then(|| title.to_owned());
            self.pass_decisions_to(&About::Place(usize::MAX));
        } else if !text.is_empty() {
            let level = (level as u8).max(2);
            self.drafts.push(Draft {
                text,
                inlines,
                kind: Kind::Heading { level },
            });
        }
        self.settle();
    }

    /// Opens a block if none is open, else adds to the one that is.
    fn open_outer(&mut self, outer: Outer) {
        self.close_loose_item();
        match self.outer.last_mut() {
            None => self.outer.push(Open { outer, inside: 0 }),
            Some(open) => open.inside += 1,
        }
    }

    fn open_list(&mut self, start: Option<u64>) {
        self.close_loose_item();
        if let Some(Outer::List(list)) = self.innermost() {
            list.depth = list.depth.saturating_add(1);
        }
        let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
        self.open_outer(Outer::List(List {
            start,
            ..List::default()
        }));
    }

    fn open_item(&mut self) {
        if let Some(Outer::List(list)) = self.innermost() {
            list.items.push((list.depth, Prose::default()));
        }
    }

    fn close_list(&mut self) {
        self.close_loose_item();
        if let Some(Outer::List(list)) = self.innermost() {
            list.depth = list.depth.saturating_sub(1);
        }
        self.close_outer();
    }

    fn close_outer(&mut self) {
        self.close_loose_item();
        if let Some(open) = self.outer.last_mut().filter(|open| open.inside > 0) {
            open.inside -= 1;
            return;
        }
        match self.outer.pop().map(|open| open.outer) {
            Some(Outer::Quote(paragraphs)) => self.drafts.extend(quote(&paragraphs)),
            Some(Outer::List(list)) => self.drafts.extend(list.draft()),
            Some(Outer::Footnote(label, line, text)) => {
                self.definitions.push(Definition {
                    label,
                    line,
                    content: text.whole(),
                });
            }
            None => {}
        }
        self.settle();
    }

    fn close_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let lines = code.trim_end_matches('\n').split('\n').map(|line| {
            let mut prose = Prose::default();
            prose.text(line);
            prose
        });
        match self.innermost() {
            None => self
                .drafts
                .extend(verse(lines.map(|line| line.whole()).collect())),
            Some(Outer::Quote(paragraphs)) => paragraphs.extend(lines),
            Some(Outer::List(list)) => lines.for_each(|line| list.item().absorb(line)),
            Some(Outer::Footnote(_, _, text)) => lines.for_each(|line| text.absorb(line)),
        }
    }

    fn close_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        if self.outer.is_empty() {
            let waiting = self.drafts.len();
            let caption = self.drafts.pop_if(|draft| caption_mark(draft).is_some());
            // What stands between a caption and its table is about the table.
            for (about, _) in &mut self.decisions {
                if *about == About::Place(waiting) {
                    *about = About::Place(self.drafts.len());
                }
            }
            let caption = caption.and_then(|draft| {
                let mark = caption_mark(&draft)?;
                Some(
                    Rich {
                        text: draft.text,
                        inlines: draft.inlines,
                    }
                    .skip(mark),
                )
            });
            self.drafts.extend(table.draft(caption));
        } else {
            self.lifted.extend(table.draft(None));
        }
        self.settle();
    }
}

fn paragraph(Rich { text, inlines }: Rich) -> Option<Draft> {
    let draft = Draft {
        text,
        inlines,
        kind: Kind::Paragraph,
    };
    (!draft.text.is_empty() || !draft.inlines.is_empty()).then_some(draft)
}

/// How many scalars of a paragraph say that it is a table's caption.
fn caption_mark(draft: &Draft) -> Option<u32> {
    let marks = ["Table:", "表：", "表:"];
    let mark = marks.iter().find(|mark| draft.text.starts_with(**mark))?;
    let length = u32::try_from(mark.chars().count()).ok()?;
    (draft.kind == Kind::Paragraph && draft.text.trim_end() != *mark).then_some(length)
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}
