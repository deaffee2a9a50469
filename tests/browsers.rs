//! The browsers of a computer and their profiles: what their lists say, what is found of them, and
//! how one is taken for an account.
#![cfg(unix)]
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
#[path = "browsers/computer.rs"]
mod computer;
#[path = "browsers/containers.rs"]
mod containers;
#[path = "browsers/finding.rs"]
mod finding;
#[path = "browsers/lists.rs"]
mod lists;
