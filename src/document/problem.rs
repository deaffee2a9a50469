//! What is wrong in a file, and where.

use std::{cell::RefCell, fmt, ops::Range};

use crate::text::{self, Clean};

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong and what is allowed.
    pub message: Clean,
    /// Whether the file cannot be used because of it.
    pub fatal: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// The problems met while one file is read.
#[derive(Debug, Default)]
pub struct Problems {
    source: String,
    found: RefCell<Vec<Problem>>,
}

impl Problems {
    /// An empty list for this text.
    pub fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            found: RefCell::default(),
        }
    }

    pub(super) fn add(&self, span: &Range<usize>, message: &str, fatal: bool) {
        let (line, column) = position(&self.source, span.start);
        self.found.borrow_mut().push(Problem {
            line,
            column,
            message: text::line(message),
            fatal,
        });
    }

    /// Line and column, both from 1, of a byte offset.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        position(&self.source, offset)
    }

    /// All that was found, in the order of the file.
    pub fn into_list(self) -> Vec<Problem> {
        let mut list = self.found.into_inner();
        list.sort_by_key(|problem| (problem.line, problem.column));
        list
    }

    /// Whether anything found makes the file unusable.
    pub fn is_fatal(&self) -> bool {
        self.found.borrow().iter().any(|problem| problem.fatal)
    }
}

/// Line and column, both from 1, of a byte offset.
fn position(source: &str, offset: usize) -> (usize, usize) {
    let before = source.get(..offset).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}
