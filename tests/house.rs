//! The rules of the house, and the README: what it shows is what the program does.
//! `OPTOUT_UPDATE=1 cargo test --test house` writes the README's generated parts anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "house/crates.rs"]
mod crates;
#[path = "house/layers.rs"]
mod layers;
#[path = "house/pictures.rs"]
mod pictures;
#[path = "house/readme.rs"]
mod readme;
#[path = "house/systems.rs"]
mod systems;

use std::{fs, path::Path};

use optout::app::{action::TABLE, keymap::Chord};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(path)).unwrap()
}

fn sources(folder: &str, found: &mut Vec<String>) {
    files(folder, found);
    found.retain(|path| path.ends_with(".rs"));
}

fn files(folder: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn update_is_pure_and_views_only_read() {
    let mut files = Vec::new();
    sources("src/app", &mut files);
    assert!(files.len() > 30);
    for file in &files {
        let source = read(file);
        for word in [
            "std::fs", "std::env", "::now()", "thread::", "std::io", "println!",
        ] {
            assert!(!source.contains(word), "{file} mentions {word}");
        }
    }
    let mut files = Vec::new();
    sources("src/ui", &mut files);
    for file in &files {
        assert!(
            !read(file).contains("&mut Model"),
            "{file} changes the model"
        );
    }
}

/// The names of all crates that are built, for the program or for its tests.
fn names_of_crates() -> Vec<String> {
    let lock = read("Cargo.lock");
    let names = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \""));
    names
        .map(|name| name.trim_end_matches('"').to_owned())
        .collect()
}

#[test]
fn there_is_one_crossterm() {
    let names = names_of_crates();
    for once in ["crossterm", "ratatui"] {
        assert_eq!(
            names.iter().filter(|name| *name == once).count(),
            1,
            "{once}"
        );
    }
}

/// What `cargo deny` says where it is at hand, and always without it: the same list of bans, and
/// no other place that crates come from.
#[test]
fn no_crate_calls_anybody() {
    let rules = read(".deny.toml");
    let banned: Vec<&str> = rules
        .lines()
        .filter_map(|line| line.trim().strip_prefix("{ name = \"")?.split('"').next())
        .collect();
    for client in [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "tokio",
        "rustls",
        "openssl",
        "native-tls",
    ] {
        assert!(banned.contains(&client), "{client}");
    }
    let names = names_of_crates();
    assert!(names.len() > 100);
    for name in banned {
        assert!(!names.iter().any(|known| known == name), "{name}");
    }
    let crates_io = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    for line in read("Cargo.lock")
        .lines()
        .filter(|line| line.starts_with("source = "))
    {
        assert_eq!(line, crates_io);
    }
}

#[test]
fn files_stay_small_and_in_their_rooms() {
    let mut files = Vec::new();
    sources("src", &mut files);
    for file in &files {
        assert!(!file.ends_with("/mod.rs"), "{file}");
        let length = read(file).lines().count();
        assert!(
            length <= 450,
            "{file} has {length} lines: is there a second room in it?"
        );
    }
    let rooms = fs::read_dir(Path::new(ROOT).join("src")).unwrap().count();
    assert!(rooms <= 25, "`ls src` shows {rooms} names");
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "guides",
        "tests",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "target",
    ];
    for entry in fs::read_dir(ROOT).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name} has no place at the top"
        );
    }
}

/// The part of the README between two marks, and the README with another text there.
fn part(readme: &str, name: &str, new: &str) -> (String, String) {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).unwrap();
    let (old, after) = rest.split_once(&close).unwrap();
    (old.to_owned(), format!("{before}{open}{new}{close}{after}"))
}

fn compare(name: &str, wanted: &str) {
    let readme = read("README.md");
    let (old, new) = part(&readme, name, wanted);
    if std::env::var_os("OPTOUT_UPDATE").is_some() {
        fs::write(Path::new(ROOT).join("README.md"), new).unwrap();
    } else {
        assert_eq!(old, wanted, "README: `{name}` is out of date");
    }
}

#[test]
fn the_readme_shows_the_screen_and_the_keys_as_they_are() {
    compare("screen", &pictures::check());

    let mut table = String::from("| keys | action | does |\n|---|---|---|\n");
    for entry in TABLE {
        let keys: Vec<String> = entry
            .keys
            .iter()
            .map(|key| format!("`{}`", Chord::parse(key).unwrap().short()))
            .collect();
        table.push_str(&format!(
            "| {} | {} | {} |\n",
            keys.join(" "),
            entry.action,
            entry.about
        ));
    }
    compare("keys", &table);
}

#[test]
fn the_readmes_test_command_is_what_ci_runs() {
    let readme = read("README.md");
    let commands: Vec<&str> = readme
        .split("```sh\n")
        .skip(1)
        .map(|block| block.split("\n```").next().unwrap())
        .collect();
    assert_eq!(commands, ["cargo run --release", "cargo test"]);
    let ci = read(".ci/run");
    assert!(ci.lines().any(|line| line == commands[1]));
    for line in [
        "cargo fmt --check",
        "cargo clippy --all-targets -- -D warnings",
        "RUSTDOCFLAGS=\"-D warnings\" cargo doc --no-deps",
    ] {
        assert!(ci.lines().any(|other| other == line), "{line}");
    }
}
