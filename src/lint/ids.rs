//! The ids ever shipped, listed in `tests/ids.txt`. The files of accounts refer to them, so none
//! may change or vanish.

use super::{content, shipped as shipped_sheets};
use crate::{
    catalog::{REGIONS, letters},
    document::{Document, Fields, FileProblem, Problem, Problems, Rule},
    text,
};

/// The list: one id a line with its kind, such as `step facebook-notice/log-in`.
pub const EVER_SHIPPED: &str = include_str!("../../tests/ids.txt");

/// The path of the list.
const FILE: &str = "tests/ids.txt";

/// An id that is shipped now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedId {
    /// Its line in the list.
    pub line: String,
    /// Its file, line and column.
    pub position: (String, usize, usize),
}

/// Every id that is shipped now: of guides, steps, regions, authorities and letters.
pub fn shipped() -> Vec<ShippedId> {
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
        found.push(ShippedId {
            line: format!("letter {id}"),
            position: (format!("guides/letters/{id}/letter.toml"), 1, 1),
        });
    }
    found
}

fn in_document(source: &str, look: impl FnOnce(&Fields<'_>)) {
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    look(&document.fields(&problems));
}

fn note(found: &mut Vec<ShippedId>, file: &str, table: &Fields<'_>, what: &str) {
    // A step that is a shared one without another id has that one's.
    if let Some(id) = table.raw("id").or_else(|| table.raw("use")) {
        let (line, column) = table.position(&id);
        found.push(ShippedId {
            line: format!("{what}{}", id.text),
            position: (file.to_owned(), line, column),
        });
    }
}

/// Compares the list with what is shipped: ids that vanished or were renamed, ids that are not
/// listed, and lines that are there twice.
pub fn compare(list: &str, shipped: &[ShippedId]) -> Vec<FileProblem> {
    let mut found = Vec::new();
    let mut listed: Vec<&str> = Vec::new();
    for (index, line) in list.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let message = if listed.contains(&line) {
            format!("`{line}` is listed twice.")
        } else if !shipped.iter().any(|named| named.line == line) {
            format!(
                "`{line}` vanished. What people ticked hangs on it: bring it back under the same id."
            )
        } else {
            String::new()
        };
        listed.push(line);
        if !message.is_empty() {
            found.push(problem(&(FILE.to_owned(), index + 1, 1), &message));
        }
    }
    for named in shipped {
        if !listed.contains(&named.line.as_str()) {
            let message = format!(
                "`{}` is not on the list of ids ever shipped; `OPTOUT_UPDATE=1 cargo test --test ids` adds it to {FILE}.",
                named.line
            );
            found.push(problem(&named.position, &message));
        }
    }
    found
}

fn problem((file, line, column): &(String, usize, usize), message: &str) -> FileProblem {
    FileProblem {
        file: text::line(file),
        problem: Problem {
            line: *line,
            column: *column,
            rule: Rule::Id,
            message: text::line(message),
            fatal: true,
        },
    }
}
