//! The plain mode: the whole checklist as a dialogue in lines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[cfg(unix)]
#[path = "support/home.rs"]
mod home;

#[cfg(unix)]
#[path = "plain/journey.rs"]
mod journey;
#[path = "plain/places.rs"]
mod places;
#[path = "plain/reaching.rs"]
mod reaching;
#[path = "plain/talking.rs"]
mod talking;
