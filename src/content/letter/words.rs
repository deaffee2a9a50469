//! The words that a letter takes from its language: dates, names of countries, "no account".

use serde::{Deserialize, Serialize};

use super::{
    parse,
    told::{Telling, Told},
};
use crate::{
    content::{
        language::Language,
        region::{Country, Regions},
    },
    document::{Day, Document, Fields, Problem, Problems},
    id::Id,
    sort::sort,
    text::{Clean, TextKind},
};

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Words {
    /// The language.
    pub language: Language,
    /// Its name for itself, such as "Deutsch".
    pub name: Clean,
    /// Stands for the account of a person who has none.
    pub no_account: Clean,
    /// How a day is written, with `{day}`, `{month}` and `{year}`.
    date: Clean,
    /// How the first day of a month is written, where that is not "1".
    first: Option<Clean>,
    /// The one region in whose letters it is written so; `None`: in all.
    first_in: Option<Id>,
    /// The months, as they stand in a date.
    months: Vec<Clean>,
    /// What happened, in its words.
    pub told: Telling,
    /// The names of countries, sorted by their codes.
    countries: Vec<(Country, Clean)>,
}

impl Words {
    /// Parses `words.toml`. What can be used is returned even when something is wrong.
    pub fn parse(source: &str, regions: &Regions) -> (Vec<Self>, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        parse::format(&fields);
        let words = Language::ALL.iter().filter_map(|language| {
            let table = fields.table(language.as_str())?;
            let words = read(&table, *language, regions);
            table.finish();
            words
        });
        let words = words.collect();
        fields.finish();
        (words, problems.into_list())
    }

    /// A day in the form that letters use in a region.
    pub fn day(&self, day: Day, region: Option<&Id>) -> String {
        let month = usize::from(day.month());
        let month = self.months.get(month.wrapping_sub(1));
        let number = day.day().to_string();
        let is_first =
            day.day() == 1 && (self.first_in.is_none() || self.first_in.as_ref() == region);
        let first = self.first.as_deref().filter(|_| is_first);
        self.date
            .replace("{day}", first.unwrap_or(&number))
            .replace("{month}", month.map_or("", |month| month.as_str()))
            .replace("{year}", &day.year().to_string())
    }

    /// A day, as it stands before what happened on it.
    pub fn stamp(&self, day: Day, region: Option<&Id>) -> String {
        let day = self.day(day, region);
        let stamp = self.told.of(Told::Stamp, &[("day", &day)]);
        stamp.unwrap_or(day)
    }

    /// The name of a country, where the language has one on record.
    pub fn country(&self, country: Country) -> Option<&Clean> {
        let found = self
            .countries
            .binary_search_by_key(&country, |(known, _)| *known);
        let (_, name) = self.countries.get(found.ok()?)?;
        Some(name)
    }
}

