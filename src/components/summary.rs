//! What is said of an answer: on the page, and to those who hear it.

use yew::prelude::*;

use crate::site::Site;
use crate::state::answer::{Answer, Results};

/// How many essays were found; nothing where nothing was asked for.
pub fn counted(site: &Site, query: &str, answer: &Answer) -> Option<String> {
    let count = |keys| site.locale.count(keys, answer.total, &[]);
    if answer.is_nothing {
        None
    } else if answer.total == 0 {
        Some(site.locale.fill("search.empty", &[("query", query)]))
    } else if answer.relaxed {
        Some(count(("search.relaxed", "search.relaxed")))
    } else {
        Some(count(("search.summary.one", "search.summary.other")))
    }
}

/// The same with all that is noted, a line each, to be read out; nothing while the answer to the
/// query is on its way.
pub fn spoken(site: &Site, query: &str, results: &Results) -> String {
    match results {
        Results::Failed(cause) => site.locale.fill("search.failed", &[("cause", cause)]),
        Results::Here {
            query: answered,
            answer,
            ..
        } if answered == query => {
            let notes = answer.notes.iter().map(|&note| site.text(note).to_owned());
            let counted = counted(site, query, answer).into_iter();
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
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn what_is_read_out() {
        let site = Site {
            root: "/".into(),
            locale: Locale::En,
        };
        let results = |answer: &str| Results::Here {
            query: "growth".to_owned(),
            answer: Answer::read(answer),
            found: Vec::new(),
        };
        let said = |query: &str, answer: &str| spoken(&site, query, &results(answer));
        assert_eq!(
            said("growth", "found\n1 2\n\nsearch.note.distance\n4 d"),
            "1 essay has all of these words\nA distance has no number: it was overlooked. Write it as “two words”~5"
        );
        assert_eq!(
            said("growth", "found\n0 0\n\n\n"),
            "Nothing in the collection answers to “growth”."
        );
        assert_eq!(said("growth", "found\n0 0 nothing\n\n\n"), "");
        assert_eq!(said("growth of", "found\n1 2\n\n\n4 d"), "", "it is old");
        assert_eq!(spoken(&site, "growth", &Results::Coming), "");
    }
}
