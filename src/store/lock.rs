//! An advisory lock (`flock`), so that one program at a time writes to the data folder.
//!
//! It is on a file of its own: a save replaces the account's file, and a lock on the replaced one
//! would exclude nobody.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{
    Notice,
    failure::{Failure, disk},
};
use crate::{
    error::Error,
    system::files::regular::{self, Unopened},
};

/// How long to wait for another program's save.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait where each of many other programs saves in its turn.
const MANY: Duration = Duration::from_secs(60);

/// What the system says of a link that is not followed (ELOOP).
const LOOP: i32 = rustix::io::Errno::LOOP.raw_os_error();

/// The lock, held until this is dropped. The system releases it when the process dies.
#[derive(Debug)]
#[must_use = "the lock is given back when this is dropped"]
pub(super) struct Lock {
    /// `None` where the file system has no locks: then only the comparison before each rename
    /// guards against another program.
    file: Option<File>,
}

impl Lock {
    /// A notice, where the file system has no locks.
    pub(super) fn notice(&self, root: &Path) -> Option<Notice> {
        let why = "This disk knows no locks: use one copy of optout at a time here.";
        self.file.is_none().then(|| Notice::new(root, why))
    }
}

/// Takes the lock of a data folder that exists.
pub(super) fn take(root: &Path) -> Result<Lock, Failure> {
    let path = root.join(".lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    // A link in its place, wherever it leads, is somebody else's: nothing is made or locked there.
    let opened = if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
        Err(Unopened::NotRegular)
    } else {
        regular::open_here(&mut options, &path)
    };
    let (file, _) = opened.map_err(|unopened| match unopened {
        Unopened::Refused(error) if error.raw_os_error() != Some(LOOP) => {
            disk("open the lock", &path, &error)
        }
        Unopened::Refused(_) | Unopened::NotRegular => Failure::Disk(Error::new(
            format!("{} is not a file, so it cannot be locked.", path.display()),
            "Move it away; optout makes its own.",
        )),
    })?;
    let start = Instant::now();
    let (mut turn, mut since) = (turn_of(&file), start);
    loop {
        match file.try_lock() {
            Ok(()) => {
                // Those who wait see that it is not the same program for ever.
                let _ = file.set_modified(SystemTime::now());
                return Ok(Lock { file: Some(file) });
            }
            Err(TryLockError::WouldBlock)
                if since.elapsed() < PATIENCE && start.elapsed() < MANY =>
            {
                let now = turn_of(&file);
                if now != turn {
                    (turn, since) = (now, Instant::now());
                }
                // Random pauses, so that two programs do not keep colliding.
                thread::sleep(Duration::from_micros(fastrand::u64(200..3_000)));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::Disk(Error::new(
                    format!(
                        "Another copy of optout is writing to {} and does not finish.",
                        root.display()
                    ),
                    "Wait for it or end it, then try again.",
                )));
            }
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
            Err(TryLockError::Error(error)) if is_without_locks(&error) => {
                return Ok(Lock { file: None });
            }
            Err(TryLockError::Error(error)) => return Err(disk("lock", &path, &error)),
        }
    }
}

/// Tells the turns of the programs that have the lock one after another apart.
fn turn_of(file: &File) -> Option<SystemTime> {
    file.metadata().and_then(|there| there.modified()).ok()
}

/// Whether the error says that the file system has no locks, as some network file systems have
/// none.
fn is_without_locks(error: &io::Error) -> bool {
    // ENOSYS and EOPNOTSUPP have a kind of their own; ENOLCK has none and its number depends on
    // the system.
    let no_locks = if cfg!(target_os = "linux") { 37 } else { 77 };
    error.kind() == ErrorKind::Unsupported || error.raw_os_error() == Some(no_locks)
}

#[cfg(test)]
mod tests {
    use super::is_without_locks;
    use std::io;

    #[test]
    #[cfg(target_os = "linux")]
    fn file_systems_without_locks_are_told_from_broken_ones() {
        for (number, expected) in [(38, true), (95, true), (37, true), (5, false), (13, false)] {
            assert_eq!(
                is_without_locks(&io::Error::from_raw_os_error(number)),
                expected,
                "{number}"
            );
        }
    }
}
