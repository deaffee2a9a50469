//! When the program draws: after something happened, once for all that was waiting, and never else.

use std::{thread, time::Duration};

use super::{
    home::Home,
    process::{until, wake_ups},
    program::{DOWN, ENTER, ESC, Program, UP},
    seen::{BEGIN, END, find},
    shown::StepRow,
};

#[test]
fn with_nothing_to_do_it_sleeps_and_writes_nothing() {
    let home = Home::with_steps(30);
    let mut program = home.enter();
    program.press_for(" ", "✔ saved");
    let state = |program: &Program| (program.written(), wake_ups(program.process()));
    // However busy the machine is, sooner or later a whole second goes by in which the program
    // does nothing at all; a program that ticks never has one.
    let mut before = state(&program);
    until("the program sleeps", || {
        thread::sleep(Duration::from_millis(1000));
        std::mem::replace(&mut before, state(&program)) == before
    });
    // It was no dead program that slept.
    program.press_until(DOWN, 2, StepRow::is_selected);
}

#[test]
fn a_held_down_key_does_not_queue_up_frames() {
    let home = Home::with_steps(30);
    let mut program = home.enter();
    let before = program.settle().frames;
    program.press(format!("{}{}", DOWN.repeat(130), UP.repeat(70)));
    program.press_for("g", "❯ ▾ Object");
    let frames = program.shown().frames - before;
    assert!(frames < 50, "{frames} frames for 200 keys");
    assert!(frames > 0);
}

#[test]
fn a_flood_of_keys_is_heard_to_the_end() {
    let home = Home::with_steps(30);
    let mut program = home.enter();
    // More than the terminal can hold: what is left over must be asked for.
    program.press(format!("{}{}?", "j".repeat(3_000), "k".repeat(3_000)));
    program.wait_for("Search:");
}

#[test]
fn frames_are_whole_and_nothing_is_written_outside_of_them() {
    let home = Home::with_steps(30);
    let mut program = home.enter();
    for _ in 0..20 {
        program.press(DOWN);
    }
    program.settle();
    let raw = program.raw();
    let mut rest = raw.as_slice();
    while !rest.is_empty() {
        assert!(
            rest.starts_with(BEGIN),
            "{:?}",
            String::from_utf8_lossy(rest)
        );
        let end = find(rest, END).expect("a frame that begins also ends") + END.len();
        rest = &rest[end..];
    }
}

#[test]
fn a_key_that_changes_little_writes_little() {
    let home = Home::with_steps(30);
    let mut program = home.enter();
    let before = program.settle();
    let whole = program.written();
    program.press_for("n", "Kept with the step");
    program.press_for("x", "x");
    let written = program.written();
    program.press_for("y", "xy");
    let little = program.written() - written;
    assert!(
        little < 120,
        "{little} bytes for one letter, {whole} so far"
    );
    assert!(before.frames > 0);
}

/// The most that a key may cost on a slow line, in a window of 120 by 40.
const MOST: usize = 2_000;
/// The most that one of [`WHOLE`] may cost.
const MOST_WHOLE: usize = 2_500;

/// A code of many squares that the person asked to see, and a screen that comes back from under one that had nothing
/// in common with it. It is told by the text that is waited for; nothing of it could be left out.
const WHOLE: [&str; 2] = ["swaps light", "❯ IG Account 1  "];

/// Twenty accounts; of one the objection is late, and the first step has a letter.
fn twenty() -> Home {
    let home = Home::with_letter_and_steps(8);
    let late = "name = \"Ada Person\"\nemail = \"ada@example.org\"\nlanguage = \"en\"\n\
                [[request]]\nid = \"r1\"\ngoal = \"object\"\nguide = \"test-route\"\n\
                sent = 2026-09-01\ndue = 2026-10-01\noutcome = \"waiting\"";
    home.account("fb", "Personal", late);
    home.configure("unknown = 1\n");
    for number in 1..20 {
        let platform = ["facebook", "instagram", "threads", "whatsapp"][number % 4];
        let file = home.account(&format!("x{number}"), &format!("Account {number}"), "");
        let text = std::fs::read_to_string(&file).unwrap();
        home.write(
            file,
            text.replace("\"facebook\"", &format!("\"{platform}\"")),
        );
    }
    home
}

