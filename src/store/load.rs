//! Loading: every account's file, in parallel when there are many, and later only what changed.

use std::{
    ffi::OsString,
    fs,
    io::ErrorKind,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{
    Changes, Loaded, Notice, Store, Unreadable, aside, backup,
    contents::{self, Stamp, Unread},
    failure::{self, refused},
    folder,
    foreign::{about_copy, copied_id, foreign, take_back},
    listing::{Files, Names},
    lock,
    read::{self, Odd, Reading},
};
use crate::{
    account::Account,
    content::region::Regions,
    error::Error,
    id::Id,
    sort::{sort_by, sort_by_key},
    system::disk::Folder,
    text,
};

/// With more files than this, a second thread saves more time than it costs.
const MANY: usize = 64;
/// How many files a thread takes at once.
const AT_ONCE: usize = 16;

/// Ends the notice about a file that is not touched.
const LEFT: &str = "It is left as it is.";

/// One account's file, read.
struct ReadFile {
    id: Id,
    found: Found,
    /// The version that was read.
    stamp: Option<Stamp>,
    /// Whether it looks as if it was being written: empty, or its last line has no end.
    is_cut: bool,
}

enum Found {
    /// The account, where it can be shown, and sentences about the file.
    Shown(Option<Box<Account>>, Vec<Odd>),
    /// It is a copy of this account, whatever its name.
    Copy(Id),
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
        for file in read_all(self, &names, regions)? {
            loaded.add(self, file, LEFT);
        }
        sort_by(&mut loaded.accounts, |a, b| a.id.cmp(&b.id));
        loaded.name_unreadable(self, names.keys(), regions);
        Ok(loaded)
    }

    /// Reads every account. A missing folder counts as an empty one, and is not made.
    ///
    /// A file that cannot be read is renamed, never deleted, and named in a notice; the others are
    /// still read. One that seems to be cut gets a second look before, since somebody may be writing
    /// it; one that was renamed and reads well now gets its name back.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn load(&self, regions: &Regions) -> Result<Loaded, Error> {
        let mut names = names(&self.root)?.unwrap_or_default();
        let mut loaded = Loaded::default();
        loaded.notices.extend(take_back(self, &mut names, regions));
        for file in [&self.root, &folder::accounts(&self.root)] {
            let message = folder::shared(file);
            loaded
                .notices
                .extend(message.map(|message| Notice::new(file, &message)));
        }
        let read = read_all(self, &names, regions)?;
        let folder = folder::accounts(&self.root);
        let mut stamps = read.iter().map(|file| file.stamp);
        let stamped = |(name, _): (OsString, bool)| {
            // The version that was read, not one that may have come since.
            let read = folder::id_of(&name).and_then(|_| stamps.next().flatten());
            let stamp = read.or_else(|| Stamp::now(&folder.join(&name)));
            (name, stamp)
        };
        let mut files: Files = names.into_iter().map(stamped).collect();
        let mut spoiled = Vec::new();
        loaded.accounts.reserve(read.len());
        for file in read {
            match file.found {
                Found::Spoiled(_) => spoiled.push(file),
                Found::Shown(_, _) | Found::Copy(_) | Found::Unreadable(_) => {
                    loaded.add(self, file, LEFT);
                }
            }
        }
        loaded
            .notices
            .extend(files.keys().filter_map(|name| foreign(self, name, regions)));
        if !spoiled.is_empty() {
            wait_for_writers(self, &spoiled, regions);
            let lock = lock::take(&self.root).map_err(Error::from);
            for file in spoiled {
                // Read again, now that no save is under way.
                let path = folder::file(&self.root, &file.id);
                let file = understand(self, file.id, contents::read(&path), regions);
                let next = match (&lock, &file.found) {
                    (Ok(_), Found::Spoiled(_)) => {
                        let restore_hint = backup::restore_hint(self, &file.id, regions);
                        put_aside(&path, &restore_hint, &mut files)
                    }
                    (Ok(_), Found::Shown(_, _) | Found::Copy(_) | Found::Unreadable(_)) => {
                        LEFT.to_owned()
                    }
                    (Err(error), _) => format!("It could not be put aside: {}", error.sentence),
                };
                loaded.add(self, file, &next);
            }
        }
        sort_by(&mut loaded.accounts, |a, b| a.id.cmp(&b.id));
        loaded.name_unreadable(self, files.keys(), regions);
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
            .filter(|(name, stamp)| before.get(name) != Some(*stamp))
            .map(|(name, stamp)| (name.clone(), is_file(stamp)))
            .collect();
        let mut loaded = Loaded::default();
        for file in read_all(self, &other, regions)? {
            let next = match file.found {
                // It stays, since a person may be writing it at this moment.
                Found::Spoiled(_) => "It is shown as it was before, and nothing is saved to it.",
                Found::Shown(_, _) | Found::Copy(_) | Found::Unreadable(_) => LEFT,
            };
            loaded.add(self, file, next);
        }
        loaded
            .notices
            .extend(other.keys().filter_map(|name| foreign(self, name, regions)));
        let missing = || before.keys().filter(|name| now.get(name).is_none());
        let folder = folder::accounts(&self.root);
        // One that iCloud took off this computer is shown as it was.
        let is_gone = |id: &Id| !folder::is_absent(&folder.join(folder::file_name(id)));
        let gone = missing().filter_map(|name| folder::id_of(name));
        let gone = gone.filter(is_gone).collect();
        let shown = |name: &OsString| text::line(&folder.join(name).to_string_lossy());
        let files = missing().chain(other.keys()).map(shown).collect();
        self.known().files = now;
        loaded.find_copies(self, regions);
        Ok(Some(Changes {
            accounts: loaded.take_accounts(),
            unreadable: loaded.unreadable,
            gone,
            files,
            notices: loaded.notices,
        }))
    }
}

