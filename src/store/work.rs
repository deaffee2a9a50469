//! One save under way.

use std::{
    ffi::OsString,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Notice, Saved, Store, aside, backup,
    contents::{self, Stamp, Unread},
    failure::{Failure, always_overtaken, disk},
    folder,
    read::{self, Odd, Reading},
    replace::{self, Replaced},
};
use crate::{
    account::{
        Account,
        change::{Change, Edit},
    },
    content::region::Regions,
    error::Error,
    id::Id,
    text,
};

/// An edit with the moment of its change.
pub(super) type Dated<'c> = (Timestamp, &'c Edit);

/// An edit with its change.
pub(super) type Of<'c> = (&'c Change, &'c Edit);

pub(super) fn content(sentence: impl AsRef<str>, hint: impl AsRef<str>) -> Failure {
    Failure::Content(Error::new(sentence, hint))
}

/// A file that this program may change, read.
pub(super) struct Usable {
    pub(super) bytes: Vec<u8>,
    pub(super) stamp: Stamp,
    pub(super) account: Account,
    pub(super) odd: Vec<Odd>,
}

/// One save under way.
pub(super) struct Work<'s> {
    pub(super) store: &'s Store,
    pub(super) regions: &'s Regions,
    /// The path of the account's file.
    pub(super) file: PathBuf,
    /// Its path in the trash.
    pub(super) trashed: PathBuf,
    /// The moment of the last change, for the copy of its day.
    pub(super) at: Timestamp,
    pub(super) saved: Saved,
}

impl<'s> Work<'s> {
    pub(super) fn new(store: &'s Store, regions: &'s Regions, id: Id, at: Timestamp) -> Self {
        let file = folder::file(&store.root, &id);
        Self {
            store,
            regions,
            trashed: folder::trash(&store.root).join(folder::file_name(&id)),
            at,
            saved: Saved {
                file: text::line(&file.to_string_lossy()),
                id,
                account: None,
                notices: Vec::new(),
                renumbered: Vec::new(),
                refused: Vec::new(),
            },
            file,
        }
    }

    pub(super) fn name(&self) -> OsString {
        folder::file_name(&self.saved.id).into()
    }

    pub(super) fn vanished(&self) -> Failure {
        let hint = if folder::is_absent(&self.file) {
            format!("{} Nothing was written.", folder::ABSENT)
        } else if folder::is_taken(&self.trashed) {
            format!(
                "It was removed and lies in {}; nothing was written.",
                self.trashed.display()
            )
        } else if let Some(name) = aside::newest(&self.store.root, &self.saved.id) {
            format!(
                "It could not be read, and was put aside as {}; nothing was written. Mend it there: the next start gives it its name back.{}",
                name.to_string_lossy(),
                backup::restore_hint(self.store, &self.saved.id, self.regions)
            )
        } else {
            "Another program moved, renamed or removed it; nothing was written. Bring the file back to go on.".to_owned()
        };
        content(
            format!(
                "The file of this account, {}, is not there any more.",
                self.file.display()
            ),
            hint,
        )
    }

    /// The account in a file, if this program may change it.
    pub(super) fn usable(&self, path: &Path) -> Result<Usable, Failure> {
        let unusable = |why: &str| {
            content(
                format!("Nothing was written to {}: {why}", path.display()),
                format!(
                    "Mend the file by hand; as long as it cannot be read, it is left as it is.{}",
                    backup::restore_hint(self.store, &self.saved.id, self.regions)
                ),
            )
        };
        let (bytes, stamp) = contents::read(path).map_err(|unread| match unread {
            Unread::NotAFile => unusable("It is not a file."),
            Unread::TooLarge => unusable("It is larger than 4 MiB."),
            Unread::Refused(error) if error.kind() == ErrorKind::NotFound => {
                if folder::is_taken(path) {
                    Failure::Disk(folder::leads_nowhere(path))
                } else {
                    self.vanished()
                }
            }
            Unread::Refused(error) => disk("read", path, &error),
        })?;
        match read::read(&self.saved.id, &bytes, self.regions, self.store.formats) {
            Reading::Bad(why) => Err(unusable(&why)),
            Reading::Newer { account: _, why } => Err(content(
                format!("{} cannot be changed. {why}", path.display()),
                "Use the newer version of optout for this account.",
            )),
            Reading::Good { account, odd } => Ok(Usable {
                bytes,
                stamp,
                account: *account,
                odd,
            }),
        }
    }

