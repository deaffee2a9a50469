//! A home for the program in a terminal, and a route in it whose steps have known titles and links.

use std::path::Path;

pub(crate) use crate::home::{Home, OPTOUT};

use super::{program::Program, setting::Setting};

impl Home {
    /// A home with a Facebook account `fb`, named Personal, whose first route is [`route`] with so
    /// many steps.
    pub(crate) fn with_steps(steps: usize) -> Self {
        let home = Self::new();
        home.guide("test-route", route("test-route", 1, steps));
        home.account("fb", "Personal", "");
        home
    }

    /// A home as that of [`with_steps`](Self::with_steps), whose first step names a letter.
    pub(crate) fn with_letter() -> Self {
        Self::with_letter_and_steps(2)
    }

    /// The same with so many steps.
    pub(crate) fn with_letter_and_steps(steps: usize) -> Self {
        let home = Self::new();
        let body = "body = \"Body of 1.\"\n";
        let guide = route("test-route", 1, steps);
        let with_letter = format!("{body}letter = \"objection-long\"\n");
        home.guide("test-route", guide.replace(body, &with_letter));
        let more = "name = \"Ada Person\"\nemail = \"ada@example.org\"\nlanguage = \"en\"";
        home.account("fb", "Personal", more);
        home
    }

    /// Makes a script the browser of every account.
    pub(crate) fn open_with(&self, script: &Path) {
        self.configure(&format!("opener = {}\n", browser(script)));
    }

    /// The program in a terminal of 80 by 24, to be changed before it starts.
    pub(crate) fn setting(&self) -> Setting {
        Setting::new(OPTOUT, self)
    }

    /// The program, started in a terminal of 80 by 24.
    pub(crate) fn start(&self) -> Program {
        self.setting().start()
    }

    /// The program with `fb` entered, where [`Home::with_steps`] made it.
    pub(crate) fn enter(&self) -> Program {
        let mut program = self.start();
        program.go_in();
        program
    }
}

/// A script as a browser, for `opener` and `open_with`.
pub(crate) fn browser(script: &Path) -> String {
    format!("[\"/bin/sh\", \"{}\", \"{{url}}\"]", script.display())
}

/// The address of a step of [`route`].
pub(crate) fn address(step: usize) -> String {
    format!("https://www.facebook.com/help/{step}?from=test&n={step}")
}

/// A guide for Facebook with steps `s1` to `s<steps>`, titled "Do thing 1" and so on.
pub(crate) fn route(id: &str, rank: u32, steps: usize) -> String {
    let mut text = format!(
        "format = 1\nid = \"{id}\"\ntitle = \"Route {id}\"\ngoal = \"object\"\n\
         platforms = [\"facebook\"]\nrank = {rank}\nsummary = \"About {id}.\"\n\
         [[source]]\nid = \"us\"\ntitle = \"Us\"\nnote = \"Made for a test.\"\nchecked = 2026-11-01\n"
    );
    for step in 1..=steps {
        let link = address(step);
        text.push_str(&format!(
            "[[step]]\nid = \"s{step}\"\ntitle = \"Do thing {step}\"\nbody = \"Body of {step}.\"\n\
             link = \"{link}\"\nconfidence = \"reported\"\nsources = [\"us\"]\n"
        ));
    }
    text
}
