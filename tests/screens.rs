//! Screens as a person sees them, with their styles spelled out. `OPTOUT_UPDATE=1 cargo test --test screens` writes them anew; look at the difference.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/scenes.rs"]
mod scenes;

use bench::{Bench, account, complaining, lines, now};
use jiff::civil::date;
use optout::{
    account::progress::Outcome,
    app::{action::Place, message::Message, row::Row},
    clock::Now,
    content::platform::Platform,
    error::Error,
    id::Id,
    store::Unreadable,
    system::{browsers::FoundBrowsers, config::Theme},
    text,
    ui::theme::Look,
};
use scenes::{household, lettered, warned, with, with_browsers};

fn at(bench: &mut Bench, label: &str) {
    let entry = bench
        .model
        .entries
        .iter()
        .find(|entry| &*entry.account.label == label)
        .unwrap();
    bench.model.selected = Some(entry.account.id.clone());
    bench.keys("enter");
}

fn snapshots(name: &str, bench: &mut Bench) {
    bench.assert_screens(name, &[(80, 24), (120, 40), (40, 12), (20, 5)]);
}

#[test]
fn an_empty_home_says_what_this_is() {
    snapshots("empty_home", &mut Bench::new(Vec::new()));
}

#[test]
fn home_shows_how_far_every_account_is() {
    snapshots("home", &mut household());
}

#[test]
fn an_account_opens_on_its_next_open_step() {
    let mut bench = household();
    at(&mut bench, "Personal");
    snapshots("account", &mut bench);
}

#[test]
fn marks_and_notes_are_told_without_colour() {
    let mut bench = household();
    at(&mut bench, "Mum");
    snapshots("marks", &mut bench);
}

#[test]
fn where_no_form_exists_it_says_so_and_what_helps() {
    let mut bench = household();
    at(&mut bench, "Cousin in Ohio");
    bench.keys("g");
    snapshots("no_form", &mut bench);
    let mut bench = household();
    at(&mut bench, "Bakery");
    bench.keys("g");
    snapshots("page", &mut bench);
}

#[test]
fn a_sent_request_shows_its_clock_and_covers_the_group() {
    let mut bench = household();
    at(&mut bench, "Personal");
    while bench
        .model
        .entry("a7k2m9qd")
        .unwrap()
        .account
        .progress
        .requests
        .is_empty()
    {
        bench.keys("enter");
        if bench.model.place() == Place::Sending {
            snapshots("sending", &mut bench);
            bench.keys("enter");
        }
    }
    bench.settle();
    snapshots("sent", &mut bench);
    bench.keys("esc");
    at(&mut bench, "Photos");
    snapshots("covered", &mut bench);
    bench.keys("esc");
    at(&mut bench, "Personal");
    bench.keys("r");
    snapshots("answer", &mut bench);
    bench.keys("down enter");
    snapshots("refused", &mut bench);
    bench.keys("enter");
    let requests = &bench
        .model
        .entry("a7k2m9qd")
        .unwrap()
        .account
        .progress
        .requests;
    assert_eq!(requests[0].outcome, Outcome::Refused);
    bench.keys("r down down down");
    bench.keys("down enter");
    snapshots("correct", &mut bench);
    bench.keys("esc g");
    snapshots("timeline", &mut bench);
}

#[test]
fn a_letter_is_shown_with_its_length_and_what_it_lacks() {
    let mut bench = lettered("objection-short");
    snapshots("letter_step", &mut bench);
    bench.keys("L 2 4");
    bench.settle();
    snapshots("letter", &mut bench);
    let mut bench = lettered("reminder");
    bench.model.entries[0].account.name = None;
    bench.keys("L");
    snapshots("letter_lacking", &mut bench);
}

#[test]
fn the_authority_of_the_country_is_named_and_its_page_stands_alone() {
    let mut bench = complaining(Some("FR"));
    snapshots("authority", &mut bench);
    bench.keys("right");
    snapshots("authority_detail", &mut bench);
    let mut bench = complaining(Some("DE"));
    bench.keys("right");
    snapshots("authorities", &mut bench);
    bench.keys("o");
    snapshots("authorities_list", &mut bench);
    let mut bench = complaining(None);
    bench.keys("right");
    snapshots("authority_unknown", &mut bench);
}

#[test]
fn where_a_form_is_only_reported_it_says_so() {
    let accounts = vec![account("a7k2m9qd", "Seoul", Platform::Facebook, Some("KR"))];
    let mut bench = Bench::made_up(accounts, &[], now());
    bench.keys("enter g");
    snapshots("reported", &mut bench);
}

#[test]
fn overlays_fit_every_window() {
    let mut bench = household();
    bench.keys("a");
    snapshots("form", &mut bench);
    bench.keys("esc ?");
    snapshots("help", &mut bench);
    bench.keys("esc d");
    snapshots("delete", &mut bench);
    bench.keys("esc");
    at(&mut bench, "Personal");
    bench.keys("b");
    snapshots("blocked", &mut bench);
}

