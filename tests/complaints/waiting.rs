//! Guides that are offered only some months after a state began.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use optout::{
    account::{
        Account,
        overview::{Overview, coverings},
        progress::{Mark, Outcome, StepState},
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        guide::{Guide, Origin},
        platform::Platform,
        state::State,
    },
    id::Id,
};

use crate::bench::{account, catalog, objection};

const CHECK: &str = r#"format = 1
id = "test-check"
title = "Look whether it still stands"
goal = "follow-up"
platforms = ["facebook"]
when = ["granted"]
after_months = 12
rank = -1000

[[source]]
id = "me"
title = "Myself"
note = "Tried it."
checked = 2026-10-01

[[step]]
id = "look"
title = "Look"
sources = ["me"]
"#;

fn after(state: State, months: i64) -> String {
    CHECK
        .replace("\"granted\"", &format!("\"{state}\""))
        .replace("= 12", &format!("= {months}"))
}

fn is_offered(account: &Account, guide: &str, today: Date) -> bool {
    let accounts = [account.clone()];
    let overview = Overview::of(account, &catalog(&[guide]), &coverings(&accounts), today);
    let view = overview.goal(Goal::FollowUp);
    view.is_some_and(|view| {
        view.guide.id.as_str() == "test-check"
            || view
                .others
                .iter()
                .any(|other| other.id.as_str() == "test-check")
    })
}

fn answered(outcome: Outcome) -> Account {
    let mut account = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    account.progress.requests = vec![objection(outcome)];
    account
}

/// Sent on 2026-10-01, due on 2026-11-01, answered on 2026-11-11.
#[test]
fn months_are_counted_from_the_beginning_of_the_state() {
    for (outcome, state, months, last_without, first_with) in [
        (
            Outcome::Granted,
            State::Granted,
            12,
            date(2027, 11, 10),
            date(2027, 11, 11),
        ),
        (
            Outcome::Granted,
            State::Granted,
            1,
            date(2026, 12, 10),
            date(2026, 12, 11),
        ),
        (
            Outcome::Refused,
            State::Refused,
            1,
            date(2026, 12, 10),
            date(2026, 12, 11),
        ),
        (
            Outcome::MoreAsked,
            State::MoreAsked,
            2,
            date(2027, 1, 10),
            date(2027, 1, 11),
        ),
        (
            Outcome::Waiting,
            State::Overdue,
            1,
            date(2026, 11, 30),
            date(2026, 12, 1),
        ),
    ] {
        let (account, guide) = (answered(outcome), after(state, months));
        assert!(
            !is_offered(&account, &guide, last_without),
            "{state} {months}"
        );
        assert!(is_offered(&account, &guide, first_with), "{state} {months}");
    }
}

#[test]
fn waiting_is_counted_from_the_day_of_sending() {
    let mut account = answered(Outcome::Waiting);
    account.progress.requests[0].due = Some(date(2027, 6, 1));
    let guide = after(State::Waiting, 2);
    assert!(!is_offered(&account, &guide, date(2026, 11, 30)));
    assert!(is_offered(&account, &guide, date(2026, 12, 1)));
    // A later date that Meta named moves the beginning of "overdue".
    account.progress.requests[0].due = Some(date(2026, 11, 1));
    account.progress.requests[0].extended = Some(date(2027, 1, 15));
    let guide = after(State::Overdue, 1);
    assert!(!is_offered(&account, &guide, date(2027, 2, 14)));
    assert!(is_offered(&account, &guide, date(2027, 2, 15)));
}

#[test]
fn an_answer_without_a_day_counts_from_the_sending() {
    let mut account = answered(Outcome::Granted);
    account.progress.requests[0].answered = None;
    let guide = after(State::Granted, 12);
    assert!(!is_offered(&account, &guide, date(2027, 9, 30)));
    assert!(is_offered(&account, &guide, date(2027, 10, 1)));
}

