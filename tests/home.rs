//! Home with twenty accounts, and *what now*: what a person sees, and what each key does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "home/told.rs"]
mod told;
#[path = "home/twenty.rs"]
mod twenty;

use bench::{Bench, lines};
use optout::{
    account::progress::Mark,
    app::{
        action::Place,
        core::{Pane, Screen},
        effect::Effect,
        row::Row,
    },
    system::remembered::{Order, Remembered},
};
use twenty::twenty;

const SIZES: &[(u16, u16)] = &[(80, 24), (120, 40), (40, 12), (200, 60)];

fn screen(bench: &mut Bench, width: u16, height: u16) -> String {
    lines(&bench.draw(width, height)).join("\n")
}

fn row<'s>(screen: &'s str, label: &str) -> &'s str {
    let row = screen.lines().find(|line| line.contains(label));
    row.unwrap_or_else(|| panic!("no {label} in\n{screen}"))
}

fn labels(bench: &Bench) -> Vec<String> {
    let listed = bench.model.listed();
    let mark = |it: &&optout::app::core::AccountEntry| {
        format!("{} {}", it.account.platform.mark(), it.account.label)
    };
    listed.iter().map(mark).collect()
}

fn selected(bench: &Bench) -> &str {
    bench.model.selected.as_ref().unwrap().as_str()
}

#[test]
fn home_holds_twenty_accounts_in_every_window() {
    let mut bench = twenty();
    bench.assert_screens("home_twenty", SIZES);
    bench.keys("B");
    bench.assert_screens("home_board", &[(120, 40), (200, 60)]);
}

#[test]
fn the_header_counts_what_is_late_due_soon_and_needs_the_person() {
    let mut bench = twenty();
    let head = screen(&mut bench, 120, 40);
    let head = head.lines().next().unwrap();
    assert!(
        head.starts_with(" optout · 20 accounts · 2 overdue · 2 due within a week · 13 need you"),
        "{head}"
    );
    // Where there is too little room, what is late stays longest.
    let head = screen(&mut bench, 40, 12);
    assert!(head.lines().next().unwrap().contains("2 overdue"), "{head}");
    bench.keys(".");
    let head = screen(&mut bench, 120, 40);
    assert!(head.lines().next().unwrap().contains("hidden"), "{head}");
}

#[test]
fn the_state_is_never_cut_for_another_column() {
    let mut bench = twenty();
    for entry in &mut bench.model.entries {
        let long = format!(
            "{} with a very long label that goes on",
            entry.account.label
        );
        entry.account.label = optout::text::line(&long);
    }
    for (width, height) in [(200, 60), (120, 40), (80, 24), (60, 24), (40, 24)] {
        let shown = screen(&mut bench, width, height);
        assert!(
            row(&shown, "FB Pers").contains("Overdue since 3 November"),
            "{shown}"
        );
    }
}

#[test]
fn the_most_urgent_comes_first_and_another_key_sorts_otherwise() {
    let mut bench = twenty();
    let first: Vec<String> = labels(&bench).into_iter().take(3).collect();
    assert_eq!(first, ["FB Personal", "IG Photos", "FB Mum"]);
    assert_eq!(selected(&bench), "a1");
    bench.keys("S");
    let sorted = labels(&bench);
    let at = |label: &str| sorted.iter().position(|it| it == label).unwrap();
    assert!(at("IG Shop 2") < at("IG Shop 10"), "{sorted:?}");
    assert_eq!(sorted[0], "FB Aunt");
    let kept = |order| {
        Effect::Remember(Remembered {
            order,
            ..Remembered::default()
        })
    };
    assert_eq!(bench.asked(), [kept(Order::Label)]);
    bench.keys("S");
    assert_eq!(labels(&bench).last().unwrap(), "WA Phone");
    bench.keys("S");
    assert_eq!(bench.asked(), [kept(Order::Platform), kept(Order::Need)]);
}

#[test]
fn two_accounts_with_one_label_are_told_apart_everywhere() {
    let mut bench = twenty();
    let shown = screen(&mut bench, 80, 24);
    assert!(
        shown.contains("FB Twin @one") && shown.contains("FB Twin @two"),
        "{shown}"
    );
    let shown = screen(&mut bench, 40, 24);
    assert!(
        shown.contains("FB Mum US") && shown.contains("FB Mum DE"),
        "{shown}"
    );
    bench.draw(120, 40);
    bench.keys("enter");
    let shown = screen(&mut bench, 120, 40);
    assert!(
        shown.contains("FB Mum US") && shown.contains("IG Mum"),
        "{shown}"
    );
}

