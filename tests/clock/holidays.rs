//! The holidays by their rules, compared with published lists.

use jiff::civil::Weekday;
use optout::{
    catalog::{self, HOLIDAYS},
    clock::holidays::{DayOff, of_year},
    content::holidays::Holidays,
};

/// Ireland, every public holiday. The list is that of the python-holidays project
/// (snapshots/countries/IE_COMMON.json, commit 07d35590), which also has those on a weekend.
const IRELAND: &str = "\
2018 01-01 03-17 04-02 05-07 06-04 08-06 10-29 12-25 12-26
2019 01-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26
2020 01-01 03-17 04-13 05-04 06-01 08-03 10-26 12-25 12-26
2021 01-01 03-17 04-05 05-03 06-07 08-02 10-25 12-25 12-26
2022 01-01 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-25 12-26
2023 01-01 02-06 03-17 04-10 05-01 06-05 08-07 10-30 12-25 12-26
2024 01-01 02-05 03-17 04-01 05-06 06-03 08-05 10-28 12-25 12-26
2025 01-01 02-03 03-17 04-21 05-05 06-02 08-04 10-27 12-25 12-26
2026 01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26
2027 01-01 02-01 03-17 03-29 05-03 06-07 08-02 10-25 12-25 12-26
2028 01-01 02-07 03-17 04-17 05-01 06-05 08-07 10-30 12-25 12-26
2029 01-01 02-05 03-17 04-02 05-07 06-04 08-06 10-29 12-25 12-26
2030 01-01 02-01 03-17 04-22 05-06 06-03 08-05 10-28 12-25 12-26";

/// England and Wales, every bank holiday, with a star where it is a substitute day. The list is that of
/// gov.uk/bank-holidays.json: 2018 to 2026, 2024 to 2027 and 2025 to 2028 in copies of different years. The
/// last has no notes, and the star of 3 January 2028 is ours.
const ENGLAND: &str = "\
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28*
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27* 12-28*
2022 01-03* 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27*
2023 01-02* 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28*
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27* 12-28*
2028 01-03* 04-14 04-17 05-01 05-29 08-28 12-25 12-26";

fn line(year: i16, days: &[DayOff<'_>]) -> String {
    let star = |off: &DayOff<'_>| if off.stands_in { "*" } else { "" };
    let days = days
        .iter()
        .map(|off| format!("{:02}-{:02}{}", off.day.month(), off.day.day(), star(off)));
    let mut words = vec![year.to_string()];
    words.extend(days);
    words.join(" ")
}

#[test]
fn the_rules_give_the_days_that_were_published() {
    for (id, list) in [("ie", IRELAND), ("gb-eng", ENGLAND)] {
        let calendar = catalog::holidays().get(id).unwrap();
        for published in list.lines() {
            let year: i16 = published[..4].parse().unwrap();
            assert_eq!(line(year, &of_year(calendar, year)), published, "{id}");
        }
        let years = list.lines().map(|line| line[..4].parse::<u16>().unwrap());
        assert!(years.clone().count() >= 10);
        let known = (years.clone().min().unwrap(), years.max().unwrap());
        assert_eq!(
            calendar.years, known,
            "{id}: the years are those of the list"
        );
    }
}

#[test]
fn no_day_is_given_twice_in_a_year_and_a_substitute_is_a_weekday() {
    for calendar in catalog::holidays().iter() {
        for year in 2000..2200 {
            let days = of_year(calendar, year);
            for pair in days.windows(2) {
                assert!(
                    pair[0].day < pair[1].day,
                    "{} {year}: {pair:?}",
                    calendar.place
                );
            }
            for off in days.iter().filter(|off| off.stands_in) {
                let weekday = off.day.weekday();
                assert!(
                    !matches!(weekday, Weekday::Saturday | Weekday::Sunday),
                    "{off:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_wrong_in_the_file_is_named_with_its_place() {
    let with = |day: &str| {
        format!(
            "format = 1\n[[calendar]]\nid = \"x\"\nplace = \"X\"\nfirst = 2018\nlast = 2030\nsources = [\"uk-bank-holidays\"]\nday = [\n{day}\n]\n"
        )
    };
    let problems = |source: &str| -> Vec<String> {
        let (_, problems) = Holidays::parse(source, catalog::shared().sources());
        problems.iter().map(ToString::to_string).collect()
    };
    assert_eq!(problems(HOLIDAYS), [""; 0]);
    assert_eq!(
        problems(&with(
            "{ name = \"A\", easter = 1, substitute = true, except = [2020] }"
        )),
        [""; 0]
    );
    let shapes = "A holiday has `month` and `day`, `month` and `monday`, `easter`, or `on`.";
    for (day, wanted) in [
        ("{ name = \"A\", month = 2 }", shapes),
        ("{ name = \"A\", month = 2, day = 29 }", shapes),
        ("{ name = \"A\", month = 13, day = 1 }", shapes),
        ("{ name = \"A\", month = 5, monday = 0 }", shapes),
        ("{ name = \"A\", month = 5, monday = 1, day = 1 }", shapes),
        ("{ name = \"A\", easter = 1, on = 2026-01-01 }", shapes),
        (
            "{ name = \"A\", easter = 1, except = [\"2020\"] }",
            "`except` must be a list of whole numbers",
        ),
        ("{ easter = 1 }", "`name`"),
        ("{ name = \"A\", eastern = 1 }", "did you mean `easter`?"),
    ] {
        let found = problems(&with(day)).join("\n");
        assert!(
            found.contains(wanted) && found.contains("9:"),
            "{day}: {found}"
        );
    }
    let unknown = with("").replace("uk-bank-holidays", "nowhere");
    assert!(
        problems(&unknown)
            .join("\n")
            .contains("No [[source]] has the id `nowhere`.")
    );
}
