//! A folder of its own for each test, and a home in one in which the program runs.
#![allow(dead_code)]

use std::{
    collections::BTreeMap,
    env,
    ffi::OsString,
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    process::{self, Command, Stdio},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, SystemTime},
};

/// The binary that is tested.
pub(crate) const OPTOUT: &str = env!("CARGO_BIN_EXE_optout");

/// The present in every test.
pub(crate) const NOW: &str = "2026-11-21T10:00:00Z";

/// Where the system wants the program's data, below the home folder.
pub(crate) const DATA: &str = if cfg!(target_os = "macos") {
    "Library/Application Support/optout"
} else {
    ".local/share/optout"
};

/// How long a command may take. Far more than it ever does: only one that hangs is that slow.
const PATIENCE: Duration = Duration::from_secs(60);

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder that is removed when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("optout-test-{}-{number}", process::id()));
        fs::create_dir(&path).unwrap();
        // On Windows that would be a path of a form that nobody types.
        let whole = if cfg!(windows) {
            path
        } else {
            fs::canonicalize(path).unwrap()
        };
        Self(whole)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file with the folders above it, and gives its path.
    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A home folder with nothing in it. It is a [`Folder`], and knows where the program keeps what.
pub(crate) struct Home {
    folder: Folder,
    data: PathBuf,
    config: PathBuf,
    /// What tells the program where these are, if not the system.
    variables: Vec<(&'static str, PathBuf)>,
}

impl Home {
    /// A home whose data and configuration are where the system wants them.
    pub(crate) fn new() -> Self {
        let mut home = Self::at(DATA, ".config/optout");
        // Windows takes its folders from no variable.
        if cfg!(unix) {
            home.variables.clear();
        }
        home
    }

    /// A home with these folders, of which variables tell the program.
    pub(crate) fn at(data: &str, config: &str) -> Self {
        let folder = Folder::new();
        let (data, config) = (folder.join(data), folder.join(config));
        Self {
            variables: vec![
                ("OPTOUT_DATA_DIR", data.clone()),
                ("OPTOUT_CONFIG_DIR", config.clone()),
            ],
            folder,
            data,
            config,
        }
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn config(&self) -> &Path {
        &self.config
    }

    pub(crate) fn accounts(&self) -> PathBuf {
        self.data.join("accounts")
    }

    pub(crate) fn guides(&self) -> PathBuf {
        self.config.join("guides")
    }

    /// The file of an account.
    pub(crate) fn account_file(&self, id: &str) -> PathBuf {
        self.accounts().join(format!("{id}.toml"))
    }

    /// A German Facebook account; `more` are further lines of its file.
    pub(crate) fn account(&self, id: &str, label: &str, more: &str) -> PathBuf {
        let text = format!(
            "format = 1\nid = \"{id}\"\nlabel = \"{label}\"\nplatform = \"facebook\"\n\
             kind = \"personal\"\ncountry = \"DE\"\ncreated = 2026-11-01T10:00:00Z\n{more}\n"
        );
        self.write(self.account_file(id), text)
    }

    /// One of the user's own guides.
    pub(crate) fn guide(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        self.write(self.guides().join(format!("{name}.toml")), text)
    }

    /// The configuration.
    pub(crate) fn configure(&self, text: &str) -> PathBuf {
        self.write(self.config.join("config.toml"), text)
    }

    /// A shell script, to be run by `/bin/sh`: a file that was just written cannot always be run
    /// itself, since another test may be starting a program and hold it open for a moment.
    pub(crate) fn script(&self, name: &str, body: &str) -> PathBuf {
        self.write(name, format!("#!/bin/sh\n{body}\n"))
    }

    /// A shell script that may be run itself. It is copied by a process of its own: no process that
    /// a test starts has ever held it open for writing.
    pub(crate) fn executable(&self, name: &str, body: &str) -> PathBuf {
        let (script, path) = (self.script(&format!("{name}.sh"), body), self.join(name));
        let mut install = Command::new("install");
        install.args(["-m", "755"]).arg(script).arg(&path);
        assert!(install.status().unwrap().success());
        path
    }

    /// A program in this home and its environment.
    pub(crate) fn command_of(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(environment(self))
            .envs(of_system())
            .envs(self.variables.iter().cloned())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn command(&self) -> Command {
        self.command_of(OPTOUT)
    }
}

impl Deref for Home {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

/// An environment that holds nothing but what a program in this home folder needs.
pub(crate) fn environment(home: &Path) -> [(&'static str, OsString); 5] {
    [
        ("PATH", env::var_os("PATH").unwrap_or_default()),
        ("HOME", home.into()),
        ("TZ", "UTC".into()),
        ("OPTOUT_NOW", NOW.into()),
        ("LANG", "C.UTF-8".into()),
    ]
}

/// Without these no program starts on Windows.
fn of_system() -> impl Iterator<Item = (&'static str, OsString)> {
    let names: &[&str] = match cfg!(windows) {
        true => &["SystemRoot", "TEMP", "USERPROFILE"],
        false => &[],
    };
    names
        .iter()
        .filter_map(|name| Some((*name, env::var_os(name)?)))
}

/// Fails where others than its owner may get at a file or a folder. On Windows no mode says who may.
#[cfg_attr(windows, expect(unused_variables, reason = "there are no modes"))]
pub(crate) fn assert_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let there = fs::metadata(path).unwrap();
        let mode = if there.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(
            there.permissions().mode() & 0o777,
            mode,
            "{}",
            path.display()
        );
    }
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command to its end, which must come.
pub(crate) fn run(command: &mut Command) -> Ran {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    // In a group of its own, so that one that hangs can be ended.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let child = command.spawn().unwrap();
    let process = child.id();
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = ended.recv_timeout(PATIENCE) else {
        let kill = Command::new("sh")
            .args(["-c", &format!("kill -KILL -- -{process}")])
            .status();
        panic!("{command:?} hangs; {kill:?}");
    };
    let output = output.unwrap();
    Ran {
        code: output.status.code().expect("it ended by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// One file: mode, moment of its last change, number, content.
pub(crate) type Found = (u32, SystemTime, u64, Option<Vec<u8>>);

/// All that lies below a folder, hidden files and folders too.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, Found> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let there = fs::symlink_metadata(&path).unwrap();
            let bytes = there.is_file().then(|| fs::read(&path).unwrap());
            #[cfg(unix)]
            let (mode, number) = {
                use std::os::unix::fs::MetadataExt as _;
                (there.mode(), there.ino())
            };
            #[cfg(not(unix))]
            let (mode, number) = (0, 0);
            let modified = there.modified().unwrap();
            found.insert(path.clone(), (mode, modified, number, bytes));
            if there.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}
