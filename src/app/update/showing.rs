//! Pages that say what happened or what can be done, and the demo's clock.

use crate::{
    app::{
        action::Action,
        core::Tone,
        effect::Effect,
        hints::{hints, works_now},
        model::Model,
        pages::{
            Overlay, complaint,
            help::{HelpEntry, HelpPage},
            save,
        },
    },
    clock,
    error::Error,
    store::WrittenPack,
    system::clipboard::Copied,
    text::Clean,
};

/// Shows the actions that work where the person is.
pub(super) fn help(model: &mut Model) {
    let named = hints(model, &model.drawn).into_iter();
    let named: Vec<Action> = named.map(|(action, _)| action).collect();
    let mut help = HelpPage::at(model.place(), &named);
    help.entries.retain(|entry| match entry {
        HelpEntry::Does(action) => works_now(model, *action),
        HelpEntry::Means(..) => true,
    });
    model.overlays.push(Overlay::Help(help));
}

/// Closes the page that asked where to save a letter, unless that failed.
pub(super) fn take_written(model: &mut Model, result: Result<Clean, Error>) {
    match result {
        Ok(path) => {
            if let Some(Overlay::Save(_)) = model.overlays.last() {
                model.overlays.pop();
            }
            let page = save::report_written(&path);
            model.overlays.push(Overlay::Question(page));
        }
        Err(error) => model.say(Tone::Bad, format!("{} {}", error.sentence, error.hint)),
    }
}

/// The most characters of a text that the message says which was copied.
const MOST_SAID: usize = 120;

pub(super) fn say_copied(model: &mut Model, result: Result<Copied, Error>) {
    let copied = match result {
        Ok(copied) => copied,
        Err(error) => return model.say(Tone::Bad, format!("{} {}", error.sentence, error.hint)),
    };
    let count = copied.text.chars().count();
    let what = match count > MOST_SAID || copied.text.contains('\n') {
        true => format!("the whole text, {count} characters"),
        false => copied.text.to_string(),
    };
    let message = match (copied.program, copied.trouble) {
        (Some(program), _) => format!("Copied by {program}: {what}"),
        (None, None) => format!("Copied, {}: {what}", model.settings.copy_condition()),
        (None, Some(trouble)) => {
            let condition = model.settings.copy_condition();
            format!("{trouble} Copied by the terminal, {condition}: {what}")
        }
    };
    model.say(Tone::Good, message);
}

/// Closes the page that asked where to write a complaint, unless that failed.
pub(super) fn take_pack(model: &mut Model, result: Result<(Clean, WrittenPack), Error>) {
    match result {
        Ok((path, written)) => {
            if let Some(Overlay::Complaint(page)) = model
                .overlays
                .pop_if(|it| matches!(it, Overlay::Complaint(_)))
                && let Some((key, text)) = page.pack.letter()
            {
                model.letters.let_go(&key, text);
            }
            let page = complaint::report_written(&path, &written);
            model.overlays.push(Overlay::Question(page));
        }
        Err(error) => model.say(Tone::Bad, format!("{} {}", error.sentence, error.hint)),
    }
}

/// Winds the demo's clock on.
pub(super) fn next_day(model: &mut Model) -> Vec<Effect> {
    if !model.settings.is_demo {
        model.say(
            Tone::Plain,
            "Only the demo has a clock to wind: optout --demo.",
        );
        return Vec::new();
    }
    let next = model.now.today.tomorrow().unwrap_or(model.now.today);
    let message = format!("It is {} now.", clock::coming_date(next, next));
    model.say(Tone::Good, message);
    vec![Effect::NextDay]
}
