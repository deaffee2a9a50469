//! `optout export`: writes the data of all accounts into one file for other programs.

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use clap::Args;
use serde::Serialize;
use serde_json::Value as Json;

use super::{Stop, json, session::Session, value::one_of};
use crate::{
    account::{Account, overview::coverings, progress::Sha256},
    error::Error,
    export::{self, Context},
    id::Id,
    store::{Notice, Store},
    system::{disk, paths},
    text,
};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Everything that is kept, which `optout import` brings in.
    Json,
    /// The checklists as a text.
    Markdown,
    /// The checklists as a page for a browser and for paper.
    Html,
    /// The checklists as a table.
    Csv,
    /// The days of what was sent, for a calendar.
    Ics,
}

const FORMATS: &[(&str, Format)] = &[
    ("json", Format::Json),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("csv", Format::Csv),
    ("ics", Format::Ics),
];

/// The arguments of `optout export`.
#[derive(Debug, Clone, Args)]
#[command(after_help = AFTER)]
pub struct ExportArgs {
    /// What to write
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = one_of(FORMATS))]
    format: Format,
    /// Only this account
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// With the files that are kept as evidence, not only their names; for JSON
    #[arg(long)]
    with_files: bool,
    /// Write into this new file, which only you may read, instead of printing (`-`)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER: &str = "json: an object with `format` (1) and `accounts`, by id. Each account has the keys of its \
    file under their own names, also those that this program does not know: `label`, `platform`, `guides` with \
    the marks and notes of each step, `request`, and so on; dates are texts such as 2026-11-21 or \
    2026-11-21T10:00:00Z. Comments are not in it. Of files that are kept it has the names; --with-files adds `files`, \
    each with its `account`, `sha256` and `base64`.\n\n\
    html: one page for somebody without a terminal, which needs no network: steps with boxes to tick, links, QR \
    codes, letters, and a checklist when it is printed. markdown: the same as a text. csv: a row for each step that \
    counts. All three hold your notes, and letters with your name.\n\n\
    ics: the days of what was sent, for a calendar, with an alarm. Import it again after a change: what moved is \
    moved, what is over is cancelled.\n\n\
    What is there already is never written over.";

#[derive(Serialize)]
struct ExportJson {
    format: u8,
    accounts: Vec<Json>,
    /// The files that are kept as evidence, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<FileJson>>,
}

#[derive(Serialize)]
struct FileJson {
    account: Id,
    sha256: Sha256,
    base64: String,
}

/// What is to be written, from how many accounts, and which could not be read.
struct Exported {
    bytes: Vec<u8>,
    accounts: usize,
    missing: Vec<Notice>,
    /// Why some files of accounts are not in it.
    lost: Vec<Error>,
}

pub(super) fn export(session: &mut Session<'_>, args: &ExportArgs) -> Result<(), Stop> {
    if args.with_files && args.format != Format::Json {
        let hint = "Write --format json, or leave --with-files out.";
        return Err(Error::usage("Only an export as JSON holds files.", hint).into());
    }
    let exported = match args.format {
        Format::Json => records(session, args)?,
        Format::Markdown | Format::Html | Format::Csv | Format::Ics => pages(session, args)?,
    };
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    match output {
        None => session.out().write_all(&exported.bytes)?,
        Some(path) => {
            write_new(path, &exported.bytes).map_err(|error| not_written(path, &error))?;
            let who = match exported.accounts {
                1 => "1 account".to_owned(),
                number => format!("{number} accounts"),
            };
            let path = paths::shown(path);
            session.note_done(format!("{path} is written"));
            writeln!(session.out(), "{who}: {path}")?;
        }
    }
    report_missing(session, &exported.missing)?;
    report_lost(session, &exported.lost)
}

/// Names the files that are kept and not in the export.
fn report_lost(session: &mut Session<'_>, lost: &[Error]) -> Result<(), Stop> {
    for error in lost {
        writeln!(session.err(), "optout: {}", error.sentence)?;
    }
    let sentence = match lost.len() {
        0 => return Ok(()),
        1 => "1 file is not in the export.".to_owned(),
        some => format!("{some} files are not in the export."),
    };
    let hint = "Everything else is. If you have it elsewhere, keep it again first.";
    Err(Error::new(sentence, hint).into())
}

