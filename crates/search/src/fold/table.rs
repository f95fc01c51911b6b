//! Folds as a text: scalars in order, each with what it folds to.
//!
//! The first line has the scalars, each as its distance from the one before it (counted from [`ZERO`],
//! so that it can be read); the second what each folds to, with spaces between. That is half the
//! size of a list of pairs, once compressed.

/// The character that stands for a distance of 0.
const ZERO: u32 = 0x100;

/// A table, read.
#[derive(Debug)]
pub(super) struct Table(Vec<(char, &'static str)>);

impl Table {
    /// Reads a text; what makes no sense in it is left out.
    pub(super) fn read(text: &'static str) -> Self {
        let (distances, folds) = text.trim_end().split_once('\n').unwrap_or_default();
        let mut code = 0u32;
        let scalars = distances.chars().map(move |distance| {
            code = code.saturating_add(u32::from(distance).saturating_sub(ZERO));
            char::from_u32(code)
        });
        let rows = scalars.zip(folds.split(' '));
        Self(
            rows.filter_map(|(scalar, fold)| Some((scalar?, fold)))
                .collect(),
        )
    }

    /// What a scalar folds to, if it is in the table.
    pub(super) fn get(&self, scalar: char) -> Option<&'static str> {
        let row = self.0.binary_search_by_key(&scalar, |row| row.0).ok()?;
        Some(self.0[row].1)
    }
}

/// The text of a table with these rows, which are in order.
#[cfg(test)]
pub(super) fn text<'a>(rows: impl Iterator<Item = (char, &'a str)> + Clone) -> String {
    let codes = || rows.clone().map(|(scalar, _)| u32::from(scalar));
    let before = std::iter::once(0).chain(codes());
    let distances = codes()
        .zip(before)
        .map(|(code, before)| code - before + ZERO);
    let distances: String = distances.filter_map(char::from_u32).collect();
    let folds: Vec<&str> = rows.clone().map(|(_, fold)| fold).collect();
    let text = format!("{distances}\n{}\n", folds.join(" "));
    let table = Table::read(Box::leak(text.clone().into_boxed_str()));
    assert!(
        table.0.into_iter().eq(rows),
        "a table is read as it was written"
    );
    text
}
