//! Promises that only real processes can break: this test binary runs itself again as the other
//! program, and kills it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdout},
};

use optout::account::progress::Mark;

use crate::{
    child::{FIRST, MARKS, program},
    support::{Folder, Short, create, label, names, regions, step_id, tick},
};

fn lines(child: &mut Child) -> std::io::Lines<BufReader<ChildStdout>> {
    BufReader::new(child.stdout.take().unwrap()).lines()
}

#[test]
fn promise_1_a_tick_that_was_acknowledged_survives_a_kill_at_any_moment() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let mut first = 0;
    for round in 0..20_u64 {
        let mut child = program("endless", &folder)
            .env(FIRST, first.to_string())
            .spawn()
            .unwrap();
        let number = |line: std::io::Result<String>| {
            line.unwrap().strip_prefix("saved ")?.parse::<u64>().ok()
        };
        let mut acknowledged = lines(&mut child).filter_map(number);
        // Kill it somewhere in the saves that follow a few.
        let seen = acknowledged.nth((round * 7 % 23) as usize).unwrap();
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        let last = acknowledged.last().unwrap_or(seen);
        assert!(last >= first);
        let loaded = folder.store().read();
        let [account] = loaded.accounts.as_slice() else {
            panic!("{loaded:?}")
        };
        assert!(loaded.notices.is_empty(), "{loaded:?}");
        for number in 0..=last {
            let mark = [Mark::Done, Mark::Skipped][(number % 2) as usize];
            let step = format!("s{number}");
            assert_eq!(
                account.progress.mark(&step_id("guide", &step)),
                Some(mark),
                "round {round}, {step}"
            );
        }
        first = last + 1;
    }
    // The lock died with its holders.
    store.keep(label("a1", "still works"));
}

#[test]
fn promise_2_two_programs_that_save_at_once_lose_nothing() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    let children = ["left", "right"].map(|role| program(role, &folder).spawn().unwrap());
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
    let account = folder.store().read().accounts.remove(0);
    let missing: Vec<String> = ["left", "right"]
        .iter()
        .flat_map(|side| (0..MARKS).map(move |number| format!("{side}-{number}")))
        .filter(|step| account.progress.mark(&step_id("guide", step)) != Some(Mark::Done))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(folder.names(), ["a1.toml"]);
}

#[cfg(unix)]
#[test]
fn promise_5_a_write_that_stops_half_way_harms_nothing_and_works_again_later() {
    let folder = Folder::new();
    folder.store().keep(create("a1"));
    // A shell that ignores the signal of the limit, and sets it to one block.
    let mut child = program("full disk", &folder);
    child.env("SET_UP", "trap '' XFSZ; ulimit -f 1");
    let output = child.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("refused Cannot write"), "{text}");
    assert!(text.contains("saved small"), "{text}");
    assert_eq!(folder.names(), ["a1.toml"]);
    assert_eq!(folder.store().read().accounts.len(), 1);
}

#[cfg(unix)]
#[test]
fn promise_7_files_are_for_the_owner_alone_whatever_the_mask_says() {
    let folder = Folder::new();
    let output = program("wide open", &folder)
        .env("SET_UP", "umask 000")
        .output()
        .unwrap();
    assert!(output.status.success());
    let mode = |name: &str| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(folder.data().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    for name in ["", "accounts", "trash"] {
        assert_eq!(mode(name), 0o700, "{name}");
    }
    for name in ["trash/a1.toml", ".lock"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!(
        names(&folder.data()).unwrap(),
        [".lock", "accounts", "trash"]
    );
}

#[test]
fn a_lock_that_somebody_holds_is_waited_for_and_then_named() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    let before = folder.text("a1.toml");
    let lock = fs::File::options()
        .write(true)
        .open(folder.data().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    let error = store.save(&[tick("a1", "s1", 1)], &regions()).unwrap_err();
    assert!(error.sentence.contains("Another copy"), "{error}");
    assert_eq!(folder.text("a1.toml"), before);
    // Whoever only reads needs no lock.
    assert_eq!(store.read().accounts.len(), 1);
    drop(lock);
    store.keep(tick("a1", "s1", 1));
}

#[test]
fn a_lock_that_cannot_be_made_is_an_error_with_a_hint() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    fs::remove_file(folder.data().join(".lock")).unwrap();
    fs::create_dir(folder.data().join(".lock")).unwrap();
    let error = store.save(&[tick("a1", "s1", 1)], &regions()).unwrap_err();
    assert!(
        error.sentence.contains(".lock") && !error.hint.is_empty(),
        "{error}"
    );
    fs::remove_dir(folder.data().join(".lock")).unwrap();
}
