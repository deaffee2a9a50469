//! `optout guide check`: lists the mistakes in guides, with their positions.

use std::path::{Path, PathBuf};

use super::{Stop, findings, session::Session};
use crate::{
    content::guide::Origin,
    lint::{self, Linter, Sheet},
    system::{
        files::{guides, small},
        paths,
    },
    text::{self, Clean},
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
    let (mut findings, old) = linter.sheets(&sheets);
    let is_whole = files.is_empty();
    if is_whole {
        findings.extend(linter.content());
    }
    let old = linter.oldest_first(old, is_whole);
    let texts = |file: &Clean| {
        let sheet = sheets.iter().find(|sheet| sheet.name == *file)?;
        sheet.text.clone().ok()
    };
    findings::report(
        session,
        "guide",
        sheets.len(),
        &findings,
        &old,
        &texts,
        as_json,
    )
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
