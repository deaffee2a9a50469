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

/// What a key may cost on a slow line, in a window of 120 by 40.
const KEY: usize = 2_000;
/// The same where a whole page of text comes, which cannot be said in less.
const PAGE: usize = 3_000;
const HELP: usize = 4_500;

#[test]
fn no_key_writes_much_more_than_what_is_new() {
    let home = Home::with_steps(8);
    for number in 1..20 {
        let platform = ["facebook", "instagram", "threads", "whatsapp"][number % 4];
        let file = home.account(&format!("x{number}"), &format!("Account {number}"), "");
        let text = std::fs::read_to_string(&file).unwrap();
        home.write(
            file,
            text.replace("\"facebook\"", &format!("\"{platform}\"")),
        );
    }
    let mut program = home.setting().size(120, 40).start();
    program.wait_for("❯ IG Account 1");
    let mut costs = Vec::new();
    // After each key a text that is there then; or after `-` one that is not.
    for (key, text, limit) in [
        (DOWN, "❯ TH Account 2", KEY),
        ("/", "Filter:", KEY),
        ("P", "Filter: P", KEY),
        ("er", "Filter: Per", KEY),
        (ESC, "-Filter:", PAGE),
        ("B", "Third-party data", KEY),
        ("B", "-Third-party data", PAGE),
        ("w", "How long", KEY),
        (ENTER, "Step 1 of", KEY),
        ("s", "Step 2 of", KEY),
        (ESC, "❯ IG Account", PAGE),
        ("a", "Add account", PAGE),
        (ESC, "-Add account", KEY),
        ("?", "Search:", HELP),
        (ESC, "-Search:", PAGE),
        ("G", "❯ FB Personal", KEY),
        (ENTER, "by: Route", PAGE),
        (DOWN, "Step 2 of", KEY),
        (" ", "✔ saved", KEY),
        ("n", "Kept with the step", KEY),
        (ESC, "-Kept with the step", KEY),
        ("b", "Switch to it", KEY),
        (ESC, "-Switch to it", KEY),
        ("?", "Search:", HELP),
        (ESC, "-Search:", PAGE),
        ("]", "-Do thing 3", PAGE),
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
            costs.push((frame.len(), limit, key, text));
            rest = next;
        }
    }
    let is_too_much = costs.iter().any(|(cost, limit, ..)| cost > limit);
    assert!(!is_too_much, "{costs:?}");
}
