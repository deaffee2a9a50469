//! The files that are kept for an account: lists them, and keeps one more by its path.

use tui_input::{Input, InputRequest};

use super::Turn;
use crate::{
    account::{Account, evidence, progress::Evidence},
    app::{
        action::Action,
        core::{Core, Tone, changing, moving::next_index},
        effect::Effect,
    },
    error::Error,
    id::Id,
    sort::sort_by_key,
    store::KeptFile,
    text::Clean,
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct EvidencePage {
    /// The account.
    pub account: Id,
    /// The request that the next file is for; `None`: for the account.
    pub request: Option<Id>,
    /// The path.
    pub input: Input,
    /// The index of the selected file in the list.
    pub selected: usize,
}

impl EvidencePage {
    /// The page for the selected account, and the latest request of the goal that is selected; without an
    /// account, a message and `None`.
    pub fn show(core: &mut Core) -> Option<Self> {
        let Some(entry) = core.current() else {
            core.say(Tone::Plain, "There is no account to keep a file for yet.");
            return None;
        };
        let progress = &entry.account.progress;
        let goal = core.row.goal(&core.catalog);
        let latest = goal.and_then(|goal| progress.latest(goal));
        let newest = progress.requests.iter().max_by_key(|it| it.sent);
        let request = latest.or(newest).map(|request| request.id.clone());
        Some(Self::of(&entry.account.id, request))
    }

    /// The page for a request of an account.
    pub fn of(account: &Id, request: Option<Id>) -> Self {
        Self {
            account: account.clone(),
            request,
            input: Input::default(),
            selected: 0,
        }
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => return Turn::close(),
            Action::Enter => return Turn::stay().with(self.keep(core)),
            Action::Next => self.turn(core, 1),
            Action::Previous => self.turn(core, -1),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            // In a text the key takes away a character.
            Action::TakeOff if !self.input.value().is_empty() => {
                if self.input.handle(InputRequest::DeleteNextChar).is_none() {
                    core.say(
                        Tone::Plain,
                        "Empty the line first, to take a file off the list.",
                    );
                }
            }
            Action::TakeOff => return Turn::stay().with(self.take_off(core)),
            _ => {
                let last = self.last(core);
                self.selected = next_index(action, self.selected, core.drawn.page, last);
            }
        }
        Turn::stay()
    }

    /// The index of the last file.
    pub fn last(&self, core: &Core) -> usize {
        let kept = core.entry(&self.account);
        kept.map_or(0, |it| it.account.progress.evidence.len().saturating_sub(1))
    }

    fn take_off(&mut self, core: &mut Core) -> Vec<Effect> {
        let Some(account) = core.entry(&self.account).map(|it| it.account.clone()) else {
            core.say(Tone::Bad, changing::GONE);
            return Vec::new();
        };
        let Some(kept) = newest_first(&account).get(self.selected).copied() else {
            core.say(Tone::Plain, "Nothing is kept yet.");
            return Vec::new();
        };
        let name = &kept.name;
        let change = evidence::take_off(&account, kept, core.now);
        let effects = changing::make(core, change, format!("took {name} off the list"));
        if !effects.is_empty() {
            self.selected = self.selected.min(self.last(core));
            let keys = [Action::Back, Action::Undo].map(|it| core.keymap.short(it));
            let back = match keys {
                [Some(back), Some(undo)] => format!(" {back}, {undo} bring it back."),
                _ => String::new(),
            };
            core.say(
                Tone::Good,
                format!("Off the list: {name}. Its copy stays in the data folder.{back}"),
            );
        }
        effects
    }

    /// Chooses another request, or the account.
    fn turn(&mut self, core: &Core, by: isize) {
        let Some(entry) = core.entry(&self.account) else {
            return;
        };
        let all = entry.account.progress.newest_first();
        let choices: Vec<Option<&Id>> = all
            .iter()
            .map(|request| Some(&request.id))
            .chain([None])
            .collect();
        let at = choices.iter().position(|id| *id == self.request.as_ref());
        let count = choices.len() as isize;
        let next = (at.unwrap_or(0) as isize + by).rem_euclid(count.max(1));
        let next = usize::try_from(next)
            .ok()
            .and_then(|next| choices.get(next));
        self.request = next.copied().flatten().cloned();
    }

    fn keep(&self, core: &mut Core) -> Vec<Effect> {
        let path = self.input.value().trim().to_owned();
        let Some(entry) = core.entry(&self.account) else {
            core.say(Tone::Bad, changing::GONE);
            return Vec::new();
        };
        if let Some(reason) = &entry.account.read_only {
            let message = format!("{} cannot be changed: {reason}", entry.account.label);
            core.say(Tone::Bad, message);
            return Vec::new();
        }
        if path.is_empty() {
            core.say(Tone::Plain, "Type the path of a file, or drag one here.");
            return Vec::new();
        }
        vec![Effect::KeepFile {
            account: self.account.clone(),
            request: self.request.clone(),
            path,
        }]
    }
}

/// What a file is kept for, as the end of a sentence.
pub fn for_what(account: &Account, request: Option<&Id>) -> String {
    match request {
        None => "the account".to_owned(),
        Some(id) => match account.progress.request(id) {
            Some(request) => format!("the {}", request.name()),
            None => "a request that is off the record".to_owned(),
        },
    }
}

/// The files of an account, the newest first.
pub fn newest_first(account: &Account) -> Vec<&Evidence> {
    let mut kept: Vec<&Evidence> = account.progress.evidence.iter().collect();
    sort_by_key(&mut kept, |kept| std::cmp::Reverse(kept.added));
    kept
}

/// Takes in a file that was copied, or says why it was not. Returns whether it is kept.
pub fn take(
    core: &mut Core,
    account: &Id,
    request: Option<&Id>,
    result: Result<(KeptFile, Clean), Error>,
) -> (bool, Vec<Effect>) {
    let (file, name) = match result {
        Ok(copied) => copied,
        Err(error) => {
            core.say(Tone::Bad, format!("{} {}", error.sentence, error.hint));
            return (false, Vec::new());
        }
    };
    let Some(known) = core.entry(account).map(|entry| entry.account.clone()) else {
        core.say(Tone::Bad, changing::GONE);
        return (false, Vec::new());
    };
    let Some(change) = evidence::keep(&known, &file.sha256, &name, request, core.now) else {
        core.say(Tone::Plain, format!("{name} is kept already."));
        return (true, Vec::new());
    };
    let effects = changing::make(core, change, format!("kept {name}"));
    if !effects.is_empty() {
        let what = for_what(&known, request);
        core.say(Tone::Good, format!("Kept: {name}, for {what}."));
    }
    (!effects.is_empty(), effects)
}
