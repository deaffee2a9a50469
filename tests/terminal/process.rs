//! Processes as the system sees them.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long anything may take. Far more than it ever does; only a failure is that slow.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Sends a signal by its name.
pub(crate) fn signal(name: &str, process: u32) {
    let status = Command::new("sh")
        .args(["-c", &format!("kill -{name} {process}")])
        .stderr(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "{process} got SIG{name}");
}

/// The state of a process as one letter: `S` sleeps, `T` is stopped. None when it is gone or only
/// waits to be reaped.
pub(crate) fn state(process: u32) -> Option<char> {
    let state = if cfg!(target_os = "linux") {
        let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        text.rsplit_once(") ")?.1.chars().next()?
    } else {
        let mut ps = Command::new("ps");
        ps.args(["-o", "state=", "-p", &process.to_string()]);
        let text = String::from_utf8(ps.output().ok()?.stdout).ok()?;
        text.trim().chars().next()?
    };
    (!matches!(state, 'Z' | 'X')).then_some(state)
}

/// How often the threads of a process were woken up; 0 where the system does not tell.
pub(crate) fn wake_ups(process: u32) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{process}/task"));
    let count = |path: PathBuf| -> Option<u64> {
        let status = fs::read_to_string(path.join("status")).ok()?;
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    };
    let entries = tasks.into_iter().flatten().flatten();
    entries.filter_map(|entry| count(entry.path())).sum()
}

/// Waits until something holds that no screen shows.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(2));
    }
}
