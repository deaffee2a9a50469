//! `optout account browsers`: what may be given to `--open-with`.

use serde::Serialize;

use super::super::{Stop, json, session::Session, table};
use crate::{
    browsers::{
        Choice,
        search::{self, Places},
    },
    text::Clean,
};

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    browsers: Vec<ChoiceJson<'a>>,
}

#[derive(Serialize)]
struct ChoiceJson<'a> {
    browser: &'a Clean,
    profile: Option<&'a Clean>,
    command: String,
    open_with: &'a [Clean],
}

pub(super) fn browsers(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let found = search::find(&Places::of(session.environment));
    if as_json {
        let choices = found.iter().map(|choice| ChoiceJson {
            browser: &choice.browser,
            profile: choice.profile.as_ref(),
            command: choice.command(),
            open_with: &choice.open_with,
        });
        let list = ListJson {
            format: json::FORMAT,
            browsers: choices.collect(),
        };
        return json::write(session.out(), &list);
    }
    if found.is_empty() {
        writeln!(session.out(), "No browser was found on this computer.")?;
        return Ok(());
    }
    let row = |choice: &Choice| [choice.title(), choice.command()];
    let rows: Vec<[String; 2]> = found.iter().map(row).collect();
    Ok(table::write(session.out(), &rows)?)
}
