//! Importing an export: new accounts as they are, others merged.

use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use serde_json::Value as Json;

use super::{
    Merged, Saved, Store,
    contents::Stamp,
    failure::{Failure, always_overtaken},
    folder, json, lock,
    read::{self, Reading},
    replace::{Replaced, Written},
    rewrite::{self, Ready},
    untaken,
    work::Work,
};
use crate::{
    account::{
        Account,
        merge::{self, Merge},
    },
    content::region::Regions,
    error::Error,
    id::Id,
    lint::{Severity, severity},
    sort::insert_all,
    text::{self, Clean},
};

/// So many files are written before they are synced: the first sync then does most of the work of all, and
/// no more of them are open at once.
const AT_ONCE: usize = 64;

/// An account of an export, checked.
#[derive(Debug)]
pub struct Incoming {
    /// The text of its file. A parsed document would take far more memory.
    file: String,
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
        let mut seen = BTreeSet::new();
        for (number, json) in (1..).zip(accounts) {
            let object = json
                .as_object()
                .ok_or_else(|| format!("account {number} is no object."))?;
            let id = object.get("id").and_then(Json::as_str).and_then(Id::new);
            let id = id.ok_or_else(|| format!("account {number} has no id that can be used."))?;
            if !seen.insert(id.clone()) {
                return Err(format!("{id} is there twice."));
            }
            let about = |why: &str| format!("{id}: {why}");
            let mut document = json::to_document(object).map_err(|why| about(&why))?;
            self.formats
                .bring_up(&mut document)
                .map_err(|why| about(&why))?;
            let file = document.to_string();
            // The positions are those of a text that nobody has seen, so only the messages are
            // used.
            let (reading, problems) = read::inspect(&id, file.as_bytes(), regions, self.formats);
            // What `account check` calls a mistake is not taken in.
            let mistake = problems
                .iter()
                .find(|it| severity(it.rule) == Severity::Error);
            match reading {
                Reading::Good { account, .. } => match mistake {
                    Some(mistake) => return Err(about(&mistake.message)),
                    None => all.push(Incoming {
                        file,
                        account: *account,
                    }),
                },
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

    /// Imports all of them, or none: an account that is not there as it is, another one merged as by
    /// [`Store::merge`]. Each is returned with what became of it.
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was taken in.
    pub fn import(
        &self,
        incoming: Vec<Incoming>,
        now: Timestamp,
        regions: &Regions,
    ) -> Result<Vec<(Account, Imported)>, Error> {
        folder::make(&folder::accounts(&self.root))?;
        let _lock = lock::take(&self.root)?;
        self.sweep();
        for _ in 0..rewrite::TRIES {
            let plans: Result<Vec<Plan<'_>>, Failure> = incoming
                .iter()
                .map(|incoming| Plan::new(self, incoming, now, regions))
                .collect();
            if let Some(plans) = put_all(plans?)? {
                let imported = plans
                    .into_iter()
                    .map(Plan::into_imported)
                    .collect::<Vec<_>>();
                let accounts = incoming.into_iter().map(|incoming| incoming.account);
                return Ok(accounts.zip(imported).collect());
            }
        }
        Err(always_overtaken(&folder::accounts(&self.root)).into())
    }
}

/// What an import does to one account, worked out before anything is written.
struct Plan<'s> {
    work: Work<'s>,
    /// The new version of its file; `None` where it has everything already.
    ready: Option<Ready>,
    /// What merging does; `None` for a new account.
    merge: Option<Merge>,
    kept: Option<Clean>,
    now: Timestamp,
}

impl<'s> Plan<'s> {
    fn new(
        store: &'s Store,
        incoming: &Incoming,
        now: Timestamp,
        regions: &'s Regions,
    ) -> Result<Self, Failure> {
        let theirs = &incoming.account;
        let mut work = Work::new(store, regions, theirs.id.clone(), now);
        let path = work.file.clone();
        let (mut ready, mut merge) = (None, None);
        if folder::is_taken(&path) {
            let seen = work.usable(&path)?;
            let merged = merge::merge(&seen.account, theirs, now);
            if merged.edits.is_empty() {
                work.keep(seen);
            } else {
                let found = work.opened(&path, seen)?;
                ready = Some(work.prepare(&path, found, &merged.dated())?);
            }
            merge = Some(merged);
        } else {
            let document = rewrite::parsed(&path, incoming.file.as_bytes())?;
            let found = work.not_yet(document, theirs.clone())?;
            ready = Some(work.prepare(&path, found, &[])?);
        }
        Ok(Self {
            work,
            ready,
            merge,
            kept: None,
            now,
        })
    }

    fn into_imported(self) -> Imported {
        let saved = self.work.saved;
        match self.merge {
            None => Imported::New(Box::new(saved)),
            Some(merge) => Imported::Merged(Box::new(Merged {
                saved,
                taken: merge.edits.len(),
                differences: merge.differences,
                kept: self.kept,
                renamed: None,
            })),
        }
    }
}

/// Puts all new files into their places: every one is written and synced beside its place first, so that
/// a full disk is noticed before anything is changed. If one of them fails all the same, those before it
/// are taken out again. `None` if another program changed one meanwhile; then nothing was taken in.
fn put_all(mut plans: Vec<Plan<'_>>) -> Result<Option<Vec<Plan<'_>>>, Failure> {
    let mut staged = Vec::new();
    for some in plans.chunks_mut(AT_ONCE) {
        let mut written = Vec::new();
        for plan in some {
            let work = &plan.work;
            let ready = plan.ready.as_mut();
            written.push(ready.map(|ready| work.write_beside(ready)).transpose()?);
        }
        for written in written {
            staged.push(written.map(Written::sync).transpose()?);
        }
    }
    for plan in &mut plans {
        let (id, root) = (&plan.work.saved.id, &plan.work.store.root);
        if let Some(merge) = &plan.merge {
            let kept = untaken::keep(root, id, &merge.untaken, plan.now)?;
            plan.kept = kept.map(|file| text::line(&file.to_string_lossy()));
        }
    }
    let mut put: Vec<Option<Stamp>> = Vec::new();
    let mut failed = None;
    for (plan, staged) in plans.iter().zip(staged) {
        let (Some(ready), Some(staged)) = (&plan.ready, staged) else {
            put.push(None);
            continue;
        };
        match staged.put(ready.stamp) {
            Ok(Replaced::Done(stamp)) => put.push(Some(stamp)),
            Ok(Replaced::Overtaken) => failed = Some(None),
            Err(failure) => failed = Some(Some(failure)),
        }
        if failed.is_some() {
            break;
        }
    }
    if failed.is_none() {
        let targets = plans.iter().filter_map(|plan| plan.ready.as_ref());
        let folders: BTreeSet<&Path> = insert_all(targets.filter_map(|it| it.target.parent()));
        let synced: Result<(), Failure> = folders.into_iter().try_for_each(folder::sync);
        failed = synced.err().map(Some);
    }
    if let Some(failure) = failed {
        for (plan, stamp) in plans.iter().zip(put) {
            if let (Some(ready), Some(stamp)) = (&plan.ready, stamp) {
                ready.undo(stamp);
            }
        }
        return failure.map_or(Ok(None), Err);
    }
    for (plan, stamp) in plans.iter_mut().zip(put) {
        if let (Some(ready), Some(stamp)) = (plan.ready.take(), stamp) {
            plan.work.take(ready, stamp);
        }
    }
    Ok(Some(plans))
}
