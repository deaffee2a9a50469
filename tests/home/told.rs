//! What Home, the questions and the end of *what now* tell, and the keys that go on from there.

use jiff::civil::date;
use optout::{
    account::progress::{Outcome, Recipient},
    app::{action::Place, core::Screen, pages::Overlay, row::Row},
    content::platform::{Kind, Platform},
    text,
};

use super::{
    bench::{Bench, account, now},
    row, screen, selected,
    twenty::{FOLLOW_UPS, follow_up, objection, twenty},
};

#[test]
fn the_days_beside_a_state_are_those_that_it_speaks_of() {
    let shown = screen(&mut twenty(), 120, 40);
    let late = row(&shown, "Overdue since 3 November");
    assert!(late.contains("18 days ago"), "{late}");
    // The reminder is of 20 October, not the day on which Meta was late.
    let reminded = row(&shown, "Reminded, still no answer");
    assert!(reminded.contains("32 days ago"), "{reminded}");
}

#[test]
fn a_covered_account_stands_as_the_one_that_covers_it() {
    let soon = date(2026, 12, 1);
    let past = date(2026, 11, 20);
    for (to, again, words) in [
        (Recipient::Meta, soon, "Reminded, wait until 1 December"),
        (Recipient::Meta, past, "Reminded, still no answer"),
        (
            Recipient::Authority,
            soon,
            "Complained, ask again on 1 December",
        ),
        (Recipient::Authority, past, "Authority still silent"),
    ] {
        let mut sender = account("a1", "Anna", Platform::Facebook, Some("DE"));
        let mut covered = account("a2", "Photos", Platform::Instagram, Some("DE"));
        sender.group = Some(text::line("us"));
        covered.group.clone_from(&sender.group);
        sender.progress.requests = vec![
            objection(
                date(2026, 9, 1),
                Some(date(2026, 10, 1)),
                Outcome::Waiting,
                None,
            ),
            follow_up(to, date(2026, 11, 2), again),
        ];
        let mut bench = Bench::made_up(vec![sender, covered], &FOLLOW_UPS, now());
        let shown = screen(&mut bench, 80, 24);
        for label in ["FB Anna", "IG Photos"] {
            assert!(row(&shown, label).contains(words), "{words}:\n{shown}");
        }
        screen(&mut bench, 120, 40);
        bench.keys("B");
        let board = screen(&mut bench, 120, 40);
        let late = row(&board, "IG Photos").contains(" 50 days ago");
        assert!(late, "{board}");
        let needy = bench
            .model
            .entries
            .iter()
            .filter(|it| it.overview.needs_attention());
        assert_eq!(needy.count(), usize::from(again == past), "{words}");
    }
}

#[test]
fn a_box_has_its_border_over_wide_characters() {
    let accounts = (0..9).map(|index| {
        let label = format!("{}日本語ラベル日本語ラベル日本語", "a".repeat(index % 2));
        account(&format!("a{index}"), &label, Platform::Facebook, Some("DE"))
    });
    let mut bench = Bench::made_up(accounts.collect(), &FOLLOW_UPS, now());
    for width in [80, 81] {
        bench.keys("w");
        let shown = screen(&mut bench, width, 24);
        let rows = shown.lines().skip_while(|row| !row.contains('┐'));
        for row in rows.take_while(|row| !row.contains('┘')) {
            let borders = row.matches(['│', '┌', '┐']).count();
            assert!(borders >= 2, "{shown}");
        }
        bench.keys("esc");
    }
}

#[test]
fn what_was_sent_is_not_called_not_needed() {
    let mut anna = account("a1", "Anna", Platform::Facebook, Some("DE"));
    let due = Some(date(2026, 12, 1));
    anna.progress.requests = vec![objection(date(2026, 11, 1), due, Outcome::Waiting, None)];
    let mut bench = Bench::made_up(vec![anna], &FOLLOW_UPS, now());
    screen(&mut bench, 80, 24);
    bench.keys("enter");
    let shown = screen(&mut bench, 80, 24);
    assert!(row(&shown, "Send the form").contains(" sent "), "{shown}");
    assert!(row(&shown, "Log in").contains("not needed"), "{shown}");
}

