//! The promises that one process can be seen to keep, each under its own words. Those that take
//! several processes are in `processes`.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt as _, symlink};

use optout::account::progress::Mark;

#[cfg(unix)]
use crate::home::assert_private;
use crate::support::{
    Folder, Short, create, id, label, messages, minimal, names, regions, step_id, tick,
};

#[test]
fn what_is_saved_is_loaded_again() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let saved = store.keep(tick("a1", "s1", 5));
    let mut loaded = folder.store().read();
    let accounts = loaded.take_accounts();
    assert_eq!(accounts, [saved.account.unwrap()]);
    assert_eq!(
        accounts[0].progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(accounts[0].id, id("a1"));
    assert_eq!(messages(&loaded), [""; 0]);
}

#[test]
fn promise_2_a_save_never_writes_back_a_whole_stale_copy() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.store(), folder.store());
    ours.keep(create("a1"));
    ours.read();
    theirs.read();
    theirs.keep(tick("a1", "theirs", 1));
    theirs.keep(label("a1", "Renamed by them"));
    let saved = ours.keep(tick("a1", "ours", 2)).account.unwrap();
    assert_eq!(saved.label.as_str(), "Renamed by them");
    for step in ["theirs", "ours"] {
        assert_eq!(
            saved.progress.mark(&step_id("guide", step)),
            Some(Mark::Done),
            "{step}"
        );
    }
    assert_eq!(folder.store().read().take_accounts(), [saved]);
}

#[test]
fn promise_3_an_unreadable_file_is_put_aside_whole_and_the_others_still_work() {
    let folder = Folder::new();
    folder.put("good.toml", minimal(""));
    let broken = "format = 1\nlabel = \"L\nplatform = 3";
    folder.put("bad.toml", broken);
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts.len(), 1);
    let names = folder.names();
    let aside = names
        .iter()
        .find(|name| name.starts_with("bad.toml.corrupt-"))
        .unwrap();
    assert_eq!(folder.text(aside), broken);
    assert!(!names.contains(&"bad.toml".to_owned()));
    let [notice] = loaded.notices.as_slice() else {
        panic!("{loaded:?}")
    };
    assert!(notice.file.ends_with("bad.toml"), "{notice:?}");
    assert!(notice.message.contains("Line 2, column 11"), "{notice:?}");
    assert!(notice.message.contains(aside.as_str()), "{notice:?}");
    // It is not forgotten at the next start.
    let again = folder.store().read();
    assert_eq!(again.notices.len(), 1);
    assert!(again.notices[0].file.ends_with(aside.as_str()));
}

#[test]
fn promise_3_a_file_put_aside_never_replaces_another_one() {
    let folder = Folder::new();
    for content in ["first", "second", "third"] {
        folder.put("bad.toml", content);
        folder.store().read();
    }
    let mut kept: Vec<String> = folder
        .names()
        .iter()
        .map(|name| folder.text(name))
        .collect();
    kept.sort();
    assert_eq!(kept, ["first", "second", "third"]);
}

#[test]
fn promise_3_a_file_that_became_unreadable_is_not_saved_over() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    for broken in ["", "\0\0\0\0", "format = ", "format = 1\n"] {
        folder.put("a1.toml", broken);
        let error = store.save(&[tick("a1", "s1", 1)], &regions()).unwrap_err();
        assert!(error.sentence.contains("Nothing was written"), "{error}");
        assert!(!error.hint.is_empty());
        assert_eq!(folder.text("a1.toml"), broken);
        assert_eq!(folder.names(), ["a1.toml"]);
    }
}

