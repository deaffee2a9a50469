//! Promises whose proof needs a tool that not every computer has. Where it is missing, the test is
//! shown as ignored, with what it needs; it never passes unproved.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[cfg(unix)]
use std::process::{Command, ExitCode, Stdio};

#[cfg(unix)]
pub(crate) use harness::Test;

/// A list of tests.
#[cfg(unix)]
macro_rules! tests {
    ($($name:ident),+ $(,)?) => {
        &[$((stringify!($name), $name)),+]
    };
}

#[cfg(unix)]
#[path = "../support/account.rs"]
mod account;
#[cfg(unix)]
#[path = "../store/child.rs"]
mod child;
#[cfg(unix)]
#[path = "../support/home.rs"]
mod home;
#[cfg(unix)]
#[allow(dead_code)]
#[path = "../store/support.rs"]
mod support;
#[cfg(unix)]
#[allow(dead_code)]
#[path = "../terminal"]
mod terminal {
    pub(crate) mod home;
    pub(crate) mod process;
    pub(crate) mod program;
    mod seen;
    pub(crate) mod setting;
    pub(crate) mod shown;
}

#[cfg(unix)]
mod closed;
#[cfg(unix)]
mod completing;
#[cfg(unix)]
mod faults;
#[cfg(unix)]
mod harness;
#[cfg(unix)]
mod permissions;
#[cfg(unix)]
mod suspending;

#[cfg(unix)]
fn is_strace_here() -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o", "/dev/null", "true"]);
    let status = strace.stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

#[cfg(unix)]
fn main() -> ExitCode {
    if child::play() {
        return ExitCode::SUCCESS;
    }
    let (strace, is_strace_here) = ("strace", is_strace_here());
    let mut all = Vec::new();
    for (need, is_here, tests) in [
        (strace, is_strace_here, faults::TESTS),
        (strace, is_strace_here, closed::TESTS),
        (
            "a user who is not root, or setpriv and a build that the user `nobody` may run",
            permissions::is_bound_here(),
            permissions::TESTS,
        ),
        (
            "a /bin/sh with job control",
            suspending::is_job_control_here(),
            suspending::TESTS,
        ),
        ("bash", completing::is_here("bash"), completing::BASH),
        ("zsh", completing::is_here("zsh"), completing::ZSH),
        ("fish", completing::is_here("fish"), completing::FISH),
    ] {
        let missing = (!is_here).then_some(need);
        all.extend(tests.iter().map(|test| (*test, missing)));
    }
    harness::run(&all)
}

/// All of these tools are Unix's.
#[cfg(not(unix))]
fn main() {}
