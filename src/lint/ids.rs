//! The ids ever shipped. People's ticks, requests and settings hang on them, so none may change or
//! go; the list in `tests/ids.txt` remembers them all.

use super::{content, shipped as shipped_sheets};
use crate::{
    catalog::{REGIONS, letters},
    document::{Document, Fields, FileProblem, Problem, Problems, Rule},
    text,
};

/// The list, one id a line with what it names: `step facebook-notice/log-in`.
pub const EVER_SHIPPED: &str = include_str!("../../tests/ids.txt");

/// The list's file, as a person can find it.
const FILE: &str = "tests/ids.txt";

/// An id that is shipped now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its line in the list.
    pub line: String,
    /// Its file and its place there.
    pub place: (String, usize, usize),
}

/// Every id that is shipped now: of guides, steps, regions, authorities and letters.
pub fn shipped() -> Vec<Named> {
    let mut found = Vec::new();
    for sheet in shipped_sheets() {
        let source = sheet.text.unwrap_or_default();
        in_document(&source, |fields| {
            let guide = fields.raw("id").map_or("", |raw| raw.text);
            note(&mut found, &sheet.name, fields, "guide ");
            for step in fields.tables("step") {
                note(&mut found, &sheet.name, &step, &format!("step {guide}/"));
            }
        });
    }
    in_document(REGIONS, |fields| {
        for region in fields.tables("region") {
            note(&mut found, content::FILE, &region, "region ");
        }
        for authority in fields.tables("authority") {
            note(&mut found, content::FILE, &authority, "authority ");
        }
    });
    for id in letters::IDS {
        found.push(Named {
            line: format!("letter {id}"),
            place: (format!("guides/letters/{id}/letter.toml"), 1, 1),
        });
    }
    found
}

fn in_document(source: &str, look: impl FnOnce(&Fields<'_>)) {
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    look(&document.fields(&problems));
}

fn note(found: &mut Vec<Named>, file: &str, table: &Fields<'_>, what: &str) {
    if let Some(id) = table.raw("id") {
        let (line, column) = table.position(&id);
        found.push(Named {
            line: format!("{what}{}", id.text),
            place: (file.to_owned(), line, column),
        });
    }
}

/// What differs between the list and what is shipped: an id that vanished or was renamed, one that
/// the list lacks, and a line that says nothing.
pub fn compare(list: &str, shipped: &[Named]) -> Vec<FileProblem> {
    let mut found = Vec::new();
    let mut listed: Vec<&str> = Vec::new();
    for (place, line) in list.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let said = if listed.contains(&line) {
            format!("`{line}` is listed twice.")
        } else if !shipped.iter().any(|named| named.line == line) {
            format!(
                "`{line}` vanished. What people ticked hangs on it: bring it back under the same id."
            )
        } else {
            String::new()
        };
        listed.push(line);
        if !said.is_empty() {
            found.push(problem(&(FILE.to_owned(), place + 1, 1), &said));
        }
    }
    for named in shipped {
        if !listed.contains(&named.line.as_str()) {
            let said = format!(
                "`{}` is not on the list of ids ever shipped; `OPTOUT_UPDATE=1 cargo test --test ids` adds it to {FILE}.",
                named.line
            );
            found.push(problem(&named.place, &said));
        }
    }
    found
}

fn problem((file, line, column): &(String, usize, usize), said: &str) -> FileProblem {
    FileProblem {
        file: text::line(file),
        problem: Problem {
            line: *line,
            column: *column,
            rule: Rule::Id,
            message: text::line(said),
            fatal: true,
        },
    }
}
