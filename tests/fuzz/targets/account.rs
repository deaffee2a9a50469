#![no_main]

#[path = "../rules/account.rs"]
mod rule;

libfuzzer_sys::fuzz_target!(|data: &[u8]| rule::holds(data));
