//! Applying an edit to a TOML document, which leaves everything else in it as it is.

use jiff::Timestamp;
use toml_edit::{DocumentMut, InlineTable, Item, TableLike, Value as Toml};

use super::{
    evidence,
    keys::{exact, list, moment, remove, set, set_or_remove, table},
    requests,
};
use crate::{
    account::{
        Account,
        change::{Edit, StepEdit, Value},
    },
    content::guide::StepId,
    text::Clean,
};

/// Applies one edit, made at `at`; `after` is the account with it. Creating, removing and restoring act on the file as a whole and
/// change nothing here.
///
/// # Errors
///
/// The end of a sentence after "the file cannot take the change: ", where the form of the file does
/// not allow the edit.
pub(super) fn apply(
    document: &mut DocumentMut,
    edit: &Edit,
    at: Timestamp,
    after: &Account,
) -> Result<(), String> {
    match edit {
        Edit::Create(_) | Edit::Remove | Edit::Restore | Edit::PutBack(_) => Ok(()),
        // The two are read as one answer, so that they are written together.
        Edit::Set(Value::Platform(_) | Value::Kind(_)) => {
            set_value(document, &Value::Platform(after.platform))?;
            set_value(document, &Value::Kind(after.kind))
        }
        Edit::Set(value) => set_value(document, value),
        Edit::Step(id, edit) => {
            let step = step_table(document, id)?;
            match edit {
                StepEdit::Mark(mark) => {
                    if let Some(mark) = mark {
                        set(step, "mark", mark.as_str())?;
                    }
                    // The moment stays when the mark goes: merging compares it.
                    set(step, "at", moment(at)?)?;
                    if mark.is_none() {
                        remove(step, "mark");
                    }
                    Ok(())
                }
                StepEdit::Note(note) => {
                    // The moment stays when the note goes, as that of a mark does.
                    let noted = after.progress.step(id).and_then(|state| state.noted);
                    set_or_remove(step, "note", note.as_ref().map(text))?;
                    set_or_remove(step, "noted", noted.map(exact).transpose()?)
                }
                StepEdit::Opened(at) => set_or_remove(step, "opened", at.map(moment).transpose()?),
            }
        }
        Edit::Route { goal, guide } => set_route(
            document,
            goal.as_str(),
            guide.as_ref().map(|id| id.as_str()),
        ),
        Edit::Send(request) => requests::put(document, request),
        Edit::Unsend(id) => {
            requests::remove(document, id);
            Ok(())
        }
        Edit::Answer {
            request,
            outcome,
            answered,
        } => {
            let Some(table) = requests::find(document, request) else {
                return Ok(());
            };
            set(table, "outcome", outcome.as_str())?;
            set_or_remove(
                table,
                "answered",
                answered.map(super::keys::day).transpose()?,
            )?;
            let known = after.progress.request(request);
            let at = known.and_then(|it| it.at).map(exact).transpose()?;
            set_or_remove(table, "at", at)
        }
        Edit::Day { request, which, .. } => {
            let known = after.progress.request(request);
            let table = requests::find(document, request).zip(known);
            table.map_or(Ok(()), |(table, known)| {
                requests::set_day(table, *which, known)
            })
        }
        Edit::Text { request, which, .. } => {
            let known = after.progress.request(request);
            let table = requests::find(document, request).zip(known);
            table.map_or(Ok(()), |(table, known)| {
                requests::set_text(table, *which, known)
            })
        }
        Edit::Post(request, _) => {
            let known = after.progress.request(request);
            let table = requests::find(document, request).zip(known);
            table.map_or(Ok(()), |(table, known)| requests::set_post(table, known))
        }
        Edit::Keep(kept) => evidence::put(document, kept),
        Edit::Drop(sha256, request) => {
            evidence::remove(document, sha256, request.as_ref());
            Ok(())
        }
    }
}

fn text(clean: &Clean) -> &str {
    clean.as_str()
}

