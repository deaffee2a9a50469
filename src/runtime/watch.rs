//! Hearing at once what others do to the accounts, where the system tells.
//!
//! A thread sleeps until something was put into the folder, taken out of it, or written in it; where
//! the folder is not there, until it may have come. Where the system cannot tell, the next key and
//! the next focus look, as they do anyway.

use std::{path::PathBuf, sync::mpsc::Sender};

use super::events::Event;

/// Watches a folder, if that can be had.
#[cfg(target_os = "linux")]
pub(super) fn watch(folder: PathBuf, sender: Sender<Event>) {
    let _ = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || inotify::listen(&folder, &sender));
}

/// Nothing is told here.
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

    /// Why there is nothing more to hear.
    enum End {
        /// The folder is not there any more, or another one is.
        Replaced,
        /// The system or the program ends it.
        Over,
    }

    /// Hears of what becomes of the folder's files, and finds the folder again when it is replaced.
    pub(super) fn listen(folder: &Path, sender: &Sender<Event>) {
        // Not what is only begun: it is told when it is whole.
        let wanted = WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::DELETE
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let mut is_first = true;
        loop {
            let Ok(told) = inotify::init(CreateFlags::CLOEXEC) else {
                return;
            };
            match inotify::add_watch(&told, folder, wanted) {
                Ok(_) => {
                    // What was done before it was watched is told by nobody.
                    if !is_first && sender.send(Event::FileChanged).is_err() {
                        return;
                    }
                    match hear(told, sender) {
                        End::Replaced => {}
                        End::Over => return,
                    }
                }
                Err(Errno::NOENT) if wait_above(told, folder) => {}
                Err(_) => return,
            }
            is_first = false;
        }
    }

    /// Passes on what is told, once for all that is told together.
    fn hear(told: OwnedFd, sender: &Sender<Event>) -> End {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut reader = Reader::new(told, &mut buffer);
        let mut is_news = false;
        loop {
            let is_replaced = match reader.next() {
                Ok(event) => {
                    let name = event.file_name().map(CStr::to_bytes);
                    // A save under way has a hidden name.
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

    /// Sleeps until something comes into the nearest folder above that is there, or nothing if what
    /// is looked for came meanwhile. Whether it is worth looking again.
    fn wait_above(told: OwnedFd, folder: &Path) -> bool {
        let wanted = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let mut missing = folder;
        for above in folder.ancestors().skip(1) {
            match inotify::add_watch(&told, above, wanted) {
                Ok(_) if missing.exists() => return true,
                Ok(_) => {
                    let mut buffer = [MaybeUninit::uninit(); 4096];
                    let mut reader = Reader::new(told, &mut buffer);
                    return matches!(reader.next(), Ok(_) | Err(Errno::INTR));
                }
                Err(Errno::NOENT) => missing = above,
                Err(_) => return false,
            }
        }
        false
    }
}
