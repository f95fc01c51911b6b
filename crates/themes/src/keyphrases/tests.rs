//! Key phrases as they come out, and what holds for any text.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;

fn check(language: &str, text: &str, expected: &Expect) {
    let phrases = keyphrases(text, &Language::new(language), 5);
    let shown: Vec<&str> = phrases.iter().map(|phrase| phrase.text.as_str()).collect();
    expected.assert_eq(&format!("{}\n", shown.join("\n")));
}

#[test]
fn english() {
    check(
        "en",
        "The price of carbon\n\nA carbon tax raises the price of steel. The carbon tax is collected from \
         steel mills, and steel mills that emit less pay less. Nobody has ever shown that a carbon tax of this kind \
         hurts exports.",
        &expect![[r#"
            carbon tax
            price
            price of carbon
            steel
            steel mills
        "#]],
    );
    check(
        "en",
        "We propose a new method for sequential pattern mining. Unlike earlier methods, it does not \
         generate candidate sequences, and is shown to be efficient on large transaction databases.",
        &expect![[r#"
            sequential pattern mining
            earlier methods
            candidate sequences
            transaction databases
            method
        "#]],
    );
}

#[test]
fn languages_with_spaces() {
    check(
        "fr",
        "Grèce : l’école de musique ferme\n\nL’école de musique d’Athènes a fermé ses portes. Le gouvernement grec a \
         annoncé la fermeture de cette école de musique ; les élèves manifestent devant le parlement.",
        &expect![[r#"
            école de musique
            Grèce
            école
            musique
            Athènes
        "#]],
    );
    check(
        "de",
        "Die Dampfmaschine hat die Baumwollspinnerei verändert. In der Baumwollspinnerei stand die Dampfmaschine \
         im Keller, und die Spinnmaschinen hingen an einer Welle.",
        &expect![[r#"
            Dampfmaschine
            Baumwollspinnerei
            Keller
            Welle
            Spinnmaschinen
        "#]],
    );
    check(
        "es",
        "La política industrial de Corea fomentó las exportaciones. Con la política industrial llegaron los \
         créditos baratos, y las exportaciones crecieron rápidamente.",
        &expect![[r#"
            política industrial
            exportaciones
            Corea
            créditos baratos
            política industrial de Corea
        "#]],
    );
    check(
        "ru",
        "Паровая машина изменила хлопковую промышленность. Хлопковая промышленность Англии купила первые паровые \
         машины, и цена пряжи упала.",
        &expect![[r#"
            Паровая машина
            хлопковую промышленность
            Хлопковая промышленность Англии
            первые паровые машины
            цена пряжи
        "#]],
    );
    check(
        "ko",
        "산업 정책은 수출을 늘렸다. 한국의 산업 정책에서 수출이 중요했다. 정부는 은행을 통해 수출 기업을 지원했다.",
        &expect![[r#"
            산업 정책
            수출
            수출 기업
            한국
            정부
        "#]],
    );
}

#[test]
fn languages_without_spaces() {
    check(
        "zh-Hans",
        "碳税提高了钢铁的价格。政府向钢铁企业征收碳税，排放少的钢铁企业缴税也少。没有人证明过碳税会损害出口。 碳税与钢铁企业的出口",
        &expect![[r#"
            钢铁企业
            碳税
            出口
            钢铁
            损害出口
        "#]],
    );
    check(
        "zh-Hant",
        "創新驅動發展戰略的核心是科技創新。創新驅動發展戰略要求企業成為技術創新的主體。",
        &expect![[r#"
            創新
            科技創新
            技術創新
            創新驅動發展戰略
            主體
        "#]],
    );
    check(
        "ja",
        "蒸気機関は綿工業を変えた。イギリスの綿工業では蒸気機関が水車に取って代わり、綿糸の価格が下がった。",
        &expect![[r#"
            蒸気機関
            綿工業
            イギリス
            水車に取
            水車
        "#]],
    );
}

#[test]
fn nothing_to_find() {
    let texts = [
        ("", "en"),
        ("  \n", "zh"),
        ("… — !", "und"),
        ("the of and", "en"),
        ("de la", "fr"),
        ("的了是", "zh"),
        ("12 34", "de"),
        ("'", "fr"),
        ("’s", "en"),
        ("は の", "ja"),
        ("然而，但是。", "zh"),
        ("We’re they’ll don’t", "en"),
    ];
    for (text, language) in texts {
        assert_eq!(
            keyphrases(text, &Language::new(language), 10),
            [],
            "{text} in {language}"
        );
    }
}

proptest! {
    /// A phrase stands where it says, is no longer than what stands there, and comes once; the best come first.
    #[test]
    fn phrases_stand_in_the_text(
        text in "(the |growth |of |steel|’s|l’|école |, |\\.\n|创新|的|5G|발전은 |ｶﾞ|\u{ad}|\\PC){0,40}",
        language in prop::sample::select(vec!["en", "fr", "de", "ru", "ko", "ar", "zh", "ja", "th", "und"]),
        top in 0usize..20,
    ) {
        let language = Language::new(language);
        let phrases = keyphrases(&text, &language, top);
        prop_assert!(phrases.len() <= top);
        prop_assert!(phrases.windows(2).all(|pair| pair[0].score >= pair[1].score));
        let scalars: Vec<char> = text.chars().collect();
        for phrase in &phrases {
            prop_assert!(!phrase.text.trim().is_empty() && !phrase.places.is_empty());
            for &(start, end) in &phrase.places {
                prop_assert!(start < end && end as usize <= scalars.len());
            }
        }
        prop_assert_eq!(phrases.iter().map(|phrase| &phrase.places[0]).collect::<std::collections::HashSet<_>>().len(), phrases.len());
        prop_assert_eq!(keyphrases(&text, &language, top), phrases);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), language in "[a-z]{2}") {
        let _ = keyphrases(&text, &Language::new(&language), 10);
    }
}
