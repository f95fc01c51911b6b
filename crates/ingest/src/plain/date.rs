//! Dates as documents write them, in English and Chinese.

use corpus::Date;

/// What a line that is a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// One date.
    Sure(Date),
    /// A day and a month that cannot be told apart: `03/04/2024`.
    Ambiguous,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words that introduce a date of publication.
const LEADS: [&str; 14] = [
    "published",
    "publication",
    "posted",
    "released",
    "issued",
    "date",
    "dated",
    "draft",
    "version",
    "on",
    "of",
    "updated",
    "first",
    "the",
];

const CHINESE_LEADS: [&str; 10] = [
    "发布时间",
    "发表时间",
    "发布日期",
    "出版日期",
    "发布于",
    "发表于",
    "時間",
    "时间",
    "日期",
    "發表於",
];

/// The date that a whole line is, with or without words that introduce it.
pub(crate) fn of_line(line: &str) -> Option<Found> {
    if line.chars().count() > 60 {
        return None;
    }
    chinese(line).map(Found::Sure).or_else(|| western(line))
}

fn western(line: &str) -> Option<Found> {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower
        .split(|scalar: char| {
            scalar.is_whitespace() || matches!(scalar, ',' | ':' | '(' | ')' | '[' | ']' | '|')
        })
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let lead = words
        .iter()
        .take_while(|word| LEADS.contains(word) || WEEKDAYS.contains(word))
        .count();
    let words: Vec<&str> = words[lead..]
        .iter()
        .copied()
        .filter(|word| *word != "of")
        .collect();
    match words[..] {
        [figures] => figures_only(figures),
        [one, two] => sure(year(two)?, month(one)?, 0),
        [one, two, three] => {
            let year = year(three)?;
            match (day(one), month(two), month(one), day(two)) {
                (Some(day), Some(month), ..) | (.., Some(month), Some(day)) => {
                    sure(year, month, day)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn sure(year: u16, month: u8, day: u8) -> Option<Found> {
    Date::new(year, month, day).map(Found::Sure)
}

/// `2024-03-19`, `2024/3/19`, `19.03.2024`.
fn figures_only(text: &str) -> Option<Found> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
    let [first, second, third] = parts[..] else {
        return None;
    };
    if let Some(year) = year(first) {
        return sure(year, number(second)?, number(third)?);
    }
    let (year, first, second) = (year(third)?, number(first)?, number(second)?);
    match (
        Date::new(year, second, first),
        Date::new(year, first, second),
    ) {
        (Some(one), Some(other)) if one != other => Some(Found::Ambiguous),
        (date, other) => date.or(other).map(Found::Sure),
    }
}

fn year(text: &str) -> Option<u16> {
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    (1000..=2999).contains(&year).then_some(year)
}

fn day(text: &str) -> Option<u8> {
    let digits = text.trim_end_matches(|scalar: char| scalar.is_ascii_alphabetic());
    let suffix = &text[digits.len()..];
    (["", "st", "nd", "rd", "th"].contains(&suffix) && digits.len() <= 2)
        .then(|| digits.parse().ok())?
}

fn month(text: &str) -> Option<u8> {
    let known = MONTHS.iter().position(|month| {
        *month == text
            || (text.len() >= 3 && month[..3] == *text)
            || (text == "sept" && *month == "september")
    })?;
    u8::try_from(known + 1).ok()
}

/// `2024年3月19日`, `二〇二四年三月十九日`, `2024年3月`.
fn chinese(line: &str) -> Option<Date> {
    let text: String = line
        .chars()
        .filter(|scalar| !scalar.is_whitespace())
        .collect();
    let text = text.trim_matches(['（', '）', '(', ')', '【', '】']);
    let text = CHINESE_LEADS
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text);
    let text = text.trim_start_matches(['：', ':']);
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix(['日', '号', '號']).unwrap_or(rest);
    let year = u16::try_from(numeral(year).filter(|year| (1000..=2999).contains(year))?).ok()?;
    let day = if day.is_empty() { 0 } else { numeral(day)? };
    Date::new(
        year,
        u8::try_from(numeral(month)?).ok()?,
        u8::try_from(day).ok()?,
    )
}

/// A number in figures, digit by digit (`二〇二四`) or below a hundred (`二十三`).
fn numeral(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    if let Some((tens, ones)) = text.split_once('十') {
        let digit = |text: &str, none| {
            if text.is_empty() {
                Some(none)
            } else {
                digits(text).filter(|digit| *digit < 10)
            }
        };
        return Some(digit(tens, 1)? * 10 + digit(ones, 0)?);
    }
    digits(text)
}

fn digits(text: &str) -> Option<u32> {
    text.chars().try_fold(0u32, |number, scalar| {
        let han = "〇一二三四五六七八九"
            .chars()
            .position(|known| known == scalar)
            .and_then(|digit| u32::try_from(digit).ok());
        let digit = han
            .or_else(|| scalar.to_digit(10))
            .or((scalar == '零' || scalar == '○').then_some(0))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (line, date) in [
            ("Published on 19th March 2024", "2024-03-19"),
            ("March 19, 2024", "2024-03-19"),
            ("Tuesday, 19 Mar. 2024", "2024-03-19"),
            ("2024-03-19", "2024-03-19"),
            ("2024/3/19", "2024-03-19"),
            ("19.03.2024", "2024-03-19"),
            ("Date: May 2021", "2021-05"),
            ("(1st of September, 1999)", "1999-09-01"),
            ("2024年3月19日", "2024-03-19"),
            ("发布时间：2024 年 3 月 19 日", "2024-03-19"),
            ("二〇二四年三月十九日", "2024-03-19"),
            ("二零二四年十二月", "2024-12"),
        ] {
            let Some(Found::Sure(found)) = of_line(line) else {
                panic!("{line}")
            };
            assert_eq!(found.to_string(), date, "{line}");
        }
        assert_eq!(of_line("03/04/2024"), Some(Found::Ambiguous));
        for none in [
            "",
            "2024",
            "In March 2024 it rained",
            "31 June 2024",
            "March 19",
            "version 1.2.3",
            "十年",
            "年月日",
        ] {
            assert_eq!(of_line(none), None, "{none}");
        }
    }
}
