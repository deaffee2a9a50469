//! Files of an older format: brought to this one by the first change, and kept beside it as they were.

use std::path::Path;

use toml_edit::{DocumentMut, Item, value};

use super::{
    aside, contents,
    failure::Failure,
    folder,
    replace::{self, Replaced},
};
use crate::{error::Error, id::Id};

/// Brings a document from one format to the next, and leaves alone what it does not know. It sees
/// the document only; `format` itself is set by [`Formats::bring_up`].
pub(crate) type Step = fn(&mut DocumentMut) -> Result<(), String>;

/// The formats that this program reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Formats {
    /// The first leads from format 1 to 2, the next from 2 to 3.
    steps: &'static [Step],
}

impl Formats {
    /// Those of this version. A new format is a new step, a folder `tests/fixtures/v<n>` with files
    /// as the format before was written, and nothing else.
    pub(crate) const SHIPPED: Self = Self { steps: &[] };

    /// The format that is written.
    pub(crate) fn current(self) -> i64 {
        let steps = i64::try_from(self.steps.len()).unwrap_or(i64::MAX);
        steps.saturating_add(1)
    }

    /// Brings a document of an older format to the current one, and returns which it was; `None`
    /// where it is of no older format.
    ///
    /// # Errors
    ///
    /// Words that say why it cannot be done.
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

/// What the name of the copy of an older file has between the file's own and its end.
const MARK: &str = ".toml.v";

/// What it ends with.
const END: &str = ".bak";

/// Keeps `bytes` beside the account's file, as they were before the change that brings them to
/// another format. Nothing is written over: a copy of other bytes gets a number.
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

/// The account of whose file a file with this name is such a copy.
pub(super) fn of(name: &str) -> Option<Id> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (id, rest) = name.split_once(MARK)?;
    let (format, number) = rest.split_once(END)?;
    let is_numbered = number.strip_prefix('-').is_some_and(digits);
    (digits(format) && (number.is_empty() || is_numbered)).then(|| Id::new(id))?
}
