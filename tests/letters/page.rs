//! The page of a letter: keys in, changes and effects out.

use optout::{
    account::{
        Account, Field,
        change::{Edit, Value},
        progress::Outcome,
    },
    app::{
        action::Action,
        drawn::Target,
        effect::Effect,
        message::Message,
        pages::{Overlay, help::HelpEntry},
        row::Row,
    },
    content::{
        guide::StepId,
        language::{Ground, Language},
        platform::Platform,
    },
    id::Id,
    store::{Changes, writer::WriterEvent},
    system::clipboard::Copied,
    text::{self, TextKind},
};

use crate::bench::{Bench, account, guide_with_letter, lines, objection};

const ID: &str = "a7k2m9qd";

fn mine() -> Account {
    let mut mine = account(ID, "Mine", Platform::Facebook, Some("DE"));
    mine.name = Some(text::clean("Ada Läufer", TextKind::Name));
    mine.email = Some(text::clean("ada@example.org", TextKind::Name));
    mine.language = Some(Language::English);
    mine
}

/// The account on a step that names this letter.
fn on_step(account: Account, letter: &str) -> Bench {
    let mut bench = Bench::new(vec![account]);
    bench.add_guide(&guide_with_letter(letter));
    bench.draw(80, 24);
    bench.keys("enter");
    let id = |text| Id::new(text).unwrap();
    bench.model.row = Row::Step(StepId {
        guide: id("mine"),
        step: id("reason"),
    });
    bench
}

fn on_page(account: Account, letter: &str) -> Bench {
    let mut bench = on_step(account, letter);
    bench.keys("L");
    bench.draw(80, 24);
    bench
}

fn known(bench: &Bench) -> &Account {
    &bench.model.entry(ID).unwrap().account
}

fn text(bench: &Bench) -> &str {
    match bench.model.overlays.last() {
        Some(Overlay::Letter(page)) => &page.draft.shown().unwrap().text,
        other => panic!("{other:?} is no letter"),
    }
}

fn has_page(bench: &Bench) -> bool {
    matches!(bench.model.overlays.last(), Some(Overlay::Letter(_)))
}

#[test]
fn l_shows_the_letter_of_a_step_and_esc_closes_it() {
    let mut bench = on_step(mine(), "objection-short");
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Letter: Short reason"), "{screen}");
    assert!(
        screen.contains("L shows it") && screen.contains("L letter"),
        "{screen}"
    );
    bench.keys("L");
    assert!(text(&bench).starts_with("I object to"));
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("I object to the use of my personal data"),
        "{screen}"
    );
    let count = text(&bench).trim_end().chars().count();
    let length = format!("{count} characters; at least 100 needed");
    assert!(screen.contains(&length), "{screen}");
    bench.keys("esc");
    assert!(bench.model.overlays.is_empty());
    assert!(bench.asked().is_empty());
    // The other step names none.
    bench.keys("down");
    assert!(!bench.screen(80, 24).contains("L letter"));
    bench.keys("L");
    assert!(
        bench.said().contains("No letter belongs"),
        "{}",
        bench.said()
    );
}

