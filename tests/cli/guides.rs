//! `optout guide` and `optout paths`.

use std::fs;
#[cfg(unix)]
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Home, assert_private, ran};

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
    let home = Home::with_routes();
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
        "checked 1 October 2026",
        "yours",
        "The test form",
    ] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn a_guide_is_shown_in_full() {
    let home = Home::with_routes();
    let shown = home.ok(&["guide", "show", "test-form"]);
    for part in [
        "The test form  (test-form)",
        "Yours: form.toml",
        "Object to AI training",
        "For: Threads",
        "Takes about 5 minutes",
        "What it is.",
        "What to know first.",
        "1. Find the form  (find-form)",
        "Profile > Settings",
        "It is hidden.",
        "   https://www.facebook.com/help/contact/1\n   or https://www.facebook.com/help/contact/2\n",
        "Confidence: reported (others say so); from page\n     A page (checked 1 October 2026)\n",
        "How sure its steps are\n  verified: 1 of 3 steps (read on Meta's or an authority's own page)\n",
        "The sources disagree: Does it cover others?",
        "page: yes",
        "Advice: Send one for each.",
        "page: A page\n    https://www.facebook.com/privacy/policy/\n    published 23 July 2026, checked 1 October 2026, 51 days ago\n    Used in: 1 Find the form; 2 Send the form; 3 See the e-mail\n",
    ] {
        assert!(shown.contains(part), "{part:?} in {shown}");
    }
    let message = home.fails(1, &["guide", "show", "test-frm"]);
    assert!(message.contains("Did you mean test-form"), "{message}");
}

#[test]
fn the_same_is_there_for_programs() {
    let home = Home::with_routes();
    let shown = home.json(&["guide", "show", "test-form"]);
    let guide = &shown["guide"];
    for (field, expected) in [
        ("id", json!("test-form")),
        ("goal", json!("object")),
        ("rank", json!(-1000)),
        ("yours", json!(true)),
        ("file", json!("form.toml")),
        ("stale", json!(false)),
        ("checked", json!("2026-10-01")),
    ] {
        assert_eq!(guide[field], expected, "{field}");
    }
    assert_eq!(
        guide["confidence"],
        json!([
            { "confidence": "verified", "steps": 1 },
            { "confidence": "reported", "steps": 1 },
            { "confidence": "unresolved", "steps": 1 },
        ])
    );
    assert_eq!(
        guide["sources"],
        json!([{
            "id": "page", "title": "A page", "url": "https://www.facebook.com/privacy/policy/",
            "note": null, "published": "2026-07-23", "checked": "2026-10-01", "undated": false, "days": 51,
            "stale": false, "steps": ["find-form", "send-form", "see-mail"],
        }])
    );
    assert_eq!(
        guide["conflicts"],
        json!([{
            "question": "Does it cover others?",
            "claims": [{ "source": "page", "says": "yes" }],
            "advice": "Send one for each.",
        }])
    );
    assert_eq!(guide["steps"][0]["sources"], json!(["page"]));
    assert_eq!(guide["steps"][0]["path"], json!(["Profile", "Settings"]));
    assert_eq!(guide["steps"][1]["kind"], "submit");
}

