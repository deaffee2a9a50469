//! Windows of every size, and windows that change while one looks.

use super::{
    home::Home,
    program::{CTRL_S, DOWN, ENTER, ESC, Program},
    shown::StepRow,
};

#[test]
fn the_smallest_windows_show_something_useful_and_answer() {
    for (columns, rows) in [(40, 12), (20, 5)] {
        let home = Home::with_steps(3);
        let mut program = home.setting().size(columns, rows).start();
        let shown = program.wait_for("Personal");
        assert!(shown.has("? help"), "{columns}x{rows}:\n{}", shown.text());
        program.press_until(ENTER, 1, StepRow::is_open);
        program.press_until(" ", 1, StepRow::is_ticked);
        program.press_until(DOWN, 2, StepRow::is_selected);
        // The step in full is one key away.
        program.press_for("\t", "Step 2 of 3");
        program.press(ESC);
        program.wait_step(2, StepRow::is_selected);
        program.press("q");
        assert_eq!(program.wait_end().0, 0);
    }
}

#[test]
fn an_account_can_be_added_in_the_smallest_window() {
    let home = Home::new();
    let mut program = home.setting().size(20, 5).start();
    program.wait_for("quit");
    program.press_for("a", "Label");
    program.press_for("Mine\t", "Platform");
    program.press_for(CTRL_S, "saved");
    program.wait_for("Mine");
}

#[test]
fn a_question_can_be_answered_in_the_smallest_window() {
    let home = Home::with_steps(3);
    let mut program = home.setting().size(20, 5).start();
    program.wait_for("Personal");
    program.press_for("d", "No, keep it");
    program.press_for(DOWN, "❯ Yes, delete it");
    program.press(ENTER);
    program.wait_for("deleted; u");
}

/// Down to a single cell, out to the odd ones, and back.
const SIZES: [(u16, u16); 18] = [
    (99, 30),
    (60, 20),
    (59, 19),
    (40, 12),
    (24, 8),
    (20, 5),
    (13, 4),
    (12, 3),
    (7, 2),
    (3, 3),
    (2, 1),
    (1, 5),
    (1, 1),
    (250, 1),
    (1, 60),
    (250, 60),
    (1, 1),
    (80, 24),
];

/// Changes the window as a person does who drags its corner; each size is drawn. At the end
/// everything is as it was.
fn drag(program: &mut Program, what: &str) {
    program.wait_gone("… saving");
    let before = program.settle();
    for (columns, rows) in SIZES {
        let before = program.shown().redraws;
        program.resize(columns, rows);
        program.wait_until("the new size is drawn", |shown| shown.redraws > before);
    }
    let after = program.settle();
    assert!(
        after.rows == before.rows,
        "{what} was:\n{}\nand is:\n{}",
        before.text(),
        after.text()
    );
}

#[test]
fn every_screen_survives_every_size_and_comes_back_whole() {
    let home = Home::with_steps(9);
    for number in 0..30 {
        home.account(&format!("x{number}"), &format!("Account {number}"), "");
    }
    home.configure("unknown = 1\n");
    let mut program = home.start();
    program.wait_for("31 accounts");
    drag(&mut program, "Home");
    for (key, text) in [
        ("a", "Add account"),
        ("?", "Search:"),
        ("d", "Delete "),
        ("!", "Warnings"),
    ] {
        program.press_for(key, text);
        drag(&mut program, text);
        program.press(ESC);
        program.wait_gone(text);
    }
    program.press_for("/", "Filter:");
    program.press_for("Personal", "Filter: Personal");
    drag(&mut program, "the filter");
    program.press_for(ENTER, "Esc clears it");
    program.go_in();
    program.press_for("G", "❯ ▸ Third-party data");
    drag(&mut program, "the last row");
    program.press_for("g", "❯ ▾ Object");
    program.press_until(format!("{DOWN}{DOWN}"), 1, StepRow::is_selected);
    for (key, text) in [("n", "Kept with the step"), ("b", "Switch to it")] {
        program.press_for(key, text);
        drag(&mut program, text);
        program.press(ESC);
        program.wait_gone(text);
    }
    program.press_until("\t", 1, |row| row.is_blocked() && !row.is_selected());
    drag(&mut program, "the detail");
    assert!(program.is_running());
}

#[test]
fn a_storm_of_sizes_does_not_end_it() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let before = program.settle();
    for round in 0..20 {
        for (columns, rows) in SIZES {
            program.resize(columns, rows);
        }
        program.press(if round % 2 == 0 { DOWN } else { "k" });
    }
    program.resize(70, 20);
    program.resize(80, 24);
    program.wait_until("it is as before", |shown| shown.rows == before.rows);
    assert!(program.is_running());
}

#[test]
fn a_window_that_claims_to_be_endless_is_drawn_in_part() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let before = program.settle();
    program.claim(u16::MAX, u16::MAX);
    program.wait_until("it is drawn", |shown| shown.redraws > before.redraws);
    if cfg!(target_os = "linux") {
        let status = std::fs::read_to_string(format!("/proc/{}/status", program.process()));
        let status = status.unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak: u64 = peak
            .unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap();
        assert!(peak < 100 * 1024, "{peak} KiB");
    }
    program.resize(80, 24);
    program.wait_until("it is as before", |shown| shown.rows == before.rows);
    program.press_for(" ", "✔ saved");
}
