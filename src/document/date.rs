//! A day of the calendar, as files and guides give it. It is a type of its own so that the build
//! script, which reads guides, needs no library of date arithmetic.

use std::fmt;

use serde::Deserialize;

/// A day of the calendar, written `2026-08-22` in text and JSON, and as three numbers in what the build script encodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day, by numbers that are one.
    pub const fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// The day of a TOML date; none where the calendar has no such day.
    pub fn of(date: toml_datetime::Date) -> Option<Self> {
        let toml_datetime::Date { year, month, day } = date;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=last)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1 for January.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => serializer.collect_str(self),
            false => (self.year, self.month, self.day).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (year, month, day) = <(u16, u8, u8)>::deserialize(deserializer)?;
            return Ok(Self::new(year, month, day));
        }
        let text = <&str>::deserialize(deserializer)?;
        let date = text.parse::<toml_datetime::Datetime>().ok();
        date.and_then(|date| Self::of(date.date?))
            .ok_or_else(|| serde::de::Error::custom(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;
    use toml_datetime::Date;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for (year, month, day, is_one) in [
            (2026, 8, 22, true),
            (2028, 2, 29, true),
            (2026, 2, 29, false),
            (2100, 2, 29, false),
            (2000, 2, 29, true),
            (2026, 4, 31, false),
            (2026, 13, 1, false),
            (2026, 1, 0, false),
        ] {
            let found = Day::of(Date { year, month, day });
            assert_eq!(found.is_some(), is_one, "{year}-{month}-{day}");
        }
        assert_eq!(Day::new(2026, 8, 2).to_string(), "2026-08-02");
        assert!(Day::new(2026, 9, 1) > Day::new(2026, 8, 31));
    }
}
