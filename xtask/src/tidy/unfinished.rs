//! Work that is put off has an issue.

use super::Finding;
use super::tree::Tree;

/// Put together here, or this file would be its own first finding.
const WORDS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Notes of unfinished work that name no issue.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let of_file = |(path, text)| findings(path, text);
    tree.all_texts().flat_map(of_file).collect()
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| is_note(line) && !names_an_issue(line))
        .map(|(index, _)| {
            Finding::new(
                path,
                index + 1,
                "unfinished work without an issue: add `#N`",
            )
        })
        .collect()
}

fn is_note(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| WORDS.contains(&word))
}

fn names_an_issue(line: &str) -> bool {
    let starts_with_digit =
        |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    ["#", "issue "]
        .iter()
        .any(|mark| line.split(mark).skip(1).any(starts_with_digit))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn notes() {
        let note = WORDS[0];
        let text = format!(
            "// {note}: later\n// {note}(#12): later\n// {note}, see issue 7\n\
             {note}S of a Spaniard\n// {}: # here",
            WORDS[1]
        );
        expect![[r#"
            a.rs:1: unfinished work without an issue: add `#N`
            a.rs:5: unfinished work without an issue: add `#N`
        "#]]
        .assert_eq(&super::super::lines(&findings("a.rs", &text)));
    }
}
