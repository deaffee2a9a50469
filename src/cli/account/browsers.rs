//! `optout account browsers`: lists the installed browsers, with the command for `--open-with`.

use serde::Serialize;

use crate::{
    cli::{Stop, json, session::Session, table},
    system::browsers::{
        BrowserChoice,
        search::{self, SearchPaths},
    },
    text::Clean,
};

#[derive(Serialize)]
struct ListJson<'a> {
    format: u8,
    browsers: Vec<ChoiceJson<'a>>,
    note: Option<String>,
}

#[derive(Serialize)]
struct ChoiceJson<'a> {
    browser: &'a Clean,
    profile: Option<&'a Clean>,
    container: Option<&'a Clean>,
    command: String,
    open_with: &'a [Clean],
}

pub(super) fn browsers(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let found = search::find(&SearchPaths::of(session.environment));
    if as_json {
        let choices = found.choices.iter().map(|choice| ChoiceJson {
            browser: &choice.browser,
            profile: choice.profile.as_ref(),
            container: choice.container.as_ref(),
            command: choice.command(),
            open_with: &choice.open_with,
        });
        let list = ListJson {
            format: json::FORMAT,
            browsers: choices.collect(),
            note: found.note(),
        };
        return json::write(session.out(), &list);
    }
    if found.choices.is_empty() {
        writeln!(session.out(), "No browser was found on this computer.")?;
        return Ok(());
    }
    let row = |choice: &BrowserChoice| [choice.title(), choice.command()];
    let rows: Vec<[String; 2]> = found.choices.iter().map(row).collect();
    table::write(session.out(), &rows)?;
    if let Some(note) = found.note() {
        writeln!(session.out(), "\n{note}")?;
    }
    Ok(())
}
