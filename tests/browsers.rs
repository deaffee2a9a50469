//! The browsers of a computer and their profiles: what their lists say, what is found of them, and
//! how one is taken for an account.
#![cfg_attr(not(target_os = "linux"), allow(unused_imports, dead_code))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/home.rs"]
mod home;

#[path = "browsers/choosing.rs"]
mod choosing;
#[cfg(unix)]
#[path = "browsers/computer.rs"]
mod computer;
#[cfg(unix)]
#[path = "browsers/containers.rs"]
mod containers;
#[cfg(unix)]
#[path = "browsers/finding.rs"]
mod finding;
#[path = "browsers/lists.rs"]
mod lists;
