//! The numbers of the themes' views as tables, for files.

use super::overview::Overview;
use super::periods::{PeriodOf, periods};
use super::topics::Topics;
use crate::site::Site;

/// The rows of a view, the first with what the columns are called.
pub fn rows(site: &Site, topics: &Topics, view: Overview) -> Vec<Vec<String>> {
    match view {
        Overview::Essays => essays(site, topics),
        Overview::Together => together(site, topics),
        Overview::Time => time(site, topics),
    }
}

fn name(site: &Site, topics: &Topics, theme: usize) -> String {
    topics.theme(theme).label.text(&site.language()).to_owned()
}

fn head(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// A row for each essay, a column for each theme.
fn essays(site: &Site, topics: &Topics) -> Vec<Vec<String>> {
    let themes = 0..topics.len();
    let names = themes.clone().map(|theme| name(site, topics, theme));
    let mut rows = vec![head(&["essay", "title"]).into_iter().chain(names).collect()];
    let shelf = topics.shelf();
    for (essay, packed) in shelf.pack.essays.iter().enumerate() {
        let meta = packed.meta();
        let counts = themes
            .clone()
            .map(|theme| topics.passages_in(theme, essay).len().to_string());
        let start = [meta.id.to_string(), meta.title.clone()];
        rows.push(start.into_iter().chain(counts).collect());
    }
    rows
}

/// A row for each pair of themes that meet.
fn together(site: &Site, topics: &Topics) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["theme", "other", "passages", "lift"])];
    let together = topics.together();
    for one in 0..topics.len() {
        for other in (one + 1..topics.len()).filter(|&other| together.count(one, other) > 0) {
            rows.push(vec![
                name(site, topics, one),
                name(site, topics, other),
                together.count(one, other).to_string(),
                format!("{:.2}", together.lift(one, other)),
            ]);
        }
    }
    rows
}

/// A row for each theme in each year, or essay.
fn time(site: &Site, topics: &Topics) -> Vec<Vec<String>> {
    let mut rows = vec![head(&["theme", "when", "passages", "paragraphs"])];
    let periods = periods(topics.shelf());
    for theme in 0..topics.len() {
        for period in &periods {
            let when = match period.of {
                PeriodOf::Year(year) => year.to_string(),
                PeriodOf::Essay(essay) => topics.shelf().cards[essay].title.clone(),
            };
            rows.push(vec![
                name(site, topics, theme),
                when,
                period.count(topics, theme).to_string(),
                period.blocks.to_string(),
            ]);
        }
    }
    rows
}
