//! Opens questions, the form and the note, and executes the [`Intent`] of an answer.

use super::{answering, blocking, marking, opening};
use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    app::{
        action::Action,
        core::{Tone, changing, what_now},
        effect::Effect,
        model::Model,
        pages::{
            Overlay,
            form::FormPage,
            letter::LetterPage,
            note::NotePage,
            question::{Answer, Intent, QuestionPage},
            sources,
            trash::TrashPage,
        },
    },
    clock,
    content::guide::StepId,
    id::Id,
    text::Inspected,
};

/// Executes the intent of a page.
pub(super) fn carry_out(model: &mut Model, intent: Intent) -> Vec<Effect> {
    match intent {
        Intent::Nothing => Vec::new(),
        Intent::Act(action) => super::act(model, action),
        Intent::OpenAgreed(opening) => opening::start(model, *opening, ""),
        Intent::Delete(id) => delete(model, &id),
        Intent::Block => blocking::block_now(model),
        Intent::Restore(account) => restore(model, &account),
        Intent::PutBack(id) => put_back(model, &id),
        Intent::Switch(account, guide) => marking::switch(model, &account, &guide),
        Intent::Sent(account, step, sending, goes_on) => {
            marking::send(model, &account, &step, &sending, goes_on)
        }
        Intent::Mark(mark) => marking::mark_selected(model, mark),
        Intent::About(account, request, about) => {
            answering::carry_out(model, &account, &request, about)
        }
        Intent::WhatNow(minutes) => {
            what_now::begin(model, minutes);
            Vec::new()
        }
        Intent::Quit => vec![Effect::Quit],
        Intent::Open(opening, prefix) => opening::go_on(model, *opening, &prefix),
        Intent::OpenFor(account, step, address, prefix) => {
            let known = model.entry(&account).map(|entry| entry.account.clone());
            known.map_or_else(Vec::new, |account| {
                opening::open_address(model, &account, step, &address, &prefix)
            })
        }
        Intent::Letter(account, letter) => {
            let page = LetterPage::named(model, &account, &letter);
            let page = page.map(|page| Overlay::Letter(Box::new(page)));
            model.overlays.extend(page);
            Vec::new()
        }
        Intent::Authority(account) => opening::open_authority(model, &account),
        Intent::Copy(text) => vec![Effect::Copy(text)],
        Intent::AskSource(address) => {
            let question = sources::ask_to_open(model, &address);
            model.overlays.extend(question.map(Overlay::Question));
            Vec::new()
        }
        Intent::Edit(field) => {
            edit(model);
            if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
                form.focus = field;
                form.is_for_one = true;
            }
            Vec::new()
        }
        Intent::FillOpenWith(command) => {
            if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
                form.put_open_with(&command);
            }
            Vec::new()
        }
    }
}

/// Opens the form for a new account, or its draft.
pub(super) fn add(model: &mut Model) {
    show_form(model, FormPage::empty());
}

/// Opens the form of the selected account, or its draft.
pub(super) fn edit(model: &mut Model) {
    let Some(entry) = model.current() else {
        model.say(Tone::Plain, "There is no account to edit yet.");
        return;
    };
    if let Some(reason) = &entry.account.read_only {
        let message = format!("{} cannot be changed: {reason}", entry.account.label);
        model.say(Tone::Bad, message);
        return;
    }
    let form = FormPage::of(&entry.account, &model.catalog.regions);
    show_form(model, form);
}

fn show_form(model: &mut Model, form: FormPage) {
    let is_same =
        |draft: &Overlay| matches!(draft, Overlay::Form(one) if one.account == form.account);
    let draft = model.take_draft(is_same);
    let form = draft.unwrap_or_else(|| Overlay::Form(Box::new(form)));
    model.overlays.push(form);
}

/// Opens the note of the selected step, or its draft.
pub(super) fn write_note(model: &mut Model) {
    let Some(note) = NotePage::show(model) else {
        return;
    };
    let draft = model.take_draft(|draft| draft.is_note_like(&note));
    model.overlays.push(draft.unwrap_or(Overlay::Note(note)));
}

