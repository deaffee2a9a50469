//! The form and the note: what is typed and pasted, and what becomes of it.

use crossterm::event::Event;
use optout::app::effect::{EditTarget, Effect};
use optout::{
    account::{Field, change::Edit},
    app::{input, message::Message, pages::Overlay},
    content::{
        guide::StepKind,
        platform::{Kind, Platform},
    },
    text,
};
use tui_input::InputRequest;

use super::{Bench, ID, account, german, inside, known, saved, walk_to};

fn pasted(bench: &mut Bench, text: &str) {
    let paste = input::message(&Event::Paste(text.to_owned()), &bench.model);
    bench.send(paste.unwrap());
}

fn focus(bench: &Bench) -> Option<Field> {
    match bench.model.overlays.last() {
        Some(Overlay::Form(form)) => Some(form.focus),
        _ => None,
    }
}

fn note(bench: &Bench) -> String {
    let steps = known(bench).progress.steps.values();
    let mut notes = steps
        .flat_map(|steps| steps.values())
        .filter_map(|state| state.note.clone());
    notes
        .next()
        .map_or_else(String::new, |note| note.to_string())
}

#[test]
fn enter_goes_through_the_form_and_saves_from_its_last_field() {
    let mut bench = Bench::new(Vec::new());
    bench.keys("a").typed("Mum").keys("enter").typed("i");
    bench.keys("enter").typed("uk").keys("enter").typed("pp");
    bench.keys("enter enter enter enter enter enter");
    assert_eq!(focus(&bench), Some(Field::OpenWith));
    assert!(saved(&mut bench).is_empty());
    bench.keys("enter");
    let edits = saved(&mut bench);
    let [Edit::Create(new)] = edits.as_slice() else {
        panic!("{edits:?}")
    };
    assert_eq!((new.platform, new.kind), (Platform::Instagram, Kind::Page));
    assert_eq!(new.country.unwrap().code(), "GB");
}

#[test]
fn choices_are_taken_by_their_first_letter() {
    for (keys, platform) in [
        ("w", Platform::Whatsapp),
        ("W", Platform::Whatsapp),
        ("m", Platform::Messenger),
        ("m m", Platform::MetaAi),
        ("n", Platform::None),
        ("space", Platform::Instagram),
        ("x", Platform::Facebook),
    ] {
        let mut bench = Bench::new(Vec::new());
        bench.keys("a").typed("Ann").keys("enter").keys(keys);
        bench.keys("ctrl-s");
        let edits = saved(&mut bench);
        let [Edit::Create(new)] = edits.as_slice() else {
            panic!("{edits:?}")
        };
        assert_eq!(new.platform, platform, "{keys}");
    }
}

#[test]
fn enter_stays_where_something_is_wrong_and_says_what() {
    let mut bench = Bench::new(Vec::new());
    bench.keys("a enter");
    assert!(bench.said().contains("A label is needed"));
    assert_eq!(focus(&bench), Some(Field::Label));
    bench
        .typed("Ann")
        .keys("enter enter")
        .typed("Atlantis")
        .keys("enter");
    assert!(bench.said().contains("Atlantis is not a country"));
    assert_eq!(focus(&bench), Some(Field::Country));
}

#[test]
fn a_missing_country_is_told_at_once_and_stays_in_sight() {
    let mut bench = Bench::new(Vec::new());
    bench.keys("a").typed("Ann").keys("enter enter enter");
    assert!(
        bench
            .screen(80, 24)
            .contains("no country: the routes of every region")
    );
    bench.keys("ctrl-s");
    assert!(
        bench.said().contains("It has no country yet"),
        "{}",
        bench.said()
    );
    bench.keys("esc");
    assert!(bench.screen(80, 24).contains("Country?"));
    bench.keys("enter");
    assert!(bench.screen(80, 24).contains("No country yet: e sets it"));
    bench.keys("e tab tab").typed("de").keys("ctrl-s");
    assert!(!bench.screen(80, 24).contains("No country yet"));
    bench.keys("esc");
    assert!(!bench.screen(80, 24).contains("Country?"));
}

#[test]
fn a_twin_is_told_once_before_it_is_saved() {
    let mut bench = Bench::new(vec![german()]);
    bench
        .keys("a")
        .typed("personal")
        .keys("enter enter")
        .typed("de");
    bench.keys("ctrl-s");
    assert!(saved(&mut bench).is_empty());
    assert!(
        bench.said().contains("Personal is there already"),
        "{}",
        bench.said()
    );
    bench.keys("ctrl-s");
    assert_eq!(saved(&mut bench).len(), 1);
    // What is no twin is saved at once, and the account itself is none.
    bench
        .keys("a")
        .typed("personal")
        .keys("enter")
        .typed("t")
        .keys("enter");
    bench.typed("de").keys("ctrl-s");
    assert_eq!(saved(&mut bench).len(), 1);
    let mut bench = Bench::new(vec![german()]);
    bench.keys("e tab tab tab tab").typed("@me").keys("ctrl-s");
    assert_eq!(saved(&mut bench).len(), 1);
}

