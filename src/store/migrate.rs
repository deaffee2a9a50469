//! Migration of files of an older format: the first change brings a file to the current one, and
//! keeps a copy of the old file beside it.

use std::path::Path;

use toml_edit::{DocumentMut, Item, value};

use super::{
    aside, contents,
    failure::Failure,
    folder,
    replace::{self, Replaced},
};
use crate::{error::Error, id::Id};

/// Migrates a document from one format to the next, and leaves unknown keys as they are. `format`
/// itself is set by [`Formats::bring_up`].
pub(crate) type Migration = fn(&mut DocumentMut) -> Result<(), String>;

/// The formats that this program reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formats {
    /// The first migrates from format 1 to 2, the next from 2 to 3.
    steps: &'static [Migration],
}

impl Formats {
    /// The formats of this version. For a new one, add a step here and a folder
    /// `tests/fixtures/v<n>` with files of the format before.
    pub(crate) const SHIPPED: Self = Self { steps: &[] };

    /// The format of the files that are written.
    pub(crate) fn current(self) -> i64 {
        let steps = i64::try_from(self.steps.len()).unwrap_or(i64::MAX);
        steps.saturating_add(1)
    }

    /// Migrates a document of an older format to the current one, and returns the older one; `None`
    /// for a document that is not of an older format.
    ///
    /// # Errors
    ///
    /// Why that is impossible, as the end of a sentence.
    pub(crate) fn bring_up(self, document: &mut DocumentMut) -> Result<Option<i64>, String> {
        let format = document.get("format").and_then(Item::as_integer);
        let Some(format) = format.filter(|format| (1..self.current()).contains(format)) else {
            return Ok(None);
        };
        let done = usize::try_from(format - 1).unwrap_or(usize::MAX);
        for step in self.steps.iter().skip(done) {
            step(document)?;
        }
        let mut current = value(self.current());
        let old = document.get("format").and_then(Item::as_value);
        if let (Some(new), Some(old)) = (current.as_value_mut(), old) {
            *new.decor_mut() = old.decor().clone();
        }
        document.insert("format", current);
        Ok(Some(format))
    }
}

/// Stands between the id and the format in the name of the copy of an older file.
const MARK: &str = ".toml.v";

/// The end of that name.
const END: &str = ".bak";

/// Writes `bytes`, the file before its migration, into a copy beside the account's file. Never
/// overwrites a copy of other bytes: the new one gets a number.
pub(super) fn keep(file: &Path, bytes: &[u8], format: i64) -> Result<(), Failure> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let wanted = file.with_file_name(format!("{name}.v{format}{END}"));
    if contents::read(&wanted).is_ok_and(|(kept, _)| kept == bytes) {
        return Ok(());
    }
    match replace::replace(&aside::free(&wanted), bytes, None)? {
        Replaced::Done(_) => match file.parent() {
            Some(folder) => folder::sync(folder),
            None => Ok(()),
        },
        Replaced::Overtaken => Err(Failure::Disk(Error::new(
            format!("{} came into being meanwhile.", wanted.display()),
            "Try again.",
        ))),
    }
}

/// The account whose copy of an older format has this name.
pub(super) fn of(name: &str) -> Option<Id> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (id, rest) = name.split_once(MARK)?;
    let (format, number) = rest.split_once(END)?;
    let is_numbered = number.strip_prefix('-').is_some_and(digits);
    (digits(format) && (number.is_empty() || is_numbered)).then(|| Id::new(id))?
}

#[cfg(test)]
mod tests {
    use super::{Formats, of};
    use crate::system::disk;
    use crate::{
        account::{
            Account,
            change::{Change, Edit, StepEdit},
            progress::Mark,
        },
        content::{guide::StepId, region::Regions},
        id::Id,
        store::Store,
    };
    use jiff::Timestamp;
    use std::{
        fs,
        path::{Path, PathBuf},
    };
    #[cfg(unix)]
    use std::{
        os::unix::fs::symlink,
        sync::{
            OnceLock,
            atomic::{AtomicU32, Ordering},
        },
    };
    use toml_edit::DocumentMut;

    /// As if `label` had been called `title` in format 1, and `kind` had not been there in 2.
    const THREE: Formats = Formats {
        steps: &[rename, add_kind],
    };

