//! `optout guide` and `optout paths`.

use std::{fs, process::Command};

use serde_json::{Value, json};

use crate::support::{FORM, Home, OTHER, ran};

fn own<'v>(list: &'v Value, id: &str) -> &'v Value {
    list["guides"]
        .as_array()
        .unwrap()
        .iter()
        .find(|guide| guide["id"] == id)
        .unwrap()
}

#[test]
fn the_list_shows_what_is_stale_and_whose_it_is() {
    let home = Home::new();
    let list = home.json(&["guide", "list"]);
    let guide = own(&list, "test-form");
    for (field, expected) in [
        ("goal", json!("object")),
        ("platforms", json!(["threads"])),
        ("title", json!("The test form")),
        ("checked", json!("2026-10-01")),
        ("stale", json!(false)),
        ("yours", json!(true)),
        ("file", json!("form.toml")),
    ] {
        assert_eq!(guide[field], expected, "{field}");
    }
    let mut later = home.command();
    let later = ran(later
        .env("OPTOUT_NOW", "2027-10-01T00:00:00Z")
        .args(["guide", "list", "--json"]));
    assert_eq!(
        own(&serde_json::from_str(&later.out).unwrap(), "test-form")["stale"],
        true
    );
    let plain = home.ok(&["guide", "list"]);
    let line = plain
        .lines()
        .find(|line| line.starts_with("test-form "))
        .unwrap();
    for part in [
        "object",
        "threads",
        "checked 2026-10-01",
        "yours",
        "The test form",
    ] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn a_guide_is_shown_in_full() {
    let home = Home::new();
    let shown = home.ok(&["guide", "show", "test-form"]);
    for part in [
        "The test form  (test-form)",
        "Yours: form.toml",
        "Object to AI training on my content",
        "For: Threads",
        "Takes about 5 minutes",
        "What it is.",
        "What to know first.",
        "1. Find the form  (find-form)",
        "Profile > Settings",
        "It is hidden.",
        "   https://www.facebook.com/help/contact/1\n   or https://www.facebook.com/help/contact/2\n",
        "Confidence: reported (reported by others); from page",
        "The sources disagree: Does it cover others?",
        "page: yes",
        "Advice: Send one for each.",
        "page: A page\n    https://www.facebook.com/privacy/policy/\n    published 2026-07-23, checked 2026-10-01",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    let message = home.fails(1, &["guide", "show", "test-frm"]);
    assert!(message.contains("Did you mean test-form"), "{message}");
}

/// Checks this text as a file of its own; returns what is printed, without the path.
fn check(home: &Home, text: &str) -> (i32, String) {
    let path = home.path("checked.toml");
    fs::write(&path, text).unwrap();
    let done = home.run(&["guide".as_ref(), "check".as_ref(), path.as_os_str()]);
    (
        done.code,
        done.out.replace(&format!("{}:", path.display()), ""),
    )
}

/// Line and column of the first place of `part`.
fn place(text: &str, part: &str) -> String {
    let before = text.split(part).next().unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    format!("{line}:{column}: ")
}

#[test]
fn mistakes_are_told_with_their_place() {
    let home = Home::bare();
    assert_eq!(
        check(&home, FORM),
        (0, "No mistakes in 1 guide.\n".to_owned())
    );
    let retired = "superseded = [\"https://www.facebook.com/help/contact/2\"]";
    // What is replaced by what; where the mistake is; what is said about it.
    for (from, to, part, says) in [
        (
            "rank = -1000",
            "regions = [\"eea\", \"euu\"]",
            "\"euu\"",
            "The region `euu` is unknown; known is",
        ),
        (
            "\"object\"",
            "\"objet\"",
            "\"objet\"",
            "`goal` is `objet`; allowed are",
        ),
        ("minutes", "minuets", "minuets", "did you mean `minutes`?"),
        (
            "minutes = 5",
            retired,
            "\"https://www.facebook.com/help/contact/2\"]\nconf",
            "This address is superseded",
        ),
        (
            "https://www.facebook.com/help/contact/1",
            "http://x.org/",
            "\"http://x",
            "This link will not be opened.",
        ),
    ] {
        let text = FORM.replace(from, to);
        let (code, out) = check(&home, &text);
        assert_eq!(code, 1, "{out}");
        let place = place(&text, part);
        assert!(
            out.lines()
                .any(|line| line.starts_with(&place) && line.contains(says)),
            "{place}{says}: {out}"
        );
    }
    let (code, out) = check(&home, "format = 1\nid = \n");
    assert!(code == 1 && out.starts_with("2:"), "{out}");
}

#[test]
fn guides_are_checked_against_one_another() {
    let home = Home::new();
    let retired = OTHER.replace(
        "rank = -999",
        "superseded = [\"https://www.facebook.com/help/contact/1\"]",
    );
    home.guide("other.toml", retired);
    home.guide("same.toml", FORM);
    let done = home.run(&["guide", "check", "--json"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.err.contains("mistakes"), "{done:?}");
    let found: Value = serde_json::from_str(&done.out).unwrap();
    let folder = home.path("config/guides");
    let place = |file: &str, says: &str| {
        let problems = found["problems"].as_array().unwrap();
        let matches = |problem: &&Value| {
            problem["file"] == folder.join(file).to_str().unwrap()
                && problem["message"].as_str().unwrap().contains(says)
        };
        let problem = problems
            .iter()
            .find(matches)
            .unwrap_or_else(|| panic!("{says} in {found}"));
        assert_eq!(problem["severity"], "error");
        (
            problem["line"].as_u64().unwrap(),
            problem["column"].as_u64().unwrap(),
        )
    };
    assert_eq!(place("same.toml", "The id `test-form` is taken by"), (2, 6));
    assert_eq!(place("form.toml", "superseded"), (28, 8));
    assert_eq!(place("same.toml", "superseded"), (28, 8));
}

#[test]
fn time_alone_does_not_fail_the_check() {
    let home = Home::bare();
    let old = FORM.replace("checked = 2026-10-01", "checked = 2020-10-01");
    let (code, out) = check(&home, &old);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("Warning: stale") && out.contains("2020-10-01"),
        "{out}"
    );
}

#[test]
fn files_that_cannot_be_read_are_in_the_list() {
    let home = Home::new();
    let missing = home.path("missing.toml");
    let done = home.run(&["guide".as_ref(), "check".as_ref(), missing.as_os_str()]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(
        done.out.contains("missing.toml: There is no such file."),
        "{done:?}"
    );
    home.guide("utf16.toml", b"\xff\xfef\0o\0");
    home.guide("large.toml", vec![b'#'; 256 * 1024 + 1]);
    let fifo = home.path("config/guides/fifo.toml");
    assert!(Command::new("mkfifo").arg(fifo).status().unwrap().success());
    let done = home.run(&["guide", "check"]);
    for says in [
        "utf16.toml: The file is not UTF-8: the byte at offset 0 ",
        "large.toml: The file is larger than 256 KiB.",
        "fifo.toml: This is not a regular file.",
    ] {
        assert!(done.out.contains(says), "{says}: {done:?}");
    }
}

#[test]
fn a_broken_guide_is_a_warning_and_hides_nothing() {
    let home = Home::new();
    home.guide("broken\u{1b}[2J.toml", "format = 1\nid = \"broken\"\n");
    home.configure("mouse = false\nthme = \"mono\"\n");
    let id = home.add("Personal", &[]);
    let done = home.run(&["status", "--json"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.err
            .contains("optout: warning: broken\u{fffd}[2J.toml:1:1: `title` is missing."),
        "{done:?}"
    );
    let config = home.path("config/config.toml");
    let says = format!(
        "optout: warning: {}:2:1: `thme` is not a key here",
        config.display()
    );
    assert!(done.err.contains(&says), "{done:?}");
    let status: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(status["accounts"][0]["id"], json!(id));
}

#[test]
fn paths_are_named_wherever_the_folders_were_asked_for() {
    let home = Home::bare();
    let at = |data: &str, config: &str| {
        json!({
            "format": 1,
            "data": home.path(data), "accounts": home.path(data).join("accounts"),
            "trash": home.path(data).join("trash"),
            "config": home.path(config).join("config.toml"), "guides": home.path(config).join("guides"),
        })
    };
    assert_eq!(home.json(&["paths"]), at("data", "config"));
    assert_eq!(
        home.json(&["--data-dir", "here", "paths", "--config-dir", "./there"]),
        at("here", "there")
    );
    assert_eq!(
        home.json(&["paths", "--data-dir", "here"]),
        at("here", "config")
    );
    let plain = home.ok(&["paths"]);
    assert!(
        plain.contains(&format!(
            "guides    {}\n",
            home.path("config/guides").display()
        )),
        "{plain}"
    );
}
