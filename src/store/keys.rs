//! Setting and removing single keys of a TOML document without changing anything around them.

use jiff::{Timestamp, civil::Date};
use toml_edit::{Array, Datetime, Item, Table, TableLike, Value};

use super::kept;

/// A moment as a TOML value.
pub(super) fn moment(at: Timestamp) -> Result<Value, String> {
    datetime(&kept::whole_second(at).to_string())
}

/// A moment as a TOML value, with its fraction of a second.
pub(super) fn exact(at: Timestamp) -> Result<Value, String> {
    datetime(&at.to_string())
}

/// A day as a TOML value.
pub(super) fn day(day: Date) -> Result<Value, String> {
    datetime(&day.to_string())
}

fn datetime(text: &str) -> Result<Value, String> {
    let parsed: Result<Datetime, _> = text.parse();
    parsed
        .map(Value::from)
        .map_err(|_| format!("the date {text} cannot be written"))
}

/// A list of strings as a TOML value.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> Value {
    Value::Array(texts.into_iter().collect::<Array>())
}

/// Sets a key. A comment beside the old value stays.
pub(super) fn set(
    table: &mut dyn TableLike,
    key: &str,
    value: impl Into<Value>,
) -> Result<(), String> {
    let mut value = value.into();
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None | Some(Item::None) => drop(table.insert(key, Item::Value(value))),
        Some(Item::Table(_) | Item::ArrayOfTables(_)) => {
            return Err(format!("`{key}` is a table there, not a value"));
        }
    }
    Ok(())
}

/// Sets a key, or removes it where there is no value.
pub(super) fn set_or_remove(
    table: &mut dyn TableLike,
    key: &str,
    value: Option<impl Into<Value>>,
) -> Result<(), String> {
    match value {
        Some(value) => set(table, key, value),
        None => {
            remove(table, key);
            Ok(())
        }
    }
}

/// Removes a key. Comments above and beside it move to a neighbour.
pub(super) fn remove(table: &mut dyn TableLike, key: &str) {
    let comments = comments(table, key);
    let names: Vec<String> = table
        .iter()
        .filter(|(_, item)| item.is_value())
        .map(|(name, _)| name.to_owned())
        .collect();
    let index = names.iter().position(|name| name == key);
    table.remove(key);
    if comments.is_empty() {
        return;
    }
    let next = index.and_then(|index| {
        names
            .get(index + 1)
            .or_else(|| names.get(index.checked_sub(1)?))
    });
    if let Some(mut heir) = next.and_then(|name| table.key_mut(name)) {
        let decor = heir.leaf_decor_mut();
        let own = decor
            .prefix()
            .and_then(|prefix| prefix.as_str())
            .unwrap_or_default();
        let both = format!("{comments}{own}");
        decor.set_prefix(both);
    }
}

/// The comments above and beside a key, as whole lines.
fn comments(table: &dyn TableLike, key: &str) -> String {
    let above = table
        .key(key)
        .and_then(|key| key.leaf_decor().prefix())
        .and_then(|prefix| prefix.as_str());
    let value = table.get(key).and_then(Item::as_value);
    let beside = value
        .and_then(|value| value.decor().suffix())
        .and_then(|suffix| suffix.as_str());
    let mut kept = String::new();
    for line in above.into_iter().chain(beside).flat_map(str::lines) {
        if line.trim_start().starts_with('#') {
            kept.push_str(line.trim());
            kept.push('\n');
        }
    }
    kept
}

/// The table under a key, made if it is missing. A table that only holds others gets no header.
pub(super) fn table<'t>(
    parent: &'t mut dyn TableLike,
    key: &str,
    holds_only_tables: bool,
) -> Result<&'t mut dyn TableLike, String> {
    if !parent.contains_key(key) {
        let mut table = Table::new();
        table.set_implicit(holds_only_tables);
        parent.insert(key, Item::Table(table));
    }
    parent
        .get_mut(key)
        .and_then(Item::as_table_like_mut)
        .ok_or_else(|| format!("`{key}` is not a table there"))
}
