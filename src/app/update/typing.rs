//! Text that is typed or pasted, into the field that has the keys.

use tui_input::InputRequest;

use crate::{
    app::{
        core::{Tone, moving},
        effect::Effect,
        model::Model,
        pages::{MOST_TYPED, Overlay, type_into},
    },
    text::{self, Inspected},
};

/// Edits the text field that has the keys, if any. Returns whether that changed its text.
pub(super) fn type_text(model: &mut Model, request: InputRequest) -> bool {
    let changed = insert(model, request);
    select_filtered(model);
    changed
}

fn insert(model: &mut Model, request: InputRequest) -> bool {
    match model.overlays.last_mut() {
        Some(overlay) => overlay.type_text(request),
        None => model.filter.is_open && type_into(&mut model.filter.input, request),
    }
}

/// Selects what the filter leaves, where it has the keys. It looks at each account: once for a paste, not for
/// each of its characters.
fn select_filtered(model: &mut Model) {
    if model.overlays.is_empty() && model.filter.is_open {
        moving::prefer_label(model);
    }
}

/// Handles a bracketed paste: it goes into the text field that has the keys, or else is ignored, so
/// that no pasted character is a command.
pub(super) fn paste(model: &mut Model, pasted: &Inspected) -> Vec<Effect> {
    if !model.place().takes_text() {
        return Vec::new();
    }
    match model.overlays.last_mut() {
        Some(Overlay::CheckUrl(page)) => page.begin_paste(),
        Some(Overlay::Form(form)) if form.input(form.focus).is_none() => {
            model.say(Tone::Plain, "Nothing was pasted: here one chooses.");
            return Vec::new();
        }
        _ => {}
    }
    let mut characters = pasted.text.chars();
    let is_whole = characters.all(|character| insert(model, InputRequest::InsertChar(character)));
    select_filtered(model);
    if pasted.cut || !is_whole {
        let message = format!(
            "What was pasted is too long and was cut: at most {MOST_TYPED} characters fit."
        );
        model.say(Tone::Bad, message);
    } else if pasted.hidden > 0 {
        let message =
            "What was pasted has characters that cannot be shown; \u{fffd} stands for them.";
        model.say(Tone::Bad, message);
    } else if let Some(words) = text::left_out_in_words(pasted.left_out) {
        model.say(Tone::Plain, format!("Pasted: {words}."));
    }
    Vec::new()
}
