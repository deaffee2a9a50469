//! The thread that saves for the screen.

use std::{
    fs,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use optout::{
    account::{
        change::{Edit, StepEdit},
        progress::Mark,
    },
    id::Id,
    store::{
        Saved,
        writer::{Writer, WriterEvent},
    },
};

use crate::support::{Folder, Short, change, create, id, label, moment, regions, step_id, tick};

/// Longer than anything here should take, on the slowest machine.
const LONG: Duration = Duration::from_secs(60);

fn start(folder: &Folder) -> (Writer, Receiver<WriterEvent>) {
    let (send, reports) = channel();
    let store = folder.store();
    store.read();
    let writer = Writer::start(store, Arc::new(regions()), move |report| {
        drop(send.send(report))
    })
    .unwrap();
    (writer, reports)
}

fn saved(reports: &Receiver<WriterEvent>) -> (Vec<u64>, Saved) {
    match reports.recv_timeout(LONG).unwrap() {
        WriterEvent::Saved { tickets, saved } => (tickets, saved),
        other @ (WriterEvent::Failed { .. } | WriterEvent::Changed(_)) => panic!("{other:?}"),
    }
}

fn failed(reports: &Receiver<WriterEvent>) -> (Vec<u64>, Id, Duration) {
    match reports.recv_timeout(LONG).unwrap() {
        WriterEvent::Failed {
            tickets,
            account,
            error,
            again_in,
        } => {
            assert!(
                !error.sentence.is_empty() && !error.hint.is_empty(),
                "{error:?}"
            );
            (tickets, account, again_in)
        }
        other @ (WriterEvent::Saved { .. } | WriterEvent::Changed(_)) => panic!("{other:?}"),
    }
}

fn broken(folder: &Folder, name: &str) -> String {
    let whole = folder.text(&format!("{name}.toml"));
    folder.put(&format!("{name}.toml"), "broken");
    whole
}

#[test]
fn every_change_is_saved_and_reported_with_its_ticket() {
    let folder = Folder::new();
    let (writer, reports) = start(&folder);
    writer.save(1, create("a1"));
    let mut out: Vec<u64> = vec![1];
    for number in 2..30 {
        writer.save(number, tick("a1", &format!("s{number}"), 1));
        out.push(number);
    }
    let mut last = None;
    while !out.is_empty() {
        let (tickets, saved) = saved(&reports);
        assert!(
            tickets.iter().all(|ticket| out.contains(ticket)),
            "each once"
        );
        out.retain(|ticket| !tickets.contains(ticket));
        last = saved.account;
    }
    assert!(writer.finish(LONG).is_empty());
    assert_eq!(folder.store().read().take_accounts(), [last.unwrap()]);
}

#[test]
fn changes_that_wait_become_one_save() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let (writer, reports) = start(&folder);
    let lock = fs::File::options()
        .write(true)
        .open(folder.data().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    writer.save(1, tick("a1", "s1", 1));
    // The first one is under way, or waits with the others: nothing is saved before the lock is free.
    for number in 2..50 {
        writer.save(number, tick("a1", &format!("s{number}"), 1));
    }
    drop(lock);
    let mut saves = 0;
    let mut count = 0;
    while count < 49 {
        let report = reports.recv_timeout(LONG).unwrap();
        if let WriterEvent::Saved { tickets, .. } = report {
            saves += 1;
            count += tickets.len();
        }
    }
    assert!(saves <= 2, "{saves}");
    assert!(writer.finish(LONG).is_empty());
}

#[test]
fn a_failing_account_is_kept_and_does_not_hold_up_the_others() {
    let folder = Folder::new();
    folder.store().keep(create("bad"));
    folder.store().keep(create("good"));
    let (writer, reports) = start(&folder);
    let whole = broken(&folder, "bad");
    writer.save(1, tick("bad", "s1", 1));
    assert_eq!(
        failed(&reports),
        (vec![1], id("bad"), Duration::from_secs(1))
    );
    writer.save(2, tick("good", "s1", 1));
    // The other account is saved, whether or not the first one fails again before.
    loop {
        match reports.recv_timeout(LONG).unwrap() {
            WriterEvent::Saved { tickets, saved } => {
                assert_eq!((tickets, saved.id), (vec![2], id("good")));
                break;
            }
            WriterEvent::Failed { tickets, .. } => assert_eq!(tickets, [1]),
            WriterEvent::Changed(changes) => panic!("{changes:?}"),
        }
    }
    // Mended, it is saved without anybody asking.
    folder.put("bad.toml", whole);
    loop {
        match reports.recv_timeout(LONG).unwrap() {
            WriterEvent::Saved { tickets, saved } => {
                assert_eq!(tickets, [1]);
                assert_eq!(
                    saved
                        .account
                        .unwrap()
                        .progress
                        .mark(&step_id("guide", "s1")),
                    Some(Mark::Done)
                );
                break;
            }
            WriterEvent::Failed { tickets, .. } => assert_eq!(tickets, [1]),
            WriterEvent::Changed(changes) => panic!("{changes:?}"),
        }
    }
    assert!(writer.finish(LONG).is_empty());
}

#[test]
fn the_pauses_grow_and_the_next_change_tries_at_once() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let (writer, reports) = start(&folder);
    let whole = broken(&folder, "a1");
    writer.save(1, tick("a1", "s1", 1));
    let pauses: Vec<u64> = (0..2).map(|_| failed(&reports).2.as_secs()).collect();
    assert_eq!(pauses, [1, 2]);
    folder.put("a1.toml", whole);
    writer.save(2, tick("a1", "s2", 1));
    let (tickets, saved) = saved(&reports);
    assert_eq!(tickets, [1, 2]);
    assert_eq!(saved.account.unwrap().progress.steps[&id("guide")].len(), 2);
    assert!(writer.finish(LONG).is_empty());
}

