//! What may stand behind a key.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, transform};
use serde_json::{Value, json};

use crate::{
    content::{
        goal::Goal,
        guide::StepKind,
        note::NoteOn,
        platform::{Device, Kind, Platform},
        source::Confidence,
        state::State,
    },
    id::{self, Id},
    text,
};

/// Describes a type where it is used.
macro_rules! described {
    ($name:ident, $schema:expr) => {
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

/// Describes types whose values are words.
macro_rules! words_described {
    ($($name:ident),+) => {
        $( described!($name, {
            let word = |((word, _), about): (&(&str, $name), &&str)| {
                json!({ "const": word, "description": about.trim() })
            };
            let words: Vec<Value> = $name::NAMES.iter().zip($name::ABOUT).map(word).collect();
            json_schema!({ "type": "string", "oneOf": words })
        }); )+
    };
}

words_described!(
    Goal, Platform, Kind, State, Device, StepKind, Confidence, NoteOn
);

described!(
    Id,
    json_schema!({ "type": "string", "pattern": id::PATTERN })
);

/// A title or a label: one line.
pub(super) struct Title;

described!(Title, {
    let most = text::TextKind::Title.limit();
    json_schema!({ "type": "string", "pattern": "\\S", "maxLength": most })
});

/// A sentence or a few.
pub(super) struct Line;

described!(
    Line,
    json_schema!({ "type": "string", "maxLength": text::TextKind::Line.limit() })
);

/// A text of several lines.
pub(super) struct Body;

described!(
    Body,
    json_schema!({ "type": "string", "maxLength": text::TextKind::Body.limit() })
);

/// An address that a browser may open. Which hosts may be is for `optout guide check` to say.
pub(super) struct Address;

described!(
    Address,
    json_schema!({ "type": "string", "format": "uri", "pattern": "^https://" })
);

/// A day of TOML, without quotes.
pub(super) struct Day;

described!(Day, json_schema!({ "type": "string", "format": "date" }));

/// A key of TOML is there or is not; there is no null.
pub(super) fn without_null(schema: &mut Schema) {
    transform::transform_subschemas(&mut without_null, schema);
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_mut_slice() {
            let only = only.take();
            object.insert("type".to_owned(), only);
        }
    }
    let null = json!({ "type": "null" });
    let choice = object.get("anyOf").and_then(Value::as_array);
    if let Some([other, last]) = choice.map(Vec::as_slice)
        && *last == null
        && let Value::Object(other) = other.clone()
    {
        object.remove("anyOf");
        for (key, value) in other {
            object.entry(key).or_insert(value);
        }
    }
}

/// The states that `after_months` can count from.
pub(super) fn states_with_a_beginning() -> Vec<&'static str> {
    let states = State::ALL.iter().filter(|state| state.has_a_beginning());
    states.map(|state| state.as_str()).collect()
}
