//! optout

pub mod account;
pub mod app;
pub mod catalog;
pub mod change;
pub mod clock;
pub mod decide;
pub mod document;
pub mod error;
pub mod guide;
pub mod id;
pub mod link;
pub mod overview;
pub mod progress;
pub mod region;
pub mod store;
pub mod text;
mod word;
