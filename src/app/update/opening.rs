//! Links: which address comes next, whether it may be opened, and what became of it.

use std::sync::Arc;

use jiff::SignedDuration;

use super::{checking, choosing, marking, moving, scanning};
use crate::{
    account::{Account, authority::AuthorityChoice, decide, login},
    app::{
        action::Action,
        dialog::{AddressPage, Intent, Overlay, Question},
        effect::{Effect, Opening},
        model::{Model, Tone},
    },
    content::{
        guide::{Guide, Step, StepId},
        link::{self, Verdict},
    },
    error::Error,
    id::Id,
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
            AuthorityChoice::One(_) if !chooses_again => {}
            AuthorityChoice::One(_) | AuthorityChoice::Several(_) => {
                choosing::show(model, &account, Some(guide.step_id(&step)));
                return Vec::new();
            }
            AuthorityChoice::None => {
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
    let id = guide.step_id(&step);
    let last = last_opened(model, &id);
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
    let effects = open_address(model, &account, &id, address, &which);
    // Also one that was not opened: the fall-back after it comes next.
    model.last_opened = Some((id, at));
    effects
}

/// Opens an address for a step, if it may be opened. `said` is told before it.
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
    model.overlays.push(Overlay::Question(Question {
        title: format!("{host}: open it?"),
        body: format!("{reminder}\n{}", opening.address),
        answers: vec![
            (
                "Yes, open it".to_owned(),
                Intent::Open(Box::new(opening), said.to_owned()),
            ),
            ("No, not now".to_owned(), Intent::Nothing),
        ],
        selected: 0,
    }));
}

/// The person was reminded of the log-in, and goes on.
pub(super) fn go_on(model: &mut Model, opening: Opening, said: &str) -> Vec<Effect> {
    model.reminded.insert(opening.account.clone());
    start(model, opening, said)
}

/// How long a key has to rest before it opens something again. A key that is held down repeats
/// faster.
const REST: SignedDuration = SignedDuration::from_millis(500);

pub(super) fn start(model: &mut Model, opening: Opening, said: &str) -> Vec<Effect> {
    let now = model.now.moment;
    let before = model.asked_to_open.replace(now);
    let rested = before.map(|before| now.duration_since(before));
    // A clock that stands still (`OPTOUT_NOW`) or was set back tells nothing about keys.
    if rested.is_some_and(|rested| rested.is_positive() && rested < REST) {
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
            let place = model
                .overlays
                .len()
                .saturating_sub(usize::from(is_typing(model)));
            model.overlays.insert(place, Overlay::Address(page));
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

/// Lets the page of an address have an action.
pub(super) fn act(model: &mut Model, mut page: AddressPage, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    match action {
        Action::Quit => return effects,
        Action::Back if !page.is_bare => return effects,
        Action::Back | Action::Enter => {
            page.is_bare = !page.is_bare;
            page.scroll = 0;
        }
        Action::Copy => effects.push(Effect::Copy(page.address.clone())),
        Action::ShowCode => {
            let address = page.address.clone();
            model.overlays.push(Overlay::Address(page));
            scanning::show_address(model, &address);
            return effects;
        }
        _ => {
            let (rows, last) = (model.drawn.page, model.drawn.scroll_end);
            page.scroll = moving::target(action, page.scroll, rows, last);
        }
    }
    model.overlays.push(Overlay::Address(page));
    effects
}

/// Which of the step's addresses was opened last, if any was.
fn last_opened(model: &Model, step: &StepId) -> Option<usize> {
    let (of_step, at) = model.last_opened.as_ref()?;
    (of_step == step).then_some(*at)
}

/// The step's address that is copied or shown: the fall-back that was opened last, or the link
/// itself.
pub(super) fn at_hand(
    model: &Model,
    account: &Account,
    guide: &Guide,
    step: &Step,
) -> Option<Clean> {
    let last = last_opened(model, &guide.step_id(step)).unwrap_or(0);
    let addresses = model.catalog.regions.addresses(account, step);
    let address = addresses.get(last).or(addresses.first())?;
    Some((*address).clone())
}

/// Copies the step's link.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = marking::need_step(model) else {
        return Vec::new();
    };
    match at_hand(model, &account, &guide, &step) {
        Some(address) => vec![Effect::Copy(address)],
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
