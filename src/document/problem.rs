//! What is wrong in a file, and where.

use std::{
    cell::{Cell, OnceCell, RefCell},
    fmt,
    ops::Range,
};

use crate::{
    document::named_enum,
    sort::sort_by_key,
    text::{self, Clean},
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
        /// Something whose newest source was last read long ago.
        Stale = "stale",
        /// A text too long to be read at a glance.
        Long = "long",
        /// A step that does not say first, and in few words, what to do.
        Plain = "plain",
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
        /// The day of a request that does not follow from its other days.
        Due = "due",
        /// A mark for a step that no guide has.
        Step = "step",
        /// Not a mistake: how many more a file has than are listed.
        More = "more",
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

/// The most problems of one file that are listed.
const MOST_LISTED: usize = 50;

impl Problem {
    /// The problems of a file in the order of its lines.
    pub fn in_order(mut list: Vec<Self>) -> Vec<Self> {
        sort_by_key(&mut list, |problem| (problem.line, problem.column));
        list
    }

    /// What is listed of the problems of a file, which are in order: fifty at most, those first
    /// because of which it cannot be used. A last one says how many more there are.
    pub fn listed(mut list: Vec<Self>) -> Vec<Self> {
        if list.len() <= MOST_LISTED {
            return list;
        }
        let more = list.len() - MOST_LISTED;
        let count = list.iter().filter(|problem| problem.fatal).count();
        let mut fatal = count.min(MOST_LISTED);
        let mut other = MOST_LISTED - fatal;
        list.retain(|problem| {
            let left = if problem.fatal {
                &mut fatal
            } else {
                &mut other
            };
            let is_listed = *left > 0;
            *left = left.saturating_sub(1);
            is_listed
        });
        list.push(Self {
            line: 0,
            column: 0,
            rule: Rule::More,
            message: text::line(&format!("And {more} more.")),
            fatal: false,
        });
        list
    }
}

/// The problems found while one file is read.
#[derive(Debug, Default)]
pub struct Problems {
    source: String,
    places: OnceCell<Vec<Place>>,
    found: RefCell<Vec<Problem>>,
    is_fatal: Cell<bool>,
}

impl Problems {
    /// An empty list for this text.
    pub fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn add(&self, span: &Range<usize>, rule: Rule, message: &str, fatal: bool) {
        let (line, column) = self.position(span.start);
        self.is_fatal.set(self.is_fatal.get() || fatal);
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
        let bytes = self.source.as_bytes();
        let places = self.places.get_or_init(|| places(bytes));
        let offset = offset.min(bytes.len());
        let block = offset / BLOCK;
        let place = places.get(block).copied().unwrap_or_default();
        let before = bytes.get(block * BLOCK..offset).unwrap_or_default();
        let Place { line, column } = place.after(before);
        (line + 1, column + 1)
    }

    /// All that was found, in the order of the file.
    pub fn into_list(self) -> Vec<Problem> {
        Problem::in_order(self.found.into_inner())
    }

    /// Whether anything found makes the file unusable.
    pub fn is_fatal(&self) -> bool {
        self.is_fatal.get()
    }
}

/// A line and a column, both from 0.
#[derive(Debug, Default, Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// The place behind these bytes.
    fn after(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |Self { line, column }, byte| {
            let is_within_character = byte & 0b1100_0000 == 0b1000_0000;
            match byte {
                b'\n' => Self {
                    line: line + 1,
                    column: 0,
                },
                _ => Self {
                    line,
                    column: column + usize::from(!is_within_character),
                },
            }
        })
    }
}

/// How far apart the places are that are known: a file may have thousands of mistakes, all of them
/// in one line.
const BLOCK: usize = 256;

/// The place of every so many bytes.
fn places(bytes: &[u8]) -> Vec<Place> {
    let start = std::iter::once(Place::default());
    let next = |place: &mut Place, block: &[u8]| {
        *place = place.after(block);
        Some(*place)
    };
    start
        .chain(bytes.chunks(BLOCK).scan(Place::default(), next))
        .collect()
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

#[cfg(test)]
mod tests {
    use super::{BLOCK, Problem, Problems, Rule};

    #[test]
    fn every_place_is_that_which_one_counts_from_the_beginning() {
        let short = "a\né\u{1f600}b\r\n\n";
        let long = format!("{}{short}", "é".repeat(BLOCK));
        for source in ["", short, &long, &short.repeat(BLOCK)] {
            let problems = Problems::new(source);
            for (offset, _) in source.char_indices().chain([(source.len(), ' ')]) {
                let before = &source[..offset];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
                assert_eq!(problems.position(offset), (line, column), "{offset}");
            }
        }
    }

    #[test]
    fn of_many_problems_fifty_are_listed_and_the_fatal_ones_first() {
        let found = |count: usize| {
            let problems = Problems::new(&"\n".repeat(count));
            for offset in 0..count {
                problems.add(&(offset..offset), Rule::Value, "No.", offset >= 60);
            }
            Problem::listed(problems.into_list())
        };
        assert_eq!(found(50).len(), 50);
        let list = found(70);
        let lines: Vec<usize> = list.iter().map(|problem| problem.line).collect();
        let expected: Vec<usize> = (1..=40).chain(61..=70).chain([0]).collect();
        assert_eq!(lines, expected);
        assert_eq!(list[50].message.as_str(), "And 20 more.");
        assert_eq!(list[50].rule, Rule::More);
        let list = found(200);
        assert!(list[..50].iter().all(|problem| problem.fatal));
        assert_eq!(list[50].message.as_str(), "And 150 more.");
    }
}
