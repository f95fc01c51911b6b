//! Which of the places where a quote may stand is its own, if that can be said.

use corpus::{Span, order};

use super::folded::Folded;
use super::neighbours::{Expected, Fixed, in_order};
use super::pattern::{Candidate, Pattern};
use super::seeds::Seeds;
use super::{Quote, Standing};

// The measures below were chosen on some three hundred pairs of texts with labelled quotes: revisions
// of documents, with what a comparison word by word says of them, and essays in six languages that a
// program had changed. Those that one half of the pairs would prefer do no better on the other half
// than these. Weights and scores are in halves of letters.

/// Surroundings count a quarter of what words do. With a third fewer unchanged words are found, with
/// a sixth more places are wrong.
const AROUND: usize = 4;

/// So many scalars that were put in weigh against half a letter of the words: what is mostly new is
/// not what was marked. With one, half as many changed words again are missed; with four, a fifth more
/// places are wrong.
const PUT_IN: usize = 2;

/// How much of the words and the surroundings has to be there, in hundredths. For each wrong place
/// that 60 would spare, seven right ones are lost; 56 would find two for each wrong one more.
const ENOUGH: i64 = 58;

/// The same of words that were not changed, but taken out of their order. With 80 a third more of
/// those that were moved is missed.
const ENOUGH_ELSEWHERE: i64 = 65;

/// A few letters may be anywhere: less evidence is never enough. From 16 to 28 it is the same.
const LEAST: usize = 20;

/// What is a candidate for the reader to choose. Below this it is the same, above it rivals are
/// overlooked.
const MAYBE: i64 = 40;

/// How much better than any other candidate the place has to be, at most. With 12, what is found more
/// is wrong.
const MARGIN: i64 = 18;

/// … or by what part of the quote with its surroundings, where these are short. From a quarter to a
/// sixth it is the same.
const MARGIN_SHARE: i64 = 5;

/// What it counts that the words, what stood before, or what stood behind are there to the letter: twice
/// for each if all are, which a lookalike seldom has.
const WHOLE: i64 = 6;

/// What a place loses of its score for the distance from where it is expected …
const FAR: i64 = 16;

/// … and of what is there, in hundredths. From 6 to 10 it is the same.
const FAR_SHARE: i64 = 8;

/// How far apart expectations may be, for what is between them to be searched anew …
const BETWEEN: u32 = 8000;

/// … and how far around them.
const BESIDE: u32 = 400;

/// Less evidence does not make a place certain before the others are known.
const CERTAIN: usize = 70;

/// Finds quotes in a text; `fixed` is what is known beforehand, in order.
pub(super) fn settle(quotes: &[Quote<'_>], text: &str, fixed: &[Fixed]) -> Vec<Standing> {
    let raw: Vec<char> = text.chars().collect();
    let folded = Folded::new(raw.iter().copied());
    let seeds = Seeds::new(&folded.scalars);
    let search = Search {
        raw: &raw,
        folded: &folded,
    };
    let sought = quotes.iter().map(|quote| {
        let pattern = Pattern::new(quote.prefix, quote.exact, quote.suffix);
        let mut candidates = Vec::new();
        pattern.find(&seeds, 0, &mut candidates);
        if candidates.is_empty() {
            pattern.find_short(&folded.scalars, &mut candidates);
        }
        order::sort_by_key(&mut candidates, |one| usize::MAX - one.evidence());
        Sought {
            quote: *quote,
            pattern,
            candidates,
        }
    });
    let mut sought: Vec<Sought<'_>> = sought.collect();
    let certain = sought.iter().map(|one| search.certain(one));
    let anchors = anchors(quotes, certain, fixed);
    // What the first round finds tells the second where to look for the rest.
    let standings = search.round(&mut sought, &anchors, false);
    let places = standings.iter().map(Standing::span);
    let anchors = self::anchors(quotes, places, fixed);
    search.round(&mut sought, &anchors, true)
}

/// The text.
struct Search<'a> {
    raw: &'a [char],
    folded: &'a Folded,
}

/// A quote, and where it may stand.
struct Sought<'a> {
    quote: Quote<'a>,
    pattern: Pattern,
    candidates: Vec<Candidate>,
}

