//! Saving: under the lock, what is on the disk now plus this copy's own edits.

use std::{
    ffi::OsString,
    fs,
    io::ErrorKind,
    mem,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use toml_edit::DocumentMut;

use super::{
    Notice, Saved, Store, aside,
    contents::{self, Stamp, Unread},
    edit,
    failure::{Failure, disk},
    folder, lock,
    read::{self, Reading},
    replace::{self, Replaced},
    requests,
};
use crate::{
    account::Account,
    change::{Change, Edit},
    error::Error,
    id::Id,
    region::Regions,
    text::{self, Clean},
};

/// How often a save starts again because somebody without the lock changed the file meanwhile.
const TRIES: usize = 5;

/// An edit with the moment of its change.
type Dated<'c> = (Timestamp, &'c Edit);

/// Saves changes of one account.
pub(super) fn save(store: &Store, changes: &[Change], regions: &Regions) -> Result<Saved, Failure> {
    let Some(id) = changes.first().map(|change| change.account.clone()) else {
        return Err(content(
            "There is nothing to save.",
            "This is a fault of optout; please report it.",
        ));
    };
    if changes.iter().any(|change| change.account != id) {
        let hint = "This is a fault of optout; please report it.";
        return Err(content(
            "Changes of several accounts cannot be one save.",
            hint,
        ));
    }
    let edits = || {
        changes
            .iter()
            .flat_map(|change| change.edits.iter().map(|edit| (change.at, edit)))
    };
    let mut work = Work {
        store,
        regions,
        file: folder::accounts(&store.root).join(folder::file_name(&id)),
        trashed: folder::trash(&store.root).join(folder::file_name(&id)),
        saved: Saved {
            id,
            account: None,
            notices: Vec::new(),
            renumbered: Vec::new(),
        },
    };
    if edits().any(|(_, edit)| matches!(edit, Edit::Create(_))) {
        folder::make(&folder::accounts(&store.root))?;
    } else if !folder::is_taken(&work.file) && !folder::is_taken(&work.trashed) {
        return Err(work.vanished());
    }
    let _lock = lock::take(&store.root)?;
    store.sweep();
    // A removal and a return each stand alone; the edits between them are written together.
    let mut run: Vec<Dated<'_>> = Vec::new();
    let mut removals = edits()
        .filter(|(_, edit)| matches!(edit, Edit::Remove))
        .count();
    for dated in edits() {
        match dated.1 {
            Edit::Remove => {
                work.write(mem::take(&mut run), removals)?;
                work.remove()?;
                removals -= 1;
            }
            Edit::Restore => {
                work.write(mem::take(&mut run), removals)?;
                work.restore()?;
            }
            Edit::Create(_)
            | Edit::Set(_)
            | Edit::Mark { .. }
            | Edit::Note { .. }
            | Edit::Opened { .. }
            | Edit::Route { .. }
            | Edit::Send(_)
            | Edit::Unsend(_)
            | Edit::Answer { .. } => run.push(dated),
        }
    }
    work.write(run, removals)?;
    Ok(work.saved)
}

fn content(sentence: impl AsRef<str>, hint: impl AsRef<str>) -> Failure {
    Failure::Content(Error::new(sentence, hint))
}

fn unfit(path: &Path, why: &str) -> Failure {
    content(
        format!("{} cannot take this change: {why}.", path.display()),
        "Put the file into the usual form by hand; it is left as it is.",
    )
}

fn taken(id: &Id) -> Failure {
    content(
        format!("There is an account with the id {id} already."),
        "Nothing was written; add it again under a new id.",
    )
}

/// What a file holds that this program may change.
struct Usable {
    bytes: Vec<u8>,
    stamp: Stamp,
    account: Account,
    odd: Vec<Clean>,
}

/// What an edit starts from.
struct Found {
    /// The file itself, where the account's is a link.
    target: PathBuf,
    stamp: Option<Stamp>,
    document: DocumentMut,
    account: Account,
}

struct Work<'s> {
    store: &'s Store,
    regions: &'s Regions,
    file: PathBuf,
    trashed: PathBuf,
    saved: Saved,
}

