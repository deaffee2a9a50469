//! Starting a program that lives on its own, and watching its first seconds.

use std::{
    fmt, io,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

/// How long a program is watched. One that still runs after that has opened its window.
const WATCHED: Duration = Duration::from_secs(3);

/// How a program failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ended {
    /// It is not there.
    NotFound,
    /// It could not be started.
    NotStarted(String),
    /// It ended with a code other than 0.
    Code(i32),
    /// It was ended from outside.
    Killed,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("it was not found"),
            Self::NotStarted(reason) => write!(f, "it could not be started ({reason})"),
            Self::Code(code) => write!(f, "it ended with exit code {code}"),
            Self::Killed => f.write_str("it was ended by a signal"),
        }
    }
}

/// Starts a command apart from this terminal. Returns when it ended well or still runs.
pub(super) fn start(command: &mut Command) -> Result<(), Ended> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    detach(command);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Ended::NotFound,
        _ => Ended::NotStarted(error.to_string()),
    })?;
    let (sender, ended) = mpsc::channel();
    // The thread stays with the child to its end, so that no dead process is left behind.
    let waiting = thread::Builder::new()
        .name("browser".to_owned())
        .spawn(move || {
            // Nobody listens any more when the program ends after it was watched.
            let _ = sender.send(child.wait());
        });
    // Where no thread can be had, nobody can tell how it ends.
    if waiting.is_err() {
        return Ok(());
    }
    match ended.recv_timeout(WATCHED) {
        Ok(Ok(status)) => judge(status),
        Ok(Err(_))
        | Err(mpsc::RecvTimeoutError::Timeout | mpsc::RecvTimeoutError::Disconnected) => Ok(()),
    }
}

fn judge(status: ExitStatus) -> Result<(), Ended> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Ended::Code(code)),
        None => Err(Ended::Killed),
    }
}

/// Keys such as Ctrl-C reach every process of the terminal's group; this one gets its own.
#[cfg(unix)]
fn detach(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

/// Keys such as Ctrl-C reach every process of the console's group; this one gets its own.
#[cfg(windows)]
fn detach(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
    command.creation_flags(CREATE_NEW_PROCESS_GROUP);
}

#[cfg(not(any(unix, windows)))]
fn detach(_command: &mut Command) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Ended, start};
    use std::process::Command;

    fn sh(script: &str) -> Result<(), Ended> {
        start(Command::new("sh").args(["-c", script]))
    }

    #[test]
    fn how_a_program_ended_is_told() {
        assert_eq!(sh("exit 0"), Ok(()));
        assert_eq!(sh("exit 7"), Err(Ended::Code(7)));
        assert_eq!(sh("kill -9 $$"), Err(Ended::Killed));
        assert_eq!(
            start(&mut Command::new("/no/such/program")),
            Err(Ended::NotFound)
        );
        assert!(matches!(
            start(&mut Command::new("/")),
            Err(Ended::NotStarted(_))
        ));
    }

    #[test]
    fn one_that_stays_has_opened() {
        assert_eq!(sh("exec sleep 5"), Ok(()));
    }
}
