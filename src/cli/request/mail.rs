//! Reading an answer from a saved e-mail: prints what it says, and records it only when asked to.

use std::path::Path;

use crate::{
    account::{
        Account,
        answer::{self, Context, Proposal, Says},
        decide::requests::{self, Answered},
        progress::{Outcome, Request},
    },
    catalog,
    cli::{
        Stop, json,
        session::{self, Session},
    },
    content::answers::Wanted,
    error::Error,
    system::files::mail,
};

/// Reads the mail, and records with `yes` what it says about the request of the account.
pub(super) fn read(
    session: &mut Session<'_>,
    accounts: &[Account],
    (account, request): (&Account, &Request),
    file: &Path,
    yes: bool,
    as_json: bool,
) -> Result<(), Stop> {
    let bytes = mail::read(file)?;
    let zone = session.environment.zone();
    let context = Context {
        rules: catalog::answers(),
        regions: &session.catalog.regions,
        trusted: &session.config.trusted_hosts,
        account,
        accounts,
        request: Some(&request.id),
        zone: &zone,
        today: session.now.today,
    };
    let proposal = answer::read(&bytes, &context)?;
    if as_json {
        json::write(session.out(), &proposal)?;
    } else {
        for line in proposal.in_words() {
            writeln!(session.out(), "{line}")?;
        }
    }
    match yes {
        true => record(session, account, request, &proposal, as_json),
        false => Ok(()),
    }
}

fn record(
    session: &mut Session<'_>,
    account: &Account,
    request: &Request,
    proposal: &Proposal,
    is_quiet: bool,
) -> Result<(), Stop> {
    session::check_changeable(account)?;
    let now = session.now;
    let region = session.catalog.region(account);
    let is_about_it = proposal.request.as_ref() == Some(&request.id)
        && proposal.account.as_ref() == Some(&account.id);
    let outcome = proposal.outcome.filter(|_| is_about_it).ok_or_else(|| {
        let hint = format!(
            "Read it yourself, and say what it is: optout request {} answer {} granted, refused or more-asked.",
            account.id, request.id
        );
        Error::new("Nothing is recorded: what the mail says is not sure.", hint)
    })?;
    let said = Answered {
        on: proposal.date,
        reference: proposal.reference.clone(),
        note: None,
    };
    let answer = |outcome| requests::answer(account, request, outcome, &said, now);
    let change = match (outcome, proposal.asked) {
        (Says::Granted, _) => answer(Outcome::Granted)?,
        (Says::Refused, _) => answer(Outcome::Refused)?,
        (Says::MoreAsked, Some(Wanted::Identity)) => {
            let on = proposal.date.unwrap_or(now.today);
            requests::asked(account, request, on, region, now)?
        }
        (Says::MoreAsked, _) => answer(Outcome::MoreAsked)?,
        (Says::Received, _) => {
            let said = "It only says that it came in: nothing is recorded.";
            if !is_quiet {
                writeln!(session.out(), "{said}")?;
            }
            return Ok(());
        }
    };
    session.save(change.decided_on(account))?;
    if !is_quiet {
        writeln!(session.out(), "Recorded: {}.", outcome.title())?;
    }
    Ok(())
}
