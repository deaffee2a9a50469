//! The page on where a guide comes from, as a person reads it.
//! `OPTOUT_UPDATE=1 cargo test --test provenance` writes its screens anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "provenance/sources.rs"]
mod sources;

use bench::{Bench, account, lines, now};
use optout::{
    app::{drawn::Target, message::Message, pages::Overlay, row::Row},
    clock::short_date,
    content::{guide::StepId, platform::Platform},
};

fn personal() -> Bench {
    let account = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let mut bench = Bench::new(vec![account]);
    bench.draw(80, 24);
    bench.keys("enter");
    bench.draw(80, 24);
    bench
}

/// Which guide the page is about, if it is open.
fn about(bench: &Bench) -> Option<String> {
    match bench.model.overlays.last() {
        Some(Overlay::Sources(page)) => Some(page.guide.to_string()),
        _ => None,
    }
}

/// Everything that the page says, read from its first line to its last.
fn read_through(bench: &mut Bench, width: u16, height: u16) -> Vec<String> {
    bench.keys("g");
    let mut all: Vec<String> = Vec::new();
    loop {
        let shown = lines(&bench.draw(width, height));
        // Longer than the window, it has no border; left of it are the accounts, and below it the message and the keys.
        let inside = |line: &String| {
            let line: String = line.chars().skip(26).collect();
            line.trim_end_matches(['↑', '↓', ' ']).to_owned()
        };
        let rows = shown.iter().skip_while(|line| !line.ends_with(" Sources"));
        let page: Vec<String> = rows.skip(1).map(inside).collect();
        let page = page[..page.len() - 2].to_vec();
        // The last line of each window is new; the first window is new as a whole.
        if all.is_empty() {
            all = page;
        } else {
            all.extend(page.last().cloned());
        }
        let before = bench.draw(width, height);
        bench.keys("down");
        if bench.draw(width, height) == before {
            return all;
        }
    }
}

#[test]
fn it_looks_like_this() {
    let account = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    let mut bench = Bench::made_up(vec![account], &[], now());
    bench.draw(80, 24);
    bench.keys("enter i");
    bench.assert_screens("sources", &[(80, 24), (120, 40), (40, 12), (20, 5)]);
}

#[test]
fn in_a_wide_window_the_accounts_stay_beside_it_and_are_not_clicked_on() {
    let mut bench = personal();
    bench.draw(120, 24);
    bench.keys("i");
    let shown = lines(&bench.draw(120, 24));
    assert!(shown[1].starts_with("› FB Personal"), "{}", shown[1]);
    for (row, line) in (0..22).zip(&shown).skip(1) {
        assert_eq!(line.chars().nth(24), Some('│'), "{line}");
        for column in [2, 30, 110] {
            let target = bench.model.drawn.at(column, row);
            assert_eq!(target, Some(&Target::Overlay), "{column} {row}");
        }
    }
}

#[test]
fn every_source_is_there_with_its_address_its_days_and_what_rests_on_it() {
    let mut bench = personal();
    bench.keys("i");
    let guide = bench.model.catalog.guide(&about(&bench).unwrap()).unwrap();
    let guide = guide.clone();
    let all = read_through(&mut bench, 120, 24);
    let all: Vec<&str> = all.iter().map(|line| line.trim()).collect();
    assert_eq!(all[0], &*guide.title);
    for source in guide.sources() {
        // A long title takes two lines.
        let mut ends = (0..all.len()).flat_map(|at| [(at, at + 1), (at, at + 2)]);
        let titled = |&(at, end): &(usize, usize)| {
            let lines = all.get(at..end);
            lines.is_some_and(|lines| lines.join(" ") == *source.title)
        };
        let (_, end) = ends.find(titled).unwrap();
        let rest = all[end..].iter().take_while(|line| !line.is_empty());
        let said: Vec<&str> = rest.copied().collect();
        if let Some(address) = &source.url {
            // The box is narrower than some addresses; no piece shares its line with anything.
            let whole = said.concat();
            assert!(whole.starts_with(address.as_str()), "{address}: {said:?}");
        } else {
            let why = source.note.as_ref().unwrap();
            let whole = said.join(" ");
            assert!(whole.starts_with(&format!("No address: {why}")), "{said:?}");
        }
        let day = short_date(source.checked.day.into());
        let dated = match source.checked.is_known {
            false => format!("checked {day} or later"),
            true => format!("checked {day}, "),
        };
        let whole = said.join(" ");
        assert!(whole.contains(&dated), "{said:?}");
        for (number, step) in (1..).zip(&guide.steps) {
            let named = whole.contains(&format!("{number} {}", step.title));
            assert_eq!(named, step.sources.contains(&source.id), "{said:?}");
        }
    }
    let whole = all.join(" ");
    for conflict in guide.conflicts() {
        assert!(whole.contains(&*conflict.question) && whole.contains(&*conflict.advice));
        for (_, says) in &conflict.claims {
            assert!(whole.contains(says.as_str()), "{says}");
        }
    }
}

#[test]
fn it_opens_on_a_route_and_on_its_steps_and_says_so_where_there_is_none() {
    let mut bench = personal();
    assert!(matches!(bench.model.row, Row::Step(_)));
    let Row::Step(StepId { guide, .. }) = bench.model.row.clone() else {
        return;
    };
    for key in ["i", "g i", "g down i"] {
        bench.keys(key);
        assert_eq!(about(&bench).as_deref(), Some(guide.as_str()), "{key}");
        bench.keys("esc");
        assert_eq!(about(&bench), None);
    }
    while !matches!(bench.model.row, Row::Others(_)) {
        bench.keys("down");
    }
    bench.keys("i");
    assert_eq!(about(&bench), None);
    assert!(bench.said().contains("Go to a route"), "{}", bench.said());
    bench.keys("enter down i");
    let other = about(&bench).unwrap();
    assert_ne!(other, guide.as_str());
    assert_eq!(
        bench.model.row,
        Row::Other(bench.model.catalog.head(&other).unwrap().id.clone())
    );
}

#[test]
fn it_scrolls_to_its_ends_and_no_further_and_leaves_what_is_below() {
    let mut bench = personal();
    bench.keys("right pagedown");
    let (row, scroll) = (bench.model.row.clone(), bench.model.scroll);
    bench.keys("i");
    let top = bench.draw(80, 24);
    bench.keys("G");
    let end = bench.draw(80, 24);
    assert_ne!(end, top);
    bench.keys("down pagedown");
    assert_eq!(bench.draw(80, 24), end);
    bench.keys("pageup");
    let above = bench.draw(80, 24);
    assert!(above != end && above != top);
    bench.keys("pagedown");
    assert_eq!(bench.draw(80, 24), end);
    bench.keys("g up k");
    assert_eq!(bench.draw(80, 24), top);
    bench.send(Message::Wheel(Target::Overlay, true));
    assert_ne!(bench.draw(80, 24), top);
    bench.send(Message::Wheel(Target::Overlay, false));
    assert_eq!(bench.draw(80, 24), top);
    bench.keys("G q");
    assert_eq!(about(&bench), None, "q closes a page, and does not quit");
    assert!(bench.asked().is_empty());
    assert_eq!((bench.model.row.clone(), bench.model.scroll), (row, scroll));
}

#[test]
fn it_is_drawn_in_every_small_window() {
    for keys in ["i", "i G"] {
        let mut bench = personal();
        bench.keys(keys);
        for width in (0..=60).step_by(3) {
            for height in 0..=20 {
                bench.draw(width, height);
            }
        }
    }
}