/// Every name of [`names`], with the version of its file; `None` without a
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

/// Every name in the folder that is not hidden, but by iCloud, and whether it is certainly a regular file; `None`
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
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| refused("read the folder", &folder, &error))?;
        let name = entry.file_name();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        if !is_hidden || folder::id_of_absent(&name).is_some() {
            names.push((name, entry.file_type().is_ok_and(|is| is.is_file())));
        }
    }
    Ok(Some(names.into_iter().collect()))
}

/// Reads the accounts among the files, in the order of their names.
fn read_all(store: &Store, names: &Names, regions: &Regions) -> Result<Vec<ReadFile>, Error> {
    let named = names
        .iter()
        .filter_map(|(name, is_file)| Some((folder::id_of(name)?, name, *is_file)));
    let named: Vec<(Id, &OsString, bool)> = named.collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let path = folder::accounts(&store.root);
    let folder = Folder::at(&path).map_err(|error| refused("read the folder", &path, &error))?;
    let read = |(id, name, is_file): &(Id, &OsString, bool)| {
        let bytes = if *is_file {
            contents::read_listed(&folder, name)
        } else {
            contents::read(&path.join(name))
        };
        understand(store, id.clone(), bytes, regions)
    };
    if named.len() <= MANY {
        return Ok(named.iter().map(read).collect());
    }
    // Each thread takes the next files when it is done with its last ones, as one may start late or be held up.
    let taken = AtomicUsize::new(0);
    let share = || {
        let mut found = Vec::with_capacity(named.len());
        loop {
            let from = taken.fetch_add(AT_ONCE, Ordering::Relaxed);
            match named.get(from..).unwrap_or_default() {
                [] => return found,
                left => found.extend((from..).zip(left.iter().take(AT_ONCE).map(read))),
            }
        }
    };
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, share);
        let mut found = share();
        match other.map(|other| other.join()) {
            Ok(Ok(more)) => found.extend(more),
            // It panicked, and what it took is lost.
            Ok(Err(_)) => found = (0..).zip(named.iter().map(read)).collect(),
            // There was none, and this one took all.
            Err(_) => {}
        }
        sort_by_key(&mut found, |(at, _)| *at);
        Ok(found.into_iter().map(|(_, file)| file).collect())
    })
}

