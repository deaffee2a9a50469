//! Files that are kept: `optout evidence`.

use std::{
    fs,
    path::{Path, PathBuf},
};
#[cfg(unix)]
use std::{
    fs::File,
    os::unix::fs::{PermissionsExt as _, symlink},
    process::Command,
};

use serde_json::{Value, json};

use crate::support::{Home, ran, tree};

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A German account whose objection was sent yesterday.
fn home() -> (Home, String) {
    let home = Home::with_routes();
    let id = home.add("Personal", &["--country", "DE"]);
    let sent = ["mark", &id, "test-form/send-form", "done", "--on"];
    home.ok(&[&sent[..], &["yesterday"]].concat());
    (home, id)
}

fn kept(home: &Home, id: &str) -> PathBuf {
    home.data().join("evidence").join(id)
}

fn listed(home: &Home, id: &str) -> Vec<Value> {
    let list = home.json(&["evidence", id, "list"]);
    assert_eq!(list["account"], id);
    list["evidence"].as_array().unwrap().clone()
}

fn add(home: &Home, id: &str, path: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["evidence", id, "add", path.to_str().unwrap()];
    arguments.extend(more);
    home.ok(&arguments)
}

#[test]
fn a_file_is_kept_under_its_hash_with_its_name_and_request() {
    let (home, id) = home();
    let file = home.write("confirmation.eml", "abc");
    let said = add(&home, &id, &file, &["--request", "r1"]);
    assert!(said.contains("Kept: confirmation.eml, 3 bytes"), "{said}");
    assert!(said.contains("objection of 20 November 2026"), "{said}");
    assert!(said.contains(ABC), "{said}");
    let copy = kept(&home, &id).join(ABC);
    assert_eq!(fs::read_to_string(&copy).unwrap(), "abc");
    #[cfg(unix)]
    {
        let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&copy), 0o600);
        assert_eq!(mode(&kept(&home, &id)), 0o700);
    }
    let found = &listed(&home, &id)[0];
    let wanted = json!({"sha256": ABC, "name": "confirmation.eml", "added": "2026-11-21T10:00:00Z",
        "request": "r1", "size": 3, "state": null});
    assert_eq!(*found, wanted);
    let text = fs::read_to_string(home.account_file(&id)).unwrap();
    assert!(text.contains("[[evidence]]"), "{text}");
    let list = home.ok(&["evidence", &id, "list"]);
    assert!(list.contains("21 November 2026"), "{list}");
    // The person's own file may go.
    fs::remove_file(file).unwrap();
    let said = home.ok(&["evidence", &id, "verify"]);
    assert_eq!(said, "1 file is as it was kept.\n");
    let said = add(&home, &id, &home.write("short", "a"), &[]);
    assert!(said.contains("Kept: short, 1 byte,"), "{said}");
}

#[test]
fn a_file_comes_off_the_list_and_its_copy_goes_only_when_asked() {
    let (home, id) = home();
    let one = home.write("one.png", "abc");
    let two = home.write("two.png", "abcd");
    add(&home, &id, &one, &["--request", "r1"]);
    add(&home, &id, &two, &[]);
    let copy = kept(&home, &id).join(ABC);
    let error = home.fails(1, &["evidence", &id, "remove", "three.png"]);
    assert!(error.contains("Nothing is kept under three.png"), "{error}");
    let said = home.ok(&["evidence", &id, "remove", "one.png"]);
    let path = copy.to_str().unwrap();
    assert!(said.contains("Off the list: one.png, for r1"), "{said}");
    assert!(said.contains(&format!("Its copy stays: {path}")), "{said}");
    assert!(copy.exists());
    assert_eq!(listed(&home, &id).len(), 1);
    // It comes back as it was, and goes for good.
    add(&home, &id, &one, &[]);
    assert_eq!(
        home.ok(&["evidence", &id, "verify"]),
        "2 files are as they were kept.\n"
    );
    let left = home.json(&["evidence", &id, "remove", &ABC[..8], "--delete"]);
    assert_eq!(left["evidence"].as_array().unwrap().len(), 1);
    assert!(!copy.exists());
    assert_eq!(
        home.ok(&["evidence", &id, "verify"]),
        "1 file is as it was kept.\n"
    );
}

#[test]
fn two_files_of_one_name_are_told_apart_and_a_copy_that_is_named_stays() {
    let (home, id) = home();
    home.ok(&["request", &id, "sent", "test-form", "--on", "yesterday"]);
    let one = home.write("one.png", "abc");
    add(&home, &id, &one, &["--request", "r1"]);
    add(&home, &id, &one, &["--request", "r2"]);
    let error = home.fails(1, &["evidence", &id, "remove", "one.png", "--delete"]);
    assert!(error.contains("--request"), "{error}");
    let arguments = [
        "evidence",
        &id,
        "remove",
        "one.png",
        "--request",
        "r2",
        "--delete",
    ];
    let said = home.ok(&arguments);
    assert!(said.contains("Its copy stays, for r1"), "{said}");
    assert!(kept(&home, &id).join(ABC).exists());
}

