//! `optout account restore`: brings an account back from the trash, or lists what is in it.

use serde::Serialize;

use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    cli::{Stop, find, json, session::Session, table},
    content::{platform::Platform, region::Country},
    error::Error,
    id::Id,
    store::Trashed,
    text::Clean,
};

#[derive(Serialize)]
struct TrashJson<'a> {
    format: u8,
    trash: Vec<TrashedJson<'a>>,
}

#[derive(Serialize)]
struct TrashedJson<'a> {
    id: &'a Id,
    label: Option<&'a Clean>,
    platform: Option<Platform>,
    country: Option<Country>,
    unreadable: Option<&'a Clean>,
}

pub(super) fn restore(
    session: &mut Session<'_>,
    typed: Option<&str>,
    as_json: bool,
) -> Result<(), Stop> {
    let trash = session.trash()?;
    match typed {
        Some(typed) => bring_back(session, &trash, typed),
        None if as_json => {
            let entries = trash.iter().map(|one| {
                let account = one.account.as_ref().ok();
                TrashedJson {
                    id: &one.id,
                    label: account.map(|account| &account.label),
                    platform: account.map(|account| account.platform),
                    country: account.and_then(|account| account.country),
                    unreadable: one.account.as_ref().err(),
                }
            });
            let list = TrashJson {
                format: json::FORMAT,
                trash: entries.collect(),
            };
            let mut bytes = Vec::new();
            json::write(&mut bytes, &list)?;
            Ok(session.out().write_all(&bytes)?)
        }
        None => list(session, &trash),
    }
}

fn list(session: &mut Session<'_>, trash: &[Trashed]) -> Result<(), Stop> {
    if trash.is_empty() {
        writeln!(session.out(), "The trash is empty.")?;
        return Ok(());
    }
    let row = |one: &Trashed| match &one.account {
        Ok(account) => [
            one.id.to_string(),
            account.label.to_string(),
            account.platform.title().to_owned(),
            account
                .country
                .map_or("-".to_owned(), |country| country.to_string()),
        ],
        Err(why) => [
            one.id.to_string(),
            format!("cannot be read: {why}"),
            String::new(),
            String::new(),
        ],
    };
    let rows: Vec<[String; 4]> = trash.iter().map(row).collect();
    table::write(session.out(), &rows)?;
    Ok(())
}

fn bring_back(session: &mut Session<'_>, trash: &[Trashed], typed: &str) -> Result<(), Stop> {
    if let Some(why) = trash
        .iter()
        .filter(|one| one.id.as_str() == typed)
        .find_map(|one| one.account.as_ref().err())
    {
        let sentence = format!("{typed} cannot be brought back: {why}");
        return Err(Error::new(sentence, "Its file stays in the trash folder.").into());
    }
    let accounts: Vec<Account> = trash
        .iter()
        .filter_map(|one| one.account.as_ref().ok())
        .map(|account| (**account).clone())
        .collect();
    if accounts.is_empty() {
        let hint = "`optout account list` lists the accounts that were not removed.";
        return Err(Error::new("There is no account in the trash.", hint).into());
    }
    let account = find::account(&accounts, typed)?;
    let change = Change::new(&account.id, session.now.moment, vec![Edit::Restore]);
    session.save(change)?;
    let (label, id) = (&account.label, &account.id);
    writeln!(
        session.out(),
        "{label} ({id}) is back, with all that was kept."
    )?;
    Ok(())
}
