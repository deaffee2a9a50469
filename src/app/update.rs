//! The update function: a message changes the model and returns effects. Pure: no file, clock,
//! terminal or environment.
//!
//! The parts: `marking` for marks and routes, `blocking` for what cannot be found, `answering` for
//! requests and their answers, `idle` for keys that do nothing, `opening` for links, `pointing` for the
//! mouse, `showing` for help, `asking` for questions and intents, `storing` for events of the writer
//! thread, `typing` for text. The response of a page to an action is in [`super::pages`], changes of
//! the state under it in [`super::core`].

mod answering;
mod asking;
mod blocking;
mod idle;
mod marking;
mod opening;
mod pointing;
mod showing;
mod storing;
mod typing;

pub use asking::typed_only;

use super::{
    action::Action,
    core::{Core, Pane, Screen, Tone, changing, moving, what_now},
    drawn::Target,
    effect::{EditTarget, Effect},
    hints::is_of_row,
    message::Message,
    model::Model,
    pages::{
        Overlay, Turn,
        complaint::ComplaintPage,
        evidence::{self, EvidencePage},
        letter::{self, LetterPage},
        notices::NoticesPage,
        qr::{self, QrPage},
        sources::SourcesPage,
    },
    reload,
    row::Row,
};
use crate::clock::Now;

/// An update function, such as [`update`]; tests have others.
pub type Update = fn(&mut Model, Message, Now) -> Vec<Effect>;

/// Handles a message, and returns the effects to perform.
pub fn update(model: &mut Model, message: Message, now: Now) -> Vec<Effect> {
    let is_new_day = model.now.today != now.today;
    let had_page = !model.overlays.is_empty();
    model.now = now;
    if is_new_day {
        model.refresh_overviews();
    }
    let effects = take(model, message);
    if model.overlays.is_empty() {
        what_now::follow(model);
    }
    if model.screen == Screen::Home && model.is_narrowed() {
        moving::keep_selection_listed(model);
    }
    // The message may have changed what the open letter shows, or what the question before quitting says.
    refresh_letter(model);
    asking::refresh_quitting(model);
    // What a page shows may be another thing now.
    model.drawn.is_past |= had_page || !model.overlays.is_empty();
    effects
}

fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    if let Message::Press(chord) = message {
        pointing::press(model, chord);
        return Vec::new();
    }
    if message.is_of_person() {
        model.pressed.clear();
    }
    match message {
        Message::Press(_) => Vec::new(),
        Message::Act(action) => act(model, action),
        Message::Type(request) => {
            typing::type_text(model, request);
            Vec::new()
        }
        Message::Paste(pasted) => typing::paste(model, &pasted),
        Message::Click(target) => click(model, target),
        Message::Wheel(target, down) => {
            pointing::wheel(model, &target, down);
            Vec::new()
        }
        Message::Resized => {
            // In a larger window the lists may no longer have to scroll.
            (model.drawn.accounts_top, model.drawn.rows_top) = (0, 0);
            vec![Effect::Redraw]
        }
        Message::Focused => vec![Effect::Look],
        Message::Stored(report) => storing::take(model, *report),
        Message::Opened {
            account,
            step,
            address,
            result,
        } => opening::opened(model, &account, step, &address, result),
        Message::Copied(result) => {
            showing::say_copied(model, result);
            Vec::new()
        }
        Message::Reloaded(reload) => {
            reload::take(model, *reload);
            Vec::new()
        }
        Message::BrowsersFound(found) => {
            if let [.., below, Overlay::Browsers(page)] = model.overlays.as_mut_slice() {
                page.take(found, below.typed_command());
            }
            Vec::new()
        }
        Message::TrashListed(listed) => {
            if let Some(Overlay::Trash(page)) = model.overlays.last_mut() {
                page.take(&mut model.core, listed);
            }
            Vec::new()
        }
        Message::Idle(chord) => {
            idle::tell(model, chord);
            Vec::new()
        }
        Message::Written(result) => {
            let question = qr::report_written(result);
            model.overlays.push(Overlay::Question(question));
            Vec::new()
        }
        Message::Edited {
            of: _,
            result: Err(error),
        } if !error.hint.is_empty() => {
            let page = letter::report_unedited(&error);
            model.overlays.push(Overlay::Question(page));
            Vec::new()
        }
        Message::Edited {
            of: EditTarget::Letter(key),
            result,
        } => {
            letter::take_edited(model, key, result);
            Vec::new()
        }
        Message::Edited {
            of: EditTarget::Note(account, step),
            result: Ok(Some(edited)),
        } => asking::take_edited_note(model, account, step, &edited),
        Message::Edited {
            of: EditTarget::Note(..),
            result,
        } => {
            let message = match result {
                Err(error) => error.sentence.to_string(),
                Ok(_) => "The note is as it was. An editor with a window must wait: code --wait"
                    .to_owned(),
            };
            model.say(Tone::Plain, message);
            Vec::new()
        }
        Message::TextWritten(result) => {
            showing::take_written(model, result);
            Vec::new()
        }
        Message::Kept {
            account,
            request,
            result,
        } => {
            let (is_kept, effects) = evidence::take(model, &account, request.as_ref(), result);
            if let Some(Overlay::Evidence(page)) = model.overlays.last_mut()
                && is_kept
            {
                page.input.reset();
            }
            effects
        }
        Message::PackWritten(result) => {
            showing::take_pack(model, result);
            Vec::new()
        }
        Message::NotRemembered(error) => {
            model.say(Tone::Bad, format!("{} {}", error.sentence, error.hint));
            Vec::new()
        }
        Message::Terminated => vec![Effect::Quit],
    }
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::QuitNow => return vec![Effect::Quit],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        // On every page alike.
        Action::Mouse => return pointing::lend_mouse(model),
        _ => model.status = None,
    }
    if let (Action::Help, Some(Overlay::Letter(_) | Overlay::Qr(_))) =
        (action, model.overlays.last())
    {
        showing::help(model);
        return Vec::new();
    }
    if let Some(mut overlay) = model.overlays.pop() {
        let turn = overlay.act(model, action);
        return take_turn(model, overlay, turn);
    }
    if model.filter.is_open {
        return moving::act_in_filter(model, action);
    }
    if is_of_row(model, action) && model.shows_nothing() {
        moving::say_nothing_shown(model);
        return Vec::new();
    }
    match action {
        Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last => {
            moving::move_selection(model, action);
        }
        Action::Left | Action::Right | Action::Next | Action::Previous => {
            moving::change_pane(model, action)
        }
        Action::Enter => return enter(model),
        Action::Back if model.screen == Screen::WhatNow => what_now::end(model),
        Action::Back => moving::back(model),
        Action::Tick => return marking::tick(model),
        Action::Skip => return marking::skip(model),
        Action::Block => return blocking::block(model),
        Action::Open => return opening::open(model, false),
        Action::OpenNext => return opening::open(model, true),
        Action::Copy => return opening::copy(model),
        Action::Letter => show(model, |core| {
            Some(Overlay::Letter(Box::new(LetterPage::show(core)?)))
        }),
        Action::Qr => show(model, |core| QrPage::of_step(core).map(Overlay::qr)),
        Action::Note => asking::write_note(model),
        Action::EditNote => return asking::edit_note(model),
        Action::Answer => answering::ask(model),
        Action::Evidence => show(model, |core| {
            EvidencePage::show(core).map(Overlay::Evidence)
        }),
        Action::Complaint => show(model, ComplaintPage::show),
        Action::Sources => show(model, |core| SourcesPage::show(core).map(Overlay::Sources)),
        Action::Add => asking::add(model),
        Action::Edit => asking::edit(model),
        Action::Delete => asking::ask_delete(model),
        Action::Trash => return asking::show_trash(model),
        Action::PutBack => asking::ask_put_back(model),
        Action::Undo => return changing::undo(model),
        Action::Redo => return changing::redo(model),
        Action::Filter => moving::open_filter(model),
        Action::HideDone => return moving::toggle_hide_done(model),
        Action::Board => moving::toggle_board(model),
        Action::Sort => return moving::change_order(model),
        Action::WhatNow => asking::ask_how_long(model),
        Action::NextNeed | Action::PreviousNeed => {
            let backwards = action == Action::PreviousNeed;
            match model.screen {
                Screen::WhatNow => what_now::pass(model, backwards),
                Screen::Home | Screen::Account(_) => moving::seek_need(model, backwards),
            }
        }
        Action::Notices => show(model, |core| NoticesPage::show(core).map(Overlay::Notices)),
        Action::CheckUrl => show(model, |_| Some(Overlay::CheckUrl(Box::default()))),
        Action::NextDay => return showing::next_day(model),
        Action::Help => showing::help(model),
        Action::Quit => return quit(model),
        // The pages handle these.
        Action::EditText
        | Action::SaveText
        | Action::GroundProfession
        | Action::GroundChildren
        | Action::GroundHealth
        | Action::GroundCreativeWork
        | Action::GroundSafety
        | Action::Swap
        | Action::TakeOff
        | Action::Write => {}
        Action::QuitNow | Action::Redraw | Action::Suspend | Action::Mouse => {}
    }
    Vec::new()
}

