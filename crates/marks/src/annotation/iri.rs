//! Names and addresses: of highlights, which are IRIs in an annotation, and of essays.

use std::borrow::Cow;

use corpus::EssayId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::URN;

/// What is written as it is in a name inside an IRI (RFC 3986, *unreserved*).
const NAME: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Whether a text is an IRI with a scheme.
pub(super) fn is_iri(text: &str) -> bool {
    let is_outside = |scalar: char| {
        scalar.is_control() || scalar.is_whitespace() || "<>\"{}|\\^`".contains(scalar)
    };
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(is_scheme) && !text.contains(is_outside)
}

/// The IRI of a highlight: its id where that is one, or else a URN.
pub(super) fn of_highlight(id: &str) -> String {
    if is_iri(id) && !id.starts_with(URN) {
        id.to_owned()
    } else {
        format!("{URN}{}", utf8_percent_encode(id, NAME))
    }
}

/// The id of which this is the IRI.
pub(super) fn highlight(iri: &str) -> String {
    let name = iri.strip_prefix(URN).and_then(decoded);
    let id = name.filter(|name| of_highlight(name) == iri);
    id.map_or_else(|| iri.to_owned(), Cow::into_owned)
}

/// The address of an essay in the collection at `base`.
pub(super) fn of_essay(essay: &EssayId, base: &str) -> String {
    let name = utf8_percent_encode(essay.as_str(), NAME);
    format!("{base}essays/{name}/")
}

/// The essay that an address ends with.
pub(super) fn essay(address: &str) -> Option<EssayId> {
    let path = address.split(['?', '#']).next()?.trim_end_matches('/');
    let (before, name) = path.rsplit_once('/')?;
    let is_essay = before == "essays" || before.ends_with("/essays");
    EssayId::new(decoded(name)?).ok().filter(|_| is_essay)
}

fn decoded(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_an_iri_is() {
        for iri in ["http://a/ä", "urn:uuid:1", "urn:lectern:%41", "a+b.c-1:"] {
            assert!(is_iri(iri), "{iri}");
        }
        for text in [
            "",
            "not a uri",
            "a b:c",
            "1a:b",
            "a",
            ":a",
            "a:{b}",
            "a:\u{7}",
        ] {
            assert!(!is_iri(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn ids_come_back(id in "(urn:lectern:|https://a/)?\\PC{0,9}|\u{0}\n") {
            let iri = of_highlight(&id);
            prop_assert!(is_iri(&iri));
            prop_assert_eq!(highlight(&iri), id);
        }

        #[test]
        fn no_two_iris_share_an_id(one in "urn:lectern:[a%12]{0,5}", other in "urn:lectern:[a%12]{0,5}") {
            prop_assert_eq!(highlight(&one) == highlight(&other), one == other);
        }

        #[test]
        fn essays_come_back(id in "[a-zé文]{1,5}") {
            let id = EssayId::new(id).unwrap();
            prop_assert_eq!(essay(&of_essay(&id, "https://a.example/b/")), Some(id));
        }
    }
}
