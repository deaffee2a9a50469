//! Parsing `regions.toml`.

use super::{Country, FormOffer, Identity, LegalRule, Period, Record, Region, Regions, authority};
use crate::{
    content::{
        lazy::Lazy,
        source::{Confidence, Source},
        value::identifier,
    },
    document::{Document, Fields, Problem, Problems},
    id::{self, Id},
    sort::sort,
    text::TextKind,
};

impl Regions {
    /// Parses `regions.toml`, which may name the `shared` sources. What can be used is returned even
    /// when something is wrong.
    pub fn parse(source: &str, shared: &[Source]) -> (Self, Vec<Problem>) {
        let problems = Problems::new(source);
        let document = Document::read(source, &problems);
        let fields = document.fields(&problems);
        fields.integer("format");
        let sources = Source::known(&fields, shared);
        let mut regions = Vec::new();
        let mut members: Vec<(String, usize)> = Vec::new();
        let mut rest = None;
        for table in fields.tables("region") {
            let index = regions.len();
            for code in table.raws("countries").unwrap_or_default() {
                members.push((code.text.to_owned(), index));
            }
            if table.boolean("rest") == Some(true) {
                rest = Some(index);
            }
            regions.extend(read_region(&table, &sources));
            table.finish();
        }
        let (mut countries, mut names) = (Vec::new(), Vec::new());
        if let Some(table) = fields.table("countries") {
            for code in table.keys() {
                let name = table
                    .entry_text(&code)
                    .map(|raw| table.cleaned(&raw, "countries", TextKind::Title));
                let index = members
                    .iter()
                    .find(|(member, _)| member == code.text)
                    .map(|(_, at)| *at)
                    .or(rest);
                match (Country::parse(code.text), name, index) {
                    (Some(country), Some(name), Some(index)) => {
                        countries.push((country, index));
                        names.push((country, name));
                    }
                    (None, _, _) => {
                        table.refuse_at(&code, "A country is named by two capital letters.")
                    }
                    (Some(_), _, _) => table.refuse_at(&code, "This country belongs to no region."),
                }
            }
        }
        for (code, _) in &members {
            if !countries.iter().any(|(country, _)| country.code() == code) {
                fields.refuse(&format!(
                    "The region's country {code} is not in [countries]."
                ));
            }
        }
        let authorities = authority::read_all(&fields, &sources, |country| {
            countries.iter().any(|(known, _)| known == country)
        });
        fields.finish();
        sort(&mut countries);
        sort(&mut names);
        let named = regions.iter().flat_map(|region: &Region| &region.sources);
        let named = named.chain(authorities.iter().flat_map(|authority| &authority.sources));
        let sources = Source::only(sources, named);
        (
            Self {
                regions,
                countries,
                record: Record {
                    authorities,
                    sources,
                    countries: names,
                }
                .into(),
                names: Lazy::default(),
            },
            problems.into_list(),
        )
    }
}

/// Reads a `[[region]]`. What the clock needs stands in these keys, all of them optional:
/// - `reply`, `extension`: Meta's period and by how much it may be longer; without `reply` no day is set.
/// - `calendar`: the id in `holidays.toml` of the holidays that move a last day.
/// - `identity`: `starts` or `pauses`, what a question about identity does to the period.
/// - `complain_within`: until when the authority takes a complaint, from Meta's last word; never moved.
/// - `authority_word`: when the authority has to have sent word of a complaint.
/// - `confirms_complaint`: when Meta has to have confirmed a complaint that it got.
/// - `access`: the period for access, for those who asked for that too; none for the objection.
/// - `information`: a period that is only told.
///
/// Each but `calendar` and `identity` has `months` or `days`, and its `rule` in words.
fn read_region(table: &Fields<'_>, sources: &[Source]) -> Option<Region> {
    let id = table.raw("id").and_then(|raw| {
        let id = Id::new(raw.text);
        if id.is_none() {
            table.refuse_at(&raw, id::RULE);
        }
        id
    });
    let id = table.require("id", id);
    let name = table.require("name", table.text("name", TextKind::Title));
    let form = table.require("form", table.choice("form", FormOffer::NAMES));
    let confidence = table.require("confidence", table.choice("confidence", Confidence::NAMES));
    let rule = |key| table.table(key).and_then(|rule| read_rule(&rule));
    let region = Region {
        id: id?,
        name: name?,
        law: table.text("law", TextKind::Title),
        articles: table.texts("articles", TextKind::Line),
        form: form?,
        since: table.day("since"),
        note: table.text("note", TextKind::Line),
        reply: rule("reply"),
        extension: rule("extension"),
        calendar: identifier(table, "calendar"),
        identity: table.choice("identity", Identity::NAMES),
        complain_within: rule("complain_within"),
        authority_word: rule("authority_word"),
        confirms_complaint: rule("confirms_complaint"),
        access: rule("access"),
        information: rule("information"),
        helps: table.texts("helps", TextKind::Line),
        authority_hint: table.text("authority_hint", TextKind::Line),
        confidence: confidence?,
        sources: Source::named(table, sources),
    };
    Some(region)
}

fn read_rule(table: &Fields<'_>) -> Option<LegalRule> {
    let whole = |key| {
        table
            .integer(key)
            .and_then(|number| u16::try_from(number).ok())
    };
    let period = match (whole("months"), whole("days")) {
        (Some(months), None) => Some(Period::Months(months)),
        (None, Some(days)) => Some(Period::Days(days)),
        (None, None) | (Some(_), Some(_)) => {
            table.refuse("A period has either `months` or `days`.");
            None
        }
    };
    let rule = table.require("rule", table.text("rule", TextKind::Line));
    table.finish();
    Some(LegalRule {
        period: period?,
        rule: rule?,
    })
}
