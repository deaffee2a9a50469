//! The copies of each day: what they hold, how many stay, and what is said of them.

use std::fs;

use crate::home::assert_private;
use crate::support::{
    Folder, Short, create, label, messages, minimal, names, regions, step_id, tick,
};

const DAY: i64 = 24 * 60 * 60;

#[test]
fn the_first_change_of_a_day_keeps_the_file_as_it_was() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let backup = folder.data().join("backup");
    assert!(!backup.exists(), "a new account has no past");
    let before = folder.text("a1.toml");
    store.keep(tick("a1", "s1", 1));
    store.keep(tick("a1", "s2", 2));
    assert_eq!(names(&backup).unwrap(), ["a1-20261121.toml"]);
    let copy = backup.join("a1-20261121.toml");
    assert_eq!(fs::read_to_string(&copy).unwrap(), before);
    assert_private(&backup);
    assert_private(&copy);
    // The next day begins with what the day before ended with.
    let before = folder.text("a1.toml");
    folder.store().keep(tick("a1", "s3", DAY));
    let next = backup.join("a1-20261122.toml");
    assert_eq!(fs::read_to_string(next).unwrap(), before);
}

#[test]
fn the_last_seven_copies_of_each_account_stay() {
    let folder = Folder::new();
    let store = folder.store();
    for name in ["a1", "a1-20261121"] {
        store.keep(create(name));
    }
    store.keep(tick("a1-20261121", "s1", 1));
    for day in 0..10 {
        store.keep(tick("a1", &format!("s{day}"), day * DAY));
    }
    let backup = folder.data().join("backup");
    let mut expected: Vec<String> = (24..=30)
        .map(|day| format!("a1-202611{day}.toml"))
        .collect();
    expected.insert(0, "a1-20261121-20261121.toml".to_owned());
    assert_eq!(names(&backup).unwrap(), expected);
    // A clock that goes back costs the oldest copy, and never the one that it makes.
    store.keep(tick("a1", "s1", -30 * DAY));
    let kept = names(&backup).unwrap();
    assert!(kept.contains(&"a1-20261022.toml".to_owned()), "{kept:?}");
    assert_eq!(kept.len(), 8, "{kept:?}");
}

#[test]
fn a_file_put_aside_names_the_newest_good_copy_and_the_way_back() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    store.keep(tick("a1", "s2", DAY));
    let backup = folder.data().join("backup");
    fs::write(
        backup.join("a1-20261123.toml"),
        "not the file of an account",
    )
    .unwrap();
    folder.put("a1.toml", "= broken");
    let refused = store
        .save(&[tick("a1", "s3", DAY)], &regions())
        .unwrap_err();
    assert!(refused.hint.contains("a1-20261122.toml"), "{refused}");
    let way_back = format!(
        "put it back with: {} {} {}",
        if cfg!(windows) { "copy" } else { "cp" },
        backup.join("a1-20261122.toml").display(),
        folder.file("a1.toml").display()
    );
    // At the start that finds it, and at the next one.
    for _ in 0..2 {
        let loaded = folder.store().read();
        assert!(loaded.accounts.is_empty());
        let told = messages(&loaded).join("\n");
        assert!(told.contains(&way_back), "{told}");
    }
    fs::copy(backup.join("a1-20261122.toml"), folder.file("a1.toml")).unwrap();
    let loaded = folder.store().read();
    assert!(
        loaded.accounts[0]
            .progress
            .mark(&step_id("guide", "s1"))
            .is_some()
    );
    let told = messages(&loaded).join("\n");
    assert!(told.contains("a1 has a file again"), "{told}");
}

#[test]
fn a_way_back_can_be_given_to_a_shell() {
    let folder = Folder::new();
    let data = folder.join("it's here");
    let store = optout::store::Store::new(data.clone());
    store.keep(create("a1"));
    store.keep(label("a1", "Other"));
    fs::write(data.join("accounts/a1.toml"), "").unwrap();
    let loaded = store.read();
    let told = messages(&loaded).join("\n");
    let (_, command) = told.split_once("put it back with: ").unwrap();
    #[cfg(unix)]
    let ran = std::process::Command::new("sh")
        .args(["-c", command])
        .status();
    #[cfg(windows)]
    let ran = {
        use std::os::windows::process::CommandExt as _;
        let mut shell = std::process::Command::new("cmd");
        // As it is typed: `cmd` has rules of its own for quotation marks.
        shell.raw_arg(format!("/d /s /c \"{command}\"")).status()
    };
    assert!(ran.unwrap().success(), "{command}");
    assert_eq!(store.read().accounts[0].label.as_str(), "Personal");
}

#[test]
fn where_no_copy_can_be_made_the_change_is_saved_and_the_person_is_told() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal(""));
    fs::write(folder.data().join("backup"), "not a folder").unwrap();
    let saved = folder.store().keep(tick("a1", "s1", 1));
    assert!(
        saved
            .account
            .unwrap()
            .progress
            .mark(&step_id("guide", "s1"))
            .is_some()
    );
    let told = saved.notices[0].message.as_str();
    assert!(told.starts_with("No copy of today was kept: "), "{told}");
}
