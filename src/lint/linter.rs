//! Runs the checks: the parser, [`reading`] and [`ages`] on each file alone, [`between`] on the files
//! together, [`content`], [`ids`] and [`letters`] on what is shipped.

use jiff::civil::Date;

use super::{
    ages::{self, Ages, Old},
    between, content, ids, letters, reading,
    sheet::Sheet,
};
use crate::{
    catalog::{Catalog, shared},
    content::guide::Guide,
    document::{Document, FileProblem, Problem, Problems},
};

/// What guides are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Linter<'c> {
    /// The guides that are in use, and the regions.
    pub catalog: &'c Catalog,
    /// Hosts that the user trusts.
    pub trusted: &'c [String],
    /// The day as of which something is old.
    pub today: Date,
}

impl Linter<'_> {
    /// The problems of these files, file by file, each in the order of its lines, and what in them
    /// was last read too long ago.
    pub fn sheets(&self, sheets: &[Sheet]) -> (Vec<FileProblem>, Vec<Old>) {
        let mut read = Vec::new();
        for sheet in sheets {
            let parse = |source: &String| {
                Guide::parse(source, shared(), sheet.origin.clone(), self.trusted)
            };
            read.push(sheet.text.as_ref().map(parse));
        }
        let parsed = read
            .iter()
            .flatten()
            .filter_map(|(guide, _)| guide.as_ref());
        let mut others = between::Others::new(self.catalog, parsed);
        let (mut found, mut old) = (Vec::new(), Vec::new());
        for (sheet, read) in sheets.iter().zip(read) {
            let (source, guide, mut list) = match (&sheet.text, read) {
                (Ok(source), Ok((guide, list))) => (source, guide, list),
                (Err(reason), _) | (Ok(reason), Err(_)) => {
                    found.push(FileProblem::whole(sheet.name.clone(), reason));
                    continue;
                }
            };
            if let Some(guide) = guide {
                // Parsed again as a document, since a guide has no positions.
                let source = source.strip_prefix('\u{feff}').unwrap_or(source);
                let problems = Problems::new(source);
                let document = Document::read(source, &problems);
                let fields = document.fields(&problems);
                others.check(&fields, &guide, &sheet.name);
                reading::check(&fields, &guide);
                let mut ages = Ages {
                    file: &sheet.name,
                    today: self.today,
                    found: std::mem::take(&mut old),
                };
                ages.guide(&fields, &guide);
                old = ages.found;
                list.extend(problems.into_list());
            }
            found.extend(
                Problem::in_order(list)
                    .into_iter()
                    .map(|problem| FileProblem {
                        file: sheet.name.clone(),
                        problem,
                    }),
            );
        }
        (found, old)
    }

    /// Of what is old, in the files and in the shipped content if `whole`, that first which may wait
    /// least.
    pub fn oldest_first(&self, mut old: Vec<Old>, whole: bool) -> Vec<FileProblem> {
        if whole {
            old.extend(ages::shipped(self.today));
        }
        let old = ages::in_order(old);
        old.into_iter().map(|it| it.finding).collect()
    }

    /// The problems of the shipped content as a whole: regions, ids, letters.
    pub fn content(&self) -> Vec<FileProblem> {
        let mut found = content::check();
        found.extend(ids::compare(ids::EVER_SHIPPED, &ids::shipped()));
        found.extend(letters::check());
        found
    }
}
