//! Reading `guides/answers.toml`.

use super::{
    Answers, Basis, Grammar, Meaning, Phrase, Wanted, language_of,
    phrase::{Pattern, words},
};
use crate::{
    content::{
        language::Language,
        link::{self, Verdict},
        source::{Confidence, Source},
    },
    document::{Document, Fields, Problem, Problems, Raw, Rule},
};

/// The tag of Portuguese as it is written in Brazil.
const BRAZIL: &str = "pt-br";

impl Answers {
    /// Parses the text of the file; hosts and quoted wordings name one of the sources.
    pub fn parse(source: &str, sources: &[Source]) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        let mut answers = Self::default();
        for table in fields.tables("host") {
            answers.add_host(&table, sources);
        }
        for table in fields.tables("language") {
            answers.add_grammar(&table);
        }
        for table in fields.tables("phrase") {
            answers.add_phrases(&table, sources);
        }
        fields.finish();
        answers.check_whole(&fields);
        (answers, problems.into_list())
    }

    fn add_host(&mut self, table: &Fields<'_>, sources: &[Source]) {
        let name = table.require("name", table.raw("name"));
        table.require("sources", table.raws("sources"));
        Source::named(table, sources);
        table.require("confidence", table.choice("confidence", Confidence::NAMES));
        table.finish();
        let Some(name) = name else { return };
        let judged = link::judge(&format!("https://{}/", name.text), &[]);
        if matches!(judged, Verdict::Refused(_)) {
            let message = format!("`{}` is not the name of a host.", name.text);
            table.report(Rule::Value, Some(&name), &message, true);
        } else if self.is_mail_host(name.text) {
            let message = format!("The host `{}` is there twice.", name.text);
            table.report(Rule::Twice, Some(&name), &message, true);
        } else {
            self.hosts.push(name.text.to_owned());
        }
    }

    fn add_grammar(&mut self, table: &Fields<'_>) {
        let tag = table.require("tag", table.choice("tag", Language::NAMES));
        let grammar = Grammar {
            tag: tag.map_or_else(String::new, |tag| tag.as_str().to_owned()),
            negations: list(table, "negations"),
            conditions: list(table, "conditions"),
            topics: list(table, "topics"),
            references: list(table, "references"),
            attributions: patterns(table, "attributions"),
            originals: list(table, "originals"),
            forwarded: list(table, "forwarded"),
            prefixes: list(table, "prefixes"),
            heads: list(table, "heads"),
        };
        if grammar.heads.len() != 2 {
            let at = table.at("heads");
            let message = "`heads` names two lines: that of the sender and that of the subject.";
            table.report(Rule::Value, Some(&at), message, true);
        }
        table.finish();
        if self.grammars.iter().any(|other| other.tag == grammar.tag) {
            let message = format!("The language `{}` is there twice.", grammar.tag);
            table.report(Rule::Twice, None, &message, true);
        }
        self.grammars.push(grammar);
    }

    fn add_phrases(&mut self, table: &Fields<'_>, sources: &[Source]) {
        let tags: Vec<(&str, &str)> = tags().map(|tag| (tag, tag)).collect();
        let tag = table.require("language", table.choice("language", &tags));
        let means = table.require("means", table.choice("means", Meaning::NAMES));
        let wanted = table.choice("asked", Wanted::NAMES);
        if (means == Some(Meaning::MoreAsked)) != wanted.is_some() {
            let message =
                "`asked` says what is asked for where, and only where, `means` is `more-asked`.";
            table.report(Rule::Value, None, message, true);
        }
        let basis = table.require("confidence", table.choice("confidence", Basis::NAMES));
        let named = table.raw("source");
        if let Some(named) = &named {
            Source::find(table, named, sources);
        }
        if basis.is_some() && (basis == Some(Basis::Quoted)) != named.is_some() {
            let message = "A quoted wording names its `source`; one that is expected has none.";
            table.report(Rule::Source, None, message, true);
        }
        let texts = table.require("texts", table.raws("texts"));
        table.finish();
        let (Some(tag), Some(means), Some(basis)) = (tag, means, basis) else {
            return;
        };
        for text in texts.unwrap_or_default() {
            let Some(pattern) = pattern(table, &text) else {
                continue;
            };
            if pattern.len() < 2 && means != Meaning::Partly {
                let message = format!(
                    "`{}` is one word, which is too little to be sure.",
                    text.text
                );
                table.report(Rule::Value, Some(&text), &message, true);
            }
            let same = |other: &&Phrase| other.pattern == pattern && other.tag == tag;
            if self.phrases.iter().find(same).is_some() {
                let message = format!("`{}` is there twice in `{tag}`.", text.text);
                table.report(Rule::Twice, Some(&text), &message, true);
            }
            self.phrases.push(Phrase {
                tag: tag.to_owned(),
                means,
                wanted,
                basis,
                pattern,
            });
        }
    }

    /// Every language has its words and a wording of each meaning.
    fn check_whole(&self, fields: &Fields<'_>) {
        for language in Language::ALL {
            let tag = language.as_str();
            if !self.grammars.iter().any(|it| it.tag == tag) {
                let message = format!("There is no [[language]] `{tag}`.");
                fields.report(Rule::Missing, None, &message, true);
            }
            for means in Meaning::ALL {
                let is_it = |it: &Phrase| language_of(&it.tag) == tag && it.means == *means;
                if !self.phrases.iter().any(is_it) {
                    let message = format!("No [[phrase]] means `{means}` in `{tag}`.");
                    fields.report(Rule::Missing, None, &message, true);
                }
            }
        }
    }
}

fn tags() -> impl Iterator<Item = &'static str> {
    let all = Language::ALL.iter().map(|language| language.as_str());
    all.chain([BRAZIL])
}

fn pattern(table: &Fields<'_>, raw: &Raw<'_>) -> Option<Pattern> {
    let pattern = Pattern::new(raw.text);
    if pattern.is_none() {
        let message = format!("`{}` has no words, or none beside `…`.", raw.text);
        table.report(Rule::Value, Some(raw), &message, true);
    }
    pattern
}

fn patterns(table: &Fields<'_>, key: &'static str) -> Vec<Pattern> {
    let raws = table.require(key, table.raws(key)).unwrap_or_default();
    raws.iter().filter_map(|raw| pattern(table, raw)).collect()
}

fn list(table: &Fields<'_>, key: &'static str) -> Vec<Vec<String>> {
    let raws = table.require(key, table.raws(key)).unwrap_or_default();
    let read = |raw: &Raw<'_>| pattern(table, raw).map(|_| words(raw.text));
    raws.iter().filter_map(read).collect()
}