/// What is known of the order of the text, by the quotes whose places are known.
fn anchors(
    quotes: &[Quote<'_>],
    places: impl Iterator<Item = Option<Span>>,
    fixed: &[Fixed],
) -> Vec<Fixed> {
    let found = quotes.iter().zip(places).enumerate();
    let found = found.filter_map(|(at, (quote, place))| {
        let ((frame, old), new) = (quote.was?, place?);
        Some(Fixed {
            frame,
            old: old.start,
            new: new.start,
            end: (old.end, new.end),
            quote: Some(at),
        })
    });
    in_order(found.chain(fixed.iter().copied()).collect())
}

impl Sought<'_> {
    /// The place that is certain whatever becomes of the other quotes: all the words and most of
    /// what stood on one side of them, and nothing like that elsewhere.
    fn certain(&self) -> Option<&Candidate> {
        let best = self.candidates.first()?;
        let around = self.pattern.around();
        let mut sides = best.around.into_iter().zip(around);
        let is_certain = best.words == self.pattern.words()
            && best.breaks == 0
            && best.evidence() >= CERTAIN
            && sides.any(|(there, all)| all > 0 && there * 4 >= all * 3);
        let mut others = self.candidates.iter().skip(1);
        let alone = others.all(|other| other.evidence() * 4 <= best.evidence() * 3);
        (is_certain && alone).then_some(best)
    }

    /// How good a place is, compared with others.
    fn score(&self, candidate: &Candidate, place: u32, expected: &Expected) -> i64 {
        let lost = self.pattern.words() - candidate.words + candidate.breaks;
        let (all, there) = (self.pattern.around(), candidate.around);
        let breaks = candidate.breaks_around;
        let is_whole = |side: usize| there[side] == all[side] && breaks[side] == 0;
        let whole = [lost == 0, is_whole(0), is_whole(1)];
        let whole = match whole.into_iter().filter(|&whole| whole).count() as i64 {
            3 => 2 * 3,
            less => less,
        };
        let less = lost + breaks[0] + breaks[1];
        candidate.evidence() as i64 - less as i64 + WHOLE * whole
            - FAR * expected.doublings(place) / 16
    }

    /// How much of what is at a place is the quote and its surroundings, in hundredths. Where less than
    /// half of the words is left, surroundings are nothing.
    fn share(&self, candidate: &Candidate) -> i64 {
        let around = |sides: [usize; 2]| (sides[0] + sides[1]) / AROUND;
        if candidate.words * 2 < self.pattern.words() {
            return 0;
        }
        let there = (candidate.words + around(candidate.around)).saturating_sub(candidate.breaks);
        let length = candidate.end - candidate.start;
        let put_in = length.saturating_sub(self.pattern.length()) / PUT_IN;
        let all = self.pattern.words() + around(self.pattern.around()) + put_in;
        (there * 100 / all.max(1)) as i64
    }

    /// The same, less what the place is away from where it is expected.
    fn trust(&self, candidate: &Candidate, place: u32, expected: &Expected) -> i64 {
        self.share(candidate) - FAR_SHARE * expected.doublings(place) / 16
    }
}