/// Gives the note of the selected step, or its draft, to the person's editor.
pub(super) fn edit_note(model: &mut Model) -> Vec<Effect> {
    let Some(note) = NotePage::show(model) else {
        return Vec::new();
    };
    let mut drafts = model.drafts.iter();
    let draft = drafts.find_map(|draft| match draft {
        Overlay::Note(page) if draft.is_note_like(&note) => Some(page),
        _ => None,
    });
    vec![draft.unwrap_or(&note).to_editor()]
}

/// Saves what the person made of a note in their editor, or shows it where it cannot be saved.
pub(super) fn take_edited_note(
    model: &mut Model,
    account: Id,
    step: StepId,
    edited: &Inspected,
) -> Vec<Effect> {
    let mut page = NotePage::edited(model, account, step, &edited.text);
    let turn = page.save(model);
    if turn.stays || turn.is_draft {
        model.overlays.push(Overlay::Note(page));
    } else {
        model.drafts.retain(|draft| !draft.is_note_like(&page));
    }
    turn.effects
}

/// The minutes that a person may have for *what now*.
const SPANS: [i64; 3] = [10, 20, 30];

/// Asks how long the person has, for *what now*; not where everything is done in the shortest time.
pub(super) fn ask_how_long(model: &mut Model) {
    let urgent = model.urgent();
    if urgent.is_empty() {
        return what_now::say_nothing_to_do(model);
    }
    let accounts = |count: usize| match count {
        1 => "1 account".to_owned(),
        many => format!("{many} accounts"),
    };
    let all: i64 = urgent.iter().map(|(_, minutes)| minutes).sum();
    if all <= SPANS[0] {
        return what_now::begin(model, None);
    }
    let mut answers: Vec<Answer> = SPANS
        .into_iter()
        .map(|minutes| {
            let count = what_now::fitting(&urgent, Some(minutes)).len();
            let label = format!("{minutes} minutes: {}", accounts(count));
            Answer::new(label, Intent::WhatNow(Some(minutes)))
        })
        .collect();
    let label = format!(
        "All, about {}: {}",
        clock::span(all),
        accounts(urgent.len())
    );
    answers.push(Answer::by('a', label, Intent::WhatNow(None)));
    let question = QuestionPage::new(
        "How long do you have?",
        "One step comes after another, the most urgent account that fits first.",
        answers,
    );
    model.overlays.push(Overlay::Question(question));
}

pub(super) fn ask_delete(model: &mut Model) {
    let Some(entry) = model.current() else {
        model.say(Tone::Plain, "There is no account to delete.");
        return;
    };
    let account = &entry.account;
    let key = model.keymap.short(Action::Undo).unwrap_or_default();
    let trash = model.keymap.short(Action::Trash).unwrap_or_default();
    let body = format!(
        "Its ticks, notes and requests go to the trash with it. {key} brings it back at once; later {trash} shows the trash."
    );
    let question = QuestionPage::new(
        format!("Delete {}?", model.name(account)),
        body,
        vec![
            Answer::no("No, keep it"),
            Answer::yes("Yes, delete it", Intent::Delete(account.id.clone())),
        ],
    );
    model.overlays.push(Overlay::Question(question));
}

fn delete(model: &mut Model, id: &Id) -> Vec<Effect> {
    let Some(label) = model.entry(id).map(|entry| model.name(&entry.account)) else {
        model.say(Tone::Plain, changing::GONE);
        return Vec::new();
    };
    let change = Change::new(id, model.now.moment, vec![Edit::Remove]);
    let effects = changing::make(model, change, format!("deleted {label}"));
    if !effects.is_empty() {
        let key = model.keymap.short(Action::Undo).unwrap_or_default();
        model.say(
            Tone::Good,
            format!("{label} is deleted; {key} brings it back."),
        );
    }
    effects
}

/// Opens the trash.
pub(super) fn show_trash(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::Trash(TrashPage::default()));
    vec![Effect::ListTrash]
}

/// Brings an account back from the trash.
fn restore(model: &mut Model, account: &Account) -> Vec<Effect> {
    let change = Change::new(&account.id, model.now.moment, vec![Edit::Restore]);
    let words = format!("brought {} back", account.label);
    let effects = changing::make_on(model, change, account, words);
    if !effects.is_empty() {
        model.say(
            Tone::Good,
            format!("{} is back, with all that was kept.", account.label),
        );
    }
    effects
}

