//! `optout guide drift`.

use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

use serde_json::{Value, json};

use crate::support::Home;

const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts");

/// What is told of an address.
fn told<'v>(drift: &'v Value, address: &str) -> &'v Value {
    let all = drift["addresses"].as_array().unwrap();
    let known = all.iter().find(|known| known["address"] == address);
    known.unwrap_or_else(|| panic!("{address} in {drift}"))
}

#[test]
fn what_still_occurs_is_told_with_its_file_and_what_is_gone_with_its_places() {
    let home = Home::bare();
    let drift = home.json(&["guide", "drift", TEXTS]);
    assert_eq!(drift["texts"], 3);
    assert_eq!(drift["skipped"], json!([]));
    for (address, use_, occurs, file) in [
        (
            "https://accountscenter.facebook.com/",
            "link",
            "found",
            json!("2026/policy.md"),
        ),
        (
            "https://www.facebook.com/privacy/genai",
            "link",
            "found",
            json!("2026/policy.md"),
        ),
        (
            "https://www.facebook.com/privacy/policy/",
            "link",
            "found",
            json!("2026/policy.md"),
        ),
        (
            "https://privacycenter.instagram.com/policy/",
            "link",
            "found",
            json!("deep/er/page.HTML"),
        ),
        ("https://www.instagram.com/", "link", "gone", Value::Null),
    ] {
        let known = told(&drift, address);
        assert_eq!(known["use"], use_, "{address}");
        assert_eq!(known["occurs"], occurs, "{address}");
        assert_eq!(known["file"], file, "{address}");
        assert!(!known["places"].as_array().unwrap().is_empty());
    }
    let all = drift["addresses"].as_array().unwrap();
    let is_source = |known: &&Value| known["use"] == "source" && known["occurs"] == "gone";
    assert!(all.iter().any(|known| is_source(&known)));
    let shown = home.ok(&["guide", "drift", TEXTS]);
    let places = &told(&drift, "https://www.instagram.com/")["places"];
    let block = format!(
        "  https://www.instagram.com/\n    {}\n",
        places[0].as_str().unwrap()
    );
    let (gone, found) = shown
        .split_once("Links of steps that are still there")
        .unwrap();
    assert!(
        gone.starts_with("Links of steps in none of the texts: "),
        "{shown}"
    );
    assert!(gone.contains(&block), "{block} in {shown}");
    assert!(found.contains("  https://accountscenter.facebook.com/\n    in 2026/policy.md\n"));
    assert!(shown.ends_with("Compared with 3 texts.\n"), "{shown}");
}

#[test]
fn only_regular_texts_below_the_folder_are_read() {
    let home = Home::bare();
    let folder = home.join("texts");
    fs::create_dir(&folder).unwrap();
    let address = "https://www.instagram.com/";
    fs::write(home.join("outside.md"), address).unwrap();
    fs::write(
        folder.join("a.txt"),
        b"\xff not UTF-8 https://www.facebook.com/ \xfe",
    )
    .unwrap();
    symlink(home.join("outside.md"), folder.join("link.md")).unwrap();
    symlink(&folder, folder.join("circle")).unwrap();
    let fifo = folder.join("fifo.txt");
    assert!(Command::new("mkfifo").arg(fifo).status().unwrap().success());
    let large = folder.join("large.html");
    fs::write(&large, address).unwrap();
    fs::File::options()
        .write(true)
        .open(&large)
        .unwrap()
        .set_len(16 * 1024 * 1024 + 1)
        .unwrap();
    let at = folder.to_str().unwrap();
    let drift = home.json(&["guide", "drift", at]);
    assert_eq!(drift["texts"], 1);
    assert_eq!(
        drift["skipped"],
        json!([
            { "file": "fifo.txt", "why": "not a regular file" },
            { "file": "large.html", "why": "larger than 16 MiB" },
            { "file": "link.md", "why": "not a regular file" },
        ])
    );
    assert_eq!(told(&drift, address)["occurs"], "gone");
    assert_eq!(told(&drift, "https://www.facebook.com/")["occurs"], "found");
    let done = home.run(&["guide", "drift", at]);
    assert_eq!(done.code, 0);
    let warning = "optout: warning: large.html was not read: larger than 16 MiB\n";
    assert!(done.err.contains(warning), "{done:?}");
}

#[test]
fn a_folder_that_cannot_be_compared_with_is_said() {
    let home = Home::bare();
    fs::create_dir(home.join("empty")).unwrap();
    fs::write(home.join("empty/x.pdf"), "https://www.facebook.com/").unwrap();
    for (folder, says) in [
        ("missing", "missing cannot be read"),
        ("empty/x.pdf", "x.pdf cannot be read"),
        ("empty", "There is no text to look at in "),
    ] {
        let message = home.fails(1, &["guide".as_ref(), "drift".as_ref(), Path::new(folder)]);
        assert!(message.contains(says), "{message}");
    }
}

/// The shipped addresses are what is compared, whatever the user has beside them.
#[test]
fn guides_of_ones_own_are_left_out() {
    let home = Home::with_routes();
    let drift = home.json(&["guide", "drift", TEXTS]);
    let text = drift.to_string();
    assert!(!text.contains("test-form"), "{text}");
}
