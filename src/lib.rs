//! `optout` is a terminal checklist that takes a person, account by account, through every route for
//! objecting to Meta training AI on their data. It opens pages, remembers ticks, watches the legal
//! deadline and composes letters; it sends nothing, and there is no network code in it.
//!
//! This page is the map: which file does what, which way data goes, and where to add something.
//!
//! # The screen and its nouns
//!
//! ```text
//!  optout · Personal · Facebook, personal, DE                              ✔ saved    ui/header
//!  › Personal   2/8 │ ▾ Object to AI training  2/8 │ Open AI at Meta under Privacy …
//!    Photos     0/8 │   by: Privacy Center         │ Step 3 of 8
//!    Mum        0/8 │   ☑ Log in to this account   │
//!                   │ ❯ ☐ Open AI at Meta          │ Menu path
//!                   │   ▸ 6 other routes           │ Privacy topics › AI at Meta
//!  ui/home            ui/checklist                   ui/detail
//!
//!   ┌ Note ───────────────────┐  a page lies over the screen: app/pages/note, ui/pages/note
//!   └─────────────────────────┘
//!  Ticked "Log in to this account".                                                   ui/footer
//!  ? help  Esc back  Enter done, next  Space tick                                     app/action/hints
//! ```
//!
//! | noun | is | lives in |
//! |---|---|---|
//! | Guide, Step | one route in steps, read-only | [`content::guide`] |
//! | Goal | what a route is for | [`content::goal`] |
//! | Region | a country's law, its authorities | [`content::region`] |
//! | Letter | a text to paste or send | [`content::letter`], composed in [`account::compose`] |
//! | Account | one login, Page, number or person | [`account`], kept by [`store`] |
//! | Mark, Request | what the person decided, what was sent | [`account::progress`] |
//! | Change, Edit | the difference that is saved, undone, merged | [`account::change`] |
//! | Row, Pane | where one is under the pages | [`app::row`], [`app::core`] |
//! | Page, Overlay | something over the screen that has the keys | [`app::pages`] |
//!
//! The pages: `help`, `form`, `note`, `question`, `authorities`, `notices`, `sources`, `letter`, `save`,
//! `browsers`, `qr`, `check_url`, `address`, `sending`, `evidence`, `complaint`, `trash`. Each has one name, in the action that opens it, its `Place`, its
//! `Overlay`, `app/pages/`, `ui/pages/`, the footer and help.
//!
//! # The way data goes
//!
//! ```text
//! key, mouse ─input─▶ Message ──update(&mut Model)──▶ Vec<Effect> ─effects─▶ disk, browser, clipboard
//!                       ▲                                             │
//!                       └────────── one Message per Effect ◀──────────┘
//! Model ──ui::draw──▶ frame, and Drawn: where things are, for the mouse and for paging
//!
//! guides/*.toml ─build.rs─▶ encoded in the binary ─catalog─▶ Guide, decoded when somebody needs it
//! account file ─store::load─▶ Account ─Change─▶ store::save: lock, read again, edit, replace, fsync
//! ```
//!
//! There is no tick: the loop in [`runtime`] sleeps until something happens, takes in all that waits,
//! and draws once. Every quarter of an hour, and at midnight, it looks whether the day is another one.
//! The commands in [`cli`] use the same account, catalog and store.
//!
//! # I want to add …
//!
//! | … | then |
//! |---|---|
//! | an action | a variant in `app/action.rs`, a row in `app/action/table.rs`, an arm in `act` of `app/update.rs`; a row in `app/action/hints.rs` if the footer names it |
//! | a page | a variant of `Overlay` and of `Place`, `app/pages/NAME.rs` (state, and what keys do to it), `ui/pages/NAME.rs` (how it is drawn), a row in `app/action/hints.rs`; the compiler names the arms |
//! | a command | a variant in `cli/arguments.rs`, a file of that name in `cli/`, an arm in `cli/run.rs` |
//! | a lint rule | a variant of `Rule` in `document/problem.rs`, its severity in `lint/sheet.rs`, the check in the file of `lint/` that sees what it needs |
//! | a guide | a TOML file in a folder of `guides/`; the build reads it. Its sources are in `guides/sources.toml`, once for all; a step that another guide has too is in `guides/steps.toml`, and the guide says `use`. Then `OPTOUT_UPDATE=1 cargo test` |
//! | a word of Meta's menus in another language | a row in `guides/labels.toml`, with its source |
//! | a public holiday | a row in `guides/holidays.toml`, and its day in the lists of `tests/clock/holidays.rs` |
//! | a wording of Meta's answers, or a host that it mails from | a row in `guides/answers.toml`, with its source, and a mail in `tests/answers/` |
//! | a letter | a folder in `guides/letters/` with `letter.toml` and a text per language; a new name in the texts: `account/compose/details.rs` |
//! | a field of the account file | the field in `account/account.rs`, reading in `store/read.rs`, its edit in `account/change.rs` and `store/edit.rs`, the form in `app/pages/form.rs` |
//! | a key of a guide file | `content/guide.rs`, `content/guide/parse.rs`, `content/schema.rs` |
//! | a browser | a row in `system/browsers/known.rs` |
//! | an export format | a file in `export/` that returns the text, a variant of `Format` and a row of `FORMATS` in `cli/export.rs` |
//! | a word on an exported page | a template in `export/pages/`; what it may say is in `export/sheet.rs` |
//!
//! # The layers
//!
//! Each wing uses only those above it; the test in `tests/house/layers.rs` reads the `use` lines.
//!
//! | wing | is | must not know |
//! |---|---|---|
//! | the ground: `document`, `error`, `id`, `sort`, `text` | TOML with places, days, errors, ids, sorts that are compiled once, cleaned text | guides, accounts |
//! | [`content`] | what Meta offers, read-only | accounts; it is compiled into the build script too |
//! | [`clock`] | what is due and why, what comes then, what is old: arithmetic of dates | what time it is now: that is handed in |
//! | [`catalog`] | the guides and letters in the binary and the user's own | accounts |
//! | [`account`] | who, what was done, what follows: pure functions | files, clocks, terminals |
//! | [`lint`] | keeping guides true | files, terminals |
//! | [`export`] | checklists and routes as pages and tables for others | files, terminals |
//! | [`system`] | the computer around it: paths, config, files, openers, browsers | accounts' files, screens |
//! | [`store`] | the accounts' files | screens |
//! | [`app`] | the application: model, messages, update, pages | files, clocks, the environment; `ratatui` but for rectangles |
//! | [`ui`] | drawing; reads the model | everything that changes it |
//! | [`plain`] | the screen as a dialogue in lines | the terminal |
//! | [`cli`] | the commands | the screen |
//! | [`runtime`] | the loop, keys from bytes, effects performed, the terminal's guard | it joins the others, nobody uses it but `main` |
//!
//! `content/` and the ground are compiled twice: into the program, and into the build script
//! (`src/build.rs`), which parses every shipped guide with the program's own parser, so that a fault in
//! one fails the build with its file, line and column. The build script has no other wing at hand.
//!
//! # Our words, and the field's
//!
//! | ours | the field's |
//! |---|---|
//! | Clean | sanitized text: no control characters, no bidirectional overrides, bounded length |
//! | Core | the model without its modal pages |
//! | Turn | the response of a page to a key: stay or close, and what to do then |
//! | Intent | a command object: what an answer does |
//! | Drawn | hit-test areas of the last frame |
//! | glance, load | read without and with setting spoiled files aside |
//! | set aside | quarantine: renamed, never deleted |
//! | Stamp | a file's version: mtime, size, inode |
//! | covering | one request that counts for every account of an Accounts Center |
//! | drift | link rot, told from saved policy texts |
//! | fallback chain | which programs are tried for a link, in which order |
//! | Look | theme: colours and glyphs |

