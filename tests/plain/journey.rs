//! The whole way through a pipe, with the real program: an empty home, a request, its refusal, the
//! complaint.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
};

use crate::home::{Home, Ran, run};

/// Runs the program over these lines.
fn typed(home: &Home, change: impl FnOnce(&mut Command), lines: &[&str]) -> Ran {
    let mut command = home.command();
    command.env("BROWSER", "true").stdin(Stdio::piped());
    change(&mut command);
    // A file and not a pipe from here: nothing has to be written while it runs.
    let input = home.write("input", lines.join("\n"));
    command.stdin(fs::File::open(input).unwrap());
    run(&mut command)
}

fn plain(home: &Home, lines: &[&str]) -> String {
    let ran = typed(
        home,
        |command| {
            command.arg("--plain");
        },
        lines,
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let is_odd = |c: char| (c < ' ' && c != '\n') || ('\u{2500}'..='\u{259f}').contains(&c);
    assert!(!ran.out.contains(is_odd), "{:?}", ran.out);
    ran.out
}

fn account(home: &Home) -> String {
    let file = fs::read_dir(home.accounts())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    fs::read_to_string(file.path()).unwrap()
}

/// The number of the row with this text, in what was said.
fn number(said: &str, text: &str) -> String {
    let row = said
        .lines()
        .rev()
        .find(|line| line.contains(text) && line.contains(". "));
    let row = row.unwrap_or_else(|| panic!("no row has {text}:\n{said}"));
    row.split_once('.').unwrap().0.to_owned()
}

#[test]
fn from_an_empty_home_to_the_complaint() {
    let home = Home::new();
    let said = plain(
        &home,
        &[
            "add", "Personal", "Facebook", "Germany", ":save", "1", "done", "open",
        ],
    );
    assert!(
        said.contains("Press a to add your first account."),
        "{said}"
    );
    assert!(said.contains("Personal is added."), "{said}");
    assert!(said.contains("Ticked \"Log in to this account\""), "{said}");
    assert!(account(&home).contains("country = \"DE\""));
    let send = format!("done {}", number(&said, "Send the objection"));

    // Another evening: sent yesterday.
    let said = plain(&home, &["1", &send, "yesterday", "", "", "back"]);
    assert!(said.contains("Sent 20 November 2026"), "{said}");
    assert!(
        account(&home).contains("sent = 2026-11-20"),
        "{}",
        account(&home)
    );

    // Meta refused.
    let said = plain(&home, &["answer"]);
    let refused = number(&said, "Meta refused");
    let said = plain(
        &home,
        &["1", "answer", &refused, "", "4711", "It gave no reason."],
    );
    assert!(
        said.contains("Recorded: Meta refused, 21 November 2026"),
        "{said}"
    );
    for kept in ["outcome = \"refused\"", "4711", "It gave no reason."] {
        assert!(account(&home).contains(kept), "{kept}: {}", account(&home));
    }

    // The complaint to the authority: the letter is asked what it lacks, and read.
    let complain = format!("letter {}", number(&said, "Complain to your authority"));
    let said = plain(&home, &["1", &complain]);
    assert!(said.contains("Art. 77"), "{said}");
}

#[test]
fn a_terminal_that_cannot_place_text_and_a_variable_ask_for_it_too() {
    let home = Home::new();
    for (name, value) in [("TERM", "dumb"), ("OPTOUT_PLAIN", "1")] {
        let ran = typed(
            &home,
            |command| {
                command.env(name, value);
            },
            &["quit"],
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("add your first account"), "{}", ran.out);
    }
}

#[test]
fn the_width_is_that_of_columns() {
    let home = Home::new();
    let narrow = |command: &mut Command| {
        command.arg("--plain").env("COLUMNS", "40");
    };
    let ran = typed(
        &home,
        narrow,
        &["add", "Personal", "", "DE", ":save", "1", "enter"],
    );
    for line in ran.out.lines() {
        let is_one_word = !line.contains(' ');
        assert!(line.chars().count() <= 40 || is_one_word, "{line}");
    }
}

#[test]
fn the_end_of_the_input_ends_it_and_everything_is_saved() {
    let home = Home::new();
    plain(
        &home,
        &["a", "Mine", "", "DE", ":save", "1", "tick 3", "tick 4"],
    );
    assert_eq!(account(&home).matches("mark = \"done\"").count(), 2);
}

#[test]
fn the_end_of_the_input_names_what_was_typed_and_is_not_saved() {
    let home = Home::new();
    plain(&home, &["a", "Mine", "", "DE", ":save"]);
    for (lines, what) in [
        (["1", "note", "Ask Ann"].as_slice(), "a note of Mine"),
        (&["edit", "Yours"], "changes of Mine"),
        (&["a", "Yours"], "a new account"),
        // It was closed, and nobody answers whether to quit.
        (&["a", "Yours", "back", "quit"], "a new account"),
        (&["a", "Yours", "quit"], "a new account"),
        (&["1", "note", "Ask Ann", "quit"], "a note of Mine"),
    ] {
        let is_plain = |command: &mut Command| {
            command.arg("--plain");
        };
        let ran = typed(&home, is_plain, lines);
        let told = format!("what you typed is not saved: {what}.");
        assert!(ran.code == 1 && ran.err.contains(&told), "{ran:?}");
    }
    plain(&home, &["1", "note", "Ask Ann", "", "back"]);
    plain(&home, &["edit"]);
    assert!(account(&home).contains("Ask Ann") && !account(&home).contains("Yours"));
}

#[test]
fn quit_in_a_form_asks_where_something_was_typed_and_else_quits() {
    let home = Home::new();
    plain(&home, &["a", "Mine", "", "DE", ":save"]);
    let is_plain = |command: &mut Command| {
        command.arg("--plain");
    };
    for (lines, is_asked) in [
        (["a", "quit"].as_slice(), false),
        (&["/", "quit"], false),
        (&["1", "/", "quit"], false),
        (&["1", "note", "quit"], false),
        (&["help", "quit"], false),
        (&["a", "Yours", "quit", "2"], true),
        (&["1", "note", "Ask Ann", "quit", "2"], true),
    ] {
        // The line after it is heard only if it did not quit.
        let lines = [lines, &["nonsense"]].concat();
        let ran = typed(&home, is_plain, &lines);
        let asked = "What you typed is not saved. Quit all the same?";
        assert_eq!(ran.out.contains(asked), is_asked, "{lines:?} {ran:?}");
        let is_over = ran.code == 0 && !ran.out.contains("nonsense");
        assert!(is_over, "{lines:?} {ran:?}");
    }
    // Who stays goes on where the form was left.
    let said = plain(&home, &["a", "Yours", "quit", "1", "a", "", "DE", ":save"]);
    assert!(said.contains("Facebook, Yours, DE"), "{said}");
}

#[test]
fn nobody_who_reads_on_ends_it_quietly_and_everything_is_saved() {
    let home = Home::new();
    plain(&home, &["a", "Mine", "", "DE", ":save"]);
    let mut child = home
        .command()
        .arg("--plain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    writeln!(input, "1").unwrap();
    let mut line = String::new();
    while !line.contains("3. [ ]") {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "it ended");
    }
    drop(output);
    writeln!(input, "tick 3").unwrap();
    drop(input);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(0));
    assert!(account(&home).contains("mark = \"done\""));
}

