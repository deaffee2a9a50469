//! Date arithmetic, as pure functions: when an answer is due, how many days are left, what is
//! old.
//!
//! - `deadline`: until when Meta may take to answer, and why until then.
//! - `timeline`: what comes after that, day by day.
//! - `holidays`: the days of the calendar on which no period ends.

pub mod deadline;
pub mod holidays;
pub mod timeline;

use compact_str::{CompactString, format_compact};
use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Time, date},
    tz::{Offset, TimeZone},
};

use crate::{
    content::{region::Period, source::Checked},
    document::Day,
};

/// Nobody had this program before that day: a clock that says so is wrong, as after a dead battery.
const FIRST_DAY: Date = date(2026, 1, 1);

/// What to say of a clock that cannot be right.
pub fn fault(today: Date) -> Option<String> {
    (today < FIRST_DAY).then(|| {
        format!(
            "This computer says that today is {}. Set its clock: every deadline counts from it.",
            short_date(today)
        )
    })
}

/// The rule by which something is old, in a sentence.
pub const OLD: &str = "A step with a menu path or a link is old when the newest of its sources was last read more than 180 days ago; what rests on law or on what one writes, after two years.";

/// How long something is taken to be as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Menus and pages, which Meta changes as it likes.
    Page,
    /// The law, and what one writes.
    Law,
}

impl Keeps {
    /// For so many days.
    pub const fn days(self) -> i64 {
        match self {
            Self::Page => 180,
            Self::Law => 730,
        }
    }

    /// Whether something last read on this day should be looked at again.
    pub fn is_stale(self, today: Date, read: Day) -> bool {
        days_until(today, read.into()) < -self.days()
    }
}

/// The present, passed on as a value: the system's clock, or what `OPTOUT_NOW` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment, in UTC.
    pub moment: Timestamp,
    /// The day in the local time zone.
    pub today: Date,
}

/// The last day of a period that starts on `from`, as the calendar has it: no weekend or holiday moves
/// it. For the day on which Meta's answer is due see [`deadline::deadline`].
pub fn due(from: Date, period: Period) -> Date {
    match period {
        Period::Months(months) => from.saturating_add(i64::from(months).months()),
        Period::Days(days) => from.saturating_add(i64::from(days).days()),
    }
}

/// The day of a moment, in UTC: near enough where months are counted.
pub fn day(moment: Timestamp) -> Date {
    moment.to_zoned_datetime(TimeZone::UTC).date()
}

/// The moment of a TOML date and time with its offset.
pub fn moment_of(at: &toml_datetime::Datetime) -> Option<Timestamp> {
    let (date, time) = (Date::from(Day::of(at.date?)?), at.time?);
    let minutes = match at.offset? {
        toml_datetime::Offset::Z => 0,
        toml_datetime::Offset::Custom { minutes } => i32::from(minutes),
    };
    let part = |number: u8| i8::try_from(number).ok();
    let nanoseconds = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    // A leap second is the last moment before it, as everywhere in computing.
    let second = part(time.second.unwrap_or(0))?.min(59);
    let time = Time::new(part(time.hour)?, part(time.minute)?, second, nanoseconds).ok()?;
    let offset = Offset::from_seconds(minutes * 60).ok()?;
    offset.to_timestamp(date.to_datetime(time)).ok()
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        let part = |number: u8| i8::try_from(number).unwrap_or(1);
        let year = i16::try_from(day.year()).unwrap_or_default();
        // A day of the calendar is a date of `jiff`, which has the same years.
        Self::new(year, part(day.month()), part(day.day())).unwrap_or_default()
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(date.year()).unwrap_or_default();
        Self::new(year, part(date.month()), part(date.day()))
    }
}

/// Days from `today` until `day`: 0 on the day itself, negative after it.
pub fn days_until(today: Date, day: Date) -> i64 {
    let midnight = Time::midnight();
    let between = day
        .to_datetime(midnight)
        .duration_since(today.to_datetime(midnight));
    between.as_hours() / 24
}

