//! `optout account check`: what is wrong with the files of the accounts, and nothing is changed.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, symlink},
    process::Command,
};

use serde_json::Value;

use crate::{
    checking::without_lines,
    support::{Home, Ran, tree},
};

const GOOD: &str =
    "format = 1\nid = \"good\"\nlabel = \"Good\"\nplatform = \"threads\"\nkind = \"personal\"\n";

/// A file of an account that only its owner may read.
fn put(home: &Home, name: &str, text: impl AsRef<[u8]>) {
    let folder = home.join("data/accounts");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    fs::set_permissions(path, Permissions::from_mode(0o600)).unwrap();
}

/// Checks, and sees that not a byte, name, mode or moment is another one afterwards.
fn check(home: &Home, more: &[&str]) -> Ran {
    let before = tree(&home.to_path_buf());
    let ran = home.run(&[["account", "check"].as_slice(), more].concat());
    assert_eq!(tree(&home.to_path_buf()), before, "it changed something");
    let folder = format!("{}/", home.join("data/accounts").display());
    Ran {
        out: ran.out.replace(&folder, ""),
        ..ran
    }
}

#[test]
fn where_nothing_is_wrong_it_says_so_and_makes_nothing() {
    let home = Home::bare();
    let ran = check(&home, &[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "No mistakes in 0 accounts.\n")
    );
    assert!(!home.join("data").exists());
    put(&home, "good.toml", GOOD);
    let ran = check(&home, &[]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "No mistakes in 1 account.\n")
    );
    assert!(!home.join("data/.lock").exists());
}

#[test]
fn each_problem_is_named_with_its_place() {
    for (text, code, says) in [
        ("", 1, "a.toml: The file is empty. [file]"),
        (
            "\0\0\0",
            1,
            "a.toml: The file contains nothing but zeros. [file]",
        ),
        ("format = 1\nlabel = ", 1, "a.toml:2:9: This is not TOML: "),
        (
            "label = \"x\"\n",
            1,
            "a.toml:1:1: `format` is missing. [missing]",
        ),
        (
            "format = 0\n",
            1,
            "a.toml:1:10: There is no format 0; this program writes format 1. [value]",
        ),
        (
            "format = 9\n",
            1,
            "a.toml:1:10: It was written by a newer version of optout (format 9)",
        ),
        (
            &GOOD.replace("threads", "orkut"),
            1,
            "a.toml:4:12: `platform` is `orkut`; allowed are",
        ),
        (
            &GOOD.replace("good", "b"),
            1,
            "a.toml:2:6: `id` is `b`, but the file is named a; the file's name counts. [id]",
        ),
        (
            &GOOD.replace("good", "a").replace("Good", "G\\u202Eood"),
            1,
            "a.toml:3:9: `label` contains 1 hidden character. [text]",
        ),
        (
            &format!("{GOOD}handle = 3\n").replace("good", "a"),
            1,
            "a.toml:6:10: `handle` must be a string, not integer. [value]",
        ),
        (
            &format!("{GOOD}country = \"XX\"\n").replace("good", "a"),
            1,
            "a.toml:6:11: ",
        ),
        (
            &format!("{GOOD}[guides.gone.s1]\nmark = \"done\"\n").replace("good", "a"),
            0,
            "a.toml:6:14: note: No guide has a step gone/s1. What is kept about it stays. [step]",
        ),
        (
            &format!("{GOOD}[guides.gone.s1]\nmark = \"dun\"\n").replace("good", "a"),
            1,
            "a.toml:7:8: `mark` is `dun`; allowed are done, skipped, blocked. [value]",
        ),
    ] {
        let home = Home::bare();
        put(&home, "a.toml", text);
        put(&home, "good.toml", GOOD);
        let ran = check(&home, &[]);
        assert_eq!(ran.code, code, "{text:?}: {ran:?}");
        assert!(ran.out.contains(says), "{text:?}: {ran:?}");
        assert!(!ran.out.contains("good.toml"), "{ran:?}");
    }
    let home = Home::bare();
    put(&home, "a.toml", b"format = 1\nlabel = \"\xff\"\n");
    let ran = check(&home, &[]);
    assert!(
        ran.out
            .contains("a.toml:2:10: This is not UTF-8 text. [file]"),
        "{ran:?}"
    );
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let home = Home::bare();
    put(
        &home,
        "a.toml",
        "format = 1\nid = \"b\"\nlabel = \"L\"\nplatform = \"threads\"\nkind = \"personal\"\ncreated = 3\n\
         [[request]]\nid = \"r1\"\n",
    );
    let ran = check(&home, &[]);
    let said = without_lines(&ran.out);
    let places: Vec<&str> = said
        .lines()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(places.first(), Some(&"a.toml:2:6"), "{ran:?}");
    assert!(places.len() >= 5, "{ran:?}");
    assert!(
        ran.err
            .contains(&format!("The accounts have {} mistakes.", places.len())),
        "{ran:?}"
    );
}

