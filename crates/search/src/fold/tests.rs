//! The folding table against the Unicode decompositions, and folding by example.

use expect_test::expect_file;
use unicode_normalization::char::decompose_compatible;

use super::*;

/// What a scalar folds to, by the Unicode tables.
fn reference(scalar: char) -> String {
    let mut out = String::new();
    let mut push = |part: char| match part {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        'ٱ' => out.push('ا'),
        'ى' | 'ی' => out.push('ي'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        _ if is_diacritic(part) => {}
        _ if is_word(part) => out.extend(part.to_lowercase()),
        _ => {}
    };
    for lower in scalar.to_lowercase() {
        match lower {
            'й' => push(lower),
            _ => decompose_compatible(lower, &mut push),
        }
    }
    out
}

/// Whether the table is to have a scalar: capital letters, letters with diacritics, ligatures, letters set high, low,
/// in circles or in presentation forms, radicals, half-width kana. Not what arithmetic folds, nor
/// Hangul and compatibility ideographs, which normalised texts do not have taken apart.
fn is_tabled(scalar: char) -> bool {
    let is_folded_otherwise = matches!(scalar,
        '\0'..='\x7f' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ffa0}'..='\u{ffdc}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{2f800}'..='\u{2fa1f}')
        || plain_letter(scalar).is_some()
        || is_diacritic(scalar);
    let is_composed_kana = is_kana(scalar) && scalar < '\u{ff00}';
    let is_searched = is_word(scalar) || matches!(scalar, '\u{2f00}'..='\u{2fd5}');
    is_searched && !is_folded_otherwise && !is_composed_kana
}

#[test]
fn the_table_is_what_unicode_says() {
    let mut rows: Vec<(char, String)> = Vec::new();
    for scalar in ('\0'..=char::MAX).filter(|&scalar| is_tabled(scalar)) {
        let folded = reference(scalar);
        if !folded.is_empty() && !folded.chars().eq([scalar]) {
            rows.push((scalar, folded));
        }
    }
    let text = table::text(rows.iter().map(|(scalar, fold)| (*scalar, fold.as_str())));
    expect_file!["table.txt"].assert_eq(&text);
}

#[test]
fn one_form() {
    for (word, folded) in [
        ("Résumé", "resume"),
        ("re\u{301}sume\u{301}", "resume"),
        ("eﬃcient", "efficient"),
        ("ＧＤＰ２０２４", "gdp2024"),
        ("𝐆𝐫𝐨𝓌𝖙𝕳𝟙", "growth1"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("CO₂", "co2"),
        ("ΛΌΓΟΣ", "λογοσ"),
        ("λόγος", "λογοσ"),
        ("Ёлкой", "елкой"),
        ("ёлкои\u{306}", "елкой"),
        ("مُحَمَّد", "محمد"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("أحمد إسلام آمن ٱلله", "احمد اسلام امن الله"),
        ("الكتاب", "كتاب"),
        ("للكتاب", "كتاب"),
        ("والمدرسة", "مدرسه"),
        ("الله", "الله"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسه"),
        ("ﻣﺪﺭﺳﺔ", "مدرسه"),
        ("یک", "يك"),
        ("हिन्दी", "हिन्दी"),
        ("I\u{307}stanbul", "istanbul"),
        ("İstanbul", "istanbul"),
        ("Tiếng Việt", "tieng viet"),
    ] {
        let mut out = String::new();
        fold_word(word, &mut out);
        assert_eq!(out, folded, "{word}");
    }
}

#[test]
fn characters_of_other_widths() {
    for (scalar, folded) in [
        ('⼒', "力"),
        ('ｶ', "カ"),
        ('力', "力"),
        ('⾞', "车"),
        ('車', "车"),
        ('が', "が"),
        ('한', "한"),
    ] {
        let mut out = String::new();
        fold_character(scalar, &mut out);
        assert_eq!(out, folded);
    }
}
