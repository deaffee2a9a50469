//! An advisory lock (`flock`), so that one program at a time writes to the data folder.
//!
//! It is on a file of its own: a save replaces the account's file, and a lock on the replaced one
//! would exclude nobody.

use std::{
    fs::{self, File, TryLockError},
    io::ErrorKind,
    path::Path,
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{
    Notice,
    failure::{self, Failure},
};
use crate::{
    error::Error,
    system::{
        disk,
        files::regular::{self, Unopened},
    },
};

/// How long to wait for another program's save.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait where each of many other programs saves in its turn.
const MANY: Duration = Duration::from_secs(60);

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
    let mut options = disk::private();
    options.create(true).truncate(false);
    // A link in its place, wherever it leads, is somebody else's: nothing is made or locked there.
    let opened = if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file()) {
        Err(Unopened::NotRegular)
    } else {
        regular::open_here(&mut options, &path)
    };
    let (file, _) = opened.map_err(|unopened| match unopened {
        Unopened::Refused(error) if !disk::is_link(&error) => {
            failure::disk("open the lock", &path, &error)
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
            Err(TryLockError::Error(error)) if disk::has_no_locks(&error) => {
                return Ok(Lock { file: None });
            }
            Err(TryLockError::Error(error)) => return Err(failure::disk("lock", &path, &error)),
        }
    }
}

/// Tells the turns of the programs that have the lock one after another apart.
fn turn_of(file: &File) -> Option<SystemTime> {
    file.metadata().and_then(|there| there.modified()).ok()
}