#[test]
fn done_is_counted_from_the_newest_mark() {
    let mut account = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let known = catalog(&[]);
    let overview = Overview::of(&account, &known, &BTreeMap::new(), date(2026, 11, 21));
    let steps: Vec<(Id, Id)> = overview
        .goals
        .iter()
        .filter(|view| view.counted)
        .flat_map(|view| {
            let ids = view.guide.steps.iter().map(|step| step.id.clone());
            ids.map(|id| (view.guide.id.clone(), id))
        })
        .collect();
    for (number, (guide, step)) in steps.iter().enumerate() {
        let day = number % 9 + 1;
        let state = StepState {
            mark: Some(Mark::Done),
            at: Some(format!("2026-10-0{day}T12:00:00Z").parse().unwrap()),
            ..StepState::default()
        };
        let of_guide = account.progress.steps.entry(guide.clone()).or_default();
        of_guide.insert(step.clone(), Box::new(state));
    }
    let newest = 9.min(steps.len());
    let newest = date(2026, 10, i8::try_from(newest).unwrap());
    let later = date(2027, 10, newest.day());
    let guide = after(State::Done, 12);
    assert!(!is_offered(&account, &guide, later.yesterday().unwrap()));
    assert!(is_offered(&account, &guide, later));
    // The check's own ticks do not begin the state anew, and it stays, as done.
    let own = account.progress.steps.entry(Id::new("test-check").unwrap());
    let ticked = StepState {
        mark: Some(Mark::Done),
        at: Some("2027-10-20T12:00:00Z".parse().unwrap()),
        ..StepState::default()
    };
    own.or_default()
        .insert(Id::new("look").unwrap(), Box::new(ticked));
    assert!(is_offered(&account, &guide, date(2027, 10, 21)));
}

#[test]
fn a_guide_without_months_is_offered_at_once() {
    let guide = CHECK.replace("after_months = 12\n", "");
    assert!(is_offered(
        &answered(Outcome::Granted),
        &guide,
        date(2026, 11, 11)
    ));
    assert!(!is_offered(
        &answered(Outcome::Refused),
        &guide,
        date(2026, 11, 11)
    ));
}

#[test]
fn months_that_make_no_sense_are_refused() {
    for (find, put, says) in [
        ("= 12", "= 0", "`after_months` is 0; it is 1 to 120."),
        ("= 12", "= -1", "`after_months` is -1; it is 1 to 120."),
        (
            "= 12",
            "= 100000",
            "`after_months` is 100000; it is 1 to 120.",
        ),
        ("= 12", "= \"12\"", "`after_months` must be a whole number"),
        (
            "= 12",
            "= 99999999999999999999",
            "must be a whole number, not one so large.",
        ),
        ("when = [\"granted\"]\n", "", "so the guide needs `when`"),
        (
            "[\"granted\"]",
            "[\"granted\", \"todo\"]",
            "does not go with the state `todo`",
        ),
        (
            "[\"granted\"]",
            "[\"doing\"]",
            "does not go with the state `doing`",
        ),
    ] {
        let text = CHECK.replacen(find, put, 1);
        assert_ne!(text, CHECK, "{find}");
        let (guide, problems) =
            Guide::parse(&text, optout::catalog::shared(), Origin::Shipped, &[]);
        assert!(guide.is_none(), "{says}");
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            all.iter().any(|problem| problem.contains(says)),
            "{says}: {all:#?}"
        );
    }
}

#[test]
fn where_no_step_is_left_it_says_why() {
    let always = CHECK.replace("when = [\"granted\"]\nafter_months = 12\n", "");
    assert_ne!(always, CHECK);
    let new = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let waiting = answered(Outcome::Waiting);
    let wait = "Nothing to do before Sunday 1 November 2026.";
    let (some, none) = (catalog(&[&always]), Catalog::default());
    let (before, due) = (date(2026, 10, 31), date(2026, 11, 1));
    for (account, catalog, today, says, is_good) in [
        (&waiting, &some, before, wait, true),
        (&waiting, &none, before, wait, true),
        (&waiting, &some, due, "Everything here is done.", true),
        (&new, &some, before, "Everything here is done.", true),
        (
            &new,
            &none,
            before,
            "There is no route for this account.",
            false,
        ),
    ] {
        let overview = Overview::of(account, catalog, &BTreeMap::new(), today);
        let left = overview.nothing_left(today);
        assert_eq!(left, (says.to_owned(), is_good), "{today}");
    }
}
