//! Addresses on the screen: one from an e-mail is checked, one whose host is not known is asked
//! about, one that is refused is struck through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use bench::{Bench, account, guide_with_letter, lines, now};
use crossterm::event::Event;
use optout::{
    app::{effect::Effect, input, pages::Overlay, row::Row},
    content::{guide::StepId, platform::Platform},
    id::Id,
};
use ratatui::style::Modifier;

const OURS: &str = "https://www.facebook.com/help/contact/712876720715583";

fn bench() -> Bench {
    let personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    Bench::made_up(vec![personal], &[], now())
}

/// The way a terminal reports a paste.
fn paste(bench: &mut Bench, text: &str) {
    let event = Event::Paste(text.to_owned());
    let message = input::message(&event, &bench.model).unwrap();
    bench.send(message);
}

fn screen(bench: &mut Bench, width: u16, height: u16) -> String {
    lines(&bench.draw(width, height)).join("\n")
}

/// Whether the text stands alone on a line of a box.
fn has_alone(shown: &str, text: &str) -> bool {
    let mut cells = shown.lines().flat_map(|row| row.split('│'));
    cells.any(|cell| cell.trim() == text)
}

/// An account on a step whose link is this one.
fn on_link(link: &str) -> Bench {
    let guide = guide_with_letter("objection-short")
        .replace("https://www.facebook.com/help/contact/1", link);
    let mut bench = bench();
    bench.add_guide(&guide).keys("enter");
    bench.model.row = Row::Step(StepId {
        guide: Id::new("mine").unwrap(),
        step: Id::new("reason").unwrap(),
    });
    bench.draw(120, 40);
    bench
}

#[test]
fn an_address_from_a_mail_is_checked_from_home_and_from_an_account() {
    for way in ["c", "enter c"] {
        let mut bench = bench();
        bench.keys(way);
        assert!(screen(&mut bench, 80, 24).contains("Paste an address"));
        bench.keys("enter");
        assert_eq!(bench.said(), "Type or paste an address first.");
        paste(&mut bench, "https://facebook.com.evil.example/help");
        bench.keys("enter");
        let shown = screen(&mut bench, 80, 24);
        assert!(shown.contains("Not on the list."), "{shown}");
        assert!(has_alone(&shown, "facebook.com.evil.example"), "{shown}");
        let wide = screen(&mut bench, 120, 24);
        assert!(
            wide.contains("evil.example's, whatever stands before it"),
            "{wide}"
        );
        // The next paste takes its place; what is typed does not start a command.
        paste(&mut bench, OURS);
        assert!(!screen(&mut bench, 80, 24).contains("Not on the list."));
        bench.keys("enter");
        assert!(screen(&mut bench, 80, 24).contains("Meta's own."));
        bench.typed("q");
        assert!(!screen(&mut bench, 80, 24).contains("Meta's own."));
        bench.keys("esc");
        assert!(bench.model.overlays.is_empty());
        assert!(bench.asked().is_empty(), "nothing is opened or saved");
    }
}

#[test]
fn what_stood_around_an_address_is_told_and_control_characters_are_no_keys() {
    let mut bench = bench();
    bench.keys("c");
    paste(
        &mut bench,
        "Please go to\nhttps://www.facebook.com/help or\nhttps://evil.example/",
    );
    bench.keys("enter");
    let shown = screen(&mut bench, 100, 30);
    assert!(shown.contains("taken out of a longer text"), "{shown}");
    assert!(shown.contains("not looked at: 1."), "{shown}");
    paste(&mut bench, "https://www.facebook.com/\u{1b}[201~q");
    bench.keys("enter");
    let shown = screen(&mut bench, 100, 30);
    assert!(shown.contains("Refused: do not open it."), "{shown}");
    assert!(shown.contains("a hidden or broken character"), "{shown}");
    bench.keys("ctrl-u enter");
    assert!(screen(&mut bench, 100, 30).contains("Paste an address"));
}

