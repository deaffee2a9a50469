//! An account's file as JSON and back: all of its keys under their own names, those that this
//! program does not know among them. JSON knows no dates and no comments: a date becomes its text,
//! which becomes a date again where a date belongs; a comment is left out.

use serde_json::{Map, Number, Value as Json};
use toml_edit::{
    Array, ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Table, TableLike, Value,
};

/// The first keys of a file, in this order, since people read it.
const FIRST: [&str; 5] = ["format", "id", "label", "platform", "kind"];

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
        // JSON has neither infinity nor NaN.
        Value::Float(number) => Number::from_f64(*number.value())
            .map_or_else(|| Json::String(number.value().to_string()), Json::Number),
        Value::Boolean(is) => Json::Bool(*is.value()),
        Value::Datetime(at) => Json::String(at.value().to_string()),
        Value::Array(array) => array.iter().map(value_to_json).collect(),
        Value::InlineTable(table) => to_json(table),
    }
}

/// The inverse of [`to_json`]: the file of an account.
///
/// # Errors
///
/// What a file cannot contain, as the end of a sentence.
pub fn to_document(object: &Map<String, Json>) -> Result<DocumentMut, String> {
    let first = FIRST.iter().filter_map(|key| object.get_key_value(*key));
    let rest = object
        .iter()
        .filter(|(key, _)| !FIRST.contains(&key.as_str()));
    let mut document = DocumentMut::new();
    for (key, json) in first.chain(rest) {
        let item = item(json, &[key])?;
        document.insert(key, item);
    }
    Ok(document)
}

/// The value under this path of keys.
fn item(json: &Json, keys: &[&str]) -> Result<Item, String> {
    match json {
        Json::Object(object) => {
            // As the program writes it: a line among the others.
            if keys == ["active"] && object.values().all(Json::is_string) {
                return value(json, keys).map(Item::Value);
            }
            let mut table = Table::new();
            // A table that only holds others gets no header.
            table.set_implicit(!object.is_empty() && object.values().all(Json::is_object));
            for (key, json) in object {
                let keys: Vec<&str> = keys.iter().copied().chain([key.as_str()]).collect();
                table.insert(key, item(json, &keys)?);
            }
            Ok(Item::Table(table))
        }
        Json::Array(list) if !list.is_empty() && list.iter().all(Json::is_object) => {
            let mut tables = ArrayOfTables::new();
            for json in list {
                if let Item::Table(mut table) = item(json, keys)? {
                    table.set_implicit(false);
                    tables.push(table);
                }
            }
            Ok(Item::ArrayOfTables(tables))
        }
        Json::Array(_) | Json::String(_) | Json::Number(_) | Json::Bool(_) | Json::Null => {
            value(json, keys).map(Item::Value)
        }
    }
}

fn value(json: &Json, keys: &[&str]) -> Result<Value, String> {
    Ok(match json {
        Json::Null => return Err(format!("`{}` is null.", keys.join("."))),
        Json::Bool(is) => Value::from(*is),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, Some(broken)) if !number.is_u64() => Value::from(broken),
            (None, _) => return Err(format!("`{}` is too large a number.", keys.join("."))),
        },
        Json::String(text) => {
            let date: Option<Datetime> = is_date(keys).then(|| text.parse().ok()).flatten();
            date.map_or_else(|| Value::from(text.as_str()), Value::from)
        }
        Json::Array(list) => {
            let values: Result<Array, String> = list.iter().map(|json| value(json, keys)).collect();
            Value::Array(values?)
        }
        Json::Object(object) => {
            let mut table = InlineTable::new();
            for (key, json) in object {
                let keys: Vec<&str> = keys.iter().copied().chain([key.as_str()]).collect();
                table.insert(key, value(json, &keys)?);
            }
            Value::InlineTable(table)
        }
    })
}

/// Whether the value under this path of keys is a date or a moment.
fn is_date(keys: &[&str]) -> bool {
    matches!(
        keys,
        ["created"]
            | ["guides", _, _, "at" | "noted" | "opened"]
            | [
                "request",
                "sent"
                    | "received"
                    | "due"
                    | "extended"
                    | "asked"
                    | "given"
                    | "answered"
                    | "again"
                    | "recorded"
                    | "at"
            ]
            | ["evidence", "added"]
    )
}

#[cfg(test)]
mod tests {
    use super::{to_document, to_json};
    use toml_edit::DocumentMut;

    #[test]
    fn a_file_goes_there_and_back_but_for_its_comments() {
        let source = r#"format = 1 # a comment
label = "Zoë"
created = 2026-11-21T10:00:00Z
numbers = [1, -2.5, true, [], ["a"], [{ x = 1 }]]
when = "2026-11-21"
active = { object = "g" }

[guides.g.s1]
mark = "done"
at = 2026-11-21T10:00:00Z
note = "2026-11-21"

[[request]]
sent = 2026-11-21
extra = { deep = { deeper = "x" } }

[[evidence]]
added = 2026-11-22T08:00:00Z
"#;
        let read = |source: &str| source.parse::<DocumentMut>().unwrap();
        let json = to_json(read(source).as_table());
        let back = to_document(json.as_object().unwrap()).unwrap();
        assert_eq!(to_json(back.as_table()), json);
        // Dates are dates again where they belong, and texts stay texts.
        let text = back.to_string();
        for line in [
            "created = 2026-11-21T10:00:00Z",
            "at = 2026-11-21T10:00:00Z",
            "sent = 2026-11-21",
            "added = 2026-11-22T08:00:00Z",
            "when = \"2026-11-21\"",
            "note = \"2026-11-21\"",
            "[guides.g.s1]",
            "[[request]]",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
        assert_eq!(read(&text).to_string(), text);
    }

    #[test]
    fn what_no_file_can_hold_is_refused() {
        for (json, why) in [
            (r#"{"a": {"b": null}}"#, "`a.b` is null."),
            (
                r#"{"a": 18446744073709551615}"#,
                "`a` is too large a number.",
            ),
        ] {
            let json: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(to_document(json.as_object().unwrap()).unwrap_err(), why);
        }
        let endless = "a = inf\nb = nan\n".parse::<DocumentMut>().unwrap();
        let json = to_json(endless.as_table());
        assert_eq!((&json["a"], &json["b"]), (&"inf".into(), &"NaN".into()));
    }
}
