//! What stands for the disk, the browser and the clock in the demo: the memory, a sentence, a key.

use std::collections::BTreeMap;

use crate::{
    account::{
        Account,
        change::{Change, Edit},
        demo,
    },
    app::{
        effect::{Effect, Opening},
        message::Message,
        model::Model,
    },
    clock::Now,
    error::Error,
    id::Id,
    sort::insert_all,
    store::{Saved, Trashed, writer::WriterEvent},
    system::browsers::FoundBrowsers,
    text::Clean,
};

/// The demo while it runs.
#[derive(Debug)]
pub(super) struct Demo {
    /// How many days the clock was wound.
    days: i64,
    accounts: BTreeMap<Id, Account>,
    removed: BTreeMap<Id, Account>,
}

/// What becomes of an effect.
pub(super) enum Played {
    /// It is answered by this.
    Answered(Message),
    /// Nothing comes of it.
    Ignored,
    /// It touches no file: it is performed as always.
    Real(Effect),
}

impl Demo {
    /// The demo of these accounts.
    pub(super) fn of(model: &Model) -> Self {
        let entries = model.entries.iter();
        let accounts = entries.map(|entry| (entry.account.id.clone(), (*entry.account).clone()));
        Self {
            days: 0,
            accounts: insert_all(accounts),
            removed: BTreeMap::new(),
        }
    }

    /// The present.
    pub(super) fn now(&self) -> Now {
        demo::now(self.days)
    }

    /// What becomes of an effect here.
    pub(super) fn play(&mut self, effect: Effect) -> Played {
        Played::Answered(match effect {
            Effect::Save(ticket, change) => self.save(ticket, &change),
            Effect::Look => return Played::Ignored,
            Effect::NextDay => {
                self.days += 1;
                Message::Focused
            }
            Effect::Open(Opening {
                account,
                step,
                address,
                ..
            }) => Message::Opened {
                account,
                step,
                address,
                result: Ok(String::new()),
            },
            Effect::FindBrowsers => Message::BrowsersFound(FoundBrowsers::default()),
            Effect::ListTrash => Message::TrashListed(Ok(self.trash())),
            Effect::WriteCode { .. } => Message::Written(refused()),
            Effect::WriteText { .. } => Message::TextWritten(refused()),
            Effect::KeepFile {
                account, request, ..
            } => Message::Kept {
                account,
                request,
                result: refused(),
            },
            Effect::KeepText { .. } | Effect::Remember(_) => return Played::Ignored,
            Effect::WritePack { .. } => Message::PackWritten(refused()),
            Effect::Edit(editing) => Message::Edited {
                of: editing.of,
                result: refused(),
            },
            Effect::Copy(_)
            | Effect::LendMouse(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => {
                return Played::Real(effect);
            }
        })
    }

    fn trash(&self) -> Vec<Trashed> {
        let removed = self.removed.iter();
        let trashed = removed.map(|(id, account)| Trashed {
            id: id.clone(),
            account: Ok(Box::new(account.clone())),
        });
        trashed.collect()
    }

    fn save(&mut self, ticket: u64, change: &Change) -> Message {
        let id = &change.account;
        for edit in &change.edits {
            match edit {
                Edit::Create(account) | Edit::PutBack(account) => {
                    self.accounts.insert(id.clone(), (**account).clone());
                }
                Edit::Remove => {
                    let removed = self.accounts.remove(id);
                    self.removed.extend(removed.map(|it| (id.clone(), it)));
                }
                Edit::Restore => {
                    let back = self.removed.remove(id);
                    self.accounts.extend(back.map(|it| (id.clone(), it)));
                }
                _ => {}
            }
        }
        if let Some(account) = self.accounts.get_mut(id) {
            change.apply(account);
        }
        let saved = Saved {
            id: id.clone(),
            file: Clean::default(),
            account: self.accounts.get(id).cloned(),
            notices: Vec::new(),
            renumbered: Vec::new(),
            refused: Vec::new(),
        };
        let tickets = vec![ticket];
        Message::Stored(Box::new(WriterEvent::Saved { tickets, saved }))
    }
}

fn refused<T>() -> Result<T, Error> {
    Err(Error::new(
        "The demo writes no file.",
        "Start optout without --demo to keep something.",
    ))
}
