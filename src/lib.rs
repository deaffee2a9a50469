//! optout

pub mod clock;
pub mod document;
pub mod error;
pub mod id;
pub mod qr;
pub mod text;
mod word;

pub mod content;

/// Every guide and letter that the program knows: the only reader of what the build script wrote.
pub mod catalog {
    #[allow(clippy::module_inception)]
    mod catalog;
    pub mod letters;

    pub use catalog::{Catalog, GuideFile, REGIONS, SCHEMA, SHIPPED};
}

/// Who, what was done, what follows. Pure.
pub mod account {
    #[allow(clippy::module_inception)]
    mod account;
    pub mod authority;
    pub mod change;
    pub mod compose;
    pub mod decide;
    pub mod login;
    pub mod merge;
    pub mod open_with;
    pub mod overview;
    pub mod progress;
    pub mod routes;
    mod typed;

    pub use account::{Account, Field, new_id};
    pub use typed::{
        check_email, check_label, check_name, check_note, check_open_with, join_words,
    };
}

/// Keeping guides true.
pub mod lint {
    mod between;
    mod check;
    mod content;
    pub mod drift;
    pub mod ids;
    mod letters;
    mod reading;
    mod sheet;

    pub use check::Check;
    pub use reading::{LONGEST_BODY, LONGEST_TITLE, WIDEST_LABEL};
    pub use sheet::{Severity, Sheet, severity, shipped};
}

/// The computer around the program.
pub mod system {
    pub mod browsers;
    pub mod config;
    pub mod environment;
    pub mod files;
    pub mod opener;
    pub mod paths;
}

/// What is kept: one TOML file per account.
pub mod store {
    mod aside;
    mod backup;
    mod check;
    mod comments;
    mod contents;
    mod copies;
    mod edit;
    mod failure;
    mod folder;
    mod importing;
    pub mod json;
    mod kept;
    mod keys;
    mod load;
    mod lock;
    mod merging;
    mod migrate;
    mod read;
    mod records;
    mod replace;
    mod requests;
    mod rewrite;
    mod save;
    #[allow(clippy::module_inception)]
    mod store;
    mod work;
    pub mod writer;

    pub use check::{Checked, Knows};
    pub use importing::{Imported, Incoming};
    pub use records::Records;
    pub use store::{Changes, Loaded, Merged, Notice, Saved, Store};
}

/// The application: messages come in, the model changes, effects go out.
pub mod app {
    pub mod action;
    pub mod core;
    pub mod drawn;
    pub mod effect;
    pub mod hints;
    pub mod history;
    pub mod input;
    pub mod keymap;
    pub mod message;
    pub mod model;
    pub mod pages;
    pub mod row;
    pub mod saving;
    pub mod update;
}

/// The screen.
pub mod ui {
    pub mod boxes;
    pub mod canvas;
    pub mod checklist;
    pub mod detail;
    mod draw;
    pub mod footer;
    mod frame;
    pub mod header;
    pub mod home;
    pub mod list;
    pub mod pages;
    pub mod theme;

    pub use draw::draw;
}

/// The command line.
pub mod cli {
    mod account;
    mod arguments;
    mod authority;
    mod check;
    mod check_url;
    mod details;
    mod export;
    mod find;
    mod findings;
    mod guide;
    mod import;
    mod json;
    mod keys;
    mod letter;
    mod mark;
    mod open;
    mod options;
    mod output;
    mod places;
    mod qr;
    mod run;
    mod session;
    mod status;
    mod steps;
    mod table;
    mod value;

    pub use arguments::{Cli, Command};
    pub use options::{Color, GlobalOptions};
    pub use output::{Output, Stop};
    pub use run::run;
}

/// The loop, the effects performed, what wakes it, the terminal's guard.
pub mod runtime {
    mod effects;
    mod events;
    pub mod start;
    pub mod terminal;
    mod watch;
}
