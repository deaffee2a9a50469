//! What is found on a computer.

use std::{ffi::OsString, fs, os::unix::fs::symlink, process::Command};

use optout::{
    account,
    system::{
        browsers::{
            known::{BROWSERS, System},
            search::{self, SearchPaths},
        },
        environment::Environment,
    },
};

use crate::computer::Computer;

const TWO: &str = include_str!("lists/two.ini");
const ODD: &str = include_str!("lists/odd.ini");
const GROUP: &str = include_str!("lists/group.ini");
const THREE: &str = include_str!("lists/three.json");

fn with_two(computer: &Computer, root: &str) {
    computer
        .file(&format!("{root}/profiles.ini"), TWO)
        .folder(&format!("{root}/q8w2e3rt.default"))
        .folder(&format!("{root}/k3v9x1ab.default-release"));
}

fn with_three(computer: &Computer, root: &str) {
    computer.file(&format!("{root}/Local State"), THREE);
    for folder in ["Default", "Profile 2", "Profile 10"] {
        computer.folder(&format!("{root}/{folder}"));
    }
}

#[test]
fn a_computer_without_browsers_has_none() {
    let computer = Computer::new(System::Unix);
    assert_eq!(computer.found(), [""; 0]);
    // Lists alone start nothing.
    with_two(&computer, "home/.mozilla/firefox");
    computer.file("bin/firefox", "not to be run");
    computer.folder("bin/chromium");
    assert_eq!(computer.found(), [""; 0]);
}

#[test]
fn every_profile_of_an_installed_browser_is_a_choice() {
    let computer = Computer::new(System::Unix);
    with_two(&computer, "home/.mozilla/firefox");
    with_three(&computer, "home/.config/chromium");
    computer
        .program("bin/firefox")
        .program("bin/chromium-browser")
        .program("bin/vivaldi-stable");
    assert_eq!(
        computer.found(),
        [
            "Firefox, profile default: firefox -P default {url}",
            "Firefox, profile default-release: firefox -P default-release {url}",
            "Chromium, profile Person 1 (Default): chromium-browser --profile-directory=Default {url}",
            "Chromium, profile Anna's \"own\" one (Profile 2): chromium-browser \"--profile-directory=Profile 2\" {url}",
            "Chromium, profile Bakery (Profile 10): chromium-browser \"--profile-directory=Profile 10\" {url}",
            "Vivaldi: vivaldi-stable {url}",
        ]
    );
}

#[test]
fn a_new_firefox_keeps_its_profiles_elsewhere() {
    let computer = Computer::new(System::Unix);
    with_two(&computer, "home/.config/mozilla/firefox");
    computer.program("bin/firefox-esr");
    assert_eq!(
        computer.found()[0],
        "Firefox, profile default: firefox-esr -P default {url}"
    );
    // What an old one left is what it goes on with.
    let old = "[Profile0]\nName=before\nIsRelative=1\nPath=x.before\n";
    computer
        .file("home/.mozilla/firefox/profiles.ini", old)
        .folder("home/.mozilla/firefox/x.before");
    assert_eq!(
        computer.found(),
        ["Firefox, profile before: firefox-esr -P before {url}"]
    );
}

#[test]
fn snaps_and_flatpaks_are_started_with_their_own_profiles() {
    let computer = Computer::new(System::Unix);
    with_two(&computer, "home/snap/firefox/common/.mozilla/firefox");
    with_two(
        &computer,
        "home/.var/app/org.mozilla.firefox/config/mozilla/firefox",
    );
    with_three(
        &computer,
        "home/.var/app/com.google.Chrome/config/google-chrome",
    );
    computer
        .program("snap/bin/firefox")
        .program("flatpaks/org.mozilla.firefox");
    assert_eq!(
        computer.found(),
        [
            "Firefox (Snap), profile default: firefox -P default {url}",
            "Firefox (Snap), profile default-release: firefox -P default-release {url}",
        ],
        "without flatpak no Flatpak is started"
    );
    computer.program("bin/flatpak");
    assert_eq!(
        computer.found()[2..],
        [
            "Firefox (Flatpak), profile default: flatpak run org.mozilla.firefox -P default {url}",
            "Firefox (Flatpak), profile default-release: flatpak run org.mozilla.firefox -P default-release {url}",
        ],
        "and what was removed has left only its folder"
    );
    // The snap's name means another program now, and that is a script which starts the snap.
    let script = "#!/bin/sh\nexec /snap/bin/firefox \"$@\"\n";
    computer
        .file("bin/firefox", script)
        .may_run(&computer.at("bin/firefox"));
    assert_eq!(
        computer.found()[0],
        "Firefox (Snap), profile default: ~/snap/bin/firefox -P default {url}"
    );
    assert_eq!(computer.found().len(), 4);
}

