//! Looking for what is wrong with the files of the accounts, and changing nothing: no lock is
//! taken, nothing is put aside, no folder is made.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use toml_edit::{DocumentMut, Item};

use super::{Store, aside, contents, copies, folder, load, migrate, read, replace};
use crate::{
    content::region::Regions,
    document::{Document, FileProblem, Problem, Problems, Rule},
    error::Error,
    id::Id,
    text,
};

/// What looking found.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many accounts were looked at.
    pub accounts: usize,
    /// What is wrong, file by file.
    pub problems: Vec<FileProblem>,
}

/// Whether a guide has a step.
pub type Knows<'k> = &'k dyn Fn(&str, &str) -> bool;

impl Store {
    /// Looks for all that is wrong with the files, and changes nothing. `knows` tells whether a
    /// guide has a step.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn check(&self, regions: &Regions, knows: Knows<'_>) -> Result<Checked, Error> {
        let mut checked = Checked::default();
        for file in [&self.root, &folder::accounts(&self.root)] {
            let told = folder::shared(file);
            checked
                .problems
                .extend(told.map(|why| about(file, Rule::Mode, &why)));
        }
        for name in load::names(&self.root)?.unwrap_or_default().keys() {
            let path = folder::accounts(&self.root).join(name);
            if folder::id_of(name).is_some() {
                checked.accounts += 1;
                checked
                    .problems
                    .extend(self.check_file(&path, regions, knows));
            } else if let Some(notice) = load::foreign(self, name, regions) {
                let is_missing = aside::of(&name.to_string_lossy()).is_some_and(|id| {
                    !folder::is_taken(&path.with_file_name(folder::file_name(&id)))
                });
                let rule = if is_missing { Rule::File } else { Rule::Copy };
                checked.problems.push(about(&path, rule, &notice.message));
            }
        }
        for folder in [folder::accounts(&self.root), folder::backup(&self.root)] {
            for path in replace::left_over(&folder) {
                let told = "A save that was cut off left this behind. The next one takes it away, once it is an hour old.";
                checked.problems.push(about(&path, Rule::LeftOver, told));
            }
        }
        Ok(checked)
    }

    /// As [`Store::check`], of one file, wherever it lies.
    pub fn check_file(&self, path: &Path, regions: &Regions, knows: Knows<'_>) -> Vec<FileProblem> {
        let bytes = match contents::read(path) {
            Ok((bytes, _)) => bytes,
            Err(unread) => return vec![about(path, Rule::File, &load::in_words(path, &unread))],
        };
        let mut list = id_for(path, &bytes).map_or_else(Vec::new, |id| {
            read::inspect(&id, &bytes, regions, self.formats).1
        });
        list.extend(unknown_steps(&bytes, knows));
        list.sort_by_key(|problem| (problem.line, problem.column));
        let mut found: Vec<FileProblem> = Vec::new();
        let mode = fs::metadata(path).map_or(0o600, |there| there.permissions().mode() & 0o7777);
        if mode & 0o077 != 0 {
            let told = format!(
                "Others on this computer may get at it (mode {mode:04o}). The next change makes it 0600; or: chmod 600 {}",
                folder::in_shell(path)
            );
            found.push(about(path, Rule::Mode, &told));
        }
        let file = text::line(&path.to_string_lossy());
        found.extend(list.into_iter().map(|problem| FileProblem {
            file: file.clone(),
            problem,
        }));
        found
    }

    /// Where the file of the account with this id lies, if there is one.
    pub fn file_of(&self, id: &str) -> Option<PathBuf> {
        let file = folder::accounts(&self.root).join(folder::file_name(&Id::new(id)?));
        folder::is_taken(&file).then_some(file)
    }
}

fn about(path: &Path, rule: Rule, message: &str) -> FileProblem {
    let mut problem = FileProblem::whole(text::line(&path.to_string_lossy()), message);
    problem.problem.rule = rule;
    problem
}

/// The account that a file is of: by its name, where that tells; else as it says itself.
fn id_for(path: &Path, bytes: &[u8]) -> Option<Id> {
    let name = path.file_name().unwrap_or_default();
    let shown = name.to_string_lossy();
    let said = || {
        let document: DocumentMut = std::str::from_utf8(bytes).ok()?.parse().ok()?;
        Id::new(document.get("id").and_then(Item::as_str)?)
    };
    let of_copy = || {
        // The copy of a day has the day in its name.
        let is_kept = path
            .parent()
            .is_some_and(|folder| folder.ends_with("backup"));
        let (id, day) = shown.strip_suffix(".toml")?.rsplit_once('-')?;
        let is_day = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
        (is_kept && is_day).then(|| Id::new(id))?
    };
    of_copy()
        .or_else(|| folder::id_of(name))
        .or_else(|| aside::of(&shown))
        .or_else(|| copies::of(&shown))
        .or_else(|| migrate::of(&shown))
        .or_else(said)
        // Somebody else's file under any name: what else is wrong with it is told all the same.
        .or_else(|| Id::new("account"))
}

/// The marks for steps that no guide has, each with its place.
fn unknown_steps(bytes: &[u8], knows: Knows<'_>) -> Vec<Problem> {
    let source = std::str::from_utf8(bytes).unwrap_or_default();
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    let fields = document.fields(&problems);
    if let Some(guides) = fields.table("guides") {
        for guide in guides.keys() {
            let Some(steps) = guides.entry(&guide) else {
                continue;
            };
            for step in steps.keys().filter(|step| !knows(guide.text, step.text)) {
                let told = format!(
                    "No guide has a step {}/{}. What is kept about it stays.",
                    guide.text, step.text
                );
                steps.report(Rule::Step, Some(&step), &told, false);
            }
        }
    }
    let mut list = problems.into_list();
    list.retain(|problem| problem.rule == Rule::Step);
    list
}
