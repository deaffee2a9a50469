//! Letters: shown for the account, in the language and with the grounds that the person chooses.

use super::{asking, changing, choosing, editing, marking, moving, scanning};
use crate::{
    account::{
        Account, Field,
        change::{Change, Edit, Value},
        compose::{ComposeError, Detail, Draft, LetterContext},
    },
    app::{
        action::Action,
        dialog::{Ask, LetterPage, Overlay},
        effect::Effect,
        model::{Model, Tone},
    },
    catalog::letters,
    content::{
        language::{Ground, Language},
        letter::Letter,
    },
    id::Id,
    text,
};

/// Shows the letter of the selected step.
pub(super) fn show(model: &mut Model) {
    let Some((account, _, step)) = marking::need_step(model) else {
        return;
    };
    let Some(id) = &step.letter else {
        model.say(Tone::Plain, "No letter belongs to this step.");
        return;
    };
    let Some(letter) = letters::letter(id) else {
        let said = format!("The guide names a letter that does not exist: {id}.");
        model.say(Tone::Bad, said);
        return;
    };
    match page(model, &account.id, letter) {
        Some(page) => model.overlays.push(Overlay::Letter(Box::new(page))),
        None => say_unfit(model, &account.id, letter),
    }
}

fn say_unfit(model: &mut Model, account: &Id, letter: &Letter) {
    let country = model.entry(account).map(|entry| entry.account.country);
    let why = match country {
        Some(None) => "depends on the country; give the account one first",
        Some(Some(_)) | None => "is not for this account's country",
    };
    model.say(Tone::Plain, format!("\"{}\" {why}.", letter.title));
}

/// The page of a letter as it stands; none where the letter is of no use.
fn page(model: &Model, account: &Id, letter: &'static Letter) -> Option<LetterPage> {
    let entry = model.entry(account)?;
    let accounts: Vec<&Account> = model.entries.iter().map(|entry| &entry.account).collect();
    let desk = LetterContext {
        account: &entry.account,
        overview: &entry.overview,
        accounts: &accounts,
        catalog: &model.catalog,
        today: model.now.today,
    };
    if !letter.fits(desk.region().map(|region| &region.id)) {
        return None;
    }
    let draft = Draft::new(letter, &desk, None, &entry.account.grounds)?;
    let missing = draft.missing();
    let field = missing.iter().find_map(|detail| detail.field());
    let chooses = missing.contains(&Detail::Authority) && desk.has_choice();
    let choice = chooses.then_some(Ask::Authority);
    Some(LetterPage {
        account: account.clone(),
        lacks: desk.whys_missing(missing),
        ask: field.map(Ask::Field).or(choice),
        draft,
        scroll: 0,
    })
}

/// Writes the letter that is shown anew: something may have changed.
pub(super) fn renew(model: &mut Model) {
    let Some(Overlay::Letter(shown)) = model.overlays.last() else {
        return;
    };
    let (letter, scroll) = (shown.draft.letter, shown.scroll);
    let account = shown.account.clone();
    match page(model, &account, letter) {
        Some(page) => {
            model.overlays.pop();
            let page = LetterPage { scroll, ..page };
            model.overlays.push(Overlay::Letter(Box::new(page)));
        }
        None => {
            model.overlays.pop();
            if model.entry(&account).is_some() {
                say_unfit(model, &account, letter);
            }
        }
    }
}

/// Lets the page of a letter have an action.
pub(super) fn act(model: &mut Model, mut page: Box<LetterPage>, action: Action) -> Vec<Effect> {
    if matches!(action, Action::Back | Action::Quit) {
        return Vec::new();
    }
    let (draft, ask) = (page.draft.clone(), page.ask);
    let account = page.account.clone();
    let (at, last) = (page.scroll, model.drawn.scroll_end);
    page.scroll = moving::target(action, at, model.drawn.page, last);
    if action == Action::ShowCode {
        let shown = page.clone();
        model.overlays.push(Overlay::Letter(page));
        scanning::show_letter(model, &shown);
        return Vec::new();
    }
    model.overlays.push(Overlay::Letter(page));
    match (action, action.ground()) {
        (Action::Left, _) => turn_language(model, &account, &draft, -1),
        (Action::Right, _) => turn_language(model, &account, &draft, 1),
        (Action::Copy, _) => copy(model, &draft),
        (Action::Enter, _) => {
            give(model, &account, &draft, ask);
            Vec::new()
        }
        (Action::Help, _) => {
            asking::show_help(model);
            Vec::new()
        }
        (Action::Edit, _) => {
            fill_in(
                model,
                match ask {
                    Some(Ask::Field(field)) => field,
                    Some(Ask::Authority) | None => Field::Name,
                },
            );
            Vec::new()
        }
        (_, Some(ground)) => toggle(model, &account, &draft, ground),
        (_, None) => Vec::new(),
    }
}

