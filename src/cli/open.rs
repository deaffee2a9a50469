//! `optout open`: the link of a step, the way the screen would open it.

use super::{Stop, authority, find, session::Session};
use crate::{
    decide,
    error::Error,
    link::{self, Verdict},
    login, opener,
};

pub(super) fn open(session: &mut Session<'_>, account: &str, step: &str) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = find::account(&accounts, account)?;
    let (guide, step) = find::step(&session.catalog, account, step)?;
    let Some(link) = session.catalog.regions.link(account, &step).cloned() else {
        if step.authority {
            return Err(authority::unknown(&session.catalog.regions, account).into());
        }
        let sentence = format!("The step {}/{} has no link.", guide.id, step.id);
        let path: Vec<&str> = step.path.iter().map(|label| label.as_str()).collect();
        let hint = if path.is_empty() {
            format!("`optout guide show {}` says what to do.", guide.id)
        } else {
            format!("The way there is: {}", path.join(" > "))
        };
        return Err(Error::new(sentence, hint).into());
    };
    // The host in full and who should be logged in there, before anything starts.
    if link::judge(&link, &session.config.trusted_hosts) == Verdict::Trusted {
        let host = link::host(&link).unwrap_or_default();
        writeln!(session.err(), "optout: opening {host} ...")?;
        if let Some(reminder) = login::reminder(account, &link) {
            writeln!(session.err(), "optout: {reminder}")?;
        }
    }
    let choice = opener::ladder(
        &account.open_with,
        &session.config.opener,
        session.environment,
    );
    let opened = opener::open(&link, &choice, &session.config.trusted_hosts)?;
    writeln!(session.out(), "{link}")?;
    writeln!(session.out(), "opened with {}.", opened.in_words())?;
    match &account.read_only {
        None => {
            session.save(decide::opened(account, &guide.id, &step.id, session.now))?;
        }
        // The page is open; only the program will not remember that it was.
        Some(reason) => {
            let label = &account.label;
            writeln!(
                session.err(),
                "optout: warning: {label} is read-only: {reason}"
            )?;
        }
    }
    Ok(())
}
