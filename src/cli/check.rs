//! `optout guide check`: every mistake of the guides, with its place.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::{Stop, json, session::Session};
use crate::{
    catalog::{FileProblem, REGIONS, SHIPPED},
    clock,
    document::{Document, Problem, Problems},
    error::Error,
    guide::{Guide, Origin},
    guide_folder,
    id::Id,
    letters, paths,
    region::Regions,
    small_file,
    text::{self, Clean},
};

/// A file to look at.
struct File {
    name: Clean,
    text: Result<String, String>,
    origin: Origin,
}

/// Something found.
struct Finding {
    problem: FileProblem,
    /// Only the passing of time is to blame, so the check does not fail.
    warning: bool,
}

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
    message: &'a Clean,
    severity: &'static str,
}

pub(super) fn check(
    session: &mut Session<'_>,
    files: &[PathBuf],
    as_json: bool,
) -> Result<(), Stop> {
    let mut findings = Vec::new();
    let files = if files.is_empty() {
        findings.extend(region_findings());
        known_files(session)
    } else {
        files.iter().map(|path| named_file(path)).collect()
    };
    findings.extend(guide_findings(session, &files));
    let failed = findings.iter().filter(|finding| !finding.warning).count();
    if as_json {
        let problems = findings.iter().map(|finding| FindingJson {
            file: &finding.problem.file,
            line: finding.problem.problem.line,
            column: finding.problem.problem.column,
            message: &finding.problem.problem.message,
            severity: if finding.warning { "warning" } else { "error" },
        });
        let checked = files.len();
        let check = CheckJson {
            format: json::FORMAT,
            checked,
            problems: problems.collect(),
        };
        json::write(session.out(), &check)?;
    } else {
        for finding in &findings {
            writeln!(session.out(), "{}", finding.problem)?;
        }
        if failed == 0 {
            writeln!(
                session.out(),
                "No mistakes in {}.",
                count(files.len(), "guide")
            )?;
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

fn region_findings() -> impl Iterator<Item = Finding> {
    let (_, problems) = Regions::parse(REGIONS);
    problems.into_iter().map(|problem| Finding {
        problem: FileProblem {
            file: text::line("guides/regions.toml"),
            problem,
        },
        warning: false,
    })
}

fn known_files(session: &Session<'_>) -> Vec<File> {
    let shipped = SHIPPED.iter().map(|(name, source)| File {
        name: text::line(&format!("guides/{name}")),
        text: Ok((*source).to_owned()),
        origin: Origin::Shipped,
    });
    let folder = session.paths.guides();
    let own = guide_folder::read(&folder).into_iter().map(|file| {
        // The folder itself may be what cannot be read.
        let whole = if file.name == paths::shown(&folder) {
            file.name.clone()
        } else {
            text::line(&format!("{}/{}", folder.display(), file.name))
        };
        File {
            name: whole,
            text: file.text,
            origin: Origin::Yours(file.name),
        }
    });
    shipped.chain(own).collect()
}

fn named_file(path: &Path) -> File {
    let name = paths::shown(path);
    let text = small_file::read(path)
        .and_then(|text| text.ok_or_else(|| "There is no such file.".to_owned()));
    File {
        name: name.clone(),
        text,
        origin: Origin::Yours(name),
    }
}

fn guide_findings(session: &Session<'_>, files: &[File]) -> Vec<Finding> {
    let also = &session.config.trusted_hosts;
    let mut superseded: BTreeSet<String> = session
        .catalog
        .guides()
        .iter()
        .flat_map(|guide| guide.superseded.iter().map(ToString::to_string))
        .collect();
    let mut read: Vec<(Option<Guide>, Vec<Problem>)> = Vec::new();
    for file in files {
        read.push(match &file.text {
            Err(reason) => (
                None,
                vec![FileProblem::whole(file.name.clone(), reason).problem],
            ),
            Ok(source) => Guide::parse(source, file.origin.clone(), also),
        });
    }
    for (guide, _) in &read {
        let addresses = guide.iter().flat_map(|guide| guide.superseded.iter());
        superseded.extend(addresses.map(ToString::to_string));
    }
    // A guide of the user may have the id of a shipped one; two of one origin may not share one.
    let mut ids: BTreeMap<(bool, Id), Clean> = BTreeMap::new();
    let mut findings = Vec::new();
    for (file, (guide, mut problems)) in files.iter().zip(read) {
        let mut stale = None;
        if let (Ok(source), Some(guide)) = (&file.text, &guide) {
            let first = ids
                .entry((guide.is_yours(), guide.id.clone()))
                .or_insert(file.name.clone());
            let twice = (*first != file.name).then_some(&*first);
            problems.extend(Guide::unknown_letters(source, letters::IDS));
            problems.extend(between(
                source,
                guide,
                twice,
                &superseded,
                &session.catalog.regions,
            ));
            stale = guide
                .is_stale(session.now.today)
                .then(|| stale_message(guide));
        }
        problems.sort_by_key(|problem| (problem.line, problem.column));
        let in_file = |problem| FileProblem {
            file: file.name.clone(),
            problem,
        };
        findings.extend(problems.into_iter().map(|problem| Finding {
            problem: in_file(problem),
            warning: false,
        }));
        findings.extend(stale.map(|message| Finding {
            problem: FileProblem::whole(file.name.clone(), &message),
            warning: true,
        }));
    }
    findings
}

fn stale_message(guide: &Guide) -> String {
    let days = clock::STALE_AFTER_DAYS;
    let checked = guide
        .checked()
        .map_or("never".to_owned(), |day| format!("on {day}"));
    format!("Warning: stale. Its sources were last read {checked}, more than {days} days ago.")
}

/// What is wrong between this guide and the others, with its place.
fn between(
    source: &str,
    guide: &Guide,
    twice: Option<&Clean>,
    superseded: &BTreeSet<String>,
    regions: &Regions,
) -> Vec<Problem> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    let fields = document.fields(&problems);
    if let (Some(first), Some(id)) = (twice, fields.raw("id")) {
        fields.refuse_at(&id, &format!("The id `{}` is taken by {first}.", guide.id));
    }
    for region in fields.raws("regions").unwrap_or_default() {
        if regions.get(region.text).is_none() {
            let known: Vec<&str> = regions.iter().map(|region| region.id.as_str()).collect();
            let near = text::near(region.text, known.iter().copied());
            let listed = if near.is_empty() {
                known.join(", ")
            } else {
                near.join(", ")
            };
            let message = format!(
                "The region `{}` is unknown; known is {listed}.",
                region.text
            );
            fields.refuse_at(&region, &message);
        }
    }
    for step in fields.tables("step") {
        let link = step.raw("link");
        for address in link
            .iter()
            .chain(&step.raws("fallbacks").unwrap_or_default())
        {
            if superseded.contains(address.text) {
                step.refuse_at(
                    address,
                    "This address is superseded: no guide may use it any more.",
                );
            }
        }
    }
    problems.into_list()
}
