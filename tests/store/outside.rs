//! What others do to the files while the program runs.

use std::fs;

use optout::account::{change::Edit, progress::Mark};

use crate::support::{Folder, Short, change, create, id, label, minimal, regions, step_id, tick};

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
    let whole = folder.text("a1.toml");
    folder.put("a1.toml", "format = 1\nlab");
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert!(changes.accounts.is_empty() && changes.gone.is_empty());
    assert!(
        changes.notices[0].message.contains("not TOML"),
        "{changes:?}"
    );
    assert_eq!(folder.names(), ["a1.toml"]);
    folder.put("a1.toml", whole.replace("Personal", "Mended"));
    let changes = store.changed(&regions()).unwrap().unwrap();
    assert_eq!(changes.accounts[0].label.as_str(), "Mended");
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
