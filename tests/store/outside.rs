//! What others do to the files while the program runs.

use std::fs;

use optout::account::{change::Edit, progress::Mark};

use crate::support::{
    Folder, Short, change, create, id, label, mark_edit, minimal, regions, step_id, tick,
};

#[test]
fn a_look_finds_nothing_when_nothing_happened() {
    let folder = Folder::new();
    let store = folder.store();
    store.read();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    assert_eq!(
        store.changed(&regions()).unwrap(),
        None,
        "own saves are no news"
    );
    store.keep(change("a1", 2, vec![Edit::Remove]));
    assert_eq!(store.changed(&regions()).unwrap(), None);
    store.keep(change("a1", 3, vec![Edit::Restore]));
    assert_eq!(store.changed(&regions()).unwrap(), None);
    let fresh = folder.store();
    fresh.read();
    assert_eq!(fresh.changed(&regions()).unwrap(), None);
}

#[test]
fn a_look_finds_what_others_changed_added_and_removed() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.store(), folder.store());
    for name in ["a1", "a2", "a3"] {
        ours.keep(create(name));
    }
    ours.read();
    theirs.keep(tick("a1", "s1", 1));
    theirs.keep(change("a2", 1, vec![Edit::Remove]));
    theirs.keep(create("a4"));
    folder.put("a3 (copy).toml", minimal(""));
    let changes = ours.changed(&regions()).unwrap().unwrap();
    let ids: Vec<&str> = changes
        .accounts
        .iter()
        .map(|account| account.id.as_str())
        .collect();
    assert_eq!(ids, ["a1", "a4"]);
    assert_eq!(
        changes.accounts[0].progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(changes.gone, [id("a2")]);
    assert_eq!(changes.notices.len(), 1);
    assert!(changes.notices[0].file.ends_with("a3 (copy).toml"));
    assert_eq!(ours.changed(&regions()).unwrap(), None, "it is said once");
}

#[test]
fn a_look_sees_a_file_that_was_written_in_place() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let text = folder.text("a1.toml").replace("Personal", "Private!");
    fs::write(folder.file("a1.toml"), text).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(1);
    fs::File::options()
        .write(true)
        .open(folder.file("a1.toml"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert_eq!(changes.accounts[0].label.as_str(), "Private!");
}

#[test]
fn a_look_leaves_a_file_alone_that_somebody_may_be_writing() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    let whole = folder.text("a1.toml");
    folder.put("a1.toml", "format = 1\nlab");
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert!(changes.accounts.is_empty() && changes.gone.is_empty());
    assert!(
        changes.notices[0].message.contains("not TOML"),
        "{changes:?}"
    );
    let [spoiled] = changes.unreadable.as_slice() else {
        panic!("{changes:?}")
    };
    assert!(spoiled.id == id("a1") && spoiled.copy.is_some());
    assert_eq!(folder.names(), ["a1.toml"]);
    folder.put("a1.toml", whole.replace("Personal", "Mended"));
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert_eq!(changes.accounts[0].label.as_str(), "Mended");
    assert_eq!(changes.unreadable, []);
}

#[test]
fn what_was_put_aside_at_the_start_is_no_news_later() {
    let folder = Folder::new();
    folder.put("bad.toml", "broken");
    let store = folder.store();
    store.read();
    assert_eq!(store.changed(&regions()).unwrap(), None);
}

#[test]
fn a_save_reports_what_others_did_to_the_account() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.store(), folder.store());
    ours.keep(create("a1"));
    theirs.keep(label("a1", "Theirs"));
    let saved = ours.keep(tick("a1", "s1", 1)).account.unwrap();
    assert_eq!(saved.label.as_str(), "Theirs");
    assert_eq!(
        ours.changed(&regions()).unwrap(),
        None,
        "and so it is known"
    );
}

/// iCloud takes a file off the computer and leaves `.NAME.icloud` in its place.
#[test]
fn an_account_that_icloud_keeps_is_there_all_the_same() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    store.read();
    let (file, away) = (folder.file("a1.toml"), folder.file(".a1.toml.icloud"));
    fs::rename(&file, &away).unwrap();
    // What is on the screen stays there, and nothing is saved.
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert_eq!(changes.gone, []);
    assert!(changes.notices[0].message.contains("iCloud"), "{changes:?}");
    for edit in [Edit::Remove, mark_edit("s2", None)] {
        let error = store.save(&[change("a1", 2, vec![edit])], &regions());
        let error = error.unwrap_err();
        assert!(error.hint.contains("iCloud"), "{error}");
    }
    let made = store.save(&[create("a1")], &regions()).unwrap_err();
    assert!(made.sentence.contains("already"), "{made}");
    assert!(!file.exists());
    // At the next start it is named, and no older copy is offered in its place.
    for loaded in [
        folder.store().read(),
        folder.store().glance(&regions()).unwrap(),
    ] {
        assert_eq!(loaded.accounts, []);
        let [absent] = loaded.unreadable.as_slice() else {
            panic!("{loaded:?}")
        };
        assert_eq!((&absent.id, &absent.copy), (&id("a1"), &None));
        assert!(absent.why.contains("iCloud"), "{absent:?}");
    }
    let checked = folder.store().check(&regions(), &|_, _| true).unwrap();
    assert_eq!(checked.problems.len(), 1, "{checked:?}");
    // Fetched again, it is as it was; a leftover of iCloud beside it says nothing.
    fs::copy(&away, &file).unwrap();
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts.len(), 1);
    assert!(loaded.unreadable.is_empty() && loaded.notices.is_empty());
}
