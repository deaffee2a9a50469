//! `optout import`: adds or merges the accounts of a file that `optout export` wrote.

use std::path::Path;

use serde_json::Value as Json;

use super::{Stop, account::tell_differences, json, session::Session};
use crate::{
    account,
    error::Error,
    store::{Imported, Store},
    system::{files::small, paths},
    text,
};

/// The limit for the size of an export, in bytes: tens of thousands of accounts.
const LARGEST: u64 = 64 * 1024 * 1024;

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
    let imported = store.import(incoming, session.now.moment, &session.catalog.regions)?;
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
                session.warn_of_accounts(&saved.notices)?;
            }
            Imported::Merged(merged) => {
                match merged.taken {
                    0 => writeln!(session.out(), "{who} had all of it.")?,
                    1 => writeln!(session.out(), "1 entry came into {who}.")?,
                    number => writeln!(session.out(), "{number} entries came into {who}.")?,
                }
                tell_differences(session, &merged)?;
                session.warn_of_accounts(&merged.saved.notices)?;
            }
        }
    }
    Ok(())
}
