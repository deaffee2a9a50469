//! Screens as a person sees them, with their styles spelled out, and a sweep over every small
//! size. `OPTOUT_UPDATE=1 cargo test --test screens` writes them anew; look at the difference.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use std::thread;

use bench::{Bench, account, complaining, lines, now};
use jiff::civil::date;
use optout::{
    account::progress::Outcome,
    app::{action::Place, message::Message, row::Row},
    clock::Now,
    content::{
        language::Language,
        platform::{Kind, Platform},
    },
    error::Error,
    id::Id,
    store::{Notice, Unreadable},
    system::{
        browsers::{BrowserChoice, FoundBrowsers},
        config::Theme,
    },
    text,
    ui::theme::Look,
};

/// Six accounts in different states, as somebody has them after the first evening.
fn household() -> Bench {
    let mut personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    personal.group = Some(text::clean("me", text::TextKind::Name));
    let mut photos = account("b2c3d4e5", "Photos", Platform::Instagram, Some("DE"));
    photos.group = personal.group.clone();
    let mut page = account("c3d4e5f6", "Bakery", Platform::Facebook, Some("DE"));
    page.kind = Kind::Page;
    let cousin = account("d4e5f6g7", "Cousin in Ohio", Platform::Facebook, Some("US"));
    let mum = account("e5f6g7h8", "Mum", Platform::Instagram, Some("BR"));
    let nobody = account("f6g7h8j9", "No country yet", Platform::Facebook, None);
    let accounts = vec![personal, photos, page, cousin, mum, nobody];
    let mut bench = Bench::made_up(accounts, &[], now());
    // Mum's first step is done, her second skipped, her third blocked, her fourth has a note.
    bench
        .keys("g down down enter space enter s b esc down n")
        .typed("asked her by phone");
    bench.keys("ctrl-s esc g");
    bench.settle();
    bench
}

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

/// An account on a step that names a letter.
fn lettered(letter: &str) -> Bench {
    let mut personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    personal.name = Some(text::clean("Ada Läufer", text::TextKind::Name));
    personal.email = Some(text::clean("me@example.org", text::TextKind::Name));
    personal.language = Some(Language::English);
    let guide = bench::guide_with_letter(letter);
    let mut bench = Bench::made_up(vec![personal], &[&guide], now());
    bench.keys("enter");
    bench
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

/// The form with the browsers of a computer over it.
fn with_browsers() -> Bench {
    let firefox = |profile: &str| {
        let words = ["firefox", "-P", profile];
        BrowserChoice::new("Firefox", Some(profile), &words).unwrap()
    };
    let folder = "/home/me/.var/app/org.mozilla.firefox/config/mozilla/firefox/c7IZaLu7.Bakery";
    let flatpak = ["flatpak", "run", "org.mozilla.firefox", "--profile", folder];
    let chromium = ["chromium", "--profile-directory=Profile 1"];
    let found = vec![
        firefox("default-release"),
        firefox("work"),
        firefox("山田's \"own\" one"),
        BrowserChoice::new(
            "Firefox (Flatpak)",
            Some("Bakery (c7IZaLu7.Bakery)"),
            &flatpak,
        )
        .unwrap(),
        BrowserChoice::new("Chromium", Some("Anna (Profile 1)"), &chromium).unwrap(),
        BrowserChoice::new("Vivaldi", None, &["vivaldi"]).unwrap(),
    ];
    let mut bench = with(household(), "a shift-tab down");
    bench.send(Message::BrowsersFound(FoundBrowsers {
        choices: found,
        without_extension: Vec::new(),
    }));
    bench.keys("down down down");
    bench
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

fn warned() -> Bench {
    let notice = Notice {
        file: text::line("/home/me/.local/share/optout/accounts/x.toml"),
        message: text::line("It is empty; it was set aside as x.toml.corrupt-20261121-100000."),
    };
    Bench::with_notices(Vec::new(), vec![notice], now())
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

/// Every size from nothing to 60×20, every screen and overlay: nothing may panic.
#[test]
fn every_small_size_is_drawn() {
    let scenes: [fn() -> Bench; 21] = [
        with_browsers,
        || with(household(), "a shift-tab down"),
        || Bench::new(Vec::new()),
        household,
        || with(household(), "enter"),
        || with(household(), "enter right"),
        || with(household(), "a"),
        || with(household(), "?"),
        || with(household(), "d"),
        || with(household(), "enter n"),
        || with(household(), "/ x y z"),
        || with(household(), "enter b"),
        || with(warned(), "!"),
        || with(household(), "enter n"),
        || with(lettered("objection-long"), "L 1"),
        || with(lettered("complaint"), "L"),
        || with(lettered("objection-short"), "L G"),
        || with(complaining(Some("DE")), "right"),
        || with(complaining(Some("DE")), "o down"),
        || with(complaining(Some("DE")), "o x y z"),
        || with(lettered("objection-short"), "Q"),
    ];
    let draw_all = |scene: fn() -> Bench| {
        let mut bench = scene();
        for width in 0..=60 {
            for height in 0..=20 {
                bench.draw(width, height);
            }
        }
        // And far beyond what a screen has.
        bench.draw(400, 200);
    };
    // On every processor: this is the longest of all tests.
    thread::scope(|scope| {
        for scene in scenes {
            scope.spawn(move || draw_all(scene));
        }
    });
}

fn with(mut bench: Bench, keys: &str) -> Bench {
    bench.keys(keys);
    bench
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