#[test]
fn the_filter_finds_what_is_on_the_row_and_more() {
    for (typed, count) in [
        ("overdue", 1),
        ("waiting", 2),
        ("not started", 4),
        ("us", 2),
        ("brazil", 1),
        ("@one", 1),
        ("one", 3),
        ("page", 1),
        ("instagram mum", 1),
        ("wa", 5),
        ("nothing like it", 0),
    ] {
        let mut bench = twenty();
        bench.keys("/").typed(typed);
        let found = labels(&bench);
        assert_eq!(found.len(), count, "{typed}: {found:?}");
    }
}

#[test]
fn the_filter_stays_while_one_goes_in_and_out() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("/").typed("mum").keys("enter");
    assert_eq!(labels(&bench).len(), 3);
    bench.keys("enter");
    assert_eq!(bench.model.place(), Place::Account);
    assert!(!bench.model.filter.is_active());
    bench.keys("esc");
    assert_eq!(labels(&bench).len(), 3);
    bench.keys("esc");
    assert_eq!(labels(&bench).len(), 20);
}

#[test]
fn brackets_walk_through_the_accounts_that_need_the_person() {
    let mut bench = twenty();
    bench.draw(80, 24);
    let mut seen = vec![selected(&bench).to_owned()];
    for _ in 0..12 {
        bench.keys("]");
        seen.push(selected(&bench).to_owned());
    }
    let needs = |id: &String| bench.model.entry(id).unwrap().overview.needs_attention();
    assert!(seen.iter().all(needs), "{seen:?}");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 13);
    bench.keys("]");
    assert_eq!(selected(&bench), "a1");
    bench.keys("enter ]");
    assert_eq!(
        bench.model.screen,
        Screen::Account(bench.model.selected.clone().unwrap())
    );
    assert_eq!(selected(&bench), "a2");
    bench.keys("[");
    assert_eq!(selected(&bench), "a1");
}

#[test]
fn keys_on_home_act_on_the_next_step_of_the_selected_account() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("o");
    assert_eq!(bench.model.place(), Place::Question);
    bench.keys("y");
    let opened = bench.asked();
    let is_it = |effect: &Effect| matches!(effect, Effect::Open(it) if it.address.contains("712876720715583"));
    assert!(opened.iter().any(is_it), "{opened:?}");
    bench.keys("n");
    assert_eq!(bench.model.place(), Place::Note);
    bench.typed("hello").keys("ctrl-s");
    let is_kept = |effect: &Effect| matches!(effect, Effect::Save(..));
    assert!(bench.asked().iter().any(is_kept));
    bench.keys("r");
    assert_eq!(bench.model.place(), Place::Question);
    bench.keys("esc L");
    assert!(bench.said().contains("No letter"), "{}", bench.said());
}

#[test]
fn what_needs_nothing_is_hidden_and_that_is_kept() {
    let mut bench = twenty();
    bench.keys(".");
    assert_eq!(
        bench.asked(),
        [Effect::Remember(Remembered {
            hide_done: true,
            ..Remembered::default()
        })]
    );
    let left = labels(&bench);
    assert!(
        !left.iter().any(|it| it == "FB Dad" || it == "IG Band"),
        "{left:?}"
    );
    assert!(left.iter().any(|it| it == "FB Personal"), "{left:?}");
    // The next start has it as it was.
    let mut bench = twenty();
    bench.model.core.remember(Remembered {
        hide_done: true,
        order: Order::Label,
    });
    assert_eq!(labels(&bench).len(), left.len());
    assert_eq!(selected(&bench), "a1");
}

#[test]
fn page_down_scrolls_the_text_and_the_focus_is_told_without_colour() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("/").typed("aunt").keys("enter enter");
    let before = screen(&mut bench, 80, 14);
    let row_before = bench.model.row.clone();
    bench.keys("pagedown");
    let after = screen(&mut bench, 80, 14);
    assert_eq!(bench.model.row, row_before);
    assert!(bench.model.scroll > 0, "{before}\n{after}");
    assert!(
        after.contains("Space tick") && !after.contains('┃'),
        "{after}"
    );
    bench.keys("right");
    let after = screen(&mut bench, 80, 14);
    assert!(
        after.contains("Esc to list") && after.contains("↓ scroll"),
        "{after}"
    );
    assert!(after.contains('┃'), "{after}");
}

#[test]
fn a_shortened_link_is_a_link_to_the_whole_address() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("enter");
    let shown = screen(&mut bench, 80, 24);
    assert!(shown.contains('…'), "{shown}");
    let [linked] = bench.model.drawn.links.as_slice() else {
        panic!("{:?}", bench.model.drawn.links)
    };
    assert!(linked.address.ends_with("the-reminder-of-a-late-answer"));
    bench.keys("?");
    bench.draw(80, 24);
    assert_eq!(bench.model.drawn.links, []);
}

/// The step that is shown, with its account.
fn at(bench: &Bench) -> String {
    let entry = bench.model.current();
    let account = entry.map_or("", |entry| entry.account.id.as_str());
    match &bench.model.row {
        Row::Step(id) => format!("{account}: {}/{}", id.guide, id.step),
        _ => "the end".to_owned(),
    }
}

