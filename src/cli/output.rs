//! Where a command writes, and why it stops.

use std::io::{self, Write};

use crate::error::Error;

/// Why a command did not come to its end.
#[derive(Debug)]
pub enum Stop {
    /// It failed.
    Failed(Error),
    /// Its result could not be written. A closed pipe is no failure: nobody wanted more.
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

/// Where a command writes.
pub struct Output<'o> {
    /// Results.
    pub out: &'o mut dyn Write,
    /// Remarks: what the person should know beside the result.
    pub err: &'o mut dyn Write,
}
