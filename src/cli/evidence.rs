//! `optout evidence`: files that are kept for an account, such as a screenshot or the confirmation.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use serde::Serialize;

use super::{
    Stop, json, request,
    session::{self, Session},
    table,
};
use crate::{
    account::{
        Account, evidence,
        progress::{Evidence, Sha256},
    },
    clock,
    error::Error,
    id::Id,
    store::{FileState, Store},
    text::{self, Clean},
};

/// The arguments of `optout evidence`.
#[derive(Debug, Clone, Args)]
pub struct EvidenceArgs {
    /// The account
    account: String,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// What to do
    #[command(subcommand)]
    command: EvidenceCommand,
}

/// What is done with the files of an account.
#[derive(Debug, Clone, Subcommand)]
enum EvidenceCommand {
    /// Keep a copy of a file of at most 25 MB
    Add {
        /// The file, such as a screenshot or a saved e-mail
        file: PathBuf,
        /// The request that it belongs to, such as r1
        #[arg(long, value_name = "REQUEST")]
        request: Option<String>,
    },
    /// Take a file off the list; its copy stays, unless --delete
    #[command(
        after_help = "What is off the list is in no pack and no export. Add the file again to have it back."
    )]
    Remove {
        /// The name of the file, or the beginning of its SHA-256
        file: String,
        /// The request that it belongs to, where several have it
        #[arg(long, value_name = "REQUEST")]
        request: Option<String>,
        /// Delete the copy in the data folder as well, for good
        #[arg(long)]
        delete: bool,
    },
    /// What is kept
    List,
    /// Compare every file with the hash that it had
    #[command(after_help = "Exit code 1 where one was changed, is missing or cannot be read.")]
    Verify,
}

/// The fewest characters of a hash that stand for a file.
const SHORTEST_HASH: usize = 6;

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    account: &'a Id,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    sha256: &'a Sha256,
    name: &'a Clean,
    added: String,
    /// `None` where it belongs to the account as a whole.
    request: Option<&'a Id>,
    /// In bytes; `None` where the file is not there.
    size: Option<u64>,
    /// How it compares with its hash; only after comparing.
    state: Option<FileState>,
}

pub(super) fn evidence(session: &mut Session<'_>, args: &EvidenceArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, &args.account)?;
    match &args.command {
        EvidenceCommand::Add { file, request } => {
            let request = request.as_deref();
            add(session, account, file.clone(), request, args.json)
        }
        EvidenceCommand::Remove {
            file,
            request,
            delete,
        } => {
            let kept = find(account, file, request.as_deref())?;
            remove(session, account, kept, *delete, args.json)
        }
        EvidenceCommand::List => list(session, account, args.json),
        EvidenceCommand::Verify => verify(session, account, args.json),
    }
}

fn add(
    session: &mut Session<'_>,
    account: &Account,
    file: PathBuf,
    typed: Option<&str>,
    as_json: bool,
) -> Result<(), Stop> {
    session::check_changeable(account)?;
    let request = typed
        .map(|typed| request::known(account, typed))
        .transpose()?;
    let request = request.map(|request| &request.id);
    let store = Store::new(session.paths.data.clone());
    let kept = store.keep_file(&account.id, &file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = evidence::file_name(&name);
    let change = evidence::keep(account, &kept.sha256, &name, request, session.now);
    let is_new = change.is_some();
    let saved = match change {
        None => Some(account.clone()),
        Some(change) => {
            let saved = session.save(change.decided_on(account));
            saved.inspect_err(|_| store.let_go(&account.id, &kept))?
        }
    };
    let is_it = |it: &&Evidence| {
        it.sha256 == kept.sha256 && (request.is_none() || it.request.as_ref() == request)
    };
    let all = saved.iter().flat_map(|saved| &saved.progress.evidence);
    let Some(known) = all.into_iter().find(is_it).cloned() else {
        return Ok(());
    };
    if as_json {
        return write_json(session, account, &[(&known, None)], &store);
    }
    let (name, size) = (&known.name, in_words(kept.size));
    let for_what = for_what(account, &known);
    match is_new {
        true => writeln!(session.out(), "Kept: {name}, {size}, for {for_what}.")?,
        false => writeln!(session.out(), "It is kept already: {name}, for {for_what}.")?,
    }
    Ok(writeln!(
        session.out(),
        "SHA-256 {}",
        known.sha256.as_str()
    )?)
}

/// The file of this name, or whose hash begins so.
fn find<'a>(
    account: &'a Account,
    typed: &str,
    request: Option<&str>,
) -> Result<&'a Evidence, Error> {
    let request = request
        .map(|typed| request::known(account, typed))
        .transpose()?;
    let is_hash = typed.len() >= SHORTEST_HASH;
    let is_it = |it: &&Evidence| {
        let is_named = it.name.as_str() == typed || it.sha256.as_str() == typed;
        (is_named || is_hash && it.sha256.as_str().starts_with(typed))
            && request.is_none_or(|request| it.request.as_ref() == Some(&request.id))
    };
    let found: Vec<&Evidence> = account.progress.evidence.iter().filter(is_it).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Error::new(
            format!("Nothing is kept under {}.", text::line(typed)),
            format!(
                "`optout evidence {} list` says what is. Copies of what is off the list lie in the folder \
                 for evidence that `optout paths` names.",
                account.id
            ),
        )),
        [first, rest @ ..] => {
            let whose = rest.iter().chain([first]).map(|it| for_what(account, it));
            let whose: Vec<String> = whose.collect();
            Err(Error::new(
                format!(
                    "{} files are it: for {}.",
                    found.len(),
                    whose.join("; for ")
                ),
                "Say which by --request, or by the beginning of its SHA-256 (`list --json`).",
            ))
        }
    }
}