/// Asks whether to put the newest good copy of an account that cannot be read back.
pub(super) fn ask_put_back(model: &mut Model) {
    let with_copy = model
        .unreadable
        .iter()
        .find_map(|it| Some((it, it.copy.as_ref()?)));
    let Some((unreadable, account)) = with_copy else {
        let message = match model.unreadable.first() {
            None => "Every account can be read.".to_owned(),
            Some(it) => format!(
                "There is no good copy of {}. What is wrong with its file: optout account check",
                it.id
            ),
        };
        model.say(Tone::Plain, message);
        return;
    };
    let body = format!(
        "{} cannot be read: {} The copy is from before the first change of its day; what came later is not in it. The file that cannot be read is kept.",
        unreadable.file, unreadable.why
    );
    let question = QuestionPage::new(
        format!("Put the newest good copy of {} back?", model.name(account)),
        body,
        vec![
            Answer::no("No, leave it"),
            Answer::yes("Yes, put it back", Intent::PutBack(unreadable.id.clone())),
        ],
    );
    model.overlays.push(Overlay::Question(question));
}

fn put_back(model: &mut Model, id: &Id) -> Vec<Effect> {
    let known = model.unreadable.iter().find(|it| it.id == *id);
    let Some(account) = known.and_then(|it| it.copy.clone()) else {
        return Vec::new();
    };
    let label = account.label.clone();
    let change = Change::new(id, model.now.moment, vec![Edit::PutBack(account)]);
    let effects = changing::make(model, change, format!("put {label} back"));
    if !effects.is_empty() {
        model.say(Tone::Good, format!("{label} is back, as its copy has it."));
    }
    effects
}

/// What was typed, is in no open page and is not saved, in words.
pub fn typed_only(model: &Model) -> Option<String> {
    let drafts = model.drafts.iter().map(|it| draft(model, it));
    let letters = model.letters.unused();
    let letters =
        letters.map(|it| format!("your text of a letter of {}", name(model, &it.account)));
    let all: Vec<String> = drafts.chain(letters).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The question before quitting; `None` if everything is saved.
pub(super) fn before_quitting(model: &Model) -> Option<QuestionPage> {
    let drafts = typed_only(model).map(|it| format!("Kept only until you quit: {it}."));
    let drafts = drafts.unwrap_or_default();
    let (title, body) = match model.saving.failure() {
        Some(error) => {
            let (count, why) = (model.saving.count_in_words(), &error.sentence);
            let body = format!(
                "{why} {}\nQuitting tries once more, and then says what is lost.\n{drafts}",
                error.hint
            );
            (format!("{count} could not be saved."), body)
        }
        None if drafts.is_empty() => return None,
        None => ("What you typed is not saved.".to_owned(), drafts),
    };
    Some(QuestionPage::new(
        format!("{title} Quit all the same?"),
        body.trim_end(),
        vec![Answer::no("No, stay"), Answer::new("Quit", Intent::Quit)],
    ))
}

fn name(model: &Model, account: &Id) -> String {
    match model.entry(account) {
        Some(entry) => model.name(&entry.account),
        None => "an account that is gone".to_owned(),
    }
}

/// What a draft is.
fn draft(model: &Model, draft: &Overlay) -> String {
    match draft {
        Overlay::Note(note) => format!("a note of {}", name(model, &note.account)),
        Overlay::Form(form) => match &form.account {
            Some(account) => format!("changes of {}", name(model, account)),
            None => "a new account".to_owned(),
        },
        _ => "a page".to_owned(),
    }
}

/// Says anew what is not saved while the person is asked about it, and takes the question away once all is.
pub(super) fn refresh_quitting(model: &mut Model) {
    let asks = |page: &QuestionPage| page.answers.iter().any(|it| it.intent == Intent::Quit);
    let at = model
        .overlays
        .iter()
        .position(|it| matches!(it, Overlay::Question(page) if asks(page)));
    let Some(at) = at else { return };
    match (before_quitting(model), model.overlays.get_mut(at)) {
        (Some(new), Some(Overlay::Question(page))) => {
            (page.title, page.body) = (new.title, new.body);
        }
        _ => drop(model.overlays.remove(at)),
    }
}
