//! The store, on real files, with real processes that are really killed.
#![cfg_attr(not(target_os = "linux"), allow(unused_imports, dead_code))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../support/account.rs"]
mod account;
#[path = "../support/home.rs"]
mod home;
mod support;

mod backups;
mod child;
mod field;
mod fixtures;
mod input;
mod keeping;
mod lifecycle;
mod merging;
mod outside;
mod processes;
mod promises;
mod spoiled;
mod writer;
