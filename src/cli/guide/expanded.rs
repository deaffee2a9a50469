//! A guide file by itself: with the sources, conflicts and steps that it has in common with others.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TomlError};

/// The lists of a guide file, in their order.
const LISTS: [&str; 4] = ["note", "source", "conflict", "step"];

/// The text of a guide file with all that it names in the shared ones.
///
/// # Errors
///
/// When one of the texts is not TOML.
pub(super) fn expanded(guide: &str, sources: &str, steps: &str) -> Result<String, TomlError> {
    let [mut guide, mut sources, mut steps]: [DocumentMut; 3] =
        [guide.parse()?, sources.parse()?, steps.parse()?];
    let [all_sources, all_conflicts] = ["source", "conflict"].map(|list| taken(&mut sources, list));
    let all_steps = taken(&mut steps, "step");
    let [notes, mut sources, mut conflicts, mut steps] = LISTS.map(|list| taken(&mut guide, list));
    for step in &mut steps {
        let Some(used) = step.remove("use") else {
            continue;
        };
        let used = used.as_str().and_then(|id| named(&all_steps, id));
        for (key, value) in used.into_iter().flat_map(Table::iter) {
            step.entry(key).or_insert_with(|| value.clone());
        }
    }
    let listed = guide.remove("conflicts").unwrap_or_default();
    for id in listed.as_array().into_iter().flatten() {
        let mut found = id
            .as_str()
            .and_then(|id| named(&all_conflicts, id).cloned());
        found.as_mut().and_then(|conflict| conflict.remove("id"));
        conflicts.extend(found);
    }
    for id in conflicts.iter().chain(&steps).flat_map(cited) {
        if !sources.iter().any(|own| is(own, &id)) {
            sources.extend(named(&all_sources, &id).cloned());
        }
    }
    let mut position = 0;
    for (list, mut tables) in LISTS.into_iter().zip([notes, sources, conflicts, steps]) {
        for table in &mut tables {
            place(table, &mut position);
        }
        if !tables.is_empty() {
            let tables: ArrayOfTables = tables.into_iter().collect();
            guide.insert(list, Item::ArrayOfTables(tables));
        }
    }
    Ok(guide.to_string())
}

/// Places a table, and those within it, behind all that were placed before: a table keeps the place
/// that it had in its own file, and these come from several.
fn place(table: &mut Table, position: &mut isize) {
    *position += 1;
    table.set_position(Some(*position));
    table.decor_mut().set_prefix("\n");
    for (_, item) in table.iter_mut() {
        let within = item.as_array_of_tables_mut().into_iter();
        for table in within.flat_map(ArrayOfTables::iter_mut) {
            place(table, position);
        }
    }
}

/// Takes a list of tables out of a document.
fn taken(document: &mut DocumentMut, list: &str) -> Vec<Table> {
    let item = document.remove(list).unwrap_or_default();
    let tables = item.into_array_of_tables().unwrap_or_default();
    tables.into_iter().collect()
}

fn is(table: &Table, id: &str) -> bool {
    table.get("id").and_then(Item::as_str) == Some(id)
}

fn named<'t>(tables: &'t [Table], id: &str) -> Option<&'t Table> {
    tables.iter().find(|table| is(table, id))
}

/// The ids of the sources that a step or a conflict names.
fn cited(table: &Table) -> Vec<String> {
    let strings = |list: &str, key: &str| -> Vec<String> {
        let list = table.get(list).and_then(Item::as_array);
        let string = |value: &toml_edit::Value| {
            let inner = value.as_inline_table().and_then(|claim| claim.get(key));
            inner.unwrap_or(value).as_str().map(str::to_owned)
        };
        list.into_iter().flatten().filter_map(string).collect()
    };
    [strings("sources", ""), strings("claims", "source")].concat()
}