/// Enter: opens an account, folds or unfolds a goal, makes a route active, or marks a step done and
/// goes on to the next open one.
fn enter(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::WhatNow && model.current().is_none() {
        what_now::end(model);
        return Vec::new();
    }
    if model.screen == Screen::Home || model.pane == Pane::Accounts {
        match model.selected.clone() {
            Some(id) if model.entry(&id).is_some() => moving::enter_account(model, &id),
            _ => asking::add(model),
        }
        return Vec::new();
    }
    match model.row.clone() {
        Row::Goal(goal) => moving::toggle_goal(model, goal),
        Row::Others(goal) => moving::toggle_others(model, goal),
        Row::NoForm | Row::Route(_) => model.pane = Pane::Detail,
        Row::Other(guide) => return marking::switch_here(model, &guide),
        // A step whose text is not on the screen is shown first, and not marked.
        Row::Step(_) if moving::is_unread(model, model.drawn.is_one_pane) => {
            model.pane = Pane::Detail
        }
        Row::Step(_) => return marking::finish_step(model),
    }
    Vec::new()
}

/// Quits; asks first if something is not saved.
fn quit(model: &mut Model) -> Vec<Effect> {
    match asking::before_quitting(model) {
        Some(question) => {
            model.overlays.push(Overlay::Question(question));
            Vec::new()
        }
        None => vec![Effect::Quit],
    }
}

/// Opens a page, if there is one.
fn show(model: &mut Model, page: impl FnOnce(&mut Core) -> Option<Overlay>) {
    let page = page(model);
    model.overlays.extend(page);
}

/// Carries out the response of a page that was popped from the stack.
fn take_turn(model: &mut Model, page: Overlay, turn: Turn) -> Vec<Effect> {
    if turn.stays {
        model.overlays.push(page);
    } else if turn.is_draft {
        model.drafts.push(page);
    }
    model.overlays.extend(turn.opens);
    let mut effects = turn.effects;
    effects.extend(asking::carry_out(model, turn.intent));
    effects
}

/// Composes the open letter again, and closes it if it does not fit the account any more.
fn refresh_letter(model: &mut Model) {
    if let Some(Overlay::Letter(page)) = model.overlays.last_mut()
        && !page.refresh(&mut model.core)
    {
        model.overlays.pop();
    }
}

/// Handles a click. The second of two in quick succession does what Enter does.
fn click(model: &mut Model, target: Target) -> Vec<Effect> {
    model.status = None;
    let is_double = pointing::is_double(model, &target);
    match target {
        Target::Hint(action) => return act(model, action),
        // The first click has selected it.
        Target::Account(_) | Target::Row(Row::Step(_) | Row::Other(_)) if is_double => {
            return act(model, Action::Enter);
        }
        Target::Account(id) => moving::click_account(model, &id),
        Target::Row(row) => return moving::click_row(model, row),
        Target::Mark(row) => {
            moving::select_row(model, row);
            return marking::tick(model);
        }
        Target::Detail => moving::focus_detail(model),
        Target::Link => return opening::open(model, false),
        Target::Choice(index) => {
            if let Some(mut overlay) = model.overlays.pop() {
                let turn = overlay.choose(model, index);
                return take_turn(model, overlay, turn);
            }
        }
        Target::Overlay => {}
    }
    Vec::new()
}