#[test]
fn what_now_asks_for_the_time_and_goes_by_the_minutes_of_the_routes() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("w");
    bench.assert_screens("what_now_time", &[(80, 24), (40, 12)]);
    for (key, most) in [("1", 10), ("2", 20), ("3", 30)] {
        let mut bench = twenty();
        bench.keys("w").keys(key);
        let minutes = bench.model.minutes_left();
        assert!(minutes <= most, "{key}: {minutes}");
        assert_eq!(bench.model.place(), Place::WhatNow);
        let said = bench.said();
        assert!(
            said.starts_with("Left out, as the time is too short: "),
            "{said}"
        );
    }
    bench.keys("a");
    assert_eq!(bench.model.what_now.plan.len(), 13);
    assert_eq!(at(&bench), "a1: late/remind");
    bench.assert_screens("what_now", SIZES);
}

#[test]
fn what_now_ticks_as_ever_and_goes_on_to_the_next_account() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("w a enter");
    // What is sent asks for the day, as always.
    assert_eq!(bench.model.place(), Place::Sending);
    bench.keys("enter");
    assert_eq!(at(&bench), "a2: late/complain");
    let saved = |effect: &Effect| matches!(effect, Effect::Save(_, change) if change.account.as_str() == "a1");
    assert_eq!(bench.asked().iter().filter(|it| saved(it)).count(), 1);
    // Undo returns to it.
    bench.keys("u");
    assert_eq!(at(&bench), "a1: late/remind");
    bench.keys("ctrl-r");
    assert_eq!(at(&bench), "a2: late/complain");
    // Not now; and back.
    bench.keys("]");
    assert_eq!(at(&bench), "a3: again/write");
    bench.keys("[");
    assert_eq!(at(&bench), "a2: late/complain");
    bench.keys("] enter");
    assert_eq!(at(&bench), "a3: again/keep");
    // Refused as it is, the account needs the person still; another one can come first.
    bench.keys("enter");
    assert_eq!(at(&bench), "a3: menus/keep");
    bench.keys("]");
    assert!(at(&bench).starts_with("a5: "), "{}", at(&bench));
    bench.keys("esc");
    assert_eq!(bench.model.screen, Screen::Home);
    assert!(bench.said().contains("3 steps done"), "{}", bench.said());
}

#[test]
fn what_cannot_be_found_leads_to_another_route_or_the_next_account() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("w a");
    while !at(&bench).starts_with("b4: ") {
        bench.keys("]");
    }
    let before = at(&bench);
    bench.keys("b");
    while bench.model.place() == Place::Question {
        bench.keys("enter");
    }
    assert!(
        at(&bench).starts_with("b4: form/"),
        "{before}, then {}",
        at(&bench)
    );
    bench.keys("b end enter");
    while bench.model.place() == Place::Question {
        bench.keys("end enter");
    }
    assert!(!at(&bench).starts_with("b4: "), "{}", at(&bench));
    let steps = &bench.model.entry("b4").unwrap().account.progress.steps;
    let mut states = steps.values().flat_map(|steps| steps.values());
    assert!(states.any(|it| it.mark == Some(Mark::Blocked)));
}

#[test]
fn at_the_end_it_says_what_was_done_and_what_waits_until_when() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("w 2 enter enter");
    while at(&bench) != "the end" {
        bench.keys("]");
    }
    bench.assert_screens("what_now_end", SIZES);
    let shown = screen(&mut bench, 80, 24);
    assert!(
        shown.contains("FB Personal: 1 step done, reminder sent."),
        "{shown}"
    );
    assert!(
        shown.contains("IG Shop 10: Waiting until 24 November"),
        "{shown}"
    );
    assert!(shown.contains("accounts still need you"), "{shown}");
    bench.keys("enter");
    assert_eq!(bench.model.screen, Screen::Home);
}

#[test]
fn with_nothing_to_do_what_now_says_what_comes_next() {
    let mut bench = twenty();
    bench
        .model
        .entries
        .retain(|it| ["a7", "a8", "a9"].contains(&it.account.id.as_str()));
    bench.keys("w");
    assert_eq!(bench.model.place(), Place::Home);
    assert_eq!(
        bench.said(),
        "Nothing to do now. Next: Tuesday 24 November 2026, Shop 10."
    );
}

#[test]
fn in_a_small_window_what_now_ticks_at_once_as_its_step_is_on_the_screen() {
    let mut bench = twenty();
    bench.draw(40, 12);
    bench.keys("w a ] ]");
    bench.draw(40, 12);
    assert_eq!(at(&bench), "a3: again/write");
    assert_eq!(bench.model.pane, Pane::Detail);
    bench.keys("enter");
    assert_eq!(at(&bench), "a3: again/keep");
}