#[test]
fn a_verdict_is_read_to_its_end_in_the_smallest_window() {
    let mut bench = bench();
    bench.keys("c");
    paste(&mut bench, "https://facebook.com@evil.example/");
    bench.keys("enter");
    let mut seen = screen(&mut bench, 24, 6);
    for _ in 0..40 {
        bench.keys("tab");
        seen.push_str(&screen(&mut bench, 24, 6));
    }
    for word in ["Refused", "evil.example", "`facebook.com@`", "page."] {
        assert!(seen.contains(word), "{word}: {seen}");
    }
}

#[test]
fn a_host_off_the_list_opens_only_after_a_yes_each_time() {
    let link = "https://opt-out.example/form?a=1";
    let mut bench = on_link(link);
    bench.keys("o");
    assert!(bench.asked().is_empty());
    let shown = screen(&mut bench, 80, 24);
    assert!(has_alone(&shown, "opt-out.example"), "{shown}");
    assert!(shown.contains("This route is not ours"), "{shown}");
    assert!(shown.contains(link), "{shown}");
    assert!(shown.contains("❯ n  No, do not open it"), "{shown}");
    // Enter on what is selected at first opens nothing; neither does Esc.
    for keys in ["enter", "o esc", "o n"] {
        bench.keys(keys);
        assert!(
            bench.model.overlays.is_empty() && bench.asked().is_empty(),
            "{keys}"
        );
    }
    for _ in 0..2 {
        bench.keys("o down enter");
        let [Effect::Open(opening)] = &bench.asked()[..] else {
            panic!("it opens")
        };
        assert_eq!(&*opening.address, link);
        assert_eq!(opening.agreed.as_deref(), Some("opt-out.example"));
    }
    assert!(bench.model.settings.trusted_hosts.is_empty());
    bench.keys("o");
    for (width, height) in [(40, 12), (20, 5)] {
        let shown = screen(&mut bench, width, height);
        assert!(shown.contains("opt-out.example"), "{shown}");
        assert!(shown.contains("No, do not open"), "{shown}");
    }
}

#[test]
fn a_refused_link_is_struck_through_with_its_reason_and_never_opens() {
    let link = "https://www.facebook.com@evil.example/";
    let mut bench = on_link(link);
    let buffer = bench.draw(120, 40);
    let shown = lines(&buffer).join("\n");
    assert!(shown.contains("Link refused."), "{shown}");
    assert!(shown.contains("The fault: www.facebook.com@"), "{shown}");
    let struck: String = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::CROSSED_OUT))
        .map(|cell| cell.symbol())
        .collect();
    assert_eq!(struck, link);
    bench.keys("o");
    assert!(
        bench.asked().is_empty()
            && !matches!(bench.model.overlays.last(), Some(Overlay::Question(_)))
    );
    assert!(bench.said().starts_with("Not opened."), "{}", bench.said());
}

#[test]
fn a_fall_back_behind_one_that_does_not_open_is_still_reached() {
    let link = "https://www.facebook.com/help/contact/1";
    let fallbacks = format!(
        "{link}\"\nfallbacks = [\"http://www.facebook.com/2\", \"https://www.facebook.com/3"
    );
    let mut bench = on_link(&fallbacks.replace("/3", "/3\"]\n#"));
    // The first opening asks; Enter goes on.
    bench.keys("o enter O");
    assert_eq!(bench.asked().len(), 1);
    bench.keys("O");
    let [Effect::Open(opening)] = &bench.asked()[..] else {
        panic!("{}", bench.said())
    };
    assert_eq!(&*opening.address, "https://www.facebook.com/3");
}

#[test]
fn the_check_on_the_screen() {
    let mut bench = bench();
    bench.keys("c");
    paste(
        &mut bench,
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example&h=AT0",
    );
    bench.keys("enter");
    bench.assert_screens("check_url", &[(80, 24), (40, 12), (20, 5)]);
}
