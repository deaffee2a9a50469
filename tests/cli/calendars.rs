//! `optout export --format ics`, read back by another hand.

use icalendar::{Calendar, CalendarComponent, Component as _, Event};

use crate::{
    home::{NOW, Ran, run},
    support::Home,
};

/// An export at this moment. Its lines end as those of a calendar do.
fn export(home: &Home, now: &str) -> Ran {
    let mut command = home.command();
    let ran = run(command
        .env("OPTOUT_NOW", now)
        .args(["export", "--format", "ics"]));
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

fn calendar(home: &Home) -> (String, Calendar) {
    let text = export(home, NOW).out;
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    let calendar = text.parse().unwrap();
    (text, calendar)
}

fn events(calendar: &Calendar) -> Vec<&Event> {
    let components = calendar.components.iter();
    let events = components.filter_map(|component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

/// The event whose UID ends so: its first day, and whether it still holds.
fn one(calendar: &Calendar, account: &str, name: &str) -> Option<(String, bool)> {
    let uid = format!("{account}-{name}@optout");
    let all = events(calendar);
    let mut found = all.iter().filter(|it| it.get_uid() == Some(uid.as_str()));
    let event = found.next()?;
    assert_eq!(found.count(), 0, "{uid} is there twice");
    let day = event.property_value("DTSTART").unwrap().to_owned();
    let status = event.property_value("STATUS").unwrap();
    let holds = status == "CONFIRMED";
    assert!(holds || status == "CANCELLED", "{status}");
    Some((day, holds))
}

fn sent() -> (Home, String) {
    let home = Home::with_routes();
    let id = home.add("Zoë, mine; all", &["--country", "DE"]);
    home.ok(&[
        "mark",
        &id,
        "test-form/send-form",
        "done",
        "--on",
        "2026-11-20",
    ]);
    (home, id)
}

#[test]
fn a_calendar_has_every_deadline_with_an_alarm() {
    let (home, id) = sent();
    let (text, calendar) = calendar(&home);
    let day = |day: &str, holds| Some((day.to_owned(), holds));
    // 20 December is a Sunday.
    assert_eq!(one(&calendar, &id, "r1-due"), day("20261221", true));
    assert_eq!(one(&calendar, &id, "r1-remind"), day("20261222", true));
    assert_eq!(one(&calendar, &id, "r1-complain"), day("20270105", true));
    for event in events(&calendar) {
        let summary = event.get_summary().unwrap();
        assert!(summary.starts_with("Zoë, mine; all: "), "{summary}");
        assert!(
            event
                .get_description()
                .unwrap()
                .contains("objection of 20 November 2026")
        );
    }
    let whole = text.replace("\r\n ", "");
    assert_eq!(
        whole.matches("BEGIN:VALARM").count(),
        events(&calendar).len()
    );
    assert!(whole.contains("SUMMARY:Zoë\\, mine\\; all: Meta's last day to answer\r\n"));
    assert!(whole.contains("DTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20261222\r\n"));
}

#[test]
fn a_second_import_moves_what_moved_and_cancels_what_is_over() {
    let (home, id) = sent();
    let (_, first) = calendar(&home);
    home.ok(&["request", &id, "edit", "r1", "--sent", "2026-11-16"]);
    let later = |home: &Home, now: &str| -> Calendar { export(home, now).out.parse().unwrap() };
    let moved = later(&home, "2026-11-22T10:00:00Z");
    assert_eq!(
        one(&moved, &id, "r1-due"),
        Some(("20261216".to_owned(), true))
    );
    let uids = |calendar: &Calendar| -> Vec<String> {
        let all = events(calendar).into_iter();
        let mut uids: Vec<String> = all.map(|it| it.get_uid().unwrap().to_owned()).collect();
        uids.sort();
        uids
    };
    assert_eq!(uids(&first), uids(&moved));
    let version = |calendar: &Calendar| -> u64 {
        let all = events(calendar);
        all[0].property_value("SEQUENCE").unwrap().parse().unwrap()
    };
    assert!(version(&first) < version(&moved));
    home.ok(&["request", &id, "answer", "r1", "granted"]);
    let over = later(&home, "2026-11-23T10:00:00Z");
    for name in ["r1-due", "r1-remind", "r1-complain"] {
        assert!(matches!(one(&over, &id, name), Some((_, false))), "{name}");
    }
    assert_eq!(
        one(&over, &id, "r1-look-again"),
        Some(("20271121".to_owned(), true))
    );
    for uid in uids(&first) {
        assert!(uids(&over).contains(&uid), "{uid} is forgotten");
    }
}

#[test]
fn a_refusal_and_a_reminder_change_what_is_to_come() {
    let (home, id) = sent();
    home.ok(&["request", &id, "answer", "r1", "refused"]);
    let (_, refused) = calendar(&home);
    assert!(matches!(one(&refused, &id, "r1-due"), Some((_, false))));
    assert!(matches!(one(&refused, &id, "r1-complain"), Some((_, true))));
    home.ok(&["request", &id, "answer", "r1", "waiting"]);
    home.ok(&[
        "request",
        &id,
        "sent",
        "follow-up-overdue-eea",
        "--to",
        "meta",
    ]);
    let (_, reminded) = calendar(&home);
    assert!(matches!(one(&reminded, &id, "r1-remind"), Some((_, false))));
    assert_eq!(
        one(&reminded, &id, "r2-again"),
        Some(("20261205".to_owned(), true))
    );
}

#[test]
fn without_a_day_it_is_a_calendar_all_the_same() {
    let home = Home::with_routes();
    for accounts in 0..2 {
        if accounts == 1 {
            home.add("Nothing sent", &["--country", "DE"]);
        }
        let ran = export(&home, NOW);
        assert!(ran.err.contains("nothing waits for a day"), "{ran:?}");
        let calendar: Calendar = ran.out.parse().unwrap();
        assert_eq!(events(&calendar).len(), 0);
        assert!(ran.out.contains("BEGIN:VTIMEZONE\r\n"));
    }
}
