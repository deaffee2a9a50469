//! What is kept: one TOML file per account, saved so that nothing shown as saved is ever lost.
//!
//! [`Store`] does the work on the disk, one call at a time, and is what the commands use.
//! [`writer`] runs a store on a thread of its own for the screen.
//!
//! ```text
//! <data>/.lock                 held during a save
//! <data>/accounts/<id>.toml    one account
//! <data>/accounts/<id>.toml.v1.bak                     as it was before it came to a newer format
//! <data>/accounts/<id>.toml.corrupt-20261121-100000    put aside, could not be read
//! <data>/backup/<id>-20261121.toml                     as it was before the first change of a day
//! <data>/trash/<id>.toml       a removed account
//! ```
//!
//! A save takes the lock, reads the file as it is now, applies its own edits to that, and replaces
//! the file by a temporary one that was written and synced before. It never writes back what was
//! in memory: another program, or the person with an editor, may have been there.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    account::Account,
    id::Id,
    text::{self, Clean},
};

use super::{contents::Files, folder, migrate::Formats, replace};

/// The data folder.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) formats: Formats,
    known: Mutex<Known>,
}

/// What a store remembers between calls.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The version of every file when it was last read or written, by name.
    pub(super) files: Files,
    /// Accounts whose file is in its place, but perhaps not after a power loss.
    pub(super) unsynced: BTreeSet<Id>,
    /// Whether left-over temporary files were looked for.
    swept: bool,
}

/// What was found in the data folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The accounts, by id.
    pub accounts: Vec<Account>,
    /// What a person should know about the files: set aside, read-only, odd values.
    pub notices: Vec<Notice>,
}

/// What is different in the data folder since it was last looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Accounts that are new or different, as they are on the disk.
    pub accounts: Vec<Account>,
    /// Accounts whose file is gone.
    pub gone: Vec<Id>,
    /// What a person should know about the files that changed.
    pub notices: Vec<Notice>,
}

/// Something that a person should know about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file.
    pub file: Clean,
    /// What about it, as a sentence.
    pub message: Clean,
}

impl Notice {
    pub(super) fn new(file: &Path, message: &str) -> Self {
        Self {
            file: text::line(&file.to_string_lossy()),
            message: text::line(message),
        }
    }

    pub(super) fn all(file: &Path, messages: &[Clean]) -> Vec<Self> {
        messages
            .iter()
            .map(|message| Self::new(file, message))
            .collect()
    }
}

/// What a save left on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The account.
    pub id: Id,
    /// Its record as it is on the disk now; `None` when it was removed. Changes that were made
    /// since, and are not saved yet, are not in it.
    pub account: Option<Account>,
    /// What a person should know about the file.
    pub notices: Vec<Notice>,
    /// Requests that got another id than they were sent with, because another copy of the program
    /// had taken it: the old and the new one. What is to be undone must name the new one.
    pub renumbered: Vec<(Id, Id)>,
}

/// What merging a copy did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The account as it is now.
    pub saved: Saved,
    /// How many marks, notes and requests came in.
    pub taken: usize,
    /// What the copy says otherwise and was not taken, one sentence each.
    pub differences: Vec<Clean>,
    /// The copy's new name, where it got one.
    pub renamed: Option<Clean>,
}

impl Store {
    /// A store in this folder, which need not exist yet: the first account makes it.
    pub fn new(root: PathBuf) -> Self {
        Self::with(root, Formats::SHIPPED)
    }

    /// A store that reads and writes these formats.
    pub(super) fn with(root: PathBuf, formats: Formats) -> Self {
        Self {
            root,
            formats,
            known: Mutex::default(),
        }
    }

    /// The data folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes left-over temporary files, once per store.
    pub(super) fn sweep(&self) {
        let swept = std::mem::replace(&mut self.known().swept, true);
        if !swept {
            for folder in [folder::accounts(&self.root), folder::backup(&self.root)] {
                replace::sweep(&folder);
            }
        }
    }
}
