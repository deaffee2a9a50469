//! Parsing `holidays.toml`.

use super::{Calendar, Holiday, Holidays, When};
use crate::{
    content::{
        source::Source,
        value::{identifier, title},
    },
    document::{Day, Document, Fields, Problem, Problems},
};

impl Holidays {
    /// Parses `holidays.toml`, whose sources are among the `shared` ones. What can be used is returned
    /// even when something is wrong.
    pub fn parse(source: &str, shared: &[Source]) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        fields.integer("format");
        let mut calendars = Vec::new();
        for table in fields.tables("calendar") {
            calendars.extend(read_calendar(&table, shared));
            table.finish();
        }
        fields.finish();
        (Self(calendars), problems.into_list())
    }
}

fn read_calendar(table: &Fields<'_>, shared: &[Source]) -> Option<Calendar> {
    let id = table.require("id", identifier(table, "id"));
    let place = table.require("place", title(table, "place"));
    let first = table.require("first", year(table, "first"));
    let last = table.require("last", year(table, "last"));
    let sources = Source::named(table, shared);
    if sources.is_empty() {
        table.refuse("A calendar names the sources of its holidays.");
    }
    let mut days = Vec::new();
    for holiday in table.tables("day") {
        days.extend(read_holiday(&holiday));
        holiday.finish();
    }
    Some(Calendar {
        id: id?,
        place: place?,
        years: (first?, last?),
        days,
        sources,
    })
}

fn read_holiday(table: &Fields<'_>) -> Option<Holiday> {
    let name = table.require("name", title(table, "name"));
    let when = read_when(table);
    if when.is_none() {
        let message = "A holiday has `month` and `day`, `month` and `monday`, `easter`, or `on`.";
        table.refuse(message);
    }
    Some(Holiday {
        name: name?,
        when: when?,
        substitute: table.boolean("substitute").unwrap_or_default(),
        since: year(table, "since"),
        except: read_years(table),
    })
}

fn read_when(table: &Fields<'_>) -> Option<When> {
    let month = number::<u8>(table, "month").filter(|month| (1..=12).contains(month));
    let day = number::<u8>(table, "day");
    let monday = number::<i8>(table, "monday").filter(|nth| matches!(nth, -1 | 1..=4));
    let first_if_friday = table.boolean("first_if_friday");
    let (easter, on) = (number(table, "easter"), table.day("on"));
    match (month, day, monday, easter, on) {
        // A day that only some years have is no rule.
        (Some(month), Some(day), None, None, None) => {
            is_day(month, day).then_some(When::Fixed { month, day })
        }
        (Some(month), None, Some(nth), None, None) => Some(When::Monday {
            month,
            nth,
            first_if_friday: first_if_friday.unwrap_or_default(),
        }),
        (None, None, None, Some(days), None) => Some(When::Easter(days)),
        (None, None, None, None, Some(day)) => Some(When::Once(day)),
        _ => None,
    }
}

/// Whether every year has this day.
fn is_day(month: u8, day: u8) -> bool {
    let year = 2027;
    Day::of(toml_datetime::Date { year, month, day }).is_some()
}

fn number<T: TryFrom<i64>>(table: &Fields<'_>, key: &'static str) -> Option<T> {
    table
        .integer(key)
        .and_then(|number| T::try_from(number).ok())
}

fn year(table: &Fields<'_>, key: &'static str) -> Option<u16> {
    number::<u16>(table, key).filter(|year| (1900..=2200).contains(year))
}

fn read_years(table: &Fields<'_>) -> Vec<u16> {
    let years = table.integers("except");
    let years = years
        .into_iter()
        .filter_map(|year| u16::try_from(year).ok());
    years.collect()
}
