//! Which keys are bound already.

use std::collections::HashMap;

use super::{Action, Chord, Keys};

/// Keys that are bound, and their beginnings.
#[derive(Default)]
pub(super) struct Taken {
    whole: HashMap<Vec<Chord>, Action>,
    beginnings: HashMap<Vec<Chord>, (Action, Keys)>,
}

impl Taken {
    pub(super) fn add(&mut self, keys: &Keys, action: Action) {
        self.whole.entry(keys.chords().to_vec()).or_insert(action);
        for end in 1..keys.chords().len() {
            let beginning = keys.chords().get(..end).unwrap_or_default().to_vec();
            let entry = self.beginnings.entry(beginning);
            entry.or_insert((action, *keys));
        }
    }

    /// The action whose keys these cannot be told from, with its keys where they are others: one would
    /// begin the other, and nobody knows whether more follow.
    pub(super) fn conflict(&self, keys: &Keys) -> Option<(Action, Option<Keys>)> {
        if let Some(action) = self.whole.get(keys.chords()) {
            return Some((*action, None));
        }
        if let Some((action, longer)) = self.beginnings.get(keys.chords()) {
            return Some((*action, Some(*longer)));
        }
        (1..keys.chords().len()).find_map(|end| {
            let beginning = keys.chords().get(..end)?.to_vec();
            let action = self.whole.get(&beginning)?;
            Some((*action, Some(Keys::of(&beginning))))
        })
    }
}