#[test]
fn the_browsers_found_are_listed_with_their_commands() {
    let mut bench = with(household(), "a shift-tab");
    snapshots("form_browser", &mut bench);
    snapshots("browsers", &mut with_browsers());
    bench.keys("down");
    snapshots("browsers_looking", &mut bench);
    bench.send(Message::BrowsersFound(FoundBrowsers::default()));
    snapshots("browsers_none", &mut bench);
}

#[test]
fn an_address_that_nothing_opens_stands_from_edge_to_edge() {
    let mut bench = household();
    at(&mut bench, "Personal");
    bench.keys("down o");
    snapshots("first_link", &mut bench);
    bench.keys("enter");
    let address = format!("https://www.facebook.com/help/{}", "part/".repeat(30));
    let Row::Step(step) = bench.model.row.clone() else {
        panic!()
    };
    bench.send(Message::Opened {
        account: bench.model.current().unwrap().account.id.clone(),
        step: Some(step),
        address: text::line(&address),
        result: Err(Error::new(
            "This is a remote session, so no browser was started: open the page on the computer in front of you.",
            "",
        )),
    });
    snapshots("address", &mut bench);
    bench.keys("enter");
    snapshots("address_alone", &mut bench);
}

#[test]
fn an_old_guide_says_that_it_is_old() {
    let later = Now {
        today: date(2027, 9, 1),
        ..now()
    };
    let accounts = vec![account(
        "a7k2m9qd",
        "Personal",
        Platform::Facebook,
        Some("DE"),
    )];
    let mut bench = Bench::made_up(accounts, &[], later);
    snapshots("old_home", &mut bench);
    bench.keys("enter");
    snapshots("old_guide", &mut bench);
    bench.keys("up");
    let route = bench.screen(120, 40);
    assert!(
        route.contains("[old] Nothing here was looked at lately."),
        "{route}"
    );
}

#[test]
fn warnings_about_files_can_be_read() {
    let mut bench = warned();
    snapshots("warned", &mut bench);
    bench.keys("!");
    snapshots("warnings", &mut bench);
}

#[test]
fn accounts_that_cannot_be_read_are_rows_of_home() {
    let one = |id: &str, copy| Unreadable {
        id: Id::new(id).unwrap(),
        file: text::line(&format!("/data/accounts/{id}.toml.corrupt-20261121-100000")),
        why: text::line("It was put aside because it could not be read."),
        copy,
    };
    let copy = account("b2", "Work", Platform::Facebook, Some("DE"));
    let mut bench = Bench::new(Vec::new());
    bench.model.unreadable = vec![one("a1", None), one("b2", Some(Box::new(copy)))];
    snapshots("unreadable_alone", &mut bench);
    let mut bench = household();
    bench.model.unreadable = vec![one("a1", None)];
    snapshots("unreadable", &mut bench);
}

#[test]
fn ascii_means_ascii() {
    let mut bench = household();
    bench.look = Look::new(Theme::Terminal, true, true);
    bench.model.settings.ascii = true;
    for keys in ["", "enter", "b", "esc a", "esc ?"] {
        bench.keys(keys);
        assert_ascii(&mut bench);
    }
    let mut letter = lettered("objection-short");
    letter.look = bench.look;
    letter.model.settings.ascii = true;
    letter.keys("L 1");
    assert_ascii(&mut letter);
}

fn assert_ascii(bench: &mut Bench) {
    for (width, height) in [(80, 24), (120, 40)] {
        let buffer = bench.draw(width, height);
        for line in lines(&buffer) {
            assert!(line.is_ascii(), "{line}");
        }
    }
}

#[test]
fn without_colours_no_style_has_one() {
    let mut bench = household();
    bench.look = Look::new(Theme::HighContrast, false, false);
    bench.keys("enter");
    let buffer = bench.draw(120, 40);
    let coloured = buffer.content().iter().any(|cell| {
        cell.fg != ratatui::style::Color::Reset || cell.bg != ratatui::style::Color::Reset
    });
    assert!(!coloured);
}

#[test]
fn a_guide_of_ones_own_says_so_wherever_it_is_shown_however_long_its_title() {
    let long = format!("My {} way", "very ".repeat(22));
    let guide = bench::guide_with_letter("objection-long").replace("My own way", &long);
    let person = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let mut bench = Bench::with_guides(vec![person], &[&guide], now());
    let assert_told = |bench: &mut Bench, where_: &str, size: (u16, u16), file: bool| {
        let screen = lines(&bench.draw(size.0, size.1)).join("\n");
        let told = screen.contains("[yours]") && (!file || screen.contains("own-0.toml"));
        assert!(told, "{where_} at {size:?}:\n{screen}");
    };
    for size in [(120, 40), (80, 24)] {
        assert_told(&mut bench, "home", size, true);
    }
    bench.keys("enter");
    for size in [(120, 40), (80, 24), (40, 12)] {
        assert_told(&mut bench, "the checklist", size, false);
    }
    // On a narrow screen a step is a page of its own.
    bench.keys("enter");
    for size in [(120, 40), (80, 24)] {
        assert_told(&mut bench, "a step", size, true);
    }
    bench.keys("s");
    assert_told(&mut bench, "the sources", (80, 24), true);
}
