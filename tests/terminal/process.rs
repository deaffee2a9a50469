//! Processes as the system sees them.

use std::{
    fs,
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
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let state = text.rsplit_once(") ")?.1.chars().next()?;
    (!matches!(state, 'Z' | 'X')).then_some(state)
}

/// Waits until something holds that no screen shows.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(2));
    }
}
