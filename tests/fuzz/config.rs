//! See `checks/config.rs`.
#![no_main]

#[path = "checks/config.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
