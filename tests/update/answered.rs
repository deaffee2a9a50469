//! What an answer, and taking back what was sent, leaves of the steps and of the days.

use jiff::civil::{Date, date};
use optout::{
    account::{
        decide::requests,
        moments::{self, Deed},
        progress::{Mark, Outcome},
    },
    app::{core::Screen, pages::Overlay},
    clock::timeline::What,
    content::{goal::Goal, guide::StepKind, state::State},
};

use crate::{ID, bench::Bench, inside, known, mark, step, walk_to};

fn on(bench: &mut Bench, day: Date) {
    bench.now.today = day;
    bench.keys("down up");
}

/// Every step of the route ticked, with the objection of 21 November.
fn objected() -> Bench {
    let mut bench = inside();
    let steps = bench.model.entry(ID).unwrap().overview.total;
    for _ in 0..=steps {
        bench.keys("enter");
    }
    let overview = &bench.model.entry(ID).unwrap().overview;
    assert_eq!((overview.done, overview.state), (steps, State::Waiting));
    bench
}

#[test]
fn what_was_taken_back_is_open_again_until_it_is_sent_anew() {
    for (keys, says) in [
        (
            "r 7 enter",
            "Recorded: I took it back, 21 November 2026. Its step is open again. u undoes it.",
        ),
        (
            "r 5 up enter y",
            "The objection of 21 November 2026 is off the record. Its step is open again. u undoes it.",
        ),
    ] {
        let mut bench = objected();
        let before = bench.model.entry(ID).unwrap().overview.clone();
        bench.keys(keys);
        assert_eq!(bench.said(), says, "{keys}");
        let entry = bench.model.entry(ID).unwrap();
        assert_eq!(entry.overview.state, State::Doing, "{keys}");
        assert!(entry.overview.needs_attention());
        let (_, next) = entry.overview.next_step().unwrap();
        assert_eq!(next.kind, StepKind::Submit, "{keys}");
        bench.keys("u");
        let after = &bench.model.entry(ID).unwrap().overview;
        assert_eq!((after.state, after.done), (before.state, before.done));
    }
    let mut bench = objected();
    bench.keys("r 7 enter C");
    assert!(
        bench
            .said()
            .starts_with("You took the objection of 21 November 2026 back"),
        "{}",
        bench.said()
    );
    // The same step sent another one, which holds still.
    let mut bench = objected();
    bench.keys("r 6 enter r 7 enter");
    assert_eq!(known(&bench).progress.requests.len(), 2);
    let state = bench.model.entry(ID).unwrap().overview.state;
    assert_eq!(state, State::Waiting);
}

#[test]
fn nothing_is_asked_about_a_complaint_before_its_day() {
    let mut bench = objected();
    on(&mut bench, date(2027, 1, 5));
    // Look for an answer, remind, keep the reminder.
    bench.keys("esc w a enter enter enter enter");
    let progress = &known(&bench).progress;
    assert_eq!(progress.requests.len(), 2, "{}", bench.said());
    assert!(!bench.said().contains("If Meta agreed"), "{}", bench.said());
    assert_eq!(
        bench.model.what_now.account(),
        None,
        "{:?}",
        bench.model.row
    );
    // On its screen, too: Enter on the last step that is asked leads to no other one.
    let mut bench = objected();
    on(&mut bench, date(2027, 1, 5));
    bench.keys("esc enter enter enter enter");
    let kept = step(&bench);
    bench.keys("enter");
    assert_eq!(
        (kept.step.as_str(), step(&bench)),
        ("keep-the-reminder", kept.clone())
    );
    assert!(
        bench
            .said()
            .ends_with("Nothing to do before Tuesday 19 January 2027."),
        "{}",
        bench.said()
    );
    assert_eq!(mark(&bench, &kept), Some(Mark::Done));
}

