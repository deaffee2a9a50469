//! What a person reads on the account screen: nothing twice, the link in sight, and no step ticked
//! that was not read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

use std::collections::BTreeSet;

use bench::{Bench, account, lines, refused};
use optout::{
    account::Account,
    app::{
        core::{Pane, Screen},
        effect::Effect,
        keymap::Keymap,
        row::Row,
    },
    catalog::Catalog,
    content::{
        goal::Goal,
        platform::{Kind, Platform},
    },
    system::config::KeyBinding,
};

fn inside(account: Account, width: u16, height: u16) -> Bench {
    let mut bench = Bench::new(vec![account]);
    bench.draw(width, height);
    bench.keys("enter");
    bench.draw(width, height);
    bench
}

fn shown(bench: &mut Bench, width: u16, height: u16) -> String {
    lines(&bench.draw(width, height)).join("\n")
}

fn germans() -> Account {
    account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"))
}

#[test]
fn in_a_narrow_window_enter_shows_a_step_before_it_ticks_it() {
    let mut bench = inside(germans(), 40, 12);
    assert!(shown(&mut bench, 40, 12).contains("Enter read it"));
    let first = bench.model.row.clone();
    bench.keys("enter");
    assert_eq!(bench.model.pane, Pane::Detail);
    let marks = |bench: &mut Bench| {
        let asked = bench.asked();
        asked
            .into_iter()
            .filter(|effect| matches!(effect, Effect::Save(..)))
            .count()
    };
    assert_eq!(marks(&mut bench), 0, "nothing is ticked unread");
    let page = shown(&mut bench, 40, 12);
    assert!(page.contains("Step 1 of"), "{page}");
    assert!(page.contains("Enter done"), "{page}");
    // Then it is done, and the next step's text is there, from its beginning.
    bench.keys("enter");
    assert_eq!(marks(&mut bench), 1);
    assert_ne!(bench.model.row, first);
    let page = shown(&mut bench, 40, 12);
    assert!(page.contains("Step 2 of"), "{page}");
    bench.keys("esc");
    assert!(shown(&mut bench, 40, 12).contains("❯   ☐ "));
}

#[test]
fn keys_that_come_before_the_screen_is_drawn_tick_nothing_unread() {
    let mut bench = Bench::new(vec![germans()]);
    bench.draw(40, 12);
    // Into the account and on, both before the account was seen.
    bench.keys("enter enter");
    assert_eq!(bench.model.pane, Pane::Detail);
    assert!(
        !bench
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::Save(..)))
    );
}

#[test]
fn taking_back_what_was_done_while_reading_goes_on_reading() {
    let mut bench = inside(germans(), 40, 12);
    bench.keys("enter space");
    assert!(shown(&mut bench, 40, 12).contains("Done,"));
    for key in ["u", "ctrl-r"] {
        bench.keys(key);
        assert_eq!(bench.model.pane, Pane::Detail, "{key}");
        assert!(shown(&mut bench, 40, 12).contains("Step 1 of"), "{key}");
    }
}

#[test]
fn a_note_in_which_nothing_was_typed_is_closed_without_a_word() {
    let mut bench = inside(germans(), 80, 24);
    bench.keys("n");
    let page = shown(&mut bench, 80, 24);
    assert!(!page.contains("next field"), "{page}");
    bench.keys("esc");
    assert_eq!(bench.said(), "");
    bench.keys("n").typed("seen").keys("esc");
    assert!(
        bench.said().contains("What you typed is kept"),
        "{}",
        bench.said()
    );
    bench.keys("n");
    assert!(shown(&mut bench, 80, 24).contains("seen"));
}

#[test]
fn in_a_wide_window_enter_ticks_at_once() {
    let mut bench = inside(germans(), 80, 24);
    bench.keys("enter");
    assert_eq!(bench.model.pane, Pane::Steps);
    assert!(
        bench
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::Save(..)))
    );
}

/// The people of the table of routes, each once: platform, kind, country.
fn people() -> BTreeSet<(Platform, Kind, Option<&'static str>)> {
    let table = include_str!("routes.tsv").lines();
    let rows = table.filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut cells = row.split('\t');
        let platform = Platform::from_name(cells.next().unwrap()).unwrap();
        let kind = Kind::from_name(cells.next().unwrap()).unwrap();
        (platform, kind, cells.next().filter(|code| *code != "-"))
    })
    .collect()
}

