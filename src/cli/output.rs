//! The output streams of a command, and the reasons why it stops early.

use std::io::{self, Write};

use crate::error::Error;

/// Why a command stopped early.
#[derive(Debug)]
pub enum Stop {
    /// It failed.
    Failed(Error),
    /// It is done, and what it was asked about is due: exit code 3.
    Due,
    /// Its result could not be written. A closed pipe (EPIPE) is not a failure.
    Unwritten(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

/// The streams that a command writes to.
pub struct Output<'o> {
    /// For the result: standard output.
    pub out: &'o mut dyn Write,
    /// For warnings and questions: standard error.
    pub err: &'o mut dyn Write,
    /// What the command has done, such as which accounts it saved: it stays done where its result cannot
    /// be written.
    pub done: &'o mut Vec<String>,
}
