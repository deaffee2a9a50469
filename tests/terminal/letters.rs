//! A letter in a terminal: shown, in another language, copied.

use std::fs;

use super::{
    home::Home,
    leaving::assert_given_back,
    process::signal,
    program::{CTRL_C, ESC, Program, RIGHT},
    scan::decoded,
};

/// What the program put on the terminal's clipboard last, still in base 64.
fn copied(program: &Program) -> Option<String> {
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    let (_, after) = raw.rsplit_once("\x1b]52;c;")?;
    let end = after.find(['\x1b', '\x07'])?;
    Some(after[..end].to_owned())
}

#[test]
fn a_letter_is_read_in_another_language_and_copied_whole() {
    let home = Home::with_letter();
    let mut program = home.enter();
    program.wait_for("Letter: Full objection");
    program.press_for("L", "True of you?");
    program.press_for("G", "Yours faithfully");
    program.press_for("y", "Copied, if your terminal allows it: the whole text");
    let english = decoded(&copied(&program).unwrap());
    assert!(english.starts_with("Subject: Objection"), "{english}");
    assert!(
        english.ends_with("Yours faithfully,\n\nAda Person"),
        "{english}"
    );
    program.press_for("g", "A full objection");
    program.press_for(RIGHT, "Deutsch");
    program.press_for(" ", "Your letters are in German from now on.");
    program.press_for("2", "2 ☑ children in my pictures");
    program.press_for("y", "Copied, if your terminal allows it: the whole text");
    let german = decoded(&copied(&program).unwrap());
    assert!(german.starts_with("Betreff: "), "{german}");
    assert!(german.contains("Kinder"), "{german}");
    program.press_for(ESC, "Body of 1.");
    program.press("q");
    let (code, _) = program.wait_end();
    assert_eq!(code, 0);
    let kept = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(kept.contains("language = \"de\""), "{kept}");
    assert!(kept.contains("grounds = [\"children\"]"), "{kept}");
}

#[test]
fn in_a_small_window_the_text_is_there_and_its_length() {
    let home = Home::with_letter();
    let mut program = home.enter();
    program.press_for("L", "True of you?");
    program.resize(40, 12);
    program.wait_for("A full objection");
    program.wait_for("Subject: Objection");
    program.wait_for(" characters");
    program.resize(20, 5);
    program.wait_for("Full objection");
    program.press_for("G", "↑");
    program.resize(80, 24);
    program.press_for("g", "A full objection");
    assert!(program.is_running());
}

/// A script as the editor: it takes the terminal, then does `then` with the file `$1`.
fn with_editor(home: &Home, then: &str) -> Program {
    let script = format!(
        "trap '' INT; echo \"$1\" > named; echo EDITOR HAS IT; read -r line || exit 9; {then}"
    );
    let script = home.script("ed", &script);
    let editor = format!("sh '{}'", script.display());
    home.setting().variable("EDITOR", editor).start()
}

fn on_letter(program: &mut Program) {
    program.wait_for("❯");
    program.press_for("\r", "Letter: Full objection");
    program.press_for("L", "True of you?");
}

#[test]
fn the_editor_gets_the_terminal_and_its_text_is_the_letter() {
    let home = Home::with_letter();
    let mut program = with_editor(
        &home,
        "cat \"$1\" > before; stat -c %a \"$1\" > mode 2>/dev/null; printf 'Subject: Mine\\n\\nI said: %s\\n' \"$line\" > \"$1\"",
    );
    on_letter(&mut program);
    program.press("e");
    let shown = program.wait_until("the editor has the terminal", |shown| {
        shown.has("EDITOR HAS IT") && !shown.is_alternate
    });
    assert!(!shown.takes_mouse && !shown.takes_paste && !shown.hides_cursor);
    // Every key is the editor's, also those that mean something to the program: it takes no Ctrl-C.
    program.press(CTRL_C);
    program.press("qqq y no\n");
    program.wait_for("(edited by you)");
    program.wait_for("I said: qqq y no");
    program.press_for("y", "Copied, if your terminal allows it: the whole text");
    let copied = decoded(&copied(&program).unwrap());
    assert_eq!(copied, "Subject: Mine\n\nI said: qqq y no");
    let before = fs::read_to_string(home.join("before")).unwrap();
    assert!(before.starts_with("Subject: Objection"), "{before}");
    if cfg!(target_os = "linux") {
        assert_eq!(fs::read_to_string(home.join("mode")).unwrap(), "600\n");
    }
    // Nothing of it stays.
    let named = fs::read_to_string(home.join("named")).unwrap();
    assert!(named.ends_with("/objection-long.txt\n"), "{named}");
    assert!(
        !std::path::Path::new(named.trim())
            .parent()
            .unwrap()
            .exists()
    );
    program.press_for("u", "This is the text as it was.");
    assert!(program.shown().has("Name: Ada Person"));
    program.press_for(ESC, "Body of 1.");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
}

#[test]
fn a_signal_that_comes_while_the_editor_has_the_terminal_waits_for_its_end() {
    for (name, ends) in [("INT", false), ("QUIT", false), ("TERM", true)] {
        let home = Home::with_letter();
        let mut program = with_editor(&home, "echo \"$line\" >> \"$1\"");
        on_letter(&mut program);
        program.press_for("e", "EDITOR HAS IT");
        signal(name, program.process());
        program.press("more\n");
        if !ends {
            program.wait_for("(edited by you)");
            // What was copied is not asked about.
            program.press("yqq");
        }
        let (code, shown) = program.wait_end();
        assert_eq!(code, 0, "{name}");
        assert_given_back(&program, &shown);
    }
}

#[test]
fn an_editor_that_fails_or_is_not_there_changes_nothing() {
    let home = Home::with_letter();
    for (then, says, is_page) in [
        ("printf x > \"$1\"; exit 3", "failed", false),
        (": > \"$1\"", "came back empty", false),
        ("rm \"$1\"", "removed the file", false),
        ("printf 'a\\377' > \"$1\"", "not UTF-8", true),
        ("exit 0", "code --wait", false),
    ] {
        let mut program = with_editor(&home, then);
        on_letter(&mut program);
        program.press_for("e", "EDITOR HAS IT");
        program.press("\n");
        program.wait_for(says);
        if is_page {
            program.press(ESC);
        }
        program.wait_for("Name: Ada Person");
        assert!(!program.shown().has("edited by you"), "{then}");
        program.press("qq");
        assert_eq!(program.wait_end().0, 0);
    }
    for (editor, says) in [
        ("", "No editor is set."),
        ("no-such-editor -w", "no-such-editor was not found"),
        ("'open", "EDITOR is no command"),
    ] {
        let mut program = home.setting().variable("EDITOR", editor).start();
        on_letter(&mut program);
        program.press_for("e", says);
        program.press_for(ESC, "Name: Ada Person");
        program.press("qq");
        assert_eq!(program.wait_end().0, 0);
    }
}

#[test]
fn a_letter_is_saved_in_the_current_folder_and_never_over_another() {
    let home = Home::with_letter();
    let mut program = home.setting().start();
    on_letter(&mut program);
    program.press_for("w", "Save the letter as");
    program.press_for("\r", "The letter is in a file");
    let file = home.join("objection-long-fb-2026-11-21.txt");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.ends_with("Ada Person\n"), "{text}");
    program.press("\r");
    program.press_for("w", "Save the letter as");
    program.press_for("\r", "is there already");
    program.press_for("\x15~/other.txt", "~/other.txt");
    program.press_for("\r", "The letter is in a file");
    assert_eq!(fs::read_to_string(home.join("other.txt")).unwrap(), text);
    assert!(program.is_running());
}
