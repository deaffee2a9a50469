//! Checking the files of the accounts without changing anything: no lock is taken, nothing is put
//! aside, no folder is made.

use std::{
    fs,
    path::{Path, PathBuf},
};

use toml_edit::{DocumentMut, Item};

use super::{
    Store, aside, contents, copies, folder, foreign, load, migrate,
    read::{self, Reading},
    replace,
};
use crate::{
    account::decide::{days, requests},
    content::region::Regions,
    document::{Document, FileProblem, Problem, Problems, Rule},
    error::Error,
    id::Id,
    system::{disk, shell},
    text,
};

/// The result of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// How many files of accounts were checked.
    pub accounts: usize,
    /// The problems, file by file.
    pub problems: Vec<FileProblem>,
}

/// Tells whether a guide has a step, by their ids.
pub type Knows<'k> = &'k dyn Fn(&str, &str) -> bool;

impl Store {
    /// Checks the data folder. `knows` tells whether a guide has a step.
    ///
    /// # Errors
    ///
    /// When the folder is there and cannot be read.
    pub fn check(&self, regions: &Regions, knows: Knows<'_>) -> Result<Checked, Error> {
        let mut checked = Checked::default();
        for file in [&self.root, &folder::accounts(&self.root)] {
            let message = folder::shared(file);
            checked
                .problems
                .extend(message.map(|why| about(file, Rule::Mode, &why)));
        }
        for name in load::names(&self.root)?.unwrap_or_default().keys() {
            let path = folder::accounts(&self.root).join(name);
            if let Some(id) =
                folder::id_of(name).and_then(|_| foreign::copy_of(self, &path, regions))
            {
                let message = foreign::about_copy(self, &id, &path);
                checked.problems.push(about(&path, Rule::Copy, &message));
            } else if folder::id_of(name).is_some() {
                checked.accounts += 1;
                checked
                    .problems
                    .extend(self.check_file(&path, regions, knows));
            } else if let Some(notice) = foreign::foreign(self, name, regions) {
                let is_missing = aside::of(&name.to_string_lossy())
                    .is_some_and(|id| foreign::is_missing(self, &id));
                let is_absent = folder::id_of_absent(name).is_some();
                let rule = if is_missing || is_absent {
                    Rule::File
                } else {
                    Rule::Copy
                };
                checked.problems.push(about(&path, rule, &notice.message));
            }
        }
        for folder in [folder::accounts(&self.root), folder::backup(&self.root)] {
            for path in replace::left_over(&folder) {
                let message = "A save that was cut off left this behind. The next one takes it away, once it is an hour old.";
                checked.problems.push(about(&path, Rule::LeftOver, message));
            }
        }
        Ok(checked)
    }

    /// As [`Store::check`], for one file in any folder.
    pub fn check_file(&self, path: &Path, regions: &Regions, knows: Knows<'_>) -> Vec<FileProblem> {
        let bytes = match contents::read(path) {
            Ok((bytes, _)) => bytes,
            Err(unread) => return vec![about(path, Rule::File, &load::in_words(path, &unread))],
        };
        let mut list = id_for(path, &bytes).map_or_else(Vec::new, |id| {
            read::inspect(&id, &bytes, regions, self.formats).1
        });
        list.extend(unknown_steps(&bytes, knows));
        list.extend(self.contradictions(path, &bytes, regions));
        let mut found: Vec<FileProblem> = Vec::new();
        let mode = fs::metadata(path).ok().and_then(|there| disk::mode(&there));
        if let Some(mode) = mode.filter(|mode| mode & 0o077 != 0) {
            let message = format!(
                "Others on this computer may get at it (mode {mode:04o}). The next change makes it 0600; or: chmod 600 {}",
                shell::quoted(path)
            );
            found.push(about(path, Rule::Mode, &message));
        }
        let file = text::line(&path.to_string_lossy());
        found.extend(
            Problem::in_order(list)
                .into_iter()
                .map(|problem| FileProblem {
                    file: file.clone(),
                    problem,
                }),
        );
        found
    }

    /// A problem for each day of a request that its other days rule out.
    fn contradictions(&self, path: &Path, bytes: &[u8], regions: &Regions) -> Vec<Problem> {
        let reading = id_for(path, bytes).map(|id| read::read(&id, bytes, regions, self.formats));
        let Some(Reading::Good { account, odd: _ }) = reading else {
            return Vec::new();
        };
        let region = account.country.and_then(|country| regions.of(country));
        let source = std::str::from_utf8(bytes).unwrap_or_default();
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        for table in document.fields(&problems).tables("request") {
            let id = table.raw("id").map(|raw| raw.text);
            let Some(request) = id.and_then(|id| account.progress.request(id)) else {
                continue;
            };
            let (sent, id) = (request.sent, &request.id);
            for (which, day) in days::before_sent(request) {
                let message = format!(
                    "`{which}` is {day}, before {sent}, when {id} was sent. To correct it: optout request {} edit {id} --{which} {sent}",
                    account.id
                );
                table.report(Rule::Due, Some(&table.at(which.as_str())), &message, false);
            }
            let found = requests::deadline(request, region);
            let Some(due) = found.and_then(|found| found.due) else {
                continue;
            };
            if request.due == Some(due.day) {
                continue;
            }
            let says = match request.due {
                Some(day) => format!("`due` is {day}"),
                None => "`due` is not there".to_owned(),
            };
            let message = format!(
                "{says}, but {} follows from the other days of {id}. To set it: optout request {} edit {id} --sent {sent}",
                due.day, account.id
            );
            let key = if request.due.is_some() { "due" } else { "sent" };
            table.report(Rule::Due, Some(&table.at(key)), &message, false);
        }
        let mut list = problems.into_list();
        list.retain(|problem| problem.rule == Rule::Due);
        list
    }

    /// The path of the file of the account with this id, if there is one.
    pub fn file_of(&self, id: &str) -> Option<PathBuf> {
        let file = folder::file(&self.root, &Id::new(id)?);
        folder::is_taken(&file).then_some(file)
    }
}

fn about(path: &Path, rule: Rule, message: &str) -> FileProblem {
    let mut problem = FileProblem::whole(text::line(&path.to_string_lossy()), message);
    problem.problem.rule = rule;
    problem
}

/// The id of the account that a file belongs to: from its name, else from its text.
fn id_for(path: &Path, bytes: &[u8]) -> Option<Id> {
    let name = path.file_name().unwrap_or_default();
    let shown = name.to_string_lossy();
    let id_inside = || {
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
        .or_else(id_inside)
        // A file of another program: its other problems are reported all the same.
        .or_else(|| Id::new("account"))
}

/// A problem for each mark of a step that no guide has.
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
                let message = format!(
                    "No guide has a step {}/{}. What is kept about it stays.",
                    guide.text, step.text
                );
                steps.report(Rule::Step, Some(&step), &message, false);
            }
        }
    }
    let mut list = problems.into_list();
    list.retain(|problem| problem.rule == Rule::Step);
    list
}
