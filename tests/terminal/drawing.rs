//! When the program draws: after something happened, once for all that was waiting, and never else.

use std::{thread, time::Duration};

use super::{
    home::Home,
    process::{until, wake_ups},
    program::{DOWN, Program, UP},
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
