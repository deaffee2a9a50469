//! Screens as they are expected, in `tests/snapshots/`. `OPTOUT_UPDATE=1 cargo test` writes them
//! anew; `git diff` shows what changed.

use std::{env, fs, path::Path};

/// Compares a screen with the file of its name.
#[track_caller]
pub fn assert_snapshot(name: &str, screen: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let path = folder.join(format!("{name}.txt"));
    if env::var_os("OPTOUT_UPDATE").is_some() {
        fs::write(path, screen).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == screen,
        "tests/snapshots/{name}.txt says something else; OPTOUT_UPDATE=1 writes it anew:\n{}",
        difference(&expected, screen)
    );
}

/// The lines that differ, each with its number. A screen has as many lines as before, so nothing
/// has to be aligned.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let mut told = String::new();
    for at in 0..old.len().max(new.len()) {
        let (old, new) = (old.get(at), new.get(at));
        if old != new {
            for (sign, line) in [('-', old), ('+', new)] {
                if let Some(line) = line {
                    told.push_str(&format!("{sign}{:3} {line}\n", at + 1));
                }
            }
        }
    }
    told
}
