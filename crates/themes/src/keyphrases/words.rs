//! What is known about a language before any text is read: its function words and commonest verbs,
//! and the endings by which adverbs, verbs and adjectives are told from nouns.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::tokens::Class;

/// A language's words and endings.
pub(super) struct Words {
    listed: HashMap<&'static str, Class>,
    vague: HashSet<&'static str>,
    /// How words end that are adverbs.
    pub(super) adverbs: &'static [&'static str],
    /// How words end that are verbs in person and tense.
    pub(super) finite: &'static [&'static str],
    /// How participles end.
    pub(super) participles: &'static [&'static str],
    /// How adjectives end in a language that has them before their nouns: no phrase ends so.
    pub(super) adjectives: &'static [&'static str],
    /// What may stand between the two halves of a phrase (*balance of power*).
    pub(super) linkers: &'static [&'static [&'static str]],
    /// What may stand between the two halves of a name, both with a capital (*Belt and Road*).
    pub(super) name_linkers: &'static [&'static str],
    /// Whether a word between a noun and an article is a verb; not where articles have a genitive.
    pub(super) article_after_verb: bool,
    /// Particles that are written together with the noun before them.
    pub(super) particles: &'static [&'static str],
    /// Whether it is a Romance language: adjectives behind nouns, halves of phrases linked by *de*.
    pub(super) is_romance: bool,
    /// Whether nouns are written with a capital, and nothing else ends a phrase.
    pub(super) has_capital_nouns: bool,
}

/// A language of which nothing is known but its punctuation.
const UNKNOWN: Endings = Endings {
    text: "",
    adverbs: &[],
    finite: &[],
    participles: &[],
    adjectives: &[],
    linkers: &[],
    name_linkers: &[],
    article_after_verb: false,
    particles: &[],
    is_romance: false,
    has_capital_nouns: false,
};

struct Endings {
    text: &'static str,
    adverbs: &'static [&'static str],
    finite: &'static [&'static str],
    participles: &'static [&'static str],
    adjectives: &'static [&'static str],
    linkers: &'static [&'static [&'static str]],
    name_linkers: &'static [&'static str],
    article_after_verb: bool,
    particles: &'static [&'static str],
    is_romance: bool,
    has_capital_nouns: bool,
}

