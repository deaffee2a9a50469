//! Whatever bytes are in an account's file: it is read without harm, its bytes are kept somewhere,
//! and a save adds its own mark and changes nothing else of what is read.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::OnceLock,
};

use jiff::Timestamp;
use optout::{
    account::{
        change::{Change, Edit, StepEdit},
        progress::Mark,
    },
    catalog::Catalog,
    content::{guide::StepId, region::Regions},
    id::Id,
    store::Store,
};

/// A folder in memory, where there is one.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let above = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    above.join(format!("optout-fuzz-{}", process::id()))
}

fn regions() -> &'static Regions {
    static REGIONS: OnceLock<Regions> = OnceLock::new();
    REGIONS.get_or_init(Catalog::shipped_regions)
}

/// The bytes of every file among the accounts.
fn kept(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder.join("accounts")).unwrap();
    entries
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

/// Panics where a rule is broken.
pub(crate) fn holds(bytes: &[u8]) {
    let folder = folder();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("accounts")).unwrap();
    fs::write(folder.join("accounts/a1.toml"), bytes).unwrap();
    let store = Store::new(folder.clone());
    let loaded = store.load(regions()).unwrap();
    assert!(
        kept(&folder).iter().any(|kept| kept == bytes),
        "its bytes are gone"
    );
    let Some(before) = loaded
        .accounts
        .first()
        .filter(|account| account.read_only.is_none())
    else {
        assert!(!loaded.notices.is_empty(), "nothing is told");
        return;
    };
    let id = |text| Id::new(text).unwrap();
    let step = StepId {
        guide: id("fuzz"),
        step: id("fuzz"),
    };
    let edit = Edit::Step(step, StepEdit::Mark(Some(Mark::Done)));
    let change = Change::new(&before.id, Timestamp::UNIX_EPOCH, vec![edit]);
    if store
        .save(std::slice::from_ref(&change), regions())
        .is_err()
    {
        // A file in an odd form may refuse a change; then it is as it was.
        assert!(
            kept(&folder).iter().any(|kept| kept == bytes),
            "its bytes are gone"
        );
        return;
    }
    let mut meant = before.clone();
    change.apply(&mut meant);
    let after = Store::new(folder).load(regions()).unwrap();
    assert_eq!(after.accounts, [meant]);
    // The places may be others now.
    assert_eq!(
        after.notices.len(),
        loaded.notices.len(),
        "what is told changed"
    );
}
