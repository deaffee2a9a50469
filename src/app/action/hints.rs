//! The key hints of the footer for each place, the most important first, since a narrow window cuts
//! off the last ones.

use super::{
    Action::{
        self, Add, Answer, Back, Block, Board, CheckUrl, Complaint, Copy, Delete, Down, Edit,
        EditText, Enter, Evidence, Filter, Help, HideDone, Letter, Mouse, Next, NextDay, NextNeed,
        Note, Open, PageDown, PutBack, Qr, Quit, Right, SaveText, Skip, Sort, Sources, Swap,
        TakeOff, Tick, Trash, Undo, Up, WhatNow, Write,
    },
    Place,
};

/// A key hint of the footer.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The action of the key.
    pub action: Action,
    /// One or two words for it; `None` for those of the table of actions.
    pub words: Option<&'static str>,
    /// The condition for showing it.
    pub when: When,
}

/// A condition of a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// No condition.
    Always,
    /// Whether there is any account.
    HasAccounts(bool),
    /// This is the demo.
    IsDemo,
    /// There is a good copy of an account that cannot be read.
    HasGoodCopy,
    /// Whether the selected row is a step.
    OnStep(bool),
    /// A step is selected, and whether its text is on the screen.
    OnReadStep(bool),
    /// Whether the text beside the list has the keys.
    InText(bool),
    /// Home may be a board.
    HasBoardRoom,
    /// The selected step has a link.
    HasLink,
    /// The selected step keeps the proof of what was sent.
    KeepsProof,
    /// The selected step has a letter.
    HasLetter,
    /// The account has a request that Meta may answer.
    HasRequest,
    /// Meta refused, or is late: the account can complain.
    CanComplain,
    /// The selected row has sources.
    HasSources,
    /// The focus is on the field "Open with".
    AtBrowser,
    /// Whether Enter saves the form, rather than going to the next field.
    AtLast(bool),
    /// The letter has its text: no detail is missing.
    IsWhole,
    /// The letter lacks a detail that the person can enter.
    CanGive,
    /// The letter is whole and has a place for the postal address, which is not known.
    LacksAddress,
    /// The letter exists in several languages.
    HasLanguages,
    /// The letter is shown in another language than the account's.
    InOtherLanguage,
    /// There is a text of the letter that the person edited.
    HasEdited,
    /// The letter can be an e-mail.
    CanMail,
    /// The mouse is left to the terminal.
    MouseLent,
    /// Files are kept for the account.
    KeepsFiles,
    /// The next file may be for another request, or for the account.
    HasRequests,
    /// There is something in the trash.
    HasTrash,
    /// Whether the authority is chosen in order to open its page.
    ForStep(bool),
    /// The text above the answers is longer than its rows.
    Scrolls,
}

use When::{
    Always, AtBrowser, AtLast, CanComplain, CanGive, CanMail, ForStep, HasAccounts, HasBoardRoom,
    HasEdited, HasGoodCopy, HasLanguages, HasLetter, HasLink, HasRequest, HasRequests, HasSources,
    HasTrash, InOtherLanguage, InText, IsDemo, IsWhole, KeepsFiles, KeepsProof, LacksAddress,
    MouseLent, OnReadStep, OnStep, Scrolls,
};

