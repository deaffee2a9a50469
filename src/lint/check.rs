//! Looking for mistakes in guides: all that can be told without opening a page.
//!
//! A file alone: what its parser says, and what [`reading`] says of how it reads. The files
//! together: [`between`]. What is shipped as a whole: [`content`], [`ids`] and [`letters`].

use jiff::civil::Date;

use super::{between, content, ids, letters, reading, sheet::Sheet};
use crate::{
    catalog::Catalog,
    content::guide::Guide,
    document::{Document, FileProblem, Problems},
};

/// What the guides are checked against.
#[derive(Debug, Clone, Copy)]
pub struct Check<'c> {
    /// The guides that are in use, and the regions.
    pub catalog: &'c Catalog,
    /// Hosts that the user trusts.
    pub also: &'c [String],
    /// The day.
    pub today: Date,
}

impl Check<'_> {
    /// What is wrong with these files, file by file, each in the order of its lines.
    pub fn sheets(&self, sheets: &[Sheet]) -> Vec<FileProblem> {
        let mut read = Vec::new();
        for sheet in sheets {
            let parse = |source: &String| Guide::parse(source, sheet.origin.clone(), self.also);
            read.push(sheet.text.as_ref().map(parse));
        }
        let parsed = read
            .iter()
            .flatten()
            .filter_map(|(guide, _)| guide.as_ref());
        let mut others = between::Others::new(self.catalog, parsed);
        let mut found = Vec::new();
        for (sheet, read) in sheets.iter().zip(read) {
            let (source, guide, mut list) = match (&sheet.text, read) {
                (Ok(source), Ok((guide, list))) => (source, guide, list),
                (Err(reason), _) | (Ok(reason), Err(_)) => {
                    found.push(FileProblem::whole(sheet.name.clone(), reason));
                    continue;
                }
            };
            if let Some(guide) = guide {
                // Again, as a document: what was read no longer knows where it stood.
                let source = source.strip_prefix('\u{feff}').unwrap_or(source);
                let problems = Problems::new(source);
                let document = Document::read(source, &problems);
                let fields = document.fields(&problems);
                others.check(&fields, &guide, &sheet.name);
                reading::check(&fields, &guide, self.today);
                list.extend(problems.into_list());
            }
            list.sort_by_key(|problem| (problem.line, problem.column));
            found.extend(list.into_iter().map(|problem| FileProblem {
                file: sheet.name.clone(),
                problem,
            }));
        }
        found
    }

    /// What is wrong with the shipped content as a whole: regions, ids, letters.
    pub fn content(&self) -> Vec<FileProblem> {
        let mut found = content::check(self.today);
        found.extend(ids::compare(ids::EVER_SHIPPED, &ids::shipped()));
        found.extend(letters::check());
        found
    }
}
