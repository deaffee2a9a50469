//! Checks of the shipped regions and of the shared steps.

use super::reading;
use crate::{
    catalog::{REGIONS, STEPS, shared},
    content::region::{FormOffer, Regions},
    document::{Document, Fields, FileProblem, Problem, Problems, Rule},
    text,
};

/// The path of the file.
pub(super) const FILE: &str = "guides/regions.toml";

/// The problems of the shipped regions and of the shared steps.
pub(super) fn check() -> Vec<FileProblem> {
    let in_file = |problem| FileProblem {
        file: text::line(FILE),
        problem,
    };
    let mut found: Vec<FileProblem> = problems(REGIONS).into_iter().map(in_file).collect();
    let steps = Problems::new(STEPS);
    reading::shared_steps(&Document::read(STEPS, &steps).fields(&steps));
    found.extend(steps.into_list().into_iter().map(|problem| FileProblem {
        file: text::line("guides/steps.toml"),
        problem,
    }));
    found
}

/// The problems of a file of regions.
fn problems(source: &str) -> Vec<Problem> {
    let (regions, mut list) = Regions::parse(source, shared().sources());
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    let fields = document.fields(&problems);
    for table in fields.tables("region") {
        has_authorities(&table, &regions);
    }
    list.extend(problems.into_list());
    Problem::in_order(list)
}

/// Reports a region with a form and without authorities: Meta can refuse or be silent, and then a
/// person needs somebody to complain to.
fn has_authorities(table: &Fields<'_>, regions: &Regions) {
    if table.choice("form", FormOffer::NAMES) != Some(FormOffer::Yes) {
        return;
    }
    let codes = table.raws("countries").unwrap_or_default();
    let lacks = |code: &str| {
        let country = regions.country(code);
        country.is_ok_and(|country| regions.authorities(country).next().is_none())
    };
    if codes.iter().all(|code| lacks(code.text)) {
        let message = "No country of this region has an authority to complain to.";
        table.report(Rule::Authority, Some(&table.at("countries")), message, true);
        return;
    }
    for code in codes.iter().filter(|code| lacks(code.text)) {
        let message = format!("{} has no authority of its own on record.", code.text);
        table.report(Rule::Country, Some(code), &message, false);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, problems};

    const SOURCE: &str = r#"format = 1
[[source]]
id = "law"
title = "The law"
note = "printed"
checked = 2026-01-10
[[region]]
id = "here"
name = "Here"
form = "yes"
confidence = "verified"
countries = ["AA", "BB"]
sources = ["law"]
[[region]]
id = "there"
name = "There"
form = "no"
confidence = "verified"
countries = ["CC"]
sources = ["law"]
[countries]
AA = "Aland"
BB = "Beland"
CC = "Celand"
"#;

    const AUTHORITY: &str = r#"[[authority]]
id = "aa"
country = "AA"
name = "Amt"
english = "Office"
site = "https://www.facebook.com/"
checked = 2026-09-01
confidence = "reported"
sources = ["law"]
"#;

    fn found(source: &str) -> Vec<(usize, usize, Rule)> {
        let list = problems(source);
        let place = |problem: &super::Problem| (problem.line, problem.column, problem.rule);
        list.iter().map(place).collect()
    }

    #[test]
    fn a_form_needs_somebody_to_complain_to() {
        assert_eq!(found(SOURCE), [(12, 13, Rule::Authority)]);
        let with_one = format!("{SOURCE}{AUTHORITY}");
        assert_eq!(found(&with_one), [(12, 20, Rule::Country)]);
    }
}