    /// Removes the account, if that is what `change` was decided on.
    pub(super) fn remove(&mut self, change: &Change) -> Result<(), Failure> {
        if folder::is_taken(&self.file) {
            // Fails for a file of a newer format, which must not be moved.
            let usable = self.usable(&self.file)?;
            if !change.fits(&usable.account) {
                self.saved.refused.push(change.clone());
                return self.look();
            }
            folder::make(&folder::trash(&self.store.root))?;
            aside::move_over(&self.file, &self.trashed)?;
        } else if folder::is_taken(&self.trashed) {
            // An earlier attempt may have moved it and failed at the sync.
            self.sync()?;
        } else {
            return Err(self.vanished());
        }
        self.store.known().files.remove(&self.name());
        self.saved.account = None;
        self.saved.notices.clear();
        Ok(())
    }

    pub(super) fn restore(&mut self) -> Result<(), Failure> {
        if folder::is_taken(&self.file) {
            self.sync()?;
        } else if !folder::is_taken(&self.trashed) {
            return Err(self.vanished());
        } else {
            if self.trashed.exists() {
                self.usable(&self.trashed)?;
            }
            aside::move_over(&self.trashed, &self.file)?;
        }
        self.look()
    }

    /// Puts the newest good copy into the place of a file that cannot be read, which is put aside. One
    /// that can be read stays.
    pub(super) fn put_back(&mut self) -> Result<(), Failure> {
        if folder::is_absent(&self.file) {
            return Err(self.vanished());
        }
        if folder::is_taken(&self.file) {
            if self.usable(&self.file).is_ok() {
                return self.look();
            }
            aside::set_aside(&self.file).map_err(|error| disk("put aside", &self.file, &error))?;
        }
        let copy = backup::newest_good(self.store, &self.saved.id, self.regions);
        let (copy, _) = copy.ok_or_else(|| {
            let sentence = format!("There is no good copy of {}.", self.saved.id);
            content(
                sentence,
                "Nothing was put back; the file lies aside, as it was.",
            )
        })?;
        let unread = |_| {
            let sentence = format!("{} cannot be read.", copy.display());
            content(sentence, "Nothing was put back.")
        };
        let (bytes, _) = contents::read(&copy).map_err(unread)?;
        match replace::replace(&self.file, &bytes, None)? {
            Replaced::Done(_) => {}
            Replaced::Overtaken => return Err(always_overtaken(&self.file)),
        }
        self.sync()?;
        self.look()
    }

    /// Reads what is on the disk into the result.
    pub(super) fn look(&mut self) -> Result<(), Failure> {
        let seen = self.usable(&self.file)?;
        self.keep(seen);
        Ok(())
    }

    /// Takes what was read from the account's file into the result.
    pub(super) fn keep(&mut self, seen: Usable) {
        self.saved.notices = Notice::all(&self.file, &seen.odd);
        self.saved.account = Some(seen.account);
        let files = &mut self.store.known().files;
        files.insert(self.name(), Some(seen.stamp));
    }

    /// Syncs both folders, so that a move between them is safe against power loss.
    fn sync(&self) -> Result<(), Failure> {
        for folder in [&self.file, &self.trashed]
            .into_iter()
            .filter_map(|file| file.parent())
        {
            if folder.exists() {
                folder::sync(folder)?;
            }
        }
        Ok(())
    }
}
