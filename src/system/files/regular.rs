//! Opening what should be a regular file and may be anything: a pipe, whose `open` blocks until
//! somebody writes to it, or a device.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata, OpenOptions},
    io::{self, ErrorKind},
    path::Path,
    thread,
    time::Duration,
};

use crate::system::disk::{self, Folder};

/// The pause between attempts at a file with a lease. A server of NFS or SMB grants its client a
/// lease (a delegation) on a file and recalls it when somebody else opens the file; until it is
/// returned, `open` fails with `EWOULDBLOCK`.
const PAUSE: Duration = Duration::from_millis(20);

/// How many attempts are made: for a second, all in all.
const ATTEMPTS: usize = 50;

/// Why something was not opened.
#[derive(Debug)]
pub(crate) enum Unopened {
    /// It is a folder, a pipe or a device.
    NotRegular,
    /// The system refused.
    Refused(io::Error),
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

/// Opens a file for reading, following links. It is checked before, since opening a device may have
/// an effect, and after, since another file may have taken its place in between.
pub(crate) fn open(path: &Path) -> Result<(File, Metadata), Unopened> {
    if !fs::metadata(path)?.is_file() {
        return Err(Unopened::NotRegular);
    }
    open_listed(path)
}

/// Opens what a listing of the folder called a regular file. It is checked only after: with a
/// thousand files the check before is noticeable.
pub(crate) fn open_listed(path: &Path) -> Result<(File, Metadata), Unopened> {
    open_with(OpenOptions::new().read(true), path)
}

/// As [`open_listed`], for one of many files in a folder.
pub(crate) fn open_in(folder: &Folder, name: &OsStr) -> Result<(File, Metadata), Unopened> {
    patiently(|| folder.open(name))
}

/// Opens a file with these options. Never blocks, whatever is there.
pub(crate) fn open_with(
    options: &mut OpenOptions,
    path: &Path,
) -> Result<(File, Metadata), Unopened> {
    opened(options, path, true)
}

/// As [`open_with`], for a file that the program makes: a link in its place is not followed.
pub(crate) fn open_here(
    options: &mut OpenOptions,
    path: &Path,
) -> Result<(File, Metadata), Unopened> {
    opened(options, path, false)
}

fn opened(
    options: &mut OpenOptions,
    path: &Path,
    is_followed: bool,
) -> Result<(File, Metadata), Unopened> {
    disk::never_wait(options, is_followed);
    patiently(|| options.open(path))
}

fn patiently(open: impl Fn() -> io::Result<File>) -> Result<(File, Metadata), Unopened> {
    let mut attempts = 0;
    let file = loop {
        match open() {
            Err(error) if error.kind() == ErrorKind::WouldBlock && attempts < ATTEMPTS => {
                attempts += 1;
                thread::sleep(PAUSE);
            }
            opened => break opened?,
        }
    };
    let there = file.metadata()?;
    if there.is_file() {
        Ok((file, there))
    } else {
        Err(Unopened::NotRegular)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Unopened, open, open_in, open_listed, open_with};
    use crate::system::disk::Folder;
    use std::{
        fs::{self, OpenOptions},
        io::Read as _,
        os::unix::fs::symlink,
        path::{Path, PathBuf},
        process::Command,
        sync::{
            atomic::{AtomicBool, Ordering},
            mpsc::channel,
        },
        thread,
        time::Duration,
    };

    /// A folder with a file, a pipe, and a name that leads to one of them.
    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("optout-regular-{name}-{}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), "text").unwrap();
        let made = Command::new("mkfifo").arg(folder.join("pipe")).status();
        assert!(made.unwrap().success());
        folder
    }

    /// What `work` finds, or a failure where it waits for ever.
    fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
        let (send, found) = channel();
        thread::spawn(move || send.send(work()));
        let found = found.recv_timeout(Duration::from_secs(60));
        found.expect("opening does not wait")
    }

    #[test]
    fn a_pipe_is_refused_and_never_waited_for() {
        let folder = folder("pipe");
        let pipe = folder.join("pipe");
        // As if it had come there after the look.
        let opened = in_time({
            let (folder, pipe) = (folder.clone(), pipe.clone());
            move || {
                let written = open_with(OpenOptions::new().read(true).write(true), &pipe);
                let found = open_in(&Folder::at(&folder).unwrap(), "pipe".as_ref());
                [open(&pipe), open_listed(&pipe), found, written].map(|opened| opened.err())
            }
        });
        for why in opened {
            assert!(matches!(why, Some(Unopened::NotRegular)), "{why:?}");
        }
        assert!(matches!(open(&folder), Err(Unopened::NotRegular)));
        assert!(matches!(
            open_in(&Folder::at(Path::new("/dev")).unwrap(), "null".as_ref()),
            Err(Unopened::NotRegular)
        ));
        let missing = open(&folder.join("none"));
        assert!(matches!(missing, Err(Unopened::Refused(_))), "{missing:?}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_that_turns_into_a_pipe_and_back_is_read_or_refused() {
        static END: AtomicBool = AtomicBool::new(false);
        let folder = folder("swapped");
        symlink("file", folder.join("it")).unwrap();
        let swap = thread::spawn({
            let folder = folder.clone();
            move || {
                while !END.load(Ordering::Relaxed) {
                    for target in ["pipe", "file"] {
                        symlink(target, folder.join("next")).unwrap();
                        fs::rename(folder.join("next"), folder.join("it")).unwrap();
                    }
                }
            }
        });
        let (read, refused) = in_time({
            let it = folder.join("it");
            move || {
                let (mut read, mut refused) = (0, 0);
                for _ in 0..20_000 {
                    match open(&it) {
                        Ok((mut file, _)) => {
                            let mut text = String::new();
                            file.read_to_string(&mut text).unwrap();
                            assert_eq!(text, "text");
                            read += 1;
                        }
                        Err(Unopened::NotRegular) => refused += 1,
                        Err(Unopened::Refused(error)) => panic!("{error}"),
                    }
                }
                (read, refused)
            }
        });
        END.store(true, Ordering::Relaxed);
        swap.join().unwrap();
        assert_eq!(read + refused, 20_000);
        fs::remove_dir_all(folder).unwrap();
    }
}
