//! Atomic replace: write a temporary file, `fsync` it, rename it over the old one. At every moment
//! either the old or the new file is there, and whole.

use std::{
    fs::{self, DirEntry, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use super::{
    contents::Stamp,
    failure::{self, Failure},
    folder,
};
use crate::{sort::sort, system::disk};

/// Numbers the temporary files of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A temporary file that is older than this does not belong to a save under way.
const LEFT_OVER: Duration = Duration::from_secs(60 * 60);

/// The result of a replacement.
#[derive(Debug)]
pub(super) enum Replaced {
    /// The new file is in its place; a power loss can undo that until the folder is synced.
    Done(Stamp),
    /// Another program changed the file since it was read. Nothing was done.
    Overtaken,
}

/// A temporary file, removed on drop unless it was renamed.
struct Temporary {
    path: PathBuf,
    renamed: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Replaces `target`, which must not be a link, by `bytes`, if it still is the version `expected`;
/// `None` expects that nothing is there.
pub(super) fn replace(
    target: &Path,
    bytes: &[u8],
    expected: Option<Stamp>,
) -> Result<Replaced, Failure> {
    write_beside(target, bytes)?.sync()?.put(expected)
}

/// The new version of a file, written and synced beside it, and not in its place yet.
pub(super) struct Staged {
    target: PathBuf,
    temporary: Temporary,
    stamp: Stamp,
}

/// The new version of a file, written beside it. A power loss can still undo that.
pub(super) struct Written {
    target: PathBuf,
    temporary: Temporary,
    file: File,
}

/// Writes the new version of `target`, which must not be a link.
pub(super) fn write_beside(target: &Path, bytes: &[u8]) -> Result<Written, Failure> {
    let (mut file, temporary) = open(target)?;
    file.write_all(bytes)
        .map_err(|error| failure::disk("write", target, &error))?;
    Ok(Written {
        target: target.to_owned(),
        temporary,
        file,
    })
}

impl Written {
    /// Makes sure of it.
    pub(super) fn sync(self) -> Result<Staged, Failure> {
        let write = |error| failure::disk("write", &self.target, &error);
        self.file.sync_all().map_err(write)?;
        let stamp = Stamp::of(&self.file.metadata().map_err(write)?);
        Ok(Staged {
            target: self.target,
            temporary: self.temporary,
            stamp,
        })
    }
}

impl Staged {
    /// Puts it into its place, if there still is the version `expected`; `None` expects that nothing
    /// is there, not even a link.
    pub(super) fn put(mut self, expected: Option<Stamp>) -> Result<Replaced, Failure> {
        let target = &self.target;
        let is_new = expected.is_none() && folder::is_taken(target);
        if is_new || Stamp::now(target) != expected {
            return Ok(Replaced::Overtaken);
        }
        disk::rename(&self.temporary.path, target)
            .map_err(|error| failure::disk("replace", target, &error))?;
        self.temporary.renamed = true;
        Ok(Replaced::Done(self.stamp))
    }
}

/// A file whose name depends on what is written into it.
pub(super) struct Unnamed {
    folder: PathBuf,
    file: File,
    temporary: Temporary,
}

/// The name of such files for as long as they have none.
const UNNAMED: &str = "evidence";

/// Begins a file in this folder.
pub(super) fn begin(folder: &Path) -> Result<Unnamed, Failure> {
    let (file, temporary) = open(&folder.join(UNNAMED))?;
    Ok(Unnamed {
        folder: folder.to_owned(),
        file,
        temporary,
    })
}

impl Unnamed {
    /// Adds bytes.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.file.write_all(bytes);
        written.map_err(|error| failure::disk("write into", &self.folder, &error))
    }

    /// Makes sure of the bytes and gives the file its name, in the place of what has it.
    pub(super) fn put(self, name: &str) -> Result<(), Failure> {
        let Self {
            folder,
            file,
            mut temporary,
        } = self;
        file.sync_all()
            .map_err(|error| failure::disk("write into", &folder, &error))?;
        drop(file);
        let target = folder.join(name);
        disk::rename(&temporary.path, &target)
            .map_err(|error| failure::disk("put into its place", &target, &error))?;
        temporary.renamed = true;
        folder::sync(&folder)
    }
}

/// Makes a new file beside the target that only its owner may read. Every attempt gets a new one:
/// after a failed `fsync` the system may have dropped the data, and a second `fsync` of that file
/// would succeed.
fn open(target: &Path) -> Result<(File, Temporary), Failure> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = target.with_file_name(format!(".{name}.{}-{number}.tmp", process::id()));
        match disk::private().create_new(true).open(&path) {
            Ok(file) => {
                return Ok((
                    file,
                    Temporary {
                        path,
                        renamed: false,
                    },
                ));
            }
            // Left behind by a process with the same id.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failure::disk("write", target, &error)),
        }
    }
}