fn remove(
    session: &mut Session<'_>,
    account: &Account,
    kept: &Evidence,
    is_deleted: bool,
    as_json: bool,
) -> Result<(), Stop> {
    session::check_changeable(account)?;
    let store = Store::new(session.paths.data.clone());
    let change = evidence::take_off(account, kept, session.now);
    let saved = session.save(change.decided_on(account))?;
    let after = saved.as_ref().unwrap_or(account);
    let mut left = after.progress.evidence.iter();
    let other = left.find(|it| it.sha256 == kept.sha256);
    let name = &kept.name;
    let path = store.kept_path(&account.id, &kept.sha256);
    let copy = match other {
        Some(other) => format!("Its copy stays, for {}.", for_what(account, other)),
        None if is_deleted => {
            store.delete_kept(&account.id, &kept.sha256)?;
            "Its copy is deleted.".to_owned()
        }
        None => format!("Its copy stays: {}", path.display()),
    };
    if as_json {
        let files: Vec<_> = after
            .progress
            .evidence
            .iter()
            .map(|it| (it, None))
            .collect();
        return write_json(session, account, &files, &store);
    }
    let for_what = for_what(account, kept);
    writeln!(session.out(), "Off the list: {name}, for {for_what}.")?;
    Ok(writeln!(session.out(), "{copy}")?)
}

/// What a file is kept for, as the end of a sentence.
fn for_what(account: &Account, evidence: &Evidence) -> String {
    match &evidence.request {
        None => "the account".to_owned(),
        Some(id) => match account.progress.request(id) {
            Some(request) => format!("{id}, the {}", request.name()),
            None => format!("{id}, which is off the record"),
        },
    }
}

/// A size as people write it: "12 KB".
fn in_words(size: u64) -> String {
    match size {
        1 => "1 byte".to_owned(),
        0..1_000 => format!("{size} bytes"),
        1_000..1_000_000 => format!("{} KB", size.div_ceil(1_000)),
        _ => format!("{}.{} MB", size / 1_000_000, size % 1_000_000 / 100_000),
    }
}

fn write_json(
    session: &mut Session<'_>,
    account: &Account,
    files: &[(&Evidence, Option<FileState>)],
    store: &Store,
) -> Result<(), Stop> {
    let files = files.iter().map(|(kept, state)| EvidenceJson {
        sha256: &kept.sha256,
        name: &kept.name,
        added: kept.added.to_string(),
        request: kept.request.as_ref(),
        size: store.size_of_kept(&account.id, &kept.sha256),
        state: *state,
    });
    let list = ListJson {
        format: json::FORMAT,
        account: &account.id,
        evidence: files.collect(),
    };
    json::write(session.out(), &list)
}

fn list(session: &mut Session<'_>, account: &Account, as_json: bool) -> Result<(), Stop> {
    let store = Store::new(session.paths.data.clone());
    let files: Vec<(&Evidence, Option<FileState>)> = account
        .progress
        .evidence
        .iter()
        .map(|kept| (kept, None))
        .collect();
    if as_json {
        return write_json(session, account, &files, &store);
    }
    if files.is_empty() {
        return Ok(writeln!(session.out(), "Nothing is kept yet.")?);
    }
    let zone = session.environment.zone();
    let rows: Vec<[String; 4]> = files
        .iter()
        .map(|(kept, _)| {
            let size = store.size_of_kept(&account.id, &kept.sha256);
            [
                kept.name.to_string(),
                size.map_or_else(|| "not there".to_owned(), in_words),
                added(kept, &zone),
                for_what(account, kept),
            ]
        })
        .collect();
    Ok(table::write(session.out(), &rows)?)
}

/// The day on which it was added, where the person is.
fn added(kept: &Evidence, zone: &TimeZone) -> String {
    clock::short_date(kept.added.to_zoned_datetime(zone.clone()).date())
}

fn verify(session: &mut Session<'_>, account: &Account, as_json: bool) -> Result<(), Stop> {
    let store = Store::new(session.paths.data.clone());
    let files: Vec<(&Evidence, Option<FileState>)> = account
        .progress
        .evidence
        .iter()
        .map(|kept| (kept, Some(store.check_kept(&account.id, &kept.sha256))))
        .collect();
    let bad = |(_, state): &&(&Evidence, Option<FileState>)| *state != Some(FileState::Whole);
    let wrong = files.iter().filter(bad).count();
    if as_json {
        write_json(session, account, &files, &store)?;
    } else {
        for (kept, state) in files.iter().filter(bad) {
            let what = state.map_or("", FileState::title);
            let path = store.kept_path(&account.id, &kept.sha256);
            writeln!(session.out(), "{}: {what}: {}", kept.name, path.display())?;
        }
        let whole = files.len() - wrong;
        match whole {
            1 => writeln!(session.out(), "1 file is as it was kept.")?,
            _ => writeln!(session.out(), "{whole} files are as they were kept.")?,
        }
    }
    if wrong == 0 {
        return Ok(());
    }
    let sentence = match wrong {
        1 => "1 file is not as it was kept.".to_owned(),
        some => format!("{some} files are not as they were kept."),
    };
    let hint = "If you have it elsewhere, add it again: the same file takes its place.";
    Err(Error::new(sentence, hint).into())
}
