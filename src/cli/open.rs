//! `optout open`: opens the link of a step, as the screen does.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::{Stop, authority, find, session::Session};
use crate::{
    account::{decide, login},
    content::{
        guide::{Guide, Origin},
        link::{self, Verdict},
    },
    error::Error,
    system::opener,
    text,
};

pub(super) fn open(session: &mut Session<'_>, account: &str, step: &str) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, account)?;
    let (guide, step) = find::step(&session.catalog, account, step, session.now.today)?;
    let Some(link) = session.catalog.regions.link(account, &step).cloned() else {
        if step.authority {
            return Err(authority::unknown(&session.catalog.regions, account).into());
        }
        let sentence = format!("The step {} has no link.", guide.step_id(&step));
        let path: Vec<&str> = step.path.iter().map(|label| label.as_str()).collect();
        let hint = if path.is_empty() {
            format!("`optout guide show {}` says what to do.", guide.id)
        } else {
            format!("The way there is: {}", path.join(" > "))
        };
        return Err(Error::new(sentence, hint).into());
    };
    let choice = opener::fallback_chain(
        &account.open_with,
        &session.config.opener,
        session.environment,
    );
    let mut trusted = session.config.trusted_hosts.clone();
    if link::judge(&link, &trusted) == Verdict::Ask {
        let host = link::host(&link).unwrap_or_default();
        if !is_agreed(session, &guide, host, &link)? {
            return Err(Error::new("Nothing was opened.", "").into());
        }
        trusted.push(host.to_owned());
    }
    // Before opening, show the host and who should be logged in there.
    if link::judge(&link, &trusted) == Verdict::Trusted {
        let host = link::host(&link).unwrap_or_default();
        writeln!(session.err(), "optout: opening {host} ...")?;
        if let Some(reminder) = login::reminder(account, &account.label, &link) {
            writeln!(session.err(), "optout: {reminder}")?;
        }
    }
    let opened = opener::open(&link, &choice, &trusted)?;
    writeln!(session.out(), "{link}")?;
    writeln!(session.out(), "opened with {}.", opened.in_words())?;
    match &account.read_only {
        None => {
            session.save(decide::opened(account, guide.step_id(&step), session.now))?;
        }
        // The page is open, but that cannot be recorded.
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

/// Asks whether to open an address whose host is on no list, every time.
fn is_agreed(
    session: &mut Session<'_>,
    guide: &Guide,
    host: &str,
    address: &str,
) -> Result<bool, Stop> {
    if !io::stdin().is_terminal() {
        let sentence = format!("The host {host} is not one of Meta's and not on your list.");
        let hint = format!(
            "In a terminal this asks; to trust the host, add it to `trusted_hosts` in config.toml. To open it by hand, copy the address: {address}"
        );
        let mut error = Error::new(sentence, "");
        error.hint = text::clean(&hint, text::TextKind::Body);
        return Err(error.into());
    }
    let from = match &guide.origin {
        Origin::Yours(file) => format!("This route is not ours: the link is in {file}."),
        Origin::Shipped => "This link is not ours.".to_owned(),
    };
    // In one write, so that the echo of keys that are typed ahead does not split it.
    let question = format!(
        "{host}\n\n{address}\n\n{from} Its host is neither Meta's nor an authority's, as far as the list goes.\nOpen it this once? [y/N] "
    );
    session.err().write_all(question.as_bytes())?;
    session.err().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
