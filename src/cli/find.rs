//! Looks up what an argument names. The error for an unknown name suggests similar ones.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use crate::{
    account::{Account, overview::Overview},
    catalog::{Catalog, letters},
    content::{
        guide::{Guide, Step},
        letter::Letter,
        region::{Authority, Regions},
    },
    error::Error,
    text::{self, Clean, TextKind},
};

/// How many candidates a message lists at most.
const MOST_LISTED: usize = 8;

/// The account with this id, this unique beginning of an id, or this exact label.
pub(super) fn account<'a>(accounts: &'a [Account], typed: &str) -> Result<&'a Account, Error> {
    if let Some(account) = accounts.iter().find(|account| account.id.as_str() == typed) {
        return Ok(account);
    }
    let label = text::clean(typed, TextKind::Name);
    let labelled = |is_it: &dyn Fn(&str) -> bool| -> Vec<&Account> {
        let has = |account: &&Account| is_it(&account.label);
        accounts.iter().filter(has).collect()
    };
    // As it is written, else as it looks: another program may have put its letters together of two.
    let mut named = labelled(&|known| known == label.as_str());
    if named.is_empty() {
        let looks = text::composed(&label);
        named = labelled(&|known| text::composed(known) == looks);
    }
    let begins = |account: &&Account| !typed.is_empty() && account.id.starts_with(typed);
    let matching = if named.is_empty() {
        accounts.iter().filter(begins).collect()
    } else {
        named
    };
    match matching.as_slice() {
        [account] => Ok(account),
        [] => Err(unknown_account(accounts, &label)),
        several => Err(Error::new(
            format!(
                "`{label}` may be any of {}: {}.",
                several.len(),
                list(several)
            ),
            "Write the id, or enough of it.",
        )),
    }
}

fn unknown_account(accounts: &[Account], typed: &Clean) -> Error {
    let sentence = format!("There is no account `{typed}`.");
    if accounts.is_empty() {
        let hint = "There is none yet: optout account add --platform facebook --label Personal";
        return Error::new(sentence, hint);
    }
    let words = accounts
        .iter()
        .flat_map(|account| [account.id.as_str(), account.label.as_str()]);
    let near = text::near(typed, words);
    let alike = |account: &&Account| {
        near.iter()
            .any(|word| *word == account.id.as_str() || *word == account.label.as_str())
    };
    let close: Vec<&Account> = accounts.iter().filter(alike).collect();
    let hint = if close.is_empty() {
        format!(
            "Known are: {}.",
            list(&accounts.iter().collect::<Vec<&Account>>())
        )
    } else {
        format!("Did you mean {}?", list(&close))
    };
    Error::new(sentence, hint)
}

fn list(accounts: &[&Account]) -> String {
    let named = accounts.iter().map(|account| {
        let country = account.country.map(|country| format!(", {country}"));
        let handle = account.handle.as_ref().map(|handle| format!(", {handle}"));
        format!(
            "{} ({}, {}{}{})",
            account.id,
            account.label,
            account.platform.title(),
            country.unwrap_or_default(),
            handle.unwrap_or_default()
        )
    });
    some_of(named.collect())
}

/// The first [`MOST_LISTED`] names, and the number of the others.
fn some_of(names: Vec<String>) -> String {
    let more = names.len().saturating_sub(MOST_LISTED);
    let mut listed: Vec<String> = names.into_iter().take(MOST_LISTED).collect();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    listed.join(", ")
}

/// The guide with this id, if it fits the account.
pub(super) fn route(
    catalog: &Catalog,
    account: &Account,
    typed: &str,
) -> Result<Arc<Guide>, Error> {
    let fitting = catalog.fitting_guides(account);
    if let Some(guide) = fitting.iter().find(|guide| guide.id.as_str() == typed) {
        return Ok(Arc::clone(guide));
    }
    let ids = fitting.iter().map(|guide| guide.id.as_str());
    if let Some(guide) = catalog.guide(typed) {
        let sentence = format!(
            "The guide `{}` is not for {}.",
            guide.id,
            describe(catalog, account)
        );
        return Err(Error::new(sentence, candidates("", ids)));
    }
    Err(Error::new(unknown("guide", typed), candidates(typed, ids)))
}

