//! Taking a browser for an account, with the keys of the screen.

use optout::{
    account::{
        Field,
        change::{Edit, Value},
        check_open_with,
    },
    app::{
        drawn::Target,
        effect::Effect,
        message::Message,
        pages::{Overlay, browsers::BrowsersPage},
    },
    content::platform::Platform,
    system::browsers::{BrowserChoice, FoundBrowsers, containers::Container},
};

use crate::bench::{Bench, account, lines};

fn choice(profile: &str, words: &[&str]) -> BrowserChoice {
    BrowserChoice::new("Firefox", Some(profile), words).unwrap()
}

fn choices() -> Vec<BrowserChoice> {
    vec![
        choice("work", &["firefox", "-P", "work"]),
        choice(
            "Anna's \"own\" one",
            &["firefox", "-P", "Anna's \"own\" one"],
        ),
        BrowserChoice::new("Vivaldi", None, &["vivaldi"]).unwrap(),
    ]
}

fn found() -> FoundBrowsers {
    FoundBrowsers {
        choices: choices(),
        without_extension: Vec::new(),
    }
}

/// A form at the field of the browser, with this typed in it.
fn form(typed: &str) -> Bench {
    let mut personal = account("a7k2m9qd", "Personal", Platform::Facebook, Some("DE"));
    personal.open_with = check_open_with(typed).unwrap();
    let mut bench = Bench::new(vec![personal]);
    bench.draw(80, 24);
    bench.keys("e shift-tab");
    bench.draw(80, 24);
    bench
}

fn list(bench: &Bench) -> Option<&BrowsersPage> {
    match bench.model.overlays.last() {
        Some(Overlay::Browsers(list)) => Some(list),
        _ => None,
    }
}

fn typed(bench: &Bench) -> String {
    let Some(Overlay::Form(form)) = bench.model.overlays.last() else {
        panic!("the form is not on top")
    };
    assert_eq!(form.focus, Field::OpenWith);
    form.input(Field::OpenWith).unwrap().value().to_owned()
}

fn shown(bench: &mut Bench) -> String {
    lines(&bench.draw(80, 24)).join("\n")
}

#[test]
fn nothing_is_looked_for_before_it_is_asked_for() {
    let mut bench = form("");
    bench.keys("up down tab shift-tab");
    let looked = bench.asked().contains(&Effect::FindBrowsers);
    assert!(!looked && list(&bench).is_none());
}

