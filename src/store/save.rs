//! Saving changes: under the lock, apply them to what is on the disk now.

use std::mem;

use jiff::Timestamp;

use super::{
    Saved, Store,
    failure::Failure,
    folder, lock,
    work::{Of, Work, content},
};
use crate::{
    account::change::{Change, Edit},
    content::region::Regions,
    error::Error,
};

impl Store {
    /// Applies `changes`, all of one account, to what is on the disk now, and returns when the
    /// result is safe against power loss. Moments are kept in whole seconds. A change whose
    /// [`Change::inverse`] the file does not have any more is not made, and is in
    /// [`Saved::refused`].
    ///
    /// # Errors
    ///
    /// A sentence and a hint when nothing was saved; the file is then as it was. If a change
    /// removes or restores the account, the changes before it may have been saved. Saving is
    /// idempotent: the same changes may be saved again.
    pub fn save(&self, changes: &[Change], regions: &Regions) -> Result<Saved, Error> {
        self.attempt(changes, regions).map_err(Error::from)
    }

    /// As [`Store::save`], with a failure that tells whether to retry.
    pub(super) fn attempt(&self, changes: &[Change], regions: &Regions) -> Result<Saved, Failure> {
        let id = changes.first().map(|change| change.account.clone());
        let Some(id) = id.filter(|id| changes.iter().all(|change| change.account == *id)) else {
            return Err(content(
                "Only changes of one account can be saved together.",
                "This is a fault of optout; please report it.",
            ));
        };
        let edits = || {
            changes
                .iter()
                .flat_map(|change| change.edits.iter().map(move |edit| (change, edit)))
        };
        let at = changes.last().map_or(Timestamp::UNIX_EPOCH, |it| it.at);
        let mut work = Work::new(self, regions, id, at);
        if edits().any(|(_, edit)| matches!(edit, Edit::Create(_))) {
            folder::make(&folder::accounts(&self.root))?;
        } else if !edits().any(|(_, edit)| matches!(edit, Edit::PutBack(_)))
            && !folder::is_taken(&work.file)
            && !folder::is_taken(&work.trashed)
        {
            return Err(work.vanished());
        }
        let lock = lock::take(&self.root)?;
        self.sweep();
        // Removing, restoring and putting back are done one by one; the edits between them are written together.
        let mut run: Vec<Of<'_>> = Vec::new();
        let mut removals = edits()
            .filter(|(_, edit)| matches!(edit, Edit::Remove))
            .count();
        for of in edits() {
            match of.1 {
                Edit::Remove => {
                    work.write(mem::take(&mut run), removals)?;
                    work.remove(of.0)?;
                    removals -= 1;
                }
                Edit::Restore => {
                    work.write(mem::take(&mut run), removals)?;
                    work.restore()?;
                }
                Edit::PutBack(_) => {
                    work.write(mem::take(&mut run), removals)?;
                    work.put_back()?;
                }
                Edit::Create(_)
                | Edit::Set(_)
                | Edit::Step(_, _)
                | Edit::Route { .. }
                | Edit::Send(_)
                | Edit::Unsend(_)
                | Edit::Answer { .. }
                | Edit::Day { .. }
                | Edit::Text { .. }
                | Edit::Post(_, _)
                | Edit::Keep(_)
                | Edit::Drop(_, _) => run.push(of),
            }
        }
        work.write(run, removals)?;
        if edits().next().is_none() {
            work.look()?;
        }
        work.saved.notices.extend(lock.notice(&self.root));
        Ok(work.saved)
    }
}
