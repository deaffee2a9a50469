//! Parsing `letter.toml` and the names of the texts beside it.

use super::{Addressee, Letter, Limit, Version};
use crate::{
    content::{
        language::Language,
        note::Note,
        platform::{Kind, Platform},
        region::Regions,
        source::Source,
    },
    document::{Document, Fields, Problem, Problems, Raw},
    id::{self, Id},
    text::{self, TextKind},
};

/// The format that this program understands.
const FORMAT: i64 = 1;

pub(super) fn letter(
    source: &str,
    folder: &str,
    regions: &Regions,
    shared: &[Source],
) -> (Option<Letter>, Vec<Problem>) {
    let problems = Problems::new(source);
    let document = Document::read(source, &problems);
    let letter = if problems.is_fatal() {
        None
    } else {
        read(&document.fields(&problems), folder, regions, shared)
    };
    let letter = letter.filter(|_| !problems.is_fatal());
    (letter, problems.into_list())
}

fn read(fields: &Fields<'_>, folder: &str, regions: &Regions, shared: &[Source]) -> Option<Letter> {
    format(fields);
    let id = fields.require("id", fields.raw("id")).and_then(|raw| {
        let id = Id::new(raw.text);
        match &id {
            None => fields.refuse_at(&raw, &format!("`{}` is not an id; {}.", raw.text, id::RULE)),
            Some(id) if id.as_str() != folder => fields.refuse_at(
                &raw,
                &format!("The letter `{id}` lies in a folder of another name, `{folder}`."),
            ),
            Some(_) => {}
        }
        id
    });
    let title = fields.require("title", fields.text("title", TextKind::Title));
    let purpose = fields.require("purpose", fields.text("purpose", TextKind::Line));
    let caution = fields.text("caution", TextKind::Line);
    let of_use = fields.raws("regions").unwrap_or_default();
    let of_use = of_use
        .iter()
        .filter_map(|raw| region(fields, raw, regions))
        .collect();
    let notes = Note::read_all(fields);
    for id in notes.iter().flat_map(|note| &note.regions) {
        if let Err(message) = known_region(id, regions) {
            fields.refuse(&message);
        }
    }
    let to = fields.require("to", fields.choice("to", Addressee::NAMES));
    let platforms = fields.choices("platforms", Platform::NAMES);
    let kinds = fields.choices("kinds", Kind::NAMES);
    let known = Source::known(fields, shared);
    let limit = fields
        .table("limit")
        .and_then(|table| limit(&table, &known));
    let named = Source::named(fields, &known);
    let of_limit = limit.iter().flat_map(|limit: &Limit| &limit.sources);
    let sources = Source::only(known, named.iter().chain(of_limit));
    fields.finish();
    Some(Letter {
        id: id?,
        title: title?,
        purpose: purpose?,
        caution,
        notes,
        regions: of_use,
        platforms: platforms.unwrap_or_default(),
        kinds: kinds.unwrap_or_default(),
        to: to?,
        limit,
        sources,
        versions: Vec::new(),
    })
}

pub(super) fn format(fields: &Fields<'_>) {
    if let Some(other) = fields
        .require("format", fields.integer("format"))
        .filter(|format| *format != FORMAT)
    {
        fields.refuse(&format!("`format` is {other}; it must be {FORMAT}."));
    }
}

fn region(fields: &Fields<'_>, raw: &Raw<'_>, regions: &Regions) -> Option<Id> {
    let found = known_region(raw.text, regions);
    if let Err(message) = &found {
        fields.refuse_at(raw, message);
    }
    found.ok()
}

fn known_region(typed: &str, regions: &Regions) -> Result<Id, String> {
    let known = regions.get(typed).map(|region| region.id.clone());
    known.ok_or_else(|| {
        let ids: Vec<&str> = regions.iter().map(|region| region.id.as_str()).collect();
        let hint = match text::near(typed, ids.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}.", ids.join(", ")),
        };
        format!("The region `{typed}` is unknown; {hint}")
    })
}

