//! Names as bibliographies need them: who is a person, and which part of the name sorts.

use corpus::text::is_cjk;

/// The name of an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Somebody.
    Person {
        /// The family name, by which lists are sorted.
        family: String,
        /// What stands before the family name and belongs to it: `van der`; may be empty.
        particle: String,
        /// The given names; may be empty.
        given: String,
        /// What stands behind: `Jr.`; may be empty.
        suffix: String,
    },
    /// An institution, or a name of which no part sorts by itself.
    Whole(String),
}

/// Chinese family names of two characters; all others have one.
const DOUBLE: [&str; 20] = [
    "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "尉迟", "尉遲", "皇甫", "令狐",
    "慕容", "宇文", "长孙", "長孫", "端木", "公孙", "公孫", "司徒",
];

/// What stands behind a family name and is none.
const SUFFIXES: [&str; 6] = ["Jr.", "Jr", "Sr.", "Sr", "II", "III"];

/// Words by which institutions are known.
const INSTITUTIONS: [&str; 24] = [
    "academy",
    "association",
    "bank",
    "bureau",
    "center",
    "centre",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "department",
    "foundation",
    "group",
    "institute",
    "institution",
    "laboratory",
    "ministry",
    "office",
    "organization",
    "press",
    "project",
    "society",
    "university",
];

impl Name {
    /// Reads a name as it is printed under a title: given names first, but in Chinese the family name.
    /// A comma after the family name turns the order round. A name that is also a publisher's is
    /// an institution's, and so is one with a word for institutions; so is a Chinese name of more than
    /// four characters, which no person's has. Transliterated names (`哈立德·阿克拉姆`) stay whole.
    pub fn read(name: &str, publishers: &[String]) -> Self {
        let name = name.trim();
        let is_publisher = publishers.iter().any(|publisher| publisher == name);
        if is_publisher || is_institution(name) {
            return Self::Whole(name.to_owned());
        }
        if name.chars().any(is_cjk) {
            return chinese(name);
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        if let Some((family, given)) = name.split_once(',') {
            let given = given.trim();
            if !SUFFIXES.contains(&given) {
                return person(&family.split_whitespace().collect::<Vec<_>>(), given, "");
            }
            let words: Vec<&str> = family.split_whitespace().collect();
            return western(&words, given);
        }
        match words.as_slice() {
            [] | [_] => Self::Whole(name.to_owned()),
            [before @ .., last] if before.len() > 1 && SUFFIXES.contains(last) => {
                western(before, last)
            }
            words => western(words, ""),
        }
    }

    /// The family name first, as indexes and most reference managers write it.
    pub fn inverted(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person {
                family,
                particle,
                given,
                suffix,
            } => {
                let family = [particle.as_str(), family].join(" ");
                let parts = [family.trim(), suffix, given];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join(", ")
            }
        }
    }
}

/// Given names, particle and family name in this order.
fn western(words: &[&str], suffix: &str) -> Name {
    let is_small = |word: &&str| word.starts_with(|first: char| first.is_ascii_lowercase());
    let family = words
        .iter()
        .position(is_small)
        .filter(|&first| first > 0)
        .unwrap_or(words.len().saturating_sub(1));
    let (given, family) = words.split_at(family);
    person(family, &given.join(" "), suffix)
}

fn person(family: &[&str], given: &str, suffix: &str) -> Name {
    let small = family
        .iter()
        .take_while(|word| word.starts_with(|first: char| first.is_ascii_lowercase()))
        .count();
    let small = small.min(family.len().saturating_sub(1));
    let (particle, family) = family.split_at(small);
    Name::Person {
        family: family.join(" "),
        particle: particle.join(" "),
        given: given.to_owned(),
        suffix: suffix.to_owned(),
    }
}

fn chinese(name: &str) -> Name {
    let length = name.chars().count();
    if !(2..=4).contains(&length) || !name.chars().all(is_cjk) {
        return Name::Whole(name.to_owned());
    }
    let double = DOUBLE.iter().any(|family| name.starts_with(family)) && length > 2;
    let at = name
        .chars()
        .take(if double { 2 } else { 1 })
        .map(char::len_utf8);
    let (family, given) = name.split_at(at.sum());
    person(&[family], given, "")
}

fn is_institution(name: &str) -> bool {
    name.starts_with("The ")
        || name.split_whitespace().any(|word| {
            let word = word.trim_matches(|scalar: char| scalar.is_ascii_punctuation());
            INSTITUTIONS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, expected) in [
            ("Khalid Taimur Akram", "Akram, Khalid Taimur"),
            ("Ludwig van der Rohe", "van der Rohe, Ludwig"),
            ("van Gogh, Vincent", "van Gogh, Vincent"),
            ("Martin Luther King, Jr.", "King, Jr., Martin Luther"),
            ("Henry Gates III", "Gates, III, Henry"),
            ("Plato", "Plato"),
            ("von", "von"),
            ("The Lectern Project", "The Lectern Project"),
            (
                "Institute of Physics, Beijing",
                "Institute of Physics, Beijing",
            ),
            ("Acme Books", "Acme Books"),
            ("王小明", "王, 小明"),
            ("李白", "李, 白"),
            ("欧阳修", "欧阳, 修"),
            ("欧阳", "欧, 阳"),
            ("哈立德·阿克拉姆", "哈立德·阿克拉姆"),
            ("中国传媒大学", "中国传媒大学"),
            ("", ""),
        ] {
            let publishers = ["Acme Books".to_owned()];
            assert_eq!(Name::read(name, &publishers).inverted(), expected);
        }
    }
}