    const OLD: &str = "# mine\nformat = 1 # old\ntitle = \"Mum\" # hers\nplatform = \"facebook\"\nfuture = [1, 2] # kept\n\n[guides.g.s1]\nmark = \"done\"\nat = 2026-11-01T10:00:00Z\n";

    fn rename(document: &mut DocumentMut) -> Result<(), String> {
        let title = document.remove("title").ok_or("it has no title")?;
        document.insert("label", title);
        Ok(())
    }

    fn add_kind(document: &mut DocumentMut) -> Result<(), String> {
        document.insert("kind", toml_edit::value("personal"));
        Ok(())
    }

    /// A data folder with an account `a1`.
    fn data(text: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("optout-migrate-{}", fastrand::u64(..)));
        fs::create_dir_all(root.join("accounts")).unwrap();
        fs::write(root.join("accounts/a1.toml"), text).unwrap();
        root
    }

    fn step(name: &str) -> StepId {
        StepId {
            guide: Id::new("g").unwrap(),
            step: Id::new(name).unwrap(),
        }
    }

    fn tick(name: &str) -> [Change; 1] {
        let edit = Edit::Step(step(name), StepEdit::Mark(Some(Mark::Done)));
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        [Change::new(&Id::new("a1").unwrap(), at, vec![edit])]
    }

    fn only(store: &Store) -> Account {
        let loaded = store.load(&Regions::default()).unwrap();
        assert_eq!(loaded.notices, []);
        let [account] = loaded.accounts.try_into().unwrap();
        *account
    }

    fn names(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root.join("accounts")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn the_first_change_brings_an_older_file_up_and_keeps_it_as_it_was() {
        let root = data(OLD);
        let store = Store::with(root.clone(), THREE);
        let before = only(&store);
        assert_eq!(before.label.as_str(), "Mum");
        assert_eq!(before.progress.mark(&step("s1")), Some(Mark::Done));
        // Reading alone changes nothing.
        assert_eq!(names(&root), ["a1.toml"]);
        assert_eq!(
            fs::read_to_string(root.join("accounts/a1.toml")).unwrap(),
            OLD
        );

        let saved = store.save(&tick("s2"), &Regions::default()).unwrap();
        assert_eq!(names(&root), ["a1.toml", "a1.toml.v1.bak"]);
        let copy = root.join("accounts/a1.toml.v1.bak");
        assert_eq!(fs::read_to_string(&copy).unwrap(), OLD);
        assert!(disk::is_private(&copy));
        let new = fs::read_to_string(root.join("accounts/a1.toml")).unwrap();
        for part in [
            "# mine",
            "format = 3 # old",
            "label = \"Mum\"",
            "# hers",
            "future = [1, 2] # kept",
            "kind = \"personal\"",
        ] {
            assert!(new.contains(part), "{part}\n{new}");
        }
        assert!(!new.contains("title"), "{new}");
        let after = only(&store);
        assert_eq!(Some(&after), saved.account.as_ref());
        assert_eq!(after.progress.mark(&step("s1")), Some(Mark::Done));
        assert_eq!(after.progress.mark(&step("s2")), Some(Mark::Done));

        // The next change is an ordinary one.
        fs::write(&copy, "touched").unwrap();
        store.save(&tick("s3"), &Regions::default()).unwrap();
        assert_eq!(fs::read_to_string(&copy).unwrap(), "touched");
        assert_eq!(names(&root), ["a1.toml", "a1.toml.v1.bak"]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn each_format_on_the_way_is_read() {
        let two = OLD.replace("title", "label").replace("= 1 #", "= 2 #");
        let three = format!("{two}\n").replace("= 2 #", "= 3 #");
        let three = three.replace("platform", "kind = \"personal\"\nplatform");
        for (text, names_after) in [
            (two.as_str(), ["a1.toml", "a1.toml.v2.bak"].as_slice()),
            (three.as_str(), ["a1.toml"].as_slice()),
        ] {
            let root = data(text);
            let store = Store::with(root.clone(), THREE);
            assert_eq!(only(&store).label.as_str(), "Mum");
            store.save(&tick("s2"), &Regions::default()).unwrap();
            assert_eq!(names(&root), names_after);
            fs::remove_dir_all(root).unwrap();
        }
    }

    #[test]
    fn a_copy_that_is_there_is_never_written_over() {
        let root = data(OLD);
        fs::write(root.join("accounts/a1.toml.v1.bak"), "an earlier one").unwrap();
        let store = Store::with(root.clone(), THREE);
        store.save(&tick("s2"), &Regions::default()).unwrap();
        assert_eq!(
            names(&root),
            ["a1.toml", "a1.toml.v1.bak", "a1.toml.v1.bak-2"]
        );
        let read = |name: &str| fs::read_to_string(root.join("accounts").join(name)).unwrap();
        assert_eq!(read("a1.toml.v1.bak"), "an earlier one");
        assert_eq!(read("a1.toml.v1.bak-2"), OLD);
        only(&store);
        // The same bytes are not kept twice.
        fs::write(root.join("accounts/a1.toml"), OLD).unwrap();
        fs::write(root.join("accounts/a1.toml.v1.bak"), OLD).unwrap();
        store.save(&tick("s2"), &Regions::default()).unwrap();
        assert_eq!(names(&root).len(), 3);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_file_that_cannot_be_brought_up_is_put_aside_whole() {
        let text = OLD.replace("title", "name");
        let root = data(&text);
        let store = Store::with(root.clone(), THREE);
        let loaded = store.load(&Regions::default()).unwrap();
        assert!(loaded.accounts.is_empty());
        let message = loaded.notices[0].message.as_str();
        assert!(
            message.contains("from format 1 to 3: it has no title."),
            "{message}"
        );
        let name = names(&root).pop().unwrap();
        assert!(name.starts_with("a1.toml.corrupt-"), "{name}");
        let kept = fs::read_to_string(root.join("accounts").join(name)).unwrap();
        assert_eq!(kept, text);
        fs::remove_dir_all(root).unwrap();
    }

    /// The data folder of the test below, and how often its step was taken.
    #[cfg(unix)]
    static SPOILED: OnceLock<PathBuf> = OnceLock::new();
    #[cfg(unix)]
    static TAKEN: AtomicU32 = AtomicU32::new(0);

    /// Brings nothing; but the second time, just before the copy is made, the folder that it goes
    /// to becomes something else.
    #[cfg(unix)]
    fn spoil(_: &mut DocumentMut) -> Result<(), String> {
        if TAKEN.fetch_add(1, Ordering::Relaxed) == 1
            && let Some(root) = SPOILED.get()
        {
            fs::rename(root.join("accounts"), root.join("away")).unwrap();
            fs::write(root.join("accounts"), "").unwrap();
        }
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn without_its_copy_nothing_is_written() {
        let root = SPOILED.get_or_init(|| data(""));
        let text = OLD
            .replace("title", "label")
            .replace("platform", "kind = \"personal\"\nplatform");
        // A link, so that the file itself can still be written when its copy cannot.
        let real = root.join("real.toml");
        fs::write(&real, &text).unwrap();
        fs::remove_file(root.join("accounts/a1.toml")).unwrap();
        symlink("../real.toml", root.join("accounts/a1.toml")).unwrap();
        let store = Store::with(root.clone(), Formats { steps: &[spoil] });
        let failed = store.save(&tick("s2"), &Regions::default()).unwrap_err();
        assert!(failed.sentence.contains("a1.toml.v1.bak"), "{failed}");
        assert_eq!(TAKEN.load(Ordering::Relaxed), 2);
        assert_eq!(fs::read_to_string(&real).unwrap(), text);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn copies_are_told_by_their_names() {
        for name in ["a1.toml.v1.bak", "a1.toml.v12.bak", "a1.toml.v1.bak-2"] {
            assert_eq!(of(name).as_deref(), Some("a1"), "{name}");
        }
        for name in [
            "a1.toml",
            "a1.toml.bak",
            "a1.toml.v.bak",
            "a1.toml.vx.bak",
            "A.toml.v1.bak",
            "a1.toml.v1.bak-",
            "a1.toml.v1.bak.merged",
        ] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_shipped_reads_what_it_writes() {
        let shipped = Formats::SHIPPED;
        let current: i64 = shipped.current();
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{current}"));
        assert!(
            folder.is_dir(),
            "files of the format that is written are kept for ever"
        );
    }
}
