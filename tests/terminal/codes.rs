//! A QR code in a terminal: read from its screen, and from the file that was asked for.

use std::{fs, os::unix::fs::PermissionsExt as _};

use super::home::{Home, address};
use crate::camera::{DARK, Picture};

#[test]
fn a_code_is_shown_and_written_into_a_file_whose_path_is_told() {
    let home = Home::with_steps(2);
    // Without colours the letters alone are the code: the blocks are the light squares.
    let mut program = home.setting().variable("NO_COLOR", "1").start();
    program.go_in();
    let shown = program.press_for("Q", "Space swaps light and dark");
    let picture = Picture::of_text(&shown.text(), DARK);
    assert_eq!(picture.read(), Some(address(1)), "{}", shown.text());
    assert!(!home.data().join("qr").exists(), "nobody asked for a file");
    let shown = program.press_for("w", "The QR code is in a file");
    let files: Vec<_> = fs::read_dir(home.data().join("qr")).unwrap().collect();
    let path = files[0].as_ref().unwrap().path();
    assert_eq!(files.len(), 1);
    assert!(
        shown.has_wrapped(path.to_str().unwrap()),
        "{}",
        shown.text()
    );
    let svg = fs::read_to_string(&path).unwrap();
    assert_eq!(Picture::of_svg(&svg).read(), Some(address(1)));
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn without_a_place_to_write_to_it_says_so_and_goes_on() {
    let home = Home::with_steps(2);
    // A file stands where the folder would be.
    home.write(home.data().join("qr"), "mine");
    let mut program = home.enter();
    program.press_for("Q", "Space swaps light and dark");
    program.press_for("w", "could not be written");
    program.press_for("\r", "Space swaps light and dark");
    assert_eq!(fs::read_to_string(home.data().join("qr")).unwrap(), "mine");
}