#[test]
fn no_key_writes_much_more_than_what_is_new() {
    let home = twenty();
    let setting = home
        .setting()
        .variable("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22");
    let mut program = setting.size(120, 40).start();
    program.wait_for("❯ FB Personal");
    let mut costs = Vec::new();
    // After each key a text that is there then; or after `-` one that is not.
    for (key, text) in [
        (DOWN, "❯ IG Account 1"),
        ("/", "Filter:"),
        ("P", "Filter: P"),
        ("er", "Filter: Per"),
        (ESC, "-Filter:"),
        ("B", "Third-party data"),
        ("B", "-Third-party data"),
        ("S", "by label"),
        ("S", "by platform"),
        ("S", "most urgent account"),
        ("w", "How long"),
        (ENTER, "account 1 of"),
        ("s", "Step 2 of"),
        (ESC, "❯ IG Account 1  "),
        ("g", "❯ FB Personal"),
        ("?", "Search:"),
        (ESC, "-Search:"),
        ("!", "┌ Warnings"),
        (ESC, "-┌ Warnings"),
        ("a", "┌ Add account"),
        (ESC, "-┌ Add account"),
        ("e", "┌ Edit"),
        (ESC, "-┌ Edit"),
        ("d", "Delete Personal?"),
        (ESC, "-Delete Personal?"),
        ("T", "┌ Trash"),
        (ESC, "-┌ Trash"),
        ("c", "┌ Whose address"),
        (ESC, "-┌ Whose address"),
        ("r", "What did Meta answer"),
        (ESC, "-What did Meta answer"),
        ("E", "┌ Evidence"),
        (ESC, "-┌ Evidence"),
        ("C", "┌ Which authority"),
        (ENTER, "┌ Write the complaint"),
        (ESC, "-┌ Write the complaint"),
        (ENTER, "Follow up with Meta"),
        (DOWN, "Step 2 of"),
        (" ", "On which day?"),
        (ESC, "-On which day?"),
        ("n", "Kept with the step"),
        (ESC, "-Kept with the step"),
        ("r", "What did Meta answer"),
        (ESC, "-What did Meta answer"),
        ("?", "Search:"),
        (ESC, "-Search:"),
        ("i", "copy a source"),
        (ESC, "-copy a source"),
        ("g", "❯ ▾ Object"),
        ("jj", "Letter: Full objection"),
        ("L", "True of you?"),
        ("G", "Yours faithfully"),
        ("i", "Court paper"),
        ("i", "Dear Sir"),
        ("w", "┌ Save the letter"),
        (ESC, "-┌ Save the letter"),
        ("Q", "The QR code needs"),
        (ESC, "Dear Sir"),
        ("?", "Search:"),
        (ESC, "-Search:"),
        (ESC, "-Dear Sir"),
        ("Q", "swaps light"),
        (ESC, "-swaps light"),
        ("o", "was not opened here"),
        (ENTER, "-was not opened here"),
        (ESC, "was not opened here"),
        (ESC, "Do thing 2"),
        ("b", "Switch to it"),
        (ESC, "-Switch to it"),
        ("]", "-Do thing 2"),
        ("[", "Do thing 2"),
        (ESC, "20 accounts"),
    ] {
        let before = program.written();
        program.press(key);
        match text.strip_prefix('-') {
            Some(gone) => program.wait_gone(gone),
            None => program.wait_for(text),
        };
        let raw = program.raw().split_off(before);
        let mut rest = raw.as_slice();
        while let Some(end) = find(rest, END) {
            let (frame, next) = rest.split_at(end + END.len());
            costs.push((frame.len(), key, text));
            rest = next;
        }
    }
    costs.sort_unstable();
    let is_too_much = |(cost, _, text): &&(usize, _, &str)| match WHOLE.contains(text) {
        true => *cost > MOST_WHOLE,
        false => *cost > MOST,
    };
    let too_much: Vec<_> = costs.iter().filter(is_too_much).collect();
    assert!(too_much.is_empty(), "{too_much:?}");
}
