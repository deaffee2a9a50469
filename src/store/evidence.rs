//! The evidence in a TOML document, whether it is written `[[evidence]]` or as a list of inline tables.
//! The bytes of its files are in `files`.

pub(super) mod files;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::keys::{moment, set, set_or_remove};
use crate::{
    account::progress::{Evidence, Sha256},
    id::Id,
};

const KEY: &str = "evidence";

fn is(table: &dyn TableLike, sha256: &Sha256, request: Option<&Id>) -> bool {
    let text = |key| table.get(key).and_then(Item::as_str);
    text("sha256") == Some(sha256.as_str()) && text("request") == request.map(|id| id.as_str())
}

/// Adds a file, unless it is there.
pub(super) fn put(document: &mut DocumentMut, evidence: &Evidence) -> Result<(), String> {
    let (sha256, request) = (&evidence.sha256, evidence.request.as_ref());
    if !document.contains_key(KEY) {
        document.insert(KEY, Item::ArrayOfTables(ArrayOfTables::new()));
    }
    match document.get_mut(KEY) {
        Some(Item::ArrayOfTables(tables)) => {
            if !tables.iter().any(|table| is(table, sha256, request)) {
                let mut table = Table::new();
                fill(&mut table, evidence)?;
                tables.push(table);
            }
            Ok(())
        }
        Some(Item::Value(Value::Array(array))) => {
            let tables = || array.iter().filter_map(Value::as_inline_table);
            if !tables().any(|table| is(table, sha256, request)) {
                let mut table = InlineTable::new();
                fill(&mut table, evidence)?;
                array.push(Value::InlineTable(table));
            }
            Ok(())
        }
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => {
            Err(format!("`{KEY}` is not a list of tables there"))
        }
    }
}

/// Removes a file from the list. Its bytes stay.
pub(super) fn remove(document: &mut DocumentMut, sha256: &Sha256, request: Option<&Id>) {
    match document.get_mut(KEY) {
        Some(Item::ArrayOfTables(tables)) => tables.retain(|table| !is(table, sha256, request)),
        Some(Item::Value(Value::Array(array))) => array.retain(|value| {
            let table = value.as_inline_table();
            table.is_none_or(|table| !is(table, sha256, request))
        }),
        Some(Item::None | Item::Value(_) | Item::Table(_)) | None => {}
    }
}

fn fill(table: &mut dyn TableLike, evidence: &Evidence) -> Result<(), String> {
    set(table, "sha256", evidence.sha256.as_str())?;
    set(table, "name", evidence.name.as_str())?;
    set(table, "added", moment(evidence.added)?)?;
    set_or_remove(table, "request", evidence.request.as_deref())
}
