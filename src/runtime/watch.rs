//! Watches the folder of the accounts for changes by other programs, with `inotify` on Linux.
//!
//! A thread blocks until a file in the folder is added, removed or written; while the folder does
//! not exist, until it may have been made. On other systems nothing is watched; there, as here too,
//! every action and every focus look for changed files.

use std::{path::PathBuf, sync::mpsc::Sender};

use super::events::Event;

/// Starts watching a folder. If that fails, only keys and focus look for changes.
#[cfg(target_os = "linux")]
pub(super) fn watch(folder: PathBuf, sender: Sender<Event>) {
    let _ = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || inotify::listen(&folder, &sender));
}

/// Does nothing on this system.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_: PathBuf, _: Sender<Event>) {}

#[cfg(target_os = "linux")]
mod inotify {
    use std::{ffi::CStr, mem::MaybeUninit, path::Path, sync::mpsc::Sender};

    use rustix::{
        fd::OwnedFd,
        fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags},
        io::Errno,
    };

    use super::Event;

    /// Why watching a folder ended.
    enum End {
        /// The folder was removed, moved or replaced.
        Replaced,
        /// `inotify` failed, or the event loop has ended.
        Over,
    }

    /// Watches the folder until the event loop ends, and watches it anew when it is replaced.
    pub(super) fn listen(folder: &Path, sender: &Sender<Event>) {
        // Without `CREATE`: a new file is of interest once it is written and closed.
        let flags = WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::DELETE
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let mut is_first = true;
        loop {
            let Ok(descriptor) = inotify::init(CreateFlags::CLOEXEC) else {
                return;
            };
            match inotify::add_watch(&descriptor, folder, flags) {
                Ok(_) => {
                    // `inotify` does not report changes before the watch began.
                    if !is_first && sender.send(Event::FileChanged).is_err() {
                        return;
                    }
                    match forward(descriptor, sender) {
                        End::Replaced => {}
                        End::Over => return,
                    }
                }
                Err(Errno::NOENT) if wait_above(descriptor, folder) => {}
                Err(_) => return,
            }
            is_first = false;
        }
    }

    /// Sends one event for each batch that `inotify` reports.
    fn forward(descriptor: OwnedFd, sender: &Sender<Event>) -> End {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = Reader::new(descriptor, &mut buffer);
        let mut is_news = false;
        loop {
            let is_replaced = match reader.next() {
                Ok(event) => {
                    let name = event.file_name().map(CStr::to_bytes);
                    // A temporary file of a save has a hidden name.
                    is_news |= !name.is_some_and(|name| name.starts_with(b"."));
                    let gone = ReadFlags::IGNORED | ReadFlags::MOVE_SELF;
                    event.events().intersects(gone)
                }
                Err(Errno::INTR) => false,
                Err(_) => return End::Over,
            };
            if is_news && (is_replaced || reader.is_buffer_empty()) {
                is_news = false;
                if sender.send(Event::FileChanged).is_err() {
                    return End::Over;
                }
            }
            if is_replaced {
                return End::Replaced;
            }
        }
    }

    /// Blocks until something is added to the nearest existing folder above, unless the missing one
    /// was made meanwhile. Returns whether to try to watch the folder again.
    fn wait_above(descriptor: OwnedFd, folder: &Path) -> bool {
        let flags = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let mut missing = folder;
        for above in folder.ancestors().skip(1) {
            match inotify::add_watch(&descriptor, above, flags) {
                Ok(_) if missing.exists() => return true,
                Ok(_) => {
                    let mut buffer = [MaybeUninit::uninit(); 4096];
                    let mut reader = Reader::new(descriptor, &mut buffer);
                    return matches!(reader.next(), Ok(_) | Err(Errno::INTR));
                }
                Err(Errno::NOENT) => missing = above,
                Err(_) => return false,
            }
        }
        false
    }
}
