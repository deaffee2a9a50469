//! Links: which address comes next, whether it may be opened, and what became of it.

use std::sync::Arc;

use super::{checking, choosing, marking};
use crate::{
    account::Account,
    app::{
        action::Action,
        dialog::{Intent, Overlay, Question},
        effect::{Effect, Opening},
        model::{Model, Tone},
    },
    decide,
    error::Error,
    id::Id,
    link::{self, Verdict},
    region::authority::Choice,
    text::Clean,
};

/// Opens the step's link, or the fall-back after the one that was opened last.
pub(super) fn open(model: &mut Model, fallback: bool) -> Vec<Effect> {
    let Some((account, guide, step)) = marking::need_step(model) else {
        return Vec::new();
    };
    let regions = Arc::clone(&model.catalog.regions);
    if step.authority {
        let chooses_again = fallback && regions.has_choice(&account);
        match regions.authority_of(&account) {
            Choice::One(_) if !chooses_again => {}
            Choice::One(_) | Choice::Several(_) => {
                let here = (guide.id.clone(), step.id.clone());
                choosing::show(model, &account, Some(here));
                return Vec::new();
            }
            Choice::None => {
                say_unknown(model, &account);
                return Vec::new();
            }
        }
    }
    let addresses = regions.addresses(&account, &step);
    if addresses.is_empty() {
        model.say(Tone::Plain, "This step has no link; follow the menu path.");
        return Vec::new();
    }
    let last = model
        .last_opened
        .as_ref()
        .filter(|(g, s, _)| *g == guide.id && *s == step.id)
        .map(|(_, _, at)| *at);
    let at = match (fallback, last) {
        (false, _) => 0,
        (true, None) => 1,
        (true, Some(last)) => last + 1,
    };
    if at >= addresses.len() && fallback {
        let said = if addresses.len() == 1 {
            "This link has no fall-back."
        } else {
            "That was the last fall-back; o starts again."
        };
        model.last_opened = None;
        model.say(Tone::Plain, said);
        return Vec::new();
    }
    let Some(address) = addresses.get(at) else {
        return Vec::new();
    };
    let which = if at == 0 {
        String::new()
    } else {
        format!("Fall-back {at} of {}. ", addresses.len() - 1)
    };
    let effects = open_address(model, &account, (&guide.id, &step.id), address, &which);
    // Also one that was not opened: the fall-back after it comes next.
    model.last_opened = Some((guide.id.clone(), step.id.clone(), at));
    effects
}

/// Opens an address for a step, if it may be opened. `said` is told before it.
pub(super) fn open_address(
    model: &mut Model,
    account: &Account,
    (guide, step): (&Id, &Id),
    address: &Clean,
    said: &str,
) -> Vec<Effect> {
    let host = link::host(address).unwrap_or_default();
    let opening = Opening {
        account: account.id.clone(),
        guide: guide.clone(),
        step: step.clone(),
        address: address.clone(),
        open_with: account.open_with.clone(),
        agreed: None,
    };
    match link::judge(address, &model.around.trusted_hosts) {
        Verdict::Trusted => {}
        Verdict::Ask => {
            checking::ask_to_open(model, host, opening);
            return Vec::new();
        }
        Verdict::Refused(refusal) => {
            model.say(
                Tone::Bad,
                format!("Not opened. {} {address}", refusal.reason()),
            );
            return Vec::new();
        }
    }
    model.say(Tone::Plain, format!("{said}Opening {host} …"));
    vec![Effect::Open(opening)]
}

/// Says why the account's authority is not known, and what to do.
fn say_unknown(model: &mut Model, account: &Account) {
    let regions = Arc::clone(&model.catalog.regions);
    let key = |action| model.keymap.short(action).unwrap_or_default();
    let advice = match account.country {
        None => format!("{} adds the country.", key(Action::Edit)),
        Some(_) if regions.has_choice(account) => format!("{} lists them.", key(Action::Open)),
        Some(country) => {
            let region = regions.of(country);
            let hint = region.and_then(|region| region.authority_hint.as_deref());
            hint.unwrap_or_default().to_owned()
        }
    };
    let said = format!("{} {advice}", regions.why_no_authority(account));
    model.say(Tone::Plain, said);
}

/// An opener was started, or could not be.
pub(super) fn opened(
    model: &mut Model,
    account: &Id,
    guide: &Id,
    step: &Id,
    address: &Clean,
    result: Result<String, Error>,
) -> Vec<Effect> {
    match result {
        Ok(opener) => {
            let host = link::host(address).unwrap_or_default();
            model.say(Tone::Good, format!("Opened {host} with {opener}."));
            let Some(entry) = model.entry(account) else {
                return Vec::new();
            };
            if entry.account.read_only.is_some() {
                return Vec::new();
            }
            let change = decide::opened(&entry.account, guide, step, model.now);
            model.apply(&change);
            let ticket = model.saving.begin(change.clone());
            vec![Effect::Save(ticket, change)]
        }
        Err(error) => {
            model.status = None;
            model.overlays.push(Overlay::Question(Question {
                title: "The link could not be opened".to_owned(),
                body: format!("{}\n{}", error.sentence, error.hint),
                answers: vec![("Go on".to_owned(), Intent::Nothing)],
                selected: 0,
            }));
            Vec::new()
        }
    }
}

/// Copies the step's link.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = marking::need_step(model) else {
        return Vec::new();
    };
    let last = model
        .last_opened
        .as_ref()
        .filter(|(g, s, _)| *g == guide.id && *s == step.id)
        .map_or(0, |(_, _, at)| *at);
    let regions = Arc::clone(&model.catalog.regions);
    let addresses = regions.addresses(&account, &step);
    match addresses.get(last).or(addresses.first()) {
        Some(address) => vec![Effect::Copy((*address).clone())],
        None => {
            if step.authority {
                say_unknown(model, &account);
            } else {
                model.say(Tone::Plain, "This step has no link to copy.");
            }
            Vec::new()
        }
    }
}
