//! The program with a home of its own, run to its end.

use std::{
    ffi::OsStr,
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use crate::{corpus::Folder, rows};

/// How long a command may take. Far more than it ever does: only one that hangs is that slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

pub(crate) struct Home {
    pub(crate) folder: Folder,
    pub(crate) data: PathBuf,
    pub(crate) config: PathBuf,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self::named("data", "config")
    }

    /// A home whose folders have these names.
    pub(crate) fn named(data: &str, config: &str) -> Self {
        let folder = Folder::new();
        let (data, config) = (folder.0.join(data), folder.0.join(config));
        Self {
            folder,
            data,
            config,
        }
    }

    pub(crate) fn accounts(&self) -> PathBuf {
        self.data.join("accounts")
    }

    pub(crate) fn guides(&self) -> PathBuf {
        self.config.join("guides")
    }

    /// Makes both folders, with an account `good` and a guide `good`.
    pub(crate) fn fill(&self) {
        self.folder
            .put(self.accounts().join("good.toml"), rows::ACCOUNT);
        let link = "link = \"https://www.facebook.com/help/1\"\n";
        let guide = format!("{}{}{}{link}", rows::TOP, rows::SOURCE, rows::STEP)
            .replace("\"g\"", "\"good\"")
            .replace("\"T\"", "\"The good one\"")
            .replace("facebook\"]", "instagram\"]");
        self.folder.put(self.guides().join("good.toml"), guide);
    }

    /// The program with nothing but this home in its environment.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_optout"));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", &self.folder.0)
            .env("OPTOUT_NOW", "2026-11-21T10:00:00Z")
            .env("OPTOUT_DATA_DIR", &self.data)
            .env("OPTOUT_CONFIG_DIR", &self.config)
            .current_dir(&self.folder.0);
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        run(self.command().args(arguments))
    }
}

/// Runs a command to its end, which must come.
pub(crate) fn run(command: &mut Command) -> Ran {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // In a group of its own, so that one that hangs can be ended.
    let child = command.process_group(0).spawn().unwrap();
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
        out: output.stdout,
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