fn read(table: &Fields<'_>, language: Language, regions: &Regions) -> Option<Words> {
    let name = table.require("name", table.text("name", TextKind::Name));
    let no_account = table.require("no_account", table.text("no_account", TextKind::Name));
    let date = table.require("date", table.raw("date")).map(|raw| {
        for part in ["{day}", "{month}", "{year}"] {
            if !raw.text.contains(part) {
                table.refuse_at(&raw, &format!("`date` has no {part}."));
            }
        }
        table.cleaned(&raw, "date", TextKind::Name)
    });
    let first = table.text("first", TextKind::Name);
    let first_in = table.raw("first_in").and_then(|raw| {
        let region = regions.get(raw.text).map(|region| region.id.clone());
        if region.is_none() {
            table.refuse_at(&raw, &format!("The region `{}` is unknown.", raw.text));
        }
        region
    });
    let months = table.texts("months", TextKind::Name);
    if months.len() != 12 {
        table.refuse(&format!("`months` has {}; there are 12.", months.len()));
    }
    let told = Telling::read(table);
    let mut countries = Vec::new();
    if let Some(names) = table.table("countries") {
        for code in names.keys() {
            let country = regions.country(code.text);
            let country = country.ok().filter(|known| known.code() == code.text);
            let name = names.entry_text(&code);
            match (country, name) {
                (Some(country), Some(name)) => {
                    countries.push((country, names.cleaned(&name, code.text, TextKind::Title)));
                }
                (None, _) => names.refuse_at(
                    &code,
                    &format!("`{}` is not the code of a country.", code.text),
                ),
                (Some(_), None) => {}
            }
        }
    }
    sort(&mut countries);
    Some(Words {
        language,
        name: name?,
        no_account: no_account?,
        date: date?,
        first,
        first_in,
        months,
        told: told?,
        countries,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::Day;

    use super::{Told, Words};
    use crate::content::region::Regions;

    const MONTHS: &str = "months = [\"Januar\", \"Februar\", \"März\", \"April\", \"Mai\", \"Juni\", \
        \"Juli\", \"August\", \"September\", \"Oktober\", \"November\", \"Dezember\"]";

    fn read(language: &str) -> (Vec<Words>, Vec<String>) {
        let (regions, _) = Regions::parse(include_str!("../../../guides/regions.toml"), &[]);
        let (words, problems) = Words::parse(&format!("format = 1\n{language}"), &regions);
        (words, problems.iter().map(ToString::to_string).collect())
    }

    fn told() -> String {
        let all = Told::ALL.iter();
        all.map(|told| format!("{told} = \"Es geschah.\"\n"))
            .collect()
    }

    #[test]
    fn days_and_countries_are_written_as_the_language_does() {
        let (words, problems) = read(&format!(
            "[de]\nname = \"Deutsch\"\nno_account = \"keines\"\ndate = \"{{day}}. {{month}} {{year}}\"\n\
             {MONTHS}\n[de.told]\n{}[de.countries]\nIT = \"Italien\"\nAT = \"Österreich\"\n",
            told()
        ));
        assert_eq!(problems, [""; 0]);
        let german = &words[0];
        assert_eq!(german.day(Day::new(2026, 3, 1), None), "1. März 2026");
        assert_eq!(
            german.day(Day::new(2026, 12, 31), None),
            "31. Dezember 2026"
        );
        let french =
            crate::catalog::letters::words(crate::content::language::Language::French).unwrap();
        assert_eq!(french.day(Day::new(2026, 10, 1), None), "1er octobre 2026");
        assert_eq!(french.day(Day::new(2026, 10, 11), None), "11 octobre 2026");
        let portuguese =
            crate::catalog::letters::words(crate::content::language::Language::Portuguese).unwrap();
        let brazil = crate::id::Id::new("br");
        let first = |region| portuguese.day(Day::new(2026, 12, 1), region);
        assert_eq!(first(brazil.as_ref()), "1º de dezembro de 2026");
        assert_eq!(first(None), "1 de dezembro de 2026");
        let (regions, _) = Regions::parse(include_str!("../../../guides/regions.toml"), &[]);
        let name = |code| german.country(regions.country(code).unwrap());
        assert_eq!(&**name("AT").unwrap(), "Österreich");
        assert_eq!(name("FR"), None);
    }

    #[test]
    fn wrong_words_have_their_places() {
        let (_, problems) = read(&format!(
            "[de]\nname = \"Deutsch\"\ndate = \"{{day}}. {{month}}\"\n{MONTHS}\n[de.countries]\nXX = \"X\"\n\
             [dk]\nname = \"Dansk\"\n"
        ));
        for wanted in [
            "4:8: `date` has no {year}.",
            "7:1: `XX` is not the code of a country.",
            "8:2: `dk` is not a key here; known here are format, en, de, fr, es, it, pt, nl, pl",
        ] {
            assert!(problems.contains(&wanted.to_owned()), "{problems:?}");
        }
        let (_, problems) = read("[de]\nname = \"Deutsch\"\nmonths = [\"Januar\"]\n");
        assert_eq!(
            problems,
            [
                "2:1: `no_account` is missing.",
                "2:1: `date` is missing.",
                "2:1: `months` has 1; there are 12.",
                "2:1: `told` is missing."
            ]
        );
    }
}
