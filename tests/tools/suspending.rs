//! Ctrl-Z, SIGTSTP and `fg` in a shell that has job control.

use std::fs;

use crate::{
    Test,
    home::{Home, OPTOUT},
    terminal::{
        process::{self, until},
        program::{CTRL_Z, DOWN, ENTER, Program},
        setting::Setting,
        shown::StepRow,
    },
};

pub(crate) const TESTS: &[Test] = tests![
    ctrl_z_gives_the_shell_the_terminal_and_fg_brings_the_screen_back_whole,
    ctrl_z_in_the_editor_stops_both_and_fg_goes_on,
];

/// An interactive shell in a terminal.
fn shell(home: &Home) -> Program {
    let mut program = Setting::new("/bin/sh", home.path())
        .argument("-i")
        .variable("PS1", "READY> ")
        .variable("optout", OPTOUT)
        .size(100, 40)
        .start();
    wait_for_prompt(&program);
    program.press_for("set -m; jobs; echo TRI\"\"ED\n", "TRIED");
    wait_for_prompt(&program);
    program
}

pub(crate) fn is_job_control_here() -> bool {
    let shown = shell(&Home::new()).shown();
    let complaints = [
        "can't access tty",
        "no job control",
        "job control turned off",
    ];
    !complaints.iter().any(|said| shown.has(said))
}

/// Waits until the shell has the terminal: what is typed sooner may be somebody else's.
fn wait_for_prompt(program: &Program) {
    program.wait_until("the shell asks for a command", |shown| {
        let last = shown.rows.iter().rfind(|row| !row.is_empty());
        !shown.is_alternate && last.is_some_and(|row| row == "READY>")
    });
}

fn ctrl_z_gives_the_shell_the_terminal_and_fg_brings_the_screen_back_whole() {
    let home = Home::with_steps(3);
    let mut program = shell(&home);
    // A shell of its own writes the number down: the shell in the terminal starts it as one job.
    home.script("run", "echo $$ > id\nexec \"$optout\"");
    program.press_for("sh run\n", "Personal");
    program.press_until(ENTER, 1, StepRow::is_selected);
    let before = program.press_until(DOWN, 2, StepRow::is_selected);
    let id: u32 = fs::read_to_string(home.join("id"))
        .unwrap()
        .trim()
        .parse()
        .unwrap();
    for round in 1..=3 {
        if round < 3 {
            program.press(CTRL_Z);
        } else {
            process::signal("TSTP", id);
        }
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
        program.shown().assert_cooked();
        // The window gets another size meanwhile, and its own again.
        program.resize(60, 20);
        program.resize(100, 40);
        program.press("fg\n");
        let shown = program.wait_until("the screen is back", |shown| {
            shown.is_alternate && shown.is_step(2, StepRow::is_selected)
        });
        assert!(shown.takes_mouse && shown.takes_paste && shown.hides_cursor);
        assert_eq!(shown.rows[1..38], before.rows[1..38], "it is whole");
    }
    program.press_until(" ", 2, StepRow::is_ticked);
    program.press("q");
    wait_for_prompt(&program);
    program.press("exit\n");
    assert_eq!(program.wait_end().0, 0);
}

fn ctrl_z_in_the_editor_stops_both_and_fg_goes_on() {
    let home = Home::with_letter();
    let ids = ["id", "editor"].map(|file| home.join(file));
    let note = format!("echo $$ > '{}'; echo EDITOR HAS IT", ids[1].display());
    let answer = "read -r line; printf 'I said: %s\\n' \"$line\" > \"$1\"";
    let script = home.script("ed", &format!("{note}; {answer}"));
    let mut program = shell(&home);
    program.press(format!("export EDITOR=\"sh '{}'\"\n", script.display()));
    wait_for_prompt(&program);
    home.script("run", "echo $$ > id\nexec \"$optout\"");
    program.press_for("sh run\n", "Personal");
    program.press_until(ENTER, 1, StepRow::is_selected);
    program.press_for("L", "Letter");
    program.press_for("e", "EDITOR HAS IT");
    program.press(CTRL_Z);
    // An editor that is not stopped yet would take what is typed for the shell.
    let [id, editor] = ids.map(|file| fs::read_to_string(file).unwrap().trim().parse().unwrap());
    for id in [id, editor] {
        until("both are stopped", || process::state(id) == Some('T'));
    }
    wait_for_prompt(&program);
    program.press("fg\n");
    until("it goes on", || process::state(id) == Some('S'));
    program.press_for("hello\n", "I said: hello");
    program.press("\x03");
    wait_for_prompt(&program);
    program.press("exit\n");
    assert_eq!(program.wait_end().0, 0);
}
