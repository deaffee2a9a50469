//! Starting a detached program, and watching its first seconds.

use std::{
    ffi::OsStr,
    fmt,
    io::{self, Write as _},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

#[cfg(unix)]
use process_wrap::std::ChildWrapper;

use crate::system::threads;

/// How long a program is watched. One that still runs then counts as having opened its window.
pub(super) const WATCHED: Duration = Duration::from_secs(3);

/// How a program failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::system) enum Ended {
    /// It is not there.
    NotFound,
    /// It could not be started.
    NotStarted(String),
    /// It ended with a code other than 0.
    Code(i32),
    /// It was ended by this signal, where the system has signals.
    Killed(Option<i32>),
    /// It took longer than it may, and was ended.
    TooSlow,
    /// It was not started, since it needs the terminal that this program uses.
    WantsTerminal,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("it was not found"),
            Self::NotStarted(reason) => write!(f, "it could not be started ({reason})"),
            Self::Code(code) => write!(f, "it ended with exit code {code}"),
            Self::Killed(Some(signal)) => write!(f, "it was ended by signal {signal}"),
            Self::Killed(None) => f.write_str("it was ended by a signal"),
            Self::TooSlow => f.write_str("it took too long"),
            Self::WantsTerminal => {
                f.write_str("it shows pages as text and would need this terminal")
            }
        }
    }
}

/// Starts a command detached from this terminal. Returns when it ends, or when it still runs after
/// `watched`.
pub(super) fn start(mut command: Command, watched: Duration) -> Result<(), Ended> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let is_code_meant = says_how_it_ended(command.get_program());
    let mut child = spawn_apart(command).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Ended::NotFound,
        _ => Ended::NotStarted(error.to_string()),
    })?;
    let (sender, ended) = mpsc::channel();
    // The thread waits for the end of the child, so that it does not become a zombie.
    let waiting = threads::start("browser", move || {
        // The receiver is gone when the program ends later.
        let _ = sender.send(child.wait());
    });
    // Without a thread it is not known how it ends.
    if waiting.is_err() {
        return Ok(());
    }
    match ended.recv_timeout(watched) {
        Ok(Ok(status)) if status.code().is_none() || is_code_meant => judge(status),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_))
        | Err(mpsc::RecvTimeoutError::Timeout | mpsc::RecvTimeoutError::Disconnected) => Ok(()),
    }
}

/// Starts a command detached from this terminal, gives it a text, and waits for its end: call it on a thread
/// of its own. One that still runs after `limit` is ended.
pub(in crate::system) fn feed(
    mut command: Command,
    input: Vec<u8>,
    limit: Duration,
) -> Result<(), Ended> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let started = Instant::now();
    let mut child = spawn_apart(command).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Ended::NotFound,
        _ => Ended::NotStarted(error.to_string()),
    })?;
    if let Some(mut stdin) = stdin(&mut child) {
        // It may never read; then writing ends when it is ended.
        let _ = threads::start("input", move || {
            let _ = stdin.write_all(&input);
        });
    }
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return judge(status),
            Ok(None) if started.elapsed() < limit => thread::sleep(LOOK_AGAIN),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(Ended::TooSlow);
            }
            Err(error) => return Err(Ended::NotStarted(error.to_string())),
        }
    }
}

/// How often it is looked whether a program has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

#[cfg(unix)]
fn stdin(child: &mut Box<dyn ChildWrapper>) -> Option<std::process::ChildStdin> {
    child.stdin().take()
}

#[cfg(not(unix))]
const fn stdin(child: &mut std::process::Child) -> Option<std::process::ChildStdin> {
    child.stdin.take()
}

/// Whether the exit code of a program says that it failed. The explorer of Windows ends with 1 also where
/// it opened the page.
fn says_how_it_ended(program: &OsStr) -> bool {
    let name = Path::new(program).file_name().unwrap_or(program);
    !["explorer.exe", "explorer"]
        .iter()
        .any(|explorer| name.eq_ignore_ascii_case(explorer))
}

fn judge(status: ExitStatus) -> Result<(), Ended> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Ended::Code(code)),
        None => Err(Ended::Killed(signal(status))),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal()
}

#[cfg(not(unix))]
const fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// Starts it in a session of its own (`setsid`), without a controlling terminal: neither Ctrl-C nor
/// SIGHUP reaches it, and it can neither draw on this screen nor read its keys, not even by
/// `/dev/tty`.
#[cfg(unix)]
fn spawn_apart(command: Command) -> io::Result<Box<dyn ChildWrapper>> {
    use process_wrap::std::{CommandWrap, ProcessSession};
    let child = CommandWrap::from(command).wrap(ProcessSession).spawn()?;
    // Only this process is waited for; those that it starts may live on.
    Ok(child.into_inner())
}

