//! optout

pub mod account;
pub mod app;
pub mod catalog;
pub mod change;
pub mod cli;
pub mod clock;
pub mod config;
pub mod decide;
pub mod document;
pub mod environment;
pub mod error;
pub mod guide;
pub mod guide_folder;
pub mod id;
pub mod link;
pub mod opener;
pub mod overview;
pub mod paths;
pub mod progress;
pub mod region;
pub mod small_file;
pub mod state;
pub mod store;
pub mod terminal;
pub mod text;
pub mod ui;
mod word;
