//! How the screen looks in every theme: contrast, sizes, and what many random keys leave behind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    dead_code
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "looks/contrast.rs"]
mod contrast;
#[path = "looks/random.rs"]
mod random;
#[path = "support/scenes.rs"]
mod scenes;
#[path = "looks/sizes.rs"]
mod sizes;

use optout::{system::config::Theme, ui::theme::Look};

/// Every look: each theme with colours and without, in Unicode and in ASCII.
fn looks() -> Vec<(String, Look)> {
    let mut looks = Vec::new();
    for theme in Theme::ALL {
        for (colours, ascii) in [(true, false), (true, true), (false, false)] {
            let name = format!("{theme}, colours {colours}, ASCII {ascii}");
            looks.push((name, Look::new(*theme, colours, ascii)));
        }
    }
    looks
}
