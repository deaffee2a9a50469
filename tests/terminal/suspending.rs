//! Ctrl-Z and `fg`, as every other program of a terminal does.

use std::{
    fs,
    io::{Write as _, stderr},
};

use super::{
    home::{Home, OPTOUT},
    leaving::assert_cooked,
    process::{self, until},
    program::{CTRL_Z, DOWN, ENTER, Program},
    setting::Setting,
};

/// An interactive shell in a terminal, or None where it has no job control.
fn shell(home: &Home) -> Option<Program> {
    let mut program = Setting::new("/bin/sh", &home)
        .argument("-i")
        .variable("PS1", "READY> ")
        .variable("optout", OPTOUT)
        .size(100, 40)
        .start();
    wait_for_prompt(&program);
    program.press_for("set -m; jobs; echo TRI\"\"ED\n", "TRIED");
    wait_for_prompt(&program);
    let shown = program.shown();
    if [
        "can't access tty",
        "no job control",
        "job control turned off",
    ]
    .iter()
    .any(|said| shown.has(said))
    {
        // Not by a macro, whose output is shown only when a test fails.
        let said = format!("SKIPPED: /bin/sh has no job control:\n{}\n", shown.text());
        stderr().write_all(said.as_bytes()).unwrap();
        return None;
    }
    Some(program)
}

/// Waits until the shell has the terminal: what is typed sooner may be somebody else's.
fn wait_for_prompt(program: &Program) {
    program.wait_until("the shell asks for a command", |shown| {
        let last = shown.rows.iter().rfind(|row| !row.is_empty());
        !shown.is_alternate && last.is_some_and(|row| row == "READY>")
    });
}

#[test]
fn ctrl_z_gives_the_shell_the_terminal_and_fg_brings_the_screen_back_whole() {
    let home = Home::with_steps(3);
    let Some(mut program) = shell(&home) else {
        return;
    };
    // A shell of its own writes the number down: the shell in the terminal starts it as one job.
    home.script("run", "echo $$ > id\nexec \"$optout\"");
    program.press_for("sh run\n", "Personal");
    program.press_for(ENTER, "❯   ☐ Do thing 1");
    let before = program.press_for(DOWN, "❯   ☐ Do thing 2");
    let id: u32 = fs::read_to_string(home.join("id"))
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    for round in 1..=2 {
        program.press(CTRL_Z);
        let shown = program.wait_until("the screen is left", |shown| !shown.is_alternate);
        assert!(!shown.takes_mouse && !shown.takes_paste && !shown.hides_cursor);
        until("it is stopped", || process::state(id) == Some('T'));
        // The terminal is the shell's: lines are edited and echoed.
        wait_for_prompt(&program);
        program.press_for(
            format!("printf '\\033[2J\\033[H'; stty -a; printf 'AS%s\\n' KED{round}\n"),
            &format!("ASKED{round}"),
        );
        wait_for_prompt(&program);
        assert_cooked(&program.shown());
        // The window gets another size meanwhile, and its own again.
        program.resize(60, 20);
        program.resize(100, 40);
        program.press("fg\n");
        let shown = program.wait_until("the screen is back", |shown| {
            shown.is_alternate && shown.has("❯   ☐ Do thing 2")
        });
        assert!(shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
        assert_eq!(shown.rows[1..38], before.rows[1..38], "it is whole");
    }
    program.press_for(" ", "❯   ☑ Do thing 2");
    program.press("q");
    wait_for_prompt(&program);
    program.press("exit\n");
    assert_eq!(program.wait_end().0, 0);
}

#[test]
fn ctrl_z_where_nobody_could_wake_it_goes_on() {
    // The program is all that runs in this terminal, as in `xterm -e optout`.
    let home = Home::with_steps(3);
    let mut program = home.enter();
    let before = program.shown();
    program.press(CTRL_Z);
    program.press_for(DOWN, "❯   ☐ Do thing 2");
    let shown = program.press_for("k", "❯   ☐ Do thing 1");
    assert!(shown.is_alternate && shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
    assert_eq!(shown.rows, before.rows);
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
