//! Overlays: help, the account form, notes, questions.

use tui_input::Input;

use super::{
    browsers, changing, checking, choosing, editing, lettering, marking, moving, opening, place,
    scanning, sources,
};
use crate::{
    account::{
        Field,
        change::{Change, Edit},
        progress::Outcome,
    },
    app::{
        action::{Action, ActionEntry, TABLE},
        dialog::{HelpPage, Intent, Overlay, Question},
        effect::Effect,
        model::{Model, Tone},
    },
    id::Id,
};

/// Lets an overlay have an action. It was taken off the stack; whoever keeps it open puts it back.
pub(super) fn act(model: &mut Model, overlay: Overlay, action: Action) -> Vec<Effect> {
    match overlay {
        Overlay::Help(page) => act_in_help(model, page, action),
        Overlay::Form(form) => editing::act_in_form(model, form, action),
        Overlay::Note(note) => editing::act_in_note(model, note, action),
        Overlay::Question(question) => act_in_question(model, question, action),
        Overlay::Authorities(list) => choosing::act(model, list, action),
        Overlay::Notices => {
            act_in_notices(model, action);
            Vec::new()
        }
        Overlay::Provenance(guide, page) => {
            sources::act(model, guide, page, action);
            Vec::new()
        }
        Overlay::Letter(page) => lettering::act(model, page, action),
        Overlay::Browsers(list) => browsers::act(model, list, action),
        Overlay::Qr(page) => scanning::act(model, page, action),
        Overlay::Checking(check) => checking::act(model, check, action),
        Overlay::Address(page) => opening::act(model, page, action),
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
    if model.notices.is_empty() && model.saving.failures().is_empty() {
        model.say(Tone::Good, "Nothing is wrong with any file.");
    } else {
        model.scroll = 0;
        model.overlays.push(Overlay::Notices);
    }
}

pub(super) fn show_help(model: &mut Model) {
    let here = place(model);
    let works_here = |entry: &&ActionEntry| entry.places.contains(&here);
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
        _ => {
            let page = model.drawn.page;
            question.selected = moving::target(action, question.selected, page, last);
        }
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
        Some(Overlay::Authorities(mut list)) => {
            list.selected = place;
            choosing::act(model, list, Action::Enter)
        }
        Some(Overlay::Form(mut form)) => {
            let had_keys = form.focus;
            if let Some(field) = crate::app::form::FIELDS.get(place) {
                form.focus = *field;
            }
            if form.focus == Field::OpenWith && had_keys == Field::OpenWith {
                return browsers::show(model, form);
            }
            if matches!(form.focus, Field::Platform | Field::Kind) {
                form.choose(1);
            }
            model.overlays.push(Overlay::Form(form));
            Vec::new()
        }
        Some(Overlay::Letter(page)) => lettering::choose(model, page, place),
        Some(Overlay::Browsers(mut list)) => {
            list.selected = place.min(list.last());
            browsers::act(model, list, Action::Enter)
        }
        Some(
            other @ (Overlay::Note(_)
            | Overlay::Notices
            | Overlay::Provenance(..)
            | Overlay::Qr(_)
            | Overlay::Checking(_)
            | Overlay::Address(_)),
        ) => {
            model.overlays.push(other);
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn carry_out(model: &mut Model, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Nothing => Vec::new(),
        Intent::OpenAgreed(opening) => checking::open_agreed(model, *opening),
        Intent::Delete(id) => delete(model, &id),
        Intent::Switch(account, guide) => marking::switch(model, &account, &guide),
        Intent::Record(account, request, outcome) => {
            marking::record(model, &account, &request, outcome)
        }
        Intent::Quit => vec![Effect::Quit],
        Intent::Open(opening, said) => opening::go_on(model, *opening, &said),
        Intent::Copy(text) => vec![Effect::Copy(text)],
        Intent::AskSource(address) => {
            sources::ask_to_open(model, &address);
            Vec::new()
        }
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
    let change = Change::new(id, model.now.moment, vec![Edit::Remove]);
    let effects = changing::make(model, change, format!("deleted {label}"));
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
    let count = model.saving.count_in_words();
    model.overlays.push(Overlay::Question(Question {
        title: format!("{count} could not be saved. Quit all the same?"),
        body: format!("{why}\nQuitting tries once more, and then says what is lost."),
        answers: vec![
            ("No, stay".to_owned(), Intent::Nothing),
            ("Quit".to_owned(), Intent::Quit),
        ],
        selected: 0,
    }));
}