#[test]
fn promise_4_a_newer_format_is_shown_read_only_and_not_touched() {
    let folder = Folder::new();
    let newer = minimal("shape = \"new\"\n[guides.guide.s1]\nmark = \"done\"\n")
        .replace("format = 1", "format = 99");
    let path = folder.put("a1.toml", &newer);
    let store = folder.store();
    let loaded = store.read();
    let [account] = loaded.accounts.as_slice() else {
        panic!("{loaded:?}")
    };
    let reason = account.read_only.as_ref().unwrap();
    assert!(reason.contains("format 99"), "{reason}");
    assert_eq!(
        account.progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(messages(&loaded), [reason.as_str()]);
    for change in [
        tick("a1", "s2", 1),
        crate::support::change("a1", 1, vec![optout::account::change::Edit::Remove]),
    ] {
        let error = store.save(&[change], &regions()).unwrap_err();
        assert!(error.sentence.contains("format 99"), "{error}");
    }
    assert_eq!(fs::read_to_string(path).unwrap(), newer);
}

#[test]
fn promise_4_a_newer_format_that_cannot_be_shown_is_named_and_not_touched() {
    let folder = Folder::new();
    let path = folder.put("a1.toml", "format = 2\nname = \"no label any more\"\n");
    let loaded = folder.store().read();
    assert!(loaded.accounts.is_empty());
    assert!(messages(&loaded)[0].contains("format 2"), "{loaded:?}");
    assert!(path.exists());
}

#[test]
fn promise_5_a_place_that_is_taken_is_an_error_with_a_hint() {
    let folder = Folder::new();
    fs::create_dir(folder.data()).unwrap();
    fs::write(folder.data().join("accounts"), "a file").unwrap();
    let store = folder.store();
    let error = store.save(&[create("a1")], &regions()).unwrap_err();
    assert!(error.sentence.contains("accounts"), "{error}");
    assert!(!error.hint.is_empty());
    let error = store.load(&regions()).unwrap_err();
    let says = if cfg!(unix) {
        "not a directory"
    } else {
        "Cannot read the folder"
    };
    assert!(error.sentence.contains(says), "{error}");
    assert_eq!(
        fs::read_to_string(folder.data().join("accounts")).unwrap(),
        "a file"
    );
}

#[test]
fn promise_5_a_data_folder_that_went_away_is_an_error_and_is_not_made_anew() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    fs::rename(folder.data(), folder.join("elsewhere")).unwrap();
    assert!(store.save(&[tick("a1", "s1", 1)], &regions()).is_err());
    assert!(
        store
            .changed(&regions())
            .unwrap_err()
            .sentence
            .contains("gone")
    );
    assert!(!folder.data().exists());
    fs::rename(folder.join("elsewhere"), folder.data()).unwrap();
    store.keep(tick("a1", "s1", 1));
}

#[cfg(unix)]
#[test]
fn promise_7_files_are_for_the_owner_alone() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    assert_private(&folder.data());
    assert_private(&folder.data().join("accounts"));
    assert_private(&folder.file("a1.toml"));
    assert_private(&folder.data().join(".lock"));
    // Also when it was wider before.
    fs::set_permissions(folder.file("a1.toml"), fs::Permissions::from_mode(0o644)).unwrap();
    store.keep(tick("a1", "s1", 1));
    assert_private(&folder.file("a1.toml"));
}

