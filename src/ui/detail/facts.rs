//! What more than one row says in full: signs of care, keys, where sources disagree.

use ratatui::text::Line;

use crate::{
    app::{action::Action, model::Model},
    content::{
        guide::{Guide, Origin},
        source::Conflict,
    },
    ui::canvas::Column,
};

/// Signs that a guide needs care, as sentences.
pub(in crate::ui) fn badges(column: &Column<'_>, guide: &Guide) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let mut lines = Vec::new();
    if let Origin::Yours(file) = &guide.origin {
        lines.extend(column.wrap(
            &format!("[yours] This guide is your own file: {file}"),
            look.warn,
        ));
    }
    if guide.is_stale(model.now.today) {
        let checked = guide
            .checked
            .map_or_else(|| "never".to_owned(), |day| day.to_string());
        let said = format!("[old] Last checked {checked}: links and menus may have changed since.");
        lines.extend(column.wrap(&said, look.warn));
    }
    lines
}

/// Keys with what they do: "o opens it, y copies it".
pub(super) fn key_words(model: &Model, keys: &[(Action, &str)]) -> String {
    let said = keys
        .iter()
        .filter_map(|(action, does)| Some(format!("{} {does}", model.keymap.short(*action)?)));
    said.collect::<Vec<String>>().join(", ")
}

/// What the sources do not agree on: who says what, and what to do.
pub(in crate::ui) fn disagreement(
    column: &Column<'_>,
    guide: &Guide,
    conflict: &Conflict,
) -> Vec<Line<'static>> {
    let look = column.look;
    let question = format!("Sources disagree: {}", conflict.question);
    let mut lines = column.wrap(&question, look.heading);
    for (id, says) in &conflict.claims {
        let title = guide
            .source(id)
            .map_or(id.as_str(), |source| source.title.as_str());
        lines.extend(column.indent(&format!("{title}: {says}"), look.faint));
    }
    let advice = format!("What to do: {}", conflict.advice);
    lines.extend(column.indent(&advice, look.text));
    lines
}
