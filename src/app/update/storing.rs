//! What the writer thread reports: saved, not saved, changed by somebody else.

use crate::{
    account::Account,
    app::{
        core::{Screen, Tone, moving},
        effect::Effect,
        model::Model,
    },
    id::Id,
    store::{Changes, Notice, Saved, writer::WriterEvent},
};

/// Takes a report in.
pub(super) fn take(model: &mut Model, report: WriterEvent) -> Vec<Effect> {
    match report {
        WriterEvent::Saved { tickets, saved } => {
            let had_failed = model.saving.failure().is_some();
            model.saving.settle(&tickets);
            note(model, saved.notices.clone());
            for (old, new) in &saved.renumbered {
                model.history.renumber(&saved.id, old, new);
            }
            take_record(model, saved);
            if had_failed && model.saving.failure().is_none() {
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
            let label = model.entry(&account).map_or_else(
                || account.to_string(),
                |entry| entry.account.label.to_string(),
            );
            let text = format!(
                "{label} is not saved: {} {} Trying again in {} s.",
                error.sentence,
                error.hint,
                again_in.as_secs()
            );
            model.say(Tone::Bad, text);
            model.saving.fail(&account, error);
        }
        WriterEvent::Changed(changes) => take_changes(model, changes),
    }
    Vec::new()
}

/// The account as it is on the disk now, with this copy's own waiting changes laid over it.
fn take_record(model: &mut Model, saved: Saved) {
    let Saved {
        id,
        account,
        notices: _,
        renumbered: _,
    } = saved;
    let shown = account.map(|account| with_waiting(model, account));
    place(model, &id, shown);
}

fn with_waiting(model: &Model, mut account: Account) -> Account {
    let id = account.id.clone();
    for change in model.saving.of(&id) {
        change.apply(&mut account);
    }
    account
}

fn place(model: &mut Model, id: &Id, account: Option<Account>) {
    let known = model.entry(id).map(|entry| &entry.account);
    if known == account.as_ref() {
        return;
    }
    model.replace_account(id, account);
    moving::keep_selection_listed(model);
    if matches!(model.screen, Screen::Account(_)) {
        moving::keep_row_shown(model);
    }
}

/// Somebody else changed files: another copy of the program, a sync tool, an editor.
fn take_changes(model: &mut Model, changes: Changes) {
    let Changes {
        accounts,
        gone,
        notices,
    } = changes;
    for id in gone {
        // What is still on its way there is shown until it is known what became of it.
        if model.saving.of(&id).next().is_none() {
            place(model, &id, None);
        }
    }
    for account in accounts {
        let id = account.id.clone();
        let shown = with_waiting(model, account);
        place(model, &id, Some(shown));
    }
    note(model, notices);
}

fn note(model: &mut Model, notices: Vec<Notice>) {
    let new: Vec<Notice> = notices
        .into_iter()
        .filter(|notice| !model.notices.contains(notice))
        .collect();
    if let Some(first) = new.first() {
        model.say(Tone::Bad, format!("{}: {}", first.file, first.message));
    }
    model.notices.extend(new);
}
