//! The article: the one part of a page that the application never owns. What it says of itself in
//! `data-` attributes is what `browser::article` reads.

use std::collections::HashMap;

use corpus::pack::PackedEssay;
use corpus::{
    Alignment, Block, BlockId, InlineKind, Kind, ListItem, Node, Span, TableRow, Utf16Map, tree,
};
use themes::similar::Similar;
use yew::prelude::*;

use super::related::related;
use super::{Figure, Figures};
use crate::components::swatch::class;
use crate::locale::Locale;
use crate::route::{Reading, Route};
use crate::site::Site;
use crate::state::shelf::Shelf;

/// How many themes a paragraph's ribbon shows.
const BARS: usize = 3;

/// What an article is drawn from.
struct Props<'a> {
    shelf: &'a Shelf,
    essay: usize,
    figures: &'a Figures,
}

/// An essay, whole, and what is `similar` to it.
pub fn article(
    site: &Site,
    shelf: &Shelf,
    similar: &Similar,
    essay: usize,
    figures: &Figures,
) -> Html {
    let props = &Props {
        shelf,
        essay,
        figures,
    };
    let packed = &props.shelf.pack.essays[props.essay];
    let writer = Writer::new(props, site);
    let (body, notes): (Vec<_>, Vec<_>) = packed
        .essay
        .blocks
        .iter()
        .enumerate()
        .partition(|(_, block)| !matches!(block.kind, Kind::Footnote { .. }));
    html! {
        <article data-essay={packed.meta().id.to_string()} data-revision={packed.revision.to_string()}
            lang={packed.meta().language.to_string()}>
            { title(props, site) }
            <div class="body">{ for body.into_iter().map(|(at, block)| writer.block(at, block)) }</div>
            if !notes.is_empty() {
                <section class="notes" aria-labelledby="notes">
                    <h2 id="notes" class="label">{ site.text("essay.notes") }</h2>
                    <ol>{ for notes.into_iter().map(|(_, block)| writer.footnote(block)) }</ol>
                </section>
            }
            { colophon(packed, site.locale) }
            { related(site, shelf, similar, essay) }
            { neighbours(props, site) }
        </article>
    }
}

fn title(props: &Props, site: &Site) -> Html {
    let packed = &props.shelf.pack.essays[props.essay];
    let meta = packed.meta();
    let card = &props.shelf.cards[props.essay];
    let part = card.part.map(|part| {
        let number = site.locale.fill("library.part", &[("n", &(part + 1).to_string())]);
        let title = props.shelf.pack.collection.parts[part].title.text(&meta.language).to_owned();
        html! { <p class="label"><span>{ number }</span>{ " " }<span class="faint">{ title }</span></p> }
    });
    let facts = [
        meta.published.map(|date| site.locale.date(date)),
        Some(site.locale.count(
            ("minutes.long.one", "minutes.long.other"),
            packed.minutes as usize,
            &[],
        )),
        Some(
            site.locale
                .count(("words.one", "words.other"), packed.words as usize, &[]),
        ),
    ];
    html! {
        <header class="title" id="beginning">
            { part.unwrap_or_default() }
            <h1>{ meta.title.clone() }</h1>
            if let Some(subtitle) = &meta.subtitle { <p class="subtitle">{ subtitle.clone() }</p> }
            <p class="by">{ authors(meta, site) }</p>
            if !meta.publisher.is_empty() && !same_name(meta) {
                <p class="publisher">{ for meta.publisher.iter().map(|name| html! { <span>{ name.clone() }</span> }) }</p>
            }
            <p class="facts ui">
                { for facts.into_iter().flatten().map(|fact| html! { <span>{ fact }</span> }) }
                { other_languages(props, site) }
            </p>
        </header>
    }
}

/// A publisher that only repeats the author says nothing.
fn same_name(meta: &corpus::Meta) -> bool {
    matches!((meta.authors.as_slice(), meta.publisher.as_slice()), ([author], [publisher]) if author.name == *publisher)
}

fn authors(meta: &corpus::Meta, site: &Site) -> Html {
    let author = |(at, author): (usize, &corpus::Author)| {
        let about: Vec<&str> = [&author.role, &author.affiliation]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        html! {
            <>
                if at > 0 { { site.text("separator") } }
                <span class="author">{ author.name.clone() }</span>
                if !about.is_empty() { <span class="role">{ site.text("separator") }{ about.join(site.text("separator")) }</span> }
            </>
        }
    };
    html! { { for meta.authors.iter().enumerate().map(author) } }
}

