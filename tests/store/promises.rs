//! The eight promises, each under its own words.

use optout::progress::Mark;

use crate::support::{Folder, Short, create, id, tick};

#[test]
fn what_is_saved_is_loaded_again() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let saved = store.keep(tick("a1", "s1", 5));
    println!("{}", folder.text("a1.toml"));
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts, [saved.account.unwrap()]);
    assert_eq!(
        loaded.accounts[0].progress.mark("guide", "s1"),
        Some(Mark::Done)
    );
    assert_eq!(loaded.accounts[0].id, id("a1"));
    assert!(loaded.notices.is_empty());
}
