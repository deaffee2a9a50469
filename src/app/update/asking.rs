//! Overlays: help, the account form, notes, questions.

use tui_input::{Input, InputRequest};

use super::{marking, moving, place};
use crate::{
    account::{self, Field},
    app::{
        action::{Action, Entry, TABLE},
        dialog::{HelpPage, Intent, NoteEditor, Overlay, Question},
        effect::Effect,
        form::Form,
        model::{Model, Tone},
    },
    change::{Change, Edit},
    decide,
    id::Id,
    progress::Outcome,
    text::{self, Kind},
};

/// Lets an overlay have an action. It was taken off the stack; whoever keeps it open puts it back.
pub(super) fn act(model: &mut Model, overlay: Overlay, action: Action) -> Vec<Effect> {
    match overlay {
        Overlay::Help(page) => act_in_help(model, page, action),
        Overlay::Form(form) => act_in_form(model, form, action),
        Overlay::Note(note) => act_in_note(model, note, action),
        Overlay::Question(question) => act_in_question(model, question, action),
        Overlay::Notices => {
            act_in_notices(model, action);
            Vec::new()
        }
    }
}

fn act_in_notices(model: &mut Model, action: Action) {
    match action {
        Action::Back | Action::Enter | Action::Quit => model.scroll = 0,
        _ => {
            model.scroll = moving::target(
                action,
                model.scroll,
                model.drawn.page,
                model.drawn.scroll_end,
            );
            model.overlays.push(Overlay::Notices);
        }
    }
}

pub(super) fn show_notices(model: &mut Model) {
    if model.notices.is_empty() {
        model.say(Tone::Good, "Nothing is wrong with any file.");
    } else {
        model.scroll = 0;
        model.overlays.push(Overlay::Notices);
    }
}

pub(super) fn show_help(model: &mut Model) {
    let here = place(model);
    let works_here = |entry: &&Entry| entry.places.contains(&here);
    let actions = TABLE
        .iter()
        .filter(works_here)
        .map(|entry| entry.action)
        .collect();
    model.overlays.push(Overlay::Help(HelpPage {
        filter: Input::default(),
        selected: 0,
        actions,
    }));
}

fn act_in_help(model: &mut Model, mut page: HelpPage, action: Action) -> Vec<Effect> {
    let shown = page.entries(&model.keymap);
    match action {
        Action::Back => return Vec::new(),
        Action::Enter => {
            let chosen = shown
                .get(page.selected.min(shown.len().saturating_sub(1)))
                .copied();
            return match chosen {
                Some(Action::Help) | None => Vec::new(),
                Some(chosen) => super::act(model, chosen),
            };
        }
        _ => {
            let last = shown.len().saturating_sub(1);
            page.selected = moving::target(action, page.selected.min(last), model.drawn.page, last);
        }
    }
    model.overlays.push(Overlay::Help(page));
    Vec::new()
}

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

fn act_in_form(model: &mut Model, mut form: Box<Form>, action: Action) -> Vec<Effect> {
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
        Action::Next | Action::Down => form.move_focus(1, &regions),
        Action::Previous | Action::Up => form.move_focus(-1, &regions),
        Action::Left if is_typed => form.edit(InputRequest::GoToPrevChar),
        Action::Right if is_typed => form.edit(InputRequest::GoToNextChar),
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
            let effects = marking::make(model, change, format!("changed {}", before.label));
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
            let change = Change {
                account: wanted.id.clone(),
                at: model.now.moment,
                edits: vec![Edit::Create(Box::new(wanted.clone()))],
            };
            let effects = marking::make(model, change, format!("added {}", wanted.label));
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
    let known = account
        .progress
        .step(&guide.id, &step.id)
        .and_then(|state| state.note.as_deref())
        .unwrap_or("");
    let draft = model.note_draft.take().filter(|note| {
        note.account == account.id && note.guide == guide.id && note.step == step.id
    });
    model
        .overlays
        .push(Overlay::Note(draft.unwrap_or_else(|| NoteEditor {
            account: account.id.clone(),
            guide: guide.id.clone(),
            step: step.id.clone(),
            input: Input::new(known.to_owned()),
        })));
}

fn act_in_note(model: &mut Model, mut note: NoteEditor, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => {
            let key = model.keymap.short(Action::Note).unwrap_or_default();
            model.say(
                Tone::Plain,
                format!("The note is as it was. What you typed is kept: {key} goes on with it."),
            );
            model.note_draft = Some(note);
            return Vec::new();
        }
        Action::Enter => return save_note(model, &note),
        Action::Left => drop(note.input.handle(InputRequest::GoToPrevChar)),
        Action::Right => drop(note.input.handle(InputRequest::GoToNextChar)),
        _ => {}
    }
    model.overlays.push(Overlay::Note(note));
    Vec::new()
}

fn save_note(model: &mut Model, note: &NoteEditor) -> Vec<Effect> {
    let written = text::clean(note.input.value().trim(), Kind::Line);
    let written = (!text::is_empty(&written)).then_some(written);
    let account = model
        .entry(&note.account)
        .map(|entry| entry.account.clone());
    let guide = model.catalog.guide(&note.guide).cloned();
    let (Some(account), Some(guide)) = (account, guide) else {
        return Vec::new();
    };
    let Some(step) = guide.step(&note.step) else {
        return Vec::new();
    };
    let known = account
        .progress
        .step(&guide.id, &step.id)
        .and_then(|state| state.note.clone());
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
    let effects = marking::make(
        model,
        decide::note(&account, &guide, step, written, model.now),
        words,
    );
    if !effects.is_empty() {
        model.say(Tone::Good, said);
    }
    effects
}

