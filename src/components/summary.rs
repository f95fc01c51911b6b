//! What is said of an answer: on the page, and to those who hear it.

use yew::prelude::*;

use super::concordance;
use crate::site::Site;
use crate::state::answer::{Answer, Results};
use crate::state::concordance::Lines;
use crate::state::filter::Filter;

/// What was found: so many essays, or in the concordance of what has all words, so many places.
pub fn counted(
    site: &Site,
    filter: &Filter,
    answer: &Answer,
    lines: Option<&Lines>,
) -> Vec<String> {
    let lines = lines.filter(|_| answer.total > 0);
    let is_enough = lines.is_some_and(|lines| !lines.is_empty()) && !answer.relaxed;
    let essays = essays(site, filter, answer).filter(|_| !is_enough);
    let places = lines.map(|lines| concordance::counted(site, lines));
    essays.into_iter().chain(places).collect()
}

/// How many essays were found; nothing where nothing was asked for.
pub fn essays(site: &Site, filter: &Filter, answer: &Answer) -> Option<String> {
    let keys = match (answer.total, filter.narrows()) {
        (0, true) => return Some(site.text("library.empty").to_owned()),
        (0, false) if answer.is_nothing => return None,
        (0, false) => {
            let words = [("query", filter.words.as_str())];
            return Some(site.locale.fill("search.empty", &words));
        }
        _ if answer.is_nothing => ("essays.one", "essays.other"),
        (_, true) if answer.relaxed => ("search.relaxed.chosen", "search.relaxed.chosen"),
        (_, false) if answer.relaxed => ("search.relaxed", "search.relaxed"),
        _ => ("search.summary.one", "search.summary.other"),
    };
    Some(site.locale.count(keys, answer.total, &[]))
}

/// The same with all that is noted, a line each, to be read out; nothing while the answer to the
/// query is on its way.
pub fn spoken(site: &Site, filter: &Filter, results: &Results) -> String {
    match results {
        Results::Failed(cause) => site.locale.fill("search.failed", &[("cause", cause)]),
        Results::Here {
            filter: answered,
            answer,
            lines,
            ..
        } if answered == filter => {
            let mut said = counted(site, filter, answer, lines.as_deref());
            said.extend(answer.notes.iter().map(|&note| site.text(note).to_owned()));
            said.join("\n")
        }
        Results::Here { .. } | Results::Coming => String::new(),
    }
}

/// The region from which these lines are read out when they change.
pub fn status(lines: &str) -> Html {
    let line = |line: &str| html! { <p>{ line.to_owned() }</p> };
    html! { <div class="vh" role="status">{ for lines.lines().map(line) }</div> }
}

#[cfg(test)]
mod tests {
    use search::Dimension;

    use super::*;
    use crate::locale::Locale;
    use crate::state::answer::Facets;
    use crate::state::concordance;
    use crate::state::filter::{Action, Value};

    #[test]
    fn what_is_read_out() {
        let site = Site {
            root: "/".into(),
            locale: Locale::En,
        };
        let results = |filter: &Filter, answer: &str| Results::Here {
            filter: filter.clone(),
            answer: Answer::read(answer),
            facets: Facets::default(),
            found: Vec::new(),
            lines: None,
        };
        let growth = Filter::of_words("growth".to_owned());
        let said = |answer: &str| spoken(&site, &growth, &results(&growth, answer));
        assert_eq!(
            said("found\n1 2\n\nsearch.note.distance\n4 d"),
            "1 essay has all of these words\nA distance has no number: it was overlooked. Write it as “two words”~5"
        );
        assert_eq!(
            said("found\n0 0\n\n\n"),
            "Nothing in the collection answers to “growth”."
        );
        assert_eq!(said("found\n0 0 nothing\n\n\n"), "");
        assert_eq!(spoken(&site, &growth, &Results::Coming), "");

        let english = Action::Toggle(Value::new(Dimension::Language, "en"));
        let narrowed = growth.after(english.clone());
        let said = |filter: &Filter, answer: &str| spoken(&site, filter, &results(filter, answer));
        assert_eq!(
            said(&narrowed, "found\n2 0 relaxed\n\n\n4 d\n5 e"),
            "None of the essays chosen has all of these words. 2 have some of them."
        );
        assert_eq!(
            said(&narrowed, "found\n0 0\n\n\n"),
            "No essay answers to all of this."
        );
        let language = Filter::default().after(english);
        assert_eq!(said(&language, "found\n3 0 nothing\n\n\n"), "3 essays");
        let listed = |answer: &str, lines: &str| {
            let lines = Lines::new(concordance::read(lines, 4), 9);
            counted(&site, &growth, &Answer::read(answer), Some(&lines))
        };
        let lines = "concordance\n3 0-9 0-6\na\nb\n3 0-9 7-9\na\nb\n";
        let (all, some) = ("found\n1 0\n\n\n4 d", "found\n1 0 relaxed\n\n\n4 d");
        assert_eq!(listed(all, lines), ["2 places in 1 essay"]);
        assert_eq!(listed(some, lines).len(), 2, "that some words are missing");
        assert_eq!(
            listed(all, "").len(),
            2,
            "that there are essays all the same"
        );
        assert_eq!(listed("found\n0 0\n\n\n", "").len(), 1);

        let old = results(&growth, "found\n1 2\n\n\n4 d");
        assert_eq!(spoken(&site, &narrowed, &old), "", "it is old");
    }
}
