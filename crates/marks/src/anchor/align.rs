//! A quote laid along a text: what each of its scalars has become.

use super::seeds::Run;

/// For each scalar of a quote the place in the text where it stands, if it is there; ascending.
pub(super) type Aligned = Vec<Option<u32>>;

const MATCH: i32 = 4;
const MISMATCH: i32 = -5;
/// What a gap costs, whatever its length.
const OPEN: i32 = -6;
/// What each scalar of a gap costs.
const EXTEND: i32 = -1;

/// An open end is given up when it has lost as much.
const DROP: i32 = 40;

/// So far an open end may come to stand from where it would if nothing were put in or taken out: as
/// far as it can before it is given up.
const BAND: usize = 34;

/// Between two runs nothing is looked for where there are more pairs of scalars to compare.
const PAIRS: usize = 1 << 16;

/// Lays the whole quote along the text, by a chain of runs that are the same in both.
pub(super) fn align(quote: &[char], text: &[char], chain: &[Run]) -> Aligned {
    let mut aligned = vec![None; quote.len()];
    let Some(first) = chain.first() else {
        return aligned;
    };
    let (mut from, mut place) = (first.quote, first.text);
    for run in chain {
        let overlap = run.overlap(from, place);
        if overlap >= run.length {
            continue;
        }
        let (start, stand) = (run.quote + overlap, run.text + overlap);
        fit(
            &quote[from..start],
            &text[place..stand],
            false,
            &mut |one, other| {
                aligned[from + one] = Some((place + other) as u32);
            },
        );
        for step in 0..run.length - overlap {
            aligned[start + step] = Some((stand + step) as u32);
        }
        (from, place) = (run.quote_end(), run.text_end());
    }
    let ahead = &text[place..(place + room(quote.len() - from)).min(text.len())];
    fit(&quote[from..], ahead, true, &mut |one, other| {
        aligned[from + one] = Some((place + other) as u32);
    });
    let (from, place) = (first.quote, first.text);
    let reversed = |part: &[char]| part.iter().rev().copied().collect::<Vec<_>>();
    let (quote, text) = (
        reversed(&quote[..from]),
        &text[place - room(from).min(place)..place],
    );
    fit(&quote, &reversed(text), true, &mut |one, other| {
        aligned[from - 1 - one] = Some((place - 1 - other) as u32);
    });
    aligned
}

/// How much of the text is searched for an end of the quote of this length.
fn room(length: usize) -> usize {
    length + length / 4 + 16
}

/// Where the best way to a pair of places comes from.
const PAIR: u8 = 0;
const QUOTE_GAP: u8 = 1;
const TEXT_GAP: u8 = 2;
const FROM: u8 = 3;
/// The gap in the quote was there before; the same of a gap in the text.
const QUOTE_GAP_GOES_ON: u8 = 4;
const TEXT_GAP_GOES_ON: u8 = 8;

/// Pairs the equal scalars of the best alignment, in which a long gap costs little more than a short
/// one (Gotoh, *An improved algorithm for matching biological sequences*, 1982). With an `open` end
/// it goes as far as it pays.
fn fit(quote: &[char], text: &[char], open: bool, pair: &mut dyn FnMut(usize, usize)) {
    let alike = quote.iter().zip(text);
    let alike = alike.take_while(|(one, other)| one == other).count();
    (0..alike).for_each(|at| pair(at, at));
    let (quote, text) = (&quote[alike..], &text[alike..]);
    let too_much = !open && quote.len() * text.len() > PAIRS;
    if quote.is_empty() || text.is_empty() || too_much {
        return;
    }
    let (ways, (mut row, mut column)) = ways(quote, text, open);
    let mut state = PAIR;
    while row > 0 || column > 0 {
        let way = ways[row * (text.len() + 1) + column];
        if state == PAIR {
            state = way & FROM;
        }
        match state {
            PAIR => {
                (row, column) = (row - 1, column - 1);
                if quote[row] == text[column] {
                    pair(alike + row, alike + column);
                }
            }
            QUOTE_GAP => {
                row -= 1;
                state = if way & QUOTE_GAP_GOES_ON == 0 {
                    PAIR
                } else {
                    state
                };
            }
            _ => {
                column -= 1;
                state = if way & TEXT_GAP_GOES_ON == 0 {
                    PAIR
                } else {
                    state
                };
            }
        }
    }
}