fn other_languages(props: &Props, site: &Site) -> Html {
    let card = &props.shelf.cards[props.essay];
    let link = |key: &'static str, place: usize| {
        let meta = props.shelf.pack.essays[place].meta();
        let language = site.locale.name_of(&meta.language);
        let href = site.link(&Route::Essay(Reading::new(meta.id.clone())));
        let lang = meta.language.to_string();
        html! { <span><a class="link" {href} hreflang={lang}>{ site.locale.fill(key, &[("language", &language)]) }</a></span> }
    };
    html! {
        <>
            { for card.original.map(|place| link("essay.original", place)) }
            { for card.translations.iter().map(|&place| link("essay.translation", place)) }
        </>
    }
}

fn colophon(packed: &PackedEssay, locale: Locale) -> Html {
    let meta = packed.meta();
    html! {
        <footer class="colophon ui">
            if let Some(licence) = &meta.licence { <p>{ locale.fill("essay.licence", &[("licence", licence)]) }</p> }
            if let Some(source) = &meta.source_url {
                <p><a class="link" href={source.clone()} rel="noreferrer">{ locale.text("essay.source") }</a></p>
            }
        </footer>
    }
}

fn neighbours(props: &Props, site: &Site) -> Html {
    let (previous, next) = props.shelf.neighbours(props.essay);
    let link = |key: &'static str, place: usize| {
        let meta = props.shelf.pack.essays[place].meta();
        let rel = if key == "essay.next" { "next" } else { "prev" };
        html! {
            <a {rel} class={rel} href={site.link(&Route::Essay(Reading::new(meta.id.clone())))} lang={meta.language.to_string()}>
                <span class="label">{ site.text(key) }</span>
                <span class="t">{ meta.title.clone() }</span>
            </a>
        }
    };
    html! {
        <nav class="neighbours" aria-label={site.text("essay.neighbours")}>
            { for previous.map(|place| link("essay.previous", place)) }
            { for next.map(|place| link("essay.next", place)) }
        </nav>
    }
}

/// Writes the blocks of one essay.
struct Writer<'a> {
    site: &'a Site,
    figures: &'a Figures,
    /// For each footnote label its block.
    notes: HashMap<&'a str, &'a BlockId>,
    /// For each block its ribbon.
    themes: HashMap<usize, Vec<Bar>>,
}

/// A theme in a block's ribbon.
struct Bar {
    id: String,
    name: String,
    colour: u8,
    /// How telling it is here: the words that speak of it (an editor alone counts as one), weighed
    /// by how rarely the collection does (tf·idf). A wide theme, which nearly every paragraph has, says little of any.
    strength: f32,
}

/// The ribbons of an essay by block, the most telling theme first, which stands nearest to the text
/// and is the only one where there is room for one.
fn ribbons(props: &Props) -> HashMap<usize, Vec<Bar>> {
    let pack = &props.shelf.pack;
    let language = &props.shelf.cards[props.essay].language;
    let blocks: usize = pack
        .essays
        .iter()
        .map(|packed| packed.essay.blocks.len())
        .sum();
    let mut ribbons: HashMap<usize, Vec<Bar>> = HashMap::new();
    for (place, theme) in pack.codebook.themes().iter().enumerate() {
        let rarity = (blocks as f32 / pack.passages[place].len().max(1) as f32).ln();
        for passage in props.shelf.passages_in(place, props.essay) {
            ribbons
                .entry(passage.block as usize)
                .or_default()
                .push(Bar {
                    id: theme.id.to_string(),
                    name: theme.label.text(language).to_owned(),
                    colour: pack.codebook.colour(place),
                    strength: passage.spans.len().max(1) as f32 * rarity,
                });
        }
    }
    for bars in ribbons.values_mut() {
        bars.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        bars.truncate(BARS);
    }
    ribbons
}

impl<'a> Writer<'a> {
    fn new(props: &Props<'a>, site: &'a Site) -> Self {
        let pack = &props.shelf.pack;
        let essay = &pack.essays[props.essay].essay;
        let notes = essay.blocks.iter().filter_map(|block| match &block.kind {
            Kind::Footnote { label } => Some((label.as_str(), &block.id)),
            _ => None,
        });
        Self {
            site,
            figures: props.figures,
            notes: notes.collect(),
            themes: ribbons(props),
        }
    }

