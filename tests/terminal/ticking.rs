//! Marks and everything else that a person does to steps and accounts.

use std::fs;

use super::{
    home::{Home, route},
    program::{CTRL_R, DOWN, ENTER, ESC, Program},
};

#[test]
fn space_ticks_and_unticks_and_stays() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for(" ", "❯   ☑ Do thing 1");
    let shown = program.wait_for("✔ saved");
    assert!(shown.has("1/3"), "{}", shown.text());
    program.press_for(" ", "❯   ☐ Do thing 1");
    program.wait_for("0/3");
}

#[test]
fn enter_ticks_and_goes_on_to_the_next_open_step() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let shown = program.press_for(ENTER, "❯   ☐ Do thing 2");
    assert!(shown.has("☑"), "{}", shown.text());
    // The detail on the right goes along.
    program.wait_for("Body of 2.");
    // What is done already is passed over.
    program.press_for(DOWN, "❯   ☐ Do thing 3");
    program.press_for(" ", "❯   ☑ Do thing 3");
    program.press_for("\x1b[A", "❯   ☐ Do thing 2");
    let shown = program.press_for(ENTER, "Everything here is done.");
    assert!(shown.has("3/3"), "{}", shown.text());
}

#[test]
fn going_in_again_selects_the_next_open_step() {
    let home = Home::with_steps(5);
    let mut program = home.enter();
    program.press_for(ENTER, "❯   ☐ Do thing 2");
    program.press_for(ENTER, "❯   ☐ Do thing 3");
    program.press_for(ESC, "1 account");
    program.press_for(ENTER, "❯   ☐ Do thing 3");
}

#[test]
fn undo_and_redo_say_what_they_did_and_are_kept() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for(" ", "❯   ☑ Do thing 1");
    program.press_for("u", "Undone: ticked \"Do thing 1\".");
    program.wait_for("❯   ☐ Do thing 1");
    program.press_for("u", "Nothing to undo");
    program.press_for(CTRL_R, "Done again: ticked \"Do thing 1\".");
    let shown = program.wait_for("❯   ☑ Do thing 1");
    assert!(shown.has("1/3"), "{}", shown.text());
    end(program);
    home.enter().wait_for("☑ Do thing 1");
}

#[test]
fn a_skipped_step_counts_and_says_so() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("s", "❯   ☐ Do thing 2");
    let shown = program.wait_for("» Do thing 1");
    assert!(
        shown.row("Do thing 1 ").contains("skipped"),
        "{}",
        shown.text()
    );
    assert!(shown.has("1/3"), "{}", shown.text());
}

#[test]
fn a_blocked_step_offers_the_next_route_and_enter_switches_to_it() {
    let home = Home::with_steps(3);
    home.guide("test-second", route("test-second", 2, 2));
    let mut program = home.enter();
    let shown = program.press_for("b", "Switch to it");
    assert!(
        shown.has_wrapped("The next route: Route test-second"),
        "{}",
        shown.text()
    );
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
fn a_blocked_step_may_also_stay_on_its_route() {
    let home = Home::with_steps(3);
    home.guide("test-second", route("test-second", 2, 2));
    let mut program = home.enter();
    program.press_for("b", "Switch to it");
    program.press(ESC);
    let shown = program.wait_gone("Switch to it");
    assert!(shown.row("☒").contains("can't find"), "{}", shown.text());
    assert!(
        shown.has("by: Route test-route") && shown.has("0/3"),
        "{}",
        shown.text()
    );
}

#[test]
fn a_note_is_kept_with_its_step() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("n", "Kept with the step");
    program.press_for("ask Jo, q?", "ask Jo, q?");
    program.press_for(ENTER, "The note is kept.");
    program.wait_for("Your note: ask Jo, q?");
    end(program);
    home.enter().wait_for("Your note: ask Jo, q?");
}

#[test]
fn the_filter_narrows_the_list_and_esc_clears_it() {
    let home = Home::with_steps(12);
    let mut program = home.enter();
    program.press_for("/", "Filter:");
    program.press("thing 11");
    let shown = program.wait_gone("Do thing 10");
    assert!(shown.has("☐ Do thing 11"), "{}", shown.text());
    program.press_for(ENTER, "(Esc clears it)");
    // Keys are commands again.
    program.press_for(" ", "☑ Do thing 11");
    program.press_for(ESC, "Do thing 10");
}

#[test]
fn what_is_done_can_be_hidden_and_shown_again() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for(ENTER, "❯   ☐ Do thing 2");
    program.press_for(".", "What is done is hidden.");
    program.wait_gone("Do thing 1");
    program.press_for(".", "☑ Do thing 1");
}

#[test]
fn a_deleted_account_comes_back_with_its_ticks() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for(" ", "❯   ☑ Do thing 1");
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
    home.enter().wait_for("☑ Do thing 1");
}

#[test]
fn delete_asks_and_no_keeps_the_account() {
    let home = Home::with_steps(3);
    let mut program = home.start();
    program.press_for("d", "Delete Personal?");
    program.press("n");
    program.wait_gone("Delete Personal?");
    program.wait_for("Personal");
    end(program);
    assert!(home.account_file("fb").exists());
}

#[test]
fn a_click_selects_and_a_click_on_the_box_ticks() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let (column, row) = program.shown().place("Do thing 4").unwrap();
    program.press(click(column, row));
    program.wait_for("❯   ☐ Do thing 4");
    let (column, row) = program.shown().place("☐ Do thing 7").unwrap();
    program.press(click(column, row));
    program.wait_for("❯   ☑ Do thing 7");
    // A press that is dragged away does nothing, and neither does the right button.
    program.press(format!(
        "\x1b[<0;{column};{row}M\x1b[<0;1;1m\x1b[<2;{column};{row}M\x1b[<2;{column};{row}m"
    ));
    assert!(program.settle().has("❯   ☑ Do thing 7"));
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
