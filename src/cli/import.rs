//! `optout import`: adds or merges the accounts of a file that `optout export` wrote.

use std::path::Path;

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use serde_json::Value as Json;

use super::{Stop, account::tell_differences, json, session::Session};
use crate::{
    account::{
        self, Account, evidence,
        progress::{Evidence, Sha256},
    },
    error::Error,
    id::Id,
    store::{Imported, Incoming, KeptFile, Store},
    system::{files::small, paths},
    text,
};

/// The limit for the size of an export, in bytes: tens of thousands of accounts, or dozens of large files.
const LARGEST: u64 = 1024 * 1024 * 1024;

pub(super) fn import(session: &mut Session<'_>, file: &Path) -> Result<(), Stop> {
    let is_input = file == Path::new("-");
    let shown = match is_input {
        true => text::line("Standard input"),
        false => paths::shown(file),
    };
    let is_pipe = file
        .metadata()
        .is_ok_and(|it| !it.is_file() && !it.is_dir());
    let hint = match is_pipe {
        true => "Nothing was changed. To read a pipe, write - for the file.",
        false => "Nothing was changed.",
    };
    let unusable = |why: String| Error::new(format!("{shown}{why}"), hint);
    let text = match is_input {
        true => small::read_input(LARGEST),
        false => small::read_up_to(file, LARGEST)
            .and_then(|text| text.ok_or_else(|| "There is no such file.".to_owned())),
    }
    .map_err(|why| unusable(format!(": {why}")))?;
    // Editors of Windows put a byte order mark before it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let parsed: Result<Json, serde_json::Error> = serde_json::from_str(text);
    let export = parsed.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or(&why);
        unusable(format!(":{line}:{column}: This is not JSON: {why}."))
    })?;
    let accounts = export.get("accounts").and_then(Json::as_array);
    let (Some(accounts), Some(format)) = (accounts, export.get("format").and_then(Json::as_u64))
    else {
        return Err(unusable(": This is no export of optout.".to_owned()).into());
    };
    if format != u64::from(json::FORMAT) {
        let why = format!(": It is an export of format {format}; this program knows format 1.");
        return Err(unusable(why).into());
    }
    let store = Store::new(session.paths.data.clone());
    let incoming = store
        .incoming(accounts, &session.catalog.regions)
        .map_err(|why| unusable(format!(": {why}")))?;
    if incoming.is_empty() {
        writeln!(session.out(), "There is no account in it.")?;
    }
    let files = files(&export, &incoming).map_err(|why| unusable(format!(": {why}")))?;
    // Large exports take much memory, which the import can use.
    drop(export);
    let imported = import_all(session, &store, incoming, &files)?;
    for (account, _) in &imported {
        session.note_saved(account);
    }
    for (account, imported) in imported {
        let who = format!("{} ({})", account.label, account.id);
        let opens_with = account::join_words(&account.open_with);
        match imported {
            Imported::New(saved) => {
                writeln!(session.out(), "{who} is new here.")?;
                // The command comes from another computer, and would start a program on this one.
                if !opens_with.is_empty() {
                    writeln!(session.out(), "  Its links would open with: {opens_with}")?;
                }
                tell_absent(session, &store, &account)?;
                session.warn_of_accounts(&saved.notices)?;
            }
            Imported::Merged(merged) => {
                match merged.taken {
                    0 => writeln!(session.out(), "{who} had all of it.")?,
                    1 => writeln!(session.out(), "1 entry came into {who}.")?,
                    number => writeln!(session.out(), "{number} entries came into {who}.")?,
                }
                tell_differences(session, &merged)?;
                tell_absent(session, &store, &account)?;
                session.warn_of_accounts(&merged.saved.notices)?;
            }
        }
    }
    Ok(())
}

/// The files of an export, each with its account, its hash and its bytes.
type Files = Vec<(Id, Sha256, Vec<u8>)>;

/// The files that come along. All of them are as they were kept, and named by an account of the export.
fn files(export: &Json, incoming: &[Incoming]) -> Result<Files, String> {
    let all = export.get("files").and_then(Json::as_array);
    let mut files = Files::new();
    for (number, file) in (1..).zip(all.into_iter().flatten()) {
        let text = |key| file.get(key).and_then(Json::as_str);
        let named = text("account")
            .zip(text("sha256"))
            .and_then(|(account, sha256)| {
                let known = incoming
                    .iter()
                    .find(|it| it.account.id.as_str() == account)?;
                let mut kept = known.account.progress.evidence.iter();
                let kept = kept.find(|it| it.sha256.as_str() == sha256)?;
                Some((known.account.id.clone(), kept.sha256.clone()))
            });
        let (account, sha256) =
            named.ok_or_else(|| format!("file {number} belongs to no account in it."))?;
        let bytes = text("base64").and_then(|text| BASE64.decode(text).ok());
        match bytes.filter(|bytes| evidence::hash(bytes) == sha256) {
            Some(bytes) => files.push((account, sha256, bytes)),
            None => return Err(format!("file {number} is not as it was kept.")),
        }
    }
    Ok(files)
}

/// Takes in the files, and then the accounts that name them. If those cannot be taken in, the files are
/// gone again.
fn import_all(
    session: &mut Session<'_>,
    store: &Store,
    incoming: Vec<Incoming>,
    files: &Files,
) -> Result<Vec<(Account, Imported)>, Stop> {
    let mut kept = Vec::new();
    let let_go = |kept: &[(&Id, KeptFile)]| {
        for (account, file) in kept {
            store.let_go(account, file);
        }
    };
    for (account, _, bytes) in files {
        match store.keep_bytes(account, bytes) {
            Ok(file) => kept.push((account, file)),
            Err(error) => {
                let_go(&kept);
                return Err(error.into());
            }
        }
    }
    let imported = store.import(incoming, session.now.moment, &session.catalog.regions);
    Ok(imported.inspect_err(|_| let_go(&kept))?)
}

/// Says which files of an account are not here: an export names them, and holds them only when asked to.
fn tell_absent(session: &mut Session<'_>, store: &Store, account: &Account) -> Result<(), Stop> {
    let kept = account.progress.evidence.iter();
    let is_absent = |it: &&Evidence| store.size_of_kept(&account.id, &it.sha256).is_none();
    match kept.filter(is_absent).count() {
        0 => Ok(()),
        1 => Ok(writeln!(
            session.out(),
            "  1 file that it names is not here: export --with-files takes it along."
        )?),
        some => Ok(writeln!(
            session.out(),
            "  {some} files that it names are not here: export --with-files takes them along."
        )?),
    }
}
