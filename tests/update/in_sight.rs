//! What stays in sight in a small window: what a page asks, whole addresses, what is not saved.

use std::time::Duration;

use optout::{
    account::{
        change::Edit,
        evidence,
        progress::{Evidence, Outcome},
    },
    app::{
        action::Action, core::Tone, drawn::Target, effect::Effect, hints::hints, message::Message,
        pages::Overlay,
    },
    content::platform::Platform,
    error::Error,
    id::Id,
    store::{Changes, Saved, Trashed, Unreadable, writer::WriterEvent},
    system::clipboard::Copied,
    text,
};

use super::{
    Bench, ID, account,
    bench::{lines, objection},
    german, inside, known, saved, walk_to,
};

/// The smallest window with a border around what is asked.
const SMALL: (u16, u16) = (40, 12);

fn small(bench: &mut Bench) -> String {
    lines(&bench.draw(SMALL.0, SMALL.1)).join("\n")
}

fn not_saved(bench: &mut Bench) {
    bench.send(Message::Stored(Box::new(WriterEvent::Failed {
        tickets: Vec::new(),
        account: Id::new(ID).unwrap(),
        error: Error::new("The file cannot be read. ".repeat(8), "Put the copy back."),
        again_in: Duration::from_secs(5),
    })));
}

fn all_saved(bench: &mut Bench) {
    let waiting = bench.model.saving.pending().iter();
    let tickets = waiting.map(|pending| pending.ticket).collect();
    let saved = Saved {
        id: Id::new(ID).unwrap(),
        file: text::line("file"),
        account: Some(known(bench).clone()),
        notices: Vec::new(),
        renumbered: Vec::new(),
        refused: Vec::new(),
    };
    let event = WriterEvent::Saved { tickets, saved };
    bench.send(Message::Stored(Box::new(event)));
}

fn asked_in_title(bench: &Bench) -> &str {
    match bench.model.overlays.last() {
        Some(Overlay::Question(question)) => &question.title,
        other => panic!("nothing is asked: {other:?}"),
    }
}

#[test]
fn a_message_leaves_half_of_a_page_in_sight() {
    let long = format!("{}the end.", "Every word of a message counts, ".repeat(8));
    for (keys, shows) in [
        ("d", "Yes, delete it"),
        ("a", "Platform"),
        ("enter n", "Kept with the step"),
    ] {
        let mut bench = super::bench();
        bench.draw(SMALL.0, SMALL.1);
        bench.keys(keys);
        bench.model.say(Tone::Bad, long.clone());
        let screen = small(&mut bench);
        assert!(screen.contains(shows), "{keys}: {screen}");
        assert!(
            screen.contains(" …\n"),
            "it is told that there is more: {screen}"
        );
        bench.keys("esc");
        bench.model.say(Tone::Bad, long.clone());
        assert!(small(&mut bench).contains("the end."), "over no page");
    }
}

#[test]
fn what_could_not_be_saved_is_told_in_a_line_over_a_page_and_whole_without() {
    let mut bench = inside();
    bench.keys("space");
    not_saved(&mut bench);
    assert!(
        bench
            .said()
            .contains("Put the copy back. Trying again in 5 s.")
    );
    bench.keys("esc d");
    not_saved(&mut bench);
    let short = "Personal is not saved. Esc, ! say why. Trying again in 5 s.";
    assert_eq!(bench.said(), short);
    bench.keys("esc !");
    assert!(bench.screen(80, 24).contains("Put the copy back."));
}