#[test]
fn what_lies_beside_the_accounts_is_named() {
    let home = Home::bare();
    put(&home, "good.toml", GOOD);
    put(
        &home,
        "good.sync-conflict-20261121-100000-ABCDEFG.toml",
        GOOD,
    );
    put(&home, "good.toml.corrupt-20261120-100000", "x");
    put(&home, "good.toml.orig.merged", "x");
    put(&home, ".good.toml.999999999-1.tmp", "half");
    put(
        &home,
        &format!(".good.toml.{}-1.tmp", std::process::id()),
        "Under way",
    );
    put(&home, "notes.txt", "x");
    fs::set_permissions(
        home.join("data/accounts/good.toml"),
        Permissions::from_mode(0o644),
    )
    .unwrap();
    let ran = check(&home, &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for says in [
        "good.sync-conflict-20261121-100000-ABCDEFG.toml: warning: It looks like a copy of good",
        "good.toml.corrupt-20261120-100000: warning: It was put aside because it could not be read.",
        "notes.txt: warning: Its name is not an account's",
        ".good.toml.999999999-1.tmp: warning: A save that was cut off left this behind.",
        "good.toml: warning: Others on this computer may get at it (mode 0644).",
        "No mistakes in 1 account, 5 warnings.",
    ] {
        assert!(ran.out.contains(says), "{says}\n{}", ran.out);
    }
    assert!(
        !ran.out.contains(&format!("{}-1.tmp", std::process::id())),
        "{ran:?}"
    );
    // What was put aside and has no file in its place is an account that is missing.
    put(&home, "other.toml.corrupt-20261120-100000", "x");
    assert_eq!(check(&home, &[]).code, 1);
}

#[test]
fn what_is_no_file_is_told_and_never_waited_for() {
    let home = Home::bare();
    put(&home, "good.toml", GOOD);
    let folder = home.join("data/accounts");
    fs::create_dir(folder.join("b.toml")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(folder.join("c.toml"))
            .status()
            .unwrap()
            .success()
    );
    symlink("nowhere", folder.join("d.toml")).unwrap();
    symlink("/dev/zero", folder.join("e.toml")).unwrap();
    fs::write(folder.join("f.toml"), vec![b'#'; 4 * 1024 * 1024 + 1]).unwrap();
    let ran = check(&home, &[]);
    assert_eq!(ran.code, 1);
    for says in [
        "b.toml: It is not a file. [file]",
        "c.toml: It is not a file. [file]",
        "d.toml: It is a link that leads nowhere",
        "e.toml: It is not a file. [file]",
        "f.toml: It is larger than 4 MiB. [file]",
    ] {
        assert!(ran.out.contains(says), "{says}\n{}", ran.out);
    }
    assert!(!ran.out.contains("good.toml"), "{ran:?}");
}

#[test]
fn accounts_and_files_can_be_named() {
    let home = Home::bare();
    put(&home, "good.toml", GOOD);
    put(&home, "bad.toml", "format = ");
    let says = "No mistakes in 1 account.\n";
    for name in ["good", "Good", "go", "data/accounts/good.toml"] {
        let ran = check(&home, &[name]);
        assert_eq!((ran.code, ran.out.as_str()), (0, says), "{name}");
    }
    // One that cannot be read is no account, and can be asked about all the same.
    assert_eq!(check(&home, &["bad"]).code, 1);
    assert_eq!(check(&home, &["good", "bad"]).code, 1);
    let ran = check(&home, &["nobody"]);
    assert!(ran.err.contains("There is no account `nobody`"), "{ran:?}");
    let ran = check(&home, &["none.toml"]);
    assert!(
        ran.out
            .starts_with("none.toml: It cannot be read: no such file"),
        "{ran:?}"
    );
    // The copy of a day, and a file of any name.
    fs::create_dir_all(home.join("data/backup")).unwrap();
    for name in ["data/backup/good-20261121.toml", "copy of good"] {
        fs::write(home.join(name), GOOD).unwrap();
        fs::set_permissions(home.join(name), Permissions::from_mode(0o600)).unwrap();
        let ran = check(&home, &[name]);
        assert_eq!((ran.code, ran.out.as_str()), (0, says), "{name}: {ran:?}");
    }
}

#[test]
fn programs_get_the_same() {
    let home = Home::bare();
    put(&home, "a.toml", "format = 9\n");
    let ran = check(&home, &["--json"]);
    assert_eq!(ran.code, 1);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&found["format"], &found["checked"]),
        (&1.into(), &1.into())
    );
    let problem = &found["problems"][0];
    let place = (&problem["line"], &problem["column"]);
    assert_eq!(place, (&1.into(), &10.into()), "{found}");
    assert_eq!(problem["rule"], "newer-format");
    assert_eq!(problem["severity"], "error");
    assert!(problem["file"].as_str().unwrap().ends_with("a.toml"));
}