    fn block(&self, at: usize, block: &Block) -> Html {
        let id = block.id.to_string();
        let kind = block.kind.name();
        let whole = || self.inline(block, Span::whole(&block.text));
        let content = match &block.kind {
            Kind::Heading { level } => {
                let tag = format!("h{}", (*level).clamp(2, 6));
                return html! { <@{tag} {id} data-block="" data-kind={kind}>{ whole() }</@> };
            }
            Kind::Quote {
                pull: true,
                paragraphs,
                ..
            } => {
                return html! {
                    <aside class="pull" {id} data-block="" data-kind="pull" aria-hidden="true">
                        { for paragraphs.iter().map(|&span| html! { <p data-at={self.at(block, span)}>{ self.inline(block, span) }</p> }) }
                    </aside>
                };
            }
            Kind::Quote {
                paragraphs,
                attribution,
                ..
            } => html! {
                <blockquote {id} data-block="" data-kind={kind}>
                    { for paragraphs.iter().map(|&span| html! { <p data-at={self.at(block, span)}>{ self.inline(block, span) }</p> }) }
                    if let Some(span) = attribution { <footer data-at={self.at(block, *span)}>{ self.inline(block, *span) }</footer> }
                </blockquote>
            },
            Kind::List { start, items } => html! {
                <div {id} data-block="" data-kind={kind}>{ self.list(block, *start, items, 0) }</div>
            },
            Kind::Table {
                caption,
                columns,
                rows,
            } => self.table(block, *caption, columns, rows),
            Kind::Figure { src, alt } => self.figure(block, src, alt),
            Kind::Verse { lines } => html! {
                <p class="verse" {id} data-block="" data-kind={kind}>
                    { for lines.iter().map(|&span| html! { <span class="line" data-at={self.at(block, span)}>{ self.inline(block, span) }</span> }) }
                </p>
            },
            _ => html! { <p {id} data-block="" data-kind={kind}>{ whole() }</p> },
        };
        html! { <div class={classes!("block", kind)}>{ self.number(block) }{ self.ribbon(at) }{ content }</div> }
    }

    /// The number stands beside the block, outside of it: it is a way to cite, and no part of the text.
    fn number(&self, block: &Block) -> Html {
        html! {
            if let Some(number) = block.number {
                <a class="pn" href={format!("#{}", block.id)} aria-hidden="true" tabindex="-1">{ number }</a>
            }
        }
    }

    fn ribbon(&self, at: usize) -> Html {
        let bar = |bar: &Bar| {
            html! { <i class={classes!("bar", class(bar.colour))} data-theme={bar.id.clone()} title={bar.name.clone()}></i> }
        };
        html! {
            if let Some(themes) = self.themes.get(&at) {
                <span class="ribbon" aria-hidden="true">{ for themes.iter().map(bar) }</span>
            }
        }
    }

    /// Items one level deep or deeper, those deeper inside the item before them.
    fn list(&self, block: &Block, start: Option<u32>, items: &[ListItem], depth: u8) -> Html {
        let mut rows = Vec::new();
        let mut rest = items;
        while let Some((item, after)) = rest.split_first() {
            let inner = after
                .iter()
                .position(|other| other.depth <= depth)
                .unwrap_or(after.len());
            let (nested, others) = after.split_at(inner);
            rows.push(html! {
                <li data-at={self.at(block, item.span)}>
                    { self.inline(block, item.span) }
                    if !nested.is_empty() { { self.list(block, None, nested, depth + 1) } }
                </li>
            });
            rest = others;
        }
        match start {
            Some(start) => html! { <ol start={start.to_string()}>{ for rows }</ol> },
            None => html! { <ul>{ for rows }</ul> },
        }
    }

