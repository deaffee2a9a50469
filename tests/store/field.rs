//! What happens to a data folder in the field: editors at work, computers that write copies under names of
//! their own, line ends of other systems.

use std::{
    fs::{self, File},
    io::Write as _,
    thread,
    time::Duration,
};

use optout::{account::progress::Mark, store::Store};

use crate::support::{
    Folder, Short, change, create, id, label, messages, minimal, moment, regions, step_id, tick,
};

const EMPTY: &str = "a1.toml";

#[test]
fn a_file_that_is_just_being_written_is_waited_for() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let good = folder.text(EMPTY);
    // Emptied first, as editors do.
    let mut open = File::create(folder.file(EMPTY)).unwrap();
    let writing = thread::spawn(move || {
        thread::sleep(Duration::from_millis(60));
        open.write_all(good.as_bytes()).unwrap();
    });
    let loaded = folder.store().read();
    writing.join().unwrap();
    assert_eq!((loaded.accounts.len(), loaded.unreadable.len()), (1, 0));
    assert_eq!(folder.names(), [EMPTY]);
}

#[test]
fn a_file_put_aside_that_reads_well_now_is_taken_back() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let good = folder.text(EMPTY);
    // The editor takes longer than anybody waits, and writes into the file that was renamed.
    let mut open = File::create(folder.file(EMPTY)).unwrap();
    let loaded = folder.store().read();
    assert_eq!((loaded.accounts.len(), loaded.unreadable.len()), (0, 1));
    assert!(!folder.file(EMPTY).exists());
    let error = store.save(&[tick("a1", "s1", 2)], &regions()).unwrap_err();
    let name = &folder.names()[0];
    assert!(
        error.hint.contains(&format!("put aside as {name}")),
        "{error}"
    );
    open.write_all(good.replace("Personal", "Edited").as_bytes())
        .unwrap();
    drop(open);
    let loaded = folder.store().read();
    assert_eq!(loaded.accounts[0].label.as_str(), "Edited");
    assert_eq!(folder.names(), [EMPTY]);
    let told = messages(&loaded).join("\n");
    assert!(
        told.contains("reads well now, and has its name back"),
        "{told}"
    );
    assert_eq!(messages(&folder.store().read()), [""; 0]);
    // Not where another file has the name, nor where the account was removed since.
    fs::write(folder.file("a1.toml.corrupt-20261121-100000"), &good).unwrap();
    assert_eq!(folder.store().read().accounts[0].label.as_str(), "Edited");
    folder
        .store()
        .keep(change("a1", 1, vec![optout::account::change::Edit::Remove]));
    let loaded = folder.store().read();
    assert_eq!((loaded.accounts.len(), loaded.unreadable.len()), (0, 0));
}

#[test]
fn a_copy_is_known_by_the_id_in_it_whatever_its_name() {
    for name in [
        "a7k2m9qd-LAPTOP.toml",
        "a7k2m9qd-laptop.toml",
        "a7k2m9qd 2.toml",
        "a7k2m9qd_conflict-20261121-101010.toml",
        "a7k2m9qd.Conflict.toml",
        "a7k2m9qd - Copy.toml",
        "a7k2m9qd - Kopie.toml",
        "Copy of a7k2m9qd.toml",
        "a7k2m9qd.toml.sync-conflict-20261121-100000-ABCDEFG",
        "a7k2m9qd (copie).toml",
        "a7k2m9qd.2.toml",
        "whatever",
    ] {
        let folder = Folder::new();
        let store = folder.store();
        store.keep(create("a7k2m9qd"));
        let there = "[guides.guide.there]\nmark = \"done\"\nat = 2026-11-21T10:00:07Z\n";
        let text = format!("{}\n{there}", folder.text("a7k2m9qd.toml"));
        let copy = folder.put(name, text);
        let loaded = folder.store().read();
        assert_eq!(loaded.accounts.len(), 1, "{name}");
        let told = messages(&loaded).join("\n");
        assert!(
            told.contains("optout account merge a7k2m9qd "),
            "{name}: {told}"
        );
        // The check and an export see it the same way.
        let checked = store.check(&regions(), &|_, _| true).unwrap();
        assert_eq!((checked.accounts, checked.problems.len()), (1, 1), "{name}");
        let records = store.records(None, &regions()).unwrap();
        assert_eq!((records.accounts.len(), records.missing.len()), (1, 0));
        let merged = store
            .merge(&id("a7k2m9qd"), &copy, moment(9), &regions())
            .unwrap();
        let progress = merged.saved.account.unwrap().progress;
        assert_eq!(progress.mark(&step_id("guide", "there")), Some(Mark::Done));
        let renamed = merged.renamed.unwrap();
        assert!(
            !copy.exists() && fs::exists(renamed.as_str()).unwrap(),
            "{name}"
        );
        assert_eq!(messages(&folder.store().read()), [""; 0], "{name}");
    }
}

#[test]
fn two_files_with_ids_of_each_other_are_no_copies() {
    let folder = Folder::new();
    folder.put("a1.toml", minimal("id = \"b2\"\n"));
    folder.put("b2.toml", minimal("id = \"a1\"\n"));
    assert_eq!(folder.store().read().accounts.len(), 2);
}

#[test]
fn line_ends_and_the_byte_order_mark_of_a_file_stay() {
    for (mark, end) in [
        ("", "\r\n"),
        ("\u{feff}", "\r\n"),
        ("\u{feff}", "\n"),
        ("", "\n"),
    ] {
        let folder = Folder::new();
        let text = minimal("# mine\nnotes = \"\"\"\none\ntwo\"\"\"\n").replace('\n', end);
        folder.put("a1.toml", format!("{mark}{text}"));
        let store: Store = folder.store();
        store.keep(label("a1", "New"));
        store.keep(tick("a1", "s", 1));
        let now = folder.text("a1.toml");
        assert_eq!(now.starts_with('\u{feff}'), !mark.is_empty(), "{now:?}");
        assert_eq!(
            now.matches('\u{feff}').count(),
            usize::from(!mark.is_empty())
        );
        let ends = now.matches('\n').count();
        let wanted = if end == "\n" { 0 } else { ends };
        assert_eq!(now.matches('\r').count(), wanted, "{now:?}");
        assert!(now.contains("# mine") && now.contains("New") && ends > 8);
    }
}
