//! A change as data. It is applied to the account in memory and to its file, and has an inverse,
//! which undoes it.

mod holds;

use jiff::{SignedDuration, Timestamp};

use crate::{
    account::{
        Account, Field,
        progress::{Mark, Outcome, Request, StepState},
    },
    content::{
        goal::Goal,
        guide::StepId,
        language::{Ground, Language},
        platform::{Kind, Platform},
        region::Country,
    },
    id::Id,
    text::Clean,
};
use jiff::civil::Date;

/// One decision about one account. Its edits are one transaction: saved together, undone together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The account.
    pub account: Id,
    /// When it was made.
    pub at: Timestamp,
    /// Applied in this order.
    pub edits: Vec<Edit>,
    /// What undoes it, in this order: what the person saw when they decided. The change is made only
    /// where the account still has this; without it, everywhere.
    pub inverse: Vec<Edit>,
}

/// A field of an account with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Its label.
    Label(Clean),
    /// Its platform.
    Platform(Platform),
    /// Its kind.
    Kind(Kind),
    /// Its handle.
    Handle(Option<Clean>),
    /// Its e-mail address.
    Email(Option<Clean>),
    /// Its country.
    Country(Option<Country>),
    /// Its group.
    Group(Option<Clean>),
    /// Its command for opening links.
    OpenWith(Vec<Clean>),
    /// The person's name.
    Name(Option<Clean>),
    /// The person's postal address.
    Address(Option<Clean>),
    /// The authority to complain to.
    Authority(Option<Id>),
    /// The language of its letters.
    Language(Option<Language>),
    /// The person's situation.
    Grounds(Vec<Ground>),
}

impl Value {
    /// The field that it belongs to.
    pub const fn field(&self) -> Field {
        match self {
            Self::Label(_) => Field::Label,
            Self::Platform(_) => Field::Platform,
            Self::Kind(_) => Field::Kind,
            Self::Handle(_) => Field::Handle,
            Self::Email(_) => Field::Email,
            Self::Country(_) => Field::Country,
            Self::Group(_) => Field::Group,
            Self::OpenWith(_) => Field::OpenWith,
            Self::Name(_) => Field::Name,
            Self::Address(_) => Field::Address,
            Self::Authority(_) => Field::Authority,
            Self::Language(_) => Field::Language,
            Self::Grounds(_) => Field::Grounds,
        }
    }

    /// The value that this field has in an account.
    pub fn of(field: Field, account: &Account) -> Self {
        match field {
            Field::Label => Self::Label(account.label.clone()),
            Field::Platform => Self::Platform(account.platform),
            Field::Kind => Self::Kind(account.kind),
            Field::Handle => Self::Handle(account.handle.clone()),
            Field::Email => Self::Email(account.email.clone()),
            Field::Country => Self::Country(account.country),
            Field::Group => Self::Group(account.group.clone()),
            Field::OpenWith => Self::OpenWith(account.open_with.clone()),
            Field::Name => Self::Name(account.name.clone()),
            Field::Address => Self::Address(account.address.clone()),
            Field::Authority => Self::Authority(account.authority.clone()),
            Field::Language => Self::Language(account.language),
            Field::Grounds => Self::Grounds(account.grounds.clone()),
        }
    }
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A new account.
    Create(Box<Account>),
    /// The file is moved into the trash folder.
    Remove,
    /// The file is moved back from the trash folder.
    Restore,
    /// The newest good copy of a file that cannot be read takes its place; that is this account.
    PutBack(Box<Account>),
    /// A field gets another value.
    Set(Value),
    /// What is kept about a step is edited.
    Step(StepId, StepEdit),
    /// A goal's route is chosen by hand, or left to the program again.
    Route {
        /// The goal.
        goal: Goal,
        /// The guide, or none.
        guide: Option<Id>,
    },
    /// A request was sent.
    Send(Request),
    /// The request with this id is removed, as long as it has no answer.
    Unsend(Id),
    /// Meta's answer to a request.
    Answer {
        /// The request.
        request: Id,
        /// How it ended.
        outcome: Outcome,
        /// The day of the answer.
        answered: Option<Date>,
    },
}

