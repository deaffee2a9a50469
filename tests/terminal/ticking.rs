//! What a person does to steps and accounts is drawn, saved, and there after a restart. What each key
//! does is in `tests/update.rs`.

use std::fs;

use super::{
    home::{Home, route},
    program::{CTRL_R, CTRL_S, DOWN, ENTER, ESC, Program},
    shown::StepRow,
};

#[test]
fn marks_and_notes_are_drawn_and_there_after_a_restart() {
    let home = Home::with_steps(4);
    let mut program = home.enter();
    program.press_until(" ", 1, |row| row.is_selected() && row.is_ticked());
    let shown = program.wait_for("✔ saved");
    assert!(shown.has("1/4"), "{}", shown.text());
    program.press_for("u", "Undone: ticked \"Do thing 1\".");
    program.wait_step(1, StepRow::is_open);
    program.press_for("u", "Nothing to undo");
    program.press_for(CTRL_R, "Done again: ticked \"Do thing 1\".");
    program.wait_step(1, StepRow::is_ticked);
    program.press_until(ENTER, 2, StepRow::is_selected);
    // The detail on the right goes along.
    program.wait_for("Body of 2.");
    program.press_until("s", 3, StepRow::is_selected);
    program.press_for("n", "Kept with the step");
    program.press_for("ask Jo, q?", "ask Jo, q?");
    program.press_for(CTRL_S, "The note is kept.");
    end(program);
    let program = home.enter();
    let shown = program.wait_for("Your note: ask Jo, q?");
    assert!(shown.is_step(1, StepRow::is_ticked), "{}", shown.text());
    let skipped = |row: &StepRow| row.is_skipped() && row.badge == "skipped";
    assert!(shown.is_step(2, skipped), "{}", shown.text());
    assert!(shown.is_step(3, StepRow::is_selected), "{}", shown.text());
    assert!(shown.has("2/4"), "{}", shown.text());
    end(program);
}

#[test]
fn a_blocked_step_leads_to_another_route_which_is_kept() {
    let home = Home::with_steps(3);
    home.guide("test-second", route("test-second", 2, 2));
    let mut program = home.enter();
    let shown = program.press_for("b", "Switch to it");
    assert!(
        shown.has_wrapped("The next route: Route test-second"),
        "{}",
        shown.text()
    );
    program.press(ESC);
    let shown = program.wait_gone("Switch to it");
    let blocked = |row: &StepRow| row.is_blocked() && row.badge == "can't find";
    assert!(shown.is_step(1, blocked), "{}", shown.text());
    assert!(
        shown.has("by: Route test-route") && shown.has("0/3"),
        "{}",
        shown.text()
    );
    program.press_until(DOWN, 2, StepRow::is_selected);
    program.press_for("b", "Switch to it");
    let shown = program.press_for(ENTER, "Your route is now: Route test-second.");
    assert!(
        shown.has("by: Route test-second") && shown.has("0/2"),
        "{}",
        shown.text()
    );
    end(program);
    let file = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(
        file.contains("mark = \"blocked\"") && file.contains("object = \"test-second\""),
        "{file}"
    );
}

#[test]
fn a_deleted_account_comes_back_with_its_ticks() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_until(" ", 1, StepRow::is_ticked);
    program.press_for(ESC, "1 account");
    let shown = program.press_for("d", "Delete Personal?");
    assert!(
        shown.row("No, keep it").contains('❯'),
        "the harmless answer is selected"
    );
    program.press("y");
    program.wait_for("Personal is deleted");
    program.wait_for("✔ saved");
    assert!(!home.account_file("fb").exists());
    assert!(
        home.data()
            .join("trash")
            .read_dir()
            .unwrap()
            .next()
            .is_some()
    );
    program.press_for("u", "Undone: deleted Personal.");
    program.wait_for("1/3");
    end(program);
    home.enter().wait_step(1, StepRow::is_ticked);
}

#[test]
fn a_click_selects_and_a_click_on_the_box_ticks() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let (column, row) = program.shown().place("Do thing 4").unwrap();
    program.press(click(column, row));
    program.wait_step(4, StepRow::is_selected);
    let (column, row) = program.shown().place("☐ Do thing 7").unwrap();
    program.press(click(column, row));
    let is_it = |row: &StepRow| row.is_selected() && row.is_ticked();
    program.wait_step(7, is_it);
    // A press that is dragged away does nothing, and neither does the right button.
    program.press(format!(
        "\x1b[<0;{column};{row}M\x1b[<0;1;1m\x1b[<2;{column};{row}M\x1b[<2;{column};{row}m"
    ));
    assert!(program.settle().is_step(7, is_it));
}

/// What a terminal sends for a click of the left button.
fn click(column: usize, row: usize) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

/// Quits, and checks that nothing was left to be done.
fn end(mut program: Program) {
    program.press("q");
    let (code, shown) = program.wait_end();
    assert_eq!(code, 0, "{}", shown.text());
}

/// "Twenty accounts, I have ten minutes", with two: a step after the other, each ticked as ever, and kept.
#[test]
fn what_now_walks_over_all_accounts_and_what_it_ticks_is_kept() {
    let home = Home::with_steps(2);
    home.account("b", "Another", "");
    let mut program = home.start();
    program.wait_for("2 accounts");
    program.press_for("w", "How long do you have?");
    let shown = program.press_for("a", "account 1 of 2");
    assert!(shown.has("Another · Facebook"), "{}", shown.text());
    program.press_for(ENTER, "Step 2 of 2");
    program.press_for(ENTER, "account 2 of 2");
    program.press_for("]", "Done for now.");
    let shown = program.wait_for("✔ saved");
    assert!(shown.has("FB Another: 2 steps done."), "{}", shown.text());
    program.press_for(ESC, "2 accounts");
    end(program);
    let file = fs::read_to_string(home.account_file("b")).unwrap();
    assert_eq!(file.matches("mark = \"done\"").count(), 2, "{file}");
}
