//! `optout keys`: lists the actions of the screen with their keys, including those of the config
//! file.

use serde::Serialize;

use super::{Stop, json, session::Session, table};
use crate::{
    app::{
        action::{Action, TABLE},
        keymap::Keymap,
    },
    document::FileProblem,
    system::paths,
};

#[derive(Serialize)]
struct KeysJson {
    format: u8,
    keys: Vec<KeyJson>,
}

#[derive(Serialize)]
struct KeyJson {
    action: Action,
    keys: Vec<String>,
    about: &'static str,
}

pub(super) fn keys(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let (keymap, problems) = Keymap::with(&session.config.keys);
    let file = paths::shown(&session.paths.config_file());
    for problem in problems {
        let problem = FileProblem {
            file: file.clone(),
            problem,
        };
        writeln!(session.err(), "optout: warning: {problem}")?;
    }
    let keys: Vec<KeyJson> = TABLE
        .iter()
        .map(|entry| KeyJson {
            action: entry.action,
            keys: keymap.keys(entry.action).map(ToString::to_string).collect(),
            about: entry.about,
        })
        .collect();
    if as_json {
        let format = json::FORMAT;
        return json::write(session.out(), &KeysJson { format, keys });
    }
    let rows: Vec<[String; 3]> = keys
        .iter()
        .map(|key| {
            let bound = if key.keys.is_empty() {
                "(none)".to_owned()
            } else {
                key.keys.join(" ")
            };
            [key.action.to_string(), bound, key.about.to_owned()]
        })
        .collect();
    Ok(table::write(session.out(), &rows)?)
}
