//! What is wrong in a file, and where.

use std::{cell::RefCell, fmt, ops::Range};

use crate::{
    text::{self, Clean},
    word::named_enum,
};

named_enum! {
    /// What kind of mistake a problem is: a name for programs, which never changes its meaning.
    pub enum Rule {
        /// The file cannot be read.
        File = "file",
        /// It is not TOML.
        Syntax = "syntax",
        /// A key that means nothing where it stands.
        UnknownKey = "unknown-key",
        /// A key that has to be there.
        Missing = "missing",
        /// A value of the wrong kind, or a word that is not allowed.
        Value = "value",
        /// A text with hidden characters, or one that is too long.
        Text = "text",
        /// A step without sources, a source that is not there, or one that cannot be looked up.
        Source = "source",
        /// An address that will not be opened.
        Link = "link",
        /// An address that no guide may use any more.
        Superseded = "superseded",
        /// An id that is taken.
        Twice = "twice",
        /// An id that vanished, or that is not on the list of ids ever shipped.
        Id = "id",
        /// A region that nobody knows.
        Region = "region",
        /// A region with an objection form and nobody to complain to.
        Authority = "authority",
        /// A country of such a region for which nobody is on record.
        Country = "country",
        /// A letter that is not there, or that its form does not take.
        Letter = "letter",
        /// A source that was last read long ago.
        Stale = "stale",
        /// A text too long to be read at a glance.
        Long = "long",
        /// A menu path that does not fit beside the steps.
        Path = "path",
        /// A file of a newer version of the program.
        NewerFormat = "newer-format",
        /// A file of an older version of the program.
        OlderFormat = "older-format",
        /// A second version of a file, made by a sync tool or an editor, or put aside.
        Copy = "copy",
        /// A file that others on the computer may read or change.
        Mode = "mode",
        /// A temporary file of a save that was interrupted.
        LeftOver = "left-over",
        /// A mark for a step that no guide has.
        Step = "step",
    }
}

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What kind of mistake it is.
    pub rule: Rule,
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

/// The problems found while one file is read.
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

    pub(super) fn add(&self, span: &Range<usize>, rule: Rule, message: &str, fatal: bool) {
        let (line, column) = position(&self.source, span.start);
        self.found.borrow_mut().push(Problem {
            line,
            column,
            rule,
            message: text::line(message),
            fatal,
        });
    }

    /// Line and column, both from 1, of a byte offset.
    pub(super) fn position(&self, offset: usize) -> (usize, usize) {
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

/// Something wrong with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The path of the file, as a person can find it.
    pub file: Clean,
    /// What is wrong. Line 0 stands for the whole file.
    pub problem: Problem,
}

impl FileProblem {
    /// A problem of the whole file.
    pub fn whole(file: Clean, message: &str) -> Self {
        let problem = Problem {
            line: 0,
            column: 0,
            rule: Rule::File,
            message: text::line(message),
            fatal: true,
        };
        Self { file, problem }
    }
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.problem.line == 0 {
            write!(f, "{}: {}", self.file, self.problem.message)
        } else {
            write!(f, "{}:{}", self.file, self.problem)
        }
    }
}
