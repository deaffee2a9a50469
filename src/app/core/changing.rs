//! Changes: shown at once, sent to the disk, remembered so that they can be taken back.

use super::moving;
use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    app::{
        action::Action,
        effect::Effect,
        history::Past,
        model::{Model, Screen, Tone},
        rows::{self, Row},
    },
};

/// Makes a change: shows it, sends it to the disk, and remembers how to take it back.
pub(super) fn make(model: &mut Model, change: Change, words: String) -> Vec<Effect> {
    let created = match change.edits.as_slice() {
        [Edit::Create(account)] => Some((**account).clone()),
        _ => None,
    };
    let known = model
        .entry(&change.account)
        .map(|entry| entry.account.clone());
    let Some(before) = known.or(created) else {
        return Vec::new();
    };
    if let Some(reason) = &before.read_only {
        let said = format!("{} cannot be changed: {reason}", before.label);
        model.say(Tone::Bad, said);
        return Vec::new();
    }
    let opposite = change.inverse(&before, change.at);
    model.history.remember(Past {
        change: change.clone(),
        opposite,
        words,
        account: before.clone(),
    });
    carry_out(model, change, &before)
}

/// Shows a change and sends it to the disk.
fn carry_out(model: &mut Model, change: Change, known: &Account) -> Vec<Effect> {
    let is = |wanted: fn(&Edit) -> bool| change.edits.iter().any(wanted);
    if is(|edit| matches!(edit, Edit::Remove)) {
        model.replace_account(&change.account, None);
    } else if is(|edit| matches!(edit, Edit::Restore | Edit::Create(_))) {
        model.replace_account(&change.account, Some(known.clone()));
        model.selected = Some(change.account.clone());
    } else {
        model.apply(&change);
    }
    moving::keep_row_shown(model);
    let ticket = model.saving.begin(change.clone());
    vec![Effect::Save(ticket, change)]
}

/// Takes the last change back.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    let Some((change, past)) = model.history.undo(model.now.moment) else {
        model.say(Tone::Plain, "Nothing to undo in this session.");
        return Vec::new();
    };
    let effects = carry_out(model, change, &past.account);
    show_again(model, &past);
    let redo = model
        .keymap
        .short(Action::Redo)
        .map_or_else(String::new, |key| format!(" {key} does it again."));
    model.say(Tone::Good, format!("Undone: {}.{redo}", past.words));
    effects
}

/// Makes the last undone change again.
pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
    let Some((change, past)) = model.history.redo(model.now.moment) else {
        model.say(Tone::Plain, "Nothing to redo.");
        return Vec::new();
    };
    let effects = carry_out(model, change, &past.account);
    show_again(model, &past);
    model.say(Tone::Good, format!("Done again: {}.", past.words));
    effects
}

/// Selects what a change was about, so that the person sees it change.
fn show_again(model: &mut Model, past: &Past) {
    if matches!(model.screen, Screen::Home) {
        if model.entry(&past.change.account).is_some() {
            model.selected = Some(past.change.account.clone());
        }
        return;
    }
    if model.screen != Screen::Account(past.change.account.clone()) {
        if model.entry(&past.change.account).is_some() {
            moving::enter_account(model, &past.change.account.clone());
        }
        return;
    }
    let row = past.change.edits.iter().find_map(|edit| match edit.step() {
        Some(step) => Some(Row::Step(step.clone())),
        None if let Edit::Route { goal, guide: _ } = edit => Some(Row::Route(*goal)),
        None => None,
    });
    if let (Some(row), Some(entry)) = (row, model.current())
        && rows::rows(model, entry).contains(&row)
    {
        moving::select_row(model, row);
    }
}
