//! Selects the [`HINTS`] that apply now.

use super::{
    action::{
        Action, Place,
        hints::{HINTS, When},
    },
    core::{Pane, Screen, moving::is_unread},
    drawn::Drawn,
    model::Model,
    pages::Overlay,
    row::Row,
};
use crate::{
    account::Field,
    content::{
        goal::Goal,
        guide::{Step, StepKind},
        state::State,
    },
};

/// The actions that the footer shows, each with its words, beside what is `drawn`.
pub fn hints(model: &Model, drawn: &Drawn) -> Vec<(Action, &'static str)> {
    let place = model.place();
    let here = HINTS.iter().find(|(of, _)| *of == place);
    let all = here.map_or(&[][..], |(_, hints)| hints).iter();
    let is_screen = matches!(place, Place::Home | Place::Account);
    let is_empty = is_screen && model.shows_nothing();
    let now = all.filter(|hint| {
        holds(model, hint.when, drawn) && !(is_empty && is_of_row(model, hint.action))
    });
    let mut hints = Vec::with_capacity(now.size_hint().1.unwrap_or(0));
    hints.extend(now.map(|hint| (hint.action, hint.words.unwrap_or(hint.action.entry().hint))));
    hints
}

/// What can be done where there is no account yet.
const WITHOUT_ACCOUNT: &[Action] = &[
    Action::Add,
    Action::Trash,
    Action::Undo,
    Action::Redo,
    Action::Notices,
    Action::CheckUrl,
    Action::Mouse,
    Action::Help,
    Action::Quit,
    Action::QuitNow,
];

/// Whether an action of the place can do anything there now, whatever is selected.
pub fn works_now(model: &Model, action: Action) -> bool {
    match action {
        Action::NextDay => model.settings.is_demo,
        Action::PutBack => model.unreadable.iter().any(|it| it.copy.is_some()),
        _ if is_of_row(model, action) && model.shows_nothing() => false,
        _ => {
            model.place() != Place::Home
                || !model.entries.is_empty()
                || WITHOUT_ACCOUNT.contains(&action)
        }
    }
}

/// Whether an action does something with the selected row of the screen.
pub fn is_of_row(model: &Model, action: Action) -> bool {
    match action {
        // There it opens the account.
        Action::Enter => model.screen == Screen::Home || model.pane != Pane::Accounts,
        Action::Tick
        | Action::Skip
        | Action::Block
        | Action::Open
        | Action::OpenNext
        | Action::Copy
        | Action::Letter
        | Action::Qr
        | Action::Note
        | Action::EditNote
        | Action::Sources
        | Action::Answer
        | Action::Evidence => true,
        Action::Right | Action::Edit | Action::Delete | Action::Complaint => {
            model.screen == Screen::Home
        }
        _ => false,
    }
}

fn holds(model: &Model, when: When, drawn: &Drawn) -> bool {
    let is_step = matches!(model.row, Row::Step(_));
    match (when, model.overlays.last()) {
        (When::Always, _) => true,
        (When::HasAccounts(any), _) => model.entries.is_empty() != any,
        (When::MouseLent, _) => model.is_mouse_lent,
        (When::IsDemo, _) => works_now(model, Action::NextDay),
        (When::HasGoodCopy, _) => works_now(model, Action::PutBack),
        (When::OnStep(on), _) => is_step == on,
        (When::OnReadStep(read), _) => is_step && is_unread(model, drawn.is_one_pane) != read,
        (When::InText(is_in), _) => (model.pane == Pane::Detail) == is_in,
        (When::HasBoardRoom, _) => drawn.has_board_room && !model.entries.is_empty(),
        (When::Scrolls, _) => drawn.scroll_end > 0,
        (When::HasLink, _) => selected_step(model).is_some_and(|step| step.opens),
        (When::KeepsProof, _) => {
            selected_step(model).is_some_and(|step| step.kind == StepKind::Confirm)
        }
        (When::HasLetter, _) => selected_step(model).is_some_and(|step| step.letter.is_some()),
        (When::HasRequest, _) => {
            let entry = model.current();
            entry.is_some_and(|entry| !entry.account.progress.requests.is_empty())
                && (model.screen == Screen::Home
                    || model.row.goal(&model.catalog) != Some(Goal::Protect))
        }
        (When::CanComplain, _) => model
            .current()
            .is_some_and(|entry| matches!(entry.overview.state, State::Overdue | State::Refused)),
        (When::HasSources, _) if model.screen == Screen::WhatNow => is_step,
        (When::HasSources, _) => !matches!(model.row, Row::NoForm | Row::Others(_)),
        (When::AtBrowser, Some(Overlay::Form(form))) => form.focus == Field::OpenWith,
        (When::AtLast(is_last), Some(Overlay::Form(form))) => form.is_last() == is_last,
        (When::IsWhole, Some(Overlay::Letter(page))) => page.draft.written.is_ok(),
        (When::CanGive, Some(Overlay::Letter(page))) => {
            page.draft.written.is_err() && page.ask.is_some()
        }
        (When::LacksAddress, Some(Overlay::Letter(page))) => {
            page.draft.written.is_ok() && page.draft.lacks_address && !page.draft.is_edited
        }
        (When::HasLanguages, Some(Overlay::Letter(page))) => page.draft.languages.len() > 1,
        (When::InOtherLanguage, Some(Overlay::Letter(page))) => page.is_in_other_language(model),
        (When::HasEdited, Some(Overlay::Letter(page))) => {
            model.letters.edited(&page.draft.key()).is_some()
        }
        (When::CanMail, Some(Overlay::Save(page))) => page.mail.is_ok(),
        (When::KeepsFiles, Some(Overlay::Evidence(page))) => {
            let entry = model.entry(&page.account);
            entry.is_some_and(|entry| !entry.account.progress.evidence.is_empty())
        }
        (When::HasRequests, Some(Overlay::Evidence(page))) => {
            let entry = model.entry(&page.account);
            entry.is_some_and(|entry| !entry.account.progress.requests.is_empty())
        }
        (When::HasTrash, Some(Overlay::Trash(page))) => page.choice().is_some(),
        (When::ForStep(is_for), Some(Overlay::Authorities(page))) => page.step.is_some() == is_for,
        (
            When::AtBrowser
            | When::AtLast(_)
            | When::IsWhole
            | When::CanGive
            | When::LacksAddress
            | When::HasLanguages
            | When::InOtherLanguage
            | When::HasEdited
            | When::CanMail
            | When::KeepsFiles
            | When::HasRequests
            | When::HasTrash
            | When::ForStep(_),
            _,
        ) => false,
    }
}

fn selected_step(model: &Model) -> Option<&Step> {
    if model.screen == Screen::Home {
        let (_, step) = model.current()?.overview.next_step()?;
        return Some(step);
    }
    let Row::Step(id) = &model.row else {
        return None;
    };
    model.catalog.step(id)
}