#[test]
fn an_answer_settles_what_was_sent_before_it() {
    let soon = date(2026, 12, 1);
    for (to, outcome, words) in [
        (Recipient::Meta, Outcome::Granted, "Granted"),
        (Recipient::Authority, Outcome::Granted, "Granted"),
        (Recipient::Meta, Outcome::Refused, "Refused by Meta"),
        // Only the authority can say what comes of a complaint about a no.
        (
            Recipient::Authority,
            Outcome::Refused,
            "Complained, ask again on 1 December",
        ),
    ] {
        let mut anna = account("a1", "Anna", Platform::Facebook, Some("DE"));
        let answered = Some(date(2026, 11, 10));
        anna.progress.requests = vec![
            objection(date(2026, 9, 1), Some(date(2026, 10, 1)), outcome, answered),
            follow_up(to, date(2026, 11, 2), soon),
        ];
        let mut bench = Bench::made_up(vec![anna], &FOLLOW_UPS, now());
        let shown = screen(&mut bench, 80, 24);
        assert!(row(&shown, "FB Anna").contains(words), "{words}:\n{shown}");
    }
}

#[test]
fn every_answer_of_a_long_question_has_a_key() {
    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("r");
    let shown = screen(&mut bench, 80, 24);
    assert!(shown.contains("2  Meta refused"), "{shown}");
    bench.keys("2");
    match bench.model.overlays.last() {
        Some(Overlay::Sending(page)) => assert_eq!(page.title, "Meta refused"),
        other => panic!("{other:?}"),
    }
    let shown = screen(&mut bench, 80, 24);
    assert!(shown.contains("Case number"), "{shown}");
}

#[test]
fn a_question_of_yes_and_no_shows_its_keys() {
    let mut bench = twenty();
    bench.keys("d");
    let shown = screen(&mut bench, 80, 24);
    assert!(shown.contains("n  No, keep it"), "{shown}");
    assert!(shown.contains("y  Yes, delete it"), "{shown}");
}

#[test]
fn a_day_that_is_over_is_told_as_over() {
    let mut bench = Bench::made_up(
        vec![account("a1", "Anna", Platform::Facebook, Some("DE"))],
        &[],
        now(),
    );
    bench.draw(80, 24);
    bench.keys("enter");
    while !matches!(&bench.model.row, Row::Step(id) if id.step.as_str() == "send") {
        bench.keys("down");
    }
    bench.keys("space").typed("1 Oct").keys("enter");
    assert!(
        bench
            .said()
            .starts_with("Sent 1 October 2026. An answer was due by "),
        "{}",
        bench.said()
    );
}

#[test]
fn what_now_asks_only_where_the_answers_differ_and_goes_on_from_its_end() {
    let mut bench = Bench::made_up(
        vec![account("a1", "Anna", Platform::Facebook, Some("DE"))],
        &[],
        now(),
    );
    bench.draw(80, 24);
    bench.keys("w");
    assert_eq!(bench.model.place(), Place::WhatNow);

    let mut bench = twenty();
    bench.draw(80, 24);
    bench.keys("w 1 enter enter");
    while bench.model.current().is_some() {
        bench.keys("]");
    }
    // The answer is asked for, of the account that was the last one.
    bench.keys("r");
    assert_eq!(bench.model.place(), Place::Question);
    bench.keys("esc w");
    let shown = screen(&mut bench, 80, 24);
    assert!(shown.contains("How long do you have?"), "{shown}");
    bench.keys("esc enter");
    assert_eq!(bench.model.screen, Screen::Home);
    // What needs the person most is next, not what was just done.
    assert_eq!(selected(&bench), "a1");
}

#[test]
fn help_finds_a_sign_by_what_stands_on_the_screen() {
    for (typed, means) in [
        ("[old]", "nobody read its sources lately"),
        ("»", "a step that you skipped"),
        ("(extra)", "it does not count"),
    ] {
        let mut bench = twenty();
        bench.draw(80, 24);
        bench.keys("?").typed(typed);
        let shown = screen(&mut bench, 80, 24);
        assert!(shown.contains(means), "{typed}: {shown}");
    }
}