#[test]
fn an_odd_name_reaches_the_browser_whole_or_by_its_folder() {
    let computer = Computer::new(System::Unix);
    let root = "home/.mozilla/firefox";
    computer
        .program("bin/firefox")
        .file(&format!("{root}/profiles.ini"), ODD);
    for folder in [
        "a.anna",
        "b.zoe",
        "c.dash",
        "d.evil",
        "e.url",
        "f.tab",
        "g.nameless",
        "i.x",
        "j.open",
        "../outside",
    ] {
        computer.folder(&format!("{root}/{folder}"));
    }
    assert_eq!(
        computer.found(),
        [
            "Firefox, profile Anna's \"own\" one: firefox -P \"Anna's \"'\"'\"own\"'\"'\" one\" {url}",
            "Firefox, profile Zoë 山田: firefox -P \"Zoë 山田\" {url}",
            "Firefox, profile -headless: firefox --profile ~/home/.mozilla/firefox/c.dash {url}",
            "Firefox, profile evil\u{fffd}[2J\u{fffd}liam: firefox --profile ~/home/.mozilla/firefox/d.evil {url}",
            "Firefox, profile {url}: firefox --profile ~/home/.mozilla/firefox/e.url {url}",
            "Firefox, profile a=b c: firefox --profile ~/home/.mozilla/firefox/f.tab {url}",
            "Firefox, profile g.nameless: firefox --profile ~/home/.mozilla/firefox/g.nameless {url}",
        ]
    );
    let first = &search::find(&computer.places).choices[0];
    assert_eq!(first.open_with[2].as_str(), "Anna's \"own\" one");
    assert_eq!(
        account::check_open_with(&first.command()).unwrap(),
        first.open_with
    );
}

#[test]
fn the_profiles_of_a_group_are_told_apart_by_their_folders() {
    let computer = Computer::new(System::Unix);
    let root = "home/.mozilla/firefox";
    computer
        .program("bin/firefox")
        .file(&format!("{root}/profiles.ini"), GROUP);
    for folder in [
        "k3v9x1ab.default-release",
        "q8w2e3rt.old",
        "c7IZaLu7.Mum and Dad",
    ] {
        computer.file(&format!("{root}/{folder}/prefs.js"), "");
    }
    computer
        .folder(&format!("{root}/Crash Reports"))
        .folder(&format!("{root}/Profile Groups"));
    assert_eq!(
        computer.found(),
        [
            "Firefox, profile old: firefox -P old {url}",
            "Firefox, profile Mum and Dad (c7IZaLu7.Mum and Dad): firefox --profile \"~/home/.mozilla/firefox/c7IZaLu7.Mum and Dad\" {url}",
            "Firefox, profile default-release (k3v9x1ab.default-release): firefox --profile ~/home/.mozilla/firefox/k3v9x1ab.default-release {url}",
        ]
    );
}

