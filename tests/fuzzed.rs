//! Inputs that fuzzing kept, each held against the same rule as there. `tests/fuzz` has the targets
//! that find more; a finding goes into its `seeds`, and stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "fuzz/rules/account.rs"]
mod account;
#[path = "fuzz/rules/answer.rs"]
mod answer;
#[path = "fuzz/rules/clean.rs"]
mod clean;
#[path = "fuzz/rules/config.rs"]
mod config;
#[path = "fuzz/rules/guide.rs"]
mod guide;
#[path = "fuzz/rules/link.rs"]
mod link;

use std::{fs, path::Path};

fn replay(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/seeds")
        .join(target);
    let mut replayed = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Named first, so that a failure says which input it was.
        println!("{}", path.display());
        holds(&fs::read(path).unwrap());
        replayed += 1;
    }
    assert!(replayed >= 10, "{replayed} inputs for {target}");
}

#[test]
fn addresses() {
    replay("link", link::holds);
}

#[test]
fn guides() {
    replay("guide", guide::holds);
}

#[test]
fn answers() {
    replay("answer", answer::holds);
}

#[test]
fn texts() {
    replay("clean", clean::holds);
}

#[test]
fn accounts() {
    replay("account", account::holds);
}

#[test]
fn configurations() {
    replay("config", config::holds);
}
