//! Files and folders as this system has them: who may read what is made, what is safe against a power
//! loss, which version of a file is there. Windows has no modes, syncs no folders, and refuses what another
//! program holds for a moment.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

#[cfg(unix)]
pub(crate) use unix::{
    Folder, Version, has_no_locks, is_anothers, is_link, is_program, is_running, mode,
};
#[cfg(windows)]
pub(crate) use windows::{
    Folder, Version, has_no_locks, is_anothers, is_link, is_program, is_running, mode,
};

/// The longest path, in bytes, that Windows takes in its usual form.
const LONGEST: usize = 240;

/// Options for a new file that only its owner may read, from its first byte on. On Windows the folder
/// decides that, which belongs to the person's profile.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that only its owner may open. `is_deep`: with those above it, and it may be there.
pub(crate) fn make_private_folder(path: &Path, is_deep: bool) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(is_deep);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Lets opening neither wait, as at a pipe, nor make a terminal this program's own. Where a link is not
/// followed, it is refused or opened itself.
pub(crate) fn never_wait(options: &mut OpenOptions, is_followed: bool) {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let mut flags = unix::NEVER_WAIT;
        flags.set(OFlags::NOFOLLOW, !is_followed);
        let flags = flags.bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags);
    }
    #[cfg(windows)]
    if !is_followed {
        const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
        std::os::windows::fs::OpenOptionsExt::custom_flags(options, FILE_FLAG_OPEN_REPARSE_POINT);
    }
}

/// Syncs a folder, so that the names in it are safe against power loss. Windows, and some network file
/// systems, cannot: there nothing more can be done.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match File::open(folder).and_then(|open| open.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::Unsupported | ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// The whole path of what is there, without links in it. Windows gives it in a form (`\\?\C:\…`) that nobody types,
/// and not every program takes.
pub(crate) fn without_links(path: &Path) -> io::Result<PathBuf> {
    let whole = fs::canonicalize(path)?;
    let plain = whole.to_str().and_then(|it| it.strip_prefix(r"\\?\"));
    let is_plain = |it: &&str| it.get(1..3) == Some(r":\") && it.len() < LONGEST;
    Ok(plain
        .filter(is_plain)
        .map_or_else(|| whole.clone(), PathBuf::from))
}

/// Renames a file, over one that is there. Windows refuses that while a virus scanner or a sync tool has
/// one of the two open, which is soon over: there it is tried again for a second or so.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    let renamed = fs::rename(from, to);
    #[cfg(windows)]
    let renamed = windows::patiently(|| fs::rename(from, to));
    renamed
}

/// Whether only its owner may get at it. Windows has no modes that could say no.
#[cfg(test)]
pub(crate) fn is_private(path: &Path) -> bool {
    let there = fs::metadata(path).unwrap();
    let expected = if there.is_dir() { 0o700 } else { 0o600 };
    mode(&there).is_none_or(|mode| mode & 0o777 == expected)
}

#[cfg(unix)]
mod unix {
    use std::{
        ffi::OsStr,
        fs::{File, Metadata},
        io,
        os::{
            fd::OwnedFd,
            unix::fs::{MetadataExt as _, PermissionsExt as _},
        },
        path::Path,
    };

    use rustix::{
        fs::{Mode, OFlags},
        io::{Errno, retry_on_intr},
        process::{Pid, geteuid, test_kill_process},
    };

    /// As [`never_wait`](super::never_wait) says.
    pub(super) const NEVER_WAIT: OFlags = OFlags::NONBLOCK
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC);

    /// An open folder, in which a file is found by its name alone: with a thousand of them, the way from the root
    /// to each is noticeable.
    pub(crate) struct Folder(OwnedFd);

    impl Folder {
        /// Opens a folder.
        pub(crate) fn at(path: &Path) -> io::Result<Self> {
            let flags = OFlags::DIRECTORY | NEVER_WAIT;
            let open = || rustix::fs::open(path, flags, Mode::empty());
            Ok(Self(retry_on_intr(open)?))
        }

        /// Opens a file in it for reading, following links; never waits.
        pub(crate) fn open(&self, name: &OsStr) -> io::Result<File> {
            let open = || rustix::fs::openat(&self.0, name, NEVER_WAIT, Mode::empty());
            Ok(retry_on_intr(open)?.into())
        }
    }

    /// Identifies a version of a file.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Version {
        modified: (i64, i64),
        size: u64,
        inode: u64,
    }

    impl Version {
        /// The version of an open or named file.
        pub(crate) fn of(there: &Metadata) -> Self {
            Self {
                modified: (there.mtime(), there.mtime_nsec()),
                size: there.size(),
                inode: there.ino(),
            }
        }
    }

    /// The bits that say who may do what.
    pub(crate) fn mode(there: &Metadata) -> Option<u32> {
        Some(there.mode() & 0o7777)
    }

    /// Whether it belongs to another user.
    pub(crate) fn is_anothers(there: &Metadata) -> bool {
        there.uid() != geteuid().as_raw()
    }

    /// Whether a file may be run as a program.
    pub(crate) fn is_program(there: &Metadata) -> bool {
        there.is_file() && there.permissions().mode() & 0o111 != 0
    }

    /// Whether the error says that a link is not followed.
    pub(crate) fn is_link(error: &io::Error) -> bool {
        error.raw_os_error() == Some(Errno::LOOP.raw_os_error())
    }

    /// Whether the error says that the file system has no locks, as some network file systems have
    /// none.
    pub(crate) fn has_no_locks(error: &io::Error) -> bool {
        // ENOSYS and EOPNOTSUPP have a kind of their own; ENOLCK has none.
        error.kind() == io::ErrorKind::Unsupported
            || error.raw_os_error() == Some(Errno::NOLCK.raw_os_error())
    }

    /// Whether a process runs; `None` where that cannot be known.
    pub(crate) fn is_running(process: u32) -> Option<bool> {
        let process = i32::try_from(process).ok().and_then(Pid::from_raw);
        // One of another user may not be signalled, and runs.
        Some(process.is_some_and(|it| test_kill_process(it) != Err(Errno::SRCH)))
    }

    #[cfg(test)]
    mod tests {
        use super::{Errno, has_no_locks, is_running};
        use std::{io, process};

        #[test]
        fn file_systems_without_locks_are_told_from_broken_ones() {
            for (error, expected) in [
                (Errno::NOSYS, true),
                (Errno::OPNOTSUPP, true),
                (Errno::NOLCK, true),
                (Errno::IO, false),
                (Errno::ACCESS, false),
            ] {
                let error = io::Error::from_raw_os_error(error.raw_os_error());
                assert_eq!(has_no_locks(&error), expected, "{error}");
            }
        }

        #[test]
        fn a_process_is_known_to_run_until_it_is_gone() {
            assert_eq!(is_running(process::id()), Some(true));
            let mut child = process::Command::new("true").spawn().unwrap();
            child.wait().unwrap();
            assert_eq!(is_running(child.id()), Some(false));
            for none in [0, u32::MAX] {
                assert_eq!(is_running(none), Some(false));
            }
        }
    }
}

