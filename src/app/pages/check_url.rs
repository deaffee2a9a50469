//! Addresses whose host is not known: one from somewhere is checked, one of a guide is asked about.

use tui_input::{Input, InputRequest};

use super::{moving, opening, type_into};
use crate::{
    app::{
        action::Action,
        dialog::{AddressCheck, Intent, Overlay, Question},
        effect::{Effect, Opening},
        model::Model,
    },
    content::{address, guide::Origin},
    text,
};

pub(super) fn show(model: &mut Model) {
    let check = Box::new(AddressCheck::default());
    model.overlays.push(Overlay::Checking(check));
}

pub(super) fn act(model: &mut Model, mut check: Box<AddressCheck>, action: Action) -> Vec<Effect> {
    let drawn = &model.drawn;
    let turn = |action, at| moving::target(action, at, drawn.page, drawn.scroll_end);
    match action {
        Action::Back => return Vec::new(),
        Action::Enter => tell(model, &mut check),
        Action::Left => drop(check.input.handle(InputRequest::GoToPrevChar)),
        Action::Right => drop(check.input.handle(InputRequest::GoToNextChar)),
        Action::Next => check.scroll = turn(Action::PageDown, check.scroll),
        Action::Previous => check.scroll = turn(Action::PageUp, check.scroll),
        _ => {}
    }
    model.overlays.push(Overlay::Checking(check));
    Vec::new()
}

fn tell(model: &Model, check: &mut AddressCheck) {
    check.scroll = 0;
    let typed = check.input.value();
    if text::is_empty(typed) {
        check.told = None;
        return;
    }
    let found = address::find(typed);
    check.others = found.len().saturating_sub(1);
    check.told = found.first().map(|found| {
        let also = &model.settings.trusted_hosts;
        let told = address::assess(found.address, also, &model.catalog.regions);
        (text::line(found.address), found.around, told)
    });
}

/// What was told is about another text from here on.
pub(super) fn type_address(check: &mut AddressCheck, request: InputRequest) -> bool {
    let changed = type_into(&mut check.input, request);
    if changed {
        check.told = None;
    }
    changed
}

/// The next address takes the place of one that was told about.
pub(super) fn begin_anew(check: &mut AddressCheck) {
    if check.told.take().is_some() {
        check.input = Input::default();
    }
}

/// Asks, every time, before an address opens whose host is on no list.
pub(super) fn ask_to_open(model: &mut Model, host: &str, opening: Opening) {
    let guide = opening.step.as_ref();
    let guide = guide.and_then(|step| model.catalog.guide(&step.guide));
    let from = match guide.map(|guide| &guide.origin) {
        Some(Origin::Yours(file)) => format!("This guide is not ours: the link is in {file}."),
        Some(Origin::Shipped) | None => "This link is not ours.".to_owned(),
    };
    let why =
        format!("{from} Its host is neither Meta's nor an authority's, as far as the list goes.");
    let agreed = Opening {
        agreed: Some(host.to_owned()),
        ..opening
    };
    let question = question(host, &why, agreed);
    model.overlays.push(Overlay::Question(question));
}

/// The host alone, why it is asked about, and the whole address.
pub(super) fn question(host: &str, why: &str, opening: Opening) -> Question {
    Question {
        title: host.to_owned(),
        body: format!("{why} The whole address:\n{}", opening.address),
        answers: vec![
            ("No, do not open it".to_owned(), Intent::Nothing),
            (
                "Yes, open it this once".to_owned(),
                Intent::OpenAgreed(Box::new(opening)),
            ),
        ],
        selected: 0,
    }
}

pub(super) fn open_agreed(model: &mut Model, agreed: Opening) -> Vec<Effect> {
    opening::start(model, agreed, "")
}
