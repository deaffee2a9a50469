//! Parts of the detail that several kinds of rows share: badges, key hints, conflicts of sources.

use ratatui::text::Line;

use crate::{
    app::{action::Action, core::AccountEntry, model::Model},
    clock,
    content::{
        goal::Goal,
        guide::{Guide, Origin},
        source::Conflict,
    },
    ui::canvas::Column,
};

/// The badge of a guide that is the user's own, with a sentence.
pub(super) fn yours(column: &Column<'_>, guide: &Guide) -> Vec<Line<'static>> {
    match &guide.origin {
        Origin::Shipped => Vec::new(),
        Origin::Yours(file) => {
            let badge = format!("[yours] This route is your own file: {file}");
            column.wrap(&badge, column.look.warn)
        }
    }
}

/// Badges of a guide that is the user's own or old, each with a sentence.
pub(in crate::ui) fn badges(column: &Column<'_>, guide: &Guide) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let mut lines = yours(column, guide);
    if guide.is_stale(model.now.today) {
        let badge = format!("[old] Nothing here was looked at lately. {}", clock::OLD);
        lines.extend(column.wrap(&badge, look.warn));
    }
    lines
}

/// What an account without a country lacks, and the key that sets it.
pub(super) fn no_country(column: &Column<'_>, entry: &AccountEntry) -> Vec<Line<'static>> {
    if !entry.lacks_country() {
        return Vec::new();
    }
    column.wrap(&country_wanted(column.model, entry), column.look.warn)
}

/// What depends on the country that an account lacks, and the key that sets it.
pub(in crate::ui) fn country_wanted(model: &Model, entry: &AccountEntry) -> String {
    let keys = key_words(model, &[(Action::Edit, "sets it")]);
    let why = match entry.account.progress.latest(Goal::Object) {
        None => "Until then the routes of every region are shown.",
        Some(_) => "What helps when Meta is silent or says no depends on it.",
    };
    format!("No country yet: {keys}. {why}")
}

/// The keys of actions in words: "o opens it, y copies it". Leaves out unbound actions.
pub(super) fn key_words(model: &Model, keys: &[(Action, &str)]) -> String {
    let words = keys
        .iter()
        .filter_map(|(action, does)| Some(format!("{} {does}", model.keymap.short(*action)?)));
    words.collect::<Vec<String>>().join(", ")
}

/// A conflict of sources: the question, what each claims, and the advice.
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
