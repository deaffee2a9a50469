//! Hearing at once what others do to the accounts, where the system tells.
//!
//! A thread sleeps until something was put into the folder, taken out of it, or written in it. Where
//! the system cannot tell, or not any more (the folder is not there yet, or was replaced), the next
//! key and the next focus look, as they do anyway.

use std::{path::PathBuf, sync::mpsc::Sender};

use super::world::Happening;

/// Watches a folder, if that can be had.
#[cfg(target_os = "linux")]
pub(super) fn watch(folder: PathBuf, sender: Sender<Happening>) {
    use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

    // Not what is only begun: it is told when it is whole.
    let wanted = WatchFlags::MOVED_TO
        | WatchFlags::MOVED_FROM
        | WatchFlags::CLOSE_WRITE
        | WatchFlags::DELETE
        | WatchFlags::MOVE_SELF
        | WatchFlags::ONLYDIR;
    let wait = move || {
        let Ok(told) = inotify::init(CreateFlags::CLOEXEC) else {
            return;
        };
        if inotify::add_watch(&told, &folder, wanted).is_ok() {
            hear(told, &sender);
        }
    };
    let _ = std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(wait);
}

/// Passes on what is told, once for all that is told together.
#[cfg(target_os = "linux")]
fn hear(told: rustix::fd::OwnedFd, sender: &Sender<Happening>) {
    use rustix::{
        fs::inotify::{ReadFlags, Reader},
        io::Errno,
    };
    let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
    let mut reader = Reader::new(told, &mut buffer);
    let mut is_news = false;
    loop {
        let is_over = match reader.next() {
            Ok(event) => {
                let name = event.file_name().map(std::ffi::CStr::to_bytes);
                // A save under way has a hidden name.
                is_news |= !name.is_some_and(|name| name.starts_with(b"."));
                event
                    .events()
                    .intersects(ReadFlags::IGNORED | ReadFlags::MOVE_SELF)
            }
            Err(Errno::INTR) => false,
            Err(_) => true,
        };
        if is_news && (is_over || reader.is_buffer_empty()) {
            is_news = false;
            if sender.send(Happening::Touched).is_err() {
                return;
            }
        }
        if is_over {
            return;
        }
    }
}

/// Nothing is told here.
#[cfg(not(target_os = "linux"))]
pub(super) fn watch(_: PathBuf, _: Sender<Happening>) {}
