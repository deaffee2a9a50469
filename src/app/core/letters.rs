//! What the person did with letters while the program runs: their own words, and what they took
//! along.

use std::collections::BTreeMap;

use crate::{
    account::compose::{Composed, LetterKey},
    id::Id,
    text::Clean,
};

/// A text that a person made of a composed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedLetter {
    /// The text.
    pub composed: Composed,
    /// Whether it stands in the place of the composed one.
    pub is_shown: bool,
    /// Whether it was copied or saved, alone or in a complaint pack.
    is_used: bool,
}

/// A text that left the program: by the clipboard or into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedLetter {
    /// Which text it is.
    pub key: LetterKey,
    /// The text as it was used.
    pub text: Clean,
}

/// What the person did with letters.
#[derive(Debug, Clone, Default)]
pub struct Letters {
    edited: BTreeMap<LetterKey, EditedLetter>,
    used: BTreeMap<Id, UsedLetter>,
}

impl Letters {
    /// What the person made of a text.
    pub fn edited(&self, key: &LetterKey) -> Option<&EditedLetter> {
        self.edited.get(key)
    }

    /// Keeps what the person made of a text, and shows it.
    pub fn keep_edited(&mut self, key: LetterKey, composed: Composed) {
        let edited = EditedLetter {
            composed,
            is_shown: true,
            is_used: false,
        };
        self.edited.insert(key, edited);
    }

    /// Changes between the composed text and the person's. Returns whether theirs is shown now;
    /// `None` without one.
    pub fn swap(&mut self, key: &LetterKey) -> Option<bool> {
        let edited = self.edited.get_mut(key)?;
        edited.is_shown = !edited.is_shown;
        Some(edited.is_shown)
    }

    /// Remembers the text that was used last for an account.
    pub fn remember_use(&mut self, key: LetterKey, text: Clean) {
        self.let_go(&key, &text);
        self.used
            .insert(key.account.clone(), UsedLetter { key, text });
    }

    /// Remembers that this text is somewhere else now. If the person made it, it is not lost with the program.
    pub fn let_go(&mut self, key: &LetterKey, text: &str) {
        if let Some(edited) = self.edited.get_mut(key) {
            edited.is_used |= edited.composed.text.trim_end() == text.trim_end();
        }
    }

    /// The texts of the person that are nowhere else: they are lost when the program ends.
    pub fn unused(&self) -> impl Iterator<Item = &LetterKey> {
        let unused = self.edited.iter().filter(|(_, edited)| !edited.is_used);
        unused.map(|(key, _)| key)
    }

    /// Forgets the text that was used, since it is on record now.
    pub fn forget_use(&mut self, account: &Id) {
        self.used.remove(account);
    }

    /// The text that was used last for an account since the program began.
    pub fn used(&self, account: &Id) -> Option<&UsedLetter> {
        self.used.get(account)
    }
}