const fn plain(action: Action, when: When) -> Hint {
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
const MOUSE: Hint = hint(Mouse, "takes the mouse back", MouseLent);
const DOWN: Hint = plain(Down, Always);
const UP: Hint = plain(Up, Always);

/// The hints of every place.
pub const HINTS: &[(Place, &[Hint])] = &[
    (
        Place::Home,
        &[
            plain(Help, Always),
            plain(Quit, Always),
            MOUSE,
            plain(NextDay, IsDemo),
            hint(Add, "add an account", HasAccounts(false)),
            plain(PutBack, HasGoodCopy),
            hint(Enter, "go in", HasAccounts(true)),
            plain(WhatNow, HasAccounts(true)),
            plain(Add, HasAccounts(true)),
            plain(Open, HasLink),
            plain(Answer, HasRequest),
            plain(Complaint, CanComplain),
            plain(Filter, HasAccounts(true)),
            plain(HideDone, HasAccounts(true)),
            plain(Sort, HasAccounts(true)),
            plain(Board, HasBoardRoom),
            plain(Edit, HasAccounts(true)),
            plain(Delete, HasAccounts(true)),
            plain(Undo, HasAccounts(true)),
            plain(CheckUrl, HasAccounts(true)),
            plain(Trash, Always),
        ],
    ),
    (
        Place::Account,
        &[
            plain(Help, Always),
            MOUSE,
            hint(Back, "to list", InText(true)),
            plain(Back, InText(false)),
            hint(Enter, "read it", OnReadStep(false)),
            plain(Enter, OnReadStep(true)),
            hint(Evidence, "keep a file", KeepsProof),
            hint(Down, "scroll", InText(true)),
            hint(Enter, "go in, fold", OnStep(false)),
            plain(Tick, OnStep(true)),
            plain(Open, HasLink),
            plain(Letter, HasLetter),
            plain(Answer, HasRequest),
            plain(Complaint, CanComplain),
            plain(Block, OnStep(true)),
            plain(Skip, OnStep(true)),
            plain(Note, OnStep(true)),
            plain(Undo, Always),
            plain(Sources, HasSources),
            plain(Filter, Always),
            plain(HideDone, Always),
        ],
    ),
    (
        Place::WhatNow,
        &[
            plain(Help, Always),
            hint(Back, "stop", Always),
            plain(Enter, OnStep(true)),
            hint(Enter, "to the accounts", OnStep(false)),
            hint(WhatNow, "go on", OnStep(false)),
            hint(Evidence, "keep a file", KeepsProof),
            plain(Open, HasLink),
            plain(Letter, HasLetter),
            plain(Block, OnStep(true)),
            plain(Skip, OnStep(true)),
            hint(NextNeed, "not now", OnStep(true)),
            plain(Answer, HasRequest),
            plain(Note, OnStep(true)),
            plain(Undo, Always),
            plain(Sources, HasSources),
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
            hint(Enter, "next field", AtLast(false)),
            plain(SaveText, AtLast(false)),
            hint(Enter, "save", AtLast(true)),
            CLOSE,
            hint(Down, "browsers", AtBrowser),
        ],
    ),
    (
        Place::Note,
        &[
            plain(SaveText, Always),
            hint(Enter, "new line", Always),
            hint(Back, "close, keep the text", Always),
        ],
    ),
    (
        Place::Question,
        &[
            hint(Enter, "choose", Always),
            CLOSE,
            hint(PageDown, "scroll", Scrolls),
            DOWN,
            UP,
        ],
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
            plain(Copy, IsWhole),
            hint(Enter, "give what it lacks", CanGive),
            plain(EditText, Always),
            plain(Write, IsWhole),
            hint(Right, "language", HasLanguages),
            hint(Sources, "about it", Always),
            hint(Enter, "your address", LacksAddress),
            hint(Tick, "keep the language", InOtherLanguage),
            hint(Undo, "other text", HasEdited),
            plain(Help, Always),
            plain(Qr, IsWhole),
            DOWN,
            UP,
        ],
    ),
    (
        Place::Save,
        &[
            hint(Enter, "save", Always),
            CLOSE,
            hint(Next, "as an e-mail, or as text", CanMail),
        ],
    ),
    (
        Place::Browsers,
        &[hint(Enter, "choose", Always), CLOSE, DOWN, UP],
    ),
    (
        Place::Trash,
        &[
            hint(Enter, "bring back", HasTrash),
            CLOSE,
            plain(Down, HasTrash),
            plain(Up, HasTrash),
        ],
    ),
    (
        Place::Qr,
        &[
            CLOSE,
            plain(Swap, Always),
            plain(Write, Always),
            plain(Copy, Always),
            plain(Help, Always),
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
            plain(Copy, Always),
            hint(Enter, "only the address", Always),
            plain(Qr, Always),
            DOWN,
            UP,
        ],
    ),
    (
        Place::Evidence,
        &[
            hint(Enter, "keep the file", Always),
            CLOSE,
            hint(Next, "for something else", HasRequests),
            plain(TakeOff, KeepsFiles),
            plain(Down, KeepsFiles),
            plain(Up, KeepsFiles),
        ],
    ),
    (Place::Complaint, &[hint(Enter, "write it", Always), CLOSE]),
    (
        Place::Sending,
        &[
            hint(Enter, "record", Always),
            CLOSE,
            hint(Next, "next field", Always),
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