#[test]
fn an_answer_on_record_offers_its_own_day() {
    let mut bench = objected();
    on(&mut bench, date(2026, 12, 3));
    bench.keys("r 2 enter");
    on(&mut bench, date(2026, 12, 20));
    bench.keys("r enter enter");
    let request = &known(&bench).progress.requests[0];
    assert_eq!(request.outcome, Outcome::Refused);
    assert_eq!(request.answered, Some(date(2026, 12, 3)));
    // Another answer is of today.
    bench.keys("r 1");
    let Some(Overlay::Sending(page)) = bench.model.overlays.last() else {
        panic!("the day is asked for")
    };
    assert_eq!(page.entries[0].input.value(), "2026-12-20");
}

#[test]
fn while_meta_asks_for_more_nobody_is_told_to_remind_it() {
    let mut bench = objected();
    bench.keys("r 3 4 enter");
    on(&mut bench, date(2027, 1, 20));
    let account = known(&bench);
    let request = &account.progress.requests[0];
    assert_eq!(request.outcome, Outcome::MoreAsked);
    let region = bench.model.catalog.region(account);
    let is_told = |what| matches!(what, What::Remind | What::Complain);
    let points = requests::timeline(account, request, region);
    assert!(!points.iter().any(|it| is_told(it.what)), "{points:?}");
    let moments = moments::of(account, request, region);
    let is_told = |deed| matches!(deed, Deed::Point(what) if is_told(what));
    assert!(!moments.iter().any(|it| is_told(it.deed)), "{moments:?}");
}

#[test]
fn what_was_skipped_is_not_called_done() {
    let mut bench = inside();
    let steps = bench.model.entry(ID).unwrap().overview.total;
    // What keeps the answer needs no key: nothing was sent.
    for _ in 1..steps {
        bench.keys("s");
    }
    let overview = &bench.model.entry(ID).unwrap().overview;
    assert_eq!(overview.state, State::Done);
    assert_eq!(overview.standing(bench.now.today), "Skipped, not sent");
    let says = "Nothing was sent: that step was skipped.";
    assert!(bench.said().ends_with(says), "{}", bench.said());
    let home = bench.keys("esc down up").screen(80, 24);
    assert!(home.contains(says), "{home}");
    bench.screen(120, 40);
    let board = bench.keys("B").screen(120, 40);
    let cell = format!("» {steps}/{steps}");
    assert!(board.contains(&cell), "{board}");
    // Where it was sent, the same marks mean that it is done.
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Submit);
    bench.keys("s");
    assert!(!bench.model.entry(ID).unwrap().overview.skipped);
    assert!(known(&bench).progress.latest(Goal::Object).is_none());
}

#[test]
fn what_was_not_sent_is_not_to_be_kept() {
    let next = |bench: &Bench| {
        let overview = &bench.model.entry(ID).unwrap().overview;
        overview.next_step().map(|(_, step)| step.kind)
    };
    for (keys, left) in [("b down enter esc", Some(StepKind::Submit)), ("s", None)] {
        let mut bench = inside();
        while next(&bench) != Some(StepKind::Submit) {
            bench.keys("enter");
        }
        bench.keys(keys);
        assert_eq!(next(&bench), left, "{keys}");
        // *What now* does not ask for it either.
        bench.keys("esc w");
        assert_ne!(bench.model.screen, Screen::WhatNow, "{keys}");
        bench.keys("enter");
        let kept = walk_to(&mut bench, StepKind::Confirm);
        let shown = bench.screen(120, 40);
        match left {
            None => assert!(
                shown.contains("Nothing was sent: this needs no tick."),
                "{shown}"
            ),
            Some(_) => assert!(shown.contains("Nothing was sent yet"), "{shown}"),
        }
        // Sent after all, it is asked for.
        bench.keys("up");
        walk_to(&mut bench, StepKind::Submit);
        bench.keys("space enter");
        assert_eq!(next(&bench), Some(StepKind::Confirm), "{keys}");
        assert_eq!(mark(&bench, &kept), None);
    }
}
