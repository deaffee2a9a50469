//! Ctrl-Z where no shell takes over, and a stop from outside. `tests/tools/suspending.rs` has the shell.

use super::{
    home::Home,
    process::{self, until},
    program::{CTRL_Z, DOWN},
    shown::StepRow,
};

#[test]
fn ctrl_z_where_nobody_could_wake_it_goes_on() {
    // The program is all that runs in this terminal, as in `xterm -e optout`.
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let before = program.shown();
    program.press(CTRL_Z);
    program.press_until(DOWN, 2, StepRow::is_selected);
    let shown = program.press_until("k", 1, StepRow::is_selected);
    assert!(shown.is_alternate && shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
    assert_eq!(shown.rows, before.rows);
}

#[test]
fn sigtstp_where_nobody_could_wake_it_goes_on() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let before = program.shown();
    process::signal("TSTP", program.process());
    let shown = program.wait_until("everything is drawn anew", |shown| {
        shown.redraws > before.redraws
    });
    assert!(shown.is_alternate && shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
    assert_eq!(shown.rows, before.rows);
    program.press_until(DOWN, 2, StepRow::is_selected);
}

#[test]
fn a_stop_from_outside_and_a_continue_draw_the_screen_anew() {
    let home = Home::with_steps(3);
    let program = home.enter();
    let before = program.shown();
    process::signal("STOP", program.process());
    until("it is stopped", || {
        process::state(program.process()) == Some('T')
    });
    process::signal("CONT", program.process());
    let shown = program.wait_until("everything is drawn anew", |shown| {
        shown.redraws > before.redraws
    });
    assert_eq!(shown.rows, before.rows);
}