/// Everything that is kept, as JSON.
fn records(session: &mut Session<'_>, args: &ExportArgs) -> Result<Exported, Stop> {
    let store = Store::new(session.paths.data.clone());
    let regions = &session.catalog.regions;
    let only = match &args.account {
        None => None,
        Some(typed) if store.file_of(typed).is_some() => Some(typed.clone()),
        Some(typed) => {
            let mut loaded = store.glance(regions)?;
            let accounts = loaded.take_accounts();
            session.unreadable = loaded.unreadable;
            Some(session.find(&accounts, typed)?.id.to_string())
        }
    };
    let records = store.records(only.as_deref(), regions)?;
    let accounts = records.accounts.len();
    let mut lost = Vec::new();
    let files = args
        .with_files
        .then(|| files(&store, &records.accounts, &mut lost));
    let export = ExportJson {
        format: json::FORMAT,
        accounts: records.accounts,
        files,
    };
    let mut bytes = Vec::new();
    json::write(&mut bytes, &export)?;
    Ok(Exported {
        bytes,
        accounts,
        missing: records.missing,
        lost,
    })
}

/// The files that these accounts keep as evidence. Those that cannot be read are `lost`.
fn files(store: &Store, accounts: &[Json], lost: &mut Vec<Error>) -> Vec<FileJson> {
    let mut files: Vec<FileJson> = Vec::new();
    for account in accounts {
        let text = |json: &Json, key| json.get(key).and_then(Json::as_str).map(str::to_owned);
        let Some(id) = text(account, "id").and_then(|id| Id::new(&id)) else {
            continue;
        };
        let kept = account.get("evidence").and_then(Json::as_array);
        for kept in kept.into_iter().flatten() {
            let Some(sha256) = text(kept, "sha256").and_then(|it| Sha256::new(&it)) else {
                continue;
            };
            let is_it = |file: &FileJson| file.account == id && file.sha256 == sha256;
            if files.iter().any(is_it) {
                continue;
            }
            let name = text::line(&text(kept, "name").unwrap_or_default());
            match store.read_kept(&id, &sha256, &name) {
                Ok(bytes) => files.push(FileJson {
                    account: id.clone(),
                    base64: BASE64.encode(bytes),
                    sha256,
                }),
                Err(error) => lost.push(error),
            }
        }
    }
    files
}

/// The checklists, in a format for people.
fn pages(session: &mut Session<'_>, args: &ExportArgs) -> Result<Exported, Stop> {
    let store = Store::new(session.paths.data.clone());
    // Nothing is set aside: an export changes nothing.
    let mut loaded = store.glance(&session.catalog.regions)?;
    let all = loaded.take_accounts();
    session.unreadable = loaded.unreadable;
    let (chosen, missing): (Vec<&Account>, Vec<Notice>) = match &args.account {
        Some(typed) => (vec![session.find(&all, typed)?], Vec::new()),
        None => {
            let missing = session.unreadable.iter().map(|it| Notice {
                file: it.file.clone(),
                message: it.why.clone(),
                excerpt: None,
            });
            (all.iter().collect(), missing.collect())
        }
    };
    let coverings = coverings(&all);
    let context = Context {
        catalog: &session.catalog,
        accounts: &all,
        coverings: &coverings,
        trusted: &session.config.trusted_hosts,
        today: session.now.today,
    };
    let mut is_empty = false;
    let bytes = match args.format {
        Format::Html => export::html(context, &chosen).map(String::into_bytes),
        Format::Csv => export::csv(context, &chosen),
        Format::Ics => {
            let (calendar, held) = export::ics(context, &chosen, session.now.moment);
            is_empty = held == 0;
            Ok(calendar.into_bytes())
        }
        Format::Markdown | Format::Json => Ok(export::markdown(context, &chosen).into_bytes()),
    };
    let exported = Exported {
        bytes: bytes.map_err(not_made)?,
        accounts: chosen.len(),
        missing,
        lost: Vec::new(),
    };
    if is_empty {
        let said = "optout: nothing waits for a day, so nothing is to come in this calendar.";
        writeln!(session.err(), "{said}")?;
    }
    Ok(exported)
}

/// A page that could not be made, which is a mistake in a template.
pub(super) fn not_made(why: String) -> Error {
    Error::new(
        format!("The export could not be made: {why}"),
        "This is a mistake in the program; please report it.",
    )
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
    let mut file = disk::private().create_new(true).open(path)?;
    let parent = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| disk::sync_folder(parent.unwrap_or(Path::new("."))))
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
