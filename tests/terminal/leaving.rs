//! However the program ends, the terminal is as it was.

use std::{env, fs, path::PathBuf};

use super::{
    home::{Home, OPTOUT},
    process::{signal, state, until},
    program::{CTRL_C, Program},
    scan::modes_left_on,
    setting::Setting,
    shown::Shown,
};

/// Runs commands in a shell in a terminal with room for what they print. `$optout` is the program.
pub(crate) fn shell(home: &Home, commands: &str) -> Setting {
    Setting::new("/bin/sh", home)
        .argument("-c")
        .argument(commands)
        .variable("optout", OPTOUT)
        .size(100, 40)
}

/// Checks that a terminal is in no mode that a program would have left behind.
pub(crate) fn assert_given_back(program: &Program, shown: &Shown) {
    let text = shown.text();
    assert!(!shown.is_alternate, "the main screen is back\n{text}");
    assert!(
        !shown.takes_mouse,
        "the mouse is the terminal's own\n{text}"
    );
    assert!(!shown.takes_paste, "pastes come without brackets\n{text}");
    assert!(!shown.hides_cursor, "the cursor is visible\n{text}");
    assert_eq!(modes_left_on(&program.raw()), [] as [&str; 0], "{text}");
}

#[test]
fn a_signal_or_another_size_right_after_the_first_frame_is_not_lost() {
    for _ in 0..3 {
        let home = Home::new();
        // So many browsers take a while to look through, which the program does after its first frame.
        let browsers = "x:".repeat(40_000);
        let mut program = home.setting().variable("BROWSER", browsers).start();
        program.wait_until("it is there", |shown| shown.is_alternate);
        program.resize(70, 20);
        let of_this_size = |shown: &Shown| shown.rows.last().is_some_and(|it| it.contains("quit"));
        program.wait_until("the new size is drawn", of_this_size);
        signal("TERM", program.process());
        let (code, shown) = program.wait_end();
        assert_eq!(code, 0);
        assert_given_back(&program, &shown);
    }
}

#[test]
fn every_way_out_gives_the_terminal_back() {
    let keys = [("q", "q"), ("Ctrl-C", CTRL_C)];
    let signals = [
        "TERM", "HUP", "INT", "QUIT", "ABRT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "IO",
        "XCPU",
    ];
    let signals = signals.map(|name| (name, ""));
    for (way, key) in keys.into_iter().chain(signals) {
        let home = Home::with_steps(3);
        let commands = "echo BEFORE; sh -c 'echo $$ > id; exec \"$optout\"'; echo CODE=$?; stty -a";
        let mut program = shell(&home, commands).start();
        let shown = program.wait_for("Personal");
        assert!(shown.is_alternate && shown.takes_mouse && !shown.has("BEFORE"));
        // From the account screen, with a tick behind it.
        program.go_in();
        program.press_for(" ", "✔ saved");
        if key.is_empty() {
            let id = fs::read_to_string(home.join("id")).unwrap();
            signal(way, id.trim().parse().unwrap());
        } else {
            program.press(key);
        }
        let (_, shown) = program.wait_end();
        assert!(shown.has("CODE=0"), "after {way}:\n{}", shown.text());
        assert_eq!(
            shown.rows[0], "BEFORE",
            "what was on the screen is there again"
        );
        assert_given_back(&program, &shown);
        shown.assert_cooked();
        assert!(
            !shown.has("Do thing"),
            "nothing of it stays behind:\n{}",
            shown.text()
        );
    }
}

#[test]
fn ctrl_c_ends_it_from_everywhere() {
    let opened_by = [
        ("a", "Add account"),
        ("?", "Help"),
        ("d", "Delete Personal?"),
        ("/", "Filter:"),
    ];
    for (key, text) in opened_by {
        let home = Home::with_steps(3);
        let mut program = home.start();
        program.wait_for("Personal");
        program.press_for(key, text);
        program.press(CTRL_C);
        let (code, shown) = program.wait_end();
        assert_eq!(code, 0, "from {text}");
        assert_given_back(&program, &shown);
    }
}

#[test]
fn esc_never_quits() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for("\x1b", "1 account");
    program.press_for("\x1b", "This is the first screen; q quits.");
    let before = program.shown().frames;
    program.press("\x1b");
    program.wait_until("a frame", |shown| shown.frames > before);
    program.press_for("?", "Help");
    assert!(program.is_running());
}

/// Names the home of [`child_that_holds_a_terminal`].
const HELD: &str = "OPTOUT_TEST_HELD";

/// Starts this test binary anew for one of its tests.
pub(crate) fn this_test(name: &str) -> Vec<PathBuf> {
    let words = ["--exact", name, "--nocapture", "--test-threads=1"];
    let mut command = vec![env::current_exe().unwrap()];
    command.extend(words.map(PathBuf::from));
    command
}

/// Whether that terminal controls the program: `no` where it does not.
const CONTROLS: &str = "OPTOUT_TEST_CONTROLS";

#[test]
fn closing_the_window_ends_the_program_and_keeps_the_tick() {
    for controls in ["yes", "no"] {
        let home = Home::with_steps(3);
        let command = this_test("terminal::leaving::child_that_holds_a_terminal");
        let output = std::process::Command::new(&command[0])
            .args(&command[1..])
            .env(HELD, home.path())
            .env(CONTROLS, controls)
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let process = printed
            .split_once("HELD=")
            .and_then(|(_, rest)| rest.split_whitespace().next());
        let process: u32 = process
            .unwrap_or_else(|| panic!("{printed}"))
            .parse()
            .unwrap();
        until("the program ended with its window", || {
            state(process).is_none()
        });
        let file = fs::read_to_string(home.account_file("fb")).unwrap();
        assert!(file.contains("mark = \"done\""), "{controls}: {file}");
    }
}

/// A terminal window with the program in it, which closes.
#[test]
fn child_that_holds_a_terminal() {
    let Some(root) = env::var_os(HELD) else {
        return;
    };
    let is_controlled = env::var(CONTROLS).unwrap() == "yes";
    let mut setting = Setting::new(OPTOUT, root.as_ref());
    if !is_controlled {
        setting = setting.uncontrolled();
    }
    let mut program = setting.start();
    program.go_in();
    program.press_for(" ", "☑");
    if !is_controlled {
        // Nothing is left to write, which would say that the terminal is gone.
        program.wait_for("✔ saved");
    }
    println!("HELD={}", program.process());
    // All that it has open closes, and the system hangs up.
    std::process::exit(0);
}
