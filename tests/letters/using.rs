//! What is done with a letter: read first, edited, saved, sent as an e-mail.

use optout::{
    account::{Account, compose::LetterKey, progress::Outcome},
    app::{
        core::letters::UsedLetter,
        effect::{EditTarget, Editing, Effect},
        message::Message,
        pages::Overlay,
        row::Row,
    },
    content::{guide::StepId, language::Language, platform::Platform},
    error::Error,
    id::Id,
    text::{self, TextKind},
};

use crate::bench::{Bench, account, guide_with_letter, lines, objection};

const ID: &str = "a7k2m9qd";

fn mine(country: &str) -> Account {
    let mut mine = account(ID, "Mine", Platform::Facebook, Some(country));
    mine.name = Some(text::clean("Ada Läufer", TextKind::Name));
    mine.email = Some(text::clean("ada@example.org", TextKind::Name));
    mine
}

fn on_page(account: Account, letter: &str) -> Bench {
    let mut bench = Bench::new(vec![account]);
    bench.add_guide(&guide_with_letter(letter));
    bench.draw(80, 24);
    bench.keys("enter");
    let id = |text| Id::new(text).unwrap();
    bench.model.row = Row::Step(StepId {
        guide: id("mine"),
        step: id("reason"),
    });
    bench.keys("L");
    bench
}

fn text(bench: &Bench) -> &str {
    match bench.model.overlays.last() {
        Some(Overlay::Letter(page)) => &page.draft.shown().unwrap().text,
        other => panic!("{other:?} is no letter"),
    }
}

/// The editor gives this text back.
fn edited(bench: &mut Bench, changed: &str) {
    bench.keys("e");
    let effects = bench.asked();
    let [
        Effect::Edit(Editing {
            of,
            name: _,
            text: given,
        }),
    ] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(given.as_str(), text(bench));
    let result = Ok(Some(text::inspect(changed, TextKind::Letter)));
    bench.send(Message::Edited {
        of: of.clone(),
        result,
    });
}

#[test]
fn the_text_comes_first_in_every_window() {
    let mut waiting = mine("DE");
    waiting.progress.requests = vec![objection(Outcome::Waiting)];
    let mut bare = waiting.clone();
    (bare.name, bare.email) = (None, None);
    for account in [waiting, bare] {
        for letter in [
            "complaint",
            "objection-long",
            "objection-short",
            "reminder",
            "to-poster",
        ] {
            let mut bench = on_page(account.clone(), letter);
            for (width, height, least) in [(80, 24, 14), (40, 12, 5), (120, 40, 25)] {
                let screen = lines(&bench.draw(width, height));
                let first = text(&bench).lines().next().unwrap();
                let first = first.split(' ').next().unwrap();
                let start = screen
                    .iter()
                    .position(|line| line.trim_start().starts_with(first));
                let start = start.unwrap_or_else(|| panic!("{letter}\n{}", screen.join("\n")));
                // Below the text are its length, the message and the keys.
                let is_below =
                    |line: &String| line.contains("True of you?") || line.contains("───");
                let all = &screen[start..usize::from(height) - 3];
                let rows = all.iter().position(is_below).unwrap_or(all.len());
                let whole = text::wrap(text(&bench), usize::from(width) - 4).len();
                assert!(
                    rows >= least.min(whole),
                    "{letter}: {rows}\n{}",
                    screen.join("\n")
                );
            }
        }
    }
}

#[test]
fn what_to_know_is_a_key_away_and_only_what_holds_here() {
    let mut bench = on_page(mine("DE"), "objection-short");
    let folded = bench.screen(120, 40);
    assert!(
        folded.contains("i about it") && !folded.contains("2024"),
        "{folded}"
    );
    bench.keys("i");
    let open: Vec<String> = lines(&bench.draw(120, 60));
    let open: Vec<&str> = open.iter().map(|line| line.trim()).collect();
    let open = open.join(" ");
    for told in [
        "turned down in 2024",
        "optional in the forms reported since 2025",
        "Sources",
    ] {
        assert!(open.contains(told), "{told}\n{open}");
    }
    // The sources stand for all its texts.
    let (told, _) = open.split_once("Sources").unwrap();
    for other in ["Brazil", "UK", "Korea", "optout letter"] {
        assert!(!told.contains(other), "{other}\n{open}");
    }
    bench.keys("i");
    assert_eq!(bench.screen(120, 40), folded);
}