pub mod clock;
pub mod document;
pub mod error;
pub mod id;
pub mod sort;
pub mod text;

pub mod content;

/// Every guide and letter that the program knows; the only reader of the build script's output.
pub mod catalog {
    mod catalog;
    pub mod letters;
    pub mod provenance;

    pub use catalog::{
        Catalog, GuideFile, HOLIDAYS, REGIONS, SCHEMA, SHIPPED, SOURCES, STEPS, answers, holidays,
        labels, shared,
    };
}

/// Accounts, what was done about them, and what follows from that. Pure: no file, no clock, no
/// terminal.
///
/// - `account`, `progress`: what is kept; `typed`: checking what a person typed about it.
/// - `change`: an edit as data; `decide`: which edits follow from a decision; `merge`: two versions
///   of one account into one.
/// - `overview`: how far an account is, what counts, what comes next; `naming`: what tells two of one label
///   apart.
/// - `routes`: which guides fit an account, and why none does.
/// - `authority`, `login`, `open_with`: where a link leads, who has to be logged in there, what
///   opens it.
/// - `compose`: letters; `answer`: what a mail of Meta's says.
/// - `evidence`: the hash and the name of a file that is kept; `moments`: the days of a request.
/// - `demo`: made-up accounts in every state.
pub mod account {
    mod account;
    pub mod answer;
    pub mod authority;
    pub mod change;
    pub mod compose;
    pub mod decide;
    pub mod demo;
    pub mod evidence;
    pub mod login;
    pub mod merge;
    pub mod moments;
    pub mod naming;
    pub mod open_with;
    pub mod overview;
    pub mod progress;
    pub mod routes;
    mod typed;

