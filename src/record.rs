//! An account's file as JSON: all of its keys under their own names, those that this program does
//! not know among them. JSON knows no dates and no comments: a date becomes its text, a comment is
//! left out.

use serde_json::{Number, Value as Json};
use toml_edit::{Item, TableLike, Value};

/// A table as an object.
pub fn to_json(table: &dyn TableLike) -> Json {
    let entries = table.iter().filter_map(|(key, item)| {
        let value = item_to_json(item)?;
        Some((key.to_owned(), value))
    });
    Json::Object(entries.collect())
}

fn item_to_json(item: &Item) -> Option<Json> {
    match item {
        Item::None => None,
        Item::Value(value) => Some(value_to_json(value)),
        Item::Table(table) => Some(to_json(table)),
        Item::ArrayOfTables(tables) => Some(tables.iter().map(|table| to_json(table)).collect()),
    }
}

fn value_to_json(value: &Value) -> Json {
    match value {
        Value::String(text) => Json::String(text.value().clone()),
        Value::Integer(number) => Json::from(*number.value()),
        // No number of JSON is endless, or none at all.
        Value::Float(number) => Number::from_f64(*number.value())
            .map_or_else(|| Json::String(number.value().to_string()), Json::Number),
        Value::Boolean(is) => Json::Bool(*is.value()),
        Value::Datetime(at) => Json::String(at.value().to_string()),
        Value::Array(array) => array.iter().map(value_to_json).collect(),
        Value::InlineTable(table) => to_json(table),
    }
}