#[test]
fn every_step_is_on_the_screen_as_a_whole_without_scrolling() {
    let catalog = Catalog::new(&[], &[]);
    let mut seen = BTreeSet::new();
    let mut cut = Vec::new();
    for (platform, kind, country) in people() {
        let mut me = account("a7k2m9qd", "Me", platform, country);
        me.kind = kind;
        let mut bench = inside(me.clone(), 80, 24);
        for guide in catalog.fitting_guides(&me) {
            for step in &guide.steps {
                bench.model.row = Row::Step(guide.step_id(step));
                let region = catalog.region(&me).map(|region| region.id.clone());
                // Where no note names a country, the region says it all.
                let place = match step.notes.iter().any(|note| !note.countries.is_empty()) {
                    true => format!("{country:?}"),
                    false => format!("{region:?}"),
                };
                if !seen.insert((guide.step_id(step), platform, kind, place)) {
                    continue;
                }
                bench.model.scroll = 0;
                let page = shown(&mut bench, 80, 24);
                // How sure it is, and the like, may stand below.
                let notes = catalog.notes(&me, &step.notes).last();
                let last = notes.map_or(&step.body, |note| &note.text);
                let last = last.split_whitespace().next_back().unwrap_or("");
                let detail = page.lines().filter_map(|line| line.rsplit('│').next());
                if !detail.collect::<String>().contains(last) {
                    let who = format!("{platform} {kind} {country:?}");
                    cut.push(format!("{} ({who})\n{page}", guide.step_id(step)));
                }
            }
        }
    }
    assert!(seen.len() > 600, "{}", seen.len());
    let names: Vec<&str> = cut
        .iter()
        .map(|text| text.lines().next().unwrap())
        .collect();
    assert!(cut.is_empty(), "{}\n{}", names.join("\n"), cut[0]);
}

#[test]
fn titles_do_not_say_again_where_the_account_lives() {
    for (platform, title, here) in [
        (Platform::Facebook, "Facebook: the form", "The form"),
        (
            Platform::Instagram,
            "Facebook: the form",
            "Facebook: the form",
        ),
        (Platform::MetaAi, "Meta AI app: by another", "By another"),
        (
            Platform::MetaAi,
            "Meta AI chats: clear",
            "Meta AI chats: clear",
        ),
        (Platform::None, "No account: ask", "Ask"),
        (Platform::Facebook, "Facebook", "Facebook"),
        (Platform::Facebook, "", ""),
        (Platform::Facebook, "ähnlich", "Ähnlich"),
    ] {
        assert_eq!(platform.title_here(title), here);
    }
}

#[test]
fn every_shipped_route_and_goal_has_a_title_that_fits_the_list() {
    let catalog = Catalog::new(&[], &[]);
    // The left half of 80 columns, less what stands before and behind a title.
    for head in catalog.heads() {
        for platform in &head.platforms {
            let here = platform.title_here(&head.title);
            assert!(optout::text::width(&here) <= 30, "{}: {here}", head.id);
        }
    }
    for goal in Goal::ALL {
        let extra = if goal.is_usually_optional() {
            " (extra)"
        } else {
            ""
        };
        let whole = format!("  ▸ {}{extra} 10/12 ", goal.title());
        assert!(optout::text::width(&whole) <= 38, "{whole}");
    }
}

#[test]
fn a_note_on_own_posts_is_not_shown_to_those_who_have_none() {
    let note = "for your own public content";
    let goal_of = |mut account: Account, kind: Kind| {
        account.kind = kind;
        let mut bench = inside(account, 120, 60);
        bench.keys("g");
        shown(&mut bench, 120, 60)
    };
    let joined = |page: &str| {
        let right: Vec<String> = page
            .lines()
            .map(|line| line.chars().skip(67).collect::<String>().trim().to_owned())
            .collect();
        right.join(" ")
    };
    let own = joined(&goal_of(germans(), Kind::Personal));
    assert!(own.contains(note), "{own}");
    assert!(
        own.contains("How long Meta may take: Art. 12(3) GDPR"),
        "{own}"
    );
    let nobody = account("b2c3d4e5", "Nobody", Platform::None, Some("IT"));
    let chats = account("c3d4e5f6", "Chats", Platform::Whatsapp, Some("DE"));
    for (account, kind) in [
        (germans(), Kind::Page),
        (nobody, Kind::NoAccount),
        (chats, Kind::Personal),
    ] {
        let page = joined(&goal_of(account, kind));
        assert!(!page.contains(note), "{page}");
        assert!(page.contains("How long Meta may take"), "{page}");
    }
}