#[test]
fn a_change_that_the_file_cannot_take_does_not_hold_up_the_others_of_its_account() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let odd = format!("{}[guides]\nother = 3\n", folder.text("a1.toml"));
    folder.put("a1.toml", odd);
    let (writer, reports) = start(&folder);
    let impossible = Edit::Step(step_id("other", "s1"), StepEdit::Mark(Some(Mark::Done)));
    writer.save(1, change("a1", 1, vec![impossible.clone()]));
    failed(&reports);
    writer.save(2, tick("a1", "s1", 1));
    writer.save(3, label("a1", "New"));
    let mut out = vec![2, 3];
    while !out.is_empty() {
        match reports.recv_timeout(LONG).unwrap() {
            WriterEvent::Saved { tickets, .. } => out.retain(|ticket| !tickets.contains(ticket)),
            WriterEvent::Failed { tickets, .. } => assert_eq!(tickets, [1]),
            WriterEvent::Changed(changes) => panic!("{changes:?}"),
        }
    }
    let unsaved = writer.finish(LONG);
    let [unsaved] = unsaved.as_slice() else {
        panic!("{unsaved:?}")
    };
    assert_eq!(
        (unsaved.ticket, &unsaved.change.edits),
        (1, &vec![impossible])
    );
    assert!(unsaved.error.sentence.contains("cannot take this change"));
}

#[test]
fn the_end_tries_once_more_and_names_what_is_not_saved() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    folder.store().keep(create("a2"));
    let (writer, reports) = start(&folder);
    let whole = broken(&folder, "a1");
    broken(&folder, "a2");
    writer.save(1, tick("a1", "s1", 1));
    writer.save(2, tick("a2", "s1", 1));
    failed(&reports);
    failed(&reports);
    folder.put("a1.toml", whole);
    let unsaved = writer.finish(LONG);
    let [unsaved] = unsaved.as_slice() else {
        panic!("{unsaved:?}")
    };
    assert_eq!((unsaved.ticket, &unsaved.change), (2, &tick("a2", "s1", 1)));
    assert!(unsaved.error.sentence.contains("Nothing was written"));
    let loaded = folder.store().read();
    assert_eq!(
        loaded.accounts[0].progress.mark(&step_id("guide", "s1")),
        Some(Mark::Done)
    );
}

#[test]
fn the_end_does_not_wait_for_a_disk_that_hangs() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let (writer, _reports) = start(&folder);
    // Held until the test is over: the save hangs as on a dead network disk, for two seconds.
    let lock = fs::File::options()
        .write(true)
        .open(folder.data().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    writer.save(7, tick("a1", "s1", 1));
    let unsaved = writer.finish(Duration::from_millis(1));
    let [unsaved] = unsaved.as_slice() else {
        panic!("{unsaved:?}")
    };
    assert_eq!(unsaved.ticket, 7);
    assert!(unsaved.error.sentence.contains("in time"), "{unsaved:?}");
}

#[test]
fn a_writer_that_is_dropped_still_saves() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let (writer, reports) = start(&folder);
    writer.save(1, tick("a1", "s1", 1));
    drop(writer);
    assert_eq!(saved(&reports).0, [1]);
    assert!(reports.recv().is_err(), "the thread is over");
}

#[test]
fn a_look_reports_what_others_did() {
    let folder = Folder::new();
    let others = folder.store();
    others.keep(create("a1"));
    others.keep(create("a2"));
    let (writer, reports) = start(&folder);
    others.keep(tick("a1", "s1", 1));
    others.keep(change("a2", 1, vec![Edit::Remove]));
    for _ in 0..1_000 {
        writer.look();
    }
    let WriterEvent::Changed(changes) = reports.recv_timeout(LONG).unwrap() else {
        panic!("not a look")
    };
    assert_eq!(changes.accounts.len(), 1);
    assert_eq!(
        changes.accounts[0]
            .progress
            .step(&step_id("guide", "s1"))
            .unwrap()
            .at,
        Some(moment(1))
    );
    assert_eq!(changes.gone, [id("a2")]);
    assert!(writer.finish(LONG).is_empty());
    assert!(reports.recv().is_err(), "said once");
}
