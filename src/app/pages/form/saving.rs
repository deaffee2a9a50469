//! Saves what was entered in the form, as a new account or as changes of one.

use std::sync::Arc;

use tui_input::Input;

use super::FormPage;
use crate::{
    account::{
        self, Account, Field,
        change::{Change, Edit, Value},
        decide,
    },
    app::{
        action::Action,
        core::{Core, Tone, changing},
        effect::Effect,
        pages::Turn,
    },
    text,
};

impl FormPage {
    /// Saves the account and closes; on an error, moves the focus to the first field with one.
    pub(super) fn submit(&mut self, core: &mut Core) -> Turn {
        let regions = Arc::clone(&core.catalog.regions);
        self.complete(&regions);
        self.was_tried = true;
        if let Some((field, error)) = self.first_error(&regions) {
            self.focus = field;
            core.say(Tone::Bad, error);
            return Turn::stay();
        }
        let id = match &self.account {
            Some(id) => Some(id.clone()),
            None => account::new_id(|letters| core.ids.usize(..letters)),
        };
        let Some(id) = id else {
            return Turn::close();
        };
        let edited = match self.to_account(id, self.started.as_ref(), &regions, core.now) {
            Ok(edited) => edited,
            Err(error) => {
                core.say(Tone::Bad, error);
                return Turn::stay();
            }
        };
        if !self.is_twin_told
            && let Some(twin) = twin(core, &edited, self.started.as_ref())
        {
            self.is_twin_told = true;
            core.say(Tone::Bad, twin);
            return Turn::stay();
        }
        let left_out = self.left_out();
        let Some(started) = &mut self.started else {
            return Turn::close().with(save_new(core, edited, left_out));
        };
        let Some(now) = core.entry(&edited.id).map(|entry| entry.account.clone()) else {
            let message = format!(
                "{} What you typed is kept until you quit, in case it comes back.",
                changing::GONE
            );
            core.say(Tone::Bad, message);
            return Turn {
                is_draft: self.is_touched,
                ..Turn::close()
            };
        };
        // Only what was changed here is saved: the rest may be newer than this form.
        let mut wanted = now.clone();
        for field in Field::ALL {
            let value = |account| Value::of(*field, account);
            if value(&edited) == value(started) {
                continue;
            }
            if value(&now) != value(started) && value(&now) != value(&edited) {
                started.set(&value(&now));
                self.focus = *field;
                let theirs = Self::of(&now, &regions);
                let message = format!(
                    "{} was changed elsewhere meanwhile, to {}. {} saves yours all the same.",
                    field.title(),
                    theirs.shown(*field),
                    core.keymap.short(Action::SaveText).unwrap_or_default()
                );
                core.say(Tone::Bad, message);
                return Turn::stay();
            }
            wanted.set(&value(&edited));
        }
        Turn::close().with(save_edited(core, &now, &wanted, left_out))
    }

    /// A field's value as it is shown.
    fn shown(&self, field: Field) -> String {
        let text = self.input(field).map(Input::value).or(self.choice(field));
        match text {
            Some(text) if !text.is_empty() => format!("\"{text}\""),
            Some(_) | None => "nothing".to_owned(),
        }
    }

    /// How many invisible characters the label loses.
    fn left_out(&self) -> usize {
        let label = self.input(Field::Label).map_or("", |input| input.value());
        text::inspect_typed(label, text::TextKind::Name).left_out
    }
}

/// What the person is told before a second account is saved that looks like another one: same platform,
/// label and country. Of an account that exists, only where the change makes it so.
fn twin(core: &Core, edited: &Account, before: Option<&Account>) -> Option<String> {
    let looks = |one: &Account| (one.platform, text::folded(&one.label), one.country);
    if before.is_some_and(|before| looks(before) == looks(edited)) {
        return None;
    }
    let is_twin = |one: &Account| one.id != edited.id && looks(one) == looks(edited);
    let twin = core.entries.iter().find(|entry| is_twin(&entry.account))?;
    let key = core.keymap.short(Action::SaveText).unwrap_or_default();
    Some(format!(
        "{} is there already, with the same label, platform and country. Another label tells them apart; {key} saves it all the same.",
        twin.account.label
    ))
}

/// What is said about invisible characters that were left out of a text; empty if there were none.
fn kept_as(text: &str, left_out: usize) -> String {
    match text::left_out_in_words(left_out) {
        Some(words) => format!(" Kept as “{text}”: {words}."),
        None => String::new(),
    }
}

fn save_edited(
    core: &mut Core,
    before: &Account,
    edited: &Account,
    left_out: usize,
) -> Vec<Effect> {
    let Some(change) = decide::edit(before, edited, &core.catalog, core.now) else {
        core.say(Tone::Plain, "Nothing was changed.");
        return Vec::new();
    };
    let effects = changing::make(core, change, format!("changed {}", before.label));
    if !effects.is_empty() {
        let kept = kept_as(&edited.label, left_out);
        core.say(Tone::Good, format!("{} is changed.{kept}", edited.label));
    }
    effects
}

fn save_new(core: &mut Core, account: Account, left_out: usize) -> Vec<Effect> {
    let kept = kept_as(&account.label, left_out);
    let country = match (account.country, core.keymap.short(Action::Edit)) {
        (None, Some(key)) => format!(
            " It has no country yet, so the routes of every region are shown: {key} sets it."
        ),
        _ => String::new(),
    };
    let message = format!("{} is added.{kept}{country}", account.label);
    let words = format!("added {}", account.label);
    let id = account.id.clone();
    let edit = Edit::Create(Box::new(account));
    let change = Change::new(&id, core.now.moment, vec![edit]);
    let effects = changing::make(core, change, words);
    core.say(Tone::Good, message);
    effects
}
