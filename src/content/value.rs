//! Values that several content files have under their keys: ids and titles.

use crate::{
    document::{Fields, Raw},
    id::{self, Id},
    text::{self, Clean, TextKind},
};

/// An id under a key.
pub(super) fn identifier(table: &Fields<'_>, key: &'static str) -> Option<Id> {
    let raw = table.raw(key)?;
    as_id(table, &raw)
}

fn as_id(table: &Fields<'_>, raw: &Raw<'_>) -> Option<Id> {
    let id = Id::new(raw.text);
    if id.is_none() {
        table.refuse_at(raw, &format!("`{}` is not an id; {}.", raw.text, id::RULE));
    }
    id
}

/// A list of ids under a key.
pub(super) fn identifiers(table: &Fields<'_>, key: &'static str) -> Vec<Id> {
    table
        .raws(key)
        .unwrap_or_default()
        .iter()
        .filter_map(|raw| as_id(table, raw))
        .collect()
}

/// A title under a key: not blank.
pub(super) fn title(table: &Fields<'_>, key: &'static str) -> Option<Clean> {
    let raw = table.raw(key)?;
    let title = table.cleaned(&raw, key, TextKind::Title);
    if text::is_empty(&title) {
        table.refuse_at(&raw, &format!("`{key}` is blank."));
        return None;
    }
    Some(title)
}
