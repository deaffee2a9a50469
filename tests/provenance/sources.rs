//! The addresses of sources: copied, and opened after a question.

use optout::{
    app::{
        effect::{Effect, Opening},
        message::Message,
        pages::{Overlay, question::QuestionPage},
    },
    content::platform::Platform,
    error::Error,
    text,
};

use super::{
    about,
    bench::{Bench, account, catalog, lines},
    personal,
};

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
    bench.model.refresh_overviews();
    bench.draw(80, 24);
    bench.keys("enter i");
    assert_eq!(about(&bench).as_deref(), Some("mine"));
    bench.asked();
    bench
}

fn question(bench: &Bench) -> &QuestionPage {
    match bench.model.overlays.last() {
        Some(Overlay::Question(question)) => question,
        other => panic!("nothing is asked: {other:?}"),
    }
}

fn answers(bench: &Bench) -> Vec<&str> {
    let all = question(bench).answers.iter();
    all.map(|answer| answer.label.as_str()).collect()
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
        ("y down enter", "https://news.example/a?b=1&c=2"),
        ("y end enter", "http://news.example/"),
    ] {
        let mut bench = at_sources(SOURCES);
        bench.keys("y");
        assert_eq!(
            answers(&bench),
            [
                "www.facebook.com: Meta says",
                "news.example: Some news",
                "eur-lex.europa.eu: The law",
                "Bad one",
            ]
        );
        bench.keys("esc");
        assert!(about(&bench).is_some() && bench.asked().is_empty());
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
            "down down",
            "eur-lex.europa.eu",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            true,
        ),
        (
            "down",
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
                asked.body.contains(&format!(":\n{address}\n")),
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
fn opened_from_a_step_its_sources_come_first_and_from_a_route_all_are_as_in_the_file() {
    for (keys, order) in [
        (
            "",
            &[
                "Sources of step 1: 2",
                "Meta says",
                "Some news",
                "How sure its steps are",
                "Other sources: 3",
                "The law",
                "No page at all",
                "Bad one",
            ][..],
        ),
        (
            "esc up i",
            &[
                "How sure its steps are",
                "Sources: 5",
                "Meta says",
                "The law",
                "No page at all",
                "Some news",
                "Bad one",
            ],
        ),
    ] {
        let mut bench = at_sources(SOURCES);
        bench.keys(keys);
        let shown = lines(&bench.draw(80, 60)).join("\n");
        let page = &shown[shown.find("┌ Sources").unwrap()..];
        let places: Vec<_> = order.iter().map(|text| page.find(text)).collect();
        assert!(places.iter().all(Option::is_some), "{page}");
        assert!(places.is_sorted(), "{page}");
        assert_eq!(page.contains("of step"), keys.is_empty(), "{page}");
        // A count of nothing is not worth a line.
        assert!(page.contains("reported: 1 of 1") && !page.contains("0 of"));
    }
}

#[test]
fn the_first_source_in_sight_is_selected_first() {
    let mut bench = at_sources(SOURCES);
    for (title, at) in [("Meta says", 0), ("Some news", 1), ("The law", 2)] {
        for _ in 0..100 {
            let shown = lines(&bench.draw(60, 12));
            let inside = shown.iter().skip_while(|line| line.trim() != "Sources");
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
