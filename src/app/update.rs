//! What happens next: a message changes the model and asks for effects. Pure: no file, clock,
//! terminal or environment.
//!
//! The parts: [`moving`] selection and panes, [`marking`] marks, routes and answers, [`changing`]
//! how a change is made and taken back, [`editing`] what is typed,
//! [`opening`] links, [`checking`] addresses, [`choosing`] the authority, [`browsers`] the browser,
//! [`lettering`] letters, [`scanning`] QR codes, [`sources`] the page on where a guide comes
//! from, [`asking`] overlays, [`storing`] what the writer thread reports.

#[path = "pages/question.rs"]
mod asking;
#[path = "pages/browsers.rs"]
mod browsers;
#[path = "core/changing.rs"]
mod changing;
#[path = "pages/check_url.rs"]
mod checking;
#[path = "pages/authorities.rs"]
mod choosing;
#[path = "pages/note.rs"]
mod editing;
#[path = "pages/letter.rs"]
mod lettering;
mod marking;
#[path = "core/moving.rs"]
mod moving;
mod opening;
#[path = "pages/qr.rs"]
mod scanning;
#[path = "pages/sources.rs"]
mod sources;
mod storing;

pub use marking::is_unread;

use super::{
    action::{Action, Place},
    dialog::Overlay,
    drawn::Target,
    effect::Effect,
    message::Message,
    model::{Model, Screen, Tone},
    saving::SaveState,
};
use crate::{
    clock::Now,
    text::{self, Inspected},
};
use tui_input::{Input, InputRequest};

/// Takes a message in.
pub fn update(model: &mut Model, message: Message, now: Now) -> Vec<Effect> {
    let is_new_day = model.now.today != now.today;
    model.now = now;
    if is_new_day {
        model.look_anew();
    }
    let effects = take(model, message);
    // Whatever happened, a letter shows what is known now.
    lettering::renew(model);
    effects
}

fn take(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Act(action) => {
            let mut effects = act(model, action);
            effects.push(Effect::Look);
            effects
        }
        Message::Type(request) => {
            type_text(model, request);
            Vec::new()
        }
        Message::Paste(pasted) => paste(model, &pasted),
        Message::Click(target) => click(model, target),
        Message::Wheel(target, down) => {
            moving::wheel(model, &target, down);
            Vec::new()
        }
        Message::Resized => {
            // A list that had to scroll in a small window starts again from its top.
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
            match result {
                Ok(text) => {
                    let what = match text.contains('\n') {
                        true => format!("the whole text, {} characters", text.chars().count()),
                        false => text.to_string(),
                    };
                    let said = format!("Copied, {}: {what}", model.settings.who_copies());
                    model.say(Tone::Good, said);
                }
                Err(error) => model.say(Tone::Bad, format!("{} {}", error.sentence, error.hint)),
            }
            Vec::new()
        }
        Message::BrowsersFound(found) => {
            browsers::found(model, found);
            Vec::new()
        }
        Message::Written(result) => {
            scanning::written(model, result);
            Vec::new()
        }
        Message::Terminated => vec![Effect::Quit],
    }
}

/// Where the person is, which decides what keys do.
pub fn place(model: &Model) -> Place {
    match model.overlays.last() {
        Some(Overlay::Help(_) | Overlay::Authorities(_)) => Place::Helping,
        Some(Overlay::Form(_) | Overlay::Note(_)) => Place::Typing,
        Some(Overlay::Question(_) | Overlay::Browsers(_)) => Place::Asking,
        Some(Overlay::Notices) => Place::Reading,
        Some(Overlay::Provenance(..)) => Place::Grounds,
        Some(Overlay::Letter(_)) => Place::Letter,
        Some(Overlay::Qr(_)) => Place::Code,
        Some(Overlay::Checking(_)) => Place::Typing,
        Some(Overlay::Address(_)) => Place::Address,
        None if model.filter.is_open => Place::Typing,
        None => match model.screen {
            Screen::Home => Place::Home,
            Screen::Account(_) => Place::Account,
        },
    }
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::QuitNow => return vec![Effect::Quit],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        _ => model.status = None,
    }
    if let Some(overlay) = model.overlays.pop() {
        return asking::act(model, overlay, action);
    }
    if model.filter.is_open {
        return moving::act_in_filter(model, action);
    }
    match action {
        Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last => {
            moving::travel(model, action);
        }
        Action::Left | Action::Right | Action::Next | Action::Previous => {
            moving::change_pane(model, action)
        }
        Action::Enter => return marking::enter(model),
        Action::Back => moving::back(model),
        Action::Tick => return marking::tick(model),
        Action::Skip => return marking::skip(model),
        Action::Block => return marking::block(model),
        Action::Open => return opening::open(model, false),
        Action::OpenNext => return opening::open(model, true),
        Action::Copy => return opening::copy(model),
        Action::Letter => lettering::show(model),
        Action::ShowCode => scanning::show_link(model),
        Action::Note => editing::write_note(model),
        Action::Answer => asking::ask_answer(model),
        Action::Sources => sources::show(model),
        Action::Add => editing::add(model),
        Action::Edit => editing::edit(model),
        Action::Delete => asking::ask_delete(model),
        Action::Undo => return changing::undo(model),
        Action::Redo => return changing::redo(model),
        Action::Filter => moving::open_filter(model),
        Action::HideDone => moving::toggle_hide_done(model),
        Action::Notices => asking::show_notices(model),
        Action::CheckUrl => checking::show(model),
        Action::Help => asking::show_help(model),
        Action::Quit => return quit(model),
        // These are about the letter or the code that is shown, and were taken by its page.
        Action::GroundProfession
        | Action::GroundChildren
        | Action::GroundHealth
        | Action::GroundCreativeWork
        | Action::GroundSafety
        | Action::Swap
        | Action::WriteCode => {}
        Action::QuitNow | Action::Redraw | Action::Suspend => {}
    }
    Vec::new()
}

