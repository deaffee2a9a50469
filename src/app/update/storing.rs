//! Handles events of the writer thread: saved, failed, changed by another program.

use std::collections::BTreeSet;

use compact_str::CompactString;
use tui_input::Input;

use crate::{
    account::{
        Account,
        change::{Change, Edit, StepEdit},
    },
    app::{
        action::Action,
        core::{Screen, Tone, changing, moving},
        effect::Effect,
        history::Past,
        model::Model,
        pages::{Overlay, form::FormPage, note::NotePage},
    },
    id::Id,
    sort::insert_all,
    store::{Changes, Notice, Saved, writer::WriterEvent},
    text::Clean,
};

/// Handles an event of the writer thread.
pub(super) fn take(model: &mut Model, event: WriterEvent) -> Vec<Effect> {
    match event {
        WriterEvent::Saved { tickets, saved } => {
            let had_failed = model.saving.failure().is_some();
            model.saving.settle(&tickets);
            let file = std::slice::from_ref(&saved.file);
            replace_notices(model, file, saved.notices.clone());
            let refused = saved.refused.clone();
            let forgotten: Vec<_> = refused
                .iter()
                .map(|change| model.history.forget(change))
                .collect();
            // From the last one on: an old id may be the new one of an earlier request.
            for (old, new) in saved.renumbered.iter().rev() {
                model.history.renumber(&saved.id, old, new);
            }
            take_saved(model, saved);
            if !refused.is_empty() {
                say_refused(model, &refused, forgotten);
            } else if had_failed && model.saving.failure().is_none() {
                model.say(
                    Tone::Good,
                    "Saved after all: everything is on the disk now.",
                );
            }
        }
        WriterEvent::Failed {
            tickets: _,
            account,
            error,
            again_in,
        } => {
            let label = model
                .entry(&account)
                .map_or_else(|| account.to_string(), |entry| model.name(&entry.account));
            // It comes again and again, and over a page it would hide what that asks.
            let keys = [Action::Back, Action::Notices].map(|it| model.keymap.short(it));
            let why = match keys {
                [Some(back), Some(why)] if !model.overlays.is_empty() => {
                    format!(". {back}, {why} say why.")
                }
                _ => format!(": {} {}", error.sentence, error.hint),
            };
            let seconds = again_in.as_secs();
            let text = format!("{label} is not saved{why} Trying again in {seconds} s.");
            model.say(Tone::Bad, text);
            model.saving.fail(&account, error);
        }
        WriterEvent::Changed(changes) => take_changes(model, changes),
    }
    Vec::new()
}

/// Takes over the account as it was saved, with the pending changes applied again.
fn take_saved(model: &mut Model, saved: Saved) {
    let Saved {
        id,
        file: _,
        account,
        notices: _,
        renumbered: _,
        refused: _,
    } = saved;
    model.unreadable.retain(|it| it.id != id);
    let shown = account.map(|account| with_pending(model, account));
    put_accounts(model, vec![(id, shown)]);
}

/// Says which changes were not made, since another copy of the program changed the same, and keeps what
/// the person typed for them as drafts.
fn say_refused(model: &mut Model, refused: &[Change], forgotten: Vec<Option<(Past, bool)>>) {
    let mut message = String::new();
    for (change, known) in refused.iter().zip(forgotten) {
        let (words, undone) = match known {
            Some((past, undone)) => (past.words, undone),
            None => ("a change".to_owned(), false),
        };
        let verb = if undone { "undone" } else { "saved" };
        message.push_str(&format!("Not {verb}: {words}. "));
        let action = if undone {
            None
        } else {
            keep_typed(model, change)
        };
        if let Some(key) = action.and_then(|action| model.keymap.short(action)) {
            let back = model.keymap.short(Action::Back);
            let back = back.filter(|_| !model.overlays.is_empty());
            let keys: Vec<CompactString> = back.into_iter().chain([key]).collect();
            let (keys, goes) = (keys.join(", "), if keys.len() > 1 { "go" } else { "goes" });
            message.push_str(&format!(
                "What you typed is kept: {keys} {goes} on with it. "
            ));
        }
    }
    message.push_str(changing::CHANGED);
    model.say(Tone::Bad, message);
}

