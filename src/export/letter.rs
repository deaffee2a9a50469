//! Letters: filled in as far as the details are known, with the names of the others in brackets.

use super::{reader::Reader, sheet::LetterPart};
use crate::{
    account::{
        Account,
        compose::{self, Detail, Details, Draft, LetterContext},
        overview::{self, Overview},
    },
    catalog::letters,
    content::{
        language::Language,
        letter::{Letter, Version},
    },
    id::Id,
};

/// The letter of a step: for an account in its language, for everybody in all languages of the region.
pub(super) fn parts(reader: &Reader<'_>, id: &Id) -> Vec<LetterPart> {
    let Some(letter) = letters::letter(id) else {
        return Vec::new();
    };
    let region = reader.region().map(|region| &region.id);
    let account = reader.account;
    let wished = Language::wished(account.language, account.country);
    let versions: Vec<&Version> = match reader.overview {
        Some(_) => letter.choose(region, wished).into_iter().collect(),
        None => letter.versions_in(region).collect(),
    };
    let written = versions.iter();
    written
        .filter_map(|version| part(reader, letter, version))
        .collect()
}

/// Where a letter stands on a page for everybody: its id within the page, and its title.
pub(super) fn place(id: &Id) -> Option<(String, String)> {
    let letter = letters::letter(id)?;
    Some((format!("letter-{id}"), letter.title.to_string()))
}

fn part(reader: &Reader<'_>, letter: &'static Letter, version: &Version) -> Option<LetterPart> {
    let template = letters::template(letter, version)?;
    let account = reader.account;
    let accounts: Vec<&Account> = reader.context.accounts.iter().collect();
    let nothing: Overview;
    let overview = match reader.overview {
        Some(overview) => overview,
        None => {
            let (catalog, today) = (reader.context.catalog, reader.context.today);
            nothing = Overview::of(account, catalog, &overview::coverings([]), today);
            &nothing
        }
    };
    let context = LetterContext {
        account,
        overview,
        accounts: &accounts,
        catalog: reader.context.catalog,
        today: reader.context.today,
    };
    let is_public = reader.overview.is_none();
    let mut details = Details::of(&context, version.language, &account.grounds);
    if is_public {
        // A page for everybody stands for no country and no day.
        details.required.clear();
        details.today = "[today]".to_owned();
        details.authority_site = String::new();
    }
    let lacks = |detail: &&Detail| !details.required.iter().any(|(known, _)| known == *detail);
    let open: Vec<Detail> = Detail::ALL.iter().filter(lacks).copied().collect();
    let blank = |detail: Detail| format!("[{}]", detail.title());
    details
        .required
        .extend(open.iter().map(|detail| (*detail, blank(*detail))));
    let composed = compose::compose(template, version.language, &details).ok()?;
    let mut remarks = Vec::new();
    if open.iter().any(|it| composed.text.contains(&blank(*it))) || is_public {
        remarks.push("Fill in what stands in brackets.".to_owned());
    }
    let draft = Draft::new(letter, &context, None, &account.grounds);
    remarks.extend(draft.and_then(|draft| draft.too_soon()));
    let limit = letter.limit.as_ref();
    remarks.extend(limit.map(|limit| limit.note.to_string()));
    Some(LetterPart {
        title: Some(letter.title.to_string()).filter(|_| !is_public),
        caution: letter.caution.as_ref().map(ToString::to_string),
        code: version.language.as_str(),
        language: version.language.title(),
        text: composed.text.to_string(),
        remarks,
    })
}
