//! What is said: about keys that do nothing, in long messages, about what is in the trash.

use optout::{
    account::change::Edit,
    app::{
        core::{Screen, Tone},
        effect::Effect,
        message::Message,
        pages::Overlay,
    },
    content::guide::StepKind,
    store::Trashed,
    text,
};

use super::{Bench, ID, bench, german, inside, known, saved, walk_to};

#[test]
fn a_key_that_does_nothing_says_what_would() {
    for (keys, says) in [
        ("b", "b (can't find) works on a step: Enter goes in."),
        ("L", "No letter belongs to this step."),
        ("space", "Space (tick) works on a step: Enter goes in."),
        ("left", "This is the first screen; q quits."),
        ("z", "z does nothing here: ? lists the keys."),
        (
            "enter d",
            "d deletes an account, and only on the first screen. Space ticks a step.",
        ),
        (
            "enter p",
            "p (put back) works on the first screen: Esc goes there.",
        ),
        ("d z", "z does nothing here: Esc closes this."),
    ] {
        let mut bench = bench();
        bench.keys(keys);
        assert!(bench.said().ends_with(says), "{keys}: {}", bench.said());
        assert_eq!(bench.model.entries.len(), 1);
        assert!(saved(&mut bench).is_empty());
    }
    let mut bench = Bench::new(Vec::new());
    bench.keys("s");
    assert_eq!(
        bench.said(),
        "s (skip) works on a step: a adds an account first."
    );
    bench.keys("n");
    assert_eq!(bench.said(), "There is no account yet: a adds one.");
}

#[test]
fn left_leads_out_of_an_account() {
    let mut bench = inside();
    bench.draw(80, 24);
    bench.keys("right left");
    assert!(matches!(bench.model.screen, Screen::Account(_)));
    bench.keys("left");
    assert_eq!(bench.model.screen, Screen::Home);
}

#[test]
fn long_messages_are_shown_to_their_end() {
    let long = format!(
        "{}the end.",
        "A message is told with every word of it, ".repeat(6)
    );
    for place in ["", "enter", "a", "?", "enter n"] {
        for (width, height) in [(80, 24), (40, 12), (120, 40)] {
            // A page needs half of the smallest window.
            if height == 12 && !["", "enter"].contains(&place) {
                continue;
            }
            let mut bench = bench();
            bench.draw(width, height);
            bench.keys(place);
            bench.model.say(Tone::Bad, long.clone());
            let screen = bench.screen(width, height);
            assert!(
                screen.contains("the end."),
                "{place} {width}x{height}: {screen}"
            );
        }
    }
}

#[test]
fn ticks_and_unticks_are_told_with_the_key_that_undoes_them() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    bench.keys("space");
    let said = bench.said();
    assert!(
        said.starts_with("Ticked \"") && said.contains("u undoes it."),
        "{said}"
    );
    bench.keys("space");
    let said = bench.said();
    assert!(
        said.starts_with("Unticked \"") && said.contains("u undoes it."),
        "{said}"
    );
}

#[test]
fn undo_goes_back_to_the_start_of_the_session() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    let before = known(&bench).progress.clone();
    for _ in 0..150 {
        bench.keys("space");
    }
    for _ in 0..150 {
        bench.keys("u");
        assert!(bench.said().starts_with("Undone:"), "{}", bench.said());
    }
    assert_eq!(known(&bench).progress.requests, before.requests);
    bench.keys("u");
    assert!(bench.said().contains("Nothing to undo"));
}

