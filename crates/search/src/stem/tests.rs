//! Words that find each other by their stems and words that do not, per language.

use proptest::prelude::*;

use super::*;

fn folded(word: &str) -> String {
    let mut out = String::new();
    fold_word(word, &mut out);
    out
}

/// Whether a search for one word finds the other: it begins as it must, and has a stem of it.
fn finds(stemmers: &Stemmers, word: &str, term: &str) -> bool {
    let (word, term) = (folded(word), folded(term));
    let stems = stemmers.stems(&word);
    term.starts_with(stemmers.prefix(&word, &stems)) && stemmers.are_related(&stems, &term)
}

/// Every line's words find one another.
#[test]
fn words_that_unite() {
    for (tag, lines) in [
        (
            "en",
            &[
                "policy policies",
                "develop developed developing development developments",
                "lazy laziness",
                "hope hopes hoped hoping",
                "run runs running",
                "process processes processed processing",
                "economy economies",
                "economic economics",
                "organize organizes organization organizations",
                "sensible sensibility",
                "relate relational",
                "tax taxes taxed",
            ][..],
        ),
        (
            "de",
            &[
                "Haus Häuser Häusern Hauses",
                "Buch Bücher Büchern",
                "Politik politisch politische politischen",
                "Entwicklung Entwicklungen",
                "groß große großen größer",
                "Freiheit Freiheiten",
                "Wirtschaft wirtschaftlich",
            ],
        ),
        (
            "fr",
            &[
                "développement développements développer développé développée développées",
                "cheval chevaux",
                "économie économies économique économiques",
                "liberté libertés",
                "nation nations",
                "heureux heureuse heureuses",
                "national nationale nationaux",
            ],
        ),
        (
            "es",
            &[
                "nación naciones",
                "revolución revoluciones",
                "política políticas político",
                "hablar hablaba hablo hablando",
                "economía economías",
                "inglés ingleses",
            ],
        ),
        (
            "it",
            &[
                "politica politiche politico",
                "nazione nazioni",
                "parlare parlava parlando",
                "banca banche",
            ],
        ),
        (
            "pt",
            &[
                "informação informações",
                "revolução revoluções",
                "política políticas",
                "falar falava falando",
            ],
        ),
        (
            "nl",
            &[
                "politiek politieke",
                "boek boeken",
                "ontwikkeling ontwikkelingen",
                "vrijheid vrijheden",
                "mogelijk mogelijkheid mogelijkheden",
            ],
        ),
        (
            "ru",
            &[
                "политика политики политикой",
                "развитие развития",
                "свобода свободы свободу",
                "ёлка елки",
                "новый новая новые",
            ],
        ),
    ] {
        let stemmers = Stemmers::of([tag].into_iter());
        for line in lines {
            for word in line.split(' ') {
                for term in line.split(' ') {
                    assert!(finds(&stemmers, word, term), "{tag}: {word} finds {term}");
                }
            }
        }
    }
}

/// No word of a line finds another.
#[test]
fn words_that_stay_apart() {
    for (tag, lines) in [
        (
            "en",
            &[
                "new news",
                "economy economic",
                "universe university",
                "analysis analyses",
                "organize organise",
                "this thi",
                "gas ga",
                "covid19 covid19s",
                "1990 1990s",
                "as a",
            ][..],
        ),
        ("de", &["Land Länge", "Politik Polizei"]),
        ("fr", &["nation national", "fréquent fréquence"]),
        // As Snowball has it; in Portuguese where the ending stands on one syllable.
        ("es", &["libertad libertades", "había haber"]),
        (
            "pt",
            &["nação nações", "animal animais", "possível possíveis"],
        ),
        ("nl", &["huis huizen", "stad steden"]),
        ("ru", &["человек люди"]),
        ("zh", &["policy policies"]),
    ] {
        let stemmers = Stemmers::of([tag].into_iter());
        for line in lines {
            for word in line.split(' ') {
                for term in line.split(' ').filter(|&term| term != word) {
                    assert!(!finds(&stemmers, word, term), "{tag}: {word} finds {term}");
                }
            }
        }
    }
}

#[test]
fn languages_of_tags() {
    for (tags, codes) in [
        (&["en", "en-GB", "EN_us"][..], "en"),
        (&["und", "en"], "en ru"),
        (&["zh", "ar", "", "x-private", "english"], ""),
        (&["de-AT", "fr", "de", "und"], "de fr en ru"),
        (&["es-419", "it", "pt-BR", "nl", "ru"], "es it pt nl ru"),
    ] {
        let Stemmers(languages) = Stemmers::of(tags.iter().copied());
        let found: Vec<&str> = languages.iter().map(|language| language.code).collect();
        assert_eq!(found.join(" "), codes);
    }
}

/// The set that an engine brings must have what the texts need.
#[test]
fn sets_that_suffice() {
    for (tags, english) in [
        (&["en-GB", "zh-Hans", "ar"][..], true),
        (&["zh"], true),
        (&[], true),
        (&["en", "de"], false),
        (&["und"], false),
    ] {
        let tags = || tags.iter().copied();
        assert_eq!(Stemming::ENGLISH.suffices(tags()), english);
        assert!(Stemming::ALL.suffices(tags()));
    }
}

#[test]
fn a_word_in_several_languages() {
    let stemmers = Stemmers::of(["en", "de"].into_iter());
    assert!(finds(&stemmers, "policy", "policies"));
    assert!(finds(&stemmers, "Bücher", "Buch"));
    assert!(!finds(&stemmers, "Bücher", "policy"));
}

#[test]
fn prefixes() {
    let stemmers = Stemmers::of(["en"].into_iter());
    for (word, prefix) in [
        ("policies", "polic"),
        ("policy", "poli"),
        ("laziness", "laz"),
        ("development", "develo"),
        ("hoping", "hop"),
        ("gas", "gas"),
        ("dying", "dyi"),
        ("of", "of"),
        ("covid19", "covid19"),
        ("", ""),
    ] {
        assert_eq!(
            stemmers.prefix(word, &stemmers.stems(word)),
            prefix,
            "{word}"
        );
    }
}

proptest! {
    /// Whatever the word: no panic, a word has its own stems, and begins with its prefix.
    #[test]
    fn a_word_finds_itself(word in "[a-zа-яα-ωا-يß-ÿ'-]{0,12}|\\PC{0,8}") {
        let stemmers = Stemmers::of(["en", "de", "fr", "es", "it", "pt", "nl", "ru"].into_iter());
        let stems = stemmers.stems(&word);
        prop_assert_eq!(stemmers.are_related(&stems, &word), !stems.is_empty());
        prop_assert!(word.starts_with(stemmers.prefix(&word, &stemmers.stems(&word))));
    }
}