impl Work<'_> {
    fn name(&self) -> OsString {
        folder::file_name(&self.saved.id).into()
    }

    fn vanished(&self) -> Failure {
        let hint = if folder::is_taken(&self.trashed) {
            format!(
                "It was removed and lies in {}; nothing was written.",
                self.trashed.display()
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
    fn usable(&self, path: &Path) -> Result<Usable, Failure> {
        let unusable = |why: &str| {
            content(
                format!("Nothing was written to {}: {why}", path.display()),
                "Mend the file by hand; as long as it cannot be read, it is left as it is.",
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
        match read::read(&self.saved.id, &bytes, self.regions) {
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

    fn found(&self, path: &Path) -> Result<Found, Failure> {
        let usable = self.usable(path)?;
        let parsed = std::str::from_utf8(&usable.bytes)
            .ok()
            .and_then(|source| source.parse().ok());
        Ok(Found {
            target: fs::canonicalize(path).map_err(|error| disk("find", path, &error))?,
            stamp: Some(usable.stamp),
            document: parsed.ok_or_else(|| unfit(path, "it is not TOML"))?,
            account: usable.account,
        })
    }

    /// Writes edits, which may begin with the account's creation, as one replacement.
    fn write(&mut self, run: Vec<Dated<'_>>, removals: usize) -> Result<(), Failure> {
        if run.is_empty() {
            return Ok(());
        }
        // What a removal follows may have been removed already, by an attempt that failed late.
        let gone = removals > 0 && !folder::is_taken(&self.file) && folder::is_taken(&self.trashed);
        let creates = matches!(run.first(), Some((_, Edit::Create(_))));
        let path = if gone && !creates {
            self.trashed.clone()
        } else {
            self.file.clone()
        };
        for _ in 0..TRIES {
            let (found, rest) = match run.split_first() {
                Some(((_, Edit::Create(account)), rest)) if !self.is_half_created() => {
                    (self.created(account)?, rest)
                }
                Some(((_, Edit::Create(_)), rest)) => (self.found(&path)?, rest),
                Some(_) | None => (self.found(&path)?, run.as_slice()),
            };
            if self.replace(&path, found, rest)? {
                return Ok(());
            }
        }
        Err(Failure::Disk(Error::new(
            format!("{} keeps being changed by another program.", path.display()),
            "Close the other program, then try again.",
        )))
    }

    /// Whether an earlier attempt made the file and could not make sure of its name.
    fn is_half_created(&self) -> bool {
        folder::is_taken(&self.file) && self.store.known().unsynced.contains(&self.saved.id)
    }

    fn created(&self, account: &Account) -> Result<Found, Failure> {
        if folder::is_taken(&self.file) {
            return Err(taken(&self.saved.id));
        }
        let account = Account {
            id: self.saved.id.clone(),
            ..account.clone()
        };
        let document = edit::new_document(&account).map_err(|why| unfit(&self.file, &why))?;
        Ok(Found {
            target: self.file.clone(),
            stamp: None,
            document,
            account,
        })
    }

    /// Applies the edits and replaces the file; false when it was changed meanwhile.
    fn replace(&mut self, path: &Path, found: Found, edits: &[Dated<'_>]) -> Result<bool, Failure> {
        let Found {
            target,
            stamp,
            mut document,
            account: mut meant,
        } = found;
        let (mut notices, mut renumbered) = (Vec::new(), Vec::new());
        for (at, edit) in edits {
            let edit = requests::place(edit, &document, &meant, &mut renumbered);
            if let Edit::Create(_) = edit {
                return Err(taken(&self.saved.id));
            }
            if let Edit::Answer { request, .. } = &edit
                && !requests::ids(&document)
                    .iter()
                    .any(|id| id == request.as_str())
            {
                let lost = format!(
                    "Request {request} was taken off the record elsewhere, so its answer was not kept."
                );
                notices.push(Notice {
                    file: text::line(&path.to_string_lossy()),
                    message: text::line(&lost),
                });
            }
            edit::apply(&mut document, &edit, *at).map_err(|why| unfit(path, &why))?;
            Change {
                account: meant.id.clone(),
                at: *at,
                edits: vec![edit],
            }
            .apply(&mut meant);
        }
        let bytes = document.to_string().into_bytes();
        let reading = read::read(&self.saved.id, &bytes, self.regions);
        let Reading::Good { account, odd } = reading else {
            return Err(unfit(path, "it could not be read back"));
        };
        if *account != read::as_kept(&meant) {
            return Err(unfit(path, "it would not read back as it was meant"));
        }
        if bytes.len() as u64 > contents::LIMIT {
            return Err(unfit(path, "it would become larger than 4 MiB"));
        }
        let stamp = match replace::replace(&target, &bytes, stamp)? {
            Replaced::Overtaken => return Ok(false),
            Replaced::Done(stamp) => stamp,
        };
        if let Some(parent) = target.parent() {
            folder::sync(parent).inspect_err(|_| {
                self.store.known().unsynced.insert(self.saved.id.clone());
            })?;
        }
        let mut known = self.store.known();
        known.unsynced.remove(&self.saved.id);
        known.files.insert(self.name(), Some(stamp));
        drop(known);
        notices.extend(Notice::all(path, &odd));
        self.saved.account = Some(*account);
        self.saved.notices = notices;
        self.saved.renumbered.extend(renumbered);
        Ok(true)
    }

    fn remove(&mut self) -> Result<(), Failure> {
        if folder::is_taken(&self.file) {
            // A file of a newer format is not this program's to move.
            self.usable(&self.file)?;
            folder::make(&folder::trash(&self.store.root))?;
            aside::move_over(&self.file, &self.trashed)?;
        } else if !folder::is_taken(&self.trashed) {
            return Err(self.vanished());
        }
        self.store.known().files.remove(&self.name());
        self.saved.account = None;
        self.saved.notices.clear();
        Ok(())
    }

    fn restore(&mut self) -> Result<(), Failure> {
        if !folder::is_taken(&self.file) {
            if !folder::is_taken(&self.trashed) {
                return Err(self.vanished());
            }
            if self.trashed.exists() {
                self.usable(&self.trashed)?;
            }
            aside::move_over(&self.trashed, &self.file)?;
        }
        let Usable {
            bytes: _,
            stamp,
            account,
            odd,
        } = self.usable(&self.file)?;
        self.saved.notices = Notice::all(&self.file, &odd);
        self.saved.account = Some(account);
        self.store.known().files.insert(self.name(), Some(stamp));
        Ok(())
    }
}
