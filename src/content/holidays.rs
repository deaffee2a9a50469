//! Public holidays, on which no period ends: `guides/holidays.toml`. Which days of a year they are is
//! reckoned in `clock::holidays`.

mod parse;

use serde::{Deserialize, Serialize};

use crate::{document::Day, id::Id, text::Clean};

/// On which day of a year a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The same day each year.
    Fixed {
        /// The month, from 1 for January.
        month: u8,
        /// The day of the month, from 1.
        day: u8,
    },
    /// A Monday of a month.
    Monday {
        /// The month, from 1 for January.
        month: u8,
        /// 1 for the first, -1 for the last.
        nth: i8,
        /// The month's first day instead, where that is a Friday.
        first_if_friday: bool,
    },
    /// So many days after Easter Sunday; negative before it.
    Easter(i16),
    /// This day only.
    Once(Day),
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Holiday {
    /// Its name, as it stands in a sentence.
    pub name: Clean,
    /// On which day.
    pub when: When,
    /// Whether one on a weekend is kept on the next working day.
    pub substitute: bool,
    /// The first year in which the rule holds, if it is not older than the calendar.
    pub since: Option<u16>,
    /// Years in which it does not hold.
    pub except: Vec<u16>,
}

/// The public holidays of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Calendar {
    /// Its id, which regions name.
    pub id: Id,
    /// Where these are holidays, such as "England and Wales".
    pub place: Clean,
    /// The first and the last year for which they are known.
    pub years: (u16, u16),
    /// The holidays, in the order in which substitute days are given.
    pub days: Vec<Holiday>,
    /// The sources of that.
    pub sources: Vec<Id>,
}

/// The calendars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Holidays(Vec<Calendar>);

impl Holidays {
    /// The calendar of an id.
    pub fn get(&self, id: &str) -> Option<&Calendar> {
        self.0.iter().find(|calendar| calendar.id.as_str() == id)
    }

    /// All calendars, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Calendar> {
        self.0.iter()
    }
}
