//! Names for addresses, made of names for people.

use corpus::EssayId;

/// The id that a title or file name suggests; see [`corpus::slug`].
pub fn slug(name: &str) -> Option<EssayId> {
    EssayId::new(corpus::slug(name)?).ok()
}

/// The id of what has no name at all.
pub(crate) fn untitled() -> EssayId {
    EssayId::new("untitled").unwrap_or_else(|_| unreachable!("it is a slug"))
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