fn act_in_question(model: &mut Model, mut question: Question, action: Action) -> Vec<Effect> {
    let last = question.answers.len().saturating_sub(1);
    match action {
        Action::Back => return Vec::new(),
        Action::Enter => {
            let intent = question
                .answers
                .get(question.selected)
                .map(|(_, intent)| intent.clone());
            return intent.map_or_else(Vec::new, |intent| carry_out(model, intent));
        }
        _ => question.selected = moving::target(action, question.selected, 1, last),
    }
    model.overlays.push(Overlay::Question(question));
    Vec::new()
}

/// A click on an entry of the overlay's list.
pub(super) fn choose(model: &mut Model, place: usize) -> Vec<Effect> {
    match model.overlays.pop() {
        Some(Overlay::Question(mut question)) => {
            question.selected = place;
            act_in_question(model, question, Action::Enter)
        }
        Some(Overlay::Help(mut page)) => {
            page.selected = place;
            act_in_help(model, page, Action::Enter)
        }
        Some(Overlay::Form(mut form)) => {
            if let Some(field) = crate::app::form::FIELDS.get(place) {
                form.focus = *field;
            }
            if matches!(form.focus, Field::Platform | Field::Kind) {
                form.choose(1);
            }
            model.overlays.push(Overlay::Form(form));
            Vec::new()
        }
        Some(other @ (Overlay::Note(_) | Overlay::Notices)) => {
            model.overlays.push(other);
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn carry_out(model: &mut Model, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Nothing => Vec::new(),
        Intent::Delete(id) => delete(model, &id),
        Intent::Switch(account, guide) => marking::switch(model, &account, &guide),
        Intent::Record(account, request, outcome) => {
            marking::record(model, &account, &request, outcome)
        }
        Intent::Quit => vec![Effect::Quit],
    }
}

pub(super) fn ask_delete(model: &mut Model) {
    let Some(entry) = model.current() else {
        model.say(Tone::Plain, "There is no account to delete.");
        return;
    };
    let account = &entry.account;
    let key = model.keymap.short(Action::Undo).unwrap_or_default();
    let body = format!(
        "Its ticks, notes and requests go with it. Its file moves to the trash folder; {key} brings it back until you quit."
    );
    let question = Question {
        title: format!("Delete {}?", account.label),
        body,
        answers: vec![
            ("No, keep it".to_owned(), Intent::Nothing),
            (
                "Yes, delete it".to_owned(),
                Intent::Delete(account.id.clone()),
            ),
        ],
        selected: 0,
    };
    model.overlays.push(Overlay::Question(question));
}

fn delete(model: &mut Model, id: &Id) -> Vec<Effect> {
    let Some(label) = model.entry(id).map(|entry| entry.account.label.clone()) else {
        return Vec::new();
    };
    let change = Change {
        account: id.clone(),
        at: model.now.moment,
        edits: vec![Edit::Remove],
    };
    let effects = marking::make(model, change, format!("deleted {label}"));
    if !effects.is_empty() {
        let key = model.keymap.short(Action::Undo).unwrap_or_default();
        model.say(
            Tone::Good,
            format!("{label} is deleted; {key} brings it back."),
        );
    }
    effects
}

pub(super) fn ask_answer(model: &mut Model) {
    let Some(entry) = model.current() else { return };
    let goal = model.row.goal(model);
    let requests = &entry.account.progress.requests;
    let of_goal = requests
        .iter()
        .rev()
        .find(|request| Some(request.goal) == goal);
    let Some(request) = of_goal.or(requests.last()) else {
        let said = match &entry.overview.covered_by {
            Some(covering) => format!(
                "The request is kept with {}; record the answer there.",
                covering.label
            ),
            None => "Nothing was sent yet: tick the step that sends it first.".to_owned(),
        };
        model.say(Tone::Plain, said);
        return;
    };
    let answers = [
        Outcome::Granted,
        Outcome::Refused,
        Outcome::MoreAsked,
        Outcome::Waiting,
        Outcome::Withdrawn,
    ];
    let selected = answers
        .iter()
        .position(|outcome| *outcome == request.outcome)
        .unwrap_or(0);
    let question = Question {
        title: format!(
            "What did Meta answer to the request sent on {}?",
            request.sent
        ),
        body: "A confirmation that your objection is honoured means that Meta agreed.".to_owned(),
        answers: answers
            .iter()
            .map(|outcome| {
                let intent = Intent::Record(entry.account.id.clone(), request.id.clone(), *outcome);
                (outcome.title().to_owned(), intent)
            })
            .collect(),
        selected: if request.outcome == Outcome::Waiting {
            0
        } else {
            selected
        },
    };
    model.overlays.push(Overlay::Question(question));
}

pub(super) fn ask_quit(model: &mut Model) {
    let why = model.saving.failure().map_or_else(String::new, |error| {
        format!("{} {}", error.sentence, error.hint)
    });
    let count = model.saving.pending().len();
    model.overlays.push(Overlay::Question(Question {
        title: format!("{count} changes could not be saved. Quit all the same?"),
        body: format!("{why}\nQuitting tries once more, and then says what is lost."),
        answers: vec![
            ("No, stay".to_owned(), Intent::Nothing),
            ("Quit".to_owned(), Intent::Quit),
        ],
        selected: 0,
    }));
}