/// Starts it in a process group of its own: Ctrl-C reaches every process of the console's group.
#[cfg(not(unix))]
fn spawn_apart(mut command: Command) -> io::Result<std::process::Child> {
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
        command.creation_flags(CREATE_NEW_PROCESS_GROUP);
    }
    command.spawn()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Ended, feed, start};
    use std::{
        fs,
        path::{Path, PathBuf},
        process::Command,
        thread,
        time::{Duration, Instant},
    };

    const LONG: Duration = Duration::from_secs(60);

    fn sh(script: &str, watched: Duration) -> Result<(), Ended> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        start(command, watched)
    }

    fn wait_until(what: &str, holds: impl Fn() -> bool) {
        let patience = Instant::now() + LONG;
        while !holds() {
            assert!(Instant::now() < patience, "{what}");
            thread::yield_now();
        }
    }

    fn file() -> PathBuf {
        std::env::temp_dir().join(format!("optout-watch-{}", fastrand::u64(..)))
    }

    #[test]
    fn how_a_program_ended_is_told() {
        assert_eq!(sh("exit 0", LONG), Ok(()));
        assert_eq!(sh("exit 7", LONG), Err(Ended::Code(7)));
        assert_eq!(sh("kill -9 $$", LONG), Err(Ended::Killed(Some(9))));
        assert_eq!(
            start(Command::new("/no/such/program"), LONG),
            Err(Ended::NotFound)
        );
        assert!(matches!(
            start(Command::new("/"), LONG),
            Err(Ended::NotStarted(_))
        ));
    }

    #[test]
    fn a_program_is_given_a_text_and_a_limit() {
        let file = file();
        let given = |script: &str, limit: Duration| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            feed(command, "é\n".repeat(100_000).into_bytes(), limit)
        };
        assert_eq!(given(&format!("cat > '{}'", file.display()), LONG), Ok(()));
        assert_eq!(fs::read(&file).unwrap().len(), 300_000);
        fs::remove_file(&file).unwrap();
        assert_eq!(given("exit 3", LONG), Err(Ended::Code(3)));
        let slow = given("exec sleep 60", Duration::from_millis(50));
        assert_eq!(slow, Err(Ended::TooSlow));
        let missing = feed(Command::new("/no/such/program"), Vec::new(), LONG);
        assert_eq!(missing, Err(Ended::NotFound));
    }

    #[test]
    fn the_code_of_the_explorer_of_windows_says_nothing() {
        let folder = file();
        fs::create_dir(&folder).unwrap();
        for name in ["explorer.exe", "Explorer.EXE"] {
            let program = folder.join(name);
            std::os::unix::fs::symlink("/bin/false", &program).unwrap();
            assert_eq!(start(Command::new(&program), LONG), Ok(()), "{name}");
        }
        let program = folder.join("xexplorer.exe");
        std::os::unix::fs::symlink("/bin/false", &program).unwrap();
        assert_eq!(start(Command::new(&program), LONG), Err(Ended::Code(1)));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn one_that_stays_has_opened_and_leaves_nothing_behind() {
        let file = file();
        let script = format!(
            "echo $$ > '{0}.new'; mv '{0}.new' '{0}'; read -r _ < '{0}.go'",
            file.display()
        );
        let go = PathBuf::from(format!("{}.go", file.display()));
        assert!(Command::new("mkfifo").arg(&go).status().unwrap().success());
        assert_eq!(sh(&script, Duration::from_millis(50)), Ok(()));
        wait_until("it starts", || file.exists());
        let process = Path::new("/proc").join(fs::read_to_string(&file).unwrap().trim());
        if cfg!(target_os = "linux") {
            assert!(process.exists());
        }
        fs::write(&go, "go\n").unwrap();
        // A process that nobody waited for would stay there, dead.
        wait_until("it is gone", || !process.exists());
        fs::remove_file(&file).unwrap();
        fs::remove_file(&go).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn it_has_a_session_of_its_own_and_no_terminal() {
        let file = file();
        let script = format!(
            "{{ cut -d' ' -f6 /proc/$$/stat; echo $$; readlink /proc/$$/fd/0 /proc/$$/fd/2; }} > '{}'",
            file.display()
        );
        assert_eq!(sh(&script, LONG), Ok(()));
        let written = fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines.first(), lines.get(1), "{written}");
        assert_eq!(
            lines.get(2..),
            Some(["/dev/null", "/dev/null"].as_slice()),
            "{written}"
        );
        fs::remove_file(&file).unwrap();
    }
}