fn step_table<'d>(
    document: &'d mut DocumentMut,
    id: &StepId,
) -> Result<&'d mut dyn TableLike, String> {
    let guides = table(document.as_table_mut(), "guides", true)?;
    table(table(guides, &id.guide, true)?, &id.step, false)
}

fn set_value(document: &mut DocumentMut, value: &Value) -> Result<(), String> {
    let root = document.as_table_mut();
    let key = value.field().as_str();
    match value {
        Value::Label(label) => set(root, key, label.as_str()),
        Value::Platform(platform) => set(root, key, platform.as_str()),
        Value::Kind(kind) => set(root, key, kind.as_str()),
        Value::Handle(value)
        | Value::Email(value)
        | Value::Group(value)
        | Value::Name(value)
        | Value::Address(value) => set_or_remove(root, key, value.as_ref().map(text)),
        Value::Country(country) => {
            set_or_remove(root, key, country.as_ref().map(|country| country.code()))
        }
        Value::OpenWith(words) => set_or_remove(
            root,
            key,
            (!words.is_empty()).then(|| list(words.iter().map(text))),
        ),
        Value::Authority(authority) => set_or_remove(root, key, authority.as_deref()),
        Value::Language(language) => {
            set_or_remove(root, key, language.map(|language| language.as_str()))
        }
        Value::Grounds(grounds) => set_or_remove(
            root,
            key,
            (!grounds.is_empty()).then(|| list(grounds.iter().map(|ground| ground.as_str()))),
        ),
    }
}

fn set_route(document: &mut DocumentMut, goal: &str, guide: Option<&str>) -> Result<(), String> {
    let root = document.as_table_mut();
    if !root.contains_key("active") {
        if guide.is_none() {
            return Ok(());
        }
        root.insert("active", Item::Value(Toml::InlineTable(InlineTable::new())));
    }
    let active = table(root, "active", false)?;
    set_or_remove(active, goal, guide)?;
    let is_empty = root
        .get("active")
        .and_then(Item::as_inline_table)
        .is_some_and(InlineTable::is_empty);
    if is_empty {
        remove(root, "active");
    }
    Ok(())
}

/// The file of a new account.
///
/// # Errors
///
/// The end of a sentence after "the file cannot take the change: ".
pub(super) fn new_document(account: &Account, format: i64) -> Result<DocumentMut, String> {
    let mut document = DocumentMut::new();
    let root = document.as_table_mut();
    set(root, "format", format)?;
    set(root, "id", account.id.as_str())?;
    set(root, "label", account.label.as_str())?;
    set(root, "platform", account.platform.as_str())?;
    set(root, "kind", account.kind.as_str())?;
    for value in [
        Value::Handle(account.handle.clone()),
        Value::Email(account.email.clone()),
        Value::Country(account.country),
        Value::Group(account.group.clone()),
        Value::OpenWith(account.open_with.clone()),
        Value::Name(account.name.clone()),
        Value::Address(account.address.clone()),
        Value::Authority(account.authority.clone()),
        Value::Language(account.language),
        Value::Grounds(account.grounds.clone()),
    ] {
        set_value(&mut document, &value)?;
    }
    set(document.as_table_mut(), "created", moment(account.created)?)?;
    for (goal, guide) in &account.active {
        set_route(&mut document, goal.as_str(), Some(guide))?;
    }
    for (guide, steps) in &account.progress.steps {
        for (step, state) in steps {
            let id = StepId {
                guide: guide.clone(),
                step: step.clone(),
            };
            let table = step_table(&mut document, &id)?;
            set_or_remove(table, "mark", state.mark.map(|mark| mark.as_str()))?;
            set_or_remove(table, "at", state.at.map(moment).transpose()?)?;
            set_or_remove(table, "opened", state.opened.map(moment).transpose()?)?;
            set_or_remove(table, "note", state.note.as_ref().map(text))?;
            set_or_remove(table, "noted", state.noted.map(exact).transpose()?)?;
        }
    }
    for request in &account.progress.requests {
        requests::put(&mut document, request)?;
    }
    for kept in &account.progress.evidence {
        evidence::put(&mut document, kept)?;
    }
    Ok(document)
}
