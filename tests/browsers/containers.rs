//! The containers of Firefox's profiles.

use std::{fs, os::unix::fs::symlink, process::Command};

use optout::{
    account::{self, open_with},
    system::browsers::{
        containers::{self, Extensions},
        known::System,
        search,
    },
};

use crate::computer::Computer;

const OWN: &str = include_str!("lists/containers.json");
const DEFAULT: &str = include_str!("lists/default-containers.json");
const ROOT: &str = "home/.mozilla/firefox";
const ID: &str = "{f069aec0-43c5-4bbf-b6b4-df95c4326b98}";
const NOTE: &str = "The containers of Firefox, profile work cannot be chosen: that needs Firefox's \
    extension \"Open external links in a container\". A profile of its own works without it.";

/// A computer with a Firefox whose profile has these containers.
fn with(list: impl AsRef<[u8]>) -> Computer {
    let computer = Computer::new(System::Unix);
    computer
        .program("bin/firefox")
        .file(
            &format!("{ROOT}/profiles.ini"),
            "[Profile0]\nName=work\nIsRelative=1\nPath=a.work\n",
        )
        .file(&format!("{ROOT}/a.work/containers.json"), list);
    computer
}

/// The same with a list of extensions, of which this one is active or not.
fn with_extension(list: &str, id: &str, active: &str) -> Computer {
    let computer = with(list);
    let addons = format!(
        "{{\"addons\":[{{\"id\":\"x@y\",\"active\":true}},{{\"id\":\"{id}\",\"active\":{active}}}]}}"
    );
    computer.file(&format!("{ROOT}/a.work/extensions.json"), addons);
    computer
}

fn note(computer: &Computer) -> Option<String> {
    search::find(&computer.places).note()
}

const ALONE: [&str; 1] = ["Firefox, profile work: firefox -P work {url}"];

#[test]
fn every_container_is_a_choice_beside_its_profile() {
    let computer = with_extension(OWN, ID, "true");
    let all = [
        "Firefox, profile work: firefox -P work {url}",
        "Firefox, profile work, container Personal: firefox -P work \
         \"ext+container:id=firefox-container-1&name=Personal&url={url-encoded}\"",
        "Firefox, profile work, container Bakery & Söhne: firefox -P work \
         \"ext+container:id=firefox-container-2&name=Bakery%20%26%20S%C3%B6hne&url={url-encoded}\"",
        "Firefox, profile work, container {url}&url=https://example.org: firefox -P work \
         \"ext+container:id=firefox-container-9&name=%7Burl%7D%26url%3Dhttps%3A%2F%2Fexample.org&url={url-encoded}\"",
    ];
    assert_eq!(computer.found(), all);
    assert_eq!(note(&computer), None);
    for choice in search::find(&computer.places).choices {
        let read = account::check_open_with(&choice.command()).unwrap();
        assert_eq!(read, choice.open_with);
    }
}

#[test]
fn the_address_is_the_only_one_in_the_word_whatever_the_container_is_called() {
    let found = search::find(&with_extension(OWN, ID, "true").places);
    let page = "https://www.facebook.com/help/contact/3?a=1&b=2";
    let inside = found
        .choices
        .iter()
        .filter(|choice| choice.container.is_some());
    let mut seen = 0;
    for choice in inside {
        let word = choice.open_with.last().unwrap();
        let word = open_with::fill(word, page);
        let asked = word.strip_prefix("ext+container:").unwrap();
        // As the extension reads it.
        let pairs: Vec<(String, String)> = url::form_urlencoded::parse(asked.as_bytes())
            .into_owned()
            .collect();
        let keys: Vec<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["id", "name", "url"]);
        assert_eq!(pairs[1].1, choice.container.as_ref().unwrap().as_str());
        assert_eq!(pairs[2].1, page);
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn the_containers_that_every_profile_has_get_their_names() {
    let computer = with_extension(DEFAULT, containers::IDS[1], "true");
    let found = computer.found();
    let names: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split_once(", container ")?.1.split(':').next())
        .collect();
    assert_eq!(names, ["Personal", "Work", "Banking", "Shopping"]);
}

