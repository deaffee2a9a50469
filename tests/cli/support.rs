//! A home of its own for each test, and short ways to run the program in it.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

/// The present in every test.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

/// The page of the test guide's first step.
pub(crate) const PAGE: &str = "https://www.facebook.com/help/contact/1";

/// A route that is tried before every shipped one.
pub(crate) const FORM: &str = r#"format = 1
id = "test-form"
title = "The test form"
goal = "object"
platforms = ["threads"]
rank = -1000
minutes = 5
summary = "What it is."
caution = "What to know first."

[[source]]
id = "page"
title = "A page"
url = "https://www.facebook.com/privacy/policy/"
published = 2026-07-23
checked = 2026-10-01

[[conflict]]
question = "Does it cover others?"
claims = [{ source = "page", says = "yes" }]
advice = "Send one for each."

[[step]]
id = "find-form"
title = "Find the form"
path = ["Profile", "Settings"]
body = "It is hidden."
link = "https://www.facebook.com/help/contact/1"
fallbacks = ["https://www.facebook.com/help/contact/2"]
confidence = "reported"
sources = ["page"]

[[step]]
id = "send-form"
title = "Send the form"
kind = "submit"
link = "https://www.facebook.com/help/contact/3"
confidence = "verified"
sources = ["page"]

[[step]]
id = "see-mail"
title = "See the e-mail"
kind = "confirm"
sources = ["page"]
"#;

/// Another route to the same goal, tried after it.
pub(crate) const OTHER: &str = r#"format = 1
id = "test-other"
title = "The other way"
goal = "object"
platforms = ["threads"]
rank = -999

[[source]]
id = "page"
title = "A page"
url = "https://www.facebook.com/privacy/policy/"
checked = 2026-10-01

[[step]]
id = "write-mail"
title = "Write an e-mail"
kind = "submit"
sources = ["page"]
"#;

pub(crate) struct Home(PathBuf);

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Home {
    /// A home without any guide of its own.
    pub(crate) fn bare() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("optout-cli-{}-{number}", process::id()));
        fs::create_dir_all(path.join("config/guides")).unwrap();
        Self(fs::canonicalize(path).unwrap())
    }

    /// A home with two routes for accounts of Threads.
    pub(crate) fn new() -> Self {
        let home = Self::bare();
        home.guide("form.toml", FORM);
        home.guide("other.toml", OTHER);
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn guide(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path("config/guides").join(name), text).unwrap();
    }

    pub(crate) fn configure(&self, text: &str) {
        fs::write(self.path("config/config.toml"), text).unwrap();
    }

    /// Puts an account's file where the program keeps it.
    pub(crate) fn account_file(&self, id: &str, text: &str) {
        let folder = self.path("data/accounts");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{id}.toml")), text).unwrap();
    }

    /// A program of the shell that stands in for a browser.
    pub(crate) fn script(&self, name: &str, body: &str) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program with nothing but this home in its environment.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_optout"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", &self.0)
            .env("TZ", "UTC")
            .env("OPTOUT_NOW", NOW)
            .env("OPTOUT_DATA_DIR", self.path("data"))
            .env("OPTOUT_CONFIG_DIR", self.path("config"))
            .current_dir(&self.0)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        ran(self.command().args(arguments))
    }

    /// Runs what must succeed, and returns what it printed.
    pub(crate) fn ok<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.out
    }

    /// Runs what must fail with this code, and returns the message.
    pub(crate) fn fails<S: AsRef<OsStr>>(&self, code: i32, arguments: &[S]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.err.contains("optout: "), "{ran:?}");
        ran.err
    }

    /// Runs what must print JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        let out = self.ok(&arguments);
        assert!(out.is_ascii(), "{out}");
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["format"], 1);
        value
    }

    /// Adds an account of Threads.
    pub(crate) fn add(&self, label: &str, more: &[&str]) -> String {
        let mut arguments = vec!["account", "add", "--platform", "threads", "--label", label];
        arguments.extend(more);
        let out = self.ok(&arguments);
        out.trim_end().to_owned()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a command to its end. Nothing that it prints may act on a terminal.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap();
        let acts = |c: char| c != '\n' && c.is_control();
        assert!(!text.contains(acts), "a control character in {text:?}");
        text
    };
    Ran {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Waits until a file has this content.
pub(crate) fn wait_for(path: &Path, content: &str) {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        let found = fs::read_to_string(path).unwrap_or_default();
        if found == content {
            return;
        }
        assert!(
            Instant::now() < patience,
            "{} holds {found:?}",
            path.display()
        );
        thread::yield_now();
    }
}

/// One file: mode, moment of its last change, number, content.
pub(crate) type Found = (u32, (i64, i64), u64, Option<Vec<u8>>);

/// All that lies below a folder, hidden files and folders too.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Found> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let there = fs::symlink_metadata(&path).unwrap();
            let bytes = there.is_file().then(|| fs::read(&path).unwrap());
            let modified = (there.mtime(), there.mtime_nsec());
            found.insert(path.clone(), (there.mode(), modified, there.ino(), bytes));
            if there.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}