impl Search<'_> {
    fn span(&self, candidate: &Candidate) -> Span {
        self.folded.span(candidate.start, candidate.end)
    }

    /// Says of each quote where it stands, by the others whose places are known. In the last round those
    /// that are not found are looked for more closely.
    fn round(&self, sought: &mut [Sought<'_>], anchors: &[Fixed], last: bool) -> Vec<Standing> {
        let standings = sought.iter_mut().enumerate().map(|(at, one)| {
            let expected = one
                .quote
                .was
                .map_or_else(Expected::default, |(frame, old)| {
                    Expected::of(at, frame, old.start, anchors)
                });
            if let Some((_, old)) = one.quote.was
                && expected.is(old.start)
                && self.is_home(&one.quote, old)
            {
                return Standing::Exact(old);
            }
            let standing = self.decide(one, &expected);
            if last && standing.span().is_none() && self.look_closer(one, &expected) {
                return self.decide(one, &expected);
            }
            standing
        });
        standings.collect()
    }

    /// Whether a quote stands where it was made, with all that stood around it.
    fn is_home(&self, quote: &Quote<'_>, old: Span) -> bool {
        let length = |text: &str| text.chars().count();
        let all = [quote.prefix, quote.exact, quote.suffix];
        let start = (old.start as usize).checked_sub(length(quote.prefix));
        let stands = start.and_then(|start| {
            let end = start + all.map(length).iter().sum::<usize>();
            self.raw.get(start..end)
        });
        let all = all.into_iter().flat_map(str::chars);
        old.len() as usize == length(quote.exact)
            && stands.is_some_and(|stands| stands.iter().copied().eq(all))
    }

    /// Whether a quote of which only words are known, not where they were, stands whole at this place and
    /// nowhere else: little evidence, but all that there can be.
    fn is_only(&self, quote: &Quote<'_>, span: Span) -> bool {
        let whole: Vec<char> = [quote.prefix, quote.exact, quote.suffix]
            .into_iter()
            .flat_map(str::chars)
            .collect();
        let before = quote.prefix.chars().count();
        let mut places = self.raw.windows(whole.len().max(1)).enumerate();
        let mut next = || places.find(|(_, stands)| *stands == whole);
        quote.was.is_none()
            && next().is_some_and(|(place, _)| place + before == span.start as usize)
            && next().is_none()
    }

    /// The place of a quote that is certain before anything is known of the others; where the quote
    /// stands at home, no other place is.
    fn certain(&self, sought: &Sought<'_>) -> Option<Span> {
        let span = self.span(sought.certain()?);
        let elsewhere = sought
            .quote
            .was
            .is_some_and(|(_, old)| old.start != span.start && self.is_home(&sought.quote, old));
        (!elsewhere).then_some(span)
    }

    /// Looks for a quote once more in that part of the text where it is expected, in which more of
    /// its pieces are rare. Says whether it did.
    fn look_closer(&self, sought: &mut Sought<'_>, expected: &Expected) -> bool {
        let Some((first, last)) = expected
            .range()
            .filter(|(first, last)| last - first <= BETWEEN)
        else {
            return false;
        };
        let from = self.folded.at(first.saturating_sub(BESIDE));
        let to = self.folded.at(last.saturating_add(2 * BESIDE));
        let seeds = Seeds::new(&self.folded.scalars[from..to]);
        sought.pattern.find(&seeds, from, &mut sought.candidates);
        true
    }

    fn decide(&self, sought: &Sought<'_>, expected: &Expected) -> Standing {
        let place = |one: &Candidate| self.span(one).start;
        let score = |one: &Candidate| sought.score(one, place(one), expected);
        let trust = |one: &Candidate| sought.trust(one, place(one), expected);
        let Some(best) = sought.candidates.iter().max_by_key(|one| score(one)) else {
            return Standing::Gone;
        };
        let span = self.exactly(sought.quote.exact, self.span(best));
        let same = self.is_at(sought.quote.exact, span);
        let displaced = expected.is_displaced(span.start);
        // Words that were changed are not followed to another part of the text.
        let is_certain = || sought.certain().is_some_and(|one| std::ptr::eq(one, best));
        let enough = same && (sought.share(best) >= ENOUGH_ELSEWHERE || is_certain())
            || (same || !displaced) && trust(best) >= ENOUGH;
        // Those that come as near; the best one is always among them.
        let margin = MARGIN.min(sought.pattern.all() as i64 / MARGIN_SHARE);
        let top = score(best);
        let rivals = sought.candidates.iter().filter(|one| {
            trust(one) >= MAYBE && score(one) + margin >= top || std::ptr::eq(*one, best)
        });
        let mut rivals: Vec<Span> = rivals.map(|one| self.span(one)).collect();
        let is_known = best.evidence() >= LEAST || self.is_only(&sought.quote, span);
        match (enough && is_known, rivals.len()) {
            (true, 1) if same && !displaced => Standing::Exact(span),
            (true, 1) => Standing::Moved {
                span,
                rewritten: !same && (best.words < sought.pattern.words() || best.breaks > 0),
                displaced,
            },
            (false, 1) if trust(best) < MAYBE => Standing::Gone,
            _ => {
                order::sort(&mut rivals);
                Standing::Ambiguous(rivals)
            }
        }
    }

    /// The words themselves, where they are at a place but for white space at their ends.
    fn exactly(&self, exact: &str, span: Span) -> Span {
        let length = exact.chars().count() as u32;
        let starts = [0, 1, -1, 2, -2].into_iter();
        let starts = starts.filter_map(|by| span.start.checked_add_signed(by));
        let mut near = starts.map(|start| Span::new(start, start + length));
        near.find(|near| self.is_at(exact, *near)).unwrap_or(span)
    }

    fn is_at(&self, exact: &str, span: Span) -> bool {
        let stands = self.raw.get(span.start as usize..span.end as usize);
        stands.is_some_and(|stands| stands.iter().copied().eq(exact.chars()))
    }
}