#[test]
fn without_the_extension_a_line_says_what_is_missing() {
    for computer in [
        with(OWN),
        with_extension(OWN, ID, "false"),
        with_extension(OWN, "{other}", "true"),
        with_extension(DEFAULT, "@testpilot-containers", "true"),
    ] {
        assert_eq!(computer.found(), ALONE);
        assert_eq!(note(&computer).as_deref(), Some(NOTE));
    }
    // What every profile has and nobody uses is not worth a word.
    for computer in [with(DEFAULT), with_extension(DEFAULT, ID, "false")] {
        assert_eq!(computer.found(), ALONE);
        assert_eq!(note(&computer), None);
    }
}

#[test]
fn one_line_is_for_all_profiles() {
    let computer = with(OWN);
    let list = "[Profile0]\nName=work\nIsRelative=1\nPath=a.work\n\
        [Profile1]\nName=b\nIsRelative=1\nPath=b\n[Profile2]\nName=c\nIsRelative=1\nPath=c\n";
    computer
        .file(&format!("{ROOT}/profiles.ini"), list)
        .file(&format!("{ROOT}/b/containers.json"), OWN)
        .folder(&format!("{ROOT}/c"));
    let note = note(&computer).unwrap();
    assert!(
        note.contains("Firefox, profile work and 1 more cannot"),
        "{note}"
    );
}

#[test]
fn the_extension_is_also_known_by_its_file() {
    let computer = with(DEFAULT);
    computer.file(&format!("{ROOT}/a.work/extensions/{ID}.xpi"), "PK");
    assert_eq!(computer.found().len(), 5);
    // The list knows better: it was turned off.
    let off = format!("{{\"addons\":[{{\"id\":\"{ID}\",\"active\":false}}]}}");
    computer.file(&format!("{ROOT}/a.work/extensions.json"), off);
    assert_eq!(computer.found(), ALONE);
}

#[test]
fn lists_that_cannot_be_read_hold_no_containers() {
    let path = format!("{ROOT}/a.work/containers.json");
    let deep = "[".repeat(100_000);
    let large = format!("{{\"filler\":\"{}\",{}", "x".repeat(300_000), &OWN[1..]);
    for text in [
        "",
        "{}",
        "[]",
        "null",
        "{\"identities\":7}",
        "{\"identities\":{}}",
        &deep,
        &large,
    ] {
        let computer = with_extension(text, ID, "true");
        assert_eq!(computer.found(), ALONE);
        assert_eq!(note(&computer), None);
    }
    let computer = with_extension("", ID, "true");
    for program in ["mkfifo", "mkdir"] {
        fs::remove_file(computer.at(&path)).unwrap();
        let made = Command::new(program).arg(computer.at(&path)).status();
        assert!(made.unwrap().success());
        assert_eq!(computer.found(), ALONE);
        let _ = fs::remove_dir(computer.at(&path));
        computer.file(&format!("{ROOT}/a.work/other"), "");
        let _ = fs::remove_file(computer.at(&path));
        computer.file(&path, "");
    }
    fs::remove_file(computer.at(&path)).unwrap();
    symlink("/dev/zero", computer.at(&path)).unwrap();
    assert_eq!(computer.found(), ALONE);
}

#[test]
fn a_flood_of_containers_ends_somewhere() {
    let one = |number: u32| {
        format!("{{\"userContextId\":{number},\"public\":true,\"name\":\"n{number}\"}}")
    };
    let all: Vec<String> = (1..=1000).map(one).collect();
    let list = format!("{{\"identities\":[{}]}}", all.join(","));
    assert_eq!(with_extension(&list, ID, "true").found().len(), 51);
}

#[test]
fn a_list_of_extensions_is_read_as_firefox_writes_it() {
    let none = Extensions::default();
    assert_eq!(containers::extensions("{\"addons\":[]}"), Some(none));
    for odd in ["", "{}", "[]", "{\"addons\":{}}"] {
        assert_eq!(containers::extensions(odd), None);
    }
    let odd = "{\"addons\":[7,{},{\"id\":7,\"active\":true},{\"id\":\"@testpilot-containers\",\"active\":1}]}";
    assert_eq!(containers::extensions(odd), Some(none));
}
