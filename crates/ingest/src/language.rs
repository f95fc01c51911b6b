//! Which language a text is in.

use corpus::Language;
use corpus::text::{is_han, is_kana};
use whatlang::{Detector, Lang};

/// How much of a text is looked at, in scalars: enough to be sure, and bounded for large ones.
const SAMPLE: usize = 20_000;

/// Characters of everyday Chinese that exist in the simplified script only, each with the
/// traditional form that it stands for at the same place in [`TRADITIONAL`].
const SIMPLIFIED: &str = "们这来时会对说为国学过发经动现种进还开问实间无从关与长见业车书头门东义认记员济际产务专丰亲仅众传体";
const TRADITIONAL: &str = "們這來時會對說為國學過發經動現種進還開問實間無從關與長見業車書頭門東義認記員濟際產務專豐親僅眾傳體";

/// The language of the text: `zh-Hans`, `zh-Hant`, `ja`, `ko` by script, others by their letters
/// and trigrams (the `whatlang` crate). `None` where there is too little to tell.
pub fn detect(text: &str) -> Option<Language> {
    let sample: String = text.chars().take(SAMPLE).collect();
    let counts = Counts::of(&sample);
    if counts.kana * 10 > counts.han + counts.kana && counts.is_mostly(counts.han + counts.kana) {
        return Some(Language::new("ja"));
    }
    if counts.is_mostly(counts.han) {
        return Some(chinese(&sample));
    }
    // The first two are decided by now; the other two are found in any string of names.
    let denied = vec![Lang::Cmn, Lang::Jpn, Lang::Lat, Lang::Epo];
    let info = Detector::with_denylist(denied).detect(&sample)?;
    let sure = info.is_reliable() || counts.words >= 12;
    sure.then(|| Language::new(tag(info.lang())))
}

fn chinese(text: &str) -> Language {
    let count = |set: &str| text.chars().filter(|&scalar| set.contains(scalar)).count();
    let traditional = count(TRADITIONAL) > count(SIMPLIFIED);
    Language::new(if traditional { "zh-Hant" } else { "zh-Hans" })
}

/// How much of a text is in which kind of script.
#[derive(Default)]
struct Counts {
    han: usize,
    kana: usize,
    words: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut inside = false;
        for scalar in text.chars() {
            counts.han += usize::from(is_han(scalar));
            counts.kana += usize::from(is_kana(scalar));
            let letter = scalar.is_alphabetic() && !is_han(scalar) && !is_kana(scalar);
            counts.words += usize::from(letter && !inside);
            inside = letter;
        }
        counts
    }

    /// Whether so many ideographs outweigh the words of other scripts. A word of Chinese has
    /// about one and a half characters.
    fn is_mostly(&self, ideographs: usize) -> bool {
        ideographs > 0 && ideographs * 2 > self.words * 3
    }
}

/// The BCP 47 tag of a language: two letters where ISO 639-1 has them.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Kor => "ko",
        Lang::Swe => "sv",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, tag) in [
            (
                "A lamp stands on the desk, and somebody is reading in the evening without a sound.",
                "en",
            ),
            (
                "灯放在书桌上，有人在晚上安静地读书，这是一件长久的事。",
                "zh-Hans",
            ),
            (
                "燈放在書桌上，有人在晚上安靜地讀書，這是一件長久的事。",
                "zh-Hant",
            ),
            (
                "机の上にランプがあり、だれかが夜に静かに本を読んでいる。",
                "ja",
            ),
            (
                "책상 위에 등이 있고 누군가 밤에 조용히 책을 읽고 있다.",
                "ko",
            ),
            (
                "Une lampe est posée sur le bureau et quelqu’un lit le soir sans faire de bruit.",
                "fr",
            ),
            (
                "Auf dem Tisch steht eine Lampe, und jemand liest am Abend, ohne ein Geräusch zu machen.",
                "de",
            ),
            ("المصباح على المكتب وأحدهم يقرأ في المساء دون صوت", "ar"),
            (
                "In the essay 灯 means a lamp, and the author uses the word 灯下 for the evening hours of reading.",
                "en",
            ),
        ] {
            assert_eq!(
                detect(text).as_ref().map(Language::as_str),
                Some(tag),
                "{text}"
            );
        }
        assert_eq!(detect(""), None);
        assert_eq!(detect("12 34"), None);
    }

    #[test]
    fn the_two_scripts_are_in_step() {
        assert_eq!(SIMPLIFIED.chars().count(), TRADITIONAL.chars().count());
        assert!(
            SIMPLIFIED
                .chars()
                .zip(TRADITIONAL.chars())
                .all(|(simple, full)| simple != full)
        );
    }
}
