//! Programs that people use for lists of tasks, measured beside `optout` where they are installed: `basilk` keeps
//! one JSON file, `todotxt-tui` one text file. They are given what `optout` shows: accounts, each with the steps of its
//! objection, of which they show how many are done, or the first ones.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use super::Case;

/// As many steps as the objection of the accounts has.
const STEPS: [&str; 8] = [
    "Log in to this account",
    "Open the Privacy Center",
    "Choose the topic on generative AI",
    "Find the link to the objection",
    "Fill in the form",
    "Enter the code from the mail",
    "Keep the confirmation",
    "Note the day",
];

/// Each peer that is in `PATH`, with 20 and with 1,000 entries that are named as the accounts are.
pub(super) fn cases(root: &Path, marker: &'static str) -> Vec<(&'static str, [Case; 2])> {
    let make = |name, prepare: fn(&Path, usize) -> Vec<(&'static str, PathBuf)>| {
        let program = installed(name)?;
        let case = |count: usize| {
            let home = root.join(format!("{name}-{count}"));
            let mut variables = prepare(&home, count);
            variables.push(("XDG_CONFIG_HOME", home.join("config")));
            variables.push(("HOME", home));
            Case::new(&program, marker, variables)
        };
        Some((name, [case(20), case(1000)]))
    };
    let all = [make("basilk", basilk), make("todotxt-tui", todotxt)];
    all.into_iter().flatten().collect()
}

fn installed(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    let mut programs = env::split_paths(&folders).map(|folder| folder.join(&file));
    programs.find(|program| program.is_file())
}

/// A project for each account, in the format of basilk 0.2.
fn basilk(home: &Path, count: usize) -> Vec<(&'static str, PathBuf)> {
    let task = |title| format!("{{\"title\":\"{title}\",\"status\":\"UpNext\",\"priority\":0}}");
    let tasks = STEPS.map(task).join(",");
    let project = |number| format!("{{\"title\":\"Account {number:04}\",\"tasks\":[{tasks}]}}");
    let projects: Vec<String> = (0..count).map(project).collect();
    let folder = home.join("config/basilk");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("911fc.json"),
        format!("[{}]", projects.join(",")),
    )
    .unwrap();
    Vec::new()
}

fn todotxt(home: &Path, count: usize) -> Vec<(&'static str, PathBuf)> {
    let mut tasks = String::new();
    for number in 0..count {
        for step in STEPS {
            writeln!(tasks, "Account {number:04}: {step}").unwrap();
        }
    }
    let [todo, done] = ["todo.txt", "done.txt"].map(|file| home.join(file));
    let folder = home.join("config/todotxt-tui");
    fs::create_dir_all(&folder).unwrap();
    // It asks for its own configuration else.
    fs::write(folder.join("todotxt-tui.toml"), "").unwrap();
    fs::write(&todo, tasks).unwrap();
    fs::write(&done, "").unwrap();
    vec![
        ("TODOTXT_TUI_TODO_PATH", todo),
        ("TODOTXT_TUI_ARCHIVE_PATH", done),
    ]
}
