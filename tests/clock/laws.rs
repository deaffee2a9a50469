//! What holds for every day.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday, date},
    tz::{TimeZone, offset},
};
use optout::{
    catalog,
    clock::{
        deadline::{Sent, deadline},
        holidays,
    },
};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::terms;

fn days() -> impl Strategy<Value = Date> {
    (0_i32..365 * 60).prop_map(|days| date(2018, 1, 1).saturating_add(days.days()))
}

fn due(region: &str, sent: Date) -> Date {
    deadline(&Sent::on(sent), &terms(region))
        .unwrap()
        .due
        .unwrap()
        .day
}

const REGIONS: [(&str, &str); 2] = [("eea", "ie"), ("uk", "gb-eng")];

proptest! {
    #[test]
    fn one_month_is_never_before_28_nor_after_38_days(sent in days()) {
        for (region, _) in REGIONS {
            let taken = sent.until(due(region, sent)).unwrap().get_days();
            prop_assert!((28..=38).contains(&taken), "{region} {sent}: {taken}");
        }
    }

    #[test]
    fn who_sends_later_is_answered_no_sooner(sent in days(), later in 0_i32..40) {
        for (region, _) in REGIONS {
            let later = sent.saturating_add(later.days());
            prop_assert!(due(region, sent) <= due(region, later), "{region} {sent} {later}");
        }
    }

    #[test]
    fn the_last_day_is_a_working_day_and_stays_one(sent in days()) {
        for (region, calendar) in REGIONS {
            let calendar = catalog::holidays().get(calendar).unwrap();
            let due = due(region, sent);
            prop_assert!(!matches!(due.weekday(), Weekday::Saturday | Weekday::Sunday));
            let off = holidays::of_year(calendar, due.year());
            prop_assert!(off.iter().all(|off| off.day != due), "{region} {due}");
            prop_assert_eq!(holidays::working_day(due, calendar).0, due);
        }
    }

    /// A day is a day where the person is: the first and the last moment of it there give one answer,
    /// whatever day it is in other zones.
    #[test]
    fn the_zone_moves_no_day(sent in days(), hours in -12_i8..=14) {
        let zone = TimeZone::fixed(offset(hours));
        let first = sent.to_zoned_datetime(zone.clone()).unwrap().timestamp();
        for moment in [first, first + 86_399.seconds()] {
            let there = moment.to_zoned_datetime(zone.clone()).date();
            for (region, _) in REGIONS {
                prop_assert_eq!(due(region, there), due(region, sent), "{} {}", region, moment);
            }
        }
    }

    /// Whatever stands in a file that somebody edited by hand: a day or none, and never before it was sent.
    #[test]
    fn no_file_makes_a_day_before_the_request(
        sent in days(),
        by_post in any::<bool>(),
        shifts in proptest::array::uniform4(proptest::option::of(-400_i32..400)),
    ) {
        let [received, extended_on, asked, given] =
            shifts.map(|shift| shift.map(|days| sent.saturating_add(days.days())));
        let sent = Sent { sent, received, by_post, extended_on, asked, given };
        for (region, _) in REGIONS {
            let found = deadline(&sent, &terms(region)).unwrap();
            for last in [&found.due, &found.extended, &found.cautious].into_iter().flatten() {
                prop_assert!(sent.sent < last.raw && last.raw <= last.day, "{region} {sent:?}");
            }
            let (due, extended) = (found.due.map(|last| last.day), found.extended.map(|last| last.day));
            prop_assert!(extended.is_none() || extended > due);
        }
    }
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for sent in [Date::MIN, Date::MAX, date(9999, 12, 25), date(-1, 1, 1)] {
        for (region, _) in REGIONS {
            deadline(&Sent::on(sent), &terms(region)).unwrap();
        }
    }
}