#[test]
fn down_lists_the_browsers_and_enter_takes_one() {
    let mut bench = form("");
    assert!(shown(&mut bench).contains("↓ browsers"));
    bench.keys("down");
    assert_eq!(bench.asked(), [Effect::FindBrowsers]);
    assert!(shown(&mut bench).contains("Looking for the browsers"));
    // Nothing is taken, and nothing asked for twice, before the answer.
    bench.keys("enter down up");
    assert!(bench.asked().is_empty() && list(&bench).is_some());
    bench.send(Message::BrowsersFound(found()));
    let screen = shown(&mut bench);
    assert!(
        screen.contains("❯ Firefox, profile work") && screen.contains("firefox -P work {url}"),
        "{screen}"
    );
    bench.keys("down");
    let screen = shown(&mut bench);
    assert!(screen.contains("❯ Firefox, profile Anna's"), "{screen}");
    assert!(!screen.contains("-P work"), "{screen}");
    bench.keys("enter");
    assert_eq!(typed(&bench), choices()[1].command());
    assert!(bench.said().contains("Enter saves it"), "{}", bench.said());
    assert!(bench.asked().is_empty());
    bench.keys("enter");
    let effects = bench.asked();
    let [Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let words = choices()[1].open_with.clone();
    assert_eq!(change.edits, [Edit::Set(Value::OpenWith(words))]);
}

#[test]
fn what_was_taken_can_still_be_changed() {
    let mut bench = form("");
    bench.keys("down");
    bench.send(Message::BrowsersFound(found()));
    bench.keys("end up enter").typed(" -x");
    assert_eq!(typed(&bench), "vivaldi {url} -x");
}

#[test]
fn the_one_that_the_account_has_is_selected_and_the_systems_is_the_last() {
    let mut bench = form("vivaldi {url}");
    bench.keys("down");
    bench.send(Message::BrowsersFound(found()));
    assert_eq!(list(&bench).unwrap().selected, 2);
    bench.keys("down down pagedown");
    assert_eq!(list(&bench).unwrap().selected, 3);
    assert!(shown(&mut bench).contains("❯ The system's browser"));
    bench.keys("enter");
    assert_eq!(typed(&bench), "");
}

#[test]
fn esc_leaves_the_field_as_it_was() {
    let mut bench = form("opera {url}");
    bench.keys("down");
    bench.send(Message::BrowsersFound(found()));
    bench.keys("down esc");
    assert_eq!(typed(&bench), "opera {url}");
    // The answer to a list that was closed changes nothing, and the next list has its own.
    bench.keys("down esc");
    bench.send(Message::BrowsersFound(found()));
    assert_eq!(typed(&bench), "opera {url}");
    bench.keys("esc");
    bench.send(Message::BrowsersFound(found()));
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn where_no_browser_is_found_it_says_so() {
    let mut bench = form("");
    bench.keys("down");
    bench.send(Message::BrowsersFound(FoundBrowsers::default()));
    let screen = shown(&mut bench);
    assert!(
        screen.contains("No browser was found") && screen.contains("❯ The system's browser"),
        "{screen}"
    );
    bench.keys("enter");
    assert_eq!(typed(&bench), "");
}

#[test]
fn the_mouse_does_what_the_keys_do() {
    let mut bench = form("");
    let field = Message::Click(Target::Choice(0));
    bench.send(field);
    assert!(list(&bench).is_none());
    // The first click on the field selects it, the next one lists.
    for _ in 0..2 {
        assert!(list(&bench).is_none());
        bench.send(Message::Click(Target::Choice(9)));
    }
    assert!(list(&bench).is_some());
    bench.send(Message::BrowsersFound(found()));
    bench.send(Message::Wheel(Target::Overlay, true));
    assert_eq!(list(&bench).unwrap().selected, 3);
    bench.draw(80, 24);
    bench.send(Message::Click(Target::Choice(0)));
    assert_eq!(typed(&bench), "firefox -P work {url}");
}

#[test]
fn a_container_is_taken_like_a_profile() {
    let mut bench = form("");
    bench.keys("down");
    let container = Container {
        number: 6,
        name: "Zoë & co".to_owned(),
        is_own: true,
    };
    let work = choice("work", &["firefox", "-P", "work"]);
    let inside = work.in_container(&container).unwrap();
    bench.send(Message::BrowsersFound(FoundBrowsers {
        choices: vec![work, inside.clone()],
        without_extension: Vec::new(),
    }));
    bench.keys("down");
    let screen = shown(&mut bench);
    assert!(screen.contains("❯   container Zoë & co"), "{screen}");
    bench.keys("enter");
    let command = "firefox -P work \"ext+container:id=firefox-container-6&name=Zo%C3%AB%20%26%20co&url={url-encoded}\"";
    assert_eq!(typed(&bench), command);
    bench.asked();
    bench.keys("enter");
    let effects = bench.asked();
    let [Effect::Save(_, change)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let words = inside.open_with;
    assert_eq!(change.edits, [Edit::Set(Value::OpenWith(words))]);
}

#[test]
fn a_missing_extension_is_told_in_every_window() {
    let mut bench = form("");
    bench.keys("down");
    bench.send(Message::BrowsersFound(FoundBrowsers {
        choices: choices(),
        without_extension: vec!["Firefox, profile work".to_owned()],
    }));
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        bench.draw(width, height);
        bench.keys("end");
        let screen = lines(&bench.draw(width, height)).join(" ");
        let words: Vec<&str> = screen.split([' ', '│', '↑', '↓']).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let screen = words.join(" ");
        assert!(
            screen.contains("The containers of Firefox, profile work cannot be chosen"),
            "{width}x{height}: {screen}"
        );
    }
    bench.keys("enter");
    assert_eq!(typed(&bench), "");
}

#[test]
fn a_place_that_means_nothing_is_told_in_the_form() {
    for (command, says) in [
        (
            "firefox {url-encoded}",
            "{url-encoded} needs other text around it; alone, write {url}.",
        ),
        (
            "firefox ext+container:name=Work&url={url}",
            "After ext+container: write {url-encoded} instead of {url}.",
        ),
        (
            "firefox {URL}",
            "{URL} is no place: write {url} or {url-encoded}.",
        ),
        (
            "firefox",
            "It needs {url} for the address, such as: firefox -P me {url}",
        ),
    ] {
        let mut bench = form("");
        bench.typed(command).keys("enter");
        assert!(bench.asked().is_empty(), "it is not saved");
        let screen = shown(&mut bench);
        assert!(screen.contains(says), "{screen}");
    }
}
