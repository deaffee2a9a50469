//! The clock: until when Meta may take to answer, what comes after, and the holidays that move a day.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "clock/holidays.rs"]
mod holidays;
#[path = "clock/laws.rs"]
mod laws;
#[path = "clock/timeline.rs"]
mod timeline;

use std::sync::OnceLock;

use jiff::civil::Date;
use optout::{
    catalog::{self, Catalog},
    clock::deadline::{Deadline, LastDay, Sent, Terms, deadline},
    content::region::Regions,
};

fn terms(region: &str) -> Terms<'static> {
    static REGIONS: OnceLock<Regions> = OnceLock::new();
    let regions = REGIONS.get_or_init(Catalog::shipped_regions);
    Terms::of(regions.get(region).unwrap(), catalog::holidays())
}

fn day(text: &str) -> Date {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A request, from the words of the table: `post received=2026-11-23`.
fn sent(on: &str, known: &str) -> Sent {
    let mut sent = Sent::on(day(on));
    for word in known.split(' ').filter(|word| *word != "-") {
        match word.split_once('=') {
            None if word == "post" => sent.by_post = true,
            Some(("received", on)) => sent.received = Some(day(on)),
            Some(("extended", on)) => sent.extended_on = Some(day(on)),
            Some(("asked", on)) => sent.asked = Some(day(on)),
            Some(("given", on)) => sent.given = Some(day(on)),
            _ => panic!("{word}"),
        }
    }
    sent
}

fn raw_and_due(found: &Deadline) -> [String; 2] {
    let text = |part: fn(&LastDay) -> Date| {
        let due = found.due.as_ref();
        due.map_or_else(|| "-".to_owned(), |last| part(last).to_string())
    };
    [text(|last| last.raw), text(|last| last.day)]
}

fn others(found: &Deadline) -> String {
    let days = [("extended", &found.extended), ("cautious", &found.cautious)];
    let words: Vec<String> = days
        .iter()
        .filter_map(|(name, last)| Some(format!("{name}={}", last.as_ref()?.day)))
        .collect();
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(" ")
    }
}

#[test]
fn every_day_is_as_it_was_worked_out_by_hand() {
    let mut rows = 0;
    let mut wrong = Vec::new();
    for row in include_str!("clock.tsv").lines() {
        if row.starts_with('#') {
            continue;
        }
        let [region, on, known, raw, due, other, reason] =
            row.split('\t').collect::<Vec<&str>>().try_into().unwrap();
        rows += 1;
        let Some(found) = deadline(&sent(on, known), &terms(region)) else {
            if reason != "none" {
                wrong.push(format!("{row}\n  no day"));
            }
            continue;
        };
        let days = raw_and_due(&found);
        let reasons: Vec<&str> = found.reasons().collect();
        let is_told = match reason {
            "-" => days[0] == days[1] && !reasons.iter().any(|said| said.contains("working day")),
            reason => reasons.contains(&reason),
        };
        if days != [raw, due] || others(&found) != other || !is_told {
            wrong.push(format!("{row}\n  {days:?} {} {reasons:#?}", others(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows >= 60, "{rows}");
}

#[test]
fn a_day_and_all_its_reasons_can_be_read_aloud() {
    let found = deadline(&sent("2026-11-25", "-"), &terms("eea")).unwrap();
    let reasons: Vec<&str> = found.reasons().collect();
    assert_eq!(
        reasons,
        [
            "You sent it on Wednesday 25 November 2026.",
            "One month later is Friday 25 December 2026.",
            "25 and 26 December are holidays in Ireland, 27 is a Sunday.",
            "The next working day is Monday 28 December 2026.",
        ]
    );
    assert_eq!(found.overdue_from(), Some(day("2026-12-29")));
}

/// Plain words: at most twenty of them in a sentence.
#[test]
fn no_reason_is_longer_than_one_breath() {
    for row in include_str!("clock.tsv")
        .lines()
        .filter(|row| !row.starts_with('#'))
    {
        let cells: Vec<&str> = row.split('\t').collect();
        let Some(found) = deadline(&sent(cells[1], cells[2]), &terms(cells[0])) else {
            continue;
        };
        for sentence in found.reasons().flat_map(|reason| reason.split(". ")) {
            let words = sentence.split(' ').count();
            assert!(words <= 20, "{words} words: {sentence}");
        }
    }
}

#[test]
fn late_begins_on_the_day_after_the_day_that_counts() {
    let late = |known| {
        deadline(&sent("2026-11-25", known), &terms("eea"))
            .unwrap()
            .overdue_from()
    };
    assert_eq!(late("-"), Some(day("2026-12-29")));
    assert_eq!(late("extended=2026-12-10"), Some(day("2027-02-26")));
    let unknown = deadline(&sent("2026-11-25", "asked=2026-12-02"), &terms("uk")).unwrap();
    assert_eq!(unknown.overdue_from(), None);
}
