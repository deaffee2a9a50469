//! Letters: every shipped text with everything that may be filled in, what is missing and why, and
//! the page on which they are read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;

mod letters {
    mod choice;
    mod details;
    mod happened;
    mod page;
    mod shipped;
    mod using;
}
