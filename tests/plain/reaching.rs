//! Whatever the screen can do and shows, the dialogue can do and says.

use std::collections::BTreeSet;

use optout::{
    app::{
        action::{Action, Place, TABLE},
        core::Pane,
        message::Message,
        pages::Overlay,
    },
    plain::Dialogue,
    text, ui,
};

use crate::{
    bench::{Bench, lines},
    places::everywhere,
};

/// The lines of a place, as they are told on coming there.
pub(crate) fn told(bench: &mut Bench) -> Vec<String> {
    let read = ui::read(&bench.model);
    bench.model.drawn = read.drawn.clone();
    Dialogue::new(72, false).tell(&bench.model, &read)
}

/// Whether the dialogue does an action when this is typed: it sends it, or answers itself.
fn does(bench: &mut Bench, line: &str, action: Action) -> bool {
    let mut dialogue = Dialogue::new(72, false);
    let read = ui::read(&bench.model);
    dialogue.tell(&bench.model, &read);
    dialogue.hear(&bench.model, line);
    match (action, dialogue.next(&bench.model)) {
        (Action::Help | Action::Redraw, None) => dialogue.tell(&bench.model, &read).len() > 1,
        (_, Some(Message::Act(sent))) => sent == action,
        _ => false,
    }
}

#[test]
fn every_action_is_done_by_its_name_wherever_it_does_something() {
    for (place, mut bench) in everywhere() {
        for entry in TABLE.iter().filter(|entry| entry.places.contains(&place)) {
            let sign = if place.takes_text() { ":" } else { "" };
            let line = format!("{sign}{}", entry.action);
            assert!(
                does(&mut bench, &line, entry.action),
                "{line} does not do it in {place:?}"
            );
        }
    }
}

#[test]
fn every_key_of_the_screen_does_the_same_where_no_text_is_typed() {
    for (place, mut bench) in everywhere() {
        // A letter is an answer there.
        let is_question = matches!(bench.model.overlays.last(), Some(Overlay::Question(_)));
        if place.takes_text() || is_question {
            continue;
        }
        for entry in TABLE.iter().filter(|entry| entry.places.contains(&place)) {
            for key in entry.keys {
                // A number takes the row of that number, which is the same ground.
                if key.parse::<usize>().is_err() {
                    assert!(does(&mut bench, key, entry.action), "{key} in {place:?}");
                }
            }
        }
    }
}

fn words(text: &str) -> BTreeSet<String> {
    // What the screen cuts is no word.
    let whole = text.split_whitespace().filter(|word| !word.contains('…'));
    let parts = whole.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    parts
        .filter(|word| word.chars().count() > 2)
        .map(text::folded)
        .collect()
}

/// The words of the screen, without the row of the keys.
fn screen_words(bench: &mut Bench) -> BTreeSet<String> {
    let screen = lines(&bench.draw(200, 120));
    words(&screen[..screen.len() - 1].join(" "))
}

#[test]
fn every_word_of_the_screen_is_said() {
    for (place, mut bench) in everywhere() {
        // What a filter is over was read before, and is read again when it is filtered. The page of an address
        // tells of clicks and of a clipboard, which are not there.
        if [Place::Filter, Place::Address].contains(&place) {
            continue;
        }
        let screen = screen_words(&mut bench);
        let top = bench.model.overlays.pop();
        let below = match top {
            None => BTreeSet::new(),
            Some(_) => screen_words(&mut bench),
        };
        bench.model.overlays.extend(top);
        let mut said = words(&told(&mut bench).join(" "));
        if place.takes_text() {
            // The fields are asked for in turn.
            let read = ui::read(&bench.model).lines;
            said.extend(read.iter().flat_map(|line| words(&line.text)));
        }
        if place == Place::Account {
            // The other panes, which are read one after the other.
            for pane in [Pane::Steps, Pane::Detail] {
                bench.model.pane = pane;
                said.extend(words(&told(&mut bench).join(" ")));
            }
            bench.keys("esc esc esc");
            said.extend(words(&told(&mut bench).join(" ")));
        }
        let mut dialogue = Dialogue::new(72, false);
        dialogue.hear(&bench.model, "?");
        let read = ui::read(&bench.model);
        said.extend(words(&dialogue.tell(&bench.model, &read).join(" ")));
        // A page covers a part of some words.
        let is_cut = |word: &&String| {
            let mut whole = below.iter();
            whole.any(|whole| whole.starts_with(*word) || whole.ends_with(*word))
        };
        for word in screen.difference(&below).filter(|word| !is_cut(word)) {
            assert!(
                said.contains(word),
                "{word} is on the screen in {place:?} and is not said:\n{}",
                told(&mut bench).join("\n")
            );
        }
    }
}

#[test]
fn a_line_is_short_and_has_no_box_and_no_control_character() {
    for (place, mut bench) in everywhere() {
        for line in told(&mut bench) {
            let is_one_word = !line.contains(' ');
            assert!(text::width(&line) <= 72 || is_one_word, "{place:?}: {line}");
            let is_drawn = |c: char| c < ' ' || ('\u{2500}'..='\u{259f}').contains(&c);
            assert!(!line.contains(is_drawn), "{place:?}: {line:?}");
        }
    }
}
