//! Watches folders for changes by other programs: that of the accounts, that of the config file.
//!
//! On Linux a thread blocks until `inotify` tells that a file in one of them is added, removed or written; while a
//! folder does not exist, that it may have been made. Elsewhere a thread looks at the folders now and then, since
//! the crate that hears of changes there has a licence that is not allowed here. On every system each focus
//! looks for changed files as well, and now and then a key.

use std::path::PathBuf;

use super::threads;

/// A folder to watch.
pub(crate) struct Watch {
    /// The folder, which may be made later.
    pub folder: PathBuf,
    /// What is called when a file in it may have changed, until it gives back false.
    pub tell: Box<dyn Fn() -> bool + Send>,
}

/// Watches folders. If that fails, only keys and focus look for changes.
pub(crate) fn watch(watches: Vec<Watch>) {
    #[cfg(target_os = "linux")]
    let listen = move || inotify::listen(watches);
    #[cfg(not(target_os = "linux"))]
    let listen = move || looks::listen(&watches);
    let _ = threads::start("watch", listen);
}

#[cfg(target_os = "linux")]
mod inotify {
    use std::{ffi::CStr, mem::MaybeUninit, path::Path};

    use rustix::{
        event::{PollFd, PollFlags, poll},
        fd::OwnedFd,
        fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags},
        io::Errno,
    };

    use super::Watch;

    /// What is heard of a folder. Without `CREATE`: a new file is of interest once it is written and closed.
    const INSIDE: WatchFlags = WatchFlags::MOVED_TO
        .union(WatchFlags::MOVED_FROM)
        .union(WatchFlags::CLOSE_WRITE)
        .union(WatchFlags::DELETE)
        .union(WatchFlags::MOVE_SELF)
        .union(WatchFlags::ONLYDIR);

    /// What is heard of the nearest existing folder above a missing one.
    const ABOVE: WatchFlags = WatchFlags::CREATE
        .union(WatchFlags::MOVED_TO)
        .union(WatchFlags::DELETE_SELF)
        .union(WatchFlags::MOVE_SELF)
        .union(WatchFlags::ONLYDIR);

    /// A watch that has begun.
    struct Listener {
        watch: Watch,
        events: OwnedFd,
        /// Whether the folder is there, and not one above it watched.
        is_there: bool,
    }

    /// Listens until the event loop ends, or until `inotify` fails for all folders.
    pub(super) fn listen(watches: Vec<Watch>) {
        let begun = watches.into_iter().filter_map(Listener::begin);
        let mut listeners: Vec<Listener> = begun.collect();
        while !listeners.is_empty() {
            let polled = listeners.iter();
            let polled = polled.map(|it| PollFd::new(&it.events, PollFlags::IN));
            match poll(&mut polled.collect::<Vec<_>>(), None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return,
            }
            listeners = listeners.into_iter().filter_map(Listener::hear).collect();
        }
    }

    impl Listener {
        /// Watches the folder, or the nearest one above it while it does not exist. `None` where that fails, or
        /// when the event loop has ended.
        fn begin(watch: Watch) -> Option<Self> {
            loop {
                let events = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK).ok()?;
                let is_there = match inotify::add_watch(&events, &watch.folder, INSIDE) {
                    // `inotify` does not report changes before the watch began.
                    Ok(_) if (watch.tell)() => true,
                    Err(Errno::NOENT) => false,
                    Ok(_) | Err(_) => return None,
                };
                if is_there || watch_above(&events, &watch.folder)? {
                    return Some(Self {
                        watch,
                        events,
                        is_there,
                    });
                }
            }
        }

        /// Tells once of all that `inotify` reports, and watches anew what is replaced. `None` as for `begin`.
        fn hear(self) -> Option<Self> {
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut reader = Reader::new(&self.events, &mut buffer);
            let (mut is_news, mut is_replaced) = (false, false);
            loop {
                match reader.next() {
                    Ok(event) => {
                        let name = event.file_name().map(CStr::to_bytes);
                        // A temporary file of a save has a hidden name.
                        is_news |= !name.is_some_and(|name| name.starts_with(b"."));
                        let gone = ReadFlags::IGNORED | ReadFlags::MOVE_SELF;
                        is_replaced |= !self.is_there || event.events().intersects(gone);
                    }
                    Err(Errno::INTR) => {}
                    Err(Errno::AGAIN) => break,
                    Err(_) => return None,
                }
            }
            if is_news && self.is_there && !(self.watch.tell)() {
                return None;
            }
            match is_replaced {
                true => Self::begin(self.watch),
                false => Some(self),
            }
        }
    }

    /// Watches the nearest existing folder above. Gives back false where the missing one was made meanwhile, and
    /// `None` where watching fails.
    fn watch_above(events: &OwnedFd, folder: &Path) -> Option<bool> {
        let mut missing = folder;
        for above in folder.ancestors().skip(1) {
            match inotify::add_watch(events, above, ABOVE) {
                Ok(_) => return Some(!missing.exists()),
                Err(Errno::NOENT) => missing = above,
                Err(_) => return None,
            }
        }
        None
    }
}

#[cfg(any(not(target_os = "linux"), test))]
mod looks {
    use std::{collections::BTreeMap, ffi::OsString, fs, path::Path, thread, time::Duration};

    use super::Watch;
    use crate::system::disk::Version;

    /// How often the folder is looked at.
    const PAUSE: Duration = Duration::from_secs(4);

    /// The names in a folder with the versions of their files.
    type Seen = BTreeMap<OsString, Option<Version>>;

    /// Looks at the folders until nobody wants to be told of one.
    #[cfg_attr(target_os = "linux", expect(dead_code, reason = "inotify is better"))]
    pub(super) fn listen(watches: &[Watch]) {
        let mut seen: Vec<Seen> = watches.iter().map(|it| look(&it.folder)).collect();
        loop {
            thread::sleep(PAUSE);
            for (watch, seen) in watches.iter().zip(&mut seen) {
                let now = look(&watch.folder);
                if now != *seen && !(watch.tell)() {
                    return;
                }
                *seen = now;
            }
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
