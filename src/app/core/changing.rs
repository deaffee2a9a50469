//! Changes: shown at once, sent to the disk, remembered so that they can be taken back.

use super::moving;
use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    app::{
        action::Action,
        core::rows,
        core::{Core, Screen, Tone},
        effect::Effect,
        history::Past,
        row::Row,
    },
};

/// Makes a change: shows it, sends it to the disk, and remembers how to take it back.
pub fn make(core: &mut Core, change: Change, words: String) -> Vec<Effect> {
    let created = match change.edits.as_slice() {
        [Edit::Create(account)] => Some((**account).clone()),
        _ => None,
    };
    let known = core
        .entry(&change.account)
        .map(|entry| entry.account.clone());
    let Some(before) = known.or(created) else {
        return Vec::new();
    };
    if let Some(reason) = &before.read_only {
        let said = format!("{} cannot be changed: {reason}", before.label);
        core.say(Tone::Bad, said);
        return Vec::new();
    }
    let opposite = change.inverse(&before, change.at);
    core.history.remember(Past {
        change: change.clone(),
        opposite,
        words,
        account: before.clone(),
    });
    carry_out(core, change, &before)
}

/// Shows a change and sends it to the disk.
fn carry_out(core: &mut Core, change: Change, known: &Account) -> Vec<Effect> {
    let is = |wanted: fn(&Edit) -> bool| change.edits.iter().any(wanted);
    if is(|edit| matches!(edit, Edit::Remove)) {
        core.replace_account(&change.account, None);
    } else if is(|edit| matches!(edit, Edit::Restore | Edit::Create(_))) {
        core.replace_account(&change.account, Some(known.clone()));
        core.selected = Some(change.account.clone());
    } else {
        core.apply(&change);
    }
    moving::keep_row_shown(core);
    let ticket = core.saving.begin(change.clone());
    vec![Effect::Save(ticket, change)]
}

/// Takes the last change back.
pub fn undo(core: &mut Core) -> Vec<Effect> {
    let Some((change, past)) = core.history.undo(core.now.moment) else {
        core.say(Tone::Plain, "Nothing to undo in this session.");
        return Vec::new();
    };
    let effects = carry_out(core, change, &past.account);
    show_again(core, &past);
    let redo = core
        .keymap
        .short(Action::Redo)
        .map_or_else(String::new, |key| format!(" {key} does it again."));
    core.say(Tone::Good, format!("Undone: {}.{redo}", past.words));
    effects
}

/// Makes the last undone change again.
pub fn redo(core: &mut Core) -> Vec<Effect> {
    let Some((change, past)) = core.history.redo(core.now.moment) else {
        core.say(Tone::Plain, "Nothing to redo.");
        return Vec::new();
    };
    let effects = carry_out(core, change, &past.account);
    show_again(core, &past);
    core.say(Tone::Good, format!("Done again: {}.", past.words));
    effects
}

/// Selects what a change was about, so that the person sees it change.
fn show_again(core: &mut Core, past: &Past) {
    if matches!(core.screen, Screen::Home) {
        if core.entry(&past.change.account).is_some() {
            core.selected = Some(past.change.account.clone());
        }
        return;
    }
    if core.screen != Screen::Account(past.change.account.clone()) {
        if core.entry(&past.change.account).is_some() {
            moving::enter_account(core, &past.change.account.clone());
        }
        return;
    }
    let row = past.change.edits.iter().find_map(|edit| match edit.step() {
        Some(step) => Some(Row::Step(step.clone())),
        None if let Edit::Route { goal, guide: _ } = edit => Some(Row::Route(*goal)),
        None => None,
    });
    if let (Some(row), Some(entry)) = (row, core.current())
        && rows::rows(core, entry).contains(&row)
    {
        moving::select_row(core, row);
    }
}
