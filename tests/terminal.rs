//! The program as a person meets it: the real binary in a real pseudo-terminal, keys in, screen out.
//!
//! Nothing sleeps for correctness. A test writes keys and blocks until the screen shows what it
//! waits for; where that never comes, it prints the screen that was there instead. The terminal
//! shows whole frames only, as one that knows synchronized updates does.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/camera.rs"]
mod camera;
#[path = "support/home.rs"]
mod home;

mod terminal {
    mod home;
    mod process;
    mod program;
    mod scan;
    mod seen;
    mod setting;
    mod shown;

    #[cfg(target_os = "linux")]
    mod browsers;
    mod codes;
    #[cfg(target_os = "linux")]
    mod configuring;
    mod drawing;
    mod hostile;
    mod journey;
    mod keyboard;
    mod ladder;
    mod leaving;
    mod letters;
    mod links;
    mod looks;
    mod openers;
    mod panics;
    mod saving;
    mod sizes;
    mod start;
    mod stuck;
    mod surroundings;
    mod suspending;
    mod ticking;
    #[cfg(target_os = "linux")]
    mod watching;
}
