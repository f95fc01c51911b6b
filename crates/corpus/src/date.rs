//! Civil dates of publication, to the day, the month or the year.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A date of publication (ISO 8601, reduced precision allowed): `2024-03-19`, `2024-03`, `2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why something is no date.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is no date: write it as YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct DateError(pub String);

impl Date {
    /// The date, if the calendar has it; a month or day of 0 stands for unknown.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let known = match (month, day) {
            (0, 0) => true,
            (1..=12, 0) => true,
            (1..=12, day) => day <= days(year, month),
            _ => false,
        };
        (known && (1..=9999).contains(&year)).then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, where it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }
}

fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let mut parts = text.split('-');
        let mut part = |digits: usize| match parts.next() {
            None => Ok(0),
            Some(number)
                if number.len() == digits && number.bytes().all(|b| b.is_ascii_digit()) =>
            {
                match number.parse::<u16>() {
                    Ok(number) if number > 0 => Ok(number),
                    _ => Err(error()),
                }
            }
            Some(_) => Err(error()),
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(error());
        }
        let byte = |number: u16| u8::try_from(number).map_err(|_| error());
        Self::new(year, byte(month)?, byte(day)?).ok_or_else(error)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for date in ["2024-03-19", "2024-02-29", "2000-02-29", "2024-03", "1911"] {
            assert_eq!(
                date.parse::<Date>().map(|date| date.to_string()),
                Ok(date.to_owned())
            );
        }
    }

    #[test]
    fn refuses_what_no_calendar_has() {
        for no_date in [
            "",
            "24",
            "2023-02-29",
            "1900-02-29",
            "2024-13",
            "2024-00",
            "2024-00-01",
            "2024-3-1",
            "2024-03-19-1",
            "０００１",
        ] {
            assert!(no_date.parse::<Date>().is_err(), "{no_date}");
        }
    }
}
