#![no_main]

#[path = "../rules/answer.rs"]
mod rule;

libfuzzer_sys::fuzz_target!(|data: &[u8]| rule::holds(data));
