//! What is said of an answer: on the page, and to those who hear it.

use yew::prelude::*;

use crate::site::Site;
use crate::state::answer::{Answer, Results};
use crate::state::filter::Filter;

/// How many essays were found; nothing where nothing was asked for.
pub fn counted(site: &Site, filter: &Filter, answer: &Answer) -> Option<String> {
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
            ..
        } if answered == filter => {
            let notes = answer.notes.iter().map(|&note| site.text(note).to_owned());
            let counted = counted(site, filter, answer).into_iter();
            counted.chain(notes).collect::<Vec<_>>().join("\n")
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
        let old = results(&growth, "found\n1 2\n\n\n4 d");
        assert_eq!(spoken(&site, &narrowed, &old), "", "it is old");
    }
}