/// An edit of what is kept about one step. `None` removes the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepEdit {
    /// Its mark; the moment of the change is kept with it.
    Mark(Option<Mark>),
    /// The person's note on it; the moment of the change is kept with it.
    Note(Option<Clean>),
    /// When its link was opened.
    Opened(Option<Timestamp>),
}

impl StepEdit {
    /// The edit that undoes this one for a step in the state `before`.
    fn inverse(&self, before: Option<&StepState>) -> Self {
        match self {
            Self::Mark(_) => Self::Mark(before.and_then(|state| state.mark)),
            Self::Note(_) => Self::Note(before.and_then(|state| state.note.clone())),
            Self::Opened(_) => Self::Opened(before.and_then(|state| state.opened)),
        }
    }
}

impl Edit {
    /// The edit that undoes this one for an account in the state `before`.
    pub fn inverse(&self, before: &Account) -> Option<Self> {
        Some(match self {
            Self::Create(_) | Self::Restore | Self::PutBack(_) => Self::Remove,
            Self::Remove => Self::Restore,
            Self::Set(value) => Self::Set(Value::of(value.field(), before)),
            Self::Step(id, edit) => Self::Step(id.clone(), edit.inverse(before.progress.step(id))),
            Self::Route { goal, guide: _ } => Self::Route {
                goal: *goal,
                guide: before.active.get(goal).cloned(),
            },
            Self::Send(request) => Self::Unsend(request.id.clone()),
            Self::Unsend(id) => Self::Send(
                before
                    .progress
                    .requests
                    .iter()
                    .find(|r| r.id == *id)?
                    .clone(),
            ),
            Self::Answer {
                request,
                outcome: _,
                answered: _,
            } => {
                let now = before.progress.requests.iter().find(|r| r.id == *request)?;
                Self::Answer {
                    request: request.clone(),
                    outcome: now.outcome,
                    answered: now.answered,
                }
            }
        })
    }
}

impl Edit {
    /// The step that it is about, if it is about one.
    pub fn step(&self) -> Option<&StepId> {
        match self {
            Self::Step(id, _) => Some(id),
            Self::Create(_)
            | Self::Remove
            | Self::Restore
            | Self::PutBack(_)
            | Self::Set(_)
            | Self::Route { goal: _, guide: _ }
            | Self::Send(_)
            | Self::Unsend(_)
            | Self::Answer {
                request: _,
                outcome: _,
                answered: _,
            } => None,
        }
    }

    /// Replaces the request id `old` by `new`, if this edit refers to it.
    fn renumber(&mut self, old: &Id, new: &Id) {
        let named = match self {
            Self::Send(request) => &mut request.id,
            Self::Unsend(id) => id,
            Self::Answer {
                request,
                outcome: _,
                answered: _,
            } => request,
            Self::Create(_)
            | Self::Remove
            | Self::Restore
            | Self::PutBack(_)
            | Self::Set(_)
            | Self::Step(_, _)
            | Self::Route { goal: _, guide: _ } => return,
        };
        if named == old {
            named.clone_from(new);
        }
    }
}

impl Change {
    /// A change of one account, made at `at`.
    pub fn new(account: &Id, at: Timestamp, edits: Vec<Edit>) -> Self {
        Self {
            account: account.clone(),
            at,
            edits,
            inverse: Vec::new(),
        }
    }

    /// The change as it is decided on for an account in the state `before`.
    #[must_use]
    pub fn decided_on(self, before: &Account) -> Self {
        let edits = self.edits.iter().rev();
        let inverse = edits.filter_map(|edit| edit.inverse(before)).collect();
        Self { inverse, ..self }
    }

    /// The change that undoes this one, made at `at`.
    #[must_use]
    pub fn undone(&self, at: Timestamp) -> Self {
        Self {
            account: self.account.clone(),
            at,
            edits: self.inverse.clone(),
            inverse: self.edits.clone(),
        }
    }

    /// Replaces the request id `old` by `new`: the store gave the request another one.
    pub fn renumber(&mut self, old: &Id, new: &Id) {
        for edit in self.edits.iter_mut().chain(&mut self.inverse) {
            edit.renumber(old, new);
        }
    }