#[test]
fn grounds_change_the_text_at_once_are_saved_and_can_be_taken_back() {
    let mut bench = on_page(mine(), "objection-short");
    let before = text(&bench).to_owned();
    bench.keys("4 2");
    assert!(text(&bench).contains("children") && text(&bench).contains("creative work"));
    let wanted = [Ground::Children, Ground::CreativeWork];
    assert_eq!(known(&bench).grounds, wanted);
    let effects = bench.asked();
    let [_, Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(change.edits, [Edit::Set(Value::Grounds(wanted.to_vec()))]);
    bench.keys("2");
    assert_eq!(known(&bench).grounds, [Ground::CreativeWork]);
    bench.keys("esc u u");
    assert!(
        bench
            .said()
            .contains("gave children in my pictures as a ground"),
        "{}",
        bench.said()
    );
    bench.keys("u L");
    assert_eq!(text(&bench), before);
}

#[test]
fn a_letter_without_grounds_says_so() {
    let mut bench = on_page(mine(), "third-party-inquiry");
    assert!(!bench.screen(80, 24).contains("my profession"));
    bench.keys("1");
    assert!(bench.said().contains("does not speak of your situation"));
    assert!(known(&bench).grounds.is_empty());
}

#[test]
fn the_arrows_change_the_language_and_come_round() {
    let mut bench = on_page(mine(), "objection-short");
    let languages = match bench.model.overlays.last() {
        Some(Overlay::Letter(page)) => page.draft.languages.clone(),
        _ => panic!(),
    };
    assert!(languages.contains(&Language::German), "{languages:?}");
    let mut seen = vec![text(&bench).to_owned()];
    for _ in 1..languages.len() {
        bench.keys("right");
        let now = text(&bench).to_owned();
        assert!(!seen.contains(&now), "{now}");
        seen.push(now);
    }
    bench.keys("right");
    assert_eq!(text(&bench), seen[0]);
    bench.keys("left");
    assert_eq!(text(&bench), seen[languages.len() - 1]);
    while !text(&bench).starts_with("Ich widerspreche") {
        bench.keys("right");
    }
    let screen = bench.screen(120, 40);
    assert!(
        screen.contains("Deutsch") && screen.contains("Space keep the language"),
        "{screen}"
    );
    // Looking changes nothing for good; a key does.
    assert_eq!(known(&bench).language, Some(Language::English));
    assert!(bench.asked().is_empty());
    bench.keys("esc L");
    assert_eq!(text(&bench), seen[0]);
    bench.keys("space");
    assert!(bench.said().contains("in English already"));
    while !text(&bench).starts_with("Ich widerspreche") {
        bench.keys("right");
    }
    bench.keys("space");
    assert_eq!(known(&bench).language, Some(Language::German));
    assert!(!bench.screen(120, 40).contains("keep the language"));
    bench.keys("esc L");
    assert!(text(&bench).starts_with("Ich widerspreche"));
    bench.keys("esc u");
    assert_ne!(known(&bench).language, Some(Language::German));
    assert!(
        bench.said().contains("chose letters in German"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_whole_text_is_copied_and_what_happened_is_said() {
    let mut bench = on_page(mine(), "objection-long");
    let whole = text::clean(text(&bench).trim_end(), TextKind::Letter);
    bench.keys("y");
    assert_eq!(bench.asked(), [Effect::Copy(whole.clone())]);
    let count = whole.chars().count();
    let copied = |program, trouble| Copied {
        text: whole.clone(),
        program,
        trouble,
    };
    bench.send(Message::Copied(Ok(copied(Some("xclip"), None))));
    let said = format!("Copied by xclip: the whole text, {count} characters");
    assert_eq!(bench.said(), said);
    let trouble = "The program xclip did not copy it: it took too long.".to_owned();
    bench.send(Message::Copied(Ok(copied(None, Some(trouble.clone())))));
    let said = format!(
        "{trouble} Copied by the terminal, if your terminal allows it: the whole text, {count} characters"
    );
    assert_eq!(bench.said(), said);
    bench.send(Message::Copied(Ok(copied(None, None))));
    let said = format!("Copied, if your terminal allows it: the whole text, {count} characters");
    assert_eq!(bench.said(), said);
}

#[test]
fn what_is_missing_is_named_in_the_language_of_the_letter() {
    let mut bench = on_page(
        Account {
            name: None,
            email: None,
            language: None,
            country: account(ID, "Mine", Platform::Facebook, Some("FR")).country,
            ..mine()
        },
        "objection-long",
    );
    let screen = bench.screen(80, 24);
    for gap in ["[votre nom]", "[votre adresse e-mail]"] {
        assert!(screen.contains(gap), "{screen}");
    }
    assert!(screen.contains("It lacks your name"), "{screen}");
}

#[test]
fn what_is_missing_is_asked_for_and_then_there() {
    let mut bench = on_page(
        Account {
            name: None,
            ..mine()
        },
        "objection-long",
    );
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Name: [your name]"), "{screen}");
    assert!(screen.contains("It lacks your name"), "{screen}");
    for key in ["y", "w"] {
        bench.keys(key);
        assert!(bench.asked().is_empty());
        assert!(has_page(&bench));
        let said = bench.said();
        assert!(
            said.ends_with("it lacks your name. Enter gives it."),
            "{said}"
        );
    }
    bench.keys("enter");
    match bench.model.overlays.last() {
        Some(Overlay::Form(form)) => assert_eq!(form.focus, Field::Name),
        other => panic!("{other:?}"),
    }
    bench.typed("Ada L").keys("enter");
    assert!(text(&bench).contains("Name: Ada L\n"), "{}", text(&bench));
    // What is not missing can be changed all the same.
    bench.keys("enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Form(_))
    ));
}

#[test]
fn a_complaint_has_a_line_for_the_postal_address_which_can_be_given() {
    let mut waiting = account(ID, "Mine", Platform::Facebook, Some("AT"));
    waiting.name = mine().name;
    waiting.email = mine().email;
    waiting.progress.requests = vec![objection(Outcome::Waiting)];
    let mut bench = on_page(waiting, "complaint");
    bench.now.today = "2027-02-01".parse().unwrap();
    bench.keys("down up");
    let line = |bench: &Bench| {
        let found = text(bench)
            .lines()
            .find(|line| line.starts_with("Postanschrift: "));
        found.unwrap().to_owned()
    };
    assert_eq!(line(&bench), "Postanschrift: ____________________");
    let screen = bench.screen(120, 40);
    assert!(screen.contains("Enter your address"), "{screen}");
    // It is no reason not to copy the text.
    bench.keys("y");
    assert!(matches!(bench.asked()[..], [Effect::Copy(_)]));
    bench.keys("enter");
    match bench.model.overlays.last() {
        Some(Overlay::Form(form)) => assert_eq!(form.focus, Field::Address),
        other => panic!("{other:?}"),
    }
    bench.typed("Gasse 1, 1010 Wien").keys("enter");
    assert_eq!(line(&bench), "Postanschrift: Gasse 1, 1010 Wien");
    assert_eq!(known(&bench).address.as_deref(), Some("Gasse 1, 1010 Wien"));
    assert!(!bench.screen(120, 40).contains("Enter your address"));
    bench.keys("esc u");
    assert_eq!(known(&bench).address, None);
}

#[test]
fn what_the_account_cannot_say_is_said_in_words() {
    let mut bench = on_page(mine(), "reminder");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("On [the day your objection was sent]"),
        "{screen}"
    );
    assert!(screen.contains("Enter says why"), "{screen}");
    bench.keys("enter");
    assert!(bench.said().contains("No objection is on record yet"));
    // It is there as soon as the step that sends it is ticked.
    bench.keys("esc down space enter up L");
    assert!(
        bench
            .screen(80, 24)
            .contains("Too soon: Meta has time until 21 December 2026")
    );
    bench.now.today = "2026-12-22".parse().unwrap();
    bench.keys("down up");
    assert!(!bench.screen(80, 24).contains("Too soon"));
    assert!(
        text(&bench).contains("On 21 November 2026 I objected"),
        "{}",
        text(&bench)
    );
}

#[test]
fn which_authority_is_asked_and_only_kept() {
    let mut waiting = mine();
    waiting.progress.requests = vec![objection(Outcome::Waiting)];
    let mut bench = on_page(waiting, "complaint");
    let screen = bench.screen(80, 40);
    assert!(screen.contains("Enter give what it lacks"), "{screen}");
    bench.keys("enter");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Authorities(_))
    ));
    assert!(bench.screen(80, 24).contains("Enter keep "));
    bench.typed("hessen").keys("enter");
    // Its page is not opened: the person is writing.
    let effects = bench.asked();
    assert!(
        matches!(effects.as_slice(), [Effect::Save(_, _)]),
        "{effects:?}"
    );
    let id = known(&bench).authority.clone().unwrap();
    let authority = bench.model.catalog.regions.authority(&id).unwrap();
    assert!(
        text(&bench).contains(authority.name.as_str()),
        "{}",
        text(&bench)
    );
}

