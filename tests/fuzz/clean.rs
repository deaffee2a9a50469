//! See `checks/clean.rs`.
#![no_main]

#[path = "checks/clean.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