    /// Whether the account still has what the change was decided on, or has the change already.
    pub fn fits(&self, account: &Account) -> bool {
        let all_hold = |edits: &[Edit]| edits.iter().all(|edit| edit.holds(account));
        all_hold(&self.inverse) || all_hold(&self.edits)
    }

    /// Applies the change to an account in memory, where it fits.
    pub fn apply(&self, account: &mut Account) {
        if self.fits(account) {
            for edit in &self.edits {
                account.apply(edit, self.at);
            }
        }
    }
}

/// The moment of an edit of something that was last edited at `before`: never the same or an earlier
/// one, so that what is written later also counts as later when versions are merged, whatever the
/// clock does; but for an edit that changes nothing (`is_same`), such as one that is saved again. In
/// milliseconds, as it is kept.
fn after(at: Timestamp, before: Option<Timestamp>, is_same: bool) -> Timestamp {
    let millisecond = SignedDuration::from_millis(1);
    let next = match before {
        Some(before) if is_same => Some(before),
        _ => before.and_then(|before| before.checked_add(millisecond).ok()),
    };
    let at = next.map_or(at, |next| at.max(next));
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

impl Account {
    /// Applies one edit, made at `at`.
    pub(crate) fn apply(&mut self, edit: &Edit, at: Timestamp) {
        match edit {
            Edit::Create(new) | Edit::PutBack(new) => *self = (**new).clone(),
            Edit::Remove | Edit::Restore => {}
            Edit::Set(value) => self.set(value),
            Edit::Step(id, edit) => {
                let state = self.step_mut(id);
                match edit {
                    StepEdit::Mark(mark) => (state.mark, state.at) = (*mark, Some(at)),
                    StepEdit::Note(note) => {
                        state.noted = Some(after(at, state.noted, state.note == *note));
                        state.note.clone_from(note);
                    }
                    StepEdit::Opened(moment) => state.opened = *moment,
                }
            }
            Edit::Route { goal, guide } => match guide {
                Some(guide) => drop(self.active.insert(*goal, guide.clone())),
                None => drop(self.active.remove(goal)),
            },
            Edit::Send(request) => {
                match self
                    .progress
                    .requests
                    .iter_mut()
                    .find(|known| known.id == request.id)
                {
                    Some(known) => known.clone_from(request),
                    None => self.progress.requests.push(request.clone()),
                }
            }
            // What has an answer stays on record.
            Edit::Unsend(id) => (self.progress.requests)
                .retain(|other| other.id != *id || other.outcome != Outcome::Waiting),
            Edit::Answer {
                request,
                outcome,
                answered,
            } => {
                if let Some(known) = self
                    .progress
                    .requests
                    .iter_mut()
                    .find(|known| known.id == *request)
                {
                    let is_same = (known.outcome, known.answered) == (*outcome, *answered);
                    known.at = Some(after(at, known.at, is_same));
                    known.outcome = *outcome;
                    known.answered = *answered;
                }
            }
        }
    }

    /// Gives a field another value.
    pub(crate) fn set(&mut self, value: &Value) {
        match value {
            Value::Label(label) => self.label = label.clone(),
            Value::Platform(platform) => self.platform = *platform,
            Value::Kind(kind) => self.kind = *kind,
            Value::Handle(handle) => self.handle.clone_from(handle),
            Value::Email(email) => self.email.clone_from(email),
            Value::Country(country) => self.country = *country,
            Value::Group(group) => self.group.clone_from(group),
            Value::OpenWith(words) => self.open_with.clone_from(words),
            Value::Name(name) => self.name.clone_from(name),
            Value::Address(address) => self.address.clone_from(address),
            Value::Authority(authority) => self.authority.clone_from(authority),
            Value::Language(language) => self.language = *language,
            Value::Grounds(grounds) => self.grounds.clone_from(grounds),
        }
    }

    fn step_mut(&mut self, id: &StepId) -> &mut StepState {
        let of_guide = self.progress.steps.entry(id.guide.clone()).or_default();
        of_guide.entry(id.step.clone()).or_default()
    }
}
