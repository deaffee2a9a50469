//! What is typed: the account form and notes. What was typed is never lost by closing them.

use tui_input::{Input, InputRequest};

use super::{browsers, changing, marking};
use crate::{
    account::{
        self, Field,
        change::{Change, Edit},
        decide,
    },
    app::{
        action::Action,
        dialog::{NoteEditor, Overlay},
        effect::Effect,
        form::Form,
        model::{Model, Tone},
    },
};

pub(super) fn add(model: &mut Model) {
    let draft = model.draft.take().filter(|form| form.account.is_none());
    model
        .overlays
        .push(Overlay::Form(Box::new(draft.unwrap_or_else(Form::empty))));
}

pub(super) fn edit(model: &mut Model) {
    let Some(entry) = model.current() else {
        model.say(Tone::Plain, "There is no account to edit yet.");
        return;
    };
    if let Some(reason) = &entry.account.read_only {
        let said = format!("{} cannot be changed: {reason}", entry.account.label);
        model.say(Tone::Bad, said);
        return;
    }
    let fresh = Form::of(&entry.account, &model.catalog.regions);
    let draft = model
        .draft
        .take()
        .filter(|form| form.account == fresh.account);
    model
        .overlays
        .push(Overlay::Form(Box::new(draft.unwrap_or(fresh))));
}

pub(super) fn act_in_form(model: &mut Model, mut form: Box<Form>, action: Action) -> Vec<Effect> {
    let regions = std::sync::Arc::clone(&model.catalog.regions);
    let is_typed = form.input(form.focus).is_some();
    match action {
        Action::Back => {
            if form.is_touched {
                let key = if form.account.is_none() {
                    Action::Add
                } else {
                    Action::Edit
                };
                let key = model.keymap.short(key).unwrap_or_default();
                model.say(
                    Tone::Plain,
                    format!("Nothing was saved. What you typed is kept: {key} goes on with it."),
                );
                model.draft = Some(*form);
            }
            return Vec::new();
        }
        Action::Enter => return submit(model, form),
        Action::Down if form.focus == Field::OpenWith => return browsers::show(model, form),
        Action::Next | Action::Down => form.move_focus(1, &regions),
        Action::Previous | Action::Up => form.move_focus(-1, &regions),
        Action::Left if is_typed => drop(form.edit(InputRequest::GoToPrevChar)),
        Action::Right if is_typed => drop(form.edit(InputRequest::GoToNextChar)),
        Action::Left => form.choose(-1),
        Action::Right => form.choose(1),
        _ => {}
    }
    model.overlays.push(Overlay::Form(form));
    Vec::new()
}

/// Saves the form, or goes to the first field that is wrong.
fn submit(model: &mut Model, mut form: Box<Form>) -> Vec<Effect> {
    let regions = std::sync::Arc::clone(&model.catalog.regions);
    form.complete(&regions);
    form.was_tried = true;
    if let Some((field, error)) = form.first_error(&regions) {
        form.focus = field;
        model.say(Tone::Bad, error);
        model.overlays.push(Overlay::Form(form));
        return Vec::new();
    }
    let before = form
        .account
        .as_ref()
        .and_then(|id| model.entry(id))
        .map(|entry| entry.account.clone());
    let id = match &form.account {
        Some(id) => Some(id.clone()),
        None => account::new_id(|letters| model.ids.usize(..letters)),
    };
    let Some(id) = id else { return Vec::new() };
    let wanted = match form.account(id, before.as_ref(), &regions, model.now) {
        Ok(wanted) => wanted,
        Err(error) => {
            model.say(Tone::Bad, error);
            model.overlays.push(Overlay::Form(form));
            return Vec::new();
        }
    };
    match (form.account.is_some(), before) {
        (true, Some(before)) => {
            let Some(change) = decide::edit(&before, &wanted, model.now) else {
                model.say(Tone::Plain, "Nothing was changed.");
                return Vec::new();
            };
            let effects = changing::make(model, change, format!("changed {}", before.label));
            if !effects.is_empty() {
                model.say(Tone::Good, format!("{} is changed.", wanted.label));
            }
            effects
        }
        (true, None) => {
            model.say(
                Tone::Bad,
                "This account is gone: it was deleted elsewhere. `add` makes a new one.",
            );
            Vec::new()
        }
        (false, _) => {
            let said = format!("{} is added.", wanted.label);
            let edit = Edit::Create(Box::new(wanted.clone()));
            let change = Change::new(&wanted.id, model.now.moment, vec![edit]);
            let effects = changing::make(model, change, format!("added {}", wanted.label));
            model.say(Tone::Good, said);
            effects
        }
    }
}

