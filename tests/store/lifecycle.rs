//! Accounts that come, go and come back; requests that two programs send at once.

use std::fs;

use optout::account::{
    change::{Change, Edit},
    progress::{Mark, Outcome, Request},
};

use crate::support::{
    Folder, Short, change, create, id, label, mark_edit, messages, minimal, moment, names, regions,
    request, step_id, tick,
};

fn remove(second: i64) -> Change {
    change("a1", second, vec![Edit::Remove])
}

fn restore(second: i64) -> Change {
    change("a1", second, vec![Edit::Restore])
}

#[test]
fn loading_makes_nothing() {
    let folder = Folder::new();
    let loaded = folder.store().read();
    assert!(loaded.accounts.is_empty() && loaded.notices.is_empty());
    assert!(!folder.data().exists());
    assert_eq!(folder.store().changed(&regions()).unwrap(), None);
    // Nor does a save that has nothing to save to.
    folder
        .store()
        .save(&[tick("a1", "s1", 1)], &regions())
        .unwrap_err();
    assert!(!folder.data().exists());
}

#[test]
fn an_account_is_created_once() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    let before = folder.text("a1.toml");
    let error = folder
        .store()
        .save(&[create("a1")], &regions())
        .unwrap_err();
    assert!(error.sentence.contains("already"), "{error}");
    assert_eq!(folder.text("a1.toml"), before);
}

#[test]
fn a_new_account_never_replaces_a_file_that_cannot_be_read() {
    let folder = Folder::new();
    folder.put("a1.toml", "broken");
    folder
        .store()
        .save(&[create("a1")], &regions())
        .unwrap_err();
    assert_eq!(folder.text("a1.toml"), "broken");
}

#[test]
fn removing_moves_to_the_trash_and_restoring_brings_everything_back() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(tick("a1", "s1", 1));
    let before = folder.text("a1.toml");
    assert_eq!(store.keep(remove(2)).account, None);
    assert!(folder.names().is_empty());
    assert_eq!(
        fs::read_to_string(folder.data().join("trash/a1.toml")).unwrap(),
        before
    );
    assert!(store.read().accounts.is_empty());
    let saved = store.keep(restore(3)).account.unwrap();
    assert_eq!(
        saved.progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(folder.text("a1.toml"), before);
    assert!(names(&folder.data().join("trash")).unwrap().is_empty());
}

#[test]
fn nothing_in_the_trash_is_ever_lost() {
    let folder = Folder::new();
    let store = folder.store();
    for round in ["first", "second", "third"] {
        store.keep(create("a1"));
        store.keep(label("a1", round));
        store.keep(remove(1));
    }
    let trash = folder.data().join("trash");
    let mut kept: Vec<String> = names(&trash)
        .unwrap()
        .iter()
        .map(|name| fs::read_to_string(trash.join(name)).unwrap())
        .collect();
    kept.sort();
    assert_eq!(kept.len(), 3);
    for (text, round) in kept.iter().zip(["first", "second", "third"]) {
        assert!(text.contains(round), "{text}");
    }
    assert_eq!(
        store.keep(restore(2)).account.unwrap().label.as_str(),
        "third"
    );
}

#[test]
fn a_tick_on_an_account_that_vanished_is_an_error_and_recreates_nothing() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    folder.store().keep(remove(1));
    let error = store.save(&[tick("a1", "s1", 2)], &regions()).unwrap_err();
    assert!(error.sentence.contains("not there any more"), "{error}");
    assert!(error.hint.contains("trash"), "{error}");
    assert!(folder.names().is_empty());
    store.keep(restore(3));
    store.keep(tick("a1", "s1", 4));

    fs::remove_file(folder.file("a1.toml")).unwrap();
    let error = store.save(&[tick("a1", "s1", 5)], &regions()).unwrap_err();
    assert!(error.sentence.contains("not there any more"), "{error}");
    assert!(store.save(&[restore(6)], &regions()).is_err());
    assert!(folder.names().is_empty());
}

#[test]
fn removing_and_restoring_twice_do_no_harm() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(restore(1));
    store.keep(remove(2));
    assert_eq!(store.keep(remove(3)).account, None);
    assert!(store.keep(restore(4)).account.is_some());
    assert!(store.keep(restore(5)).account.is_some());
    assert_eq!(folder.names(), ["a1.toml"]);
}

#[test]
fn a_whole_life_can_be_one_save() {
    let folder = Folder::new();
    let store = folder.store();
    let changes = [
        create("a1"),
        tick("a1", "s1", 1),
        remove(2),
        restore(3),
        tick("a1", "s2", 4),
        label("a1", "Renamed"),
    ];
    let saved = store.save(&changes, &regions()).unwrap().account.unwrap();
    assert_eq!(saved.label.as_str(), "Renamed");
    assert_eq!(
        saved.progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
    assert_eq!(
        saved.progress.mark(&step_id("guide", "s2")),
        Some(Mark::Done)
    );
    assert_eq!(store.read().take_accounts(), [saved]);

    let changes = [tick("a1", "s3", 5), remove(6)];
    assert_eq!(store.save(&changes, &regions()).unwrap().account, None);
    // Again, as after an attempt that failed at the very end.
    assert_eq!(store.save(&changes, &regions()).unwrap().account, None);
    assert_eq!(
        store
            .keep(restore(7))
            .account
            .unwrap()
            .progress
            .mark(&step_id("guide", "s3")),
        Some(Mark::Done)
    );
}

#[test]
fn a_save_is_of_one_account() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    store.keep(create("a2"));
    let before = folder.text("a1.toml");
    assert!(
        store
            .save(&[tick("a1", "s1", 1), tick("a2", "s1", 1)], &regions())
            .is_err()
    );
    assert!(store.save(&[], &regions()).is_err());
    assert_eq!(folder.text("a1.toml"), before);
    // A change without edits is no removal.
    assert!(store.keep(change("a1", 1, Vec::new())).account.is_some());
}

