//! Odd surroundings: no terminal, no home, folders that are no folders.

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Stdio},
};

use super::{
    home::{Home, OPTOUT},
    leaving::shell,
    program::{CTRL_S, ENTER, Program},
    shown::StepRow,
};

#[test]
fn without_a_terminal_it_is_a_sentence_a_hint_and_exit_1() {
    let home = Home::with_steps(3);
    let output = Command::new(OPTOUT)
        .env_clear()
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("optout: The checklist needs a terminal"),
        "{said}"
    );
    assert!(
        said.contains("`optout --plain`") && !said.contains('\x1b'),
        "{said}"
    );
}

#[test]
fn half_a_terminal_is_told_the_same_way_and_a_dumb_one_gets_lines() {
    let home = Home::with_steps(3);
    let commands = "\"$optout\" </dev/null; echo CODE=$?; \"$optout\" | cat; \
                    TERM=dumb \"$optout\" </dev/null; echo CODE=$?";
    let mut program = shell(&home, commands).start();
    let (_, shown) = program.wait_end();
    let text = shown.text();
    assert_eq!(
        text.matches("The checklist needs a terminal").count(),
        2,
        "{text}"
    );
    assert_eq!(text.matches("`optout --plain`").count(), 2, "{text}");
    assert!(text.contains("You are at 1."), "{text}");
    assert_eq!(text.matches("CODE=1").count(), 1, "{text}");
    assert_eq!(text.matches("CODE=0").count(), 1, "{text}");
    assert!(!program.raw().contains(&b'\x1b'), "{text}");
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_home_it_works_where_the_folders_are_known() {
    let home = Home::with_steps(3);
    let xdg = |name: &str| home.join(name);
    for value in [None, Some(""), Some("/nonexistent")] {
        let mut setting = home
            .setting()
            .without("HOME")
            .variable("XDG_DATA_HOME", xdg(".local/share"))
            .variable("XDG_CONFIG_HOME", xdg(".config"));
        if let Some(value) = value {
            setting = setting.variable("HOME", value);
        }
        let mut program = setting.start();
        program.go_in();
        program.press("q");
        assert_eq!(program.wait_end().0, 0, "HOME is {value:?}");
    }
}

#[test]
fn a_relative_home_is_refused_with_a_hint_and_nothing_is_written() {
    let home = Home::new();
    let mut program = home.setting().variable("HOME", "some/where").start();
    let (code, shown) = program.wait_end();
    assert_eq!(code, 1, "{}", shown.text());
    assert!(
        shown.has_wrapped("is not absolute") && shown.has_wrapped("--data-dir"),
        "{}",
        shown.text()
    );
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

/// Adds an account by hand and goes on working although nothing can be saved.
fn works_unsaved(program: &mut Program) {
    program.wait_for("quit");
    program.press_for("a", "Add account");
    program.press_for("Mine\t\tGer\t", "Germany");
    program.press_for(CTRL_S, "❯");
    program.wait_for("! NOT SAVED");
    program.press_for(ENTER, "☐");
    program.press_for(" ", "☑!");
    // Quitting asks first, and names what is lost.
    program.press_for("q", "Quit");
    program.press("\x03");
    let (code, shown) = program.wait_end();
    assert_eq!(code, 1);
    assert!(
        shown.has_wrapped("could not be saved, for Mine"),
        "{}",
        shown.text()
    );
}

#[test]
fn a_data_folder_that_is_a_file_is_told_and_the_program_goes_on() {
    let home = Home::new();
    let file = home.write(Path::new("data"), "my own words");
    let mut program = home.setting().variable("OPTOUT_DATA_DIR", &file).start();
    let shown = program.wait_for("quit");
    assert!(
        shown.has("warning"),
        "an empty list says why:\n{}",
        shown.text()
    );
    assert!(
        shown.has("The folder of the accounts cannot be read."),
        "{}",
        shown.text()
    );
    works_unsaved(&mut program);
    assert_eq!(fs::read_to_string(file).unwrap(), "my own words");
}

#[test]
fn a_data_folder_that_cannot_be_made_is_told_and_the_program_goes_on() {
    let home = Home::new();
    let file = home.write(Path::new("file"), "my own words");
    let mut program = home
        .setting()
        .variable("OPTOUT_DATA_DIR", file.join("data"))
        .start();
    works_unsaved(&mut program);
    assert_eq!(fs::read_to_string(file).unwrap(), "my own words");
}

#[test]
fn a_full_disk_is_told_and_harms_nothing() {
    let home = Home::with_steps(3);
    let before = fs::read_to_string(home.account_file("fb")).unwrap();
    // No file may grow: the system refuses every byte.
    let mut program = shell(&home, "ulimit -f 0; exec \"$optout\"").start();
    program.go_in();
    let shown = program.press_for(" ", "! NOT SAVED");
    assert!(
        shown.is_step(1, StepRow::is_ticked_in_vain),
        "{}",
        shown.text()
    );
    program.press_until(ENTER, 2, StepRow::is_selected);
    program.press_for("q", "Quit");
    program.press("\x03");
    let (code, shown) = program.wait_end();
    assert_eq!(code, 1);
    assert!(
        shown.has_wrapped("could not be saved, for Personal"),
        "{}",
        shown.text()
    );
    assert_eq!(fs::read_to_string(home.account_file("fb")).unwrap(), before);
    let left = fs::read_dir(home.data().join("accounts")).unwrap().count();
    assert_eq!(left, 1, "no half-written file stays behind");
}

#[test]
fn a_data_folder_behind_a_link_works_and_stays_a_link() {
    let home = Home::with_steps(3);
    let real = home.join("elsewhere");
    fs::rename(home.data(), &real).unwrap();
    symlink(&real, home.data()).unwrap();
    let mut program = home.enter();
    program.press_for(" ", "✔ saved");
    assert!(fs::symlink_metadata(home.data()).unwrap().is_symlink());
    let file = fs::read_to_string(real.join("accounts/fb.toml")).unwrap();
    assert!(file.contains("mark = \"done\""), "{file}");
}

#[test]
fn a_config_folder_that_is_a_file_is_told_and_the_program_goes_on() {
    let home = Home::new();
    home.account("fb", "Personal", "");
    home.write(home.config(), "not a folder");
    let mut program = home.start();
    program.wait_for("2 warnings");
    program.press_for(ENTER, "☐");
    program.press_for(" ", "✔ saved");
}

#[test]
fn a_wrong_configuration_is_told_with_its_place_and_the_rest_of_it_counts() {
    let home = Home::with_steps(3);
    home.configure("mouse = \"no\"\ncolour = 3\n[keys]\ntick = \"x\"\n");
    let mut program = home.enter();
    let shown = program.press_for("!", "Warnings");
    assert!(shown.has("config.toml"), "{}", shown.text());
    assert!(shown.has_wrapped("line 1, column 9"), "{}", shown.text());
    assert!(shown.has_wrapped("line 2, column 1"), "{}", shown.text());
    program.press("\x1b");
    program.wait_gone("Warnings");
    program.press_until("x", 1, StepRow::is_ticked);
}

#[test]
fn a_wrong_clock_is_told_before_the_screen_is_taken() {
    let home = Home::with_steps(3);
    let mut program = home
        .setting()
        .variable("OPTOUT_NOW", "\x1b[2Jtomorrow")
        .start();
    let (code, shown) = program.wait_end();
    assert_eq!(code, 1);
    assert!(shown.has("is not a moment"), "{}", shown.text());
    assert!(!program.raw().contains(&b'\x1b'));
}

#[test]
fn a_clock_of_years_ago_is_told_and_stays_told() {
    let home = Home::with_steps(3);
    let mut program = home
        .setting()
        .variable("OPTOUT_NOW", "2016-01-03T10:00:00Z")
        .start();
    let shown = program.wait_for("today is 3 January 2016");
    assert!(shown.has("1 warning (!)"), "{}", shown.text());
    program.press("!");
    program.wait_for("Set its clock");
}
