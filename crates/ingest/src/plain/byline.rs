//! Bylines: who wrote it, how they are addressed, what they do, and for whom.

use corpus::Author;

use super::byline_words::{
    behind_lead, is_honorific, is_organisation, is_particle, names_role, split_chinese_honorific,
    split_chinese_role,
};
use super::shape::is_function_word;

/// The authors that a byline names; `None` for a line that does not say it is one, or where no
/// name follows.
pub(crate) fn of_line(line: &str) -> Option<Vec<Author>> {
    let rest = behind_lead(line)?.trim();
    if rest.chars().any(corpus::text::is_han) {
        return Some(chinese(rest)).filter(|authors| !authors.is_empty());
    }
    let authors = western(rest);
    let named = |author: &Author| author.honorific.is_some() || is_one_name(&author.name);
    authors.first().is_some_and(named).then_some(authors)
}

/// Authors of a line that does not say it is a byline, but holds nothing except several names.
pub(crate) fn names_only(line: &str) -> Option<Vec<Author>> {
    let marks =
        |scalar: char| scalar.is_ascii_digit() || matches!(scalar, '*' | '†' | '‡' | '§' | ' ');
    let names: Vec<&str> = line
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim_matches(marks))
        .map(|name| name.strip_prefix("and ").unwrap_or(name))
        .filter(|name| !name.is_empty())
        .collect();
    let all = names
        .iter()
        .all(|name| is_name(name) && !is_organisation(name) && !names_role(name));
    (names.len() >= 2 && all).then(|| names.into_iter().map(author).collect())
}

/// Whether a text is one name and nothing else.
pub(crate) fn is_one_name(text: &str) -> bool {
    is_name(text) && !is_organisation(text) && !names_role(text)
}

/// `Dr. A B, Director, Institute, City`, `A B and C D, University`, `A B, C D and E F`.
fn western(text: &str) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    // Where the group of authors starts that share what is said next.
    let mut group = 0;
    for part in text
        .split([',', ';'])
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|part| !part.is_empty())
    {
        let joined = part
            .strip_prefix("and ")
            .or_else(|| part.strip_prefix("& "))
            .unwrap_or(part);
        let names: Vec<&str> = joined
            .split(" and ")
            .flat_map(|part| part.split(" & "))
            .map(str::trim)
            .collect();
        let open = authors
            .last()
            .is_none_or(|last| last.role.is_none() && last.affiliation.is_none());
        let starts = authors.is_empty()
            || joined.len() < part.len()
            || (open && !is_place(part, &authors[group..]));
        if starts
            && names
                .iter()
                .all(|name| is_one_name(without_honorific(name).1))
        {
            if !open {
                group = authors.len();
            }
            authors.extend(names.into_iter().map(author));
        } else if authors.is_empty() {
            authors.push(author(joined));
        } else {
            for author in &mut authors[group..] {
                describe(author, part);
            }
        }
    }
    authors
}

/// One capitalised word behind a single name is a place, not another author.
fn is_place(part: &str, authors: &[Author]) -> bool {
    authors.len() == 1 && !part.contains(' ')
}

/// Adds what is said about an author: a role first, then for whom.
fn describe(author: &mut Author, part: &str) {
    if author.affiliation.is_none() && names_role(part) {
        let (role, affiliation) = split_role(part);
        author.role = Some(
            author
                .role
                .take()
                .map_or_else(|| role.to_owned(), |before| format!("{before}, {role}")),
        );
        author.affiliation = affiliation.map(str::to_owned);
    } else {
        let before = author.affiliation.take();
        author.affiliation =
            Some(before.map_or_else(|| part.to_owned(), |before| format!("{before}, {part}")));
    }
}

/// `Professor of Economics at X University`: the role, and the organisation if it is named.
fn split_role(part: &str) -> (&str, Option<&str>) {
    for link in [" at the ", " at ", " of the ", " of "] {
        if let Some((role, rest)) = part.split_once(link)
            && is_organisation(rest)
            && names_role(role)
        {
            return (role, Some(rest));
        }
    }
    (part, None)
}

fn author(name: &str) -> Author {
    let (honorific, name) = without_honorific(name);
    Author {
        honorific: honorific.map(str::to_owned),
        ..Author::named(name)
    }
}

/// A name's honorifics and the name: `Prof. Dr. A B`.
fn without_honorific(name: &str) -> (Option<&str>, &str) {
    let mut rest = name.trim();
    while let Some((first, others)) = rest.split_once(' ')
        && is_honorific(first)
        && !others.trim().is_empty()
    {
        rest = others.trim_start();
    }
    let honorific = name.trim().strip_suffix(rest).unwrap_or_default().trim();
    ((!honorific.is_empty()).then_some(honorific), rest)
}

