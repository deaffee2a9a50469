//! The trash: accounts that were removed, each in the file that it had.

use std::{fs, io::ErrorKind};

use super::{
    Store,
    contents::{self, Unread},
    failure::refused,
    folder,
    read::{self, Reading},
};
use crate::{
    account::Account,
    content::region::Regions,
    error::Error,
    id::Id,
    sort::sort_by_cached_key,
    text::{self, Clean},
};

/// A file in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// The id of the account.
    pub id: Id,
    /// The account; or why it cannot be brought back, as a sentence.
    pub account: Result<Box<Account>, Clean>,
}

impl Store {
    /// Reads the trash, in the order of the labels. Changes nothing. An account whose file lies among the
    /// others as well is left out.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn trash(&self, regions: &Regions) -> Result<Vec<Trashed>, Error> {
        let path = folder::trash(&self.root);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(refused("read the folder", &path, &error)),
        };
        let mut trashed = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| refused("read the folder", &path, &error))?;
            let Some(id) = folder::id_of(&entry.file_name()) else {
                continue;
            };
            if folder::is_taken(&folder::file(&self.root, &id)) {
                continue;
            }
            let account = match contents::read(&entry.path()) {
                Ok((bytes, _)) => match read::read(&id, &bytes, regions, self.formats) {
                    Reading::Good { account, odd: _ } => Ok(account),
                    Reading::Newer { account: _, why } | Reading::Bad(why) => Err(why),
                },
                Err(Unread::NotAFile) => continue,
                Err(Unread::TooLarge) => Err(text::line("It is larger than 4 MiB.")),
                Err(Unread::Refused(error)) => Err(text::line(&format!("{error}."))),
            };
            trashed.push(Trashed { id, account });
        }
        sort_by_cached_key(&mut trashed, |one| {
            let label = one.account.as_ref().ok();
            let label = label.map(|account| text::folded(&account.label));
            (label.is_none(), label, one.id.clone())
        });
        Ok(trashed)
    }
}