fn understand(
    store: &Store,
    id: Id,
    bytes: Result<(Vec<u8>, Stamp), Unread>,
    regions: &Regions,
) -> ReadFile {
    let stamp = bytes.as_ref().ok().map(|(_, stamp)| *stamp);
    let is_cut = bytes
        .as_ref()
        .is_ok_and(|(bytes, _)| !bytes.ends_with(b"\n"));
    let mut copied = None;
    let read = bytes.map(|(bytes, _)| {
        let reading = read::read(&id, &bytes, regions, store.formats);
        // Another id inside is an odd value.
        if let Reading::Good { odd, .. } = &reading
            && !odd.is_empty()
        {
            copied = copied_id(store, Some(&id), &bytes);
        }
        reading
    });
    let found = match read {
        Ok(Reading::Good { account, odd }) => match copied {
            Some(of) => Found::Copy(of),
            None => Found::Shown(Some(account), odd),
        },
        Ok(Reading::Newer { account, why }) => {
            let unknown = if account.is_none() {
                " What it is cannot be told, so it is not shown."
            } else {
                ""
            };
            let odd = Odd {
                message: text::line(&format!("{why}{unknown}")),
                excerpt: None,
            };
            Found::Shown(account, vec![odd])
        }
        Ok(Reading::Bad(why)) => Found::Spoiled(why.to_string()),
        Err(unread @ Unread::TooLarge) => {
            Found::Spoiled(in_words(&folder::file(&store.root, &id), &unread))
        }
        Err(unread) => Found::Unreadable(in_words(&folder::file(&store.root, &id), &unread)),
    };
    ReadFile {
        id,
        found,
        stamp,
        is_cut,
    }
}

/// How long a file may be left to whoever seems to be writing it.
const WRITING: Duration = Duration::from_millis(300);

/// The pause between looks at such a file.
const PAUSE: Duration = Duration::from_millis(20);

/// Waits until files that were changed just now and seem to be cut are whole, but not for long.
fn wait_for_writers(store: &Store, spoiled: &[ReadFile], regions: &Regions) {
    let is_new = |file: &&ReadFile| {
        let there =
            fs::metadata(folder::file(&store.root, &file.id)).and_then(|there| there.modified());
        file.is_cut && there.is_ok_and(|at| at.elapsed().is_ok_and(|age| age < 4 * WRITING))
    };
    let cut: Vec<&ReadFile> = spoiled.iter().filter(is_new).collect();
    let is_cut = |file: &&ReadFile| {
        contents::read(&folder::file(&store.root, &file.id)).is_ok_and(|(bytes, _)| {
            let reading = read::read(&file.id, &bytes, regions, store.formats);
            matches!(reading, Reading::Bad(_))
        })
    };
    let start = Instant::now();
    while start.elapsed() < WRITING && cut.iter().any(is_cut) {
        thread::sleep(PAUSE);
    }
}

impl Loaded {
    /// Adds the account of a file, or a notice why there is none; `next` says what became of the
    /// file then.
    fn add(&mut self, store: &Store, file: ReadFile, next: &str) {
        let ReadFile { id, found, .. } = file;
        let path = || folder::file(&store.root, &id);
        let unreadable = |why: &str| Unreadable {
            id: id.clone(),
            file: text::line(&path().to_string_lossy()),
            why: text::line(why),
            copy: None,
        };
        match found {
            Found::Shown(account, odd) => {
                if account.is_none() {
                    let why = odd.first().map_or("", |odd| odd.message.as_str());
                    self.unreadable.push(unreadable(why));
                }
                self.accounts.extend(account);
                if !odd.is_empty() {
                    self.notices.extend(Notice::all(&path(), &odd));
                }
            }
            Found::Copy(of) => {
                let message = about_copy(store, &of, &path());
                self.notices.push(Notice::new(&path(), &message));
            }
            Found::Spoiled(why) | Found::Unreadable(why) => {
                self.unreadable.push(unreadable(&why));
                let message = format!("{why} {next}");
                self.notices.push(Notice::new(&path(), &message));
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
                "It was put aside as {shown}; once mended, it gets its old name back.{restore_hint}"
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
