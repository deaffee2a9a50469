//! Which authority is the account's, where its country has several.

use std::sync::Arc;

use super::{changing, moving, opening};
use crate::{
    account::{Account, decide},
    app::{
        action::Action,
        dialog::{AuthorityList, Overlay},
        effect::Effect,
        model::{Model, Tone},
    },
    content::guide::StepId,
};

/// Lists the authorities of the account's country, the chosen one selected. The page of the one
/// that is taken is opened for the step, if there is one.
pub(super) fn show(model: &mut Model, account: &Account, step: Option<StepId>) {
    let mut list = AuthorityList::new(&account.id, step);
    let entries = list.entries(&model.catalog.regions, account);
    let chosen = account.authority.as_ref();
    let place = entries
        .iter()
        .position(|authority| Some(&authority.id) == chosen);
    list.selected = place.unwrap_or(0);
    model.overlays.push(Overlay::Authorities(list));
}

pub(super) fn act(model: &mut Model, mut list: AuthorityList, action: Action) -> Vec<Effect> {
    let Some(entry) = model.entry(&list.account) else {
        return Vec::new();
    };
    let count = list.entries(&model.catalog.regions, &entry.account).len();
    let last = count.saturating_sub(1);
    match action {
        Action::Back => return Vec::new(),
        Action::Enter if count > 0 => return take(model, &list),
        _ => {
            list.selected = moving::target(action, list.selected.min(last), model.drawn.page, last);
        }
    }
    model.overlays.push(Overlay::Authorities(list));
    Vec::new()
}

/// Keeps the selected authority with the account, and opens its page if a step leads there.
pub(super) fn take(model: &mut Model, list: &AuthorityList) -> Vec<Effect> {
    let Some(account) = model
        .entry(&list.account)
        .map(|entry| entry.account.clone())
    else {
        return Vec::new();
    };
    let regions = Arc::clone(&model.catalog.regions);
    let entries = list.entries(&regions, &account);
    let place = list.selected.min(entries.len().saturating_sub(1));
    let Some(authority) = entries.get(place) else {
        return Vec::new();
    };
    let mut wanted = account.clone();
    wanted.authority = Some(authority.id.clone());
    let mut said = String::new();
    let mut effects = Vec::new();
    if let Some(change) = decide::edit(&account, &wanted, model.now) {
        let name = authority.short();
        if account.read_only.is_none() {
            effects = changing::make(model, change, format!("chose the authority: {name}"));
            said = format!("{name} is kept for {}. ", account.label);
        } else {
            said = format!("{} is read-only, so {name} is not kept. ", account.label);
        }
    }
    match &list.step {
        Some(step) => effects.extend(opening::open_address(
            model,
            &account,
            step,
            authority.page(),
            &said,
        )),
        None => model.say(Tone::Good, said.trim_end()),
    }
    effects
}