#[test]
fn a_kind_is_taken_by_what_is_typed_of_its_name() {
    let mut bench = twenty();
    bench
        .keys("a")
        .typed("Shop")
        .keys("enter enter")
        .typed("de")
        .keys("enter")
        .typed("pa");
    bench.keys("ctrl-s");
    let added = bench.model.current().unwrap();
    assert_eq!(
        (added.account.label.as_str(), added.account.kind),
        ("Shop", Kind::Page)
    );
    bench
        .keys("a")
        .typed("Self")
        .keys("enter enter")
        .typed("de")
        .keys("enter")
        .typed("pp");
    bench.keys("ctrl-s");
    // One letter again and again goes through all that begin with it.
    assert_eq!(bench.model.current().unwrap().account.kind, Kind::Page);
}

#[test]
fn a_request_is_told_where_its_country_has_no_route_any_more() {
    let mut moved = account("a1", "Anna", Platform::Facebook, Some("US"));
    let sent = date(2026, 9, 1);
    moved.progress.requests = vec![objection(
        sent,
        Some(date(2026, 10, 1)),
        Outcome::Waiting,
        None,
    )];
    let mut bench = Bench::new(vec![moved]);
    let shown = screen(&mut bench, 120, 40);
    assert!(
        row(&shown, "FB Anna").contains("sent 1 September"),
        "{shown}"
    );
    assert!(shown.contains("Your objection sent 1 September"), "{shown}");
    bench.keys("enter");
    bench.model.row = Row::NoForm;
    let shown = screen(&mut bench, 120, 40);
    assert!(shown.contains("1 September 2026"), "{shown}");
}

#[test]
fn the_board_tells_what_was_sent_where_its_goal_has_no_route_any_more() {
    let soon = Some(date(2026, 12, 1));
    for (due, outcome, says) in [
        (soon, Outcome::Waiting, "… 10 days left"),
        (Some(date(2026, 10, 1)), Outcome::Waiting, "! 50 days ago"),
        (None, Outcome::Waiting, "… sent"),
        (soon, Outcome::Granted, "☑ granted"),
        (soon, Outcome::Refused, "☒ refused"),
        (soon, Outcome::MoreAsked, "! more asked"),
        (soon, Outcome::Withdrawn, ""),
    ] {
        let mut moved = account("a1", "Anna", Platform::Facebook, Some("US"));
        moved.progress.requests = vec![objection(date(2026, 9, 1), due, outcome, None)];
        let mut bench = Bench::new(vec![moved]);
        screen(&mut bench, 120, 40);
        bench.keys("B");
        let board = screen(&mut bench, 120, 40);
        let cells = row(&board, "FB Anna").to_owned();
        let cell = cells.split("US").nth(1).unwrap().trim_start();
        assert!(cell.starts_with(says), "{says:?}: {board}");
        assert!(!says.is_empty() || !cell.contains("sent"), "{board}");
    }
}

#[test]
fn without_a_country_that_is_asked_for_and_no_route_of_a_country_is_offered() {
    let mut nobody = account("a1", "Nobody", Platform::Facebook, None);
    nobody.progress.requests = vec![objection(date(2026, 8, 1), None, Outcome::Waiting, None)];
    let mut bench = Bench::new(vec![nobody]);
    let shown = screen(&mut bench, 80, 24);
    assert!(row(&shown, "FB Nobody").contains("Country?"), "{shown}");
    assert!(shown.contains("No country yet: e sets it."), "{shown}");
    let goals = &bench.model.current().unwrap().overview.goals;
    let bound = goals
        .iter()
        .find(|it| !it.guide.when.is_empty() && !it.guide.regions.is_empty());
    assert!(bound.is_none(), "{:?}", bound.map(|it| &it.guide.id));
}

#[test]
fn a_long_label_takes_what_is_free_and_is_told_whole_where_it_is_cut() {
    let label =
        |number| format!("Grandmother's very long account label 世界 🇩🇪 number {number} of many");
    let mut accounts: Vec<_> = (1..=4)
        .map(|number| {
            account(
                &format!("a{number}"),
                &label(number),
                Platform::Facebook,
                Some("DE"),
            )
        })
        .collect();
    let due = Some(date(2026, 11, 1));
    let late = objection(date(2026, 10, 1), due, Outcome::Waiting, None);
    accounts[0].progress.requests = vec![late];
    let mut bench = Bench::new(accounts);
    let wide = bench.screen(120, 40);
    for number in 1..=4 {
        row(&wide, &format!("number {number} of many  "));
    }
    let narrow = screen(&mut bench, 80, 24);
    assert!(narrow.contains(&format!("  {}\n", label(1))), "{narrow}");
}
