//! The commands, run as a person would run them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![cfg(unix)]

#[path = "../support/camera.rs"]
mod camera;
#[path = "../support/home.rs"]
mod home;
mod support;

mod accounts;
mod addresses;
mod authorities;
mod browsers;
mod checking;
mod codes;
mod drifting;
mod exporting;
mod files;
mod guides;
mod input;
mod letters;
mod manual;
mod marks;
mod opening;
mod progress;
mod requests;