/// For each pair of places how the best alignment gets there, by rows for the quote, as far as it was
/// looked for; and the pair where it ends.
fn ways(quote: &[char], text: &[char], open: bool) -> (Vec<u8>, (usize, usize)) {
    const NEVER: i32 = i32::MIN / 2;
    let width = text.len() + 1;
    let gap = |length: usize| OPEN + EXTEND * length as i32;
    let band = if open {
        BAND
    } else {
        quote.len().max(text.len())
    };
    let mut ways = vec![TEXT_GAP | TEXT_GAP_GOES_ON; width];
    let mut scores = vec![NEVER; width];
    let mut above = vec![NEVER; width];
    for (length, score) in scores.iter_mut().enumerate().take(band + 1) {
        *score = gap(length);
    }
    (ways[0], scores[0]) = (PAIR, 0);
    let mut top = (0, (0, 0));
    for row in 1..=quote.len() {
        let first = row.saturating_sub(band).max(1);
        let last = (row + band).min(text.len());
        if first > last {
            break;
        }
        let edge = if first == 1 { gap(row) } else { NEVER };
        let mut diagonal = std::mem::replace(&mut scores[first - 1], edge);
        ways.resize(width * (row + 1), QUOTE_GAP | QUOTE_GAP_GOES_ON);
        let cells = text[first - 1..last].iter();
        let cells = cells.zip(&mut scores[first..=last]);
        let cells = cells.zip(&mut above[first..=last]);
        let cells = cells.zip(&mut ways[width * row..][first..=last]);
        let (mut before, mut left, mut best) = (edge, NEVER, NEVER);
        for (((stands, score), above), way) in cells {
            let (new, old) = (*score + OPEN, *above);
            *above = new.max(old) + EXTEND;
            let (fresh, longer) = (before + OPEN, left);
            left = fresh.max(longer) + EXTEND;
            let is_same = *stands == quote[row - 1];
            let pair = diagonal + if is_same { MATCH } else { MISMATCH };
            before = pair.max(*above).max(left);
            *way = if before == pair {
                PAIR
            } else if before == *above {
                QUOTE_GAP
            } else {
                TEXT_GAP
            };
            *way |= if old > new { QUOTE_GAP_GOES_ON } else { 0 };
            *way |= if longer > fresh { TEXT_GAP_GOES_ON } else { 0 };
            diagonal = std::mem::replace(score, before);
            best = best.max(before);
        }
        if best > top.0 {
            let scores = scores[first..=last].iter();
            let column = scores.take_while(|&&score| score != best).count();
            top = (best, (row, first + column));
        }
        if open && best < top.0 - DROP {
            break;
        }
    }
    (
        ways,
        if open {
            top.1
        } else {
            (quote.len(), text.len())
        },
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    /// Shows what is left of the quote, dots for what is not.
    fn check(quote: &str, text: &str, chain: &[Run], expected: &Expect) {
        let scalars = |text: &str| text.chars().collect::<Vec<_>>();
        let aligned = align(&scalars(quote), &scalars(text), chain);
        let shown = |(at, place): (usize, &Option<u32>)| match place {
            Some(place) => {
                let stands = scalars(text)[*place as usize];
                assert_eq!(stands, scalars(quote)[at]);
                stands
            }
            None => '.',
        };
        let places: Vec<u32> = aligned.iter().flatten().copied().collect();
        assert!(places.is_sorted());
        expected.assert_eq(&aligned.iter().enumerate().map(shown).collect::<String>());
    }

    #[test]
    fn a_quote_is_laid_along_a_text() {
        let run = |quote, text, length| Run {
            quote,
            text,
            length,
        };
        check(
            "late to the accounts",
            "ideas came lately to all the accounts",
            &[run(11, 28, 9)],
            &expect!["late to the accounts"],
        );
        check(
            "late to the accounts",
            "early to these accounts, then",
            &[run(11, 14, 9)],
            &expect![".... to the accounts"],
        );
        check(
            "创新驱动发展",
            "以创新来驱动",
            &[run(0, 1, 2)],
            &expect!["创新驱动.."],
        );
        check("nothing", "at all", &[], &expect!["......."]);
    }
}
