//! A data folder of its own for each test, and short ways to say what is done in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::date};
use optout::{
    account::{
        Account,
        change::{Change, Edit, StepEdit, Value},
        progress::{Mark, Request},
    },
    content::{goal::Goal, guide::StepId, platform::Platform, region::Regions},
    id::Id,
    store::{Loaded, Saved, Store},
    text::{self, Clean},
};

pub(crate) use crate::home::Folder;

impl Folder {
    /// The data folder in it, which is not there yet.
    pub(crate) fn data(&self) -> PathBuf {
        self.join("data")
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(self.data())
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.data().join("accounts").join(name)
    }

    /// Puts a file among the accounts.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        self.write(self.file(name), bytes)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    /// The names among the accounts, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        names(&self.data().join("accounts")).unwrap()
    }
}

pub(crate) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Two countries are enough for the store.
const REGIONS: &str = r#"
format = 1
[[source]]
id = "law"
title = "Law"
url = "https://example.org/law"
checked = 2026-11-01

[[region]]
id = "eea"
name = "EEA"
form = "yes"
countries = ["DE"]
confidence = "verified"
sources = ["law"]

[[region]]
id = "other"
name = "Elsewhere"
form = "no"
rest = true
confidence = "verified"
sources = ["law"]

[countries]
DE = "Germany"
US = "United States"
"#;

pub(crate) fn regions() -> Regions {
    let (regions, problems) = Regions::parse(REGIONS, optout::catalog::shared().sources());
    assert_eq!(problems, []);
    regions
}

pub(crate) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(crate) fn line(text: &str) -> Clean {
    text::clean(text, text::TextKind::Line)
}

/// A moment, `second` seconds into the test's time.
pub(crate) fn moment(second: i64) -> Timestamp {
    "2026-11-21T10:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(second)
}

pub(crate) fn account(name: &str) -> Account {
    Account {
        created: moment(0),
        ..crate::account::account(name, "Personal", Platform::Facebook, None)
    }
}

pub(crate) fn change(account: &str, second: i64, edits: Vec<Edit>) -> Change {
    Change::new(&id(account), moment(second), edits)
}

pub(crate) fn create(name: &str) -> Change {
    change(name, 0, vec![Edit::Create(Box::new(account(name)))])
}

pub(crate) fn mark_edit(step: &str, mark: Option<Mark>) -> Edit {
    Edit::Step(step_id("guide", step), StepEdit::Mark(mark))
}

pub(crate) fn step_id(guide: &str, step: &str) -> StepId {
    StepId {
        guide: id(guide),
        step: id(step),
    }
}

/// Done, at that second.
pub(crate) fn tick(name: &str, step: &str, second: i64) -> Change {
    change(name, second, vec![mark_edit(step, Some(Mark::Done))])
}

pub(crate) fn label(name: &str, label: &str) -> Change {
    change(
        name,
        1,
        vec![Edit::Set(Value::Label(text::clean(
            label,
            text::TextKind::Name,
        )))],
    )
}

pub(crate) fn request(name: &str, guide: &str, day: i8) -> Request {
    Request {
        due: Some(date(2026, 12, day)),
        ..Request::new(id(name), Goal::Object, id(guide), date(2026, 11, day))
    }
}

/// The smallest whole file, with more after it.
pub(crate) fn minimal(more: &str) -> String {
    format!("format = 1\nlabel = \"L\"\nplatform = \"facebook\"\nkind = \"personal\"\n{more}")
}

pub(crate) trait Short {
    fn read(&self) -> Loaded;
    fn keep(&self, change: Change) -> Saved;
}

impl Short for Store {
    fn read(&self) -> Loaded {
        self.load(&regions()).unwrap()
    }

    fn keep(&self, change: Change) -> Saved {
        self.save(&[change], &regions()).unwrap()
    }
}

pub(crate) fn messages(loaded: &Loaded) -> Vec<&str> {
    loaded
        .notices
        .iter()
        .map(|notice| notice.message.as_str())
        .collect()
}
