//! Importing an export: new accounts as they are, others merged.

use jiff::Timestamp;
use serde_json::Value as Json;
use toml_edit::DocumentMut;

use super::{
    Merged, Saved, Store, folder, lock, merging,
    read::{self, Reading},
    work::Work,
};
use crate::{account::Account, content::region::Regions, error::Error, id::Id, store::json, text};

/// An account of an export, checked.
#[derive(Debug)]
pub struct Incoming {
    document: DocumentMut,
    /// The account as it is in the export.
    pub account: Account,
}

/// The result of importing an account.
#[derive(Debug)]
pub enum Imported {
    /// It was not there.
    New(Box<Saved>),
    /// It was merged with the one that was there.
    Merged(Box<Merged>),
}

impl Store {
    /// Reads the accounts of an export, and changes nothing.
    ///
    /// # Errors
    ///
    /// A sentence, if one of them cannot be used; then none is returned.
    pub fn incoming(&self, accounts: &[Json], regions: &Regions) -> Result<Vec<Incoming>, String> {
        let mut all: Vec<Incoming> = Vec::new();
        for (number, json) in (1..).zip(accounts) {
            let object = json
                .as_object()
                .ok_or_else(|| format!("account {number} is no object"))?;
            let id = object.get("id").and_then(Json::as_str).and_then(Id::new);
            let id = id.ok_or_else(|| format!("account {number} has no id that can be used"))?;
            if all.iter().any(|other| other.account.id == id) {
                return Err(format!("{id} is there twice"));
            }
            let about = |why: &str| format!("{id}: {why}");
            let mut document = json::to_document(object).map_err(|why| about(&why))?;
            self.formats
                .bring_up(&mut document)
                .map_err(|why| about(&why))?;
            let bytes = document.to_string().into_bytes();
            // The positions are those of a text that nobody has seen, so only the messages are
            // used.
            let (reading, problems) = read::inspect(&id, &bytes, regions, self.formats);
            match reading {
                Reading::Good { account, .. } => all.push(Incoming {
                    document,
                    account: *account,
                }),
                Reading::Newer { why, .. } => return Err(about(&why)),
                Reading::Bad(_) => {
                    let first = problems.iter().find(|problem| problem.fatal);
                    let why = first
                        .map_or_else(|| text::line("it cannot be read"), |it| it.message.clone());
                    return Err(about(&why));
                }
            }
        }
        Ok(all)
    }

    /// Imports one of them: as it is if there is no account with its id, else as [`Store::merge`]
    /// does.
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved.
    pub fn import(
        &self,
        incoming: Incoming,
        now: Timestamp,
        regions: &Regions,
    ) -> Result<Imported, Error> {
        let Incoming { document, account } = incoming;
        let mut work = Work::new(self, regions, account.id.clone(), now);
        if folder::is_taken(&work.file) {
            let merged = merging::bring_in(self, &account, now, regions)?;
            return Ok(Imported::Merged(Box::new(merged)));
        }
        folder::make(&folder::accounts(&self.root))?;
        let _lock = lock::take(&self.root)?;
        self.sweep();
        work.adopt(document, account)?;
        Ok(Imported::New(Box::new(work.saved)))
    }
}
