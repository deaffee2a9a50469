//! What Meta offers, as the files below `guides/` say it. Read-only.
//!
//! The build script compiles this wing and the ground as well, to read the guides once: nothing
//! here may use any other part of the program.

pub mod address;
pub mod goal;
pub mod guide;
pub mod language;
pub mod lazy;
pub mod letter;
pub mod link;
pub mod platform;
pub mod provenance;
pub mod region;
#[cfg(test)]
mod schema;
pub mod source;
pub mod state;
mod value;
