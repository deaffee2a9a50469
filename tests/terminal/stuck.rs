//! A terminal that does not read what the program writes, or reads it slowly.

use std::fs::{self, File};

use super::{
    home::Home,
    leaving::assert_given_back,
    process::{signal, state, until},
    program::{DOWN, Program},
    seen::Pace,
    shown::StepRow,
};

/// Waits until the file of the account has so many ticks.
fn wait_ticks(home: &Home, count: usize) {
    until("the ticks are in the file", || {
        let text = fs::read_to_string(home.account_file("fb")).unwrap();
        text.matches("mark = \"done\"").count() == count
    });
}

fn wait_gone(program: &Program) {
    until("it has ended", || state(program.process()).is_none());
}

#[test]
fn ticks_are_saved_while_the_terminal_takes_no_byte() {
    let home = Home::with_steps(5);
    let mut program = home.enter();
    program.stop_output();
    for ticked in 1..=3 {
        program.press(format!(" {DOWN}"));
        wait_ticks(&home, ticked);
    }
    // More copies and redraws than anything has room for.
    program.press("y\x0c".repeat(500));
    program.press(" ");
    wait_ticks(&home, 4);
    program.start_output();
    let shown = program.wait_step(4, StepRow::is_ticked);
    assert!((1..=3).all(|step| shown.is_step(step, StepRow::is_ticked)));
    // The screen is whole: one that is drawn anew is the same.
    let shown = program.wait_for("✔ saved");
    assert_eq!(program.settle().rows[1..22], shown.rows[1..22]);
    program.press("\x03");
    let (code, shown) = program.wait_end();
    assert_eq!(code, 0);
    assert_given_back(&program, &shown);
}

#[test]
fn signals_end_it_while_the_terminal_takes_no_byte() {
    for name in ["TERM", "HUP", "INT"] {
        let home = Home::with_steps(3);
        let mut program = home.enter();
        program.stop_output();
        program.press(" ");
        wait_ticks(&home, 1);
        signal(name, program.process());
        wait_gone(&program);
        assert_eq!(program.wait_end().0, 0, "after {name}");
    }
}

#[test]
fn a_message_that_nobody_reads_does_not_hold_it() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let lock = File::create(home.account_file("fb").with_file_name("../.lock")).unwrap();
    lock.lock().unwrap();
    program.press_for(" ", "! NOT SAVED");
    program.stop_output();
    signal("TERM", program.process());
    wait_gone(&program);
    assert_eq!(program.wait_end().0, 1, "what is not saved is an error");
}

#[test]
fn a_terminal_that_reads_nothing_or_little_is_given_back() {
    for pace in [Pace::Held, Pace::Slow] {
        let home = Home::with_steps(3);
        let mut program = home.enter();
        program.fill(pace);
        program.press(" \x0c\x0c");
        wait_ticks(&home, 1);
        signal("TERM", program.process());
        wait_gone(&program);
        program.read_on();
        let (code, shown) = program.wait_end();
        assert_eq!(code, 0);
        assert_given_back(&program, &shown);
    }
}
