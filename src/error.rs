//! What went wrong: a sentence, and a hint on what to try.

use std::fmt;

use crate::text::{self, Clean};

/// An error as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What went wrong, as a sentence.
    pub sentence: Clean,
    /// What to try; may be empty.
    pub hint: Clean,
    /// The exit code: 1 failed, 2 wrong usage.
    pub code: u8,
}

impl Error {
    /// Something failed.
    pub fn new(sentence: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self {
            sentence: text::line(sentence.as_ref()),
            hint: text::line(hint.as_ref()),
            code: 1,
        }
    }

    /// The command was used wrongly.
    pub fn usage(sentence: impl AsRef<str>, hint: impl AsRef<str>) -> Self {
        Self {
            code: 2,
            ..Self::new(sentence, hint)
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sentence)?;
        if !self.hint.is_empty() {
            write!(f, "\n  {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
