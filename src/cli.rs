//! The command line: what may be said, and what then happens.
//!
//! Everything that the screen can do, a command can do, one file per subject below `cli/`. A
//! command writes its result to one stream and remarks to another; it knows neither by name.

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
mod places;
mod qr;
mod session;
mod status;
mod steps;
mod table;

use std::io::{self, Write};

pub use arguments::{Cli, Color, Command, Options};

use crate::{environment::Environment, error::Error};
use session::Session;

/// Why a command did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// It failed.
    Failed(Error),
    /// Its result could not be written. A closed pipe is no failure: nobody wanted more.
    Unwritten(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

/// Where a command writes.
pub struct Output<'o> {
    /// Results.
    pub out: &'o mut dyn Write,
    /// Remarks: what the person should know beside the result.
    pub err: &'o mut dyn Write,
}

/// Runs a subcommand.
///
/// # Errors
///
/// When it failed, or its result could not be written.
pub fn run<'o>(
    command: &Command,
    options: &Options,
    environment: &'o Environment,
    output: Output<'o>,
) -> Result<(), Stop> {
    let mut session = Session::start(options, environment, output)?;
    // `guide check` tells the same as its result, and `paths` must help where files are broken.
    let quiet = matches!(
        command,
        Command::Paths { .. } | Command::Guide(guide::Command::Check { .. })
    );
    if !quiet {
        session.warn_of_files()?;
    }
    match command {
        Command::Account(command) => account::run(&mut session, command),
        Command::Status { account, json } => {
            status::status(&mut session, account.as_deref(), *json)
        }
        Command::Next { json } => status::next(&mut session, *json),
        Command::Steps { account, json } => steps::steps(&mut session, account, *json),
        Command::Mark {
            account,
            step,
            mark,
            note,
        } => mark::mark(&mut session, account, step, *mark, note.as_deref()),
        Command::Route { account, guide } => mark::route(&mut session, account, guide),
        Command::Open { account, step } => open::open(&mut session, account, step),
        Command::Qr(wanted) => qr::qr(&mut session, wanted, options.ascii),
        Command::CheckUrl { url, json } => check_url::check(&mut session, url, *json),
        Command::Letter(wanted) => letter::letter(&mut session, wanted),
        Command::Export(wanted) => export::export(&mut session, wanted),
        Command::Import { file } => import::import(&mut session, file),
        Command::Guide(command) => guide::run(&mut session, command),
        Command::Authority(command) => authority::run(&mut session, command),
        Command::Paths { json } => places::paths(&mut session, *json),
        Command::Keys { json } => keys::keys(&mut session, *json),
    }
}
