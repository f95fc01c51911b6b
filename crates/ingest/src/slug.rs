//! Names for addresses, made of names for people.

use corpus::EssayId;

/// The longest name that is made; longer ones end at a word before.
const LENGTH: usize = 60;

/// The id that a title or file name suggests: lower case, hyphens between words, apostrophes
/// gone. `None` where nothing is left.
pub fn slug(name: &str) -> Option<EssayId> {
    let mut slug = String::new();
    for word in name.split(|scalar: char| !scalar.is_alphanumeric() && !is_apostrophe(scalar)) {
        let word: String = word
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|scalar| scalar.is_alphanumeric())
            .take(LENGTH)
            .collect();
        let gap = usize::from(!slug.is_empty());
        if slug.chars().count() + gap + word.chars().count() > LENGTH {
            break;
        }
        if gap == 1 && !word.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    EssayId::new(slug).ok()
}

/// The id of what has no name at all.
pub(crate) fn untitled() -> EssayId {
    EssayId::new("untitled").unwrap_or_else(|_| unreachable!("it is a slug"))
}

fn is_apostrophe(scalar: char) -> bool {
    matches!(scalar, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_of_titles() {
        for (title, expected) in [
            ("The Editor's Lamp", Some("the-editors-lamp")),
            ("  Growth, & ideas  ", Some("growth-ideas")),
            ("灯下读书", Some("灯下读书")),
            ("who-innovates.zh", Some("who-innovates-zh")),
            ("…", None),
        ] {
            assert_eq!(
                slug(title).as_ref().map(EssayId::as_str),
                expected,
                "{title}"
            );
        }
    }

    proptest! {
        #[test]
        fn letters_make_an_id(name in "\\PC{0,20}[a-z0-9]\\PC{0,90}") {
            prop_assert!(slug(&name).is_some(), "{name}");
        }
    }
}
