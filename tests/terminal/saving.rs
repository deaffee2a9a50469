//! "saved" means saved: killed at that moment, locked out, or with a second copy at work.

use std::fs::{self, File};

use super::{
    home::Home,
    program::{CTRL_S, DOWN, ENTER, FOCUS, UP},
    shown::StepRow,
};

#[test]
fn a_tick_that_is_called_saved_survives_kill_9_at_that_moment() {
    const TIMES: usize = 24;
    let home = Home::with_steps(TIMES + 1);
    for step in 1..=TIMES {
        let mut program = home.start();
        // Every earlier tick is there.
        program.wait_for(&format!(" {}/{}", step - 1, TIMES + 1));
        program.press_until(ENTER, step, StepRow::is_selected);
        program.press(" ");
        program.wait_until("the tick is saved", |shown| {
            shown.has("✔ saved") && shown.is_step(step, StepRow::is_ticked)
        });
        program.kill();
    }
    home.start().wait_for(&format!(" {TIMES}/{}", TIMES + 1));
    let file = fs::read_to_string(home.account_file("fb")).unwrap();
    assert_eq!(file.matches("mark = \"done\"").count(), TIMES, "{file}");
}

#[test]
fn kill_9_before_it_is_saved_leaves_the_file_whole() {
    let home = Home::with_steps(9);
    for step in 1..=8 {
        let mut program = home.enter();
        // As soon as anything is drawn, before or after the disk has it.
        let frames = program.shown().frames;
        program.press(ENTER);
        program.wait_until("a frame", |shown| shown.frames > frames);
        program.kill();
        let program = home.start();
        let shown = program.wait_until("how far it is", |shown| {
            (0..=step).any(|done| shown.has(&format!(" {done}/9")))
        });
        assert!(!shown.has("warning"), "{}", shown.text());
    }
}

#[test]
fn saved_is_not_said_before_the_disk_has_it() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    // Another copy is writing and does not finish.
    let lock = File::create(home.data().join(".lock")).unwrap();
    lock.lock().unwrap();
    program.press(" ");
    let shown = program.wait_for("☑");
    assert!(
        shown.is_step(1, StepRow::is_being_ticked) && shown.has("… saving"),
        "{}",
        shown.text()
    );
    // The screen goes on without it.
    program.press_until(DOWN, 2, StepRow::is_selected);
    program.press_until(DOWN, 3, StepRow::is_selected);
    assert!(!program.settle().has("✔ saved"));
    let before = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(!before.contains("mark"), "{before}");
    // After a while the person is told why, and still goes on.
    let shown = program.wait_for("! NOT SAVED");
    assert!(
        shown.is_step(1, StepRow::is_ticked_in_vain),
        "{}",
        shown.text()
    );
    assert!(
        shown.has("Another copy of optout is writing"),
        "{}",
        shown.text()
    );
    program.press_until(UP, 2, StepRow::is_selected);
    lock.unlock().unwrap();
    program.wait_for("Saved after all");
    let shown = program.wait_for("✔ saved");
    assert!(shown.is_step(1, StepRow::is_ticked), "{}", shown.text());
    let after = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(after.contains("mark = \"done\""), "{after}");
}

#[test]
fn quitting_names_what_could_not_be_saved() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let lock = File::create(home.data().join(".lock")).unwrap();
    lock.lock().unwrap();
    program.press_for(" ", "NOT SAVED");
    program.press_for("q", "Quit");
    program.press("\x03");
    let (code, shown) = program.wait_end();
    assert_eq!(code, 1, "{}", shown.text());
    assert!(
        shown.has_wrapped("1 change could not be saved, for Personal"),
        "{}",
        shown.text()
    );
    assert!(!shown.is_alternate);
}

#[test]
fn a_tick_in_one_window_shows_up_in_the_other() {
    let home = Home::with_steps(9);
    let mut one = home.enter();
    let mut other = home.enter();
    one.press_until(" ", 1, StepRow::is_ticked);
    // The other window gets the focus.
    other.press_until(FOCUS, 1, StepRow::is_ticked);
    // Any key looks, too.
    one.press_until(DOWN, 2, StepRow::is_selected);
    one.press_until(" ", 2, StepRow::is_ticked);
    other.press_until(DOWN, 2, StepRow::is_ticked);
    // Both at once lose nothing.
    one.press(format!("{DOWN} "));
    other.press(format!("{DOWN}{DOWN} "));
    one.wait_step(3, StepRow::is_ticked);
    other.wait_step(4, StepRow::is_ticked);
    for window in [&mut one, &mut other] {
        window.press_for(FOCUS, "4/9");
        window.wait_for("✔ saved");
    }
    home.start().wait_for(" 4/9");
}

#[test]
fn an_account_added_in_one_window_shows_up_in_the_other() {
    let home = Home::with_steps(9);
    let mut one = home.start();
    let mut other = home.start();
    one.wait_for("1 account");
    other.wait_for("1 account");
    one.press_for("a", "Add account");
    one.press(format!("Work{CTRL_S}"));
    one.wait_for("✔ saved");
    other.press_for(FOCUS, "2 accounts");
    other.wait_for("Work");
}

#[test]
fn a_tick_on_an_account_deleted_by_another_is_not_lost() {
    let home = Home::with_steps(9);
    let mut program = home.enter();
    let lock = File::create(home.data().join(".lock")).unwrap();
    lock.lock().unwrap();
    program.press_for(" ", "… saving");
    // Whoever has the lock puts the account into the trash.
    let trash = home.data().join("trash");
    fs::create_dir(&trash).unwrap();
    fs::rename(home.account_file("fb"), trash.join("fb.toml")).unwrap();
    lock.unlock().unwrap();
    // There is nothing to keep the tick in, and the person is told.
    program.wait_for("! NOT SAVED");
    // The account comes back, and with it the tick.
    fs::rename(trash.join("fb.toml"), home.account_file("fb")).unwrap();
    program.wait_for("✔ saved");
    let file = fs::read_to_string(home.account_file("fb")).unwrap();
    assert!(file.contains("mark = \"done\""), "{file}");
}
