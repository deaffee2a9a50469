//! The labels of Meta's menus in the languages of people: `guides/labels.toml`.

use serde::{Deserialize, Serialize};

use super::{language::Language, region::Country, source::Source};
use crate::{
    document::{Document, Fields, Problem, Problems, Rule},
    text::{Clean, TextKind},
};

/// The tags of the languages, as they stand in the file. Portuguese has one for Brazil.
const TAGS: [&str; 8] = ["de", "fr", "es", "it", "pt", BRAZIL, "nl", "pl"];

const BRAZIL: &str = "pt-br";

/// A label in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Translation {
    /// The English label, in small letters.
    english: String,
    /// The tag of the language.
    tag: String,
    /// The label.
    text: Clean,
}

/// The labels of all languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Labels(Vec<Translation>);

impl Labels {
    /// Parses the text of `guides/labels.toml`; each label names one of the sources.
    pub fn parse(source: &str, sources: &[Source]) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        let mut labels = Self::default();
        for table in fields.tables("label") {
            let english = table.require("en", table.text("en", TextKind::Title));
            for tag in TAGS {
                let Some(there) = table.table(tag) else {
                    continue;
                };
                let text = read(&there, sources);
                if let (Some(english), Some(text)) = (&english, text) {
                    labels.add(&table, english.to_lowercase(), tag, text);
                }
            }
            table.finish();
        }
        fields.finish();
        (labels, problems.into_list())
    }

    fn add(&mut self, table: &Fields<'_>, english: String, tag: &str, text: Clean) {
        let mut all = self.0.iter();
        if all.any(|other| other.english == english && other.tag == tag) {
            let message = format!("`{english}` is there twice in `{tag}`.");
            table.report(Rule::Twice, None, &message, true);
        }
        self.0.push(Translation {
            english,
            tag: tag.to_owned(),
            text,
        });
    }

    /// A label of a menu path in a language, with its variants (` | `) where they are known; `None`
    /// where none is.
    pub fn translated(
        &self,
        label: &str,
        language: Language,
        country: Option<Country>,
    ) -> Option<String> {
        let in_brazil = country.is_some_and(|country| country.code() == "BR");
        let tag = match language {
            Language::Portuguese if in_brazil => BRAZIL,
            other => other.as_str(),
        };
        let mut known: Vec<&str> = Vec::new();
        for variant in label.split(" | ") {
            let variant = variant.to_lowercase();
            let is_it = |it: &&Translation| it.tag == tag && it.english == variant;
            let text = self.0.iter().find(is_it).map(|it| it.text.as_str());
            known.extend(text.filter(|text| !known.contains(text)));
        }
        (!known.is_empty()).then(|| known.join(" | "))
    }
}

fn read(table: &Fields<'_>, sources: &[Source]) -> Option<Clean> {
    let text = table.require("text", table.text("text", TextKind::Title));
    let source = table.require("source", table.raw("source"));
    if let Some(source) = source {
        Source::find(table, &source, sources);
    }
    table.finish();
    text
}

#[cfg(test)]
mod tests {
    use super::Labels;
    use crate::content::{language::Language, region::Country};

    const TEXT: &str = "[[label]]\nen = \"Settings\"\nde = { text = \"Einstellungen\", source = \"x\" }\n\
        pt = { text = \"Definições\", source = \"x\" }\npt-br = { text = \"Configurações\", source = \"x\" }\n";

    #[test]
    fn a_label_is_found_by_its_english_words_in_the_persons_language() {
        let (labels, problems) = Labels::parse(TEXT, &[]);
        assert!(
            problems
                .iter()
                .all(|it| it.message.contains("has the id `x`")),
            "{problems:?}"
        );
        let brazil = Country::parse("BR");
        for (label, language, country, wanted) in [
            ("Settings", Language::German, None, Some("Einstellungen")),
            (
                "settings | Gear",
                Language::German,
                None,
                Some("Einstellungen"),
            ),
            ("Gear", Language::German, None, None),
            ("Settings", Language::French, None, None),
            ("Settings", Language::English, None, None),
            ("Settings", Language::Portuguese, None, Some("Definições")),
            (
                "Settings",
                Language::Portuguese,
                brazil,
                Some("Configurações"),
            ),
        ] {
            let found = labels.translated(label, language, country);
            assert_eq!(found.as_deref(), wanted, "{label} {language}");
        }
    }
}