/// Two to five words with capitals (particles aside), or initials: the shape of a name.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && !word.ends_with([':', '?', '!'])
            && word.chars().all(|scalar| {
                scalar.is_alphabetic() || matches!(scalar, '.' | '-' | '\'' | '’' | '‐')
            })
    };
    (2..=5).contains(&words.len())
        && words
            .iter()
            .all(|word| is_particle(word) || (capital(word) && !is_function_word(word)))
        && words.last().is_some_and(|word| capital(word))
}

/// `李明、王芳（某大学教授）`.
fn chinese(text: &str) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(['、', '，', ',', '；', ';', ' ', '\u{3000}', '（', '('])
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let name = name.trim();
        if (2..=8).contains(&name.chars().count()) && !is_organisation(name) {
            authors.push(chinese_author(name));
        } else if let (Some(last), false) = (authors.last_mut(), name.is_empty()) {
            chinese_description(last, name);
        }
        let Some(mark) = after.chars().next() else {
            break;
        };
        rest = &after[mark.len_utf8()..];
        if matches!(mark, '（' | '(') {
            let (inside, behind) = rest.split_once(['）', ')']).unwrap_or((rest, ""));
            if let Some(last) = authors.last_mut() {
                chinese_description(last, inside.trim());
            }
            rest = behind;
        }
    }
    authors
}

fn chinese_author(name: &str) -> Author {
    let (name, honorific) = split_chinese_honorific(name);
    Author {
        honorific: honorific.map(str::to_owned),
        ..Author::named(name)
    }
}

fn chinese_description(author: &mut Author, text: &str) {
    let (organisation, role) = split_chinese_role(text);
    let organisation = organisation.trim_matches(['，', ',', ' ', '、']);
    author.role = author.role.take().or(role.map(str::to_owned));
    let known = author.affiliation.take();
    author.affiliation =
        known.or_else(|| (!organisation.is_empty()).then(|| organisation.to_owned()));
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(line: &str, expected: &Expect) {
        let authors = of_line(line).unwrap_or_default();
        let shown = authors.iter().map(
            |Author {
                 name,
                 honorific,
                 role,
                 affiliation,
             }| {
                let field =
                    |field: &Option<String>| field.clone().unwrap_or_else(|| "-".to_owned());
                format!(
                    "{name} | {} | {} | {}\n",
                    field(honorific),
                    field(role),
                    field(affiliation)
                )
            },
        );
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn bylines() {
        check(
            "By Mr. Anton Maria Lampert, Executive Director, Hillside Institute for the Art of Reading (HIAR), Oldtown",
            &expect![[r#"
            Anton Maria Lampert | Mr. | Executive Director | Hillside Institute for the Art of Reading (HIAR), Oldtown
        "#]],
        );
        check(
            "By Ada Reed and Ben Stone",
            &expect![[r#"
            Ada Reed | - | - | -
            Ben Stone | - | - | -
        "#]],
        );
        check(
            "By Ada Reed, Ben Stone and Dr. Clara de la Cruz, University of Oldtown",
            &expect![[r#"
            Ada Reed | - | - | University of Oldtown
            Ben Stone | - | - | University of Oldtown
            Clara de la Cruz | Dr. | - | University of Oldtown
        "#]],
        );
        check(
            "By Prof. Dr. Ada Reed, Professor of Light at Oldtown University, and Ben Stone, Editor, Lamp Review",
            &expect![[r#"
            Ada Reed | Prof. Dr. | Professor of Light | Oldtown University
            Ben Stone | - | Editor | Lamp Review
        "#]],
        );
        check(
            "Author: Ada Reed, Oldtown",
            &expect![[r#"
            Ada Reed | - | - | Oldtown
        "#]],
        );
        check(
            "作者：李灯明、王书芳（山边大学教授）",
            &expect![[r#"
            李灯明 | - | - | -
            王书芳 | - | 教授 | 山边大学
        "#]],
        );
        check(
            "文／李灯明先生",
            &expect![[r#"
            李灯明 | 先生 | - | -
        "#]],
        );
        check("The Lamp", &expect![[r#""#]]);
        check("By and large, lamps burn.", &expect![[r#""#]]);
    }

    #[test]
    fn names_without_a_lead() {
        assert_eq!(
            names_only("Ada Reed1, B. Stone2,* and Clara van Dyk").map(|authors| authors.len()),
            Some(3)
        );
        assert_eq!(names_only("Lamps and Desks"), None);
        assert_eq!(names_only("Light, Shade and the Reading Room"), None);
    }
}
