//! A home for the commands, and short ways to run them in it.

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::home::run;
pub(crate) use crate::home::{Home, NOW, Ran, assert_private, tree};

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

impl Home {
    /// A home whose folders are `data` and `config`, the latter with an empty folder for guides.
    pub(crate) fn bare() -> Self {
        let home = Self::at("data", "config");
        fs::create_dir_all(home.guides()).unwrap();
        home
    }

    /// The same with two routes for accounts of Threads.
    pub(crate) fn with_routes() -> Self {
        let home = Self::bare();
        home.guide("form", FORM);
        home.guide("other", OTHER);
        home
    }

    /// A program of the shell that stands in for a browser.
    pub(crate) fn stand_in(&self, name: &str, body: &str) -> String {
        let path = self.executable(name, body);
        path.to_str().unwrap().to_owned()
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

/// Runs a command to its end. Nothing that it prints may act on a terminal.
pub(crate) fn ran(command: &mut Command) -> Ran {
    let ran = run(command);
    for text in [&ran.out, &ran.err] {
        let acts = |c: char| c != '\n' && c.is_control();
        assert!(!text.contains(acts), "a control character in {text:?}");
    }
    ran
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
