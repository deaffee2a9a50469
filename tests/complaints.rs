//! What comes after Meta's answer: whom a complaint goes to, and when a guide is offered.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

#[path = "complaints/authorities.rs"]
mod authorities;
#[path = "complaints/choosing.rs"]
mod choosing;
#[path = "complaints/packing.rs"]
mod packing;
#[path = "complaints/waiting.rs"]
mod waiting;
