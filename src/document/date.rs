//! Conversion of TOML's dates and times into those of `jiff`.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::Offset,
};

/// The day of a TOML date.
pub(super) fn day_of(date: toml_datetime::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(year, month, day).ok()
}

/// The moment of a TOML date and time with its offset.
pub(super) fn moment_of(at: &toml_datetime::Datetime) -> Option<Timestamp> {
    let (date, time) = (day_of(at.date?)?, at.time?);
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