#[test]
fn the_whole_address_is_in_sight_before_it_is_opened() {
    let mut bench = inside();
    bench.keys("i o");
    bench.draw(SMALL.0, SMALL.1);
    bench.keys("enter");
    let screen = small(&mut bench);
    let address = &screen[screen.find("The whole address:").expect(&screen)..];
    assert!(address.contains("https://"), "{screen}");
    // What does not fit is reached by the keys of every text, and by the wheel.
    let long = format!("https://example.org/{}", "long/".repeat(200));
    let Some(Overlay::Question(question)) = bench.model.overlays.last_mut() else {
        panic!()
    };
    question.body = format!("{long}\nThe last line.");
    let screen = small(&mut bench);
    assert!(screen.contains("PgDn scroll"), "{screen}");
    for _ in 0..30 {
        bench.keys("pagedown");
        small(&mut bench);
    }
    let screen = small(&mut bench);
    assert!(
        screen.contains("The last line.") && screen.contains("❯"),
        "{screen}"
    );
    bench.send(Message::Wheel(Target::Overlay, false));
    assert!(!small(&mut bench).contains("The last line."));
    bench.keys("y");
    assert!(matches!(bench.asked().as_slice(), [Effect::Open(_)]));
}

#[test]
fn what_is_asked_stands_above_many_answers() {
    let mut account = german();
    account.progress.requests = vec![objection(Outcome::Refused)];
    let mut bench = Bench::new(vec![account]);
    bench.draw(SMALL.0, SMALL.1);
    bench.keys("r");
    let screen = small(&mut bench);
    assert!(screen.contains("What did Meta"), "{screen}");
    let roomy = bench.screen(80, 24);
    assert!(!roomy.contains("PgDn"), "it does not scroll there: {roomy}");
    let bar = screen.lines().filter(|line| line.ends_with("┃ │")).count();
    assert!(bar > 0, "it is told that there are more answers: {screen}");
}

#[test]
fn quitting_asks_about_what_was_typed_and_not_saved() {
    let mut bench = inside();
    bench.keys("n").typed("half").keys("esc");
    bench.keys("esc a").typed("Gran").keys("esc q");
    assert_eq!(
        asked_in_title(&bench),
        "What you typed is not saved. Quit all the same?"
    );
    assert!(
        bench
            .screen(80, 24)
            .contains("Kept only until you quit: a note of Personal; a new account.")
    );
    bench.keys("enter");
    assert!(bench.asked().is_empty() && bench.model.overlays.is_empty());
    // Saved, or as it was before: nothing is left to ask about.
    bench.keys("a ctrl-s");
    bench.model.selected = Some(Id::new(ID).unwrap());
    bench.keys("enter n backspace backspace backspace backspace esc");
    bench.asked();
    bench.keys("esc q");
    assert_eq!(bench.asked(), [Effect::Quit]);
}