/// The step with this GUIDE/STEP, if its guide fits the account; or with this STEP, if only one of the
/// account's routes has it.
pub(super) fn step(
    catalog: &Catalog,
    account: &Account,
    typed: &str,
    today: Date,
) -> Result<(Arc<Guide>, Step), Error> {
    let Some((guide, step)) = typed.split_once('/') else {
        let overview = Overview::of(account, catalog, &BTreeMap::new(), today);
        let having = overview.goals.iter().filter_map(|view| {
            let step = view.guide.step(typed)?;
            Some((Arc::clone(&view.guide), step.clone()))
        });
        let mut having: Vec<(Arc<Guide>, Step)> = having.collect();
        if having.len() > 1 {
            let ids: Vec<String> = having
                .iter()
                .map(|(guide, step)| guide.step_id(step).to_string())
                .collect();
            let sentence = format!("`{typed}` may be any of {}: {}.", ids.len(), ids.join(", "));
            return Err(Error::usage(sentence, "Write GUIDE/STEP."));
        }
        if let Some(found) = having.pop() {
            return Ok(found);
        }
        let sentence = format!("`{typed}` is no step of an open route, and not GUIDE/STEP.");
        let hint = format!(
            "`optout steps {}` shows how the steps are named.",
            account.id
        );
        return Err(Error::usage(sentence, hint));
    };
    let guide = route(catalog, account, guide)?;
    let Some(found) = guide.step(step) else {
        let sentence = format!("The guide `{}` has no step `{step}`.", guide.id);
        let ids = guide.steps.iter().map(|step| step.id.as_str());
        return Err(Error::new(sentence, candidates(step, ids)));
    };
    let found = found.clone();
    Ok((guide, found))
}

/// The guide with this id.
pub(super) fn guide<'c>(catalog: &'c Catalog, typed: &str) -> Result<&'c Arc<Guide>, Error> {
    let ids = catalog.heads().map(|head| head.id.as_str());
    catalog
        .guide(typed)
        .ok_or_else(|| Error::new(unknown("guide", typed), candidates(typed, ids)))
}

/// The letter with this id, if it fits the account.
pub(super) fn letter(
    catalog: &Catalog,
    account: &Account,
    typed: &str,
) -> Result<&'static Letter, Error> {
    let region = catalog.region(account);
    let fitting = || letters::fitting(account.platform, account.kind, region);
    let ids = fitting().map(|letter| letter.id.as_str());
    let Some(letter) = letters::letter(typed) else {
        return Err(Error::new(unknown("letter", typed), candidates(typed, ids)));
    };
    if fitting().any(|one| one.id == letter.id) {
        return Ok(letter);
    }
    let described = describe(catalog, account);
    let sentence = format!("The letter `{typed}` is not for {described}.");
    Err(Error::new(sentence, candidates("", ids)))
}

/// The authority with this id.
pub(super) fn authority<'r>(regions: &'r Regions, typed: &str) -> Result<&'r Authority, Error> {
    let ids = regions
        .all_authorities()
        .map(|authority| authority.id.as_str());
    regions
        .authority(typed)
        .ok_or_else(|| Error::new(unknown("authority", typed), candidates(typed, ids)))
}

fn unknown(what: &str, typed: &str) -> String {
    format!("There is no {what} `{typed}`.")
}

/// A hint with the known ids that are similar, or else with all.
fn candidates<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let near = text::near(typed, known.iter().copied());
    if !near.is_empty() {
        format!("Did you mean {}?", near.join(", "))
    } else if known.is_empty() {
        "There is none that fits.".to_owned()
    } else {
        format!(
            "Known here are: {}.",
            some_of(known.iter().map(|id| (*id).to_owned()).collect())
        )
    }
}

/// An account in words: its label, platform, kind and country.
pub(super) fn describe(catalog: &Catalog, account: &Account) -> String {
    let country = account.country.map_or(String::new(), |country| {
        format!(", {}", catalog.regions.name(country))
    });
    let platform = account.platform.title();
    format!(
        "{} ({platform}, {}{country})",
        account.label,
        account.kind.title()
    )
}
