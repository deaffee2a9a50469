//! The page on where a guide comes from, as a person reads it.
//! `INSTA_UPDATE=always cargo test --test provenance` writes its screens anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use bench::{Bench, account, catalog, lines};
use optout::{
    account::Platform,
    app::{
        dialog::{Overlay, Question},
        drawn::Target,
        effect::{Effect, Opening},
        message::Message,
        rows::Row,
    },
    error::Error,
    text,
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
        Some(Overlay::Provenance(guide, _)) => Some(guide.to_string()),
        _ => None,
    }
}

/// Everything that the page says, read from its first line to its last.
fn read_through(bench: &mut Bench, width: u16, height: u16) -> Vec<String> {
    bench.keys("g");
    let mut all: Vec<String> = Vec::new();
    loop {
        let shown = lines(&bench.draw(width, height));
        let is_top = |line: &&String| line.contains("┌ Where this comes from");
        let top = shown.iter().find(is_top).unwrap();
        let edge = |sign| top.chars().position(|c| c == sign).unwrap();
        let (left, right) = (edge('┌') + 2, edge('┐') - 2);
        let inside = |line: &String| -> String {
            let cells = line.chars().skip(left).take(right - left);
            cells
                .collect::<String>()
                .trim_end_matches(['↑', '↓', ' '])
                .to_owned()
        };
        let rows = shown.iter().skip_while(|line| *line != top).skip(1);
        let rows = rows.take_while(|line| !line.contains('└'));
        let page: Vec<String> = rows.map(inside).collect();
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
    let mut bench = personal();
    bench.keys("i");
    for (width, height) in [(80, 24), (120, 40), (40, 12), (20, 5)] {
        let screen = bench.screen(width, height);
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("sources_{width}x{height}"), screen);
        });
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
        let at = all.iter().position(|line| *line == &*source.title).unwrap();
        let rest = all[at + 1..].iter().take_while(|line| !line.is_empty());
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
        let dated = format!("checked {}", source.checked);
        assert!(said.iter().any(|line| line.contains(&dated)), "{said:?}");
        let whole = said.join(" ");
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
    assert!(matches!(bench.model.row, Row::Step(_, _)));
    let Row::Step(guide, _) = bench.model.row.clone() else {
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
        Row::Other(bench.model.catalog.card(&other).unwrap().id.clone())
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

/// A route of the user's own with sources of every sort.
const SOURCES: &str = r#"format = 1
id = "mine"
title = "My own way"
goal = "object"
rank = -1000
platforms = ["facebook"]

[[source]]
id = "meta"
title = "Meta says"
url = "https://www.facebook.com/privacy/genai"
checked = 2026-10-01

[[source]]
id = "law"
title = "The law"
url = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
checked = 2026-10-01

[[source]]
id = "paper"
title = "No page at all"
note = "On paper."
checked = 2026-10-01

[[source]]
id = "news"
title = "Some news"
url = "https://news.example/a?b=1&c=2"
checked = 2026-10-01

[[source]]
id = "bad"
title = "Bad one"
url = "http://news.example/"
checked = 2026-10-01

[[step]]
id = "look"
title = "Look"
confidence = "reported"
sources = ["meta", "news"]
"#;

/// At the page on where that route comes from.
fn at_sources(guide: &str) -> Bench {
    let mut account = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    account.open_with = ["firefox", "-P", "me", "{url}"].map(text::line).to_vec();
    let mut bench = Bench::new(vec![account]);
    bench.model.catalog = catalog(&[guide]).into();
    bench.model.look_anew();
    bench.draw(80, 24);
    bench.keys("enter i");
    assert_eq!(about(&bench).as_deref(), Some("mine"));
    bench.asked();
    bench
}

fn question(bench: &Bench) -> &Question {
    match bench.model.overlays.last() {
        Some(Overlay::Question(question)) => question,
        other => panic!("nothing is asked: {other:?}"),
    }
}

fn answers(bench: &Bench) -> Vec<&str> {
    let all = question(bench).answers.iter();
    all.map(|(answer, _)| answer.as_str()).collect()
}

fn opened(bench: &mut Bench) -> Option<Opening> {
    bench.asked().into_iter().find_map(|effect| match effect {
        Effect::Open(opening) => Some(opening),
        _ => None,
    })
}

#[test]
fn every_source_with_an_address_can_be_copied() {
    for (keys, address) in [
        ("y enter", "https://www.facebook.com/privacy/genai"),
        ("y down down enter", "https://news.example/a?b=1&c=2"),
        ("y end enter", "http://news.example/"),
    ] {
        let mut bench = at_sources(SOURCES);
        bench.keys("y");
        assert_eq!(
            answers(&bench),
            [
                "www.facebook.com: Meta says",
                "eur-lex.europa.eu: The law",
                "news.example: Some news",
                "Bad one",
            ]
        );
        bench.keys("esc");
        assert!(about(&bench).is_some() && bench.asked().iter().all(|e| *e == Effect::Look));
        bench.keys(keys);
        let copied = Effect::Copy(text::line(address));
        assert!(bench.asked().contains(&copied), "{address}");
        assert!(about(&bench).is_some(), "the page stays");
    }
}

#[test]
fn a_source_opens_only_after_a_question_with_its_host_and_its_whole_address() {
    for (keys, host, address, agreed) in [
        (
            "",
            "www.facebook.com",
            "https://www.facebook.com/privacy/genai",
            false,
        ),
        (
            "down",
            "eur-lex.europa.eu",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            true,
        ),
        (
            "down down",
            "news.example",
            "https://news.example/a?b=1&c=2",
            true,
        ),
    ] {
        let mut bench = at_sources(SOURCES);
        // Every time: not only before the first.
        for _ in 0..2 {
            bench.keys("o").keys(keys).keys("enter");
            let asked = question(&bench);
            assert_eq!(asked.title, host);
            assert!(
                asked.body.ends_with(&format!("\n{address}")),
                "{}",
                asked.body
            );
            bench.keys("enter");
            assert_eq!(opened(&mut bench), None, "the first answer is No");
            assert!(about(&bench).is_some());
            bench.keys("o").keys(keys).keys("enter n");
            assert_eq!(opened(&mut bench), None);
            bench.keys("o").keys(keys).keys("enter y");
            let opening = opened(&mut bench).unwrap();
            assert_eq!(*opening.address, *address);
            assert_eq!(opening.agreed, agreed.then(|| host.to_owned()));
            assert_eq!((opening.step, opening.open_with.len()), (None, 4));
            bench.now.moment += jiff::SignedDuration::from_secs(5);
        }
    }
}

#[test]
fn a_source_that_breaks_the_rule_is_not_opened() {
    let mut bench = at_sources(SOURCES);
    bench.keys("o end enter");
    assert!(
        bench
            .said()
            .contains("Only addresses that start with https:// are opened."),
        "{}",
        bench.said()
    );
    assert!(about(&bench).is_some());
    assert_eq!(opened(&mut bench), None);
}

#[test]
fn what_became_of_it_is_told_and_no_step_counts_as_opened() {
    let mut bench = at_sources(SOURCES);
    bench.keys("o enter y");
    let Opening {
        account,
        step,
        address,
        ..
    } = opened(&mut bench).unwrap();
    let done = |result| Message::Opened {
        account: account.clone(),
        step: step.clone(),
        address: address.clone(),
        result,
    };
    bench.send(done(Ok("firefox".to_owned())));
    assert!(
        bench
            .said()
            .contains("Opened www.facebook.com with firefox")
    );
    assert!(bench.asked().is_empty(), "nothing is saved");
    bench.send(done(Err(Error::new("No browser.", ""))));
    assert!(
        matches!(bench.model.overlays.last(), Some(Overlay::Address(page)) if page.address == address)
    );
    assert_eq!(bench.asked(), [Effect::Copy(address)]);
}

#[test]
fn without_an_address_it_says_so_and_a_yes_in_a_title_answers_nothing() {
    let bare = SOURCES.replace("url = \"", "note = \"");
    let mut bench = at_sources(&bare);
    for key in ["y", "o"] {
        bench.keys(key);
        assert!(bench.said().contains("No source here has an address"));
        assert!(about(&bench).is_some());
    }
    let odd = SOURCES
        .replace("http://news.example/", "http://")
        .replace("Bad one", "Yes, open it");
    let mut bench = at_sources(&odd);
    bench.keys("o y");
    assert_eq!(answers(&bench).last(), Some(&"Yes, open it"));
    assert_eq!(question(&bench).title, "Which source is opened?");
}

#[test]
fn the_first_source_in_sight_is_selected_first() {
    let mut bench = at_sources(SOURCES);
    for (title, at) in [("Meta says", 0), ("The law", 1), ("Some news", 2)] {
        for _ in 0..100 {
            let shown = lines(&bench.draw(60, 12));
            let inside = shown
                .iter()
                .skip_while(|line| !line.contains("Where this comes from"));
            let first = inside.skip(1).find(|line| {
                ["Meta says", "The law", "No page", "Some news", "Bad one"]
                    .iter()
                    .any(|title| line.contains(title))
            });
            if first.is_some_and(|line| line.contains(title)) {
                break;
            }
            bench.keys("down");
        }
        bench.keys("y");
        assert_eq!(question(&bench).selected, at, "{title}");
        bench.keys("esc");
    }
}

#[test]
fn a_long_list_of_sources_keeps_its_question_in_sight_and_is_paged() {
    let mut bench = personal();
    bench.keys("i o");
    let last = question(&bench).answers.len() - 1;
    assert!(last > 20, "a route with many sources");
    let screen = lines(&bench.draw(80, 24)).join("\n");
    assert!(screen.contains("Which source is opened?"), "{screen}");
    bench.keys("pagedown");
    assert!(question(&bench).selected > 10);
    bench.keys("pagedown pagedown pagedown pagedown");
    assert_eq!(question(&bench).selected, last);
    let screen = lines(&bench.draw(80, 24)).join("\n");
    assert!(screen.contains("Which source is opened?"), "{screen}");
}