#[test]
fn a_deleted_account_comes_back_from_the_trash() {
    let mut bench = bench();
    bench.keys("d");
    assert!(bench.screen(80, 24).contains("later T shows the trash"));
    bench.keys("esc");
    bench.asked();
    bench.keys("T");
    assert!(bench.asked().contains(&Effect::ListTrash));
    let other = optout::account::Account {
        label: text::line("Gran"),
        id: optout::id::Id::new("g2k2m9qd").unwrap(),
        ..german()
    };
    let entries = vec![
        Trashed {
            id: other.id.clone(),
            account: Ok(Box::new(other.clone())),
        },
        Trashed {
            id: optout::id::Id::new("bad").unwrap(),
            account: Err(text::line("It is not TOML.")),
        },
    ];
    bench.send(Message::TrashListed(Ok(entries)));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Gran  Facebook, DE") && screen.contains("bad.toml cannot be read"));
    bench.keys("down enter");
    assert!(bench.said().contains("It is not TOML."));
    bench.keys("up enter");
    assert_eq!(saved(&mut bench), [Edit::Restore]);
    assert!(bench.model.entry("g2k2m9qd").is_some());
    assert!(bench.said().contains("Gran is back"));
    // Undo puts it into the trash again.
    bench.keys("u");
    assert!(bench.model.entry("g2k2m9qd").is_none() && bench.model.entry(ID).is_some());
    assert_eq!(saved(&mut bench), [Edit::Remove]);
}

#[test]
fn an_empty_trash_says_so() {
    let mut bench = bench();
    bench.keys("T").send(Message::TrashListed(Ok(Vec::new())));
    assert!(bench.screen(80, 24).contains("The trash is empty."));
    bench.keys("enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Trash(_))
    ));
}

#[test]
fn nobody_is_asked_who_is_logged_in_where_that_does_not_matter() {
    let question =
        |bench: &Bench| matches!(bench.model.overlays.last(), Some(Overlay::Question(_)));
    let mut bench = inside();
    bench.keys("o");
    let step = bench.model.row.clone();
    assert!(!question(&bench), "{step:?} is where one logs in");
    let mut bench = inside();
    let mut steps = 0;
    while !question(&bench) && steps < 20 {
        bench.keys("down o");
        steps += 1;
    }
    assert!(question(&bench), "elsewhere one is asked");
    let mut bench = inside();
    bench.model.settings.opens_nothing = true;
    for _ in 0..steps {
        bench.keys("down o");
        assert!(!question(&bench));
    }
}

#[test]
fn help_is_found_by_other_words_and_has_a_legend() {
    for (word, finds) in [
        ("refus", "record an answer"),
        ("complain", "show the step's letter"),
        ("print", "show the step's letter"),
        ("delete", "the trash: deleted accounts"),
        ("redo", "redo what was undone"),
        ("phishing", "check an address"),
        ("restore", "the trash"),
    ] {
        let mut found = false;
        for place in ["?", "enter ?", "enter L ?"] {
            let mut bench = bench();
            bench.keys(place).typed(word);
            found |= bench.screen(80, 24).contains(finds);
        }
        assert!(found, "{word}");
    }
    let mut bench = inside();
    bench.keys("?").typed("legend");
    let screen = bench.screen(80, 24);
    for sign in [
        "\u{2612}", "\u{bb}", "+note", "(extra)", "covered", "[old]", "[yours]",
    ] {
        assert!(screen.contains(sign), "{sign}: {screen}");
    }
    bench.keys("enter");
    assert!(bench.said().contains("This sign means"), "{}", bench.said());
}

#[test]
fn the_sign_of_a_note_and_the_word_of_a_mark_are_never_cut() {
    for (width, height) in [(80, 24), (40, 12), (120, 40)] {
        let mut bench = inside();
        bench.draw(width, height);
        bench.model.pane = optout::app::core::Pane::Steps;
        for _ in 0..7 {
            bench.keys("n").typed("x").keys("ctrl-s s");
        }
        bench.model.status = None;
        let screen = bench.screen(width, height);
        let rows: Vec<&str> = screen
            .lines()
            .filter(|line| line.contains('\u{bb}'))
            .collect();
        assert!(rows.len() > 2, "{screen}");
        for row in rows {
            assert!(row.contains("+note") && row.contains(" skipped"), "{row}");
        }
    }
}
