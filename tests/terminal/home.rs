//! A home folder of its own for each test, and short ways to say what lies in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use super::{program::Program, setting::Setting};

/// The binary that is tested.
pub(crate) const OPTOUT: &str = env!("CARGO_BIN_EXE_optout");

/// The day on which the tests take place, where it matters.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

/// Where the system wants the program's data, below the home folder.
pub(crate) const DATA: &str = if cfg!(target_os = "macos") {
    "Library/Application Support/optout"
} else {
    ".local/share/optout"
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An empty home folder, removed when the test is over.
pub(crate) struct Home {
    root: PathBuf,
}

impl Home {
    pub(crate) fn new() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let root = env::temp_dir().join(format!("optout-terminal-{}-{number}", process::id()));
        fs::create_dir(&root).unwrap();
        Self {
            root: fs::canonicalize(root).unwrap(),
        }
    }

    /// A home with a Facebook account `fb`, named Personal, whose first route is [`route`] with so
    /// many steps.
    pub(crate) fn with_steps(steps: usize) -> Self {
        let home = Self::new();
        home.guide("test-route", &route("test-route", 1, steps));
        home.account("fb", "Personal", "");
        home
    }

    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.join(DATA)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.root.join(".config/optout")
    }

    /// The file of an account.
    pub(crate) fn account_file(&self, id: &str) -> PathBuf {
        self.data().join("accounts").join(format!("{id}.toml"))
    }

    /// Writes a file with the folders above it, and gives its path.
    pub(crate) fn write(&self, path: &Path, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A German Facebook account; `more` are further lines of its file.
    pub(crate) fn account(&self, id: &str, label: &str, more: &str) -> PathBuf {
        let text = format!(
            "format = 1\nid = \"{id}\"\nlabel = \"{label}\"\nplatform = \"facebook\"\n\
             kind = \"personal\"\ncountry = \"DE\"\ncreated = 2026-11-01T10:00:00Z\n{more}\n"
        );
        self.write(&self.account_file(id), text)
    }

    /// One of the user's own guides.
    pub(crate) fn guide(&self, name: &str, text: &str) -> PathBuf {
        let path = self.config().join("guides").join(format!("{name}.toml"));
        self.write(&path, text)
    }

    /// The configuration.
    pub(crate) fn configure(&self, text: &str) -> PathBuf {
        self.write(&self.config().join("config.toml"), text)
    }

    /// A shell script, to be run by `/bin/sh`: a file that was just written cannot always be run
    /// itself, since another test may be starting a program and hold it open for a moment.
    pub(crate) fn script(&self, name: &str, body: &str) -> PathBuf {
        self.write(Path::new(name), body)
    }

    /// Makes a script the browser of every account.
    pub(crate) fn open_with(&self, script: &Path) {
        self.configure(&format!("opener = {}\n", browser(script)));
    }

    /// The program in a terminal of 80 by 24, to be changed before it starts.
    pub(crate) fn setting(&self) -> Setting {
        Setting::new(OPTOUT, &self.root)
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

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
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