/// "Monday 28 December 2026".
pub fn long_date(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// "28 December 2026".
pub fn short_date(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// When something was read: "28 December 2026" or "28 December 2026 or later".
pub fn read_on(checked: Checked) -> String {
    format!("{}{}", short_date(checked.day.into()), or_later(checked))
}

/// "last seen in December 2026", likewise.
pub fn last_seen(checked: Checked) -> String {
    let month = Date::from(checked.day).strftime("%B %Y");
    format!("last seen in {month}{}", or_later(checked))
}

const fn or_later(checked: Checked) -> &'static str {
    if checked.is_known { "" } else { " or later" }
}

/// "28 December", with the year where that is not the next one.
pub fn coming_date(today: Date, day: Date) -> String {
    match days_until(today, day) {
        0..=300 => day.strftime("%-d %B").to_string(),
        _ => short_date(day),
    }
}

/// "3 November", the day after the one on which an answer was due, with the year where that is not this one.
pub fn late_since(today: Date, due: Date) -> String {
    let since = due.saturating_add(1.day());
    match since.year() == today.year() {
        true => since.strftime("%-d %B").to_string(),
        false => short_date(since),
    }
}

/// How far the day is on which an answer is due: "5 days left", "due today", "overdue since 3 November".
pub fn in_words(today: Date, due: Date) -> String {
    match days_until(today, due) {
        0 => "due today".to_owned(),
        1 => "1 day left".to_owned(),
        left if left > 1 => format!("{left} days left"),
        _ => format!("overdue since {}", late_since(today, due)),
    }
}

/// So many minutes: "1 minute", "45 minutes", "1 hour", "3 hours", to the half hour from one hour on.
pub fn span(minutes: i64) -> String {
    match (minutes + 15) / 30 {
        _ if minutes == 1 => "1 minute".to_owned(),
        _ if minutes < 60 => format!("{minutes} minutes"),
        2 => "1 hour".to_owned(),
        halves if halves % 2 == 0 => format!("{} hours", halves / 2),
        halves => format!("{} and a half hours", halves / 2),
    }
}

/// How long ago so many days are: "today", "5 days ago", "8 months ago", "3 years ago".
pub fn ago(days: i64) -> CompactString {
    match days {
        ..0 => CompactString::const_new("in the future"),
        0 => CompactString::const_new("today"),
        1 => CompactString::const_new("1 day ago"),
        2..=60 => format_compact!("{days} days ago"),
        61..=730 => format_compact!("{} months ago", days * 12 / 365),
        731.. => format_compact!("{} years ago", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::{Keeps, ago, days_until, due, in_words, long_date, short_date, span};
    use crate::{content::region::Period, document::Day};
    use jiff::civil::{Date, date};

    #[test]
    fn long_spans_are_told_in_hours() {
        assert_eq!(span(1), "1 minute");
        assert_eq!(span(48), "48 minutes");
        assert_eq!(span(60), "1 hour");
        assert_eq!(span(80), "1 and a half hours");
        assert_eq!(span(160), "2 and a half hours");
        assert_eq!(span(170), "3 hours");
    }

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
    fn a_date_is_said_as_people_say_it() {
        let day = date(2027, 1, 4);
        assert_eq!(long_date(day), "Monday 4 January 2027");
        assert_eq!(short_date(day), "4 January 2027");
    }

    #[test]
    fn days_are_counted_across_years() {
        assert_eq!(days_until(date(2026, 12, 30), date(2027, 1, 2)), 3);
        assert_eq!(
            in_words(date(2026, 12, 21), date(2026, 12, 21)),
            "due today"
        );
        assert_eq!(
            in_words(date(2027, 1, 1), date(2026, 12, 21)),
            "overdue since 22 December 2026"
        );
    }

    #[test]
    fn a_menu_is_stale_after_half_a_year_and_a_law_after_two() {
        let read = date(2026, 1, 1);
        let day = Day::new(2026, 1, 1);
        for (keeps, days) in [(Keeps::Page, 180), (Keeps::Law, 730)] {
            assert!(!keeps.is_stale(due(read, Period::Days(days)), day));
            assert!(keeps.is_stale(due(read, Period::Days(days + 1)), day));
        }
    }

    #[test]
    fn the_past_is_told_in_round_words() {
        for (days, said) in [
            (-1, "in the future"),
            (0, "today"),
            (1, "1 day ago"),
            (60, "60 days ago"),
            (61, "2 months ago"),
            (365, "12 months ago"),
            (730, "24 months ago"),
            (731, "2 years ago"),
            (1100, "3 years ago"),
        ] {
            assert_eq!(ago(days), said, "{days}");
        }
    }
}
