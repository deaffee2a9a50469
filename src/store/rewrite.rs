//! Rewriting one account's file: its present contents plus the edits, read back and compared before
//! it is replaced.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml_edit::DocumentMut;

use super::{
    Notice, backup, comments,
    contents::{self, Stamp},
    edit,
    failure::{Failure, always_overtaken, disk},
    folder, kept, migrate,
    read::{self, Reading},
    replace::{self, Replaced, Written},
    requests,
    work::{Dated, Of, Usable, Work, content},
};
use crate::{
    account::{
        Account,
        change::{Change, Edit},
        progress::Outcome,
    },
    error::Error,
    id::Id,
};

/// How often a save is tried while a program without the lock keeps changing the file.
pub(super) const TRIES: usize = 5;

/// The state that edits start from.
pub(super) struct OnDisk {
    /// The path of the file, with links resolved.
    target: PathBuf,
    stamp: Option<Stamp>,
    /// The bytes of the file.
    source: Vec<u8>,
    document: DocumentMut,
    /// The text of the document before the edits.
    before: String,
    /// Its format, if that is an older one.
    was: Option<i64>,
    pub(super) account: Account,
}

/// A new version of a file, checked and not written yet.
pub(super) struct Ready {
    path: PathBuf,
    /// The path of the file, with links resolved.
    pub(super) target: PathBuf,
    /// The version that it replaces; `None` for a new file.
    pub(super) stamp: Option<Stamp>,
    source: Vec<u8>,
    was: Option<i64>,
    bytes: Vec<u8>,
    account: Account,
    notices: Vec<Notice>,
    renumbered: Vec<(Id, Id)>,
}

impl Ready {
    /// Takes the new version out of its place again, `put` there as this stamp. Whoever changed it since
    /// keeps what is there.
    pub(super) fn undo(&self, put: Stamp) {
        if Stamp::now(&self.target) != Some(put) {
            return;
        }
        let _ = match self.stamp {
            None => {
                fs::remove_file(&self.target).map_err(|error| disk("remove", &self.target, &error))
            }
            Some(_) => replace::replace(&self.target, &self.source, Some(put)).map(|_| ()),
        };
    }
}

/// The document of the file that is to be at `path`.
pub(super) fn parsed(path: &Path, bytes: &[u8]) -> Result<DocumentMut, Failure> {
    let source = std::str::from_utf8(bytes).ok();
    let document = source.and_then(|source| source.parse().ok());
    document.ok_or_else(|| unfit(path, "it is not TOML"))
}

fn unfit(path: &Path, why: &str) -> Failure {
    content(
        format!("{} cannot take this change: {why}.", path.display()),
        "Put the file into the usual form by hand; it is left as it is.",
    )
}

/// The text with the byte order mark and the line ends of the file that it replaces, as editors of other
/// systems write them.
fn in_form_of(source: &[u8], text: String) -> String {
    let number = |ends: &[u8]| source.windows(ends.len()).filter(|it| *it == ends).count();
    let text = if 2 * number(b"\r\n") > number(b"\n") {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    };
    let is_marked = source.starts_with("\u{feff}".as_bytes()) && !text.starts_with('\u{feff}');
    if is_marked {
        format!("\u{feff}{text}")
    } else {
        text
    }
}

fn taken(id: &Id) -> Failure {
    content(
        format!("There is an account with the id {id} already."),
        "Nothing was written; add it again under a new id.",
    )
}