    pub use account::{Account, Field, new_id};
    pub use typed::{
        check_address, check_day, check_email, check_label, check_line, check_name, check_note,
        check_open_with, join_words, split_words,
    };
}

/// Checks of guides and of the other shipped content, without opening a page.
///
/// - `linter`: runs the checks below; `sheet`: the files that it takes, and how severe a mistake
///   is.
/// - `between`, `reading`: one guide, compared with the others and as a person reads it.
/// - `ages`: what was last read too long ago.
/// - `content`, `ids`, `letters`: the shipped content as a whole.
/// - `drift`: which shipped addresses still occur in saved policy texts.
/// - `excerpt`: the line of a file that a mistake is in.
pub mod lint {
    mod ages;
    mod between;
    mod content;
    pub mod drift;
    pub mod excerpt;
    pub mod ids;
    mod letters;
    mod linter;
    mod reading;
    mod sheet;

    pub use linter::Linter;
    pub use reading::{LONGEST_BODY, LONGEST_TITLE, WIDEST_LABEL};
    pub use sheet::{Severity, Sheet, severity, shipped};
}

/// Accounts and routes for people and programs elsewhere. Pure: texts come out, and `cli` writes them.
///
/// - `sheet`: what a page says, as plain texts; `reader`: for whom; `goals`, `step`, `letter`, `request`
///   fill it from the account and the guides.
/// - `html`, `markdown`, `csv`, `ics`: the formats, each with its own escaping; `pages/`: the templates.
/// - `site`: the routes by region and platform, without any account.
/// - `pack`: a complaint with everything that goes along.
/// - `qr`: a text as the squares that a phone reads.
pub mod export {
    mod csv;
    mod goals;
    mod html;
    mod ics;
    mod letter;
    mod markdown;
    pub mod pack;
    pub mod qr;
    mod reader;
    mod request;
    mod sheet;
    mod site;
    mod step;

    pub use csv::{COLUMNS, csv};
    pub use html::html;
    pub use ics::ics;
    pub use markdown::markdown;
    pub use reader::Context;
    pub use site::{SitePage, site};
}

/// The computer around the program. What differs between Linux, macOS and Windows is here and nowhere else.
///
/// - `environment`, `paths`, `config`: what the person set, and where files belong; `zone`: the time zone.
/// - `files`: reading and writing files that are not accounts, such as a saved mail; `disk`: rights, syncs and
///   versions of any file; `watch`: which folder has changed; `remembered`: what the screen keeps across starts.
/// - `terminal`: its bytes and modes; `signals`; `inbox`: the one wait for these and for other threads; `shell`:
///   what a person can type there.
/// - `browsers`: which browsers, profiles and containers are installed.
/// - `clipboard`: copying by a program of the desktop.
/// - `opener`: opening a link in one of them; `editor`: the person's editor, for a text.
/// - `threads`: starting one.
pub mod system {
    pub mod browsers;
    pub mod clipboard;
    pub mod config;
    pub(crate) mod disk;
    pub mod editor;
    pub mod environment;
    pub mod files;
    pub(crate) mod inbox;
    pub mod opener;
    pub mod paths;
    pub mod remembered;
    pub(crate) mod shell;
    pub mod signals;
    pub(crate) mod terminal;
    pub(crate) mod threads;
    pub(crate) mod watch;
    mod zone;
}

