//! `optout export`: writes the data of all accounts into one file for other programs.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Serialize;
use serde_json::Value as Json;

use super::{Stop, json, session::Session, value::one_of};
use crate::{
    error::Error,
    store::{Notice, Store},
    system::paths,
};

/// A file format.
#[derive(Debug, Clone, Copy)]
enum Format {
    /// A JSON document.
    Json,
}

const FORMATS: &[(&str, Format)] = &[("json", Format::Json)];

/// The arguments of `optout export`.
#[derive(Debug, Clone, Args)]
#[command(after_help = AFTER)]
pub struct ExportArgs {
    /// What to write
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS))]
    format: Format,
    /// Only this account
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// Write into this new file, which only you may read, instead of printing (`-`)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER: &str = "An object with `format` (1) and `accounts`, by id. Each account has the keys of its \
    file under their own names, also those that this program does not know: `label`, `platform`, `guides` with \
    the marks and notes of each step, `request`, and so on; dates are texts such as 2026-11-21 or \
    2026-11-21T10:00:00Z. Comments are not in it. What is there already is never written over.";

#[derive(Serialize)]
struct ExportJson {
    format: u8,
    accounts: Vec<Json>,
}

pub(super) fn export(session: &mut Session<'_>, args: &ExportArgs) -> Result<(), Stop> {
    let store = Store::new(session.paths.data.clone());
    let regions = &session.catalog.regions;
    let only = match &args.account {
        None => None,
        Some(typed) if store.file_of(typed).is_some() => Some(typed.clone()),
        Some(typed) => {
            let loaded = store.glance(regions)?;
            let accounts = loaded.accounts;
            session.unreadable = loaded.unreadable;
            Some(session.find(&accounts, typed)?.id.to_string())
        }
    };
    let records = store.records(only.as_deref(), regions)?;
    let export = ExportJson {
        format: json::FORMAT,
        accounts: records.accounts,
    };
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    match output {
        None => {
            let Format::Json = args.format;
            json::write(session.out(), &export)?;
        }
        Some(path) => {
            let mut bytes = Vec::new();
            let Format::Json = args.format;
            json::write(&mut bytes, &export)?;
            write_new(path, &bytes).map_err(|error| not_written(path, &error))?;
            let who = match export.accounts.len() {
                1 => "1 account".to_owned(),
                number => format!("{number} accounts"),
            };
            let path = paths::shown(path);
            session.note_done(format!("{path} is written"));
            writeln!(session.out(), "{who}: {path}")?;
        }
    }
    report_missing(session, &records.missing)
}

/// Names the accounts that could not be read. The command fails if there are any, even though the
/// export was written.
fn report_missing(session: &mut Session<'_>, missing: &[Notice]) -> Result<(), Stop> {
    for notice in missing {
        writeln!(session.err(), "optout: {}: {}", notice.file, notice.message)?;
    }
    let sentence = match missing.len() {
        0 => return Ok(()),
        1 => "1 account could not be read and is not in the export.".to_owned(),
        some => format!("{some} accounts could not be read and are not in the export."),
    };
    let hint = "optout account check names what is wrong with each.";
    Err(Error::new(sentence, hint).into())
}

/// Writes a new file, and removes it again if that fails. Never overwrites one.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    let parent = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| File::open(parent.unwrap_or(Path::new(".")))?.sync_all())
        .inspect_err(|_| {
            let _ = fs::remove_file(path);
        })
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    if error.kind() == ErrorKind::AlreadyExists {
        let sentence = format!("{} is there already.", path.display());
        return Error::new(
            sentence,
            "Nothing was written. Name another file, or move that one away.",
        );
    }
    let sentence = format!("Cannot write {}: {error}.", path.display());
    Error::new(
        sentence,
        "Check that there is room and that you may write there.",
    )
}