#[cfg(unix)]
#[test]
fn a_broken_guide_is_a_warning_and_hides_nothing() {
    let home = Home::with_routes();
    home.guide("broken\u{1b}[2J", "format = 1\nid = \"broken\"\n");
    home.configure("mouse = false\nthme = \"mono\"\n");
    let id = home.add("Personal", &[]);
    let done = home.run(&["status", "--json"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.err
            .contains("optout: warning: broken\u{fffd}[2J.toml:1:1: `title` is missing."),
        "{done:?}"
    );
    let config = home.join("config/config.toml");
    let says = format!(
        "optout: warning: {}:2:1: `thme` is not a key here",
        config.display()
    );
    assert!(done.err.contains(&says), "{done:?}");
    let status: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(status["accounts"][0]["id"], json!(id));
}

#[cfg(unix)]
#[test]
fn a_shipped_guide_is_copied_once_and_never_over_anything() {
    let home = Home::bare();
    let away = home.join("away/config");
    let there = away.to_str().unwrap();
    let id = "facebook-notice";
    let copied = home.run(&["--config-dir", there, "guide", "copy", id]);
    assert_eq!(copied.code, 0, "{copied:?}");
    let path = away.join("guides/facebook-notice.toml");
    assert_eq!(copied.out, format!("{}\n", path.display()));
    assert!(
        copied.err.contains("takes the place of the shipped guide"),
        "{copied:?}"
    );
    // It stands by itself: nothing in it is in another file, and it says the same.
    let text = fs::read_to_string(&path).unwrap();
    let is_shared = |line: &str| line.starts_with("use = ") || line.starts_with("conflicts = ");
    assert!(!text.lines().any(is_shared), "{text}");
    let whole = |home: &Home, more: &[&str]| {
        let mut shown = home.json(&[more, &["guide", "show", id]].concat());
        for key in ["yours", "file"] {
            shown["guide"].as_object_mut().unwrap().remove(key);
        }
        for list in ["sources", "conflicts"] {
            let list = shown["guide"][list].as_array_mut().unwrap();
            list.sort_by_key(ToString::to_string);
        }
        shown
    };
    assert_eq!(whole(&home, &["--config-dir", there]), whole(&home, &[]));
    assert_private(&path);
    assert_private(&away.join("guides"));
    let list = home.json(&["--config-dir", there, "guide", "list"]);
    assert_eq!(own(&list, id)["file"], "facebook-notice.toml");
    // What was written since is not touched, by whatever name the program knows it.
    let edited = text.replace("minutes = 8", "minutes = 9");
    fs::write(&path, &edited).unwrap();
    let message = home.fails(1, &["--config-dir", there, "guide", "copy", id]);
    assert!(message.contains("is yours already"), "{message}");
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    fs::write(&path, "not a guide").unwrap();
    let message = home.fails(1, &["--config-dir", there, "guide", "copy", id]);
    assert!(message.contains("is there already"), "{message}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "not a guide");
    let message = home.fails(1, &["guide", "copy", "facebook-notices"]);
    assert!(
        message.contains("Did you mean facebook-notice"),
        "{message}"
    );
    assert!(
        fs::read_dir(home.join("config/guides"))
            .unwrap()
            .next()
            .is_none()
    );
}

#[cfg(unix)]
#[test]
fn a_copy_that_cannot_be_written_leaves_nothing_behind() {
    let home = Home::bare();
    fs::write(home.join("file"), "").unwrap();
    let there = home.join("file/config");
    let message = home.fails(
        1,
        &[
            "--config-dir",
            there.to_str().unwrap(),
            "guide",
            "copy",
            "facebook-notice",
        ],
    );
    assert!(message.contains("Cannot make the folder"), "{message}");
    assert!(message.contains("--config-dir"), "{message}");
    let full = home.join("config/guides/facebook-notice.toml");
    // No file may grow: as on a full disk.
    let mut limited = Command::new("sh");
    let done = limited
        .args(["-c", "ulimit -f 0; exec \"$0\" guide copy facebook-notice"])
        .arg(env!("CARGO_BIN_EXE_optout"))
        .env("OPTOUT_CONFIG_DIR", home.join("config"))
        .env("OPTOUT_DATA_DIR", home.join("data"))
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(!full.exists());
}

#[test]
fn the_schema_is_printed_for_editors() {
    let home = Home::bare();
    let out = home.ok(&["guide", "schema"]);
    assert!(out.is_ascii() && out.ends_with("}\n"));
    let printed: Value = serde_json::from_str(&out).unwrap();
    let known: Value = serde_json::from_str(optout::catalog::SCHEMA).unwrap();
    assert_eq!(printed, known);
}

#[cfg(unix)]
#[test]
fn paths_are_named_wherever_the_folders_were_asked_for() {
    let home = Home::bare();
    let at = |data: &str, config: &str| {
        json!({
            "format": 1,
            "data": home.join(data), "accounts": home.join(data).join("accounts"),
            "codes": home.join(data).join("qr"),
            "backup": home.join(data).join("backup"),
            "trash": home.join(data).join("trash"),
            "evidence": home.join(data).join("evidence"),
            "config": home.join(config).join("config.toml"), "guides": home.join(config).join("guides"),
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
            home.join("config/guides").display()
        )),
        "{plain}"
    );
}

#[test]
fn the_site_is_written_into_an_empty_folder_alone() {
    let home = Home::with_routes();
    home.add("Zebra-7", &["--email", "zebra@example.org"]);
    let folder = home.join("site");
    let name = folder.to_str().unwrap();
    let out = home.ok(&["guide", "site", name]);
    assert!(out.contains(" pages, ") && out.contains(name), "{out}");
    let index = fs::read_to_string(folder.join("index.html")).unwrap();
    assert!(index.contains("Germany") && index.contains("href=\"eea.html\""));
    let threads = fs::read_to_string(folder.join("eea-threads-personal.html")).unwrap();
    assert!(
        threads.contains("The test form"),
        "one's own guides are among them"
    );
    let (mut size, mut pages) = (0, 0);
    for entry in fs::read_dir(&folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("zebra@example.org") && !text.contains("Zebra-7"));
        (size, pages) = (size + text.len(), pages + 1);
    }
    assert!(
        pages < 200 && size < 20_000_000,
        "{pages} pages, {size} bytes"
    );
    let err = home.fails(1, &["guide", "site", name]);
    assert!(err.contains("is not empty"), "{err}");
    let file = home.write("file", "");
    let err = home.fails(1, &["guide", "site", file.to_str().unwrap()]);
    assert!(err.contains("cannot be used"), "{err}");
    let err = home.fails(1, &["guide", "site", "-"]);
    assert!(err.contains("takes no folder"), "{err}");
}