/// A click on one of the grounds, or on the language.
pub(super) fn choose(model: &mut Model, page: Box<LetterPage>, place: usize) -> Vec<Effect> {
    let ground = Ground::ALL.get(place).copied();
    act(model, page, ground.map_or(Action::Right, Action::of_ground))
}

fn set(model: &mut Model, account: &Id, value: Value, words: String) -> Vec<Effect> {
    let change = Change::new(account, model.now.moment, vec![Edit::Set(value)]);
    changing::make(model, change, words)
}

fn turn_language(model: &mut Model, account: &Id, draft: &Draft, step: isize) -> Vec<Effect> {
    let count = draft.languages.len() as isize;
    let is_now = |language: &Language| *language == draft.language;
    let at = draft.languages.iter().position(is_now).unwrap_or(0) as isize;
    let next = usize::try_from((at + step).rem_euclid(count.max(1)));
    let next = next.ok().and_then(|next| draft.languages.get(next));
    match next.filter(|next| **next != draft.language) {
        Some(next) => {
            let words = format!("chose letters in {}", next.title());
            set(model, account, Value::Language(Some(*next)), words)
        }
        None => {
            model.say(Tone::Plain, "There is no other language of it here.");
            Vec::new()
        }
    }
}

fn toggle(model: &mut Model, account: &Id, draft: &Draft, ground: Ground) -> Vec<Effect> {
    if !draft.has_grounds {
        model.say(Tone::Plain, "This letter does not speak of your situation.");
        return Vec::new();
    }
    let Some(entry) = model.entry(account) else {
        return Vec::new();
    };
    let known = &entry.account.grounds;
    let is_taken = known.contains(&ground);
    let is_wanted = |one: &&Ground| (**one == ground) != known.contains(one);
    let wanted = Ground::ALL.iter().filter(is_wanted).copied().collect();
    let words = if is_taken {
        format!("left out {}", ground.title())
    } else {
        format!("gave {} as a ground", ground.title())
    };
    set(model, account, Value::Grounds(wanted), words)
}

fn copy(model: &mut Model, draft: &Draft) -> Vec<Effect> {
    match &draft.written {
        // A field of a form takes the text; the line break that ends a file is none of it.
        Ok(composed) => vec![Effect::Copy(text::clean(
            composed.text.trim_end(),
            text::TextKind::Letter,
        ))],
        Err(ComposeError::Missing(missing)) => {
            let titles: Vec<&str> = missing.iter().map(|detail| detail.title()).collect();
            let said = format!("Not copied: it lacks {}.", titles.join(", "));
            model.say(Tone::Bad, said);
            Vec::new()
        }
        Err(ComposeError::Fault(_)) => {
            model.say(Tone::Bad, "Not copied: the text could not be written.");
            Vec::new()
        }
    }
}

/// Asks for the first thing that the letter lacks and the person can give here; for others says
/// where they come from.
fn give(model: &mut Model, account: &Id, draft: &Draft, ask: Option<Ask>) {
    match ask {
        Some(Ask::Field(field)) => fill_in(model, field),
        Some(Ask::Authority) => {
            let known = model.entry(account).map(|entry| entry.account.clone());
            if let Some(account) = known {
                choosing::show(model, &account, None);
            }
        }
        None if draft.missing().is_empty() => {
            let key = model.keymap.short(Action::Copy).unwrap_or_default();
            model.say(Tone::Plain, format!("Nothing is missing; {key} copies it."));
        }
        None => {
            let said = match model.overlays.last() {
                Some(Overlay::Letter(page)) => page.lacks.join(" "),
                Some(_) | None => String::new(),
            };
            model.say(Tone::Plain, said);
        }
    }
}

/// Opens the account's form at a field.
fn fill_in(model: &mut Model, field: Field) {
    editing::edit(model);
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        form.focus = field;
    }
}
