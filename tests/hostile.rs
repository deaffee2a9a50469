//! What wants to harm, or is only odd: texts, files, guides, accounts, configurations. Everything
//! of it is read by the program's own functions or by the program itself.
#![cfg_attr(not(target_os = "linux"), allow(unused_imports, dead_code))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "hostile/checked.rs"]
mod checked;
#[path = "hostile/corpus.rs"]
mod corpus;
#[cfg(unix)]
#[path = "hostile/files.rs"]
mod files;
#[path = "support/home.rs"]
mod home;
#[path = "hostile/house.rs"]
mod house;
#[path = "hostile/program.rs"]
mod program;
#[path = "hostile/rows.rs"]
mod rows;
#[cfg(unix)]
#[path = "hostile/shown.rs"]
mod shown;
#[path = "hostile/table.rs"]
mod table;
