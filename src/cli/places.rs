//! `optout paths`.

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
    codes: Clean,
    config: Clean,
    guides: Clean,
}

pub(super) fn paths(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let found = &session.paths;
    let places = PathsJson {
        format: json::FORMAT,
        data: paths::shown(&found.data),
        accounts: paths::shown(&found.accounts()),
        backup: paths::shown(&found.backup()),
        trash: paths::shown(&found.trash()),
        codes: paths::shown(&found.codes()),
        config: paths::shown(&found.config_file()),
        guides: paths::shown(&found.guides()),
    };
    if as_json {
        return json::write(session.out(), &places);
    }
    let row = |name: &str, place: Clean| [name.to_owned(), place.to_string()];
    let rows = [
        row("data", places.data),
        row("accounts", places.accounts),
        row("backup", places.backup),
        row("trash", places.trash),
        row("QR codes", places.codes),
        row("config", places.config),
        row("guides", places.guides),
    ];
    Ok(table::write(session.out(), &rows)?)
}
