//! A letter in a terminal: shown, in another language, copied.

use std::fs;

use super::{
    home::{Home, route},
    program::{ESC, Program, RIGHT},
    scan::decoded,
};

/// A home whose account is on a step that names a letter.
fn home() -> Home {
    let home = Home::new();
    let guide = route("test-route", 1, 2);
    let letter = "body = \"Body of 1.\"\nletter = \"objection-long\"\n";
    home.guide(
        "test-route",
        guide.replace("body = \"Body of 1.\"\n", letter),
    );
    let more = "name = \"Ada Person\"\nemail = \"ada@example.org\"\nlanguage = \"en\"";
    home.account("fb", "Personal", more);
    home
}

/// What the program put on the terminal's clipboard last, still in base 64.
fn copied(program: &Program) -> Option<String> {
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    let (_, after) = raw.rsplit_once("\x1b]52;c;")?;
    let end = after.find(['\x1b', '\x07'])?;
    Some(after[..end].to_owned())
}

#[test]
fn a_letter_is_read_in_another_language_and_copied_whole() {
    let home = home();
    let mut program = home.enter();
    program.wait_for("Letter: Full objection");
    program.press_for("L", "What is true of you?");
    program.press_for("G", "Yours faithfully");
    program.press_for("y", "Copied, if your terminal allows it: the whole text");
    let english = decoded(&copied(&program).unwrap());
    assert!(english.starts_with("Subject: Objection"), "{english}");
    assert!(
        english.ends_with("Yours faithfully,\n\nAda Person"),
        "{english}"
    );
    program.press_for("g", "A complete objection");
    program.press_for(RIGHT, "Deutsch");
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
    let home = home();
    let mut program = home.enter();
    program.press_for("L", "What is true of you?");
    program.resize(40, 12);
    program.wait_for("1 ☐ my profession");
    program.wait_for(" characters");
    program.resize(20, 5);
    program.wait_for("Full objection");
    program.press_for("G", "↑");
    program.resize(80, 24);
    program.press_for("g", "A complete objection");
    assert!(program.is_running());
}