    fn table(
        &self,
        block: &Block,
        caption: Option<Span>,
        columns: &[Alignment],
        rows: &[TableRow],
    ) -> Html {
        let label = caption
            .and_then(|span| span.slice(&block.text))
            .unwrap_or(self.site.text("essay.table"));
        let (head, body): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.header);
        let row = |row: &&TableRow| self.row(block, columns, row);
        html! {
            <figure class="table" id={block.id.to_string()} data-block="" data-kind="table">
                if let Some(span) = caption {
                    <figcaption data-at={self.at(block, span)}>{ self.inline(block, span) }</figcaption>
                }
                <div class="scroll" role="region" tabindex="0" aria-label={label.to_owned()}>
                    <table>
                        if !head.is_empty() { <thead>{ for head.iter().map(row) }</thead> }
                        <tbody>{ for body.iter().map(row) }</tbody>
                    </table>
                </div>
            </figure>
        }
    }

    fn row(&self, block: &Block, columns: &[Alignment], row: &TableRow) -> Html {
        let cell = |(column, &span): (usize, &Span)| {
            let class = match columns.get(column) {
                Some(Alignment::End) => "end",
                Some(Alignment::Center) => "center",
                _ => "start",
            };
            let at = self.at(block, span);
            let inside = self.inline(block, span);
            // An empty corner heads nothing.
            match row.header && !span.is_empty() {
                true => html! { <th scope="col" {class} data-at={at}>{ inside }</th> },
                false => html! { <td {class} data-at={at}>{ inside }</td> },
            }
        };
        html! { <tr>{ for row.cells.iter().enumerate().map(cell) }</tr> }
    }

    fn figure(&self, block: &Block, src: &str, alt: &str) -> Html {
        let picture = match self.figures.get(src) {
            Some(Figure::Address(address)) => html! { <img src={address} alt={alt.to_owned()} /> },
            Some(Figure::Drawing(drawing)) => html! {
                <div class="drawing" role="img" aria-label={alt.to_owned()} data-skip="">{ Html::from_html_unchecked(drawing.clone()) }</div>
            },
            None => html! { <img src={figure_address(src)} alt={alt.to_owned()} loading="lazy" /> },
        };
        html! {
            <figure class="picture" id={block.id.to_string()} data-block="" data-kind="figure">
                { picture }
                <button type="button" class="enlarge link ui needs-js" data-skip="">{ self.site.text("figure.enlarge") }</button>
                if !block.text.is_empty() { <figcaption>{ self.inline(block, Span::whole(&block.text)) }</figcaption> }
            </figure>
        }
    }

    fn footnote(&self, block: &Block) -> Html {
        let Kind::Footnote { label } = &block.kind else {
            return Html::default();
        };
        let back = format!("#ref-{label}");
        html! {
            <li class="note">
                <a class="back" href={back} aria-label={format!("{label}: {}", self.site.text("essay.back"))}>{ label.clone() }</a>
                <p id={block.id.to_string()} data-block="" data-kind="footnote">{ self.inline(block, Span::whole(&block.text)) }</p>
            </li>
        }
    }

    /// Where a part begins, in UTF-16 units, as the page's own offsets are counted.
    fn at(&self, block: &Block, span: Span) -> String {
        Utf16Map::new(&block.text).to_utf16(span.start).to_string()
    }

    fn inline(&self, block: &Block, part: Span) -> Html {
        self.nodes(&tree(&block.text, &block.inlines, part))
    }

    fn nodes(&self, nodes: &[Node]) -> Html {
        let node = |node: &Node| match node {
            Node::Text(text) => html! { { (*text).to_owned() } },
            Node::Inline(kind, inner) => self.marked(kind, inner),
        };
        nodes.iter().map(node).collect()
    }

    fn marked(&self, kind: &InlineKind, inner: &[Node]) -> Html {
        let inside = || self.nodes(inner);
        match kind {
            InlineKind::Emphasis => html! { <em>{ inside() }</em> },
            InlineKind::Strong => html! { <strong>{ inside() }</strong> },
            InlineKind::Code => html! { <code>{ inside() }</code> },
            InlineKind::Deleted => html! { <del>{ inside() }</del> },
            InlineKind::Subscript => html! { <sub>{ inside() }</sub> },
            InlineKind::Superscript => html! { <sup>{ inside() }</sup> },
            InlineKind::Link { href } => {
                let rel = href.contains("://").then_some("noreferrer");
                html! { <a class="link" href={href.clone()} {rel}>{ inside() }</a> }
            }
            InlineKind::Foreign { language } => {
                html! { <span lang={language.to_string()}>{ inside() }</span> }
            }
            InlineKind::Note { label } => self.reference(label),
            _ => inside(),
        }
    }

    fn reference(&self, label: &str) -> Html {
        let Some(note) = self.notes.get(label) else {
            return Html::default();
        };
        let spoken = self.site.locale.fill("note", &[("n", label)]);
        html! {
            <sup class="ref" data-skip=""><a id={format!("ref-{label}")} href={format!("#{note}")} aria-label={spoken}>{ label.to_owned() }</a></sup>
        }
    }
}

/// Essays name their pictures from the folder of the essays; their pages stand one level deeper.
fn figure_address(src: &str) -> String {
    if src.contains("://") || src.starts_with('/') {
        src.to_owned()
    } else {
        format!("../{src}")
    }
}