#[test]
fn what_the_editor_gives_back_is_the_text_until_a_key_brings_the_other_one() {
    let mut bench = on_page(mine("AT"), "objection-long");
    let before = text(&bench).to_owned();
    edited(&mut bench, "Betreff: Mein Wort\n\nNur das.\n");
    assert_eq!(text(&bench), "Betreff: Mein Wort\n\nNur das.\n");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("(edited by you)") && screen.contains("8 characters"),
        "{screen}"
    );
    // A ground would write another text.
    bench.keys("1");
    assert!(bench.said().contains("your own text"), "{}", bench.said());
    assert!(bench.model.entry(ID).unwrap().account.grounds.is_empty());
    bench.keys("y");
    let copied = text::clean("Betreff: Mein Wort\n\nNur das.", TextKind::Letter);
    assert_eq!(bench.asked(), [Effect::Copy(copied.clone())]);
    // It is kept when the page is closed, and is what was used.
    bench.keys("esc L");
    assert!(text(&bench).starts_with("Betreff: Mein Wort"));
    let id = |text| Id::new(text).unwrap();
    let key = LetterKey {
        account: id(ID),
        letter: id("objection-long"),
        language: Language::German,
    };
    assert_eq!(key.text_id(), "objection-long.de");
    let used = UsedLetter { key, text: copied };
    assert_eq!(bench.model.letters.used(&id(ID)), Some(&used));
    bench.keys("u");
    assert_eq!(text(&bench), before);
    bench.keys("u");
    assert!(text(&bench).starts_with("Betreff: Mein Wort"));
    // Another language has its own text.
    bench.keys("right");
    assert!(!text(&bench).contains("Mein Wort"));
    bench.keys("u");
    assert!(bench.said().contains("did not edit"));
}

#[test]
fn a_placeholder_that_is_left_is_still_missing() {
    let mut bench = on_page(
        Account {
            name: None,
            ..mine("AT")
        },
        "to-poster",
    );
    edited(&mut bench, "Von: [Ihr Name]\n");
    bench.keys("y");
    assert!(bench.asked().is_empty());
    assert!(
        bench
            .said()
            .ends_with("it lacks your name. e edits the text."),
        "{}",
        bench.said()
    );
    bench.keys("Q");
    assert_eq!(
        bench.said(),
        "Not shown: it lacks your name. e edits the text."
    );
    edited(&mut bench, "Von: Ada\n");
    // It would be lost, until it has left the program.
    bench.keys("esc q");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("your text of a letter of Mine."),
        "{screen}"
    );
    bench.keys("esc L y");
    assert!(matches!(bench.asked()[..], [Effect::Copy(_)]));
    bench.keys("esc q");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn an_editor_that_changed_nothing_or_failed_is_told() {
    let mut bench = on_page(mine("AT"), "to-poster");
    let before = text(&bench).to_owned();
    let of = match &bench.model.overlays[0] {
        Overlay::Letter(page) => EditTarget::Letter(page.draft.key()),
        other => panic!("{other:?}"),
    };
    for (result, says) in [
        (Ok(None), "code --wait"),
        (
            Err(Error::new("The editor vi failed.", "")),
            "The editor vi failed.",
        ),
    ] {
        let of = of.clone();
        bench.send(Message::Edited { of, result });
        assert!(bench.said().contains(says), "{}", bench.said());
        assert_eq!(text(&bench), before);
    }
    let result = Ok(Some(text::inspect("a\u{1b}[2Jb", TextKind::Letter)));
    bench.send(Message::Edited { of, result });
    assert!(bench.said().contains("cannot be shown"));
    assert_eq!(text(&bench), "a\u{fffd}[2Jb\n");
}

#[test]
fn a_letter_is_saved_where_the_person_says() {
    let mut bench = on_page(mine("AT"), "objection-long");
    let whole = text(&bench).to_owned();
    bench.keys("w");
    let screen = bench.screen(80, 24);
    let name = format!("objection-long-{ID}-2026-11-21.txt");
    assert!(
        screen.contains(&name) && screen.contains("in /home/me/docs"),
        "{screen}"
    );
    // To Meta there is no address: it is no e-mail.
    bench.keys("tab");
    assert!(
        bench.said().contains("No e-mail address"),
        "{}",
        bench.said()
    );
    bench.keys("enter");
    let wanted = Effect::WriteText {
        path: name.clone(),
        text: whole,
    };
    assert_eq!(bench.asked(), [wanted]);
    let error = Error::new(format!("{name} is there already."), "Nothing was written.");
    bench.send(Message::TextWritten(Err(error)));
    assert!(bench.said().contains("there already"));
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Save(_))
    ));
    bench.send(Message::TextWritten(Ok(text::line("/home/me/docs/x.txt"))));
    assert!(bench.screen(80, 24).contains("/home/me/docs/x.txt"));
    bench.keys("enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Letter(_))
    ));
}

#[test]
fn to_whom_e_mail_is_the_way_it_is_a_draft_of_one() {
    let saved = |bench: &mut Bench| {
        bench.keys("w tab enter");
        match bench.asked().pop() {
            Some(Effect::WriteText { path, text }) => (path, text),
            other => panic!("{other:?}: {}", bench.said()),
        }
    };
    let mut bench = on_page(mine("AT"), "to-poster");
    let (path, text) = saved(&mut bench);
    assert!(path.ends_with(".eml"), "{path}");
    assert!(
        text.starts_with("X-Unsent: 1\r\nFrom: ada@example.org\r\nSubject: "),
        "{text}"
    );
    let mut waiting = mine("AT");
    waiting.progress.requests = vec![objection(Outcome::Refused)];
    let mut bench = on_page(waiting.clone(), "complaint");
    let (_, text) = saved(&mut bench);
    assert!(text.contains("\r\nTo: dsb@dsb.gv.at\r\n"), "{text}");
    // An authority that takes none.
    waiting.country = mine("PL").country;
    let mut bench = on_page(waiting, "complaint");
    bench.keys("w tab");
    assert!(
        bench.said().contains("no complaint by plain e-mail"),
        "{}",
        bench.said()
    );
}