#[test]
fn a_request_is_sent_amended_answered_and_taken_back() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let sent = request("r1", "g", 21);
    let later = Request {
        extended: Some(jiff::civil::date(2027, 2, 21)),
        ..sent.clone()
    };
    let answer = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Refused,
        answered: Some(jiff::civil::date(2026, 12, 1)),
    };
    store.keep(change("a1", 1, vec![Edit::Send(sent)]));
    store.keep(change("a1", 2, vec![Edit::Send(later.clone())]));
    let saved = store.keep(change("a1", 3, vec![answer]));
    let answered = Request {
        outcome: Outcome::Refused,
        answered: Some(jiff::civil::date(2026, 12, 1)),
        at: Some(moment(3)),
        ..later
    };
    assert_eq!(saved.account.unwrap().progress.requests, [answered]);
    assert!(saved.renumbered.is_empty());
    // With an answer it stays on record.
    let saved = store.keep(change("a1", 4, vec![Edit::Unsend(id("r1"))]));
    assert_eq!(saved.account.unwrap().progress.requests.len(), 1);
    let waiting = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Waiting,
        answered: None,
    };
    let saved = store.keep(change("a1", 5, vec![waiting, Edit::Unsend(id("r1"))]));
    assert!(saved.account.unwrap().progress.requests.is_empty());
    assert!(!folder.text("a1.toml").contains("request"));
}

#[test]
fn two_programs_that_send_at_once_keep_both_requests() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.store(), folder.store());
    ours.keep(create("a1"));
    let (first, second) = (request("r1", "theirs", 20), request("r1", "ours", 21));
    theirs.keep(change("a1", 1, vec![Edit::Send(first.clone())]));
    let granted = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Granted,
        answered: None,
    };
    let change = change("a1", 2, vec![Edit::Send(second.clone()), granted]);
    let saved = ours.keep(change.clone());
    let second = Request {
        id: id("r2"),
        outcome: Outcome::Granted,
        at: Some(moment(2)),
        ..second
    };
    assert_eq!(saved.renumbered, [(id("r1"), id("r2"))]);
    assert_eq!(
        saved.account.unwrap().progress.requests,
        [first.clone(), second.clone()]
    );
    // The same save again, as after an attempt that failed at the very end, adds nothing.
    assert_eq!(
        ours.keep(change).account.unwrap().progress.requests,
        [first, second]
    );
}

#[test]
fn the_same_request_sent_by_two_programs_is_one() {
    let folder = Folder::new();
    let (ours, theirs) = (folder.store(), folder.store());
    ours.keep(create("a1"));
    for store in [&theirs, &ours] {
        let saved = store.keep(change("a1", 1, vec![Edit::Send(request("r1", "g", 21))]));
        assert_eq!(saved.account.unwrap().progress.requests.len(), 1);
    }
}

#[test]
fn a_request_that_cannot_be_shown_keeps_its_id() {
    let folder = Folder::new();
    folder.put(
        "a1.toml",
        minimal("[[request]]\nid = \"r4\"\nsent = \"once\"\n"),
    );
    let store = folder.store();
    let saved = store.keep(change("a1", 1, vec![Edit::Send(request("r4", "g", 21))]));
    assert_eq!(saved.renumbered, [(id("r4"), id("r5"))]);
    assert!(folder.text("a1.toml").contains("sent = \"once\""));
}

#[test]
fn an_answer_to_a_request_that_is_gone_is_said_and_stops_nothing() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let answer = Edit::Answer {
        request: id("r1"),
        outcome: Outcome::Granted,
        answered: None,
    };
    let saved = store.keep(change(
        "a1",
        1,
        vec![answer, mark_edit("s1", Some(Mark::Done))],
    ));
    assert_eq!(saved.notices.len(), 1);
    assert!(saved.notices[0].message.contains("r1"), "{saved:?}");
    assert_eq!(
        saved
            .account
            .unwrap()
            .progress
            .mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
}

#[test]
fn left_over_temporary_files_are_removed_by_the_first_save() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let old = [
        ".a1.toml.4294967294-3.tmp",
        ".a1.toml.swp",
        ".syncthing.a1.toml.tmp",
    ];
    let running = format!(".a1.toml.{}-999999.tmp", std::process::id());
    let young = ".a1.toml.4294967294-4.tmp";
    for name in old.iter().copied().chain([running.as_str(), young]) {
        folder.put(name, "half");
        if name != young {
            let hours_ago =
                std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 60 * 60);
            fs::File::options()
                .write(true)
                .open(folder.file(name))
                .unwrap()
                .set_modified(hours_ago)
                .unwrap();
        }
    }
    let store = folder.store();
    assert_eq!(
        messages(&store.read()),
        [""; 0],
        "hidden files are nobody's business"
    );
    assert_eq!(folder.names().len(), 6, "loading removes nothing");
    store.keep(tick("a1", "s1", 1));
    let mut expected = vec![
        ".a1.toml.swp",
        ".syncthing.a1.toml.tmp",
        "a1.toml",
        &running,
        young,
    ];
    expected.sort_unstable();
    assert_eq!(folder.names(), expected);
}
