//! Loading: every account's file, in parallel when there are many, and later only what changed.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    thread,
};

use super::{
    Changes, Loaded, Notice, Store, aside, backup,
    contents::{self, Files, Stamp, Unread},
    copies,
    failure::{self, refused},
    folder, lock, migrate,
    read::{self, Reading},
    untaken,
};
use crate::{
    account::Account,
    content::region::Regions,
    error::Error,
    id::Id,
    text::{self, Clean},
};

/// With more files than this, a second thread saves more time than it costs.
const MANY: usize = 64;

/// The names in the folder of the accounts, each with whether it is certainly a regular file.
pub(super) type Names = BTreeMap<OsString, bool>;

/// Ends the notice about a file that is not touched.
const LEFT: &str = "It is left as it is.";

/// One account's file, read.
struct ReadFile {
    id: Id,
    path: PathBuf,
    found: Found,
    /// The version that was read.
    stamp: Option<Stamp>,
}

enum Found {
    /// The account, where it can be shown, and sentences about the file.
    Shown(Option<Box<Account>>, Vec<Clean>),
    /// The bytes are no account's, for this reason: the file is put aside.
    Spoiled(String),
    /// There are no bytes to read, for this reason: the file stays where it is.
    Unreadable(String),
}

impl Store {
    /// Reads every account without changing anything: a file that cannot be read stays where it is.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn glance(&self, regions: &Regions) -> Result<Loaded, Error> {
        let names = names(&self.root)?.unwrap_or_default();
        let mut loaded = Loaded::default();
        for file in read_all(self, &names, regions) {
            loaded.add(file, LEFT);
        }
        loaded.accounts.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(loaded)
    }

    /// Reads every account. A missing folder counts as an empty one, and is not made.
    ///
    /// A file that cannot be read is renamed, never deleted, and named in a notice; the others are
    /// still read.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn load(&self, regions: &Regions) -> Result<Loaded, Error> {
        let names = names(&self.root)?.unwrap_or_default();
        let mut files: Files = BTreeMap::new();
        let mut loaded = Loaded::default();
        for file in [&self.root, &folder::accounts(&self.root)] {
            let message = folder::shared(file);
            loaded
                .notices
                .extend(message.map(|message| Notice::new(file, &message)));
        }
        let mut spoiled = Vec::new();
        for file in read_all(self, &names, regions) {
            // The version that was read, not one that may have come since.
            let name = file.path.file_name().unwrap_or_default().to_owned();
            files.insert(name, file.stamp.or_else(|| Stamp::now(&file.path)));
            match file.found {
                Found::Spoiled(_) => spoiled.push(file),
                Found::Shown(_, _) | Found::Unreadable(_) => loaded.add(file, LEFT),
            }
        }
        let folder = folder::accounts(&self.root);
        for name in names.keys().filter(|name| folder::id_of(name).is_none()) {
            loaded.notices.extend(foreign(self, name, regions));
            files.insert(name.clone(), Stamp::now(&folder.join(name)));
        }
        if !spoiled.is_empty() {
            let lock = lock::take(&self.root).map_err(Error::from);
            for file in spoiled {
                // Read again, now that no save is under way.
                let bytes = contents::read(&file.path);
                let file = understand(self, file.id, file.path, bytes, regions);
                let next = match (&lock, &file.found) {
                    (Ok(_), Found::Spoiled(_)) => {
                        let restore_hint = backup::restore_hint(self, &file.id, regions);
                        put_aside(&file.path, &restore_hint, &mut files)
                    }
                    (Ok(_), Found::Shown(_, _) | Found::Unreadable(_)) => LEFT.to_owned(),
                    (Err(error), _) => format!("It could not be put aside: {}", error.sentence),
                };
                loaded.add(file, &next);
            }
        }
        loaded.accounts.sort_by(|a, b| a.id.cmp(&b.id));
        self.known().files = files;
        Ok(loaded)
    }

    /// Reads what changed on the disk since the last load, save or look; `None` when nothing did.
    ///
    /// A file that cannot be read stays where it is, since a person may be writing it at this
    /// moment: a notice names it, and the account is neither among the changed nor among the gone
    /// ones.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or is gone although there were accounts in it.
    pub fn changed(&self, regions: &Regions) -> Result<Option<Changes>, Error> {
        let before = self.known().files.clone();
        let Some(now) = list(&self.root)? else {
            if before.is_empty() {
                return Ok(None);
            }
            return Err(Error::new(
                format!("{} is gone.", folder::accounts(&self.root).display()),
                "Check that the disk is there. What was read before is still shown.",
            ));
        };
        if now == before {
            return Ok(None);
        }
        let is_file = |stamp: &Option<Stamp>| stamp.is_some_and(|stamp| stamp.is_file());
        let other: Names = now
            .iter()
            .filter(|(name, stamp)| before.get(*name) != Some(stamp))
            .map(|(name, stamp)| (name.clone(), is_file(stamp)))
            .collect();
        let mut loaded = Loaded::default();
        for file in read_all(self, &other, regions) {
            let next = match file.found {
                // It stays, since a person may be writing it at this moment.
                Found::Spoiled(_) => "It is shown as it was before, and nothing is saved to it.",
                Found::Shown(_, _) | Found::Unreadable(_) => LEFT,
            };
            loaded.add(file, next);
        }
        loaded
            .notices
            .extend(other.keys().filter_map(|name| foreign(self, name, regions)));
        let gone = before
            .keys()
            .filter(|name| !now.contains_key(*name))
            .filter_map(|name| folder::id_of(name))
            .collect();
        self.known().files = now;
        let Loaded { accounts, notices } = loaded;
        Ok(Some(Changes {
            accounts,
            gone,
            notices,
        }))
    }
}

