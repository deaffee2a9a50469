//! Dispatches the commands.
//!
//! Commands can do everything that the screen can, with one file per subject below `cli/`. A
//! command writes its result to one stream and warnings to another, which the caller provides.

use super::{
    account,
    arguments::{Cli, Command},
    authority, check_url, complaint, completions, config, due, evidence, export, guide, import,
    keys, letter, man, mark, open,
    options::GlobalOptions,
    output::{Output, Stop},
    places, qr, request,
    session::Session,
    status, steps,
};
use crate::system::environment::Environment;

/// Runs a subcommand.
///
/// # Errors
///
/// If it fails, or its result cannot be written.
pub fn run<'o>(
    command: &Command,
    options: &GlobalOptions,
    environment: &'o Environment,
    output: Output<'o>,
) -> Result<(), Stop> {
    // These two are for building packages, where there may be no home folder.
    match command {
        Command::Completions { shell } => Ok(completions::script(output.out, *shell)?),
        Command::Man => Ok(man::man(output.out, Cli::definition())?),
        _ => run_in_session(command, options, environment, output),
    }
}

fn run_in_session<'o>(
    command: &Command,
    options: &GlobalOptions,
    environment: &'o Environment,
    output: Output<'o>,
) -> Result<(), Stop> {
    let mut session = Session::start(options, environment, output)?;
    // The result of `guide check` has these warnings, and `paths` must work where files are broken.
    let quiet = matches!(
        command,
        Command::Paths { .. }
            | Command::Config(_)
            | Command::Guide(guide::GuideCommand::Check { .. })
    );
    if !quiet {
        session.warn_of_surroundings()?;
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
            on,
            reference,
        } => {
            let said = mark::Said {
                note: note.as_deref(),
                on: on.as_deref(),
                reference: reference.as_deref(),
            };
            mark::mark(&mut session, account, step, *mark, &said)
        }
        Command::Request(args) => request::request(&mut session, args),
        Command::Evidence(args) => evidence::evidence(&mut session, args),
        Command::Due(args) => due::due(&mut session, args),
        Command::Route { account, guide } => mark::route(&mut session, account, guide),
        Command::Open { account, step } => open::open(&mut session, account, step),
        Command::Qr(args) => qr::qr(&mut session, args, options.ascii),
        Command::CheckUrl { url, json } => check_url::check(&mut session, url, *json),
        Command::Letter(args) => letter::letter(&mut session, args),
        Command::Complaint(args) => complaint::complaint(&mut session, args),
        Command::Export(args) => export::export(&mut session, args),
        Command::Import { file } => import::import(&mut session, file),
        Command::Guide(command) => guide::run(&mut session, command),
        Command::Authority(command) => authority::run(&mut session, command),
        Command::Paths { json } => places::paths(&mut session, *json),
        Command::Config(command) => config::run(&mut session, command),
        Command::Keys { json } => keys::keys(&mut session, *json),
        // Done before.
        Command::Completions { .. } | Command::Man => Ok(()),
    }
}