#[test]
fn the_question_before_quitting_tells_how_it_stands_now() {
    let mut bench = inside();
    bench.keys("n").typed("half").keys("esc space");
    not_saved(&mut bench);
    bench.keys("q");
    assert_eq!(
        asked_in_title(&bench),
        "1 change could not be saved. Quit all the same?"
    );
    all_saved(&mut bench);
    assert_eq!(
        asked_in_title(&bench),
        "What you typed is not saved. Quit all the same?"
    );
    bench.keys("esc n ctrl-s esc space");
    not_saved(&mut bench);
    bench.keys("q");
    all_saved(&mut bench);
    assert!(bench.model.overlays.is_empty());
    assert!(
        bench.said().starts_with("Saved after all"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_copy_of_a_file_that_was_spoiled_meanwhile_is_offered() {
    let mut bench = super::bench();
    let spoiled = Unreadable {
        id: Id::new(ID).unwrap(),
        file: text::line("file"),
        why: text::line("It is not TOML."),
        copy: Some(Box::new(german())),
    };
    let send = |bench: &mut Bench, changes: Changes| {
        bench.send(Message::Stored(Box::new(WriterEvent::Changed(changes))));
    };
    let broken = Changes {
        unreadable: vec![spoiled],
        ..Changes::default()
    };
    send(&mut bench, broken.clone());
    // What is changed in memory leaves the file as it is.
    bench.keys("enter space esc p");
    assert!(asked_in_title(&bench).starts_with("Put the newest good copy of Personal"));
    bench.asked();
    bench.keys("y");
    assert!(matches!(saved(&mut bench).as_slice(), [Edit::PutBack(_)]));
    assert!(bench.model.unreadable.is_empty());
    // Mended by hand, it is as good.
    send(&mut bench, broken);
    let mended = Changes {
        accounts: vec![known(&bench).clone()],
        ..Changes::default()
    };
    send(&mut bench, mended);
    bench.keys("p");
    assert_eq!(bench.said(), "Every account can be read.");
}

#[test]
fn evidence_keeps_its_question_above_the_files() {
    let mut account = german();
    let mut bench = Bench::new(vec![account.clone()]);
    bench.keys("E");
    let offered = |bench: &Bench| hints(&bench.model, &bench.model.drawn);
    let offers = |bench: &Bench, what| offered(bench).iter().any(|(action, _)| *action == what);
    assert!(!offers(&bench, Action::TakeOff) && !offers(&bench, Action::Down));
    account.progress.requests = vec![objection(Outcome::Waiting)];
    account.progress.evidence = (0..9)
        .map(|number| Evidence {
            sha256: evidence::hash(&[number]),
            name: text::line(&format!("page{number}.png")),
            added: bench.now.moment,
            request: None,
        })
        .collect();
    let mut bench = Bench::new(vec![account]);
    bench.keys("E");
    assert!(offers(&bench, Action::TakeOff) && offers(&bench, Action::Down));
    for number in 0..9 {
        let screen = small(&mut bench);
        assert!(screen.contains("Which file for the"), "{screen}");
        assert!(screen.contains(&format!("page{number}.png")), "{screen}");
        bench.keys("down");
    }
}

#[test]
fn over_a_question_the_key_that_closes_it_comes_first() {
    let mut bench = inside();
    walk_to(&mut bench, super::StepKind::Do);
    bench.keys("b");
    if bench.model.overlays.last().is_some() {
        bench.keys("down enter");
    }
    assert!(bench.said().starts_with("Blocked \""), "{}", bench.said());
    assert!(
        bench.said().ends_with("Esc, u undo it."),
        "{}",
        bench.said()
    );
    bench.keys("esc u");
    assert!(
        bench.said().starts_with("Undone: blocked"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_welcome_can_be_read_to_its_end() {
    for keys in [
        "down down down down down down down down",
        "end",
        "pagedown pagedown",
    ] {
        let mut bench = Bench::new(Vec::new());
        assert!(!small(&mut bench).contains("Kept in"));
        for key in keys.split(' ') {
            bench.keys(key);
            small(&mut bench);
        }
        assert!(small(&mut bench).contains("Kept in"), "{keys}");
        let target = bench.model.drawn.at(5, 5).cloned().unwrap();
        for _ in 0..5 {
            bench.send(Message::Wheel(target.clone(), false));
        }
        assert!(small(&mut bench).contains("Stop Meta"));
    }
}

#[test]
fn a_long_text_that_was_copied_is_told_by_its_length() {
    let mut bench = inside();
    let copied = |text: &str| {
        Message::Copied(Ok(Copied {
            text: text::line(text),
            program: Some("wl-copy"),
            trouble: None,
        }))
    };
    bench.send(copied(&"word ".repeat(120)));
    assert_eq!(
        bench.said(),
        "Copied by wl-copy: the whole text, 600 characters"
    );
    bench.send(copied("https://www.facebook.com/privacy/center/"));
    assert!(bench.said().ends_with("/privacy/center/"));
}

#[test]
fn accounts_of_one_label_are_told_apart_where_one_is_deleted_and_where_one_is() {
    let twin = |id: &str, handle: &str| {
        let mut one = account(id, "Mum", Platform::Facebook, Some("DE"));
        one.handle = Some(text::line(handle));
        one
    };
    let mut bench = Bench::new(vec![twin("a1", "@one"), twin("b2", "@two")]);
    for (id, handle) in [("a1", "@one"), ("b2", "@two")] {
        bench.model.selected = Some(Id::new(id).unwrap());
        bench.keys("d");
        let title = format!("Delete Mum (Facebook {handle})?");
        assert_eq!(asked_in_title(&bench), title);
        bench.keys("esc enter");
        for (width, height) in [(80, 24), SMALL] {
            let header = lines(&bench.draw(width, height)).remove(0);
            assert!(header.contains(&format!("Mum {handle}")), "{header}");
        }
        bench.keys("esc esc");
    }
    bench.keys("T");
    let trashed = ["@one", "@two"].map(|handle| Trashed {
        id: Id::new(&handle[1..]).unwrap(),
        account: Ok(Box::new(twin(&handle[1..], handle))),
    });
    bench.send(Message::TrashListed(Ok(trashed.into())));
    assert!(small(&mut bench).contains("Mum  Facebook, DE @two"));
}

#[test]
fn the_text_below_a_field_can_be_read_to_its_end() {
    let mut account = german();
    account.progress.requests = vec![objection(Outcome::Refused)];
    let mut bench = Bench::new(vec![account]);
    bench.keys("C");
    if let Some(Overlay::Authorities(_)) = bench.model.overlays.last() {
        bench.keys("enter");
    }
    let end = "/home/me/docs";
    assert!(!small(&mut bench).contains(end));
    for _ in 0..9 {
        bench.keys("down");
        small(&mut bench);
    }
    assert!(small(&mut bench).contains(end), "{}", small(&mut bench));
}

#[test]
fn a_small_window_names_the_demo_and_the_keys_of_the_grounds() {
    let mut bench = Bench::with_guides(
        vec![german()],
        &[&super::bench::guide_with_letter("objection-long")],
        super::now(),
    );
    bench.model.settings.is_demo = true;
    assert!(small(&mut bench).starts_with(" optout demo"));
    bench.keys("enter L");
    let screen = small(&mut bench);
    assert!(
        screen.contains("True of you? 1 2 3 4 5, at the end."),
        "{screen}"
    );
}

fn footer(bench: &Bench) -> String {
    let shown = hints(&bench.model, &bench.model.drawn).into_iter();
    let words: Vec<String> = shown
        .map(|(action, words)| format!("{action} {words}"))
        .collect();
    words.join(", ")
}

#[test]
fn no_key_acts_on_what_a_filter_hides() {
    let mut bench = super::bench();
    bench.keys("/").typed("zzz");
    assert!(footer(&bench).contains("keep the filter"));
    bench.keys("enter");
    bench.asked();
    let nothing = |bench: &mut Bench, keys: &str| {
        let was = bench.model.screen.clone();
        for key in keys.split(' ') {
            bench.keys(key);
            let said = bench.said().to_owned();
            assert!(said.contains("the list is empty"), "{key}: {said}");
        }
        assert!(bench.model.overlays.is_empty() && bench.model.screen == was);
        assert!(bench.asked().is_empty());
        let footer = footer(bench);
        for words in ["enter", "delete", "edit", "tick", "skip", "open", "note"] {
            assert!(!footer.contains(words), "{words}: {footer}");
        }
    };
    nothing(&mut bench, "enter right d e o O y L Q r E C");
    bench.keys("esc enter");
    let before = known(&bench).progress.clone();
    bench.keys("/").typed("qqq").keys("enter");
    nothing(&mut bench, "enter space s b o O y L Q n N i r E");
    assert_eq!(known(&bench).progress, before);
    bench.draw(80, 24);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("No step matches the filter."), "{screen}");
    assert!(!screen.contains("Step 1 of"), "{screen}");
}

#[test]
fn no_key_acts_on_what_is_hidden_as_it_is_done() {
    let mut mine = german();
    mine.progress.requests = vec![optout::account::progress::Request {
        due: Some(jiff::civil::date(2026, 12, 20)),
        ..objection(Outcome::Waiting)
    }];
    let mut bench = Bench::new(vec![mine]);
    bench.keys(". d");
    assert!(
        bench.said().ends_with("Press . to see it again."),
        "{}",
        bench.said()
    );
    assert!(bench.model.overlays.is_empty());
    bench.keys(". d");
    assert!(matches!(
        bench.model.overlays.last(),
        Some(Overlay::Question(_))
    ));
}

#[test]
fn what_is_typed_is_in_sight_in_the_smallest_window() {
    let mut bench = Bench::new(Vec::new());
    let tiny = |bench: &mut Bench| lines(&bench.draw(20, 5)).join("\n");
    bench.keys("a").typed("Mum Bakery");
    let screen = tiny(&mut bench);
    assert!(
        screen.contains("Mum Bakery") && screen.contains("Label: such"),
        "{screen}"
    );
    bench.keys("tab");
    let screen = tiny(&mut bench);
    assert!(screen.contains("< Facebook >"), "{screen}");
    let mut bench = inside();
    walk_to(&mut bench, optout::content::guide::StepKind::Submit);
    bench.keys("space");
    for _ in 0..30 {
        bench.keys("backspace");
    }
    bench.typed("2026-11-01");
    let screen = tiny(&mut bench);
    assert!(screen.contains("2026-11-01"), "{screen}");
}

#[test]
fn the_footer_offers_what_can_be_done_with_what_is_there() {
    let mut bench = super::bench();
    bench.keys("T");
    bench.send(Message::TrashListed(Ok(Vec::new())));
    assert_eq!(footer(&bench), "back close");
    bench.keys("esc enter E");
    assert!(
        !footer(&bench).contains("something else"),
        "{}",
        footer(&bench)
    );
}

#[test]
fn the_end_of_what_now_says_how_to_leave_it() {
    let mut bench = super::bench();
    bench.keys("w");
    bench.model.overlays.clear();
    bench.keys("]");
    bench.draw(80, 24);
    bench.keys("s");
    assert!(
        bench.said().ends_with("Esc leads to the accounts."),
        "{}",
        bench.said()
    );
}

#[test]
fn what_a_filter_hides_is_not_selected_after_a_change_either() {
    let accounts = [("a1", "Ann"), ("a2", "Bob"), ("a3", "Suzanne")];
    let accounts = accounts.map(|(id, label)| account(id, label, Platform::Facebook, Some("DE")));
    let mut bench = Bench::new(accounts.into());
    bench.keys("/").typed("ann").keys("enter home d y");
    assert_eq!(bench.model.selected.as_deref(), Some("a3"));
}

#[test]
fn a_complaint_without_a_country_says_that_it_comes_first() {
    let mut nowhere = account(ID, "Personal", Platform::Facebook, None);
    nowhere.progress.requests = vec![optout::account::progress::Request {
        due: None,
        ..objection(Outcome::Waiting)
    }];
    let mut bench = Bench::new(vec![nowhere]);
    bench.keys("C");
    let Some(Overlay::Complaint(page)) = bench.model.overlays.last() else {
        panic!("{}", bench.said());
    };
    let said = page.says(&bench.model).join(" ");
    assert!(
        said.contains("e on the account fills it, the country first."),
        "{said}"
    );
}

#[test]
fn the_reminder_to_be_logged_in_tells_two_of_one_label_apart() {
    let twins = [("a1", "DE"), ("a2", "AT")];
    let twins = twins.map(|(id, country)| account(id, "Mum", Platform::Facebook, Some(country)));
    let mut bench = Bench::new(twins.into());
    bench.keys("enter");
    for _ in 0..9 {
        if bench.model.overlays.is_empty() {
            bench.keys("down o");
        }
    }
    let Some(Overlay::Question(question)) = bench.model.overlays.last() else {
        panic!("{:?}", bench.model.overlays);
    };
    assert!(
        question.body.contains("as Mum (Facebook "),
        "{}",
        question.body
    );
}
