//! A window that nobody touches shows what other programs do, and does nothing else.

use std::{
    fs::{self, OpenOptions},
    thread,
    time::Duration,
};

use super::{
    home::Home,
    process::{until, wake_ups},
    program::Program,
    shown::StepRow,
};

/// Waits until the system was asked to tell of changes: what happens before is seen at the next key.
fn listens(program: &Program) {
    let folder = format!("/proc/{}/fdinfo", program.process());
    until("the folder is watched", || {
        let entries = fs::read_dir(&folder).unwrap().flatten();
        entries
            .filter_map(|entry| fs::read_to_string(entry.path()).ok())
            .any(|told| told.contains("inotify wd:"))
    });
}

/// Waits for a whole second in which the program does nothing, and returns what it wrote so far.
fn rest(program: &Program) -> usize {
    let state = || (program.written(), wake_ups(program.process()));
    let mut before = state();
    until("the program sleeps", || {
        thread::sleep(Duration::from_secs(1));
        std::mem::replace(&mut before, state()) == before
    });
    before.0
}

#[test]
fn an_idle_window_shows_what_another_did_and_sleeps_again() {
    let home = Home::with_steps(9);
    let mut one = home.enter();
    let idle = home.enter();
    listens(&idle);
    one.press_for(" ", "✔ saved");
    idle.wait_step(1, StepRow::is_ticked);
    rest(&idle);
    // A new account, and one that is gone.
    home.account("second", "Work", "");
    let list = home.start();
    list.wait_for("2 accounts");
    listens(&list);
    fs::rename(home.account_file("second"), home.join("elsewhere")).unwrap();
    list.wait_for("1 account");
    fs::rename(home.join("elsewhere"), home.account_file("second")).unwrap();
    list.wait_for("2 accounts");
    rest(&list);
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    listens(&program);
    // A save of one's own is told too.
    program.press_for(" ", "✔ saved");
    let written = rest(&program);
    let woken = wake_ups(program.process());
    for _ in 0..5 {
        // Opened to be written, and closed as it was.
        drop(
            OpenOptions::new()
                .append(true)
                .open(home.account_file("fb")),
        );
        // A save under way.
        fs::write(home.account_file(".fb").with_extension("tmp"), "").unwrap();
    }
    until("the program was told", || {
        wake_ups(program.process()) > woken
    });
    assert_eq!(rest(&program), written);
}

#[test]
fn a_folder_that_is_replaced_is_found_again() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    listens(&program);
    let accounts = home.data().join("accounts");
    // The new one has its file before it takes the place: an empty folder would be one without accounts.
    let marked = "[guides.test-route.s1]\nmark = \"done\"\nat = 2026-11-20T10:00:00Z";
    let other = Home::new();
    let file = other.account("fb", "Personal", marked);
    let next = home.write(home.join("next/fb.toml"), fs::read(file).unwrap());
    fs::rename(&accounts, home.join("elsewhere")).unwrap();
    fs::rename(next.parent().unwrap(), &accounts).unwrap();
    program.wait_step(1, StepRow::is_ticked);
    rest(&program);
    program.press_for(" ", "✔ saved");
    let text = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(!text.contains("mark = "), "{text}");
    // The new one is heard as the old one was.
    home.account("second", "Work", "");
    program.press("\x1b");
    program.wait_for("2 accounts");
    home.account("third", "Mum", "");
    program.wait_for("3 accounts");
    rest(&program);
}

#[test]
fn a_window_that_was_there_before_any_account_shows_the_first_one() {
    let home = Home::new();
    let program = home.start();
    program.wait_for("add an account");
    assert!(!home.data().join("accounts").exists());
    listens(&program);
    rest(&program);
    home.account("first", "Personal", "");
    program.wait_for("1 account");
    rest(&program);
    home.account("second", "Work", "");
    program.wait_for("2 accounts");
}
