//! `optout guide check`: every mistake of the guides, with its place.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Stop, json, session::Session};
use crate::{
    catalog::FileProblem,
    check::{self, Check, Severity, Sheet},
    clock,
    document::Rule,
    error::Error,
    guide::Origin,
    guide_folder, paths, small_file,
    text::{self, Clean},
};

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

pub(super) fn check(
    session: &mut Session<'_>,
    files: &[PathBuf],
    as_json: bool,
) -> Result<(), Stop> {
    let check = Check {
        catalog: &session.catalog,
        also: &session.config.trusted_hosts,
        today: session.now.today,
    };
    let sheets = if files.is_empty() {
        let mut sheets = check::shipped();
        sheets.extend(own_sheets(session));
        sheets
    } else {
        files.iter().map(|path| named_sheet(path)).collect()
    };
    let mut findings = check.sheets(&sheets);
    if files.is_empty() {
        findings.extend(check.content());
    }
    let is_short = files.is_empty() && !as_json;
    report(session, &findings, sheets.len(), as_json, is_short)
}

/// The stale sources of a file as one line, at the first of them. Who wants each names the file, or
/// takes the JSON.
fn folded(findings: &[FileProblem]) -> Vec<FileProblem> {
    let is_stale = |finding: &FileProblem| finding.problem.rule == Rule::Stale;
    let mut short: Vec<FileProblem> = Vec::new();
    for finding in findings {
        let of_file = |other: &&FileProblem| is_stale(other) && other.file == finding.file;
        if is_stale(finding) && short.iter().any(|other| of_file(&other)) {
            continue;
        }
        let count = findings.iter().filter(of_file).count();
        let mut kept = finding.clone();
        if is_stale(finding) && count > 1 {
            let days = clock::STALE_AFTER_DAYS;
            kept.problem.message = text::line(&format!(
                "{count} sources were last read more than {days} days ago. This is the first; name the file to see each."
            ));
        }
        short.push(kept);
    }
    short
}

fn report(
    session: &mut Session<'_>,
    findings: &[FileProblem],
    checked: usize,
    as_json: bool,
    is_short: bool,
) -> Result<(), Stop> {
    let severity = |finding: &FileProblem| check::severity(finding.problem.rule);
    let is_error = |finding: &&FileProblem| severity(finding) == Severity::Error;
    let failed = findings.iter().filter(is_error).count();
    if as_json {
        let problems = findings.iter().map(|finding| FindingJson {
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
        let shown = if is_short {
            folded(findings)
        } else {
            findings.to_vec()
        };
        for finding in &shown {
            let warning = match severity(finding) {
                Severity::Error => "",
                Severity::Warning => "warning: ",
            };
            let (file, problem) = (&finding.file, &finding.problem);
            let place = if problem.line == 0 {
                format!("{file}")
            } else {
                format!("{file}:{}:{}", problem.line, problem.column)
            };
            writeln!(
                session.out(),
                "{place}: {warning}{} [{}]",
                problem.message,
                problem.rule
            )?;
        }
        if failed == 0 {
            let warnings = match findings.len() {
                0 => String::new(),
                some => format!(", {}", count(some, "warning")),
            };
            let guides = count(checked, "guide");
            writeln!(session.out(), "No mistakes in {guides}{warnings}.")?;
        }
    }
    if failed == 0 {
        return Ok(());
    }
    let sentence = format!("The guides have {}.", count(failed, "mistake"));
    Err(Error::new(sentence, "Each is listed with its place.").into())
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

fn own_sheets(session: &Session<'_>) -> Vec<Sheet> {
    let folder = session.paths.guides();
    let sheet = |file: crate::catalog::GuideFile| {
        // The folder itself may be what cannot be read.
        let name = if file.name == paths::shown(&folder) {
            file.name.clone()
        } else {
            text::line(&format!("{}/{}", folder.display(), file.name))
        };
        Sheet {
            name,
            text: file.text,
            origin: Origin::Yours(file.name),
        }
    };
    guide_folder::read(&folder).into_iter().map(sheet).collect()
}

fn named_sheet(path: &Path) -> Sheet {
    let name = paths::shown(path);
    let text = small_file::read(path)
        .and_then(|text| text.ok_or_else(|| "There is no such file.".to_owned()));
    Sheet {
        name: name.clone(),
        text,
        origin: Origin::Yours(name),
    }
}
