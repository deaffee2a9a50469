//! optout

pub mod clock;
pub mod document;
pub mod error;
pub mod id;
pub mod qr;
pub mod text;
mod word;

pub mod content;

/// Every guide and letter that the program knows; the only reader of the build script's output.
pub mod catalog {
    #[allow(clippy::module_inception)]
    mod catalog;
    pub mod letters;

    pub use catalog::{Catalog, GuideFile, NoRoute, REGIONS, SCHEMA, SHIPPED};
}

/// Accounts, what was done about them, and what follows from that. Pure: no file, no clock, no
/// terminal.
///
/// - `account`, `progress`: what is kept; `typed`: checking what a person typed about it.
/// - `change`: an edit as data; `decide`: which edits follow from a decision; `merge`: two versions
///   of one account into one.
/// - `overview`: how far an account is, what counts, what comes next.
/// - `authority`, `login`, `open_with`: where a link leads, who has to be logged in there, what
///   opens it.
/// - `compose`: letters.
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
    mod typed;

    pub use account::{Account, Field, new_id};
    pub use typed::{
        check_email, check_label, check_name, check_note, check_open_with, join_words,
    };
}

/// Checks of guides and of the other shipped content, without opening a page.
///
/// - `linter`: runs the checks below; `sheet`: the files that it takes, and how severe a mistake
///   is.
/// - `between`, `reading`: one guide, compared with the others and as a person reads it.
/// - `content`, `ids`, `letters`: the shipped content as a whole.
/// - `drift`: which shipped addresses still occur in saved policy texts.
pub mod lint {
    mod between;
    mod content;
    pub mod drift;
    pub mod ids;
    mod letters;
    mod linter;
    mod reading;
    mod sheet;

    pub use linter::Linter;
    pub use reading::{LONGEST_BODY, LONGEST_TITLE, WIDEST_LABEL};
    pub use sheet::{Severity, Sheet, severity, shipped};
}

/// The computer around the program.
///
/// - `environment`, `paths`, `config`: what the person set, and where files belong.
/// - `files`: reading and writing files that are not accounts.
/// - `browsers`: which browsers, profiles and containers are installed.
/// - `opener`: opening a link in one of them.
pub mod system {
    pub mod browsers;
    pub mod config;
    pub mod environment;
    pub mod files;
    pub mod opener;
    pub mod paths;
}

/// The files of the accounts: reading, saving, merging, importing. [`Store`](store::Store) is the
/// way in.
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

pub mod app;

/// The screen.
pub mod ui {
    pub mod address;
    pub mod authorities;
    pub mod browsers;
    pub mod checking;
    pub mod checklist;
    pub mod chrome;
    pub mod detail;
    pub mod dialogs;
    mod draw;
    pub mod form;
    mod frame;
    pub mod help;
    pub mod home;
    pub mod letter;
    pub mod list;
    pub mod provenance;
    pub mod qr;
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
    mod output;
    mod places;
    mod qr;
    mod run;
    mod session;
    mod status;
    mod steps;
    mod table;

    pub use arguments::{Cli, Color, Command, GlobalOptions};
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
