//! The names among the accounts that are no account's: files put aside, copies of sync tools and editors,
//! what other programs leave; and which of them come back.

use std::{ffi::OsString, path::Path};

use toml_edit::DocumentMut;

use super::{
    Loaded, Notice, Store, Unreadable, aside, backup, contents, copies, folder,
    listing::Names,
    lock, migrate,
    read::{self, Reading},
    untaken,
};
use crate::{
    content::region::Regions,
    id::Id,
    sort::sort_by,
    system::{disk, shell},
    text,
};

/// Gives files that were put aside and read well now their names back: an editor may have had one open,
/// or the person mended it. Changes `names` alike.
pub(super) fn take_back(store: &Store, names: &mut Names, regions: &Regions) -> Vec<Notice> {
    let accounts = folder::accounts(&store.root);
    let mut notices = Vec::new();
    // The newest first.
    let aside: Vec<(OsString, Id)> = names
        .keys()
        .rev()
        .filter_map(|name| Some((name, aside::of(name.to_str()?)?)))
        .filter(|(_, id)| is_missing(store, id))
        .map(|(name, id)| (name.clone(), id))
        .collect();
    for (name, id) in aside {
        let (from, to) = (accounts.join(&name), folder::file(&store.root, &id));
        let reads_well = contents::read(&from).is_ok_and(|(bytes, _)| {
            let reading = read::read(&id, &bytes, regions, store.formats);
            matches!(reading, Reading::Good { .. })
        });
        if !reads_well {
            continue;
        }
        let Ok(_lock) = lock::take(&store.root) else {
            continue;
        };
        if is_missing(store, &id) && disk::rename(&from, &to).is_ok() {
            let _ = folder::sync(&accounts);
            let message = format!(
                "It had been put aside as {}; it reads well now, and has its name back.",
                name.to_string_lossy()
            );
            notices.push(Notice::new(&to, &message));
            if let Some(is_file) = names.remove(&name) {
                names.insert(folder::file_name(&id).into(), is_file);
            }
        }
    }
    notices
}

/// Whether an account has no file, neither among the others nor in the trash.
pub(super) fn is_missing(store: &Store, id: &Id) -> bool {
    let name = folder::file_name(id);
    let folders = [folder::accounts(&store.root), folder::trash(&store.root)];
    !folders
        .iter()
        .any(|folder| folder::is_taken(&folder.join(&name)))
}

/// The account that this text names as its own, where another file than that of `own` is the account's:
/// then it is a copy of that one.
pub(super) fn copied_id(store: &Store, own: Option<&Id>, bytes: &[u8]) -> Option<Id> {
    let named = |bytes: &[u8]| {
        let document: DocumentMut = std::str::from_utf8(bytes).ok()?.parse().ok()?;
        Id::new(document.get("id")?.as_str()?)
    };
    // Nearly every file names itself; that is seen without understanding the rest.
    let names_itself = |own: &Id| {
        let line = format!("\nid = \"{own}\"");
        std::str::from_utf8(bytes).is_ok_and(|text| text.contains(&line))
    };
    if own.is_some_and(names_itself) {
        return None;
    }
    let id = named(bytes).filter(|id| Some(id) != own)?;
    let file = folder::file(&store.root, &id);
    let (there, _) = contents::read(&file).ok()?;
    // Two files with each other's ids are no copies of one another.
    named(&there).is_none_or(|it| it == id).then_some(id)
}

/// The account of which this readable file among the accounts is a copy, although its name does not say
/// so.
pub(super) fn copy_of(store: &Store, path: &Path, regions: &Regions) -> Option<Id> {
    let (bytes, _) = contents::read(path).ok()?;
    let own = path.file_name().and_then(folder::id_of);
    let id = copied_id(store, own.as_ref(), &bytes)?;
    let reading = read::read(&id, &bytes, regions, store.formats);
    matches!(reading, Reading::Good { .. }).then_some(id)
}

impl Loaded {
    /// Adds the accounts whose file was put aside, among these names, and the good copy of each account
    /// that cannot be read.
    pub(super) fn name_unreadable<'n>(
        &mut self,
        store: &Store,
        names: impl Iterator<Item = &'n OsString>,
        regions: &Regions,
    ) {
        let accounts = folder::accounts(&store.root);
        let mut absent = Vec::new();
        for name in names {
            let away = folder::id_of_absent(name);
            if let Some(id) =
                away.filter(|id| folder::is_absent(&accounts.join(folder::file_name(id))))
            {
                absent.push(Unreadable {
                    id,
                    file: text::line(&accounts.join(name).to_string_lossy()),
                    why: text::line(folder::ABSENT),
                    copy: None,
                });
            }
            let Some(id) = name.to_str().and_then(aside::of) else {
                continue;
            };
            if !is_missing(store, &id) {
                continue;
            }
            let file = text::line(&accounts.join(name).to_string_lossy());
            match self.unreadable.iter_mut().find(|it| it.id == id) {
                Some(known) => known.file = file,
                None => self.unreadable.push(Unreadable {
                    id,
                    file,
                    why: text::line(ASIDE),
                    copy: None,
                }),
            }
        }
        self.find_copies(store, regions);
        // No older copy may take the place of one that comes back.
        self.unreadable.extend(absent);
        sort_by(&mut self.unreadable, |a, b| a.id.cmp(&b.id));
    }

    /// Adds the good copy of each account that cannot be read.
    pub(super) fn find_copies(&mut self, store: &Store, regions: &Regions) {
        for unreadable in &mut self.unreadable {
            let copy = backup::newest_good(store, &unreadable.id, regions);
            unreadable.copy = copy.map(|(_, account)| account);
        }
    }
}

/// Begins the notice about a file that was put aside.
pub(super) const ASIDE: &str = "It was put aside because it could not be read.";

/// What to say of a copy of an account.
pub(super) fn about_copy(store: &Store, id: &Id, path: &Path) -> String {
    let what = format!("It looks like a copy of {id} that a sync tool or an editor made.");
    let file = folder::file(&store.root, id);
    if folder::is_taken(&file) {
        format!(
            "{what} Bring its marks in with: optout account merge {id} {}",
            shell::quoted(path)
        )
    } else {
        format!("{what} {id} itself is not there; to bring it back, name this one {id}.toml.")
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
    let message = if let Some(id) = folder::id_of_absent(name) {
        if is_there(&id) {
            return None;
        }
        folder::ABSENT.to_owned()
    } else if let Some(id) = aside::of(text) {
        if is_there(&id) {
            format!("{ASIDE} {id} has a file again; this one is yours to keep or to delete.")
        } else {
            let restore_hint = backup::restore_hint(store, &id, regions);
            format!("{ASIDE} Once mended, it gets its old name back.{restore_hint}")
        }
    } else if copies::is_merged(text) || migrate::of(text).is_some() || untaken::is(text) {
        return None;
    } else if let Some(id) = copies::of(text).or_else(|| copy_of(store, &path, regions)) {
        about_copy(store, &id, &path)
    } else {
        "Its name is not an account's, so it is not shown; it may be a copy that a program made. It is left as it is.".to_owned()
    };
    Some(Notice::new(&path, &message))
}