/// Keeps the note or the fields that a change has typed as a draft. Returns the action that goes on with
/// it.
fn keep_typed(model: &mut Model, change: &Change) -> Option<Action> {
    let note = change.edits.iter().find_map(|edit| match edit {
        Edit::Step(step, StepEdit::Note(Some(note))) => Some((step, note)),
        _ => None,
    });
    if let Some((step, note)) = note {
        let started = change.inverse.iter().find_map(|edit| match edit {
            Edit::Step(_, StepEdit::Note(note)) => note.as_deref(),
            _ => None,
        });
        let page = NotePage {
            account: change.account.clone(),
            step: step.clone(),
            started: started.unwrap_or("").to_owned(),
            input: Input::new(note.to_string()),
        };
        model.drafts.push(Overlay::Note(page));
        return Some(Action::Note);
    }
    let now = &model.entry(&change.account)?.account;
    let form = FormPage::with_refused(now, change, &model.catalog.regions)?;
    model.drafts.push(Overlay::Form(Box::new(form)));
    Some(Action::Edit)
}

fn with_pending(model: &Model, mut account: Account) -> Account {
    let id = account.id.clone();
    for change in model.saving.of(&id) {
        change.apply(&mut account);
    }
    account
}

/// Replaces or removes accounts, and keeps the selection valid.
fn put_accounts(model: &mut Model, accounts: Vec<(Id, Option<Account>)>) {
    let is_other = |(id, account): &(Id, Option<Account>)| {
        model.entry(id).map(|entry| &*entry.account) != account.as_ref()
    };
    let others = accounts.into_iter().filter(is_other);
    let others: Vec<_> = others.map(|(id, it)| (id, it.map(Box::new))).collect();
    if others.is_empty() {
        return;
    }
    model.replace_some(others);
    moving::keep_selection_listed(model);
    if matches!(model.screen, Screen::Account(_)) {
        moving::keep_row_shown(model);
    }
}

/// Takes over accounts that another instance, a sync tool or an editor changed.
fn take_changes(model: &mut Model, changes: Changes) {
    let Changes {
        accounts,
        unreadable,
        gone,
        files,
        notices,
    } = changes;
    let known = accounts.iter().map(|account| &account.id);
    let read = known.chain(&gone).chain(unreadable.iter().map(|it| &it.id));
    let read: BTreeSet<Id> = insert_all(read.cloned());
    model.unreadable.retain(|it| !read.contains(&it.id));
    model.unreadable.extend(unreadable);
    // With a pending change, the event of its save decides whether the account is gone.
    let is_gone = |id: &Id| model.saving.of(id).next().is_none();
    let gone = gone.into_iter().filter(is_gone).map(|id| (id, None));
    let read = accounts.into_iter().map(|account| {
        let shown = with_pending(model, account);
        (shown.id.clone(), Some(shown))
    });
    let changed = gone.chain(read).collect();
    put_accounts(model, changed);
    replace_notices(model, &files, notices);
}

/// Puts the notices of a reading of `files` in the place of what was said of these files before, and
/// shows the first of a file of which more is said than before. Others stay.
fn replace_notices(model: &mut Model, files: &[Clean], notices: Vec<Notice>) {
    let is_said = |notice: &Notice| notices.iter().any(|new| new.file == notice.file);
    let (old, kept): (Vec<Notice>, Vec<Notice>) = std::mem::take(&mut model.notices)
        .into_iter()
        .partition(|notice| files.contains(&notice.file) || is_said(notice));
    let number = |of: &[Notice], file: &Clean| of.iter().filter(|it| it.file == *file).count();
    let more = notices
        .iter()
        .find(|new| !old.contains(new) && number(&notices, &new.file) > number(&old, &new.file));
    if let Some(first) = more {
        model.say(Tone::Bad, format!("{}: {}", first.file, first.message));
    }
    model.notices = kept;
    model.notices.extend(notices);
}
