//! What the fuzzers start from and what they once found, checked at every run of the tests.

use std::{fs, path::Path};

#[path = "../fuzz/checks/account.rs"]
mod account;
#[path = "../fuzz/checks/clean.rs"]
mod clean;
#[path = "../fuzz/checks/config.rs"]
mod config;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/seeds")
        .join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display());
        check(&fs::read(path).unwrap());
        count += 1;
    }
    assert!(count >= 3, "{target} has {count} seeds");
}

#[test]
fn texts() {
    replay("clean", clean::check);
}

#[test]
fn accounts() {
    replay("account", account::check);
}

#[test]
fn configurations() {
    replay("config", config::check);
}