#[test]
fn a_folder_that_everybody_can_change_is_named_wherever_accounts_are_read() {
    let home = Home::bare();
    put(&home, "good.toml", GOOD);
    fs::set_permissions(home.join("data"), Permissions::from_mode(0o777)).unwrap();
    let says = "Everybody on this computer can change this folder (mode 0777).";
    let ran = check(&home, &[]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.contains(says) && ran.out.contains("[mode]"),
        "{ran:?}"
    );
    let ran = home.run(&["status"]);
    assert!(ran.code == 0 && ran.err.contains(says), "{ran:?}");
    fs::set_permissions(home.join("data"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(home.run(&["status"]).err, "");
}

#[test]
fn of_many_problems_of_an_account_fifty_are_listed() {
    let home = Home::bare();
    let marks: String = (0..2_000)
        .map(|step| format!("[guides.g.s{step}]\nmark = \"dne\"\n"))
        .collect();
    put(&home, "good.toml", format!("{GOOD}{marks}"));
    // A mark that is none, and a step that no guide has.
    let ran = check(&home, &[]);
    assert_eq!(ran.code, 1);
    let named = ran.out.lines().filter(|line| line.contains("good.toml:"));
    assert_eq!(named.count(), 51, "{}", ran.out);
    let carets = ran
        .out
        .lines()
        .filter(|line| line.contains("| ") && line.contains("^^^"));
    assert_eq!(carets.count(), 50, "{}", ran.out);
    assert!(
        ran.out
            .ends_with("good.toml: note: And 3950 more. [more]\n"),
        "{}",
        ran.out
    );
    let ran = home.run(&["status"]);
    let warnings = ran.err.lines().filter(|line| line.contains("warning"));
    assert_eq!(warnings.count(), 51, "{}", ran.err);
    assert!(ran.err.contains("And 1950 more."), "{}", ran.err);
}