/// Removes old temporary files of programs that were killed.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(owner);
        if is_old(&entry) && owner.is_some_and(|it| disk::is_running(it) != Some(true)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The temporary files of programs that no longer run.
pub(super) fn left_over(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_left = |entry: &DirEntry| {
        let process = entry.file_name().to_str().and_then(owner);
        process.is_some_and(|it| !disk::is_running(it).unwrap_or_else(|| !is_old(entry)))
    };
    let mut found: Vec<PathBuf> = entries.filter(is_left).map(|entry| entry.path()).collect();
    sort(&mut found);
    found
}

/// The id of the process in the name of a temporary file.
fn owner(name: &str) -> Option<u32> {
    let (rest, tail) = name
        .strip_prefix('.')?
        .strip_suffix(".tmp")?
        .rsplit_once('.')?;
    let (process, number) = tail.split_once('-')?;
    number.parse::<u32>().ok()?;
    let is_ours = rest.ends_with(".toml") || rest == UNNAMED;
    is_ours.then(|| process.parse().ok())?
}

/// Whether no save takes that long. Where it is not known which processes run, this alone counts.
fn is_old(entry: &DirEntry) -> bool {
    entry.metadata().is_ok_and(|there| {
        let modified = there.modified().ok();
        let age = modified.and_then(|modified| modified.elapsed().ok());
        there.is_file() && age.is_some_and(|age| age > LEFT_OVER)
    })
}

#[cfg(test)]
mod tests {
    use super::{Replaced, open, owner, replace};
    use crate::{store::contents::Stamp, system::disk};
    use std::{fs, path::PathBuf, process};

    /// A folder of this test's own.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("optout-replace-{name}-{}", process::id()));
        fs::create_dir(&folder).unwrap();
        folder
    }

    #[test]
    fn only_our_own_temporary_files_have_an_owner() {
        assert_eq!(owner(".a7k2m9qd.toml.812-3.tmp"), Some(812));
        assert_eq!(owner(".evidence.812-3.tmp"), Some(812));
        for other in [
            "a.toml",
            ".a.toml.swp",
            ".a.toml.x-1.tmp",
            ".a.toml.812.tmp",
            ".syncthing.a.toml.tmp",
            ".812-3.tmp",
        ] {
            assert_eq!(owner(other), None, "{other}");
        }
    }

    #[test]
    fn a_file_that_somebody_changed_meanwhile_is_not_replaced() {
        let folder = folder("overtaken");
        let target = folder.join("a.toml");
        fs::write(&target, "old").unwrap();
        let stamp = Stamp::now(&target);
        fs::write(&target, "theirs, and longer").unwrap();
        for expected in [stamp, None] {
            assert!(matches!(
                replace(&target, b"ours", expected),
                Ok(Replaced::Overtaken)
            ));
        }
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs, and longer");
        fs::remove_file(&target).unwrap();
        assert!(matches!(
            replace(&target, b"ours", stamp),
            Ok(Replaced::Overtaken)
        ));
        assert_eq!(
            fs::read_dir(&folder).unwrap().count(),
            0,
            "nothing is left behind"
        );
        assert!(
            matches!(replace(&target, b"ours", None), Ok(Replaced::Done(now)) if Some(now) == Stamp::now(&target))
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_temporary_file_is_new_and_for_its_owner_alone_from_the_first_byte() {
        let folder = folder("temporary");
        let (first, temporary) = open(&folder.join("a.toml")).unwrap();
        assert!(disk::is_private(&temporary.path));
        assert_eq!(temporary.path.parent(), Some(folder.as_path()));
        let (_, other) = open(&folder.join("a.toml")).unwrap();
        assert_ne!(temporary.path, other.path);
        drop((first, temporary, other));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(folder).unwrap();
    }
}
