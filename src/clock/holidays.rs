//! Which days of a year are holidays, and which day is the next working day.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};

use crate::{
    content::holidays::{Calendar, Holiday, When},
    sort::sort_by_key,
};

/// A day on which a holiday is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOff<'c> {
    /// The day.
    pub day: Date,
    /// The holiday.
    pub holiday: &'c Holiday,
    /// Whether the holiday itself falls on a weekend, and this day is its substitute.
    pub stands_in: bool,
}

/// The days off of a year, in order. One that falls on a weekend and has a substitute is not among
/// them, but its substitute is.
pub fn of_year(calendar: &Calendar, year: i16) -> Vec<DayOff<'_>> {
    let falls = calendar.days.iter().filter_map(|holiday| {
        let day = day_of(holiday, year)?;
        Some((day, holiday))
    });
    let moves = |(day, holiday): &(Date, &Holiday)| holiday.substitute && is_weekend(*day);
    let (moved, kept): (Vec<_>, Vec<_>) = falls.partition(moves);
    let mut days: Vec<DayOff<'_>> = kept
        .into_iter()
        .map(|(day, holiday)| DayOff {
            day,
            holiday,
            stands_in: false,
        })
        .collect();
    for (mut day, holiday) in moved {
        while is_weekend(day) || days.iter().any(|other| other.day == day) {
            day = day.saturating_add(1.day());
        }
        days.push(DayOff {
            day,
            holiday,
            stands_in: true,
        });
    }
    sort_by_key(&mut days, |off| off.day);
    days
}

/// Whether the calendar is known for the year of a day.
pub fn is_known(calendar: &Calendar, day: Date) -> bool {
    let (first, last) = calendar.years;
    u16::try_from(day.year()).is_ok_and(|year| (first..=last).contains(&year))
}

/// Why no period ends on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest<'c> {
    /// It is a holiday.
    Holiday(DayOff<'c>),
    /// It is a Saturday or a Sunday, and no holiday.
    Weekend,
}

/// The first working day from `day` on, and the days before it with why they are none.
pub fn working_day(day: Date, calendar: &Calendar) -> (Date, Vec<(Date, Rest<'_>)>) {
    let (mut day, mut skipped) = (day, Vec::new());
    while let Some(rest) = rest(day, calendar) {
        let Ok(next) = day.tomorrow() else { break };
        skipped.push((day, rest));
        day = next;
    }
    (day, skipped)
}

fn rest(day: Date, calendar: &Calendar) -> Option<Rest<'_>> {
    let mut days = of_year(calendar, day.year()).into_iter();
    match days.find(|off| off.day == day) {
        Some(off) => Some(Rest::Holiday(off)),
        None => is_weekend(day).then_some(Rest::Weekend),
    }
}

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day on which a holiday falls in a year, if it holds then.
fn day_of(holiday: &Holiday, year: i16) -> Option<Date> {
    let number = u16::try_from(year).ok()?;
    if holiday.since.is_some_and(|since| number < since) || holiday.except.contains(&number) {
        return None;
    }
    match holiday.when {
        When::Fixed { month, day } => Date::new(year, part(month)?, part(day)?).ok(),
        When::Monday {
            month,
            nth,
            first_if_friday,
        } => {
            let first = Date::new(year, part(month)?, 1).ok()?;
            if first_if_friday && first.weekday() == Weekday::Friday {
                return Some(first);
            }
            first.nth_weekday_of_month(nth, Weekday::Monday).ok()
        }
        When::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
        When::Once(day) => (day.year() == number).then(|| day.into()),
    }
}

fn part(number: u8) -> Option<i8> {
    i8::try_from(number).ok()
}

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<Date> {
    let number = i32::from(year);
    let golden = number % 19;
    let (century, rest) = (number / 100, number % 100);
    let moon = (century + 8) / 25;
    let sun = (century - moon + 1) / 3;
    let epact = (19 * golden + century - century / 4 - sun + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The days that were skipped, in a sentence without its end: "25 and 26 December are holidays in
/// Ireland, 27 is a Sunday". Empty where none was.
pub fn skipped_in_words(skipped: &[(Date, Rest<'_>)], calendar: &Calendar) -> String {
    let mut parts: Vec<String> = Vec::new();
    let (mut month, mut is_placed) = (0, false);
    for run in skipped.chunk_by(|a, b| is_same(*a, *b)) {
        let days: Vec<String> = run.iter().map(|(day, _)| day.day().to_string()).collect();
        let mut days = match days.as_slice() {
            [before @ .., last] if !before.is_empty() => {
                format!("{} and {last}", before.join(", "))
            }
            days => days.concat(),
        };
        let Some((last, rest)) = run.last() else {
            continue;
        };
        if last.month() != month {
            days = format!("{days} {}", last.strftime("%B"));
            month = last.month();
        }
        let is_one = run.len() == 1;
        let what = match rest {
            Rest::Holiday(off) if off.stands_in => format!("replaces {}", off.holiday.name),
            Rest::Holiday(_) => {
                let place = if is_placed {
                    String::new()
                } else {
                    format!(" in {}", calendar.place)
                };
                is_placed = true;
                if is_one {
                    format!("is a holiday{place}")
                } else {
                    format!("are holidays{place}")
                }
            }
            Rest::Weekend if is_one => format!("is a {}", last.strftime("%A")),
            Rest::Weekend => "are a weekend".to_owned(),
        };
        parts.push(format!("{days} {what}"));
    }
    parts.join(", ")
}

/// Whether two days that follow one another are said in one breath. The month is named after them, so
/// they are of one month.
fn is_same((a, why_a): (Date, Rest<'_>), (b, why_b): (Date, Rest<'_>)) -> bool {
    let same = match (why_a, why_b) {
        (Rest::Weekend, Rest::Weekend) => true,
        (Rest::Holiday(a), Rest::Holiday(b)) => !a.stands_in && !b.stands_in,
        (Rest::Weekend, Rest::Holiday(_)) | (Rest::Holiday(_), Rest::Weekend) => false,
    };
    same && a.month() == b.month()
}

#[cfg(test)]
mod tests {
    use super::easter;
    use jiff::civil::date;

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for day in [
            date(1818, 3, 22),
            date(1943, 4, 25),
            date(1961, 4, 2),
            date(2000, 4, 23),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2027, 3, 28),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }
}
