//! Nobody is called: no socket of the internet is ever opened, whatever the person does.

use std::{fs, path::Path};

use crate::{
    Test,
    home::{Home, OPTOUT},
    terminal::{
        home::browser,
        program::{CTRL_S, DOWN, ENTER, ESC, Program},
        setting::Setting,
    },
};

/// What strace is asked for: every call that has to do with a network, of all children too.
const WATCH: [&str; 5] = ["-f", "-qq", "-e", "trace=network", "-o"];

pub(crate) const TESTS: &[Test] = tests![
    a_whole_journey_opens_no_socket_of_the_internet,
    no_command_opens_a_socket_of_the_internet,
];

/// The calls that are about anything but sockets within this computer.
fn calls_out(trace: &Path) -> Vec<String> {
    let trace = fs::read_to_string(trace).unwrap();
    let about = |line: &&str| {
        let is_local = line.contains("AF_UNIX") || line.contains("AF_LOCAL");
        line.contains("AF_") && !is_local
    };
    trace.lines().filter(about).map(str::to_owned).collect()
}

fn watched(home: &Home, trace: &Path) -> Setting {
    let mut setting = Setting::new("strace", home.path());
    for word in WATCH {
        setting = setting.argument(word);
    }
    setting.argument(trace).argument(OPTOUT)
}

fn a_whole_journey_opens_no_socket_of_the_internet() {
    let home = Home::with_steps(3);
    let opened = home.join("opened");
    let script = home.script("browser", &format!("echo \"$1\" > '{}'", opened.display()));
    home.account(
        "second",
        "Second",
        &format!("open_with = {}", browser(&script)),
    );
    home.open_with(&script);
    let trace = home.join("trace");
    let mut program: Program = watched(&home, &trace).size(100, 40).start();
    program.go_in();
    program.press_for("o", "Yes, open it");
    program.press_for(ENTER, "pened");
    program.press_for(" ", "✔ saved");
    program.press_for("n", "Note");
    program.press_for("by phone", "by phone");
    program.press_for(CTRL_S, "The note is kept");
    // Esc and a key that come together would be Alt and the key.
    program.press_for("i", "y copy a source");
    program.press(ESC);
    program.wait_gone("y copy a source");
    program.press_for("y", "opied");
    program.press_for("?", "┌ Help");
    program.press(ESC);
    program.wait_gone("┌ Help");
    program.press(DOWN);
    program.press_for("b", "Question");
    program.press(ESC);
    program.wait_gone("Question");
    program.press_for("u", "Undone");
    program.press(ESC);
    program.wait_for("add");
    program.press_for("a", "Add account");
    program.press_for("New\t\tGer\t", "Germany");
    program.press_for(CTRL_S, "New is added");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    assert!(opened.exists(), "the browser was started, and watched too");
    assert_eq!(calls_out(&trace), [""; 0]);
}

fn no_command_opens_a_socket_of_the_internet() {
    let home = Home::with_steps(3);
    let script = home.script("browser", "exit 0");
    home.open_with(&script);
    let trace = home.join("trace");
    let run = |program: &str, words: &[&str]| {
        let mut strace = home.command_of("strace");
        strace.args(WATCH).arg(&trace).arg(program).args(words);
        let output = strace.output().unwrap();
        (output.status.code(), calls_out(&trace))
    };
    let export = home.join("export.json");
    let export = export.to_str().unwrap();
    let commands: [&[&str]; 24] = [
        &["status"],
        &["status", "fb", "--json"],
        &["next"],
        &["steps", "fb"],
        &["account", "list"],
        &["account", "add", "--platform", "threads", "--label", "T"],
        &["account", "edit", "fb", "--email", "me@example.org"],
        &["mark", "fb", "test-route/s1", "done"],
        &["open", "fb", "test-route/s2"],
        &["letter", "fb"],
        &["account", "check"],
        &["export", "--format", "json", "-o", export],
        &["import", export],
        &["guide", "list"],
        &["guide", "show", "test-route"],
        &["guide", "check"],
        &["guide", "schema"],
        &["guide", "copy", "facebook-notice"],
        &["authority", "list"],
        &["paths"],
        &["keys"],
        &["--help"],
        &["--version"],
        &["account", "remove", "fb", "--yes"],
    ];
    for words in commands {
        let (code, calls) = run(OPTOUT, words);
        assert_eq!((code, calls), (Some(0), Vec::new()), "{words:?}");
    }
    // A program that does open one is noticed.
    let (code, calls) = run("bash", &["-c", "exec 3<>/dev/udp/127.0.0.1/9"]);
    assert!(
        code != Some(0) || calls.iter().any(|call| call.contains("AF_INET")),
        "{calls:?}"
    );
}
