#![no_main]

#[path = "../rules/clean.rs"]
mod rule;

libfuzzer_sys::fuzz_target!(|data: &[u8]| rule::holds(data));