/// Every name in the folder that is not hidden, with the version of its file; `None` without a
/// folder.
fn list(root: &Path) -> Result<Option<Files>, Error> {
    let folder = folder::accounts(root);
    let stamped = |names: Names| {
        let stamp = |(name, _)| {
            let stamp = Stamp::now(&folder.join(&name));
            (name, stamp)
        };
        names.into_iter().map(stamp).collect()
    };
    Ok(names(root)?.map(stamped))
}

/// Every name in the folder that is not hidden, and whether it is certainly a regular file; `None`
/// without a folder.
pub(super) fn names(root: &Path) -> Result<Option<Names>, Error> {
    let folder = folder::accounts(root);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let dangling = [root, &folder]
                .into_iter()
                .find(|path| folder::is_taken(path) && !path.exists());
            return dangling.map_or(Ok(None), |path| Err(folder::leads_nowhere(path)));
        }
        Err(error) => return Err(refused("read the folder", &folder, &error)),
    };
    let mut names = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|error| refused("read the folder", &folder, &error))?;
        let name = entry.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            names.insert(name, entry.file_type().is_ok_and(|is| is.is_file()));
        }
    }
    Ok(Some(names))
}

/// Reads the accounts among the files.
fn read_all(store: &Store, names: &Names, regions: &Regions) -> Vec<ReadFile> {
    let folder = folder::accounts(&store.root);
    let named = names
        .iter()
        .filter_map(|(name, is_file)| Some((folder::id_of(name)?, folder.join(name), *is_file)));
    let named: Vec<(Id, PathBuf, bool)> = named.collect();
    let one = |files: &[(Id, PathBuf, bool)]| -> Vec<ReadFile> {
        let read = |(id, path, is_file): &(Id, PathBuf, bool)| {
            let bytes = if *is_file {
                contents::read_listed(path)
            } else {
                contents::read(path)
            };
            understand(store, id.clone(), path.clone(), bytes, regions)
        };
        files.iter().map(read).collect()
    };
    if named.len() <= MANY {
        return one(&named);
    }
    let (first, second) = named.split_at(named.len() / 2);
    thread::scope(|scope| {
        let other = thread::Builder::new()
            .spawn_scoped(scope, || one(second))
            .ok();
        let mut found = one(first);
        // If there is no second thread, or it panicked, this one does its share.
        found.extend(
            other
                .and_then(|other| other.join().ok())
                .unwrap_or_else(|| one(second)),
        );
        found
    })
}

