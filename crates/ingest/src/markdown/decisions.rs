//! Editors' decisions about passages: as comments in the text, and in front matter by quoted words.
//!
//! A comment is about the block that follows it, or that it stands in:
//!
//! ```text
//! <!-- theme + green-finance: it is about lending, without the word -->
//! <!-- theme - green-finance: the colour of a door -->
//! ```

use corpus::{Block, Decision, Kind, ThemeId, text};

use crate::Diagnostic;
use crate::meta::Quoted;

/// A decision as it is written, before it is known which block it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub line: u32,
    pub theme: ThemeId,
    pub takes: bool,
    pub why: String,
}

/// Where the block is that a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// At this place.
    Place(usize),
    /// The footnote of this label.
    Footnote(String),
}

/// The decisions in the comments of a stretch of HTML that begins on this line. Other comments are
/// passed over.
pub(crate) fn comments(html: &str, line: u32, diagnostics: &mut Vec<Diagnostic>) -> Vec<Written> {
    let mut written = Vec::new();
    let mut rest = html;
    let mut line = line;
    while let Some((before, after)) = rest.split_once("<!--") {
        let (comment, behind) = after.split_once("-->").unwrap_or((after, ""));
        line += lines(before);
        match comment_of(comment) {
            Some(Ok((theme, takes, why))) => written.push(Written {
                line,
                theme,
                takes,
                why,
            }),
            Some(Err(cause)) => diagnostics.push(Diagnostic::error(line, cause)),
            None => {}
        }
        line += lines(comment);
        rest = behind;
    }
    written
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The decision in a comment; none where the comment is about anything else.
fn comment_of(comment: &str) -> Option<Result<(ThemeId, bool, String), String>> {
    let rest = comment.trim().strip_prefix("theme")?.trim_start();
    let mut scalars = rest.chars();
    let takes = match scalars.next()? {
        '+' | '＋' => false,
        '-' | '－' | '−' | '–' => true,
        _ => return forgotten_sign(rest).map(Err),
    };
    let rest = scalars.as_str();
    let (id, why) = rest.split_once([':', '：']).unwrap_or((rest, ""));
    let sign = if takes { '-' } else { '+' };
    let theme = match ThemeId::new(id.trim()) {
        Ok(theme) => theme,
        Err(error) => {
            return Some(Err(format!(
                "the theme of this decision cannot be read: {error}; \
                 a decision is written `<!-- theme {sign} ID: why -->`"
            )));
        }
    };
    let why = text::normalise(&why.replace(END, "-->"));
    Some(if why.is_empty() {
        Err(format!(
            "the decision about theme {theme} has no reason: write `<!-- theme {sign} {theme}: why -->`"
        ))
    } else {
        Ok((theme, takes, why))
    })
}

/// What to say of a comment that names a theme and gives a reason, but says not which way.
fn forgotten_sign(rest: &str) -> Option<String> {
    let (id, _) = rest.split_once([':', '：'])?;
    let theme = ThemeId::new(id.trim()).ok()?;
    Some(format!(
        "this decision about theme {theme} lacks its sign: write `theme + {theme}: …` to add the \
         passage, `theme - {theme}: …` to take it away"
    ))
}

/// How the end of a comment is written inside one.
const END: &str = "--&gt;";

/// A decision as a comment on a line of its own.
pub(crate) fn written(decision: &Decision) -> String {
    let sign = if decision.takes { '-' } else { '+' };
    let why = decision.why.replace("-->", END);
    format!("<!-- theme {sign} {}: {why} -->\n", decision.theme)
}

/// The decisions of an essay with their lines, by block. What leads to no block that can be a
/// passage is an error.
pub(crate) fn settle(
    blocks: &[Block],
    inline: Vec<(About, Written)>,
    quoted: Vec<Quoted>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(Decision, u32)> {
    let inline = inline.into_iter().map(|(about, written)| {
        let place = followed(blocks, &about);
        (place, written)
    });
    let quoted = quoted.into_iter().map(|Quoted { written, quote }| {
        let place = found(blocks, &quote);
        (place, written)
    });
    let mut settled = Vec::new();
    for (place, written) in inline.chain(quoted).collect::<Vec<_>>() {
        let Written {
            line,
            theme,
            takes,
            why,
        } = written;
        match place {
            Ok(block) => settled.push((
                Decision {
                    block,
                    theme,
                    takes,
                    why,
                },
                line,
            )),
            Err(cause) => diagnostics.push(Diagnostic::error(
                line,
                format!("the decision about theme {theme} {cause}"),
            )),
        }
    }
    settled.sort_by_key(|(decision, _)| decision.block);
    settled
}

/// The place of the block that a comment is about.
fn followed(blocks: &[Block], about: &About) -> Result<u32, String> {
    let is_it = |block: &Block| matches!((&block.kind, about), (Kind::Footnote { label }, About::Footnote(wanted)) if label == wanted);
    let place = match about {
        About::Place(place) => Some(*place),
        About::Footnote(_) => blocks.iter().position(is_it),
    };
    let block = place.and_then(|place| Some((place, blocks.get(place)?)));
    match block {
        Some((place, block)) if block.can_be_passage() => Ok(number(place)),
        Some((_, block)) if block.is_original() => Err(
            "stands before a heading, which is no passage: put it before the paragraph".to_owned(),
        ),
        Some(_) => Err(
            "stands before words that the essay only repeats, which are no passage: \
                        put it before the paragraph that they are from"
                .to_owned(),
        ),
        None => {
            Err("is followed by no block: put it before the paragraph that it is about".to_owned())
        }
    }
}

/// The place of the one block in which these words stand.
fn found(blocks: &[Block], quote: &str) -> Result<u32, String> {
    let words = bare(quote);
    let stands =
        |(_, block): &(u32, &Block)| block.can_be_passage() && bare(&block.text).contains(&words);
    let places: Vec<(u32, &Block)> = (0..).zip(blocks).filter(stands).collect();
    match places[..] {
        [(place, _)] => Ok(place),
        [] => Err(format!(
            "quotes words that stand in no paragraph ({quote:?}): copy them from the text"
        )),
        _ => {
            let numbers = places.iter().map(|(place, block)| {
                block.number.map_or_else(
                    || format!("block {}", place + 1),
                    |number| format!("¶{number}"),
                )
            });
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            Err(format!(
                "quotes words that stand in several paragraphs ({numbers}): quote more of the one that is meant"
            ))
        }
    }
}

/// A text in which quotation marks and spaces are all alike, as people type them when they copy.
fn bare(text: &str) -> String {
    let alike = |scalar: char| match scalar {
        '“' | '”' | '„' | '«' | '»' | '＂' => '"',
        '‘' | '’' | '‚' => '\'',
        scalar if scalar.is_whitespace() => ' ',
        scalar => scalar,
    };
    text::normalise(&text.chars().map(alike).collect::<String>())
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
