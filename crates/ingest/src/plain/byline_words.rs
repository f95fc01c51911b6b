//! The words by which bylines are read: how they begin, how people are addressed, what they do, and
//! what organisations are called.

/// What stands behind the words that say a line is a byline; `None` where there are none.
pub(super) fn behind_lead(line: &str) -> Option<&str> {
    LEADS.iter().find_map(|lead| line.strip_prefix(lead))
}

/// Whether a word is how people are addressed: `Dr.`.
pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.contains(&word.to_lowercase().trim_end_matches('.'))
}

/// Whether a word is a small one inside a name: `van`.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether a text says what somebody does.
pub(super) fn names_role(text: &str) -> bool {
    has_word(text, &ROLES)
}

/// Whether a text names an organisation.
pub(super) fn is_organisation(text: &str) -> bool {
    has_word(text, &ORGANISATIONS) || CHINESE_ORGANISATIONS.iter().any(|name| text.contains(name))
}

/// A Chinese name, and how it is addressed behind it.
pub(super) fn split_chinese_honorific(name: &str) -> (&str, Option<&'static str>) {
    let ends = |honorific: &'static str| {
        let bare = name.strip_suffix(honorific)?;
        (bare.chars().count() >= 2).then_some((bare, Some(honorific)))
    };
    let found = CHINESE_HONORIFICS.into_iter().find_map(ends);
    found.unwrap_or((name, None))
}

/// What stands before a Chinese role, and the role.
pub(super) fn split_chinese_role(text: &str) -> (&str, Option<&'static str>) {
    let ends = |role: &'static str| Some((text.strip_suffix(role)?, Some(role)));
    let found = CHINESE_ROLES.into_iter().find_map(ends);
    found.unwrap_or((text, None))
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    lower
        .split(|scalar: char| !scalar.is_alphanumeric() && scalar != '-')
        .any(|word| {
            words.contains(&word)
                || word
                    .strip_suffix('s')
                    .is_some_and(|word| words.contains(&word))
        })
}

/// What says that a line is a byline.
const LEADS: [&str; 16] = [
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Author: ",
    "Authors: ",
    "Author ",
    "AUTHOR: ",
    "作者：",
    "作者:",
    "作者 ",
    "文／",
    "文/",
    "撰文：",
    "撰稿：",
    "作者\u{3000}",
];

/// How people are addressed, without the full stop.
const HONORIFICS: [&str; 22] = [
    "mr",
    "mrs",
    "ms",
    "mx",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "fr",
    "hon",
    "h.e",
    "amb",
    "ambassador",
    "judge",
    "gen",
    "col",
    "capt",
];

/// The same behind Chinese names.
const CHINESE_HONORIFICS: [&str; 5] = ["先生", "女士", "教授", "博士", "老师"];

/// Words for what people do.
const ROLES: [&str; 44] = [
    "director",
    "professor",
    "president",
    "editor",
    "researcher",
    "fellow",
    "lecturer",
    "chair",
    "chairman",
    "chairwoman",
    "chairperson",
    "minister",
    "dean",
    "secretary",
    "analyst",
    "correspondent",
    "student",
    "candidate",
    "head",
    "manager",
    "officer",
    "ambassador",
    "founder",
    "co-founder",
    "engineer",
    "economist",
    "journalist",
    "writer",
    "reporter",
    "scholar",
    "scientist",
    "reader",
    "librarian",
    "historian",
    "consultant",
    "adviser",
    "advisor",
    "coordinator",
    "commissioner",
    "columnist",
    "translator",
    "teacher",
    "poet",
    "rector",
];

/// The same in Chinese; of two that end alike, the longer stands first.
const CHINESE_ROLES: [&str; 16] = [
    "副教授",
    "教授",
    "研究员",
    "院长",
    "所长",
    "主任",
    "讲师",
    "记者",
    "编辑",
    "主编",
    "博士",
    "硕士",
    "学者",
    "会长",
    "秘书长",
    "馆长",
];

/// Words in the names of organisations.
const ORGANISATIONS: [&str; 38] = [
    "university",
    "institute",
    "institution",
    "college",
    "school",
    "academy",
    "center",
    "centre",
    "department",
    "ministry",
    "council",
    "committee",
    "commission",
    "association",
    "society",
    "foundation",
    "press",
    "bank",
    "laboratory",
    "laboratories",
    "lab",
    "group",
    "agency",
    "office",
    "bureau",
    "faculty",
    "library",
    "museum",
    "forum",
    "network",
    "union",
    "company",
    "inc",
    "ltd",
    "journal",
    "review",
    "times",
    "daily",
];

/// The same in Chinese.
const CHINESE_ORGANISATIONS: [&str; 14] = [
    "大学",
    "学院",
    "研究院",
    "研究所",
    "研究中心",
    "中心",
    "委员会",
    "协会",
    "出版社",
    "杂志",
    "日报",
    "图书馆",
    "大學",
    "學院",
];

/// Small words inside names.
const PARTICLES: [&str; 15] = [
    "de", "van", "von", "der", "den", "da", "di", "la", "le", "bin", "al", "el", "ibn", "du", "dos",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_bylines() {
        assert_eq!(behind_lead("By Ada Reed"), Some("Ada Reed"));
        assert_eq!(behind_lead("The Lamp"), None);
        assert!(is_honorific("Dr.") && is_honorific("PROF") && !is_honorific("Ada"));
        assert!(names_role("Senior Editors") && !names_role("Editorial"));
        assert!(is_organisation("Oldtown University") && is_organisation("山边大学"));
        assert!(!is_organisation("Oldtown"));
    }

    #[test]
    fn ends_of_chinese_texts() {
        assert_eq!(
            split_chinese_honorific("李灯明先生"),
            ("李灯明", Some("先生"))
        );
        // One character alone is no name.
        assert_eq!(split_chinese_honorific("李先生"), ("李先生", None));
        assert_eq!(
            split_chinese_role("山边大学副教授"),
            ("山边大学", Some("副教授"))
        );
        assert_eq!(split_chinese_role("山边大学"), ("山边大学", None));
    }
}
