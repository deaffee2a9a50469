//! Dates of the law, as pure functions: when an answer is due, and what is left until then.

use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Time},
    tz::TimeZone,
};

/// A span that a law gives, in whole months or days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Period {
    /// Calendar months: from the 31st of January, one month ends on the last day of February.
    Months(u16),
    /// Days.
    Days(u16),
}

/// Days after which the newest check of a guide's sources counts as stale.
pub const STALE_AFTER_DAYS: i64 = 180;

/// The present, as the program was told it: the moment, and the day it is where the user lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment, in UTC.
    pub moment: Timestamp,
    /// The local day.
    pub today: Date,
}

/// The last day of a period that starts on `from`.
pub fn due(from: Date, period: Period) -> Date {
    match period {
        Period::Months(months) => from.saturating_add(i64::from(months).months()),
        Period::Days(days) => from.saturating_add(i64::from(days).days()),
    }
}

/// The day of a moment, in UTC: near enough where months are counted.
pub fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}

/// Days from `today` until `day`: 0 on the day itself, negative after it.
pub fn days_until(today: Date, day: Date) -> i64 {
    let midnight = Time::midnight();
    let between = day
        .to_datetime(midnight)
        .duration_since(today.to_datetime(midnight));
    between.as_hours() / 24
}

/// Whether something last checked on `checked` should be looked at again.
pub fn is_stale(today: Date, checked: Date) -> bool {
    days_until(today, checked) < -STALE_AFTER_DAYS
}

/// "5 days left", "due today", "3 days over".
pub fn in_words(today: Date, day: Date) -> String {
    match days_until(today, day) {
        0 => "due today".to_owned(),
        1 => "1 day left".to_owned(),
        left if left > 1 => format!("{left} days left"),
        -1 => "1 day over".to_owned(),
        over => format!("{} days over", -over),
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, days_until, due, in_words, is_stale};
    use jiff::civil::{Date, date};

    #[test]
    fn months_end_where_the_calendar_ends_them() {
        let cases: [(Date, Period, Date); 5] = [
            (date(2026, 11, 21), Period::Months(1), date(2026, 12, 21)),
            (date(2027, 1, 31), Period::Months(1), date(2027, 2, 28)),
            (date(2028, 1, 31), Period::Months(1), date(2028, 2, 29)),
            (date(2026, 12, 31), Period::Months(2), date(2027, 2, 28)),
            (date(2026, 11, 21), Period::Days(15), date(2026, 12, 6)),
        ];
        for (from, period, expected) in cases {
            assert_eq!(due(from, period), expected, "{from} + {period:?}");
        }
        assert_eq!(due(Date::MAX, Period::Months(1)), Date::MAX);
    }

    #[test]
    fn days_are_counted_across_years() {
        assert_eq!(days_until(date(2026, 12, 30), date(2027, 1, 2)), 3);
        assert_eq!(
            in_words(date(2026, 12, 21), date(2026, 12, 21)),
            "due today"
        );
        assert_eq!(
            in_words(date(2026, 12, 22), date(2026, 12, 21)),
            "1 day over"
        );
    }

    #[test]
    fn a_check_is_stale_after_half_a_year() {
        let checked = date(2026, 1, 1);
        assert!(!is_stale(due(checked, Period::Days(180)), checked));
        assert!(is_stale(due(checked, Period::Days(181)), checked));
    }
}
