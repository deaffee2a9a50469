//! The other program of a test: the test's binary, run again with a role to play.

use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
};

use optout::{
    account::{
        change::{Edit, StepEdit},
        progress::{Mark, Outcome},
    },
    store::Store,
};

use crate::support::{
    Folder, account, change, create, id, line, mark_edit, regions, request, step_id, tick,
};

/// Tells the child what to do, and where.
const ROLE: &str = "OPTOUT_TEST_ROLE";
const DATA: &str = "OPTOUT_TEST_DATA";
pub(crate) const FIRST: &str = "OPTOUT_TEST_FIRST";

/// Marks that each of two programs sets.
pub(crate) const MARKS: usize = 200;

/// Plays the role of this process, if it has one.
pub(crate) fn play() -> bool {
    let (Ok(role), Some(data)) = (env::var(ROLE), env::var_os(DATA)) else {
        return false;
    };
    let store = Store::new(PathBuf::from(data));
    let regions = regions();
    match role.as_str() {
        "left" | "right" => {
            store.load(&regions).unwrap();
            for number in 0..MARKS {
                // Another program may hold the lock for long on a busy machine: try again, as the
                // writer does.
                while store
                    .save(&[tick("a1", &format!("{role}-{number}"), 1)], &regions)
                    .is_err()
                {}
            }
        }
        "endless" => {
            let first: u64 = env::var(FIRST).unwrap().parse().unwrap();
            for number in first.. {
                let mark = [Mark::Done, Mark::Skipped][(number % 2) as usize];
                let edits = vec![mark_edit(&format!("s{number}"), Some(mark))];
                store.save(&[change("a1", 1, edits)], &regions).unwrap();
                println!("\nsaved {number}");
            }
        }
        "full disk" => {
            let note = |length| {
                let text = line(&"x".repeat(length));
                Edit::Step(step_id("g", "s"), StepEdit::Note(Some(text)))
            };
            // The limit on the size of files stands for a full disk: the write stops half-way.
            let error = store
                .save(&[change("a1", 1, vec![note(2_000)])], &regions)
                .unwrap_err();
            println!("\nrefused {error}");
            store
                .save(&[change("a1", 1, vec![note(10)])], &regions)
                .unwrap();
            println!("\nsaved small");
        }
        "wide open" => {
            store.save(&[create("a1")], &regions).unwrap();
            store
                .save(&[change("a1", 1, vec![Edit::Remove])], &regions)
                .unwrap();
        }
        "stubborn" => {
            let granted = Edit::Answer {
                request: id("r1"),
                outcome: Outcome::Granted,
                answered: None,
            };
            for edits in [
                vec![Edit::Create(Box::new(account("a1")))],
                vec![mark_edit("s1", Some(Mark::Done))],
                vec![Edit::Send(request("r1", "g", 21)), granted],
                vec![mark_edit("s2", Some(Mark::Done)), Edit::Remove],
                vec![Edit::Restore],
                vec![mark_edit("s3", Some(Mark::Done))],
            ] {
                let change = change("a1", 1, edits);
                if let Err(error) = store.save(std::slice::from_ref(&change), &regions) {
                    println!("\nrefused {error}");
                    // What a save that failed left behind must not stand in the way of the next.
                    store.save(&[change], &regions).unwrap();
                }
            }
        }
        "remover" => {
            let remove = change("a1", 1, vec![Edit::Remove]);
            for _ in 0..3 {
                let removed = store.save(std::slice::from_ref(&remove), &regions);
                println!(
                    "\n{}",
                    if removed.is_ok() {
                        "removed"
                    } else {
                        "refused"
                    }
                );
            }
        }
        other => panic!("{other}"),
    }
    true
}

/// The command line that makes this binary the child. On Unix `SET_UP` is run before it in its shell, and
/// `WRAPPED_IN` is a program that runs it.
pub(crate) fn program(role: &str, folder: &Folder) -> Command {
    #[cfg(windows)]
    let mut command = {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", "child::child", "--nocapture"]);
        command
    };
    #[cfg(unix)]
    let mut command = in_shell();
    command
        .env(ROLE, role)
        .env(DATA, folder.data())
        .stdout(Stdio::piped());
    command
}

#[cfg(unix)]
fn in_shell() -> Command {
    let mut command = Command::new("/bin/sh");
    command.args([
        "-c",
        r#"eval "$SET_UP"; exec $WRAPPED_IN "$0" --exact child::child --nocapture"#,
    ]);
    command
        .arg(env::current_exe().unwrap())
        .env("SET_UP", "true");
    command
}

/// Not a test: where the child begins, if its binary is one of tests.
#[test]
fn child() {
    play();
}
