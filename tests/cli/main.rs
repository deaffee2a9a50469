//! The commands, run as a person would run them.
#![cfg_attr(not(target_os = "linux"), allow(unused_imports, dead_code))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../support/camera.rs"]
mod camera;
#[path = "../support/home.rs"]
mod home;
mod support;

mod accounts;
mod addresses;
mod authorities;
#[cfg(unix)]
mod browsers;
mod calendars;
mod checking;
mod codes;
mod complaining;
#[cfg(unix)]
mod drifting;
mod evidence;
mod exporting;
#[cfg(unix)]
mod files;
mod guides;
#[cfg(unix)]
mod input;
#[cfg(unix)]
mod keys;
mod letters;
mod manual;
mod marks;
#[cfg(unix)]
mod opening;
mod progress;
mod requests;
