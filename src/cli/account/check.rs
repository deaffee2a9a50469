//! `optout account check`: what is wrong with the files of the accounts. It changes nothing.

use std::path::{Path, PathBuf};

use crate::{
    cli::{Stop, find, findings, session::Session},
    document::FileProblem,
    store::Store,
};

pub(super) fn check(
    session: &mut Session<'_>,
    named: &[PathBuf],
    as_json: bool,
) -> Result<(), Stop> {
    let store = Store::new(session.paths.data.clone());
    let catalog = &session.catalog;
    let regions = &catalog.regions;
    let knows = |guide: &str, step: &str| {
        let guide = catalog.guide(guide);
        guide.is_some_and(|guide| guide.step(step).is_some())
    };
    let (checked, found) = if named.is_empty() {
        let checked = store.check(regions, &knows)?;
        (checked.accounts, checked.problems)
    } else {
        let mut found: Vec<FileProblem> = Vec::new();
        for name in named {
            let path = file(session, &store, name)?;
            found.extend(store.check_file(&path, regions, &knows));
        }
        (named.len(), found)
    };
    findings::report(session, "account", checked, &found, &found, as_json)
}

/// The file that was named, or that of the account that was.
fn file(session: &Session<'_>, store: &Store, name: &Path) -> Result<PathBuf, Stop> {
    let is_path = name.components().count() > 1 || name.extension() == Some("toml".as_ref());
    let Some(typed) = name.to_str().filter(|_| !is_path) else {
        return Ok(name.to_owned());
    };
    // Also one that cannot be read, and so is not among the accounts.
    if let Some(file) = store.file_of(typed) {
        return Ok(file);
    }
    let accounts = store.glance(&session.catalog.regions)?.accounts;
    match find::account(&accounts, typed) {
        Ok(account) => Ok(store
            .file_of(&account.id)
            .unwrap_or_else(|| name.to_owned())),
        Err(_) if name.exists() => Ok(name.to_owned()),
        Err(unknown) => Err(unknown.into()),
    }
}
