//! The requests of a TOML document, whether they are written `[[request]]` or as a list of inline
//! tables.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::keys::{day, exact, set, set_or_remove};
use crate::{
    account::{
        Account,
        change::Edit,
        progress::{Recipient, Request, RequestDay, RequestText},
    },
    id::Id,
};

const KEY: &str = "request";

/// The ids in use, also those of requests that are not valid.
pub(super) fn ids(document: &DocumentMut) -> Vec<String> {
    let id = |table: &dyn TableLike| table.get("id").and_then(Item::as_str).map(str::to_owned);
    match document.get(KEY) {
        Some(Item::ArrayOfTables(tables)) => tables.iter().filter_map(|table| id(table)).collect(),
        Some(Item::Value(Value::Array(array))) => array
            .iter()
            .filter_map(Value::as_inline_table)
            .filter_map(|table| id(table))
            .collect(),
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => Vec::new(),
    }
}

/// The first request with this id.
pub(super) fn find<'d>(document: &'d mut DocumentMut, id: &str) -> Option<&'d mut dyn TableLike> {
    let is = |table: &dyn TableLike| table.get("id").and_then(Item::as_str) == Some(id);
    match document.get_mut(KEY)? {
        Item::ArrayOfTables(tables) => tables
            .iter_mut()
            .find(|table| is(*table))
            .map(|table| -> &mut dyn TableLike { table }),
        Item::Value(Value::Array(array)) => array
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .find(|table| is(*table))
            .map(|table| -> &mut dyn TableLike { table }),
        Item::None | Item::Value(_) | Item::Table(_) => None,
    }
}

/// Adds a request, or replaces the one with its id.
pub(super) fn put(document: &mut DocumentMut, request: &Request) -> Result<(), String> {
    if let Some(table) = find(document, &request.id) {
        return fill(table, request);
    }
    if !document.contains_key(KEY) {
        document.insert(KEY, Item::ArrayOfTables(ArrayOfTables::new()));
    }
    match document.get_mut(KEY) {
        Some(Item::ArrayOfTables(tables)) => {
            let mut table = Table::new();
            fill(&mut table, request)?;
            tables.push(table);
            Ok(())
        }
        Some(Item::Value(Value::Array(array))) => {
            let mut table = InlineTable::new();
            fill(&mut table, request)?;
            array.push(Value::InlineTable(table));
            Ok(())
        }
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => {
            Err(format!("`{KEY}` is not a list of tables there"))
        }
    }
}

/// Removes the first request with this id.
pub(super) fn remove(document: &mut DocumentMut, id: &str) {
    let is = |table: &dyn TableLike| table.get("id").and_then(Item::as_str) == Some(id);
    match document.get_mut(KEY) {
        Some(Item::ArrayOfTables(tables)) => {
            let index = tables.iter().position(|table| is(table));
            if let Some(index) = index {
                tables.remove(index);
            }
        }
        Some(Item::Value(Value::Array(array))) => {
            let index = array
                .iter()
                .position(|value| value.as_inline_table().is_some_and(|table| is(table)));
            if let Some(index) = index {
                array.remove(index);
            }
        }
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => {}
    }
}

fn fill(table: &mut dyn TableLike, request: &Request) -> Result<(), String> {
    let date = |date: Option<jiff::civil::Date>| date.map(day).transpose();
    set(table, "id", request.id.as_str())?;
    set(table, "goal", request.goal.as_str())?;
    set(table, "guide", request.guide.as_str())?;
    let is_usual = request.to == Recipient::Meta;
    set_or_remove(table, "to", (!is_usual).then(|| request.to.as_str()))?;
    set_or_remove(table, "post", request.by_post.then_some(true))?;
    for which in RequestDay::ALL {
        if *which == RequestDay::Answered {
            set(table, "outcome", request.outcome.as_str())?;
        }
        set_or_remove(table, which.as_str(), date(request.day(*which))?)?;
    }
    for which in RequestText::ALL {
        let text = request.text(*which).map(|text| text.as_str());
        set_or_remove(table, which.as_str(), text)?;
    }
    set_or_remove(table, "recorded", request.recorded.map(exact).transpose()?)?;
    set_or_remove(table, "at", request.at.map(exact).transpose()?)
}

/// Sets a day of a request, with the moment of that.
pub(super) fn set_day(
    table: &mut dyn TableLike,
    which: RequestDay,
    request: &Request,
) -> Result<(), String> {
    let value = request.day(which).map(day).transpose()?;
    set_or_remove(table, which.as_str(), value)?;
    set_or_remove(table, "at", request.at.map(exact).transpose()?)
}

/// Sets whether a request went by post, with the moment of that.
pub(super) fn set_post(table: &mut dyn TableLike, request: &Request) -> Result<(), String> {
    set_or_remove(table, "post", request.by_post.then_some(true))?;
    set_or_remove(table, "at", request.at.map(exact).transpose()?)
}

/// Sets a text of a request, with the moment of that.
pub(super) fn set_text(
    table: &mut dyn TableLike,
    which: RequestText,
    request: &Request,
) -> Result<(), String> {
    let text = request.text(which).map(|text| text.as_str());
    set_or_remove(table, which.as_str(), text)?;
    set_or_remove(table, "at", request.at.map(exact).transpose()?)
}

/// The edit with the id that its request has in this document. If another copy of the program took
/// the id of a new request, the request gets a free one; `renumbered` collects the old and the new
/// ids for the edits that follow.
pub(super) fn renumber(
    edit: &Edit,
    document: &DocumentMut,
    account: &Account,
    renumbered: &mut Vec<(Id, Id)>,
) -> Edit {
    let mut edit = edit.clone();
    match &mut edit {
        Edit::Send(request) => {
            let ids = ids(document);
            let known = &account.progress.requests;
            let is_ours =
                |other: &Request| other.id == request.id && other.sameness() == request.sameness();
            if ids.iter().any(|id| id == request.id.as_str()) && !known.iter().any(is_ours) {
                let twin = known
                    .iter()
                    .find(|other| other.sameness() == request.sameness());
                let free = twin.map(|twin| twin.id.clone()).or_else(|| next_id(&ids));
                if let Some(free) = free {
                    renumbered.push((request.id.clone(), free.clone()));
                    request.id = free;
                }
            }
        }
        _ => {
            let known = renumbered.iter().rev().find(|(old, _)| edit.names(old));
            if let Some((old, new)) = known {
                edit.renumber(old, new);
            }
        }
    }
    edit
}

fn next_id(ids: &[String]) -> Option<Id> {
    let highest = ids
        .iter()
        .filter_map(|id| id.strip_prefix('r')?.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    Id::new(&format!("r{}", highest.saturating_add(1)))
}