#[test]
fn several_pasted_or_typed_lines_are_never_commands() {
    let mut bench = Bench::new(vec![german()]);
    bench.keys("a");
    pasted(&mut bench, "Line one\rq\rdy");
    assert_eq!(focus(&bench), Some(Field::Label));
    pasted(&mut bench, "\r\n");
    bench.keys("esc");
    assert_eq!(bench.model.entries.len(), 1);
    // A terminal without bracketed paste types them.
    let mut bench = Bench::new(vec![german()]);
    bench.keys("a").typed("Line one").keys("enter").typed("dyq");
    assert_eq!(focus(&bench), Some(Field::Platform));
    assert_eq!(bench.model.entries.len(), 1);
}

#[test]
fn hearts_are_kept_and_what_is_invisible_is_left_out_and_told() {
    let mut bench = Bench::new(Vec::new());
    bench.keys("a");
    for letter in "\u{2764}\u{fe0f} Mum\u{ad}".chars() {
        bench.send(Message::Type(InputRequest::InsertChar(letter)));
    }
    bench.keys("ctrl-s");
    assert_eq!(
        bench.model.entries[0].account.label.as_str(),
        "\u{2764}\u{fe0f} Mum"
    );
    let said = bench.said();
    assert!(
        said.contains("Kept as “\u{2764}\u{fe0f} Mum”: one invisible character was left out."),
        "{said}"
    );
    bench.keys("a").typed("a");
    bench.send(Message::Type(InputRequest::InsertChar('\u{202e}')));
    bench.keys("ctrl-s");
    assert!(bench.said().contains("cannot be shown"));
}

#[test]
fn a_note_has_lines_and_is_saved_by_its_key() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    bench.keys("n").typed("one").keys("enter").typed("three");
    bench.keys("up").typed(" and").keys("enter").typed("two");
    assert_eq!(note(&bench), "");
    bench.keys("ctrl-s");
    assert_eq!(note(&bench), "one and\ntwo\nthree");
    bench.draw(80, 24);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Your note: one and"), "{screen}");
    pasted(bench.keys("n"), "\rfour\r\nfive\u{200b}");
    bench.keys("ctrl-s");
    assert_eq!(note(&bench), "one and\ntwo\nthree\nfour\nfive");
}

#[test]
fn the_cursor_moves_by_the_rows_of_a_note() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    bench.keys("n").typed(&"word ".repeat(30));
    bench.draw(40, 24);
    let rows = bench.model.drawn.note_width;
    assert!(rows > 20 && rows < 40);
    bench.keys("up up up up up up up").typed("first ");
    bench
        .keys("down down down down down down down")
        .typed("last");
    bench.keys("ctrl-s");
    assert!(note(&bench).starts_with("first word") && note(&bench).ends_with("word last"));
}

#[test]
fn a_note_goes_to_the_editor_and_comes_back() {
    let mut bench = inside();
    walk_to(&mut bench, StepKind::Do);
    bench.asked();
    // On Home too, as the short note, for the step that comes next.
    for before in ["esc", "enter"] {
        bench.keys(before).keys("N");
    }
    let asked = bench.asked();
    let [Effect::Edit(_), .., Effect::Edit(editing)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert!(matches!(&editing.of, EditTarget::Note(id, _) if id.as_str() == ID));
    bench.send(Message::Edited {
        of: editing.of.clone(),
        result: Ok(Some(text::inspect_typed("a\nb\n", text::TextKind::Letter))),
    });
    assert_eq!(note(&bench), "a\nb");
    bench.send(Message::Edited {
        of: editing.of.clone(),
        result: Ok(None),
    });
    assert!(bench.said().contains("as it was"));
    // A draft is what goes to the editor, and stays until something is saved.
    bench.keys("n").typed(" more").keys("esc N");
    let asked = bench.asked();
    assert!(
        matches!(asked.last(), Some(Effect::Edit(editing)) if editing.text.as_str() == "a\nb more"),
        "{asked:?}"
    );
    assert_eq!(bench.model.drafts.len(), 1);
    let long = "x".repeat(3000);
    bench.send(Message::Edited {
        of: editing.of.clone(),
        result: Ok(Some(text::inspect_typed(&long, text::TextKind::Letter))),
    });
    assert!(bench.said().contains("longer than"), "{}", bench.said());
    assert!(
        matches!(bench.model.overlays.last(), Some(Overlay::Note(page)) if page.input.value() == long)
    );
}

#[test]
fn a_field_asked_for_by_a_letter_is_saved_by_enter() {
    let mut bench = Bench::new(vec![account(ID, "Ann", Platform::Facebook, Some("DE"))]);
    bench.keys("e");
    if let Some(Overlay::Form(form)) = bench.model.overlays.last_mut() {
        form.is_for_one = true;
    }
    bench.typed("e").keys("enter");
    assert_eq!(bench.model.entries[0].account.label.as_str(), "Anne");
}

/// A paste that filtered anew for each of its characters would take minutes here.
#[test]
fn a_long_paste_into_a_filter_looks_at_each_account_once() {
    let many = (0..2000).map(|number| {
        let label = format!("Account {number}");
        account(
            &format!("many{number:04}"),
            &label,
            Platform::Facebook,
            Some("DE"),
        )
    });
    let mut bench = Bench::new(many.collect());
    bench.keys("/");
    pasted(&mut bench, &format!("1999{}", "x".repeat(5000)));
    let filter = bench.model.filter.input.value();
    assert!(filter.starts_with("1999xx"), "{filter}");
    bench.keys("ctrl-u");
    pasted(&mut bench, "Account 1999");
    let selected = bench.model.selected.as_ref().map(|id| id.as_str());
    assert_eq!(selected, Some("many1999"));
}
