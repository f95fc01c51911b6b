//! `themes.toml` to a codebook.

use corpus::{Codebook, Example, Language, OWN_THEME, Theme, ThemeId, Within};

use crate::Diagnostic;
use crate::data::{Fields, Node, parse_toml};

/// What a `themes.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The codebook.
    pub codebook: Codebook,
    /// For each of its themes, by place, where it is written.
    pub lines: Vec<Lines>,
    /// What is wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a theme is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The line on which it begins.
    pub theme: u32,
    /// The line of its label.
    pub label: u32,
    /// The line of its query.
    pub query: u32,
}

/// Reads a `themes.toml`. Themes that cannot be read are left out; a set of themes that is no
/// hierarchy gives an empty codebook.
pub fn parse(toml: &str) -> Read {
    let mut diagnostics = Vec::new();
    let lined = match parse_toml(toml) {
        Ok(node) => themes(node, &mut diagnostics),
        Err(error) => {
            diagnostics.push(error);
            Vec::new()
        }
    };
    let (themes, lines): (Vec<Theme>, Vec<Lines>) = lined.into_iter().unzip();
    let line_of = |id: &ThemeId| {
        let at = themes.iter().rposition(|theme| theme.id == *id)?;
        lines.get(at).copied()
    };
    match Codebook::new(&themes) {
        Ok(codebook) => Read {
            lines: codebook
                .themes()
                .iter()
                .filter_map(|theme| line_of(&theme.id))
                .collect(),
            codebook,
            diagnostics,
        },
        Err(error) => {
            let line = line_of(error.theme()).map(|lines| lines.theme);
            diagnostics.push(Diagnostic::error(line, error.to_string()));
            Read {
                diagnostics,
                ..Read::default()
            }
        }
    }
}

fn themes(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Theme, Lines)> {
    let mut fields = Fields::of(node, diagnostics);
    let nodes = fields.tables("theme");
    let themes = nodes
        .into_iter()
        .filter_map(|node| theme(node, fields.diagnostics()))
        .collect();
    fields.finish();
    themes
}

fn theme(node: Node, diagnostics: &mut Vec<Diagnostic>) -> Option<(Theme, Lines)> {
    let line = node.line;
    let mut fields = Fields::of(node, diagnostics);
    let english = Language::new("en");
    let lines = Lines {
        theme: line,
        label: fields.line("label").unwrap_or(line),
        query: fields.line("query").unwrap_or(line),
    };
    let line_of_id = fields.line("id").unwrap_or(line);
    let id = theme_id(&mut fields, "id");
    if id.as_ref().is_some_and(ThemeId::is_own) {
        fields.error(
            line_of_id,
            format!("`id`: ids of readers' own themes begin with {OWN_THEME:?}: begin otherwise"),
        );
    }
    let parent = theme_id(&mut fields, "parent");
    let label = fields.localized("label", &english);
    let definition = fields.localized("definition", &english);
    let scope = fields.localized("scope", &english);
    let examples = fields.localized_lists("examples", &english).into_iter();
    let examples = examples.map(|(language, text)| Example {
        language,
        text: corpus::text::normalise(&text),
    });
    let examples = examples.collect();
    let query = fields.text_or_empty("query");
    let within = within(&mut fields);
    let colour = colour(&mut fields);
    for (missing, field) in [
        (id.is_none(), "id"),
        (label.is_empty(), "label"),
        (query.is_none(), "query"),
    ] {
        if missing {
            fields.error(
                line,
                format!("a theme has no `{field}` that can be read: add it"),
            );
        }
    }
    fields.finish();
    let theme = Theme {
        id: id?,
        parent,
        label,
        definition,
        scope,
        examples,
        query: query?,
        within,
        colour,
    };
    Some((theme, lines))
}

fn theme_id(fields: &mut Fields<'_>, key: &str) -> Option<ThemeId> {
    let (line, name) = fields.lined_text(key)?;
    fields.accept(line, key, ThemeId::new(name))
}

