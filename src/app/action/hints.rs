//! What the footer offers in each place, in this order: what must not be missing in a narrow window
//! comes first.

use super::{
    Action::{
        self, Add, Answer, Back, Block, CheckUrl, Copy, Delete, Down, Edit, Enter, Filter, Help,
        HideDone, Letter, Next, Note, Open, Qr, Quit, Right, Skip, Sources, Swap, Tick, Undo, Up,
        Write,
    },
    Place,
};

/// One key of the footer.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// What the key does.
    pub action: Action,
    /// In one or two words, where those of the table of actions are not the ones.
    pub words: Option<&'static str>,
    /// When it is offered.
    pub when: When,
}

/// A condition of a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In this place, always.
    Always,
    /// There is an account, or there is none.
    HasAccounts(bool),
    /// A step is selected, or another row.
    OnStep(bool),
    /// A step is selected whose text is in sight, or is not.
    OnReadStep(bool),
    /// The selected step has a link.
    HasLink,
    /// The selected step has a letter.
    HasLetter,
    /// Something was sent that Meta may have answered.
    HasRequest,
    /// The selected row has sources.
    HasSources,
    /// The field of the browser has the keys.
    AtBrowser,
    /// The letter is whole.
    IsWhole,
    /// The letter lacks something that can be given at once.
    CanGive,
    /// The letter is there in other languages.
    HasLanguages,
    /// An authority is chosen for a step, or only kept.
    ForStep(bool),
}

use When::{
    Always, AtBrowser, CanGive, ForStep, HasAccounts, HasLanguages, HasLetter, HasLink, HasRequest,
    HasSources, IsWhole, OnReadStep, OnStep,
};

const fn usual(action: Action, when: When) -> Hint {
    Hint {
        action,
        words: None,
        when,
    }
}

const fn hint(action: Action, words: &'static str, when: When) -> Hint {
    Hint {
        action,
        words: Some(words),
        when,
    }
}

const CLOSE: Hint = hint(Back, "close", Always);
const DOWN: Hint = usual(Down, Always);
const UP: Hint = usual(Up, Always);

/// The hints of every place.
pub const HINTS: &[(Place, &[Hint])] = &[
    (
        Place::Home,
        &[
            usual(Help, Always),
            usual(Quit, Always),
            hint(Add, "add an account", HasAccounts(false)),
            hint(Enter, "go in", HasAccounts(true)),
            usual(Add, HasAccounts(true)),
            usual(Edit, HasAccounts(true)),
            usual(Delete, HasAccounts(true)),
            usual(Undo, HasAccounts(true)),
            usual(Filter, HasAccounts(true)),
            usual(HideDone, HasAccounts(true)),
            usual(CheckUrl, HasAccounts(true)),
        ],
    ),
    (
        Place::Account,
        &[
            usual(Help, Always),
            usual(Back, Always),
            hint(Enter, "read it", OnReadStep(false)),
            usual(Enter, OnReadStep(true)),
            hint(Enter, "go in, fold", OnStep(false)),
            usual(Tick, OnStep(true)),
            usual(Open, HasLink),
            usual(Letter, HasLetter),
            usual(Block, OnStep(true)),
            usual(Skip, OnStep(true)),
            usual(Note, OnStep(true)),
            usual(Answer, HasRequest),
            usual(Undo, Always),
            usual(Sources, HasSources),
            usual(Filter, Always),
            usual(HideDone, Always),
        ],
    ),
    (
        Place::Filter,
        &[
            hint(Enter, "keep the filter", Always),
            hint(Back, "clear it", Always),
        ],
    ),
    (
        Place::Help,
        &[hint(Enter, "do it", Always), CLOSE, DOWN, UP],
    ),
    (
        Place::Form,
        &[
            hint(Enter, "save", Always),
            CLOSE,
            hint(Down, "browsers", AtBrowser),
            hint(Next, "next field", Always),
        ],
    ),
    (Place::Note, &[hint(Enter, "save", Always), CLOSE]),
    (
        Place::Question,
        &[hint(Enter, "choose", Always), CLOSE, DOWN, UP],
    ),
    (
        Place::Authorities,
        &[
            hint(Enter, "keep and open", ForStep(true)),
            hint(Enter, "keep", ForStep(false)),
            CLOSE,
            DOWN,
            UP,
        ],
    ),
    (Place::Notices, &[CLOSE, DOWN, UP]),
    (
        Place::Sources,
        &[
            CLOSE,
            hint(Copy, "copy a source", Always),
            hint(Open, "open one", Always),
            DOWN,
            UP,
        ],
    ),
    (
        Place::Letter,
        &[
            CLOSE,
            usual(Copy, IsWhole),
            hint(Enter, "give what it lacks", CanGive),
            hint(Right, "language", HasLanguages),
            usual(Qr, IsWhole),
            DOWN,
            UP,
            hint(Edit, "edit account", Always),
            usual(Help, Always),
        ],
    ),
    (
        Place::Browsers,
        &[hint(Enter, "choose", Always), CLOSE, DOWN, UP],
    ),
    (
        Place::Qr,
        &[
            CLOSE,
            usual(Swap, Always),
            usual(Write, Always),
            usual(Copy, Always),
            usual(Help, Always),
        ],
    ),
    (
        Place::CheckUrl,
        &[
            hint(Enter, "check", Always),
            CLOSE,
            hint(Next, "read on", Always),
        ],
    ),
    (
        Place::Address,
        &[
            CLOSE,
            usual(Copy, Always),
            hint(Enter, "only the address", Always),
            usual(Qr, Always),
            DOWN,
            UP,
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::{super::entry::EVERYWHERE, HINTS};

    #[test]
    fn every_place_has_hints_and_each_does_something_there() {
        let places: Vec<_> = HINTS.iter().map(|(place, _)| *place).collect();
        for place in EVERYWHERE {
            assert!(places.contains(place), "{place:?} has no hints");
        }
        for (place, hints) in HINTS {
            for hint in *hints {
                let works = hint.action.entry().places.contains(place);
                assert!(works, "{:?} does nothing in {place:?}", hint.action);
            }
        }
    }
}
