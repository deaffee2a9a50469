//! QR codes: a link or a letter handed to a phone.

use std::sync::Arc;

use super::{asking, marking, moving, opening};
use crate::{
    account::{Account, authority::AuthorityChoice},
    app::{
        action::Action,
        dialog::{Intent, LetterPage, Overlay, QrPage, Question},
        effect::Effect,
        model::{Model, Tone},
    },
    content::link::{self, Verdict},
    error::Error,
    id::Id,
    qr::Code,
    text::Clean,
};

/// Shows the link of the selected step: the fall-back that was opened last, or the link itself.
pub(super) fn show_link(model: &mut Model) {
    let Some((account, guide, step)) = marking::need_step(model) else {
        return;
    };
    let Some(address) = opening::at_hand(model, &account, &guide, &step) else {
        let regions = Arc::clone(&model.catalog.regions);
        let said = match (step.authority, regions.authority_of(&account)) {
            (true, AuthorityChoice::Several(_)) => {
                let key = model.keymap.short(Action::Open).unwrap_or_default();
                format!("{} {key} lists them.", regions.why_no_authority(&account))
            }
            (true, AuthorityChoice::One(_) | AuthorityChoice::None) => {
                regions.why_no_authority(&account)
            }
            (false, _) => "This step has no link to show.".to_owned(),
        };
        model.say(Tone::Plain, said);
        return;
    };
    // A phone follows it as a browser would, so the same rule holds.
    if !matches!(
        link::judge(&address, &model.settings.trusted_hosts),
        Verdict::Trusted
    ) {
        let said = format!("Not shown: this is no address that this program opens. {address}");
        model.say(Tone::Bad, said);
        return;
    }
    let host = link::host(&address).unwrap_or_default().to_owned();
    let notes = vec![
        format!(
            "Point the phone's camera at it. Open it only if the phone shows {host}, logged in as {}.",
            known_as(&account)
        ),
        "The phone's browser opens the page, not this computer's.".to_owned(),
    ];
    let file = name(&guide.id, &step.id);
    show(model, host, address, notes, file, true);
}

/// Shows an address that nothing here opened. Its page stays open below.
pub(super) fn show_address(model: &mut Model, address: &Clean) {
    let Verdict::Trusted = link::judge(address, &model.settings.trusted_hosts) else {
        model.say(
            Tone::Bad,
            "Not shown: this is no address that this program opens.",
        );
        return;
    };
    let host = link::host(address).unwrap_or_default().to_owned();
    let notes = vec![
        format!("Point the phone's camera at it. Open it only if the phone shows {host}."),
        "The phone's browser opens the page, not this computer's.".to_owned(),
    ];
    let file = host.replace('.', "-");
    show(model, host, address.clone(), notes, file, true);
}

/// Shows the text of a letter. The letter's page stays open below.
pub(super) fn show_letter(model: &mut Model, page: &LetterPage) {
    let letter = page.draft.letter;
    let Ok(composed) = &page.draft.written else {
        model.say(
            Tone::Bad,
            "There is no text yet: the letter lacks something.",
        );
        return;
    };
    let notes = vec![
        "Point the phone's camera at it. The phone shows the letter as text, which you can copy there."
            .to_owned(),
        format!("{} characters.", composed.characters),
    ];
    let file = name(&page.account, &letter.id);
    let title = letter.title.to_string();
    show(model, title, composed.text.clone(), notes, file, false);
}

fn show(
    model: &mut Model,
    title: String,
    text: Clean,
    notes: Vec<String>,
    file: String,
    is_link: bool,
) {
    match Code::of(&text) {
        Ok(code) => model.overlays.push(Overlay::Qr(Box::new(QrPage {
            title,
            text,
            is_link,
            notes,
            code,
            is_swapped: false,
            file,
            scroll: 0,
        }))),
        Err(too_long) => {
            let key = model.keymap.short(Action::Copy).unwrap_or_default();
            let said = format!("Too long for a QR code. {too_long} {key} copies it.");
            model.say(Tone::Bad, said);
        }
    }
}

/// How the account is called where one logs in.
fn known_as(account: &Account) -> &Clean {
    account.handle.as_ref().unwrap_or(&account.label)
}

/// The name of the picture's file.
fn name(of: &Id, part: &Id) -> String {
    format!("{of}-{part}")
}

/// Lets the page of a code have an action.
pub(super) fn act(model: &mut Model, mut page: Box<QrPage>, action: Action) -> Vec<Effect> {
    let mut effects = Vec::new();
    match action {
        Action::Back | Action::Enter | Action::Quit | Action::ShowCode => return effects,
        Action::Swap => page.is_swapped = !page.is_swapped,
        Action::Copy => effects.push(Effect::Copy(page.text.clone())),
        Action::WriteCode => effects.push(Effect::WriteCode {
            name: page.file.clone(),
            svg: page.code.svg(),
        }),
        _ => {
            let drawn = &model.drawn;
            page.scroll = moving::target(action, page.scroll, drawn.page, drawn.scroll_end);
        }
    }
    model.overlays.push(Overlay::Qr(page));
    if action == Action::Help {
        asking::show_help(model);
    }
    effects
}

/// The picture was written, or could not be. A path may be long, and must be seen whole.
pub(super) fn written(model: &mut Model, result: Result<Clean, Error>) {
    let (title, body) = match result {
        Ok(path) => {
            let said = format!("{path}\nA web browser or a picture viewer shows it.");
            ("The QR code is in a file", said)
        }
        Err(error) => (
            "The QR code could not be written",
            format!("{}\n{}", error.sentence, error.hint),
        ),
    };
    model.overlays.push(Overlay::Question(Question {
        title: title.to_owned(),
        body,
        answers: vec![("Go on".to_owned(), Intent::Nothing)],
        selected: 0,
    }));
}