/// Within what the query has to hold; within a block where nothing is said.
fn within(fields: &mut Fields<'_>) -> Within {
    let Some((line, name)) = fields.lined_text("within") else {
        return Within::default();
    };
    let all = [Within::Block, Within::Sentence];
    let known = all.into_iter().find(|within| within.name() == name);
    if known.is_none() {
        fields.error(
            line,
            format!(
                "`within`: {name:?} is neither \"block\" nor \"sentence\": write one of the two"
            ),
        );
    }
    known.unwrap_or_default()
}

/// One of the twelve theme colours: a letter `a` to `l`, or a number 1 to 12.
fn colour(fields: &mut Fields<'_>) -> Option<u8> {
    let (line, name) = fields.lined_text("colour")?;
    let number = corpus::colour_named(&name);
    if number.is_none() {
        fields.error(
            line,
            format!(
                "`colour`: {name:?} is no theme colour: write a letter a to l or a number 1 to 12"
            ),
        );
    }
    number
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::diagnostic::assert_read;

    fn check(toml: &str, expected: &Expect) {
        let Read {
            codebook,
            diagnostics,
            ..
        } = parse(toml);
        let mut shown = String::new();
        for (at, theme) in codebook.themes().iter().enumerate() {
            let label = theme.label.text(&Language::new("en"));
            shown.push_str(&format!(
                "{} ({label}, colour {}): {}\n",
                theme.id,
                codebook.colour(at),
                theme.query
            ));
            if theme.within == Within::Sentence {
                shown.push_str("  within a sentence\n");
            }
            for (language, scope) in theme.scope.iter() {
                shown.push_str(&format!("  scope {language}: {scope}\n"));
            }
            for Example { language, text } in &theme.examples {
                shown.push_str(&format!("  example {language}: {text}\n"));
            }
        }
        assert_read(shown, &diagnostics, expected);
    }

    #[test]
    fn codebooks() {
        check(
            "[[theme]]\nid = \"light\"\nlabel.en = \"Light\"\nquery = 'lamp OR 灯'\ncolour = \"c\"\n\
             [[theme]]\nid = \"dark\"\nparent = \"light\"\nlabel.en = \"Dark\"\nquery = 'night'\ncolour = 12\n",
            &expect![[r#"
                light (Light, colour 2): lamp OR 灯
                dark (Dark, colour 11): night
            "#]],
        );
        check(
            "[[theme]]\nid = \"a\"\nlabel = \"A\"\nquery = 'a'\nwithin = \"sentence\"\n\
             scope.zh-Hans = \"不含灯\"\nscope.en = \"No lamps.\"\n\
             examples.zh-Hans = \"灯亮。\"\nexamples.en = [\"It shone.\", \"It went out.\"]\n\
             [[theme]]\nid = \"b\"\nlabel = \"B\"\nquery = 'b'\nwithin = \"page\"\n\
             scope = 'Alone.'\nexamples = ['One.', [3]]\nexample.en = ['x']\n",
            &expect![[r#"
                a (A, colour 0): a
                  within a sentence
                  scope en: No lamps.
                  scope zh-Hans: 不含灯
                  example en: It shone.
                  example en: It went out.
                  example zh-Hans: 灯亮。
                b (B, colour 1): b
                  scope en: Alone.
                  example en: One.
                16: error: `examples` is one text: write it in quotes behind the name
                14: error: `within`: "page" is neither "block" nor "sentence": write one of the two
                17: warning: `example` is not known here: check its spelling or drop it
            "#]],
        );
        check(
            "[[theme]]\nid = \"own-goals\"\nlabel = 'Own goals'\nquery = 'goal'\n",
            &expect![[r#"
                own-goals (Own goals, colour 0): goal
                2: error: `id`: ids of readers' own themes begin with "own-": begin otherwise
            "#]],
        );
        check(
            "[[theme]]\nid = \"light\"\nlabel.en = \"L\"\nkolour = 1\n[[theme]]\nid = \"a\"\nlabel = \"A\"\nquery = \"a\"\nparent = \"b\"\ncolour = 13\n",
            &expect![[r#"
                1: error: a theme has no `query` that can be read: add it
                4: warning: `kolour` is not known here: check its spelling or drop it
                10: error: `colour`: "13" is no theme colour: write a letter a to l or a number 1 to 12
                5: error: theme a has the parent b, which is not defined: add it or drop `parent`
            "#]],
        );
    }
}
