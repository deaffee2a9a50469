//! Says what would help where a key does nothing.

use crate::app::{
    action::{Action, Place, TABLE},
    core::Tone,
    keymap::Chord,
    model::Model,
};

/// Says in one line where the key works, or which key helps.
pub(super) fn tell(model: &mut Model, chord: Chord) {
    let pressed = chord.short();
    let place = model.place();
    let key = |action| model.keymap.short(action).unwrap_or_default();
    let keymap = &model.keymap;
    let mut entries = TABLE.iter();
    let is_screen = matches!(place, Place::Home | Place::Account);
    let entry = entries.find(|entry| is_screen && keymap.has(entry.action, chord));
    let works = |other| entry.is_some_and(|entry| entry.places.contains(&other));
    let hint = entry.map_or("", |entry| entry.hint);
    let message = match (place, entry.map(|entry| entry.action)) {
        (Place::Account, Some(Action::Delete)) => format!(
            "{pressed} deletes an account, and only on the first screen. {} ticks a step.",
            key(Action::Tick)
        ),
        (Place::Home, Some(Action::Left | Action::Previous)) => {
            format!("This is the first screen; {} quits.", key(Action::Quit))
        }
        (Place::Home, _) if works(Place::Account) && model.entries.is_empty() => {
            format!(
                "{pressed} ({hint}) works on a step: {} adds an account first.",
                key(Action::Add)
            )
        }
        (Place::Home, _) if works(Place::Account) => {
            format!(
                "{pressed} ({hint}) works on a step: {} goes in.",
                key(Action::Enter)
            )
        }
        (Place::Account, _) if works(Place::Home) => {
            format!(
                "{pressed} ({hint}) works on the first screen: {} goes there.",
                key(Action::Back)
            )
        }
        (Place::Home | Place::Account, _) if works(Place::Letter) => format!(
            "{pressed} ({hint}) works on a letter: {} shows the one of a step.",
            key(Action::Letter)
        ),
        (Place::Home | Place::Account, _) => {
            format!(
                "{pressed} does nothing here: {} lists the keys.",
                key(Action::Help)
            )
        }
        _ => format!(
            "{pressed} does nothing here: {} closes this.",
            key(Action::Back)
        ),
    };
    model.say(Tone::Plain, message);
}
