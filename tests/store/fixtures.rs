//! Files as each format was written are read for ever, and survive a change.

use std::{fs, path::Path};

use optout::{
    account::progress::{Mark, Outcome},
    catalog::Catalog,
    content::platform::{Kind, Platform},
};

use crate::support::{Folder, id, messages, step_id, tick};

/// Every folder of fixtures, the oldest format first.
fn formats() -> Vec<u32> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = fs::read_dir(folder).unwrap();
    let number = |name: String| name.strip_prefix('v')?.parse().ok();
    let mut formats: Vec<u32> = entries
        .filter_map(|entry| number(entry.unwrap().file_name().into_string().unwrap()))
        .collect();
    formats.sort_unstable();
    assert_eq!(formats.first(), Some(&1));
    formats
}

/// The accounts of a folder of fixtures in a data folder, by their names.
fn of(format: u32) -> (Folder, Vec<String>) {
    let folder = Folder::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{format}"));
    let mut names = Vec::new();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        folder.put(name, fs::read(&path).unwrap());
        names.push(name.trim_end_matches(".toml").to_owned());
    }
    assert!(names.len() >= 3, "{names:?}");
    (folder, names)
}

#[test]
fn every_file_is_read_without_a_word() {
    for format in formats() {
        let (folder, names) = of(format);
        let loaded = folder.store().load(&Catalog::shipped_regions()).unwrap();
        assert_eq!(messages(&loaded), [""; 0]);
        assert_eq!(loaded.accounts.len(), names.len());
        let account = |name: &str| {
            let found = loaded.accounts.iter().find(|it| it.id == id(name));
            found.unwrap_or_else(|| panic!("v{format}: {name}"))
        };
        let written = &account("written").progress;
        let topics = "facebook-privacy-topics";
        assert_eq!(written.mark(&step_id(topics, "log-in")), Some(Mark::Done));
        assert_eq!(
            written.mark(&step_id(topics, "open-ai-topic")),
            Some(Mark::Blocked)
        );
        let step = written.step(&step_id(topics, "log-in")).unwrap();
        assert_eq!(step.note.as_ref().unwrap().as_str(), "in Firefox");
        assert_eq!(written.requests.len(), 2);
        assert_eq!(written.requests[0].outcome, Outcome::Granted);
        let by_hand = &account("by-hand").progress;
        assert_eq!(
            by_hand.mark(&step_id("long-gone", "first-step")),
            Some(Mark::Skipped)
        );
        assert_eq!(by_hand.requests[0].outcome, Outcome::MoreAsked);
    }
}

/// Files in which a hand has written only one of the two ways to say that there is no account.
#[test]
fn no_account_is_one_thing_and_loses_nothing() {
    let regions = Catalog::shipped_regions();
    let step = step_id("facebook-privacy-topics", "log-in");
    for (platform, kind) in [
        ("facebook", "no-account"),
        ("none", "personal"),
        ("none", "minor"),
        ("none", "no-account"),
    ] {
        let folder = Folder::new();
        let text = format!(
            "format = 1\nid = \"a1\"\nlabel = \"Dad\"\nplatform = \"{platform}\"\nkind = \"{kind}\"\n\
             created = 2026-11-22T10:00:00Z\n\n[guides.facebook-privacy-topics]\n\
             log-in = {{ mark = \"done\", changed = 2026-11-22T10:00:00Z }}\n"
        );
        folder.put("a1.toml", text.as_bytes());
        let loaded = folder.store().load(&regions).unwrap();
        assert_eq!(messages(&loaded), [""; 0]);
        let account = &loaded.accounts[0];
        assert_eq!(
            (account.platform, account.kind),
            (Platform::None, Kind::NoAccount),
            "{platform} {kind}"
        );
        assert_eq!(account.progress.mark(&step), Some(Mark::Done));
        folder
            .store()
            .save(&[tick("a1", "s1", 1)], &regions)
            .unwrap();
        let after = folder.store().load(&regions).unwrap();
        assert_eq!(after.accounts[0].progress.mark(&step), Some(Mark::Done));
    }
}

#[test]
fn a_change_keeps_everything_else() {
    let (formats, regions) = (formats(), Catalog::shipped_regions());
    for format in &formats {
        let (folder, names) = of(*format);
        let store = folder.store();
        let before = store.load(&regions).unwrap().take_accounts();
        for (name, account) in names.iter().zip(
            names
                .iter()
                .map(|name| before.iter().find(|it| it.id == id(name)).unwrap()),
        ) {
            let file = format!("{name}.toml");
            let old = folder.text(&file);
            let saved = store.save(&[tick(name, "another", 5)], &regions).unwrap();
            let saved = saved.account.unwrap();
            let new = folder.text(&file);
            // What it means, but for the new mark.
            let mut wanted = account.clone();
            let steps = wanted.progress.steps.entry(id("guide")).or_default();
            steps.insert(
                id("another"),
                saved.progress.steps[&id("guide")][&id("another")].clone(),
            );
            assert_eq!(saved, wanted, "v{format} {name}");
            // In the format that is written, every line stays as it was.
            if Some(format) == formats.last() {
                for line in old.lines() {
                    assert!(new.lines().any(|it| it == line), "{line}\n{new}");
                }
            }
        }
    }
}
