//! The config file while the program runs, and terminals that say little of themselves.

use std::fs;

use super::{
    home::Home,
    program::{ENTER, ESC},
    seen::find,
};

#[test]
fn a_changed_config_file_is_used_at_once_and_a_broken_one_changes_nothing() {
    let home = Home::with_steps(3);
    home.configure("");
    let mut program = home.setting().start();
    program.wait_for("❯");
    home.configure("glyphs = \"ascii\"\n[keys]\nquit = [\"x\"]\n");
    program.wait_for("is in use as it is now");
    let shown = program.settle();
    assert!(shown.has("x quit") && !shown.has("❯"), "{}", shown.text());
    home.configure("glyphs = \"emoji\"\n");
    // The last word: where the lines break depends on the name of the folder.
    program.wait_for("holds.");
    program.press_for("!", "allowed are unicode, ascii");
    // The line with its caret; and the arrow is no letter.
    let shown = program.settle();
    for said in ["1 | glyphs = \"emoji\"", "^^^^^^^", "Down down"] {
        assert!(shown.has(said), "{said}: {}", shown.text());
    }
    program.press(ESC);
    program.wait_gone("allowed are");
    home.configure("theme = \"high-contrast\"\nglyphs = \"unicode\"\n");
    program.wait_for("❯");
    // White on black.
    assert!(find(&program.raw(), b"48;5;16").is_some());
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
}

#[test]
fn keys_that_wait_for_others_do_not_wait_for_ever() {
    let home = Home::with_steps(3);
    home.configure("[keys]\nquit = [\"Z Z\"]\n");
    let mut program = home.setting().start();
    program.wait_for("❯");
    program.press_for("Z", "and then?");
    program.wait_gone("and then?");
    program.press("ZZ");
    assert_eq!(program.wait_end().0, 0);
}

#[test]
fn a_window_of_unknown_size_is_drawn() {
    let home = Home::with_steps(3);
    let mut program = home.setting().size(80, 24).start();
    program.wait_for("❯");
    program.claim(0, 0);
    let shown = program.settle();
    assert!(shown.has("? help"), "{}", shown.text());
    program.press_for(ENTER, "by: Route");
}

#[test]
fn a_locale_without_utf_8_and_the_console_get_ascii() {
    for (name, value) in [
        ("LC_ALL", "C"),
        ("LANG", "de_DE.ISO-8859-1"),
        ("TERM", "linux"),
    ] {
        let home = Home::with_steps(3);
        let mut program = home.setting().variable(name, value).start();
        program.wait_for("? help");
        program.settle();
        assert!(program.raw().is_ascii(), "{name}={value}");
        // Unless they are chosen otherwise.
        home.configure("glyphs = \"unicode\"\n");
        program.wait_for("❯");
    }
}

#[test]
fn a_program_of_the_desktop_copies_where_there_is_one() {
    let home = Home::with_steps(3);
    let copied = home.join("copied");
    let program = home.executable("bin/xclip", &format!("cat > '{}'", copied.display()));
    let folder = program.parent().unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let mut program = home
        .setting()
        .variable("PATH", path)
        .variable("DISPLAY", ":0")
        .start();
    program.go_in();
    program.press_for("y", "Copied by xclip: https://");
    let text = fs::read_to_string(&copied).unwrap();
    assert!(text.starts_with("https://www.facebook.com/"), "{text}");
    // By the terminal as well.
    assert!(find(&program.raw(), b"\x1b]52;c;").is_some());
}

#[test]
fn the_mouse_is_given_back_to_the_terminal_and_taken_again() {
    let home = Home::with_steps(3);
    let mut program = home.setting().start();
    assert!(program.wait_for("❯").takes_mouse);
    program.press_for("m", "m takes it back");
    program.wait_until("the mouse is free", |shown| !shown.takes_mouse);
    program.press_for("m", "clicks and scrolls here again");
    program.wait_until("the mouse is taken", |shown| shown.takes_mouse);
}
