//! The mouse, and keys that follow each other.

use jiff::SignedDuration;

use crate::app::{
    action::Action,
    core::{Tone, moving},
    drawn::Target,
    effect::Effect,
    keymap::Chord,
    model::Model,
};

/// The most time between two clicks that are one double click.
const DOUBLE: SignedDuration = SignedDuration::from_millis(400);

/// Takes in a key of an action that more keys belong to; `None` ends them.
pub(super) fn press(model: &mut Model, chord: Option<Chord>) {
    model.status = None;
    match chord {
        Some(chord) => model.pressed.push(chord),
        None => model.pressed.clear(),
    }
}

/// Leaves the mouse to the terminal, or takes it back.
pub(super) fn lend_mouse(model: &mut Model) -> Vec<Effect> {
    model.is_mouse_lent = !model.is_mouse_lent;
    let key = model.keymap.short(Action::Mouse).unwrap_or_default();
    let message = match model.is_mouse_lent {
        true => format!("The mouse selects text now; {key} takes it back."),
        false => "The mouse clicks and scrolls here again.".to_owned(),
    };
    model.say(Tone::Plain, message);
    vec![Effect::LendMouse(model.is_mouse_lent)]
}

/// Notes a click, and whether it is the second of a double click.
pub(super) fn is_double(model: &mut Model, target: &Target) -> bool {
    let now = model.now.moment;
    let before = model.clicked.replace((target.clone(), now));
    let is_double = before.is_some_and(|(on, at)| {
        let between = now.duration_since(at);
        // A clock that stands still tells no double click.
        on == *target && between > SignedDuration::ZERO && between <= DOUBLE
    });
    if is_double {
        model.clicked = None;
    }
    is_double
}

/// Scrolls the page, or what is under the mouse if there is none.
pub(super) fn wheel(model: &mut Model, target: &Target, down: bool) {
    let Some(overlay) = model.overlays.last_mut() else {
        return moving::wheel(model, target, down);
    };
    if let Some((at, end)) = overlay.scroll(&model.core) {
        *at = moving::wheeled(*at, end, down);
    }
}
