//! The browsers found on this computer, one of which opens the account's links.

use super::moving;
use crate::{
    account::Field,
    app::{
        action::Action,
        dialog::{BrowserList, Overlay},
        effect::Effect,
        form::Form,
        model::{Model, Tone},
    },
    system::browsers::{BrowserChoice, FoundBrowsers},
};

/// Lists them over the form, and has them looked for.
pub(super) fn show(model: &mut Model, form: Box<Form>) -> Vec<Effect> {
    model.overlays.push(Overlay::Form(form));
    model
        .overlays
        .push(Overlay::Browsers(BrowserList::default()));
    vec![Effect::FindBrowsers]
}

/// They were looked for. The one that the field names is selected.
pub(super) fn found(model: &mut Model, found: FoundBrowsers) {
    let typed = match model.overlays.as_slice() {
        [.., Overlay::Form(form), Overlay::Browsers(_)] => form.input(Field::OpenWith),
        _ => None,
    };
    let typed = typed.map_or("", |input| input.value().trim());
    let mut choices = found.choices.iter();
    let place = choices.position(|choice| choice.command() == typed);
    // An answer to a list that was closed is for nobody.
    if let Some(Overlay::Browsers(list)) = model.overlays.last_mut() {
        list.selected = place.unwrap_or(0);
        list.found = Some(found);
    }
}

pub(super) fn act(model: &mut Model, mut list: BrowserList, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => return Vec::new(),
        Action::Enter if list.found.is_some() => {
            take(model, &list);
            return Vec::new();
        }
        _ => {
            let last = list.last();
            list.selected = moving::target(action, list.selected, model.drawn.page, last);
        }
    }
    model.overlays.push(Overlay::Browsers(list));
    Vec::new()
}

/// Puts the selected one's command into the form, where it can still be changed.
fn take(model: &mut Model, list: &BrowserList) {
    let choice = list.choice();
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else {
        return;
    };
    form.put_open_with(&choice.map_or_else(String::new, BrowserChoice::command));
    let title = choice.map_or_else(|| "The system's browser".to_owned(), BrowserChoice::title);
    let key = model.keymap.short(Action::Enter).unwrap_or_default();
    model.say(
        Tone::Good,
        format!("{title}: {key} saves it with the account."),
    );
}
