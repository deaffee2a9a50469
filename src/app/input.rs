//! Translates events of the terminal (keys, mouse, bracketed paste, resize, focus) into messages.

use crossterm::event::{Event, KeyCode, KeyEventKind, MouseButton, MouseEventKind};
use tui_input::InputRequest;

use super::{
    action::Place,
    drawn::Target,
    keymap::{Chord, Reached},
    message::Message,
    model::Model,
    pages::Overlay,
};
use crate::text::{self, Inspected, TextKind};

/// The message for an event; `None` for one that means nothing where the person is.
pub fn message(event: &Event, model: &Model) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_message(Chord::of(*key), model),
        Event::Key(_) | Event::FocusLost => None,
        Event::Mouse(mouse) => {
            let target = model.drawn.at(mouse.column, mouse.row).cloned();
            match mouse.kind {
                // On release, so that a press that is dragged away does nothing.
                MouseEventKind::Up(MouseButton::Left) if model.drawn.is_past => None,
                MouseEventKind::Up(MouseButton::Left) => target.map(Message::Click),
                MouseEventKind::ScrollDown => target.map(|target| Message::Wheel(target, true)),
                MouseEventKind::ScrollUp => target.map(|target| Message::Wheel(target, false)),
                MouseEventKind::Up(MouseButton::Right | MouseButton::Middle)
                | MouseEventKind::Down(_)
                | MouseEventKind::Drag(_)
                | MouseEventKind::Moved
                | MouseEventKind::ScrollLeft
                | MouseEventKind::ScrollRight => None,
            }
        }
        Event::Paste(pasted) => Some(Message::Paste(inspect_paste(pasted, model.place()))),
        Event::Resize(_, _) => Some(Message::Resized),
        Event::FocusGained => Some(Message::Focused),
    }
}

/// What is pasted, in one line but for a note. An address that is checked keeps every trace of what is
/// hidden in it.
fn inspect_paste(pasted: &str, place: Place) -> Inspected {
    match place {
        Place::CheckUrl => text::inspect_line(pasted),
        Place::Note => text::inspect_pasted(pasted, TextKind::Note),
        _ => text::inspect_pasted(pasted, TextKind::Line),
    }
}

fn key_message(chord: Chord, model: &Model) -> Option<Message> {
    let place = model.place();
    if let Some(message) = answer_by_letter(chord, model) {
        return Some(message);
    }
    match model.keymap.reached(&model.pressed, chord, place) {
        Reached::Action(action) => Some(Message::Act(action)),
        Reached::More => Some(Message::Press(Some(chord))),
        Reached::Nothing if !model.pressed.is_empty() => Some(Message::Press(None)),
        Reached::Nothing => {
            let typed = if place.takes_text() {
                edit(chord)
            } else {
                None
            };
            Some(typed.map_or(Message::Idle(chord), Message::Type))
        }
    }
}

/// The answer to the open question that a character gives at once, such as `y` or `n`.
fn answer_by_letter(chord: Chord, model: &Model) -> Option<Message> {
    let Some(Overlay::Question(question)) = model.overlays.last() else {
        return None;
    };
    let index = question.answer_of(chord.character()?)?;
    Some(Message::Click(Target::Choice(index)))
}

/// The editing keys of a text field: those of most programs, and some of Emacs and readline.
fn edit(chord: Chord) -> Option<InputRequest> {
    let by_word = chord.is_ctrl() || chord.is_alt();
    Some(match chord.code() {
        KeyCode::Char(letter) if !by_word => InputRequest::InsertChar(letter),
        KeyCode::Char('a') if chord.is_ctrl() => InputRequest::GoToStart,
        KeyCode::Char('e') if chord.is_ctrl() => InputRequest::GoToEnd,
        KeyCode::Char('w') if chord.is_ctrl() => InputRequest::DeletePrevWord,
        KeyCode::Char('u') if chord.is_ctrl() => InputRequest::DeleteFromStart,
        KeyCode::Char('k') if chord.is_ctrl() => InputRequest::DeleteTillEnd,
        KeyCode::Char('b') if chord.is_alt() => InputRequest::GoToPrevWord,
        KeyCode::Char('f') if chord.is_alt() => InputRequest::GoToNextWord,
        // Some terminals send it for Backspace.
        KeyCode::Char('h') if chord.is_ctrl() => InputRequest::DeletePrevChar,
        KeyCode::Backspace if by_word => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if by_word => InputRequest::GoToPrevWord,
        KeyCode::Right if by_word => InputRequest::GoToNextWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home => InputRequest::GoToStart,
        KeyCode::End => InputRequest::GoToEnd,
        _ => return None,
    })
}
