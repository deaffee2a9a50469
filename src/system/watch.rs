//! Watches the folder of the accounts for changes by other programs.
//!
//! On Linux a thread blocks in `inotify` until a file in the folder is added, removed or written; while the folder
//! does not exist, until it may have been made. Elsewhere a thread looks at the folder now and then, since the
//! crate that hears of changes there has a licence that is not allowed here. On every system each focus
//! looks for changed files as well, and now and then a key.

use std::path::PathBuf;

/// Calls `tell` when a file in the folder may have changed, until it gives back false. If watching fails,
/// only keys and focus look for changes.
pub(crate) fn watch(folder: PathBuf, tell: impl Fn() -> bool + Send + 'static) {
    #[cfg(target_os = "linux")]
    let listen = move || inotify::listen(&folder, &tell);
    #[cfg(not(target_os = "linux"))]
    let listen = move || looks::listen(&folder, &tell);
    let thread = std::thread::Builder::new().name("watch".to_owned());
    let _ = thread.spawn(listen);
}

#[cfg(target_os = "linux")]
mod inotify {
    use std::{ffi::CStr, mem::MaybeUninit, path::Path};

    use rustix::{
        fd::OwnedFd,
        fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags},
        io::Errno,
    };

    /// Why watching a folder ended.
    enum End {
        /// The folder was removed, moved or replaced.
        Replaced,
        /// `inotify` failed, or the event loop has ended.
        Over,
    }

    /// Watches the folder until the event loop ends, and watches it anew when it is replaced.
    pub(super) fn listen(folder: &Path, tell: &dyn Fn() -> bool) {
        // Without `CREATE`: a new file is of interest once it is written and closed.
        let flags = WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            | WatchFlags::CLOSE_WRITE
            | WatchFlags::DELETE
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        loop {
            let Ok(descriptor) = inotify::init(CreateFlags::CLOEXEC) else {
                return;
            };
            match inotify::add_watch(&descriptor, folder, flags) {
                Ok(_) => {
                    // `inotify` does not report changes before the watch began.
                    if !tell() {
                        return;
                    }
                    match forward(descriptor, tell) {
                        End::Replaced => {}
                        End::Over => return,
                    }
                }
                Err(Errno::NOENT) if wait_above(descriptor, folder) => {}
                Err(_) => return,
            }
        }
    }

    /// Sends one event for each batch that `inotify` reports.
    fn forward(descriptor: OwnedFd, tell: &dyn Fn() -> bool) -> End {
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
                if !tell() {
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

#[cfg(any(not(target_os = "linux"), test))]
mod looks {
    use std::{collections::BTreeMap, ffi::OsString, fs, path::Path, thread, time::Duration};

    use crate::system::disk::Version;

    /// How often the folder is looked at.
    const PAUSE: Duration = Duration::from_secs(4);

    /// The names in a folder with the versions of their files.
    type Seen = BTreeMap<OsString, Option<Version>>;

    /// Looks at the folder until `tell` gives back false.
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "inotify is better"))]
    pub(super) fn listen(folder: &Path, tell: &dyn Fn() -> bool) {
        let mut seen = look(folder);
        loop {
            thread::sleep(PAUSE);
            let now = look(folder);
            if now != seen && !tell() {
                return;
            }
            seen = now;
        }
    }

    /// What is in the folder now; nothing where it cannot be read.
    fn look(folder: &Path) -> Seen {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        // A temporary file of a save has a hidden name.
        let shown = entries.filter(|it| !it.file_name().as_encoded_bytes().starts_with(b"."));
        shown
            .map(|entry| {
                let there = entry.metadata().ok();
                (entry.file_name(), there.as_ref().map(Version::of))
            })
            .collect()
    }

    #[cfg(test)]
    mod tests {
        use super::look;
        use std::fs;

        #[test]
        fn a_look_sees_what_is_new_and_changed_and_gone() {
            let folder = std::env::temp_dir().join(format!("optout-look-{}", fastrand::u64(..)));
            let mut before = look(&folder);
            fs::create_dir(&folder).unwrap();
            assert_eq!(look(&folder), before, "a missing folder is an empty one");
            fs::write(folder.join(".a.toml.1-1.tmp"), "half").unwrap();
            assert_eq!(look(&folder), before, "a save under way is no news");
            let changes: [&dyn Fn(); 3] = [
                &|| fs::write(folder.join("a.toml"), "a").unwrap(),
                &|| fs::write(folder.join("a.toml"), "longer").unwrap(),
                &|| fs::remove_file(folder.join("a.toml")).unwrap(),
            ];
            for change in changes {
                change();
                let now = look(&folder);
                assert_ne!(now, before);
                assert_eq!(look(&folder), now);
                before = now;
            }
            fs::remove_dir_all(&folder).unwrap();
        }
    }
}
