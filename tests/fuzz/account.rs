//! See `checks/account.rs`.
#![no_main]

#[path = "checks/account.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));