#[test]
fn where_there_is_no_form_it_is_said_once_with_the_country() {
    let me = account("a7k2m9qd", "Cousin", Platform::Instagram, Some("US"));
    let mut bench = inside(me, 80, 40);
    bench.keys("g");
    let page = shown(&mut bench, 80, 40);
    // Once in the list, once as the heading of the page.
    assert_eq!(
        page.matches("Meta offers no objection form here").count(),
        2,
        "{page}"
    );
    assert!(
        page.contains("Country: United States (e changes it)"),
        "{page}"
    );
    assert!(page.contains("What still helps"), "{page}");
}

#[test]
fn a_person_without_an_account_is_named_once() {
    let me = account("a7k2m9qd", "Granny", Platform::None, Some("IT"));
    let mut me = me;
    me.kind = Kind::NoAccount;
    let mut bench = inside(me, 80, 24);
    assert!(matches!(bench.model.screen, Screen::Account(_)));
    let page = shown(&mut bench, 80, 24);
    let header = page.lines().next().unwrap();
    assert!(header.contains("Granny · No account, IT"), "{header}");
}

#[test]
fn what_meta_answered_is_told_in_whole_words() {
    let mut bench = inside(refused(Some("DE")), 80, 24);
    bench.keys("g");
    let page = shown(&mut bench, 80, 24);
    assert!(page.contains("11 November 2026   Meta refused"), "{page}");
}

#[test]
fn help_shows_the_whole_text_of_the_selected_entry() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut bench = inside(germans(), width, height);
        bench.keys("?");
        for _ in 0..10 {
            let page = shown(&mut bench, width, height);
            let joined = page.replace(['│', '\n'], " ");
            let words: Vec<&str> = joined.split_whitespace().collect();
            let Some(optout::app::pages::Overlay::Help(help)) = bench.model.overlays.last() else {
                panic!("help is open");
            };
            let about = help.shown(&bench.model.keymap)[help.selected].about();
            // What it does in a letter is told there.
            let about = about.split("; in a letter: ").next().unwrap();
            assert!(words.join(" ").contains(about), "{about}: {page}");
            bench.keys("down");
        }
    }
}

#[test]
fn no_screen_names_a_key_that_was_given_to_nothing() {
    let wishes: Vec<KeyBinding> = [
        ("enter", "f2"),
        ("back", "f3"),
        ("next", "f4"),
        ("down", "f5"),
        ("left", "f6"),
        ("right", "f7"),
        ("tick", "f8"),
        ("open", "f9"),
        ("swap", "f10"),
    ]
    .map(|(action, key)| KeyBinding {
        action: action.into(),
        keys: vec![key.into()],
        line: 1,
        column: 1,
    })
    .into();
    let (keymap, problems) = Keymap::with(&wishes);
    assert!(problems.is_empty(), "{problems:?}");
    let mut bench = Bench::new(vec![germans()]);
    bench.model.keymap = keymap;
    let old = [
        "Enter",
        "Esc",
        "Tab",
        "Space",
        "↓ lists",
        "← and",
        " o opens",
    ];
    for keys in [
        "",
        "/ P f2",
        "f3 f2",
        "f5",
        "f5 f5",
        "?",
        "f3 e",
        "f4 f4 ctrl-u G e r m",
        "f3 c",
        "f3 d",
        "f3 Q",
        "f3 f9",
    ] {
        bench.keys(keys);
        let screen = shown(&mut bench, 100, 34);
        for name in old {
            assert!(!screen.contains(name), "{keys}: {name}\n{screen}");
        }
    }
}
