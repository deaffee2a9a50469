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

use jiff::Timestamp;

use crate::{
    account::Account,
    catalog::FileProblem,
    change::Change,
    error::Error,
    id::Id,
    region::Regions,
    text::{self, Clean},
};

mod aside;
mod backup;
mod check;
mod comments;
mod contents;
mod copies;
mod edit;
mod failure;
mod folder;
mod importing;
mod kept;
mod keys;
mod load;
mod lock;
mod merging;
mod migrate;
mod read;
mod records;
mod replace;
mod requests;
mod rewrite;
mod save;
pub mod writer;

pub use check::{Checked, Knows};
use failure::Failure;
pub use importing::{Imported, Incoming};
use load::Files;
use migrate::Formats;
pub use records::Records;

/// The data folder.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    formats: Formats,
    known: Mutex<Known>,
}

/// What a store remembers between calls.
#[derive(Debug, Default)]
struct Known {
    /// The version of every file when it was last read or written, by name.
    files: Files,
    /// Accounts whose file is in its place, but perhaps not after a power loss.
    unsynced: BTreeSet<Id>,
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
    fn new(file: &Path, message: &str) -> Self {
        Self {
            file: text::line(&file.to_string_lossy()),
            message: text::line(message),
        }
    }

    fn all(file: &Path, messages: &[Clean]) -> Vec<Self> {
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
    fn with(root: PathBuf, formats: Formats) -> Self {
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

    /// Reads every account. A missing folder is an empty one, and is not made.
    ///
    /// A file that cannot be read is renamed, never deleted, and named in a notice; the others are
    /// still read.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn load(&self, regions: &Regions) -> Result<Loaded, Error> {
        load::all(self, regions)
    }

    /// Reads every account, and changes nothing: what cannot be read stays where it is.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn glance(&self, regions: &Regions) -> Result<Loaded, Error> {
        load::glance(self, regions)
    }

    /// Looks for all that is wrong with the files, and changes nothing. `knows` tells whether a
    /// guide has a step.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn check(&self, regions: &Regions, knows: Knows<'_>) -> Result<Checked, Error> {
        check::all(self, regions, knows)
    }

    /// As [`Store::check`], of one file, wherever it lies.
    pub fn check_file(&self, path: &Path, regions: &Regions, knows: Knows<'_>) -> Vec<FileProblem> {
        check::one(self, path, regions, knows)
    }

    /// Reads everything that is kept, of all accounts or of the one with this id, and changes
    /// nothing.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn records(&self, only: Option<&str>, regions: &Regions) -> Result<Records, Error> {
        records::all(self, only, regions)
    }

    /// Where the file of the account with this id lies, if there is one.
    pub fn file_of(&self, id: &str) -> Option<PathBuf> {
        check::file_of(self, id)
    }

    /// Reads what changed on the disk since the last load, save or look; `None` when nothing did.
    ///
    /// A file that cannot be read now stays where it is, in case somebody is writing it by hand:
    /// a notice names it, and the account is neither among the changed nor among the gone ones.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or is gone although there were accounts in it.
    pub fn changed(&self, regions: &Regions) -> Result<Option<Changes>, Error> {
        load::changed(self, regions)
    }

    /// Applies `changes`, all of one account, to what is on the disk now, and returns when it is
    /// safe against power loss. Moments are kept to the second.
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved; the file is then as it was. Where a change
    /// removes or restores the account, what came before that in the same call may have been
    /// saved; saving the same changes again does no harm.
    pub fn save(&self, changes: &[Change], regions: &Regions) -> Result<Saved, Error> {
        self.attempt(changes, regions).map_err(Error::from)
    }

    /// Brings the marks, notes and requests of another version of an account's file into the
    /// account, and marks that version as merged if it lies among the accounts. Nothing that the
    /// account has is lost; see [`crate::merge`].
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved.
    pub fn merge(
        &self,
        id: &Id,
        copy: &Path,
        now: Timestamp,
        regions: &Regions,
    ) -> Result<Merged, Error> {
        merging::merge(self, id, copy, now, regions).map_err(Error::from)
    }

    /// As [`Store::save`], telling whether the disk or the change is at fault.
    fn attempt(&self, changes: &[Change], regions: &Regions) -> Result<Saved, Failure> {
        save::save(self, changes, regions)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes left-over temporary files, once per store.
    fn sweep(&self) {
        let swept = std::mem::replace(&mut self.known().swept, true);
        if !swept {
            for folder in [folder::accounts(&self.root), folder::backup(&self.root)] {
                replace::sweep(&folder);
            }
        }
    }
}
