//! The data folder: one TOML file per account, saved so that nothing shown as saved is ever lost.
//!
//! [`Store`] does the work on the disk, one call at a time, and is what the commands use.
//! [`writer`](super::writer) runs a store on a thread of its own for the screen.

use std::{
    collections::BTreeSet,
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    account::{Account, change::Change},
    id::Id,
    text::{self, Clean},
};

use super::{folder, listing::Files, migrate::Formats, read::Odd, replace};

/// The data folder.
///
/// ```text
/// <data>/.lock                 held during a save
/// <data>/accounts/<id>.toml    one account
/// <data>/accounts/<id>.toml.v1.bak                     the file before its migration
/// <data>/accounts/<id>.toml.corrupt-20261121-100000    put aside, since it could not be read
/// <data>/accounts/<id>.not-taken.toml                  what lost when versions of it were merged
/// <data>/backup/<id>-20261121.toml                     the file before its first change of a day
/// <data>/trash/<id>.toml       a removed account
/// <data>/evidence/<id>/<sha256>                        a file that is kept for it
/// ```
///
/// A save takes the lock, reads the file as it is now, applies its own edits to that, and
/// atomically replaces the file. It never writes back the account in memory: another program, or
/// the person with an editor, may have changed the file.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    pub(super) formats: Formats,
    known: Mutex<Known>,
}

/// The state of a store between calls.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The stamp of every file when it was last read or written.
    pub(super) files: Files,
    /// Accounts whose file was renamed into its place while the sync of the folder failed.
    pub(super) unsynced: BTreeSet<Id>,
    /// Whether left-over temporary files were removed.
    swept: bool,
}

/// The contents of the data folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The accounts, by id. They are boxed because the screen sorts them, and they are large.
    pub accounts: Vec<Box<Account>>,
    /// Accounts that are there and cannot be read.
    pub unreadable: Vec<Unreadable>,
    /// Files that were put aside or are read-only, and values that were ignored.
    pub notices: Vec<Notice>,
}

impl Loaded {
    /// Takes the accounts out, one behind the other.
    pub fn take_accounts(&mut self) -> Vec<Account> {
        let accounts = mem::take(&mut self.accounts).into_iter();
        accounts.map(|account| *account).collect()
    }
}

/// An account that is there and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its id, which the name of the file tells.
    pub id: Id,
    /// The path of its file; where that was put aside, of the file aside.
    pub file: Clean,
    /// Why, as a sentence.
    pub why: Clean,
    /// The account as the newest good copy of its file has it.
    pub copy: Option<Box<Account>>,
}

/// What changed in the data folder since it was last read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Accounts that are new or different, as they are on the disk.
    pub accounts: Vec<Account>,
    /// Accounts whose file cannot be read any more.
    pub unreadable: Vec<Unreadable>,
    /// Accounts whose file is gone.
    pub gone: Vec<Id>,
    /// The paths of the files that changed or are gone: what was said of them before is out of date.
    pub files: Vec<Clean>,
    /// Notices about the files that changed.
    pub notices: Vec<Notice>,
}

/// A message about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The path of the file.
    pub file: Clean,
    /// A sentence.
    pub message: Clean,
    /// The line that it is about, with a caret below its place.
    pub excerpt: Option<Clean>,
}

impl Notice {
    pub(super) fn new(file: &Path, message: &str) -> Self {
        Self {
            file: text::line(&file.to_string_lossy()),
            message: text::line(message),
            excerpt: None,
        }
    }

    pub(super) fn all(file: &Path, ignored: &[Odd]) -> Vec<Self> {
        let notice = |odd: &Odd| Self {
            excerpt: odd.excerpt.clone(),
            ..Self::new(file, &odd.message)
        };
        ignored.iter().map(notice).collect()
    }
}

/// The result of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The account.
    pub id: Id,
    /// The path of its file: what was said of it before is out of date.
    pub file: Clean,
    /// The account as it is on the disk now, without later changes that are not saved yet; `None`
    /// if it was removed.
    pub account: Option<Account>,
    /// Notices about the file.
    pub notices: Vec<Notice>,
    /// The old and the new ids of requests that got another one, since another copy of the program
    /// had taken theirs. Undoing has to use the new one.
    pub renumbered: Vec<(Id, Id)>,
    /// Changes that were not made, since somebody else changed the same: the file has what they wrote.
    pub refused: Vec<Change>,
}

/// The result of merging a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The account as it is now.
    pub saved: Saved,
    /// How many marks, notes and requests were merged.
    pub taken: usize,
    /// What was not taken from the copy, or was replaced, a sentence each.
    pub differences: Vec<Clean>,
    /// The path of the file that keeps those values; `None` without one.
    pub kept: Option<Clean>,
    /// The new path of the copy, if it was renamed.
    pub renamed: Option<Clean>,
}

impl Store {
    /// A store in this folder, which is made with the first account.
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

    /// Removes left-over temporary files, once in the life of a store.
    pub(super) fn sweep(&self) {
        let swept = std::mem::replace(&mut self.known().swept, true);
        if !swept {
            for folder in [folder::accounts(&self.root), folder::backup(&self.root)] {
                replace::sweep(&folder);
            }
        }
    }
}
