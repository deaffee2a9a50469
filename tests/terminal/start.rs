//! The first minutes: nothing is there yet, then two accounts are, and are there the next time.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use super::{
    home::Home,
    program::{CTRL_S, ESC, RIGHT},
};
use crate::home::DATA;

#[test]
fn an_empty_home_says_what_this_is_and_which_key_begins() {
    let home = Home::new();
    let program = home.start();
    let shown = program.wait_for("quit");
    for said in [
        "Stop Meta from training AI",
        "Press a to add your first account.",
        "This program sends nothing anywhere.",
        DATA,
    ] {
        assert!(shown.has_wrapped(said), "{said:?} in\n{}", shown.text());
    }
    assert!(shown.is_alternate && shown.takes_paste && shown.takes_mouse && shown.hides_cursor);
}

#[test]
fn looking_around_writes_nothing() {
    let home = Home::new();
    let mut program = home.start();
    program.press_for("?", "Help");
    program.press(ESC);
    program.wait_gone("Help");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn two_accounts_typed_in_are_there_the_next_time() {
    let home = Home::new();
    // The program's own modes count, not what the umask leaves of them.
    let mut program = home.setting().umask(0).start();
    program.wait_for("Press a");
    program.press_for("a", "Add account");
    program.press_for("Mine\t\tGer\t", "Germany");
    program.press_for(CTRL_S, "Mine is added.");
    program.press_for("a", "Add account");
    program.press_for(format!("Mum's\t{RIGHT}"), "< Instagram >");
    program.press_for("\tfrance\t\t@mum", "@mum");
    program.press_for(CTRL_S, "Mum's is added.");
    program.wait_for("saved");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);

    let shown = home.start().wait_for("2 accounts");
    assert!(shown.row("Mine").contains("FB Mine"), "{}", shown.text());
    assert!(shown.row("Mum's").contains("IG Mum's"), "{}", shown.text());

    let names: Vec<String> = fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let data = DATA.split('/').next().unwrap();
    assert_eq!(names, [data], "nothing is written for configuration");
    assert_eq!(
        modes_below(home.data()),
        4,
        "two accounts, their folder, the lock"
    );
}

/// Checks that only the owner can read anything in a folder, and counts what is in it.
fn modes_below(folder: &Path) -> usize {
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder), 0o700, "{}", folder.display());
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        count += 1;
        if path.is_dir() {
            count += modes_below(&path);
        } else {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
    count
}

#[test]
fn a_form_closed_by_mistake_is_still_filled_in() {
    let home = Home::new();
    let mut program = home.start();
    program.press_for("a", "Add account");
    program.press_for("Grandfather", "Grandfather");
    program.press_for(ESC, "Nothing was saved.");
    let shown = program.press_for("a", "Add account");
    assert!(
        shown.row("Label").contains("Grandfather"),
        "{}",
        shown.text()
    );
}

#[test]
fn the_account_that_needs_attention_first_is_selected() {
    let home = Home::with_steps(2);
    home.account("b", "Another", "");
    let overdue = "[[request]]\nid = \"r1\"\ngoal = \"object\"\nguide = \"test-route\"\n\
                   sent = 2026-09-01\ndue = 2026-10-01\noutcome = \"waiting\"\n";
    home.account("c", "Zoe", overdue);
    let shown = home.start().wait_for("3 accounts");
    assert!(shown.row("Zoe").starts_with('❯'), "{}", shown.text());
    assert!(
        shown.row("Zoe").contains("Overdue since 2 October"),
        "{}",
        shown.text()
    );
}

/// An account that cannot be read never looks like none, and a key puts its copy back.
#[test]
fn an_account_that_cannot_be_read_is_on_home_and_its_copy_comes_back() {
    let home = Home::with_steps(3);
    let mut program = home.enter();
    program.press_for(" ", "saved");
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    let good = fs::read_to_string(home.account_file("fb")).unwrap();
    let spoiled = "label = \"Per\nsonal\"\n";
    fs::write(home.account_file("fb"), spoiled).unwrap();
    // Put aside at the first start, and still there at the second.
    for _ in 0..2 {
        let mut program = home.start();
        let shown = program.wait_for("1 account cannot be read.");
        let row = shown.row("fb.toml  Personal  cannot be read");
        assert!(row.contains("p puts"), "{}", shown.text());
        assert!(!shown.text().contains("first account"), "{}", shown.text());
        program.press("q");
        assert_eq!(program.wait_end().0, 0);
    }
    let mut program = home.start();
    program.wait_for("cannot be read");
    program.press_for("p", "Put the newest good copy of Personal back?");
    program.press_for("y", "Personal is back, as its copy has it.");
    let shown = program.wait_for("saved");
    assert!(!shown.text().contains("cannot be read"), "{}", shown.text());
    let back = fs::read_to_string(home.account_file("fb")).unwrap();
    let wanted = good.split("[guides").next().unwrap();
    assert_eq!(back.trim_end(), wanted.trim_end());
    program.press_for("u", "Undone: put Personal back.");
    program.wait_for("saved");
    assert!(!home.account_file("fb").exists());
    program.press("q");
    assert_eq!(program.wait_end().0, 0);
    // What could not be read is kept.
    let accounts = home.account_file("fb");
    let kept = fs::read_dir(accounts.parent().unwrap()).unwrap().flatten();
    let texts: Vec<String> = kept
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    assert_eq!(texts, [spoiled]);
}