#[test]
fn a_long_letter_is_read_to_its_end_and_the_wheel_scrolls_it() {
    let mut bench = on_page(mine(), "objection-long");
    let shows = |bench: &mut Bench, wanted: &str| {
        lines(&bench.draw(80, 24))
            .iter()
            .any(|line| line.contains(wanted))
    };
    assert!(!shows(&mut bench, "Yours faithfully"));
    let mut pages = 0;
    while !shows(&mut bench, "Yours faithfully") {
        bench.keys("pagedown");
        pages += 1;
        assert!(pages < 20);
    }
    bench.keys("g");
    assert!(shows(&mut bench, "A full objection"));
    bench.keys("down");
    assert!(!shows(&mut bench, "A full objection"));
    bench.keys("up");
    bench.send(Message::Wheel(Target::Overlay, true));
    assert!(!shows(&mut bench, "A full objection"));
    bench.keys("G G k");
    assert!(has_page(&bench));
}

#[test]
fn help_lists_the_keys_of_the_page_and_does_them() {
    let mut bench = on_page(mine(), "objection-short");
    bench.keys("?");
    let screen = bench.screen(120, 40);
    assert!(
        screen.contains("Help:") && screen.contains("Short reason"),
        "{screen}"
    );
    // What a key does in a letter, and at this moment first.
    assert!(screen.contains("keep its language"), "{screen}");
    assert!(
        screen.contains("give a detail") && !screen.contains("go in, unfold"),
        "{screen}"
    );
    assert!(
        !screen.contains("right pane") && !screen.contains("tick or untick"),
        "{screen}"
    );
    let help = bench.model.overlays.last();
    let Some(Overlay::Help(help)) = help else {
        panic!("{help:?}");
    };
    let first = &help.entries[..help.first];
    assert!(!first.contains(&HelpEntry::Does(Action::Undo)), "{first:?}");
    bench.typed("safety");
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("5") && screen.contains("my safety, or not"),
        "{screen}"
    );
    bench.keys("enter");
    assert_eq!(known(&bench).grounds, [Ground::Safety]);
    assert!(text(&bench).contains("For my safety"), "{}", text(&bench));
    // Elsewhere the keys of letters are not there.
    bench.keys("esc ?").typed("safety");
    assert!(!bench.screen(80, 24).contains("my safety"));
}

