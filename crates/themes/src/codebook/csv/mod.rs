//! A codebook as a table (CSV, RFC 4180): a row for each theme, columns named as in `themes.toml`.

#[cfg(feature = "import")]
mod read;

use corpus::csv::put_row;
use corpus::{Codebook, Language, Theme, ThemeId, colour_letter};

#[cfg(feature = "import")]
pub use read::read;

/// What stands in columns by language, each `NAME.LANGUAGE`.
const LOCALIZED: [&str; 4] = ["label", "definition", "scope", "examples"];

/// The table in UTF-8 with a byte order mark: `id`, `parent`, then for each language that occurs
/// `label.…`, `definition.…`, `scope.…` and `examples.…` (one on each line of the cell), then
/// `query`, `within` and `colour` (a letter `a` to `l`). Cells are masked as [`corpus::csv`] says.
pub fn write(codebook: &Codebook) -> String {
    let columns = columns(codebook);
    let mut table = String::from("\u{feff}");
    let names: Vec<String> = columns
        .iter()
        .map(|(name, language)| format!("{name}.{language}"))
        .collect();
    let header = ["id", "parent"].into_iter();
    let header = header.chain(names.iter().map(String::as_str));
    put_row(&mut table, header.chain(["query", "within", "colour"]));
    for theme in codebook.themes() {
        let texts: Vec<String> = columns
            .iter()
            .map(|(name, language)| text(theme, name, language))
            .collect();
        let colour = theme.colour.map(|colour| colour_letter(colour).to_string());
        let parent = theme.parent.as_ref().map(ThemeId::as_str);
        let cells = [theme.id.as_str(), parent.unwrap_or_default()].into_iter();
        let cells = cells.chain(texts.iter().map(String::as_str));
        let colour = colour.as_deref().unwrap_or_default();
        put_row(
            &mut table,
            cells.chain([theme.query.as_str(), theme.within.name(), colour]),
        );
    }
    table
}

/// The columns by language: those in which any theme has a text.
fn columns(codebook: &Codebook) -> Vec<(&'static str, Language)> {
    let mut columns = Vec::new();
    for name in LOCALIZED {
        let mut languages: Vec<Language> = codebook
            .themes()
            .iter()
            .flat_map(|theme| languages(theme, name))
            .collect();
        corpus::order::sort(&mut languages);
        languages.dedup();
        columns.extend(languages.into_iter().map(|language| (name, language)));
    }
    columns
}

fn languages(theme: &Theme, name: &str) -> Vec<Language> {
    match name {
        "examples" => {
            let examples = theme.examples.iter();
            examples.map(|example| example.language.clone()).collect()
        }
        name => {
            let texts = localized(theme, name).iter();
            texts.map(|(language, _)| language.clone()).collect()
        }
    }
}

fn text(theme: &Theme, name: &str, language: &Language) -> String {
    if name == "examples" {
        let examples = theme.examples.iter();
        let examples = examples.filter(|example| example.language == *language);
        let texts: Vec<&str> = examples.map(|example| example.text.as_str()).collect();
        return texts.join("\n");
    }
    let mut texts = localized(theme, name).iter();
    let text = texts.find(|(known, _)| *known == language);
    text.map_or_else(String::new, |(_, text)| text.to_owned())
}

fn localized<'a>(theme: &'a Theme, name: &str) -> &'a corpus::Localized {
    match name {
        "label" => &theme.label,
        "definition" => &theme.definition,
        _ => &theme.scope,
    }
}
