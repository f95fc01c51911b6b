//! The light fold of English plurals, by which *policy* also finds *policies*.

/// The other forms of a folded word that differ from it only by a plural ending. Words that are
/// not written in plain Latin letters, or are short, have none.
///
/// The index keeps words as they stand, so the exact form can be ranked above the others.
pub(crate) fn other_forms(word: &str) -> Vec<String> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let singular = singular(word);
    let mut forms = vec![
        singular.clone(),
        format!("{singular}s"),
        format!("{singular}es"),
    ];
    if let Some(stem) = singular.strip_suffix('y') {
        forms.push(format!("{stem}ies"));
    }
    forms.retain(|form| form.len() > 2 && form != word && self::singular(form) == singular);
    forms.dedup();
    forms
}

/// The singular of a plural, after the S stemmer of Harman (*How effective is suffixing?*, JASIS
/// 42, 1991), with the endings -sses, -xes, -ches, -shes, -zzes and -oes taken off whole and -is
/// left alone (*processes*, *taxes*; *analysis*).
fn singular(word: &str) -> String {
    const WITHOUT_ES: [&str; 6] = ["sses", "xes", "ches", "shes", "zzes", "oes"];
    let cut = |letters: usize| &word[..word.len() - letters];
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let ends_otherwise = ends(&["ss", "us", "is"]) || word == "news";
    if word.len() < 4 || !word.ends_with('s') || ends_otherwise {
        return word.to_owned();
    }
    if word.len() > 4 && word.ends_with("ies") {
        format!("{}y", cut(3))
    } else if ends(&WITHOUT_ES) {
        cut(2).to_owned()
    } else {
        cut(1).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pairs_that_find_each_other() {
        for (one, many) in [
            ("policy", "policies"),
            ("force", "forces"),
            ("process", "processes"),
            ("tax", "taxes"),
            ("branch", "branches"),
            ("employee", "employees"),
            ("network", "networks"),
            ("hero", "heroes"),
            ("day", "days"),
            ("city", "cities"),
        ] {
            assert!(
                other_forms(one).iter().any(|form| form == many),
                "{one} finds {many}"
            );
            assert!(
                other_forms(many).iter().any(|form| form == one),
                "{many} finds {one}"
            );
        }
    }

    #[test]
    fn words_that_only_look_plural() {
        for (word, other) in [
            ("new", "news"),
            ("thi", "this"),
            ("analysi", "analysis"),
            ("statu", "status"),
            ("proces", "process"),
            ("ga", "gas"),
            ("a", "as"),
        ] {
            assert!(
                !other_forms(word).iter().any(|form| form == other),
                "{word} {other}"
            );
            assert!(
                !other_forms(other).iter().any(|form| form == word),
                "{other} {word}"
            );
        }
    }

    proptest! {
        /// A form of a form is a form: whoever finds, is found.
        #[test]
        fn forms_are_mutual(word in "[a-z]{0,4}(s|es|ies|y|sses|xes|ees|is|us)?") {
            for form in other_forms(&word) {
                prop_assert!(other_forms(&form).contains(&word), "{} has {}", word, form);
            }
        }
    }
}
