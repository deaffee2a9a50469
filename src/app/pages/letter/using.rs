//! What is done with the text of a letter: copying, saving, editing.

use super::LetterPage;
use crate::{
    account::compose::{Composed, LetterKey},
    app::{
        action::Action,
        core::{Core, Tone},
        effect::{EditTarget, Editing, Effect},
        pages::{
            Overlay,
            qr::QrPage,
            question::{Answer, Intent, QuestionPage},
            save::SavePage,
        },
    },
    error::Error,
    text::{self, Inspected, TextKind},
};

pub(super) fn copy(core: &mut Core, page: &LetterPage) -> Vec<Effect> {
    let Ok(composed) = &page.draft.written else {
        refuse(core, page, "Not copied");
        return Vec::new();
    };
    // The text goes into a field of a form, so without the line break at its end.
    let text = text::clean(composed.text.trim_end(), TextKind::Letter);
    core.letters.remember_use(page.draft.key(), text.clone());
    vec![Effect::Copy(text)]
}

/// The page that asks where to save the letter.
pub(super) fn save(core: &mut Core, page: &LetterPage) -> Option<Overlay> {
    let asking = SavePage::of(core, &page.draft);
    if asking.is_none() {
        refuse(core, page, "Not saved");
    }
    asking.map(|page| Overlay::Save(Box::new(page)))
}

/// The page with the letter as a QR code.
pub(super) fn show_code(core: &mut Core, page: &LetterPage) -> Option<Overlay> {
    if page.draft.written.is_err() {
        refuse(core, page, "Not shown");
    }
    QrPage::of_letter(core, &page.account, &page.draft).map(Overlay::qr)
}

/// Says what the letter lacks, and which key gives it.
fn refuse(core: &mut Core, page: &LetterPage, what: &str) {
    if page.draft.shown().is_err() {
        core.say(Tone::Bad, format!("{what}: the text could not be written."));
        return;
    }
    let key = |action| core.keymap.short(action).unwrap_or_default();
    let how = match page.ask {
        Some(_) => format!("{} gives it.", key(Action::Enter)),
        None if page.draft.is_edited => format!("{} edits the text.", key(Action::EditText)),
        None => page.lacks.join(" "),
    };
    let missing = page.draft.missing_in_words();
    core.say(Tone::Bad, format!("{what}: it lacks {missing}. {how}"));
}

/// Gives the text to the person's editor, also one with placeholders.
pub(super) fn edit(core: &mut Core, page: &LetterPage) -> Vec<Effect> {
    match page.draft.shown() {
        Ok(composed) => vec![Effect::Edit(Editing {
            of: EditTarget::Letter(page.draft.key()),
            name: page.draft.letter.id.to_string(),
            text: composed.text.clone(),
        })],
        Err(_) => {
            refuse(core, page, "Not edited");
            Vec::new()
        }
    }
}

/// Changes between the person's text and the one of the program.
pub(super) fn swap(core: &mut Core, page: &LetterPage) {
    let key = core.keymap.short(Action::Undo).unwrap_or_default();
    let (tone, message) = match core.letters.swap(&page.draft.key()) {
        Some(true) => (
            Tone::Good,
            format!("This is your text again. {key} shows the other one."),
        ),
        Some(false) => (
            Tone::Good,
            format!("This is the text as it was. {key} shows yours again."),
        ),
        None => (Tone::Plain, "You did not edit this text.".to_owned()),
    };
    core.say(tone, message);
}

/// The page that says why a text was not edited, and what to do: more than a message can hold.
pub fn report_unedited(error: &Error) -> QuestionPage {
    let body = format!("{}\n{}", error.sentence, error.hint);
    let answers = vec![Answer::new("Go on", Intent::Nothing)];
    QuestionPage::new("The text is as it was", body, answers)
}

/// Takes what the person made of a letter in their editor.
pub fn take_edited(core: &mut Core, key: LetterKey, result: Result<Option<Inspected>, Error>) {
    let edited = match result {
        Ok(Some(edited)) => edited,
        Ok(None) => {
            let message = "Nothing was changed. An editor with a window must wait: code --wait";
            return core.say(Tone::Plain, message);
        }
        Err(error) => return core.say(Tone::Bad, format!("{} {}", error.sentence, error.hint)),
    };
    let composed = match Composed::of(&edited.text, key.language) {
        Ok(composed) if !edited.cut => composed,
        Ok(_) | Err(_) => {
            let most = TextKind::Letter.limit();
            let message = format!("Not taken: the text has more than {most} characters.");
            return core.say(Tone::Bad, message);
        }
    };
    core.letters.keep_edited(key, composed);
    let undo = core.keymap.short(Action::Undo).unwrap_or_default();
    match edited.hidden {
        0 => {
            let message = format!("Your text is kept until you quit. {undo} shows the other one.");
            core.say(Tone::Good, message);
        }
        _ => core.say(
            Tone::Bad,
            "Your text has characters that cannot be shown; \u{fffd} stands for them.",
        ),
    }
}
