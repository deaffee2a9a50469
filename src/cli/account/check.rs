//! `optout account check`: lists the problems in the files of the accounts. Changes nothing.

use std::path::{Path, PathBuf};

use crate::{
    cli::{Stop, find, findings, session::Session},
    document::FileProblem,
    store::Store,
};

pub(super) fn check(
    session: &mut Session<'_>,
    arguments: &[PathBuf],
    as_json: bool,
) -> Result<(), Stop> {
    let store = Store::new(session.paths.data.clone());
    let catalog = &session.catalog;
    let regions = &catalog.regions;
    let knows = |guide: &str, step: &str| {
        let guide = catalog.guide(guide);
        guide.is_some_and(|guide| guide.step(step).is_some())
    };
    let (checked, problems) = if arguments.is_empty() {
        let checked = store.check(regions, &knows)?;
        (checked.accounts, checked.problems)
    } else {
        let mut problems: Vec<FileProblem> = Vec::new();
        for argument in arguments {
            let path = file(session, &store, argument)?;
            problems.extend(store.check_file(&path, regions, &knows));
        }
        (arguments.len(), problems)
    };
    let texts = &findings::on_disk;
    findings::report(session, "account", checked, &problems, &[], texts, as_json)
}

/// The file that an argument names: by its path, or by an account.
fn file(session: &Session<'_>, store: &Store, argument: &Path) -> Result<PathBuf, Stop> {
    let is_path =
        argument.components().count() > 1 || argument.extension() == Some("toml".as_ref());
    let Some(typed) = argument.to_str().filter(|_| !is_path) else {
        return Ok(argument.to_owned());
    };
    // By exact id first, since a file that cannot be read is not among the accounts.
    if let Some(file) = store.file_of(typed) {
        return Ok(file);
    }
    let accounts = store.glance(&session.catalog.regions)?.take_accounts();
    match find::account(&accounts, typed) {
        Ok(account) => Ok(store
            .file_of(&account.id)
            .unwrap_or_else(|| argument.to_owned())),
        Err(_) if argument.exists() => Ok(argument.to_owned()),
        Err(unknown) => Err(unknown.into()),
    }
}
