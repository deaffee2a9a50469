//! What was last read too long ago: steps, regions and authorities, each once, the oldest first
//! for what it is.

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::civil::Date;

use crate::{
    catalog::{REGIONS, STEPS, shared},
    clock::{self, Keeps},
    content::guide::{Guide, Step},
    document::{Day, Document, Fields, FileProblem, Problem, Problems, Rule},
    sort::{insert_all, sort_by_key},
    text::{self, Clean},
};

use super::content::FILE as REGIONS_FILE;

/// Something that was last read too long ago.
#[derive(Debug, Clone)]
pub struct Old {
    /// Where it stands, and how old it is.
    pub finding: FileProblem,
    days: i64,
    keeps: Keeps,
}

impl Old {
    /// How old it is for what it is: what may wait least comes first.
    fn urgency(&self) -> Reverse<i64> {
        Reverse(self.days * 1000 / self.keeps.days())
    }
}

/// Those that are looked at first.
pub(super) fn in_order(mut list: Vec<Old>) -> Vec<Old> {
    sort_by_key(&mut list, Old::urgency);
    list
}

/// The old ones of a file.
pub(super) struct Ages<'f> {
    pub(super) file: &'f Clean,
    pub(super) today: Date,
    pub(super) found: Vec<Old>,
}

impl Ages<'_> {
    /// Looks at the steps of a guide. A step that is shared is looked at where it stands once, unless
    /// the guide says itself where it is or what it rests on.
    pub(super) fn guide(&mut self, fields: &Fields<'_>, guide: &Guide) {
        for (table, step) in fields.tables("step").iter().zip(&guide.steps) {
            let own = ["sources", "path", "link"];
            if step.shared.is_none() || table.keys().any(|key| own.contains(&key.text)) {
                self.step(table, step);
            }
        }
    }

    fn step(&mut self, table: &Fields<'_>, step: &Step) {
        let what = format!("\"{}\"", step.title);
        self.look(table, &what, step.seen.map(|it| it.day), step.keeps());
    }

    fn look(&mut self, table: &Fields<'_>, what: &str, seen: Option<Day>, keeps: Keeps) {
        let Some(seen) = seen.filter(|day| keeps.is_stale(self.today, *day)) else {
            return;
        };
        let days = -clock::days_until(self.today, seen.into());
        let (line, column) = table.position(&table.at("sources"));
        let message = format!(
            "{what}: the newest source is of {seen}, {}; look whether it is still so.",
            clock::ago(days)
        );
        let problem = Problem {
            line,
            column,
            rule: Rule::Stale,
            message: text::line(&message),
            fatal: false,
        };
        let file = self.file.clone();
        self.found.push(Old {
            finding: FileProblem { file, problem },
            days,
            keeps,
        });
    }
}

/// The old ones of the shared steps, the regions and the authorities.
pub(super) fn shipped(today: Date) -> Vec<Old> {
    let mut found = steps(today);
    found.extend(regions(REGIONS, today));
    found
}

fn steps(today: Date) -> Vec<Old> {
    let file = text::line("guides/steps.toml");
    let problems = Problems::new(STEPS);
    let document = Document::read(STEPS, &problems);
    let (steps, _) = Guide::shared_steps(shared(), STEPS);
    let mut ages = Ages {
        file: &file,
        today,
        found: Vec::new(),
    };
    let fields = document.fields(&problems);
    for (table, step) in fields.tables("step").iter().zip(&steps) {
        ages.step(table, step);
    }
    ages.found
}

fn regions(source: &str, today: Date) -> Vec<Old> {
    let file = text::line(REGIONS_FILE);
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    let fields = document.fields(&problems);
    let sources = shared().sources().iter();
    let days: BTreeMap<&str, Day> = insert_all(sources.map(|it| (it.id.as_str(), it.checked.day)));
    let mut ages = Ages {
        file: &file,
        today,
        found: Vec::new(),
    };
    for list in ["region", "authority"] {
        for table in fields.tables(list) {
            let named = table.raws("sources").unwrap_or_default();
            let of_sources = named.iter().filter_map(|raw| days.get(raw.text).copied());
            let own = table.keys().any(|key| key.text == "checked");
            let own = own.then(|| table.day("checked")).flatten();
            let seen = of_sources.chain(own).max();
            let name = table.raw("name").map_or("", |raw| raw.text);
            ages.look(&table, name, seen, Keeps::Law);
        }
    }
    ages.found
}
