//! Links: which address comes next, whether it may be opened, and what became of it.
//!
//! The way of a link: [`open`] chooses the address, [`open_address`] judges it and asks where it
//! must, [`go_on`] takes the answer, [`start`] debounces and asks for the effect, [`opened`] takes
//! in what became of it.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::{
    account::{Account, authority::AuthorityChoice, decide, login},
    app::{
        action::Action,
        core::Tone,
        effect::{Effect, Opening},
        model::Model,
        pages::{
            Overlay,
            address::AddressPage,
            authorities::AuthoritiesPage,
            check_url,
            question::{Answer, Intent, QuestionPage},
        },
    },
    content::{
        guide::{Origin, StepId},
        link::{self, Verdict},
    },
    error::Error,
    id::Id,
    text::Clean,
};

/// Opens the step's link, or the fall-back after the one that was opened last.
pub(super) fn open(model: &mut Model, fallback: bool) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let regions = Arc::clone(&model.catalog.regions);
    if step.authority {
        let chooses_again = fallback && regions.has_choice(&account);
        match regions.authority_of(&account) {
            AuthorityChoice::One(_) if !chooses_again => {}
            AuthorityChoice::One(_) | AuthorityChoice::Several(_) => {
                let step = Some(guide.step_id(&step));
                let page = AuthoritiesPage::of(&account, step, &regions);
                model.overlays.push(Overlay::Authorities(page));
                return Vec::new();
            }
            AuthorityChoice::None => {
                model.say_no_authority(&account);
                return Vec::new();
            }
        }
    }
    let addresses = regions.addresses(&account, &step);
    if addresses.is_empty() {
        model.say(Tone::Plain, "This step has no link; follow the menu path.");
        return Vec::new();
    }
    let id = guide.step_id(&step);
    let last = model.last_opened(&id);
    let at = match (fallback, last) {
        (false, _) => 0,
        (true, None) => 1,
        (true, Some(last)) => last + 1,
    };
    if at >= addresses.len() && fallback {
        let key = model.keymap.short(Action::Open);
        let said = match key {
            _ if addresses.len() == 1 => "This link has no fall-back.".to_owned(),
            Some(key) => format!("That was the last fall-back; {key} starts again."),
            None => "That was the last fall-back.".to_owned(),
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
    let effects = open_address(model, &account, &id, address, &which);
    // Also one that was not opened: the fall-back after it comes next.
    model.last_opened = Some((id, at));
    effects
}

/// Opens an address for a step, if it may be opened. The status line begins with `said`.
pub(super) fn open_address(
    model: &mut Model,
    account: &Account,
    step: &StepId,
    address: &Clean,
    said: &str,
) -> Vec<Effect> {
    let host = link::host(address).unwrap_or_default();
    let opening = Opening {
        account: account.id.clone(),
        step: Some(step.clone()),
        address: address.clone(),
        open_with: account.open_with.clone(),
        agreed: None,
    };
    match link::judge(address, &model.settings.trusted_hosts) {
        Verdict::Trusted => {}
        Verdict::Ask => {
            ask_about_host(model, host, opening);
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
    let reminder = login::reminder(account, address);
    match reminder.filter(|_| !model.reminded.contains(&account.id)) {
        Some(reminder) => {
            remind(model, opening, &reminder, said);
            Vec::new()
        }
        None => start(model, opening, said),
    }
}

/// Before the first link of an account: who should be logged in, and where the link leads.
fn remind(model: &mut Model, opening: Opening, reminder: &str, said: &str) {
    let host = link::host(&opening.address).unwrap_or_default();
    let question = QuestionPage::new(
        format!("{host}: open it?"),
        format!("{reminder}\n{}", opening.address),
        vec![
            Answer::yes(
                "Yes, open it",
                Intent::Open(Box::new(opening), said.to_owned()),
            ),
            Answer::no("No, not now"),
        ],
    );
    model.overlays.push(Overlay::Question(question));
}

/// Asks, every time, before an address opens whose host is on no list.
fn ask_about_host(model: &mut Model, host: &str, opening: Opening) {
    let step = opening.step.as_ref();
    let guide = step.and_then(|step| model.catalog.guide(&step.guide));
    let from = match guide.map(|guide| &guide.origin) {
        Some(Origin::Yours(file)) => format!("This guide is not ours: the link is in {file}."),
        Some(Origin::Shipped) | None => "This link is not ours.".to_owned(),
    };
    let why =
        format!("{from} Its host is neither Meta's nor an authority's, as far as the list goes.");
    let agreed = Opening {
        agreed: Some(host.to_owned()),
        ..opening
    };
    let question = check_url::ask_to_open(host, &why, agreed);
    model.overlays.push(Overlay::Question(question));
}

/// The person was reminded of the log-in, and goes on.
pub(super) fn go_on(model: &mut Model, opening: Opening, said: &str) -> Vec<Effect> {
    model.reminded.insert(opening.account.clone());
    start(model, opening, said)
}

/// Debounce: how long a key has to rest before it opens something again. A key that is held down
/// repeats faster.
const DEBOUNCE: SignedDuration = SignedDuration::from_millis(500);

pub(super) fn start(model: &mut Model, opening: Opening, said: &str) -> Vec<Effect> {
    let now = model.now.moment;
    let before = model.asked_to_open.replace(now);
    let rested = before.map(|before| now.duration_since(before));
    // A clock that stands still (`OPTOUT_NOW`) or was set back tells nothing about keys.
    if rested.is_some_and(|rested| rested.is_positive() && rested < DEBOUNCE) {
        model.say(Tone::Plain, "One at a time: a link was opened just now.");
        return Vec::new();
    }
    if let Some(id) = &opening.step {
        let regions = &model.catalog.regions;
        let known = model.entry(&opening.account).map(|entry| &entry.account);
        let at = known
            .zip(model.catalog.step(id))
            .map(|(account, step)| regions.addresses(account, step))
            .and_then(|all| all.iter().position(|one| **one == opening.address));
        model.last_opened = at.map(|at| (id.clone(), at));
    }
    let host = link::host(&opening.address).unwrap_or_default();
    model.say(Tone::Plain, format!("{said}Opening {host} …"));
    vec![Effect::Open(opening)]
}

/// An opener was started, or could not be.
pub(super) fn opened(
    model: &mut Model,
    account: &Id,
    step: Option<StepId>,
    address: &Clean,
    result: Result<String, Error>,
) -> Vec<Effect> {
    match result {
        Ok(opener) => {
            let host = link::host(address).unwrap_or_default();
            model.say(Tone::Good, format!("Opened {host} with {opener}."));
            // That a source was read is nothing that is kept.
            let Some((entry, step)) = model.entry(account).zip(step) else {
                return Vec::new();
            };
            if entry.account.read_only.is_some() {
                return Vec::new();
            }
            let change = decide::opened(&entry.account, step, model.now);
            model.apply(&change);
            let ticket = model.saving.begin(change.clone());
            vec![Effect::Save(ticket, change)]
        }
        Err(error) => {
            if matches!(link::judge(address, &[]), Verdict::Refused(_)) {
                model.say(Tone::Bad, error.to_string());
                return Vec::new();
            }
            model.status = None;
            let page = AddressPage {
                address: address.clone(),
                why: error.sentence,
                is_bare: false,
                scroll: 0,
            };
            // What the person does meanwhile keeps the keys; the page waits below it.
            let top = model.overlays.len();
            let below = top.saturating_sub(usize::from(is_typing(model)));
            model.overlays.insert(below, Overlay::Address(page));
            vec![Effect::Copy(address.clone())]
        }
    }
}

fn is_typing(model: &Model) -> bool {
    matches!(
        model.overlays.last(),
        Some(Overlay::Form(_) | Overlay::Note(_))
    )
}

/// Copies the step's link.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    match model.address_at_hand(&account, &guide.step_id(&step), &step) {
        Some(address) => vec![Effect::Copy(address)],
        None => {
            if step.authority {
                model.say_no_authority(&account);
            } else {
                model.say(Tone::Plain, "This step has no link to copy.");
            }
            Vec::new()
        }
    }
}
