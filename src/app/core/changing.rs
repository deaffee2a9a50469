//! Makes, undoes and redoes changes. They show at once, while the writer thread saves them.

use super::moving;
use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    app::{
        action::Action,
        core::{Core, Screen, Tone, rows, what_now},
        effect::Effect,
        history::Past,
        row::Row,
    },
};

/// Makes a change, and pushes it onto the undo stack with its inverse. `words` describe it, as in
/// [`Past::words`].
pub fn make(core: &mut Core, change: Change, words: String) -> Vec<Effect> {
    let created = match change.edits.as_slice() {
        [Edit::Create(account) | Edit::PutBack(account)] => Some(account.clone()),
        _ => None,
    };
    let known = core
        .entry(&change.account)
        .map(|entry| entry.account.clone());
    known
        .or(created)
        .map_or_else(Vec::new, |before| make_on(core, change, &before, words))
}

/// As [`make`], of an account that need not be among the others.
pub fn make_on(core: &mut Core, change: Change, before: &Account, words: String) -> Vec<Effect> {
    if let Some(reason) = &before.read_only {
        let message = format!("{} cannot be changed: {reason}", before.label);
        core.say(Tone::Bad, message);
        return Vec::new();
    }
    let change = change.decided_on(before);
    core.history.remember(Past {
        change: change.clone(),
        words,
        account: before.clone(),
    });
    carry_out(core, change, before)
}

/// Applies a change in memory, and returns the effect that saves it.
fn carry_out(core: &mut Core, change: Change, known: &Account) -> Vec<Effect> {
    let has = |kind: fn(&Edit) -> bool| change.edits.iter().any(kind);
    if has(|edit| matches!(edit, Edit::Remove)) {
        core.replace_some(vec![(change.account.clone(), None)]);
    } else if has(|edit| matches!(edit, Edit::Restore | Edit::Create(_) | Edit::PutBack(_))) {
        core.unreadable.retain(|it| it.id != change.account);
        let account = Some(Box::new(known.clone()));
        core.replace_some(vec![(change.account.clone(), account)]);
        core.selected = Some(change.account.clone());
    } else {
        core.apply(&change);
    }
    moving::keep_row_shown(core);
    let ticket = core.saving.begin(change.clone());
    vec![Effect::Save(ticket, change)]
}

/// Undoes the last change.
pub fn undo(core: &mut Core) -> Vec<Effect> {
    let Some((change, past)) = core.history.undo(core.now.moment) else {
        core.say(Tone::Plain, "Nothing to undo in this session.");
        return Vec::new();
    };
    if !is_possible(core, &change, "undone") {
        return Vec::new();
    }
    let effects = carry_out(core, change, &past.account);
    show_again(core, &past);
    let redo = core
        .keymap
        .short(Action::Redo)
        .map_or_else(String::new, |key| format!(" {key} does it again."));
    core.say(Tone::Good, format!("Undone: {}.{redo}", past.words));
    effects
}

/// Redoes the change that was undone last.
pub fn redo(core: &mut Core) -> Vec<Effect> {
    let Some((change, past)) = core.history.redo(core.now.moment) else {
        core.say(Tone::Plain, "Nothing to redo.");
        return Vec::new();
    };
    if !is_possible(core, &change, "done again") {
        return Vec::new();
    }
    let effects = carry_out(core, change, &past.account);
    show_again(core, &past);
    core.say(Tone::Good, format!("Done again: {}.", past.words));
    effects
}

/// Whether the account still has what a change of the history was made on. Else says so and forgets it:
/// what another copy of the program wrote since is not taken back.
fn is_possible(core: &mut Core, change: &Change, verb: &str) -> bool {
    let brings_back = |edit: &Edit| {
        matches!(
            edit,
            Edit::Create(_) | Edit::Restore | Edit::PutBack(_) | Edit::Remove
        )
    };
    let (is_possible, why) = match core.entry(&change.account) {
        Some(entry) => (change.fits(&entry.account), CHANGED),
        None => (change.edits.iter().any(brings_back), GONE),
    };
    if !is_possible && let Some((past, _)) = core.history.forget(change) {
        core.say(Tone::Bad, format!("Not {verb}: {}. {why}", past.words));
    }
    is_possible
}

/// Why a change is not made: another copy of the program, or a command, changed the same.
pub const CHANGED: &str = "That was changed elsewhere since, and stays as it is now.";

/// Why a change of an account is not made that is not there any more.
pub const GONE: &str = "This account is gone: it was deleted elsewhere.";

/// Selects the account or row of a change, so that the person sees the effect.
fn show_again(core: &mut Core, past: &Past) {
    if matches!(core.screen, Screen::Home) {
        if core.entry(&past.change.account).is_some() {
            core.selected = Some(past.change.account.clone());
        }
        return;
    }
    if core.screen == Screen::WhatNow {
        let step = past.change.edits.iter().find_map(Edit::step);
        what_now::show_again(core, &past.change.account, step);
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
