//! `optout guide check`: lists the mistakes in guides, with their positions.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Stop, findings, session::Session};
use crate::{
    clock,
    content::guide::Origin,
    document::{FileProblem, Rule},
    lint::{self, Linter, Sheet},
    system::{
        files::{guides, small},
        paths,
    },
    text,
};

pub(super) fn check(
    session: &mut Session<'_>,
    files: &[PathBuf],
    as_json: bool,
) -> Result<(), Stop> {
    let linter = Linter {
        catalog: &session.catalog,
        trusted: &session.config.trusted_hosts,
        today: session.now.today,
    };
    let sheets = if files.is_empty() {
        let mut sheets = lint::shipped();
        sheets.extend(own_sheets(session));
        sheets
    } else {
        files.iter().map(|path| named_sheet(path)).collect()
    };
    let mut findings = linter.sheets(&sheets);
    if files.is_empty() {
        findings.extend(linter.content());
    }
    let is_short = files.is_empty() && !as_json;
    let shown = if is_short {
        fold_stale(&findings)
    } else {
        findings.clone()
    };
    findings::report(session, "guide", sheets.len(), &findings, &shown, as_json)
}

/// Replaces the findings about stale sources by one per file, at the first of them. With `--json`
/// or a file as argument, each is listed.
fn fold_stale(findings: &[FileProblem]) -> Vec<FileProblem> {
    let is_stale = |finding: &&FileProblem| finding.problem.rule == Rule::Stale;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(is_stale) {
        *counts.entry(&finding.file).or_default() += 1;
    }
    let mut folded: Vec<FileProblem> = Vec::new();
    for finding in findings {
        let count = if is_stale(&finding) {
            // None are left for the second one.
            match counts.remove(finding.file.as_str()) {
                Some(count) => count,
                None => continue,
            }
        } else {
            0
        };
        let mut kept = finding.clone();
        if count > 1 {
            let days = clock::STALE_AFTER_DAYS;
            kept.problem.message = text::line(&format!(
                "{count} sources were last read more than {days} days ago. This is the first; name the file to see each."
            ));
        }
        folded.push(kept);
    }
    folded
}

fn own_sheets(session: &Session<'_>) -> Vec<Sheet> {
    let folder = session.paths.guides();
    let sheet = |file: crate::catalog::GuideFile| {
        // If the folder itself cannot be read, the sheet stands for the folder.
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
    guides::read(&folder).into_iter().map(sheet).collect()
}

fn named_sheet(path: &Path) -> Sheet {
    let name = paths::shown(path);
    let text =
        small::read(path).and_then(|text| text.ok_or_else(|| "There is no such file.".to_owned()));
    Sheet {
        name: name.clone(),
        text,
        origin: Origin::Yours(name),
    }
}