#[test]
fn a_warning_is_followed_by_the_line_that_it_is_about() {
    let home = Home::new();
    home.configure("mouse = true\ntheme = \"loud\"\n");
    home.account("a7k2m9qd", "Mine", "handle = 7");
    let said = plain(&home, &["notices"]);
    for lines in [
        "line 2, column 9: `theme` is `loud`; allowed are terminal,\nhigh-contrast, mono.\ntheme = \"loud\"\n",
        "Line 8, column 10: `handle` must be a string, not integer.\nhandle = 7\n",
    ] {
        assert!(said.contains(lines), "{lines}: {said}");
    }
}

#[test]
fn the_demo_needs_no_folder_opens_nothing_and_keeps_nothing() {
    let home = Home::new();
    let demo = |command: &mut Command| {
        command.args(["--demo", "--plain"]).env_remove("HOME");
        let opener = home.join("opened");
        command.env("BROWSER", format!("touch {}", opener.display()));
    };
    let lines = [
        "1", "back", "next-day", "delete", "y", "add", "Mine", "", "DE", ":save",
    ];
    let ran = typed(&home, demo, &lines);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    for said in [
        "demo, 1 December 2026",
        "20 accounts",
        "It is ",
        "Mine is added.",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let mut left: Vec<_> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["input"]);
}

#[test]
fn a_command_and_the_demo_do_not_go_together() {
    let home = Home::new();
    let ran = typed(
        &home,
        |command| {
            command.args(["--demo", "status"]);
        },
        &[],
    );
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("made up") && ran.err.contains("--demo"),
        "{}",
        ran.err
    );
}