#[test]
fn a_click_does_what_the_keys_do() {
    let mut bench = on_page(mine(), "objection-short");
    bench.draw(80, 24);
    let place = |bench: &Bench, wanted: usize| {
        let found = bench
            .model
            .drawn
            .targets
            .iter()
            .find(|(_, target)| *target == Target::Choice(wanted));
        let (area, _) = found.unwrap();
        (area.x, area.y)
    };
    let (x, y) = place(&bench, 4);
    let target = bench.model.drawn.at(x, y).cloned().unwrap();
    bench.send(Message::Click(target));
    assert_eq!(known(&bench).grounds, [Ground::Safety]);
    let (x, y) = place(&bench, Ground::ALL.len());
    let target = bench.model.drawn.at(x, y).cloned().unwrap();
    bench.send(Message::Click(target));
    assert!(!text(&bench).starts_with("I object"));
    assert!(has_page(&bench));
}

#[test]
fn a_change_from_outside_is_in_the_text_at_once() {
    let mut bench = on_page(mine(), "objection-long");
    let theirs = Account {
        name: Some(text::clean("Someone Else", TextKind::Name)),
        ..mine()
    };
    let changes = |accounts, gone| {
        Message::Stored(Box::new(WriterEvent::Changed(Changes {
            accounts,
            unreadable: Vec::new(),
            gone,
            files: Vec::new(),
            notices: Vec::new(),
        })))
    };
    bench.send(changes(vec![theirs.clone()], Vec::new()));
    assert!(text(&bench).contains("Name: Someone Else\n"));
    // A country whose law it does not know closes it.
    let moved = account(ID, "Mine", Platform::Facebook, Some("US"));
    bench.send(changes(vec![moved], Vec::new()));
    assert!(bench.model.overlays.is_empty());
    assert!(
        bench.said().contains("not for this account's country"),
        "{}",
        bench.said()
    );
    bench.send(changes(vec![theirs], Vec::new()));
    bench.keys("L");
    bench.send(changes(Vec::new(), vec![known(&bench).id.clone()]));
    assert!(!has_page(&bench));
    bench.draw(80, 24);
}

#[test]
fn without_a_country_the_page_says_whose_law_it_is() {
    let mut bench = on_page(
        Account {
            country: None,
            ..mine()
        },
        "objection-short",
    );
    let screen = bench.screen(80, 24);
    assert!(screen.contains("No country yet"), "{screen}");
    let mut bench = on_page(
        Account {
            country: None,
            ..mine()
        },
        "objection-long",
    );
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Country: [your country]"), "{screen}");
}

#[test]
fn letters_that_are_not_there_or_not_for_the_country_say_so() {
    let american = account(ID, "Mine", Platform::Facebook, Some("US"));
    for (account, letter, says) in [
        (american, "objection-long", "not for this account's country"),
        (
            mine(),
            "objection-longest",
            "does not exist: objection-longest",
        ),
    ] {
        let mut bench = on_step(account, letter);
        bench.keys("L");
        assert!(bench.model.overlays.is_empty());
        assert!(bench.said().contains(says), "{}", bench.said());
    }
    let mut bench = on_step(mine(), "objection-longest");
    let screen = bench.screen(80, 24);
    assert!(screen.contains("the route names"), "{screen}");
    assert!(
        bench.model.catalog.problems[0]
            .to_string()
            .contains("did you mean `objection-long`")
    );
}

#[test]
fn a_read_only_account_is_read_and_not_changed() {
    let reason = text::line("Its format is 99; this program understands 1.");
    let read_only = Account {
        read_only: Some(reason),
        ..mine()
    };
    let mut bench = on_page(read_only, "objection-short");
    let before = text(&bench).to_owned();
    for keys in ["1", "right space left", "enter"] {
        bench.keys(keys.trim_end_matches(" left"));
        assert!(
            bench.said().contains("cannot be changed"),
            "{}",
            bench.said()
        );
        assert!(bench.asked().is_empty());
        if keys.ends_with("left") {
            bench.keys("left");
        }
        assert_eq!(text(&bench), before);
    }
    bench.keys("y");
    assert_eq!(bench.asked().len(), 1);
}
