//! The browsers of a computer and their profiles: what their lists say, and what is found of them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod browsers {
    mod computer;
    mod finding;
    mod lists;
}