pub(super) fn write_note(model: &mut Model) {
    let Some((account, guide, step)) = marking::selected_step(model) else {
        model.say(Tone::Plain, "Select a step first.");
        return;
    };
    if let Some(reason) = &account.read_only {
        model.say(
            Tone::Bad,
            format!("{} cannot be changed: {reason}", account.label),
        );
        return;
    }
    let step = guide.step_id(&step);
    let state = account.progress.step(&step);
    let known = state.and_then(|state| state.note.as_deref()).unwrap_or("");
    let draft = model.note_draft.take();
    let draft = draft.filter(|note| note.account == account.id && note.step == step);
    model
        .overlays
        .push(Overlay::Note(draft.unwrap_or_else(|| NoteEditor {
            account: account.id.clone(),
            step,
            input: Input::new(known.to_owned()),
        })));
}

pub(super) fn act_in_note(model: &mut Model, mut note: NoteEditor, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => {
            if note.input.value() != known_note(model, &note) {
                let key = model.keymap.short(Action::Note).unwrap_or_default();
                model.say(
                    Tone::Plain,
                    format!(
                        "The note is as it was. What you typed is kept: {key} goes on with it."
                    ),
                );
                model.note_draft = Some(note);
            }
            return Vec::new();
        }
        Action::Enter => return save_note(model, note),
        Action::Left => drop(note.input.handle(InputRequest::GoToPrevChar)),
        Action::Right => drop(note.input.handle(InputRequest::GoToNextChar)),
        _ => {}
    }
    model.overlays.push(Overlay::Note(note));
    Vec::new()
}

/// Keeps the note, or says why not and goes on with it.
/// The note that the step has now.
fn known_note<'m>(model: &'m Model, note: &NoteEditor) -> &'m str {
    let entry = model.entry(&note.account);
    let state = entry.and_then(|entry| entry.account.progress.step(&note.step));
    state.and_then(|state| state.note.as_deref()).unwrap_or("")
}

fn save_note(model: &mut Model, note: NoteEditor) -> Vec<Effect> {
    let written = match account::check_note(note.input.value()) {
        Ok(written) => written,
        Err(why) => {
            model.say(Tone::Bad, why);
            model.overlays.push(Overlay::Note(note));
            return Vec::new();
        }
    };
    let account = model
        .entry(&note.account)
        .map(|entry| entry.account.clone());
    let (Some(account), Some(step)) = (account, model.catalog.step(&note.step)) else {
        return Vec::new();
    };
    let state = account.progress.step(&note.step);
    let known = state.and_then(|state| state.note.clone());
    if known == written {
        model.say(Tone::Plain, "The note is as it was.");
        return Vec::new();
    }
    let what = if written.is_some() {
        "wrote a note on"
    } else {
        "removed the note on"
    };
    let words = format!("{what} \"{}\"", step.title);
    let said = if written.is_some() {
        "The note is kept."
    } else {
        "The note is removed."
    };
    let effects = changing::make(
        model,
        decide::note(&account, note.step, written, model.now),
        words,
    );
    if !effects.is_empty() {
        model.say(Tone::Good, said);
    }
    effects
}