impl Work<'_> {
    pub(super) fn found(&self, path: &Path) -> Result<OnDisk, Failure> {
        self.opened(path, self.usable(path)?)
    }

    /// What was read from `path`, as a document that can be changed.
    pub(super) fn opened(&self, path: &Path, usable: Usable) -> Result<OnDisk, Failure> {
        let mut document = parsed(path, &usable.bytes)?;
        let before = document.to_string();
        let target =
            crate::system::disk::without_links(path).map_err(|error| disk("find", path, &error))?;
        let formats = self.store.formats;
        let was = formats
            .bring_up(&mut document)
            .map_err(|why| unfit(path, &why))?;
        Ok(OnDisk {
            target,
            stamp: Some(usable.stamp),
            document,
            before,
            was,
            source: usable.bytes,
            account: usable.account,
        })
    }

    /// Writes edits, which may begin with the account's creation, as one replacement.
    pub(super) fn write(&mut self, run: Vec<Of<'_>>, removals: usize) -> Result<(), Failure> {
        if run.is_empty() {
            return Ok(());
        }
        // Before a removal: an earlier attempt may have removed the file and failed after that.
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
            let (edits, refused) = self.fitting(&found.account, rest);
            let is_all_refused = edits.is_empty() && !refused.is_empty();
            if is_all_refused && found.stamp.is_some() && path == self.file {
                self.saved.refused.extend(refused);
                return self.look();
            }
            if self.replace(&path, found, &edits)? {
                self.saved.refused.extend(refused);
                return Ok(());
            }
        }
        Err(always_overtaken(&path))
    }

    /// The edits of the changes that fit the account, one after the other, and the changes that do not.
    fn fitting<'c>(&self, account: &Account, run: &[Of<'c>]) -> (Vec<Dated<'c>>, Vec<Change>) {
        // What an earlier attempt wrote is there already, and does not show that somebody else did.
        let is_again = self.store.known().unsynced.contains(&self.saved.id);
        let (mut edits, mut refused) = (Vec::new(), Vec::new());
        let mut account = account.clone();
        for of in run.chunk_by(|(one, _), (other, _)| std::ptr::eq(*one, *other)) {
            let Some((change, _)) = of.first() else {
                continue;
            };
            if is_again || change.fits(&account) {
                for (_, edit) in of {
                    account.apply(edit, change.at);
                    edits.push((change.at, *edit));
                }
            } else {
                refused.push((*change).clone());
            }
        }
        (edits, refused)
    }

    /// Whether an earlier attempt made the file and could not sync the folder.
    fn is_half_created(&self) -> bool {
        folder::is_taken(&self.file) && self.store.known().unsynced.contains(&self.saved.id)
    }

    fn created(&self, account: &Account) -> Result<OnDisk, Failure> {
        let account = Account {
            id: self.saved.id.clone(),
            ..account.clone()
        };
        let document = edit::new_document(&account, self.store.formats.current())
            .map_err(|why| unfit(&self.file, &why))?;
        self.not_yet(document, account)
    }

    /// The state before a new file, which must not exist.
    pub(super) fn not_yet(
        &self,
        document: DocumentMut,
        account: Account,
    ) -> Result<OnDisk, Failure> {
        if folder::is_taken(&self.file) || folder::is_absent(&self.file) {
            return Err(taken(&self.saved.id));
        }
        Ok(OnDisk {
            target: self.file.clone(),
            stamp: None,
            source: Vec::new(),
            before: document.to_string(),
            was: None,
            document,
            account,
        })
    }

    /// Applies the edits and replaces the file; false if another program changed it meanwhile.
    pub(super) fn replace(
        &mut self,
        path: &Path,
        found: OnDisk,
        edits: &[Dated<'_>],
    ) -> Result<bool, Failure> {
        let mut ready = self.prepare(path, found, edits)?;
        match self.write_beside(&mut ready)?.sync()?.put(ready.stamp)? {
            Replaced::Overtaken => Ok(false),
            Replaced::Done(stamp) => self.settle(ready, stamp).map(|()| true),
        }
    }

    /// The file with the edits, read back and compared. Nothing is written.
    pub(super) fn prepare(
        &self,
        path: &Path,
        found: OnDisk,
        edits: &[Dated<'_>],
    ) -> Result<Ready, Failure> {
        let OnDisk {
            target,
            stamp,
            source,
            mut document,
            before,
            was,
            account: mut meant,
        } = found;
        let unfit = |why: &str| match stamp {
            Some(_) => unfit(path, why),
            None => content(
                format!("The account {} cannot be written: {why}.", self.saved.id),
                "Nothing was written.",
            ),
        };
        let (mut notices, mut renumbered) = (Vec::new(), Vec::new());
        for (at, edit) in edits {
            let edit = requests::renumber(edit, &document, &meant, &mut renumbered);
            if let Edit::Create(_) = edit {
                return Err(taken(&self.saved.id));
            }
            if let Some(request) = edit.request()
                && !meant.progress.requests.iter().any(|known| {
                    let is_unsent = matches!(edit, Edit::Unsend(_));
                    known.id == *request && (!is_unsent || known.outcome == Outcome::Waiting)
                })
            {
                if !matches!(edit, Edit::Unsend(_)) {
                    let lost = format!(
                        "Request {request} was taken off the record elsewhere, so its answer was not kept."
                    );
                    notices.push(Notice::new(path, &lost));
                }
                continue;
            }
            meant.apply(&edit, *at);
            edit::apply(&mut document, &edit, *at, &meant).map_err(|why| unfit(&why))?;
        }
        let text = comments::rescue(&before, document.to_string());
        let bytes = in_form_of(&source, text).into_bytes();
        let reading = read::read(&self.saved.id, &bytes, self.regions, self.store.formats);
        let Reading::Good { account, odd } = reading else {
            return Err(unfit("it could not be read back"));
        };
        // Moments that a person or another program wrote may have fractions of a second.
        if kept::as_kept(&account) != kept::as_kept(&meant) {
            return Err(unfit("it would not read back as it was meant"));
        }
        if bytes.len() as u64 > contents::LIMIT {
            return Err(unfit("it would become larger than 4 MiB"));
        }
        notices.extend(Notice::all(path, &odd));
        Ok(Ready {
            path: path.to_owned(),
            target,
            stamp,
            source,
            was,
            bytes,
            account: *account,
            notices,
            renumbered,
        })
    }

    /// Keeps the copies of the file as it is, and writes the new one beside it.
    pub(super) fn write_beside(&self, ready: &mut Ready) -> Result<Written, Failure> {
        let (path, source) = (&ready.path, &ready.source);
        // The copy of the day. The change is saved even if that fails.
        if ready.stamp.is_some()
            && *path == self.file
            && let Err(failure) = backup::keep(&self.store.root, &self.saved.id, source, self.at)
        {
            let why = Error::from(failure).sentence;
            let message = format!("No copy of today was kept: {why}");
            ready.notices.push(Notice::new(path, &message));
        }
        // No migration without a copy of the old file.
        if let Some(format) = ready.was {
            migrate::keep(path, source, format)?;
        }
        replace::write_beside(&ready.target, &ready.bytes)
    }

    /// Makes sure of a file that was put into its place, and takes it into the result.
    pub(super) fn settle(&mut self, ready: Ready, stamp: Stamp) -> Result<(), Failure> {
        if let Some(parent) = ready.target.parent() {
            folder::sync(parent).inspect_err(|_| {
                self.store.known().unsynced.insert(self.saved.id.clone());
            })?;
        }
        self.take(ready, stamp);
        Ok(())
    }

    /// Takes a file into the result that is in its place for good.
    pub(super) fn take(&mut self, ready: Ready, stamp: Stamp) {
        let mut known = self.store.known();
        known.unsynced.remove(&self.saved.id);
        known.files.insert(self.name(), Some(stamp));
        drop(known);
        self.saved.account = Some(ready.account);
        self.saved.notices = ready.notices;
        self.saved.renumbered.extend(ready.renumbered);
    }
}
