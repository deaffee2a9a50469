//! `optout paths`: lists the paths of the program's files and folders.

use serde::Serialize;

use super::{Stop, json, session::Session, table};
use crate::{system::paths, text::Clean};

#[derive(Serialize)]
struct PathsJson {
    format: u8,
    data: Clean,
    accounts: Clean,
    backup: Clean,
    trash: Clean,
    evidence: Clean,
    codes: Clean,
    config: Clean,
    guides: Clean,
}

pub(super) fn paths(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let found = &session.paths;
    let shown = PathsJson {
        format: json::FORMAT,
        data: paths::shown(&found.data),
        accounts: paths::shown(&found.accounts()),
        backup: paths::shown(&found.backup()),
        trash: paths::shown(&found.trash()),
        evidence: paths::shown(&found.evidence()),
        codes: paths::shown(&found.codes()),
        config: paths::shown(&found.config_file()),
        guides: paths::shown(&found.guides()),
    };
    if as_json {
        return json::write(session.out(), &shown);
    }
    let row = |name: &str, path: Clean| [name.to_owned(), path.to_string()];
    let rows = [
        row("data", shown.data),
        row("accounts", shown.accounts),
        row("backup", shown.backup),
        row("trash", shown.trash),
        row("evidence", shown.evidence),
        row("QR codes", shown.codes),
        row("config", shown.config),
        row("guides", shown.guides),
    ];
    Ok(table::write(session.out(), &rows)?)
}
