//! The disk fails, or the power goes, at each call in turn: `strace` can make a call fail.

use std::{fs, process::Output};

use optout::account::{
    change::Edit,
    progress::{Mark, Outcome},
};

use crate::{
    Test,
    child::program,
    support::{Folder, Short, change, create, step_id},
};

pub(crate) const TESTS: &[Test] = tests![
    promise_5_whatever_call_fails_the_next_attempt_finishes_the_work,
    promise_1_whatever_call_is_the_last_the_file_is_whole,
    promise_1_a_save_returns_after_file_name_and_folder_are_safe_against_power_loss,
    promise_1_a_removal_is_not_done_before_its_folders_are_synced,
    a_file_system_without_locks_works_and_one_that_fails_is_an_error,
];

/// Runs a whole life of an account, in which one call goes wrong.
fn live(folder: &Folder, inject: &str) -> Output {
    let strace = format!("strace -f -o /dev/null -e trace=fsync,rename,flock -e inject={inject}");
    program("stubborn", folder)
        .env("WRAPPED_IN", strace)
        .output()
        .unwrap()
}

fn assert_whole(folder: &Folder, what: &str) {
    let loaded = folder.store().read();
    let [account] = loaded.accounts.as_slice() else {
        panic!("{what}: {loaded:?}")
    };
    for step in ["s1", "s2", "s3"] {
        assert_eq!(
            account.progress.mark(&step_id("guide", step)),
            Some(Mark::Done),
            "{what}: {step}"
        );
    }
    let outcomes: Vec<Outcome> = account
        .progress
        .requests
        .iter()
        .map(|request| request.outcome)
        .collect();
    assert_eq!(outcomes, [Outcome::Granted], "{what}");
    assert_eq!(folder.names(), ["a1.toml"], "{what}");
}

fn promise_5_whatever_call_fails_the_next_attempt_finishes_the_work() {
    let mut refusals = 0;
    for (call, error) in [("fsync", "EIO"), ("fsync", "ENOSPC"), ("rename", "EROFS")] {
        // More than there are calls of each sort; the last rounds see none fail.
        for number in 1..=24 {
            let folder = Folder::new();
            let inject = format!("{call}:error={error}:when={number}");
            let output = live(&folder, &inject);
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{inject}: {text}");
            refusals += text.matches("refused ").count();
            assert_whole(&folder, &inject);
        }
    }
    assert!(refusals >= 25, "{refusals}");
}

fn promise_1_whatever_call_is_the_last_the_file_is_whole() {
    for call in ["fsync", "rename"] {
        for number in 1..=24 {
            let folder = Folder::new();
            let inject = format!("{call}:signal=SIGKILL:when={number}");
            let was_killed = !live(&folder, &inject).status.success();
            let loaded = folder.store().read();
            assert!(loaded.notices.is_empty(), "{inject}: {loaded:?}");
            assert!(was_killed || loaded.accounts.len() == 1, "{inject}");
        }
    }
}

fn promise_1_a_save_returns_after_file_name_and_folder_are_safe_against_power_loss() {
    let folder = Folder::new();
    let calls = folder.join("calls");
    let strace = format!(
        "strace -f -y -o {} -e trace=fsync,rename,write",
        calls.display()
    );
    assert!(
        program("wide open", &folder)
            .env("WRAPPED_IN", strace)
            .status()
            .unwrap()
            .success()
    );
    let calls = fs::read_to_string(calls).unwrap();
    // Of each call what it was made on, for the file of the new account alone.
    let calls: Vec<&str> = calls
        .lines()
        .skip_while(|line| !line.contains(".tmp"))
        .filter_map(|line| {
            let call = line.split_whitespace().nth(1)?.split('(').next()?;
            match call {
                "rename" => Some("rename"),
                "write" if line.contains(".tmp>") => Some("write the new file"),
                "fsync" if line.contains(".tmp>") => Some("sync the new file"),
                "fsync" if line.contains("/accounts>") => Some("sync the folder"),
                _ => None,
            }
        })
        .take(4)
        .collect();
    assert_eq!(
        calls,
        [
            "write the new file",
            "sync the new file",
            "rename",
            "sync the folder"
        ]
    );
}

fn promise_1_a_removal_is_not_done_before_its_folders_are_synced() {
    let folder = Folder::new();
    let store = folder.store();
    store.keep(create("a1"));
    for edit in [Edit::Remove, Edit::Restore] {
        store.keep(change("a1", 1, vec![edit]));
    }
    // The first two syncs fail, after the file was moved: only the third attempt may say so.
    let strace = "strace -f -o /dev/null -e trace=fsync -e inject=fsync:error=EIO:when=1..2";
    let output = program("remover", &folder)
        .env("WRAPPED_IN", strace)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let said: Vec<&str> = text
        .lines()
        .filter(|line| ["refused", "removed"].contains(line))
        .collect();
    assert_eq!(said, ["refused", "refused", "removed"]);
    assert!(folder.names().is_empty());
}

fn a_file_system_without_locks_works_and_one_that_fails_is_an_error() {
    for error in ["ENOSYS", "ENOLCK", "EOPNOTSUPP"] {
        let folder = Folder::new();
        assert!(
            live(&folder, &format!("flock:error={error}"))
                .status
                .success(),
            "{error}"
        );
        assert_whole(&folder, error);
    }
    let folder = Folder::new();
    let output = live(&folder, "flock:error=EIO");
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("refused Cannot lock"),
        "{output:?}"
    );
    assert!(folder.names().is_empty());
}
