//! Opening links.
//!
//! [`open`] chooses the address, [`open_address`] judges it and asks the person where it must,
//! [`go_on`] continues after the answer, [`start`] debounces and returns the effect, [`opened`]
//! handles the result.

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

/// Opens the selected step's link, or with `fallback` the address after the one that was opened
/// last.
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
        let message = match step.path.is_empty() {
            true => "This step opens no page.",
            false => "This step has no link; follow the menu path.",
        };
        model.say(Tone::Plain, message);
        return Vec::new();
    }
    let id = guide.step_id(&step);
    let last = model.last_opened(&id);
    let index = match (fallback, last) {
        (false, _) => 0,
        (true, None) => 1,
        (true, Some(last)) => last + 1,
    };
    if index >= addresses.len() && fallback {
        let key = model.keymap.short(Action::Open);
        let message = match key {
            _ if addresses.len() == 1 => "This link has no other address.".to_owned(),
            Some(key) => format!("That was the last address; {key} starts again."),
            None => "That was the last address.".to_owned(),
        };
        model.last_opened = None;
        model.say(Tone::Plain, message);
        return Vec::new();
    }
    let Some(address) = addresses.get(index) else {
        return Vec::new();
    };
    let prefix = if index == 0 {
        String::new()
    } else {
        format!("Other address {index} of {}. ", addresses.len() - 1)
    };
    let effects = open_address(model, &account, Some(id.clone()), address, &prefix);
    // Even if it was refused, so that the next fall-back is tried next time.
    model.last_opened = Some((id, index));
    effects
}

/// Opens the page of an account's authority. Where the country has several, the person chooses first.
pub(super) fn open_authority(model: &mut Model, account: &Id) -> Vec<Effect> {
    let Some(account) = model.entry(account).map(|entry| entry.account.clone()) else {
        return Vec::new();
    };
    let regions = Arc::clone(&model.catalog.regions);
    match regions.authority_of(&account) {
        AuthorityChoice::One(authority) => {
            open_address(model, &account, None, authority.page(), "")
        }
        AuthorityChoice::Several(_) => {
            let page = AuthoritiesPage {
                opens: true,
                ..AuthoritiesPage::of(&account, None, &regions)
            };
            model.overlays.push(Overlay::Authorities(page));
            Vec::new()
        }
        AuthorityChoice::None => {
            model.say_no_authority(&account);
            Vec::new()
        }
    }
}

/// Opens an address for a step, if one leads there, and if it may be opened. The message in the status line begins with
/// `prefix`.
pub(super) fn open_address(
    model: &mut Model,
    account: &Account,
    step: Option<StepId>,
    address: &Clean,
    prefix: &str,
) -> Vec<Effect> {
    let host = link::host(address).unwrap_or_default();
    let opening = Opening {
        account: account.id.clone(),
        step,
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
    let reminder = login::reminder(account, &model.name(account), address);
    let is_log_in = opening
        .step
        .as_ref()
        .is_some_and(|step| step.step.starts_with(login::STEP));
    // Nobody need be asked who is about to log in, or where only the address will be shown.
    let is_needless = is_log_in
        || model.settings.opens_nothing && account.open_with.is_empty()
        || model.reminded.contains(&account.id);
    match reminder.filter(|_| !is_needless) {
        Some(reminder) => {
            remind(model, opening, &reminder, prefix);
            Vec::new()
        }
        None => start(model, opening, prefix),
    }
}

/// Before the first link of an account in this session, asks to check who is logged in at the host.
fn remind(model: &mut Model, opening: Opening, reminder: &str, prefix: &str) {
    let host = link::host(&opening.address).unwrap_or_default();
    let question = QuestionPage::new(
        format!("{host}: open it?"),
        format!("{reminder}\n{}", opening.address),
        vec![
            Answer::yes(
                "Yes, open it",
                Intent::Open(Box::new(opening), prefix.to_owned()),
            ),
            Answer::no("No, not now"),
        ],
    );
    model.overlays.push(Overlay::Question(question));
}

/// Asks before opening an address whose host is on no list, every time.
fn ask_about_host(model: &mut Model, host: &str, opening: Opening) {
    let step = opening.step.as_ref();
    let guide = step.and_then(|step| model.catalog.guide(&step.guide));
    let from = match guide.map(|guide| &guide.origin) {
        Some(Origin::Yours(file)) => format!("This route is not ours: the link is in {file}."),
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

/// Opens the address after [`remind`], whose question is not asked again for this account.
pub(super) fn go_on(model: &mut Model, opening: Opening, prefix: &str) -> Vec<Effect> {
    model.reminded.insert(opening.account.clone());
    start(model, opening, prefix)
}

/// The debounce interval: a key that is held down repeats faster than this and opens one link only.
const DEBOUNCE: SignedDuration = SignedDuration::from_millis(500);

/// Debounces, and returns the effect that opens the address.
pub(super) fn start(model: &mut Model, opening: Opening, prefix: &str) -> Vec<Effect> {
    let now = model.now.moment;
    let before = model.open_requested_at.replace(now);
    let passed = before.map(|before| now.duration_since(before));
    // A clock that stands still (`OPTOUT_NOW`) or was set back does not count.
    if passed.is_some_and(|passed| passed.is_positive() && passed < DEBOUNCE) {
        model.say(Tone::Plain, "One at a time: a link was opened just now.");
        return Vec::new();
    }
    if let Some(id) = &opening.step {
        let regions = &model.catalog.regions;
        let known = model.entry(&opening.account).map(|entry| &entry.account);
        let index = known
            .zip(model.catalog.step(id))
            .map(|(account, step)| regions.addresses(account, step))
            .and_then(|all| all.iter().position(|one| **one == opening.address));
        model.last_opened = index.map(|index| (id.clone(), index));
    }
    let host = link::host(&opening.address).unwrap_or_default();
    model.say(Tone::Plain, format!("{prefix}Opening {host} …"));
    vec![Effect::Open(opening)]
}

/// Handles the result of an opener.
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
            let message = match model.settings.is_demo {
                true => format!("The demo opens nothing; this would open {address}."),
                false => format!("Opened {host} with {opener}."),
            };
            model.say(Tone::Good, message);
            // Without a step it was a source, and that is not recorded.
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
            // A form or note that the person is writing stays on top and keeps the keys.
            let count = model.overlays.len();
            let index = count.saturating_sub(usize::from(is_typing(model)));
            model.overlays.insert(index, Overlay::Address(page));
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
    match model.current_address(&account, &guide.step_id(&step), &step) {
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