const LANGUAGES: [(&str, Endings); 11] = [
    (
        "en",
        Endings {
            text: include_str!("words/en.txt"),
            adverbs: &["ly"],
            finite: &[],
            participles: &["ed", "ing"],
            adjectives: &[
                "al", "ic", "ous", "ive", "able", "ible", "ary", "ar", "ful", "less", "ish",
            ],
            linkers: &[&["of"], &["of", "the"]],
            name_linkers: &["and"],
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "fr",
        Endings {
            text: include_str!("words/fr.txt"),
            adverbs: &[
                "amment", "emment", "ivement", "usement", "quement", "alement", "llement",
                "rtement",
            ],
            finite: &[
                "aient", "erait", "irait", "drait", "ttrait", "eront", "iront", "dront", "ttront",
                "era", "ira", "dra", "ttra", "essent", "issent", "èrent", "irent",
            ],
            participles: &["é", "és", "ée", "ées", "ant"],
            linkers: &[
                &["de"],
                &["des"],
                &["du"],
                &["d"],
                &["de", "la"],
                &["de", "l"],
                &["en"],
                &["à"],
                &["au"],
                &["aux"],
                &["à", "la"],
                &["à", "l"],
            ],
            is_romance: true,
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "de",
        Endings {
            text: include_str!("words/de.txt"),
            has_capital_nouns: true,
            participles: &["end", "iert"],
            adjectives: &[
                "lich", "liche", "lichen", "licher", "isch", "ische", "ischen", "ischer",
            ],
            ..UNKNOWN
        },
    ),
    (
        "es",
        Endings {
            text: include_str!("words/es.txt"),
            adverbs: &["mente"],
            finite: &["aron", "ieron", "aban", "ará", "arán", "aría"],
            participles: &[
                "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "iendo",
            ],
            linkers: &[
                &["de"],
                &["del"],
                &["de", "la"],
                &["de", "los"],
                &["de", "las"],
                &["en"],
                &["a", "la"],
            ],
            is_romance: true,
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "it",
        Endings {
            text: include_str!("words/it.txt"),
            adverbs: &["mente"],
            finite: &["arono", "irono", "avano", "evano", "erebbe"],
            participles: &[
                "ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ando", "endo",
            ],
            linkers: &[
                &["di"],
                &["d"],
                &["del"],
                &["della"],
                &["dell"],
                &["dei"],
                &["degli"],
                &["delle"],
                &["dello"],
                &["in"],
                &["a"],
                &["al"],
                &["alla"],
            ],
            is_romance: true,
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "pt",
        Endings {
            text: include_str!("words/pt.txt"),
            adverbs: &["mente"],
            finite: &["aram", "eram", "avam", "ará", "arão", "aria"],
            participles: &[
                "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "endo", "indo",
            ],
            linkers: &[
                &["de"],
                &["do"],
                &["da"],
                &["dos"],
                &["das"],
                &["em"],
                &["a"],
                &["à"],
                &["ao"],
            ],
            is_romance: true,
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "nl",
        Endings {
            text: include_str!("words/nl.txt"),
            adjectives: &["lijk", "lijke", "isch", "ische"],
            article_after_verb: true,
            ..UNKNOWN
        },
    ),
    (
        "ru",
        Endings {
            text: include_str!("words/ru.txt"),
            finite: &[
                "ется", "ются", "ится", "ился", "лась", "лись", "лось", "ает", "ают", "яют", "яет",
                "ует", "уют", "ал", "ала", "али", "ил", "ила", "или",
            ],
            adjectives: &[
                "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ых", "их", "ым",
                "им", "ой", "ому",
            ],
            ..UNKNOWN
        },
    ),
    (
        "ar",
        Endings {
            text: include_str!("words/ar.txt"),
            ..UNKNOWN
        },
    ),
    (
        "he",
        Endings {
            text: include_str!("words/he.txt"),
            ..UNKNOWN
        },
    ),
    (
        "ko",
        Endings {
            text: include_str!("words/ko.txt"),
            finite: &["다", "요", "하는", "하여", "되는", "하고", "되어"],
            particles: &[
                "에서는",
                "으로부터",
                "에서",
                "으로",
                "에게",
                "까지",
                "부터",
                "이라",
                "보다",
                "은",
                "는",
                "이",
                "가",
                "을",
                "를",
                "의",
                "에",
                "로",
                "와",
                "과",
                "도",
                "만",
            ],
            ..UNKNOWN
        },
    ),
];

impl Words {
    /// What is known about the language of a tag's primary part.
    pub(super) fn of(primary: &str) -> &'static Self {
        static READ: OnceLock<(Vec<(&'static str, Words)>, Words)> = OnceLock::new();
        let (known, unknown) = READ.get_or_init(|| {
            let known = LANGUAGES
                .iter()
                .map(|(code, endings)| (*code, Self::read(endings)));
            (known.collect(), Self::read(&UNKNOWN))
        });
        let known = known.iter().find(|(code, _)| *code == primary);
        known.map_or(unknown, |(_, words)| words)
    }

    /// What a word in small letters is, if it is one of those listed, or one with something left out
    /// behind it (*we’re*).
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        let beginning = word.split(['\'', '’']).next().unwrap_or(word);
        self.listed
            .get(word)
            .or_else(|| self.listed.get(beginning))
            .copied()
    }

    /// Whether a word says so little by itself that it is no phrase.
    pub(super) fn is_vague(&self, word: &str) -> bool {
        self.vague.contains(word)
    }

    fn read(endings: &Endings) -> Self {
        let mut section = Some(Class::Function);
        let mut listed = HashMap::new();
        let mut vague = HashSet::new();
        for line in endings.text.lines() {
            if let Some(name) = line.strip_prefix("# ") {
                section = class_of(name);
                continue;
            }
            for word in line.split_ascii_whitespace() {
                match section {
                    Some(class) => _ = listed.entry(word).or_insert(class),
                    None => _ = vague.insert(word),
                }
            }
        }
        Self {
            listed,
            vague,
            adverbs: endings.adverbs,
            finite: endings.finite,
            participles: endings.participles,
            adjectives: endings.adjectives,
            linkers: endings.linkers,
            name_linkers: endings.name_linkers,
            article_after_verb: endings.article_after_verb,
            particles: endings.particles,
            is_romance: endings.is_romance,
            has_capital_nouns: endings.has_capital_nouns,
        }
    }
}

/// The class of the words of a section; none of those that are only vague.
fn class_of(section: &str) -> Option<Class> {
    Some(match section {
        "determiners" => Class::Determiner,
        "prepositions" => Class::Preposition,
        "subjects" => Class::Subject,
        "auxiliaries" => Class::Auxiliary,
        "verbs" => Class::Verb,
        "vague" => return None,
        _ => Class::Function,
    })
}