#[cfg(windows)]
mod windows {
    use std::{
        ffi::OsStr,
        fs::{File, Metadata},
        io::{self, ErrorKind},
        path::{Path, PathBuf},
        thread,
        time::{Duration, SystemTime},
    };

    /// A folder, and the files in it by their names.
    pub(crate) struct Folder(PathBuf);

    impl Folder {
        /// The folder of a path.
        pub(crate) fn at(path: &Path) -> io::Result<Self> {
            Ok(Self(path.to_owned()))
        }

        /// Opens a file in it for reading.
        pub(crate) fn open(&self, name: &OsStr) -> io::Result<File> {
            File::open(self.0.join(name))
        }
    }

    /// How many attempts there are where another program has a file open.
    const ATTEMPTS: u32 = 12;

    /// ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION. For renaming over an open file the system says
    /// ERROR_ACCESS_DENIED, which has a kind.
    const HELD: [i32; 2] = [32, 33];

    /// Identifies a version of a file. The number of the file is not at hand without opening it once more,
    /// and a new file inherits the day on which the one before it was made.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Version {
        modified: Option<SystemTime>,
        size: u64,
    }

    impl Version {
        /// The version of an open or named file.
        pub(crate) fn of(there: &Metadata) -> Self {
            Self {
                modified: there.modified().ok(),
                size: there.len(),
            }
        }
    }

    /// There are no such bits.
    pub(crate) const fn mode(_: &Metadata) -> Option<u32> {
        None
    }

    /// Not known without a question to the system that std does not ask.
    pub(crate) const fn is_anothers(_: &Metadata) -> bool {
        false
    }

    /// Whether a file may be run as a program: its name says that, and whoever looks for it knows.
    pub(crate) fn is_program(there: &Metadata) -> bool {
        there.is_file()
    }

    /// A link is opened itself, and is no regular file.
    pub(crate) const fn is_link(_: &io::Error) -> bool {
        false
    }

    /// Whether the error says that the file system has no locks: ERROR_INVALID_FUNCTION has no kind.
    pub(crate) fn has_no_locks(error: &io::Error) -> bool {
        error.kind() == ErrorKind::Unsupported || error.raw_os_error() == Some(1)
    }

    /// Whether a process runs: not known of others.
    pub(crate) fn is_running(process: u32) -> Option<bool> {
        (process == std::process::id()).then_some(true)
    }

    /// Tries again with growing pauses, for a second or so, while another program has the file open.
    pub(super) fn patiently(mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
        let mut attempt = 0;
        loop {
            match work() {
                Err(error)
                    if attempt < ATTEMPTS
                        && (error.kind() == ErrorKind::PermissionDenied
                            || error.raw_os_error().is_some_and(|it| HELD.contains(&it))) =>
                {
                    attempt += 1;
                    thread::sleep(Duration::from_millis(u64::from(attempt) * 15));
                }
                done => return done,
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use crate::system::disk;
        use std::{fs, fs::OpenOptions, os::windows::fs::OpenOptionsExt as _, sync::mpsc, thread};

        #[test]
        fn a_file_that_a_scanner_holds_for_a_moment_is_replaced_all_the_same() {
            let folder = std::env::temp_dir().join(format!("optout-held-{}", fastrand::u64(..)));
            fs::create_dir(&folder).unwrap();
            let (new, old) = (folder.join("new"), folder.join("old"));
            fs::write(&new, "new").unwrap();
            fs::write(&old, "old").unwrap();
            let (held, begin) = mpsc::channel();
            let scanner = thread::spawn({
                let old = old.clone();
                move || {
                    let open = OpenOptions::new()
                        .read(true)
                        .share_mode(0)
                        .open(old)
                        .unwrap();
                    held.send(()).unwrap();
                    thread::sleep(super::Duration::from_millis(100));
                    drop(open);
                }
            });
            begin.recv().unwrap();
            disk::rename(&new, &old).unwrap();
            scanner.join().unwrap();
            assert_eq!(fs::read_to_string(&old).unwrap(), "new");
            fs::remove_dir_all(folder).unwrap();
        }
    }
}
