//! Writes the findings of a check, a line each or as JSON.

use std::path::Path;

use serde::Serialize;

use super::{Stop, json, session::Session};
use crate::{
    clock,
    document::{FileProblem, Problem, Rule},
    error::Error,
    lint::{
        self, Severity,
        excerpt::{Around, excerpt},
    },
    system::files::small,
    text::Clean,
};

/// How many old ones the text lists.
const FIRST: usize = 10;

#[derive(Serialize)]
struct CheckJson<'a> {
    format: u8,
    checked: usize,
    problems: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    file: &'a Clean,
    line: usize,
    column: usize,
    severity: Severity,
    rule: Rule,
    message: &'a Clean,
}

/// The text of a file, by its name among the findings.
pub(super) type Texts<'t> = &'t dyn Fn(&Clean) -> Option<String>;

/// Reads the file itself, for findings in files by their paths.
pub(super) fn on_disk(file: &Clean) -> Option<String> {
    small::read(Path::new(file.as_str())).ok().flatten()
}

/// Writes the findings of a check of `checked` files. `what` is the noun for a file, such as
/// "guide". `old` was last read too long ago, that first which may wait least. JSON has everything; the
/// text has of each file not more than a person reads, each with its line of `texts`, and ends with what to look at
/// first.
///
/// # Errors
///
/// If a finding has the severity [`Severity::Error`], or writing fails.
pub(super) fn report(
    session: &mut Session<'_>,
    what: &str,
    checked: usize,
    findings: &[FileProblem],
    old: &[FileProblem],
    texts: Texts<'_>,
    as_json: bool,
) -> Result<(), Stop> {
    let severity = |finding: &FileProblem| lint::severity(finding.problem.rule);
    let number = |of: Severity| {
        let all = findings.iter().chain(old);
        let matching = all.filter(|finding| severity(finding) == of);
        matching.count()
    };
    let failed = number(Severity::Error);
    if as_json {
        let all = findings.iter().chain(old);
        let problems = all.map(|finding| FindingJson {
            file: &finding.file,
            line: finding.problem.line,
            column: finding.problem.column,
            severity: severity(finding),
            rule: finding.problem.rule,
            message: &finding.problem.message,
        });
        let check = CheckJson {
            format: json::FORMAT,
            checked,
            problems: problems.collect(),
        };
        json::write(session.out(), &check)?;
    } else {
        let mut source: Option<(Clean, Option<String>)> = None;
        for finding in &listed(findings) {
            line(session, finding)?;
            // The findings of a file follow each other.
            let same = source.take().filter(|(file, _)| *file == finding.file);
            let (_, text) =
                source.insert(same.unwrap_or_else(|| (finding.file.clone(), texts(&finding.file))));
            let excerpt = text
                .as_deref()
                .and_then(|text| excerpt(text, &finding.problem, Around::WIDE));
            if let Some(excerpt) = excerpt {
                writeln!(session.out(), "{excerpt}")?;
            }
        }
        if !old.is_empty() {
            let more = old.len().saturating_sub(FIRST);
            let rest = match more {
                0 => String::new(),
                _ => format!(" ({more} more with --json)"),
            };
            writeln!(session.out(), "Look at these first{rest}. {}", clock::OLD)?;
        }
        for finding in old.iter().take(FIRST) {
            line(session, finding)?;
        }
        if failed == 0 {
            let mut others = String::new();
            for (grade, word) in [(Severity::Warning, "warning"), (Severity::Note, "note")] {
                match number(grade) {
                    0 => {}
                    some => others.push_str(&format!(", {}", count(some, word))),
                }
            }
            let files = count(checked, what);
            writeln!(session.out(), "No mistakes in {files}{others}.")?;
        }
    }
    if failed == 0 {
        return Ok(());
    }
    let sentence = format!("The {what}s have {}.", count(failed, "mistake"));
    Err(Error::new(sentence, "Each is listed with its place.").into())
}

fn line(session: &mut Session<'_>, finding: &FileProblem) -> Result<(), Stop> {
    let grade = match lint::severity(finding.problem.rule) {
        Severity::Error => "",
        Severity::Warning => "warning: ",
        Severity::Note => "note: ",
    };
    let (file, problem) = (&finding.file, &finding.problem);
    let position = if problem.line == 0 {
        format!("{file}")
    } else {
        format!("{file}:{}:{}", problem.line, problem.column)
    };
    let (message, rule) = (&problem.message, problem.rule);
    Ok(writeln!(
        session.out(),
        "{position}: {grade}{message} [{rule}]"
    )?)
}

/// Of each file at most as many as a person reads.
fn listed(findings: &[FileProblem]) -> Vec<FileProblem> {
    let of_file = findings.chunk_by(|one, other| one.file == other.file);
    let listed = of_file.flat_map(|findings| {
        let problems = findings.iter().map(|finding| finding.problem.clone());
        let listed = Problem::listed(problems.collect()).into_iter();
        let file = findings.first().map(|first| first.file.clone());
        listed.map(move |problem| FileProblem {
            file: file.clone().unwrap_or_default(),
            problem,
        })
    });
    listed.collect()
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