/// What is kept: one TOML file per account. [`Store`](store::Store) says what lies where.
///
/// - reading: `load` (all), `check` (what is wrong), `records` (for an export); `read` makes an account of
///   a file's text, `migrate` brings older formats up, `contents` reads bytes and stamps versions, `listing`
///   has the names in the folder
/// - writing: `save`, `merging`, `importing`, each over `work` (one save under way), `rewrite` (edits on
///   the document as it is now: `edit`, `requests`, `comments`, `kept`, `keys`) and `replace` (atomic, synced)
/// - `evidence`: the files that are kept, by their hash; `packing`: a complaint pack with them
/// - around it: `lock`, `folder`, `backup`, `aside` (files that could not be read), `copies` (of sync tools),
///   `foreign` (all names that are no account's), `trash` (removed accounts),
///   `untaken` (what lost when versions were merged), `failure` (why the disk refused), `json`
/// - `writer` saves on a thread of its own for the screen, with back-off
pub mod store {
    mod aside;
    mod backup;
    mod check;
    mod comments;
    mod contents;
    mod copies;
    mod edit;
    mod evidence;
    mod failure;
    mod folder;
    mod foreign;
    mod importing;
    pub mod json;
    mod kept;
    mod keys;
    mod listing;
    mod load;
    mod lock;
    mod merging;
    mod migrate;
    mod packing;
    mod read;
    mod records;
    mod replace;
    mod requests;
    mod rewrite;
    mod save;
    mod store;
    mod trash;
    mod untaken;
    mod work;
    pub mod writer;

    pub use check::{Checked, Knows};
    pub use evidence::files::{FileState, KeptFile, LARGEST};
    pub use importing::{Imported, Incoming};
    pub use packing::WrittenPack;
    pub use records::Records;
    pub use store::{Changes, Loaded, Merged, Notice, Saved, Store, Unreadable};
    pub use trash::Trashed;
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
    pub mod reload;
    pub mod row;
    pub mod saving;
    pub mod update;
}

/// The screen: [`draw`](ui::draw()) arranges the parts, each draws on a [`Canvas`](ui::canvas::Canvas) and
/// leaves behind where things are.
pub mod ui {
    mod area;
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
    pub mod picker;
    mod read;
    pub mod reading;
    pub mod theme;
    pub mod what_now;

    pub use draw::draw;
    pub use read::read;
}

/// The screen without a screen: the same model in lines of text, for a screen reader, a braille line or a
/// pipe. `dialogue` turns lines into messages; `words` knows what a command means, `answering` what an
/// answer to a `field` does, `told` what was told already.
pub mod plain {
    mod answering;
    mod dialogue;
    mod field;
    mod told;
    mod words;

    pub use dialogue::{Dialogue, USUAL};
}

/// The command line: `arguments` says what may be said, `run` which file does it. A command writes its
/// result to one stream and remarks to another.
pub mod cli {
    mod account;
    mod arguments;
    mod authority;
    mod check;
    mod check_url;
    mod complaint;
    mod completions;
    mod config;
    mod details;
    mod due;
    mod evidence;
    mod export;
    mod find;
    mod findings;
    mod guide;
    mod import;
    mod json;
    mod keys;
    mod letter;
    mod man;
    mod manual;
    mod mark;
    mod open;
    mod options;
    mod output;
    mod places;
    mod qr;
    mod request;
    mod run;
    mod session;
    mod shell;
    mod status;
    mod steps;
    mod table;
    mod value;

    pub use arguments::{Cli, Command};
    pub use completions::answer;
    pub use options::{Color, GlobalOptions};
    pub use output::{Output, Stop};
    pub use run::run;
}

/// The loop, the effects performed, what wakes it, keys from bytes (from `records` on Windows), the terminal's
/// guard.
pub mod runtime {
    mod configured;
    pub mod decoder;
    mod demo;
    mod effects;
    mod events;
    mod memory;
    mod plain;
    mod ready;
    mod records;
    pub mod start;
    pub mod terminal;
}
