//! What a line that was typed means: the number of a row, or an action by its name, its words in the
//! footer, or its key.

use crate::{
    app::{
        action::{Action, TABLE},
        hints::hints,
        keymap::Chord,
        model::Model,
    },
    text,
};

/// The fewest letters by which a word is known.
const FEWEST: usize = 2;

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing was typed.
    Nothing,
    /// Take the row with this number.
    Number(usize),
    /// Do an action, on the row with this number if there is one.
    Act(Action, Option<usize>),
    /// The word of a step that is done, for the row with this number if there is one.
    Done(Option<usize>),
    /// It begins several of these words.
    Several(Vec<String>),
    /// Nothing here.
    Unknown,
}

/// What a line means where the person is.
pub(super) fn said(model: &Model, line: &str) -> Said {
    let line = line.trim();
    if line.is_empty() {
        return Said::Nothing;
    }
    if let Ok(number) = line.parse() {
        return Said::Number(number);
    }
    let (word, number) = match line.rsplit_once(' ') {
        Some((word, number)) => match number.parse() {
            Ok(number) => (word.trim(), Some(number)),
            Err(_) => (line, None),
        },
        None => (line, None),
    };
    if let Some(action) = by_key(model, word) {
        return Said::Act(action, number);
    }
    let folded = text::folded(word);
    if folded == "done" && works_here(model, Action::Tick) && works_here(model, Action::Block) {
        return Said::Done(number);
    }
    let words = words(model);
    let exact = words.iter().find(|(_, known)| *known == folded);
    if let Some((action, _)) = exact {
        return Said::Act(*action, number);
    }
    let mut begun: Vec<&(Action, String)> = words
        .iter()
        .filter(|(_, known)| folded.chars().count() >= FEWEST && known.starts_with(&folded))
        .collect();
    begun.dedup_by_key(|(action, _)| *action);
    match begun.as_slice() {
        [] => Said::Unknown,
        [(action, _)] => Said::Act(*action, number),
        many if many
            .iter()
            .all(|(action, _)| Some(action) == many.first().map(|(first, _)| first)) =>
        {
            many.first()
                .map_or(Said::Unknown, |(action, _)| Said::Act(*action, number))
        }
        many => Said::Several(many.iter().map(|(_, word)| word.clone()).collect()),
    }
}

/// Whether an action does something where the person is.
pub(super) fn works_here(model: &Model, action: Action) -> bool {
    action.entry().places.contains(&model.place())
}

fn by_key(model: &Model, written: &str) -> Option<Action> {
    let place = model.place();
    let parsed = Chord::parse(written).or_else(|_| Chord::parse(&written.to_lowercase()));
    let bound = parsed
        .ok()
        .and_then(|chord| model.keymap.action(chord, place));
    bound.or_else(|| {
        let here = TABLE.iter().filter(|entry| entry.places.contains(&place));
        let mut here = here.map(|entry| entry.action);
        here.find(|action| {
            let mut keys = model.keymap.keys(*action).map(|key| key.short());
            keys.any(|key| key == written)
        })
    })
}

/// The words for the actions that work here: their names, then those of the footer.
fn words(model: &Model) -> Vec<(Action, String)> {
    let here: Vec<_> = TABLE
        .iter()
        .filter(|entry| entry.places.contains(&model.place()))
        .collect();
    let names = here
        .iter()
        .map(|entry| (entry.action, entry.action.to_string()));
    let hinted = hints(model, &super::told::drawn(model)).into_iter();
    let usual = here.iter().map(|entry| (entry.action, entry.hint));
    let hinted = hinted.chain(usual).flat_map(|(action, hint)| {
        let parts = hint.split(", ").filter(move |part| *part != hint);
        std::iter::once(hint)
            .chain(parts)
            .map(move |part| (action, text::folded(part)))
    });
    names.chain(hinted).collect()
}