#[test]
fn the_same_file_is_kept_once_and_can_be_given_to_a_request() {
    let (home, id) = home();
    let one = home.write("one.png", "abc");
    let two = home.write("two.png", "abc");
    add(&home, &id, &one, &[]);
    let said = add(&home, &id, &two, &[]);
    assert!(said.contains("kept already: one.png"), "{said}");
    add(&home, &id, &two, &["--request", "r1"]);
    let said = add(&home, &id, &one, &["--request", "r1"]);
    assert!(said.contains("kept already"), "{said}");
    let said = add(&home, &id, &one, &[]);
    assert!(said.contains("kept already"), "{said}");
    let list = listed(&home, &id);
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(list[0]["request"], "r1");
    assert_eq!(list[0]["name"], "one.png");
    assert_eq!(fs::read_dir(kept(&home, &id)).unwrap().count(), 1);
}

#[test]
fn verify_finds_what_was_changed_and_what_is_gone() {
    let (home, id) = home();
    for (name, text) in [("a.png", "abc"), ("b.png", "b"), ("c.png", "c")] {
        add(&home, &id, &home.write(name, text), &[]);
    }
    assert_eq!(
        home.ok(&["evidence", &id, "verify"]),
        "3 files are as they were kept.\n"
    );
    fs::write(kept(&home, &id).join(ABC), "abd").unwrap();
    let gone = listed(&home, &id)[1]["sha256"].as_str().unwrap().to_owned();
    fs::remove_file(kept(&home, &id).join(gone)).unwrap();
    let ran = home.run(&["evidence", &id, "verify"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("a.png: changed: "), "{ran:?}");
    assert!(ran.out.contains("b.png: not there: "), "{ran:?}");
    assert!(!ran.out.contains("c.png"), "{ran:?}");
    assert!(
        ran.err.contains("2 files are not as they were kept"),
        "{ran:?}"
    );
    let ran = home.run(&["evidence", &id, "verify", "--json"]);
    assert_eq!(ran.code, 1);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let states = list["evidence"].as_array().unwrap().iter();
    let states: Vec<&str> = states.map(|it| it["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["changed", "missing", "whole"]);
    // The same file takes its place again.
    for (name, text) in [("a.png", "abc"), ("b.png", "b")] {
        add(&home, &id, &home.write(name, text), &[]);
    }
    home.ok(&["evidence", &id, "verify"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_kept_says_why_and_leaves_nothing() {
    let (home, id) = home();
    fs::create_dir(home.join("folder")).unwrap();
    symlink("nowhere", home.join("dangling")).unwrap();
    let made = Command::new("mkfifo").arg(home.join("pipe")).status();
    assert!(made.unwrap().success());
    File::create(home.join("large"))
        .unwrap()
        .set_len(2 << 30)
        .unwrap();
    let limit = home.join("just-too-large");
    File::create(limit)
        .unwrap()
        .set_len(25 * 1024 * 1024 + 1)
        .unwrap();
    let before = tree(home.data());
    for (name, why) in [
        ("none", "There is no file"),
        ("folder", "is a folder"),
        ("pipe", "not a regular file"),
        ("/dev/zero", "not a regular file"),
        ("dangling", "leads nowhere"),
        ("large", "larger than 25 MB"),
        ("just-too-large", "larger than 25 MB"),
    ] {
        let error = home.fails(1, &["evidence", &id, "add", name]);
        assert!(error.contains(why), "{name}: {error}");
    }
    let error = home.fails(1, &["evidence", &id, "add", "large", "--request", "r7"]);
    assert!(error.contains("Known are: r1."), "{error}");
    assert_eq!(tree(home.data()), before);
    // What is just within the limit is kept, and so is what a link leads to.
    let file = File::create(home.join("just-fits")).unwrap();
    file.set_len(25 * 1024 * 1024).unwrap();
    symlink("just-fits", home.join("link.bin")).unwrap();
    let said = home.ok(&["evidence", &id, "add", "link.bin"]);
    assert!(said.contains("Kept: link.bin, 26.2 MB"), "{said}");
    assert_eq!(listed(&home, &id)[0]["size"], 25 * 1024 * 1024);
}

#[cfg(unix)]
#[test]
fn a_name_with_escape_codes_or_of_great_length_is_made_one() {
    let (home, id) = home();
    add(&home, &id, &home.write("a\u{1b}[31m\nb.png", "abc"), &[]);
    let long = format!("{}.jpeg", "x".repeat(250));
    add(&home, &id, &home.write(&long, "long"), &[]);
    let list = listed(&home, &id);
    assert_eq!(list[0]["name"], "a_[31m b.png");
    let name = list[1]["name"].as_str().unwrap();
    assert!(name.len() <= 180 && name.ends_with("x.jpeg"), "{name}");
}

#[test]
fn an_account_that_cannot_be_changed_keeps_no_file() {
    let (home, id) = home();
    let file = home.write("a.png", "abc");
    let path = home.account_file(&id);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("format = 1", "format = 99")).unwrap();
    let error = home.fails(1, &["evidence", &id, "add", file.to_str().unwrap()]);
    assert!(error.contains("read-only"), "{error}");
    assert!(!kept(&home, &id).exists());
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_nothing_leaves_nothing_behind() {
    let (home, id) = home();
    let file = home.write("a.png", vec![7; 300 * 1024]);
    // The system ends a write at this size, in 512 bytes, with an error.
    let script = format!("trap '' XFSZ; ulimit -f 256; exec \"$0\" evidence {id} add \"$1\"");
    let mut command = home.command_of("sh");
    command
        .args(["-c", &script, crate::home::OPTOUT])
        .arg(&file);
    let ran = ran(&mut command);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("Cannot write"), "{ran:?}");
    assert_eq!(fs::read_dir(kept(&home, &id)).unwrap().count(), 0);
    assert_eq!(listed(&home, &id), Vec::<Value>::new());
}