#[test]
fn promise_8_only_ids_are_accounts_and_nothing_else_becomes_a_path() {
    let folder = Folder::new();
    folder.put("fine.toml", minimal("id = \"../../../etc/passwd\"\n"));
    let long = format!("{}.toml", "x".repeat(65));
    let mut foreign = vec![
        "..toml",
        "Fine.toml",
        "con.toml",
        "fine (conflicted copy 2026-11-21).toml",
        "fine.sync-conflict-20261121-100000-ABCDEFG.toml",
        "fine.toml.orig",
        "fine.toml~",
        "\u{1b}[2J.toml",
        &long,
    ];
    // Names that Windows refuses, or takes for another one.
    if cfg!(windows) {
        foreign.retain(|name| !["Fine.toml", "con.toml", "\u{1b}[2J.toml"].contains(name));
    }
    for name in &foreign {
        folder.put(name, minimal(""));
    }
    let store = folder.store();
    let loaded = store.read();
    assert_eq!(loaded.accounts.len(), 1);
    assert_eq!(loaded.accounts[0].id, id("fine"));
    // All but the hidden one are named, cleaned.
    assert_eq!(loaded.notices.len(), foreign.len() - 1 + 1, "{loaded:?}");
    assert!(
        loaded
            .notices
            .iter()
            .any(|notice| notice.message.contains("the file's name counts"))
    );
    assert!(
        loaded
            .notices
            .iter()
            .all(|notice| !notice.file.contains('\u{1b}'))
    );
    store.keep(tick("fine", "s1", 1));
    for name in foreign {
        assert_eq!(folder.text(name), minimal(""), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn promise_8_a_symlinked_data_folder_works_and_stays_a_link() {
    let folder = Folder::new();
    fs::create_dir(folder.join("real")).unwrap();
    symlink("real", folder.data()).unwrap();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    assert!(fs::symlink_metadata(folder.data()).unwrap().is_symlink());
    assert_eq!(names(&folder.join("real/accounts")).unwrap(), ["a1.toml"]);
    assert_eq!(store.read().accounts.len(), 1);
}

#[cfg(unix)]
#[test]
fn promise_8_a_symlinked_account_file_stays_a_link() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    fs::create_dir(folder.join("dotfiles")).unwrap();
    let target = folder.join("dotfiles/mine.toml");
    fs::rename(folder.file("a1.toml"), &target).unwrap();
    symlink("../../dotfiles/mine.toml", folder.file("a1.toml")).unwrap();
    store.keep(tick("a1", "s1", 1));
    assert!(
        fs::symlink_metadata(folder.file("a1.toml"))
            .unwrap()
            .is_symlink()
    );
    assert!(
        fs::read_to_string(&target)
            .unwrap()
            .contains("[guides.guide.s1]")
    );
    assert_eq!(names(&folder.join("dotfiles")).unwrap(), ["mine.toml"]);
    assert_eq!(folder.names(), ["a1.toml"]);
}

#[cfg(unix)]
#[test]
fn promise_8_links_that_lead_nowhere_are_errors_and_make_nothing() {
    let folder = Folder::new();
    symlink("nowhere", folder.data()).unwrap();
    let store = folder.store();
    assert!(
        store
            .load(&regions())
            .unwrap_err()
            .sentence
            .contains("leads nowhere")
    );
    assert!(
        store
            .save(&[create("a1")], &regions())
            .unwrap_err()
            .sentence
            .contains("leads nowhere")
    );
    assert!(!folder.join("nowhere").exists());

    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    fs::remove_file(folder.file("a1.toml")).unwrap();
    symlink("nowhere.toml", folder.file("a1.toml")).unwrap();
    assert!(messages(&store.read())[0].contains("leads nowhere"));
    let error = store.save(&[tick("a1", "s1", 1)], &regions()).unwrap_err();
    assert!(error.sentence.contains("leads nowhere"), "{error}");
    assert_eq!(folder.names(), ["a1.toml"]);
}

#[test]
fn another_name_of_the_same_file_keeps_what_it_had() {
    let folder = Folder::new();
    let file = folder.put("a1.toml", minimal(""));
    let other = folder.join("other");
    fs::hard_link(&file, &other).unwrap();
    let store = folder.store();
    store.read();
    store.keep(tick("a1", "s1", 1));
    assert!(folder.text("a1.toml").contains("mark = \"done\""));
    assert_eq!(fs::read_to_string(other).unwrap(), minimal(""));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_temporary_file_leads_nobody_astray() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal(""));
    let victim = folder.join("victim");
    fs::write(&victim, "mine").unwrap();
    // Whatever number the next temporary file of this process gets.
    for number in 0..3_000 {
        let name = format!(".a1.toml.{}-{number}.tmp", std::process::id());
        symlink(&victim, folder.file(&name)).unwrap();
    }
    let store = folder.store();
    store.read();
    store.keep(tick("a1", "s1", 1));
    assert!(folder.text("a1.toml").contains("mark = \"done\""));
    assert!(
        !fs::symlink_metadata(folder.file("a1.toml"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(fs::read_to_string(victim).unwrap(), "mine");
}

/// What the program makes is made in its folder, whatever link lies in its place.
#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_not_followed() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let lock = folder.data().join(".lock");
    let elsewhere = folder.join("elsewhere");
    for is_there in [false, true] {
        fs::remove_file(&lock).unwrap();
        if is_there {
            fs::write(&elsewhere, "").unwrap();
        }
        symlink(&elsewhere, &lock).unwrap();
        let error = store.save(&[tick("a1", "s", 1)], &regions()).unwrap_err();
        assert!(error.sentence.contains(".lock is not a file"), "{error}");
        assert_eq!(elsewhere.exists(), is_there);
    }
    fs::remove_file(&lock).unwrap();
    store.keep(tick("a1", "s", 1));
}