fn limit(table: &Fields<'_>, sources: &[Source]) -> Option<Limit> {
    let whole = |key| {
        let number = table.integer(key)?;
        let whole = usize::try_from(number).ok().filter(|whole| *whole > 0);
        if whole.is_none() {
            table.refuse(&format!("`{key}` is {number}; it must be above 0."));
        }
        whole
    };
    let (least, most) = (whole("least"), whole("most"));
    if let (Some(least), Some(most)) = (least, most)
        && least > most
    {
        table.refuse("`least` is more than `most`.");
    }
    let note = table.require("note", table.text("note", TextKind::Line));
    let named = Source::named(table, sources);
    if named.is_empty() {
        table.refuse("A limit names its `sources`.");
    }
    table.finish();
    Some(Limit {
        least,
        most,
        note: note?,
        sources: named,
    })
}

pub(super) fn version(stem: &str, regions: &Regions) -> Result<Version, String> {
    let (code, region_id) = match stem.split_once('-') {
        Some((code, region_id)) => (code, Some(region_id)),
        None => (stem, None),
    };
    let Some(language) = Language::from_name(code) else {
        let codes = Language::NAMES.iter().map(|(word, _)| *word);
        let known = codes.collect::<Vec<&str>>().join(", ");
        return Err(format!(
            "`{code}` is not a language of letters; known are {known}."
        ));
    };
    let region = match region_id {
        Some(region_id) => Some(known_region(region_id, regions)?),
        None => None,
    };
    Ok(Version { language, region })
}

#[cfg(test)]
mod tests {
    use super::{letter, version};
    use crate::content::region::Regions;

    fn regions() -> Regions {
        Regions::parse(include_str!("../../../guides/regions.toml"), &[]).0
    }

    fn problems(source: &str) -> Vec<String> {
        let (letter, problems) = letter(source, "note", &regions(), &[]);
        assert_eq!(letter.is_some(), problems.is_empty());
        problems.iter().map(ToString::to_string).collect()
    }

    const GOOD: &str =
        "format = 1\nid = \"note\"\ntitle = \"A note\"\npurpose = \"Why.\"\nto = \"meta\"\n";

    #[test]
    fn every_problem_of_a_letter_has_its_place() {
        assert_eq!(problems(GOOD), [""; 0]);
        let source = "[[source]]\nid = \"s\"\ntitle = \"S\"\nnote = \"n\"\nchecked = 2026-01-01\n";
        for (text, wanted) in [
            ("id = \"x\"\n".to_owned(), "1:1: `format` is missing."),
            (GOOD.replace("1", "2"), "1:1: `format` is 2; it must be 1."),
            (
                GOOD.replace("\"note\"", "\"memo\""),
                "2:6: The letter `memo` lies in a folder of another name, `note`.",
            ),
            (
                GOOD.replace("\"meta\"", "\"mета\""),
                "5:6: `to` is `mета`; allowed are meta, authority, poster.",
            ),
            (
                format!("{GOOD}regions = [\"eea\", \"ukk\"]\n"),
                "6:19: The region `ukk` is unknown; did you mean `uk`?",
            ),
            (
                format!("{GOOD}cuation = \"x\"\n"),
                "6:1: `cuation` is not a key here; did you mean `caution`?",
            ),
            (
                format!(
                    "{GOOD}[limit]\nleast = 9\nmost = 8\nnote = \"n\"\nsources = [\"s\"]\n{source}"
                ),
                "6:1: `least` is more than `most`.",
            ),
            (
                format!("{GOOD}[limit]\nleast = 0\nnote = \"n\"\nsources = [\"s\"]\n{source}"),
                "6:1: `least` is 0; it must be above 0.",
            ),
            (
                format!("{GOOD}[limit]\nleast = 9\nnote = \"n\"\nsources = [\"t\"]\n{source}"),
                "9:12: No [[source]] has the id `t`.",
            ),
        ] {
            let found = problems(&text);
            assert!(found.contains(&wanted.to_owned()), "{wanted}\n{found:?}");
        }
    }

    #[test]
    fn a_texts_name_is_its_language_and_its_region() {
        let regions = regions();
        let read =
            |stem| version(stem, &regions).map(|found| (found.language.as_str(), found.region));
        assert_eq!(read("de").unwrap(), ("de", None));
        let (language, region) = read("pt-br").unwrap();
        assert_eq!((language, &*region.unwrap()), ("pt", "br"));
        for (stem, says) in [
            ("xx", "`xx` is not a language"),
            ("de-", "The region `` is unknown"),
            ("en-gb", "The region `gb` is unknown"),
            ("DE", "`DE` is not a language"),
        ] {
            assert!(read(stem).unwrap_err().contains(says), "{stem}");
        }
    }
}
