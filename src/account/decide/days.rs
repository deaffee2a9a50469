//! Which days a request can have: what happened is past, and nothing of it was before it was sent.

use jiff::civil::Date;

use crate::{
    account::{
        change::Edit,
        progress::{Request, RequestDay},
    },
    clock::{Now, long_date},
    error::Error,
};

/// The days of what happened to a request after it was sent.
const LATER: [RequestDay; 4] = [
    RequestDay::Received,
    RequestDay::Asked,
    RequestDay::Given,
    RequestDay::Answered,
];

/// A day that something happened on cannot be in the future, nor before there was such a right.
///
/// # Errors
///
/// If it is.
pub fn check(day: Option<Date>, now: Now) -> Result<(), Error> {
    /// The GDPR has applied since this day.
    const FIRST: Date = jiff::civil::date(2018, 5, 25);
    match day {
        Some(day) if day > now.today => Err(Error::new(
            format!("{} is in the future.", long_date(day)),
            "Give the day on which it happened.",
        )),
        Some(day) if day < FIRST => Err(Error::new(
            format!(
                "{} is too long ago: the law began on 25 May 2018.",
                long_date(day)
            ),
            "Write the year with four digits.",
        )),
        Some(_) | None => Ok(()),
    }
}

/// A day after the sending cannot be in the future, nor before the day that it was `sent`.
///
/// # Errors
///
/// If it is.
pub fn check_after(sent: Date, on: Date, now: Now) -> Result<(), Error> {
    check(Some(on), now)?;
    if on < sent {
        return Err(before(on, sent, "it was sent"));
    }
    Ok(())
}

/// What Meta asked for cannot have been given before it asked.
///
/// # Errors
///
/// If it was.
pub(super) fn check_asked(request: &Request, on: Date) -> Result<(), Error> {
    match request.asked {
        Some(asked) if on < asked => Err(before(on, asked, "Meta asked")),
        Some(_) | None => Ok(()),
    }
}

/// Checks the days that these edits give a request, and those that stay beside a corrected day of sending.
///
/// # Errors
///
/// The first day that cannot be, by the edit to correct, and why.
pub fn check_edits(request: &Request, edits: &[Edit], now: Now) -> Result<(), (RequestDay, Error)> {
    let set = |wanted: RequestDay| {
        edits.iter().find_map(|edit| match edit {
            Edit::Day { which, day, .. } if *which == wanted => Some(*day),
            _ => None,
        })
    };
    let corrected = set(RequestDay::Sent).flatten();
    check(corrected, now).map_err(|why| (RequestDay::Sent, why))?;
    let sent = corrected.unwrap_or(request.sent);
    for which in LATER {
        let checked = match (set(which), request.day(which)) {
            (Some(Some(day)), _) => check_after(sent, day, now),
            (None, Some(day)) if corrected.is_some() => check_after(sent, day, now),
            (Some(None) | None, _) => Ok(()),
        };
        let edited = set(which).map_or(RequestDay::Sent, |_| which);
        checked.map_err(|why| (edited, why))?;
    }
    Ok(())
}

/// The days of what cannot have happened, as it was before the sending.
pub fn before_sent(request: &Request) -> impl Iterator<Item = (RequestDay, Date)> {
    let days = LATER
        .iter()
        .filter_map(|which| Some((*which, request.day(*which)?)));
    days.filter(|(_, day)| *day < request.sent)
}

fn before(on: Date, other: Date, then: &str) -> Error {
    let (on, other) = (long_date(on), long_date(other));
    let sentence = format!("{on} is before {other}, when {then}.");
    Error::new(sentence, "Correct one of the two days.")
}
