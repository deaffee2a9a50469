//! Good files with one byte changed, as a bad disk or a bad cable leaves them: whatever the file is
//! then taken for, its bytes are still there.

use std::fs;

use optout::account::{
    change::{Edit, StepEdit},
    progress::Mark,
};

use crate::support::{Folder, Short, change, create, line, names, request, step_id, tick};

const TIMES: usize = 2_000;

/// Whether some file below the data folder has exactly these bytes.
fn is_kept(folder: &Folder, bytes: &[u8]) -> bool {
    ["accounts", "backup"].iter().any(|name| {
        let place = folder.data().join(name);
        let names = names(&place).unwrap_or_default();
        names
            .iter()
            .any(|name| fs::read(place.join(name)).is_ok_and(|found| found == bytes))
    })
}

#[test]
fn promise_3_no_change_of_one_byte_loses_the_file() {
    let model = Folder::new();
    let store = model.store();
    store.keep(create("a1"));
    for step in ["s1", "s2", "s3"] {
        store.keep(tick("a1", step, 1));
    }
    let note = Edit::Step(
        step_id("guide", "s2"),
        StepEdit::Note(Some(line("größer 你好"))),
    );
    store.keep(change(
        "a1",
        2,
        vec![note, Edit::Send(request("r1", "guide", 21))],
    ));
    let good = fs::read(model.file("a1.toml")).unwrap();

    let mut random = fastrand::Rng::with_seed(20_261_121);
    let (mut read, mut aside, mut read_only, mut refused) = (0, 0, 0, 0);
    for _ in 0..TIMES {
        let folder = Folder::new();
        let mut bytes = good.clone();
        let place = random.usize(..bytes.len());
        bytes[place] = bytes[place].wrapping_add(random.u8(1..));
        folder.put("a1.toml", &bytes);
        let store = folder.store();
        let loaded = store.read();
        let what = format!("byte {place} is {:#04x}: {loaded:?}", bytes[place]);
        assert!(is_kept(&folder, &bytes), "{what}");
        match loaded.accounts.as_slice() {
            [] => {
                aside += 1;
                assert!(!loaded.notices.is_empty(), "{what}");
            }
            [account] if account.read_only.is_some() => {
                read_only += 1;
                let saved = store.save(&[tick("a1", "s9", 9)], &crate::support::regions());
                assert!(saved.is_err(), "{what}");
                assert_eq!(fs::read(folder.file("a1.toml")).unwrap(), bytes, "{what}");
            }
            [_] => {
                match store.save(&[tick("a1", "s9", 9)], &crate::support::regions()) {
                    Ok(saved) => {
                        read += 1;
                        let marked = saved
                            .account
                            .unwrap()
                            .progress
                            .mark(&step_id("guide", "s9"));
                        assert_eq!(marked, Some(Mark::Done), "{what}");
                    }
                    Err(_) => refused += 1,
                }
                // Also after a save, as the copy of the day.
                assert!(is_kept(&folder, &bytes), "{what}");
            }
            _ => panic!("{what}"),
        }
    }
    println!(
        "{read} read, {aside} put aside, {read_only} read-only, {refused} read and not changed"
    );
    assert!(read > 100 && aside > 100 && read_only > 0);
}
