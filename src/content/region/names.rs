//! What people call a country besides its code and its English name: `guides/countries.toml`.

use serde::{Deserialize, Serialize};

use super::{Country, Regions, fold::fold};
use crate::document::{Document, Fields, Problem, Problems, Raw};

/// Other codes and names of the countries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Codes in capitals, such as UK and DEU.
    pub(super) codes: Vec<(String, Country)>,
    /// Names as [`fold`] writes them; each is the name of one country.
    pub(super) names: Vec<(String, Country)>,
}

impl Names {
    /// Parses `countries.toml`. What can be used is returned even when something is wrong.
    pub fn parse(source: &str, regions: &Regions) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        fields.integer("format");
        let mut read = Self::default();
        if let Some(table) = fields.table("codes") {
            for code in table.keys() {
                let country = table.entry_text(&code);
                let country = country.and_then(|raw| coded(&table, &raw, regions));
                read.codes
                    .extend(country.map(|country| (code.text.to_owned(), country)));
            }
        }
        if let Some(table) = fields.table("names") {
            for code in table.keys() {
                let names = table.entry_text(&code);
                let country = coded(&table, &code, regions);
                let (Some(names), Some(country)) = (names, country) else {
                    continue;
                };
                for name in names.text.split(", ") {
                    let folded = fold(name);
                    let same = |(other, _): &&(String, Country)| *other == folded;
                    match read.names.iter().find(same) {
                        None => read.names.push((folded, country)),
                        Some((_, other)) => {
                            let message = format!("`{name}` is a name of {other} already.");
                            table.refuse_at(&names, &message);
                        }
                    }
                }
            }
        }
        fields.finish();
        (read, problems.into_list())
    }
}

/// The country of a code in the file; it must be one of the regions' countries.
fn coded(table: &Fields<'_>, raw: &Raw<'_>, regions: &Regions) -> Option<Country> {
    let country = regions.coded(raw.text);
    if country.is_none() {
        table.refuse_at(
            raw,
            &format!("`{}` is not the code of a country.", raw.text),
        );
    }
    country
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::content::region::Regions;

    #[test]
    fn a_name_of_two_countries_and_a_code_of_none_are_refused() {
        let (regions, _) = Regions::parse(include_str!("../../../guides/regions.toml"), &[]);
        let source = "format = 1\n[codes]\nUK = \"GB\"\nXXX = \"XX\"\n[names]\n\
                      CG = \"Congo\"\nCD = \"Zaire, Cóngo\"\nQQ = \"Nowhere\"\n";
        let (names, problems) = Names::parse(source, &regions);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(
            problems[1].contains("`Congo` is a name of CD already"),
            "{problems:?}"
        );
        assert_eq!((names.codes.len(), names.names.len()), (1, 2));
    }
}
