//! The commands, run as a person would run them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)]

mod support;

mod accounts;
mod addresses;
mod authorities;
mod checking;
mod drifting;
mod guides;
mod input;
mod letters;
mod marks;
mod opening;
mod progress;