/// Ends the program; asks first when something could not be saved.
fn quit(model: &mut Model) -> Vec<Effect> {
    if model.saving.state() == SaveState::Failed {
        asking::ask_quit(model);
        Vec::new()
    } else {
        vec![Effect::Quit]
    }
}

/// Characters that fit into a text that is typed: as many as a note may have.
const MOST_TYPED: usize = text::TextKind::Line.limit();

/// Edits a text, unless it is full.
pub(crate) fn type_into(input: &mut Input, request: InputRequest) -> bool {
    let is_full = input.value().chars().count() >= MOST_TYPED;
    if is_full && matches!(request, InputRequest::InsertChar(_) | InputRequest::Yank) {
        return false;
    }
    input.handle(request).is_some_and(|changed| changed.value)
}

/// Types where text is typed; whether that changed the text.
fn type_text(model: &mut Model, request: InputRequest) -> bool {
    match model.overlays.last_mut() {
        Some(Overlay::Form(form)) => form.edit(request),
        Some(Overlay::Note(note)) => type_into(&mut note.input, request),
        Some(Overlay::Help(page)) => {
            page.selected = 0;
            type_into(&mut page.filter, request)
        }
        Some(
            Overlay::Question(_)
            | Overlay::Notices
            | Overlay::Provenance(..)
            | Overlay::Letter(_)
            | Overlay::Browsers(_)
            | Overlay::Qr(_)
            | Overlay::Address(_),
        ) => false,
        Some(Overlay::Authorities(list)) => {
            list.selected = 0;
            type_into(&mut list.filter, request)
        }
        Some(Overlay::Checking(check)) => checking::type_address(check, request),
        None if model.filter.is_open => {
            let changed = type_into(&mut model.filter.input, request);
            moving::keep_selection_listed(model);
            changed
        }
        None => false,
    }
}

/// A paste is text where text is typed, and nothing anywhere else: no key of it is a command.
fn paste(model: &mut Model, pasted: &Inspected) -> Vec<Effect> {
    if !matches!(place(model), Place::Typing | Place::Helping) {
        return Vec::new();
    }
    if let Some(Overlay::Checking(check)) = model.overlays.last_mut() {
        checking::begin_anew(check);
    }
    let mut characters = pasted.text.chars();
    let is_whole =
        characters.all(|character| type_text(model, InputRequest::InsertChar(character)));
    if pasted.cut || !is_whole {
        let said = format!("What was pasted is too long: at most {MOST_TYPED} characters fit.");
        model.say(Tone::Bad, said);
    } else if pasted.hidden > 0 {
        let said = "What was pasted has characters that cannot be shown; \u{fffd} stands for them.";
        model.say(Tone::Bad, said);
    }
    Vec::new()
}

fn click(model: &mut Model, target: Target) -> Vec<Effect> {
    model.status = None;
    match target {
        Target::Account(id) => moving::click_account(model, &id),
        Target::Row(row) => return moving::click_row(model, row),
        Target::Mark(row) => {
            moving::select_row(model, row);
            return marking::tick(model);
        }
        Target::Detail => moving::focus_detail(model),
        Target::Link => return opening::open(model, false),
        Target::Choice(place) => return asking::choose(model, place),
        Target::Overlay => {}
    }
    Vec::new()
}