#[test]
fn a_list_that_is_none_leaves_the_browser_without_profiles() {
    let computer = Computer::new(System::Unix);
    computer.program("bin/firefox").program("bin/chromium");
    let (firefox, chromium) = (
        "home/.mozilla/firefox/profiles.ini",
        "home/.config/chromium/Local State",
    );
    computer
        .folder("home/.mozilla/firefox")
        .folder("home/.config/chromium/Default");
    let plain = ["Firefox: firefox {url}", "Chromium: chromium {url}"];
    let put: [&dyn Fn(&str); 7] = [
        &|path| {
            assert!(
                Command::new("mkfifo")
                    .arg(computer.at(path))
                    .status()
                    .unwrap()
                    .success()
            )
        },
        &|path| symlink("/dev/zero", computer.at(path)).unwrap(),
        &|path| symlink(computer.at(path), computer.at(path)).unwrap(),
        &|path| fs::create_dir(computer.at(path)).unwrap(),
        &|path| fs::write(computer.at(path), b"[Profile0]\nName=\xff\nPath=x\n").unwrap(),
        &|path| fs::write(computer.at(path), vec![b' '; 5 * 1024 * 1024]).unwrap(),
        &|path| fs::write(computer.at(path), "").unwrap(),
    ];
    for put in put {
        for path in [firefox, chromium] {
            put(path);
        }
        assert_eq!(computer.found(), plain);
        for path in [firefox, chromium] {
            let path = computer.at(path);
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
        }
    }
    // As large as a browser that was used for years writes it, and through a link.
    let large = format!("{{\"filler\":\"{}\",{}", "x".repeat(2_000_000), &THREE[1..]);
    computer.file("home/elsewhere", large);
    symlink(computer.at("home/elsewhere"), computer.at(chromium)).unwrap();
    assert_eq!(
        computer.found()[1],
        "Chromium, profile Person 1 (Default): chromium --profile-directory=Default {url}"
    );
}

#[test]
fn a_flood_of_profiles_ends_somewhere() {
    let computer = Computer::new(System::Unix);
    let mut list = String::new();
    for number in 0..500 {
        list.push_str(&format!(
            "[Profile{number}]\nName=p{number}\nIsRelative=1\nPath=one\n"
        ));
    }
    computer
        .program("bin/firefox")
        .file("home/.mozilla/firefox/profiles.ini", list)
        .folder("home/.mozilla/firefox/one");
    assert_eq!(computer.found().len(), 50);
}

#[test]
fn the_applications_of_macos_are_found() {
    let computer = Computer::new(System::Mac);
    computer
        .program("applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .program("bin/firefox");
    with_three(&computer, "home/Library/Application Support/Google/Chrome");
    assert_eq!(
        computer.found()[0],
        "Google Chrome, profile Person 1 (Default): \
         \"~/applications/Google Chrome.app/Contents/MacOS/Google Chrome\" --profile-directory=Default {url}"
    );
    assert_eq!(computer.found().len(), 3);
}

#[test]
fn the_programs_of_windows_are_found() {
    let computer = Computer::new(System::Windows);
    computer.program("applications/Mozilla Firefox/firefox.exe");
    let list = include_str!("lists/windows.ini");
    computer
        .file("roaming/Mozilla/Firefox/profiles.ini", list)
        .folder("roaming/Mozilla/Firefox/Profiles/k3v9x1ab.work");
    assert_eq!(
        computer.found(),
        ["Firefox, profile work: \"~/applications/Mozilla Firefox/firefox.exe\" -P work {url}"]
    );
}

#[test]
fn every_browser_is_known_on_every_system() {
    for browser in BROWSERS {
        for system in [System::Unix, System::Mac, System::Windows] {
            let mut installs = browser.installs.iter();
            assert!(
                installs.any(|install| install.way.system() == system),
                "{} on {system:?}",
                browser.name
            );
        }
        let below = |folder: &str| {
            !folder.starts_with('/') && !folder.contains("..") && !folder.contains('\\')
        };
        let mut folders = browser.installs.iter().flat_map(|install| install.folders);
        assert!(folders.all(|(_, folder)| below(folder)), "{}", browser.name);
    }
}

#[test]
fn only_absolute_folders_of_the_environment_count() {
    let environment = Environment {
        home: Some("here".into()),
        xdg_config_home: Some("there".into()),
        system_config: Some("/home/me/.config".into()),
        path: Some(OsString::from("bin:/usr/bin::.")),
        ..Environment::default()
    };
    let places = SearchPaths::of(&environment);
    assert_eq!(places.home, None);
    assert_eq!(places.config, Some("/home/me/.config".into()));
    assert_eq!(places.path, [std::path::PathBuf::from("/usr/bin")]);
}
