//! `optout account browsers`, with programs and lists that stand in for browsers.

use std::fs;

use serde_json::json;

use crate::support::{FORM, Home, PAGE, Ran, ran, wait_for};

/// A home with a Firefox that writes its arguments, one a line, and two profiles.
fn with_firefox() -> Home {
    let home = Home::with_routes();
    home.guide("form", FORM);
    let record = home.join("record");
    let body = format!(
        "printf '%s\\n' \"$@\" > '{0}.new' && /bin/mv '{0}.new' '{0}'",
        record.display()
    );
    home.stand_in("bin/firefox", &body);
    let root = home.join(if cfg!(target_os = "macos") {
        "Library/Application Support/Firefox"
    } else {
        ".mozilla/firefox"
    });
    fs::create_dir_all(root.join("a.anna")).unwrap();
    fs::create_dir_all(root.join("b.evil")).unwrap();
    let list = "[Profile0]\nName=Anna's \"own\" $(one)\nIsRelative=1\nPath=a.anna\n\
        [Profile1]\nName=evil\u{1b}[2J\nIsRelative=1\nPath=b.evil\n";
    fs::write(root.join("profiles.ini"), list).unwrap();
    home
}

fn run(home: &Home, arguments: &[&str]) -> Ran {
    let mut command = home.command();
    ran(command.env("PATH", home.join("bin")).args(arguments))
}

#[cfg(target_os = "linux")]
#[test]
fn a_listed_command_opens_the_page_in_that_profile() {
    let home = with_firefox();
    let shown = run(&home, &["account", "browsers"]);
    let lines: Vec<&str> = shown.out.lines().collect();
    assert!(
        lines[0].starts_with("Firefox, profile Anna's \"own\" $(one)  firefox -P "),
        "{shown:?}"
    );
    assert!(
        lines[1].starts_with("Firefox, profile evil\u{fffd}[2J  ")
            && lines[1].contains("--profile"),
        "{shown:?}"
    );
    let list = run(&home, &["account", "browsers", "--json"]);
    assert!(list.out.is_ascii(), "{list:?}");
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    let first = &list["browsers"][0];
    assert_eq!(first["browser"], "Firefox");
    assert_eq!(first["profile"], "Anna's \"own\" $(one)");
    let words = json!(["firefox", "-P", "Anna's \"own\" $(one)", "{url}"]);
    assert_eq!(first["open_with"], words);
    let command = first["command"].as_str().unwrap();
    assert!(shown.out.contains(command));
    home.add("Personal", &["--open-with", command]);
    let accounts = home.json(&["account", "list"]);
    assert_eq!(accounts["accounts"][0]["open_with"], words);
    let opened = run(&home, &["open", "Personal", "test-form/find-form"]);
    assert_eq!(opened.code, 0, "{opened:?}");
    let wanted = format!("-P\nAnna's \"own\" $(one)\n{PAGE}\n");
    wait_for(&home.join("record"), &wanted);
}

#[cfg(target_os = "linux")]
#[test]
fn where_none_is_found_it_says_so() {
    let home = Home::bare();
    let shown = run(&home, &["account", "browsers"]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    assert!(shown.out.contains("No browser was found"), "{shown:?}");
    let list = run(&home, &["account", "browsers", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list, json!({ "format": 1, "browsers": [], "note": null }));
}

#[cfg(target_os = "linux")]
#[test]
fn containers_are_listed_and_opened_in_or_it_says_what_is_missing() {
    let home = with_firefox();
    let profile = home.join(".mozilla/firefox/a.anna");
    let list = "{\"identities\":[{\"userContextId\":6,\"public\":true,\"name\":\"Bank\"}]}";
    fs::write(profile.join("containers.json"), list).unwrap();
    let shown = run(&home, &["account", "browsers"]);
    let note = shown.out.lines().last().unwrap();
    assert!(
        note.contains("\"Open external links in a container\"")
            && note.contains("of its own works"),
        "{shown:?}"
    );
    let told = run(&home, &["account", "browsers", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["note"], note);
    assert_eq!(told["browsers"][0]["container"], json!(null));

    fs::create_dir(profile.join("extensions")).unwrap();
    let file = "extensions/{f069aec0-43c5-4bbf-b6b4-df95c4326b98}.xpi";
    fs::write(profile.join(file), "").unwrap();
    let told = run(&home, &["account", "browsers", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["note"], json!(null));
    assert_eq!(told["browsers"][1]["container"], "Bank");
    let command = told["browsers"][1]["command"].as_str().unwrap();
    home.add("Personal", &["--open-with", command]);
    let opened = run(&home, &["open", "Personal", "test-form/find-form"]);
    assert_eq!(opened.code, 0, "{opened:?}");
    let page = PAGE.replace(':', "%3A").replace('/', "%2F");
    let word = format!("ext+container:id=firefox-container-6&name=Bank&url={page}");
    wait_for(
        &home.join("record"),
        &format!("-P\nAnna's \"own\" $(one)\n{word}\n"),
    );
}

#[test]
fn help_says_what_is_not_listed_and_why() {
    let shown = run(&Home::bare(), &["account", "browsers", "--help"]);
    assert!(
        shown.out.contains("containers") && shown.out.contains("Private windows"),
        "{shown:?}"
    );
}