fn understand(
    store: &Store,
    id: Id,
    path: PathBuf,
    bytes: Result<(Vec<u8>, Stamp), Unread>,
    regions: &Regions,
) -> ReadFile {
    let stamp = bytes.as_ref().ok().map(|(_, stamp)| *stamp);
    let read = bytes.map(|(bytes, _)| read::read(&id, &bytes, regions, store.formats));
    let found = match read {
        Ok(Reading::Good { account, odd }) => Found::Shown(Some(account), odd),
        Ok(Reading::Newer { account, why }) => {
            let unknown = if account.is_none() {
                " What it is cannot be told, so it is not shown."
            } else {
                ""
            };
            Found::Shown(account, vec![text::line(&format!("{why}{unknown}"))])
        }
        Ok(Reading::Bad(why)) => Found::Spoiled(why.to_string()),
        Err(unread @ Unread::TooLarge) => Found::Spoiled(in_words(&path, &unread)),
        Err(unread) => Found::Unreadable(in_words(&path, &unread)),
    };
    ReadFile {
        id,
        path,
        found,
        stamp,
    }
}

impl Loaded {
    /// Adds the account of a file, or a notice why there is none; `next` says what became of the
    /// file then.
    fn add(&mut self, file: ReadFile, next: &str) {
        match file.found {
            Found::Shown(account, odd) => {
                self.accounts.extend(account.map(|account| *account));
                self.notices.extend(Notice::all(&file.path, &odd));
            }
            Found::Spoiled(why) | Found::Unreadable(why) => {
                let message = format!("{why} {next}");
                self.notices.push(Notice::new(&file.path, &message));
            }
        }
    }
}

/// Renames a file that is no account's, and returns a sentence on that. `restore_hint` follows it.
fn put_aside(path: &Path, restore_hint: &str, files: &mut Files) -> String {
    match aside::set_aside(path) {
        Ok(aside) => {
            let name = aside.file_name().unwrap_or_default();
            files.remove(path.file_name().unwrap_or_default());
            files.insert(name.to_owned(), Stamp::now(&aside));
            let shown = name.to_string_lossy();
            format!(
                "It was put aside as {shown}; once mended, give it its old name back.{restore_hint}"
            )
        }
        Err(error) => format!("It could not be put aside: {}.", failure::reason(&error)),
    }
}

/// Why a file has no bytes to read, as a sentence.
pub(super) fn in_words(path: &Path, unread: &Unread) -> String {
    match unread {
        Unread::NotAFile => "It is not a file.".to_owned(),
        Unread::TooLarge => "It is larger than 4 MiB.".to_owned(),
        Unread::Refused(error) if folder::is_taken(path) && !path.exists() => {
            format!(
                "It is a link that leads nowhere ({}).",
                failure::reason(error)
            )
        }
        Unread::Refused(error) => format!("It cannot be read: {}.", failure::reason(error)),
    }
}

/// What to say of a name that is no account's.
pub(super) fn foreign(store: &Store, name: &OsString, regions: &Regions) -> Option<Notice> {
    if folder::id_of(name).is_some() {
        return None;
    }
    let accounts = folder::accounts(&store.root);
    let path = accounts.join(name);
    let text = name.to_str().unwrap_or_default();
    let is_there = |id: &Id| folder::is_taken(&accounts.join(folder::file_name(id)));
    let message = if let Some(id) = aside::of(text) {
        let why = "It was put aside because it could not be read.";
        if is_there(&id) {
            format!("{why} {id} has a file again; this one is yours to keep or to delete.")
        } else {
            let restore_hint = backup::restore_hint(store, &id, regions);
            format!("{why} Once mended, give it its old name back.{restore_hint}")
        }
    } else if let Some(id) = copies::of(text) {
        let what = format!("It looks like a copy of {id} that a sync tool or an editor made.");
        if is_there(&id) {
            format!(
                "{what} Bring its marks in with: optout account merge {id} {}",
                folder::in_shell(&path)
            )
        } else {
            format!("{what} {id} itself is not there; to bring it back, name this one {id}.toml.")
        }
    } else if copies::is_merged(text) || migrate::of(text).is_some() || untaken::is(text) {
        return None;
    } else {
        "Its name is not an account's, so it is not shown; it may be a copy that a program made. It is left as it is.".to_owned()
    };
    Some(Notice::new(&path, &message))
}
