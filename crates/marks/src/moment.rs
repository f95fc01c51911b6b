//! Moments as annotations write them (`xsd:dateTime`), made comparable.

use corpus::Date;

/// A moment: seconds from the year 0 in UTC, and the digits of the fraction without zeros at the end.
/// Two moments order as what they are, in whatever zone and precision they were written.
pub(crate) type Moment<'a> = (i64, &'a str);

/// The moment that a text such as `2026-11-23T21:00:00.5+08:00` names; without a zone it is in UTC.
pub(crate) fn moment(text: &str) -> Option<Moment<'_>> {
    let (date, time) = text.split_once('T')?;
    let date: Date = date.parse().ok()?;
    let (month, day) = (date.month()?, date.day()?);
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, digits(fraction)?),
        None => (clock, ""),
    };
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let seconds = number(hour, 23)? * 3600 + number(minute, 59)? * 60 + number(second, 60)?;
    let days = days(i64::from(date.year()), i64::from(month), i64::from(day));
    let moment = days * 86_400 + seconds - offset(zone)?;
    Some((moment, fraction.trim_end_matches('0')))
}

/// How far ahead of UTC a zone is, in seconds.
fn offset(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone == "Z" {
        return Some(0);
    }
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let ahead = number(hours, 23)? * 3600 + number(minutes, 59)? * 60;
    Some(if zone.starts_with('-') { -ahead } else { ahead })
}

/// Two digits that say no more than `most`.
fn number(text: &str, most: i64) -> Option<i64> {
    let number: i64 = digits(text).filter(|text| text.len() == 2)?.parse().ok()?;
    (number <= most).then_some(number)
}

fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// Days of the Gregorian calendar before this one, counted in years that begin with March, so that
/// the day that some years have more comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_order_as_what_they_are() {
        let rising = [
            "0001-01-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2000-02-28T23:59:59Z",
            "2000-02-29T00:00:00Z",
            "2000-03-01T00:00:00Z",
            "2026-11-23T21:00:00+08:00",
            "2026-11-23T21:00:00",
            "2026-11-23T21:00:00.05Z",
            "2026-11-23T21:00:00.5Z",
            "2026-11-23T21:00:01.000Z",
            "2026-11-23T21:00:00-00:01",
        ];
        for pair in rising.windows(2) {
            let (one, other) = (moment(pair[0]).unwrap(), moment(pair[1]).unwrap());
            assert!(one < other, "{pair:?}");
        }
        assert_eq!(
            moment("2026-11-23T21:00:00.50Z"),
            moment("2026-11-24T05:00:00.5+08:00")
        );
        let day = |text| moment(text).unwrap().0 / 86_400;
        assert_eq!(
            day("2001-01-01T00:00:00Z") - day("2000-01-01T00:00:00Z"),
            366
        );
    }

    #[test]
    fn what_is_no_moment() {
        for text in [
            "",
            "yesterday",
            "2026-11-23",
            "2026-11T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-11-23T24:30:00Z",
            "2026-11-23T1:00:00Z",
            "2026-11-23T21:00Z",
            "2026-11-23T21:00:00.Z",
            "2026-11-23T21:00:00+8",
            "2026-11-23T21:00:00Zulu",
            "2026-11-23T21:00:00+é:00",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
