//! The header row: the account or the number of accounts, warnings, and the state of saving.

use ratatui::{layout::Rect, text::Span};

use super::{canvas::Canvas, list, theme::Look};
use crate::{
    app::{
        action::Action,
        core::{AccountEntry, Screen},
        model::Model,
        saving::SaveState,
    },
    content::{platform::Kind, state::State},
};

/// Draws the header row.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let dot = format!(" {} ", look.glyphs.dot);
    let is_narrow = area.width < 40 && matches!(model.screen, Screen::Account(_));
    let brand = if is_narrow { "" } else { " optout" };
    let mut left = vec![Span::styled(brand, look.heading)];
    match &model.screen {
        Screen::Home => {
            let count = model.entries.len();
            let needing = model
                .entries
                .iter()
                .filter(|it| it.overview.needs_attention());
            let is_late = |entry: &&AccountEntry| entry.overview.state == State::Overdue;
            let (late, others): (Vec<_>, Vec<_>) = needing.partition(is_late);
            if count > 0 {
                let accounts = if count == 1 { "account" } else { "accounts" };
                // What is late is never cut off.
                if late.is_empty() || area.width >= 60 {
                    left.push(Span::styled(format!("{dot}{count} {accounts}"), look.faint));
                }
                if !late.is_empty() {
                    left.push(Span::styled(
                        format!("{dot}{} overdue", late.len()),
                        look.bad,
                    ));
                }
                let attention = match (late.len(), others.len()) {
                    (0, 0) => format!("{dot}nothing to do now"),
                    (_, 0) => String::new(),
                    (0, 1) => format!("{dot}1 needs you"),
                    (0, many) => format!("{dot}{many} need you"),
                    (_, 1) => format!("{dot}1 more needs you"),
                    (_, many) => format!("{dot}{many} more need you"),
                };
                left.push(Span::styled(attention, look.faint));
            }
        }
        Screen::Account(_) => {
            if let Some(entry) = model.current() {
                let account = &entry.account;
                let label = if is_narrow {
                    format!(" {}", account.label)
                } else {
                    format!("{dot}{}", account.label)
                };
                left.push(Span::styled(label, look.heading));
                let country = account
                    .country
                    .map_or_else(String::new, |country| format!(", {country}"));
                let platform = account.platform.title();
                let facts = match account.kind {
                    Kind::NoAccount => format!("{dot}{platform}{country}"),
                    Kind::Personal | Kind::Professional | Kind::Page | Kind::Minor => {
                        format!("{dot}{platform}, {}{country}", account.kind.title())
                    }
                };
                left.push(Span::styled(facts, look.faint));
            }
        }
    }
    list::row(canvas, area, left, right_of_header(model, look));
}

/// The right part of the row: the number of warnings, and the state of saving.
fn right_of_header(model: &Model, look: &Look) -> Vec<Span<'static>> {
    let mut right = Vec::new();
    if !model.notices.is_empty() {
        let key = model.keymap.short(Action::Notices).unwrap_or_default();
        let count = model.notices.len();
        let noun = if count == 1 { "warning" } else { "warnings" };
        right.push(Span::styled(format!(" {count} {noun} ({key}) "), look.warn));
    }
    let glyphs = look.glyphs;
    match model.saving.state() {
        SaveState::Untouched => {}
        SaveState::Safe => right.extend([
            Span::styled(format!(" {}", glyphs.saved), look.tick),
            Span::styled(" saved ", look.good),
        ]),
        SaveState::Writing => right.push(Span::styled(
            format!(" {} saving ", glyphs.saving),
            look.faint,
        )),
        SaveState::Failed => {
            let key = model.keymap.short(Action::Notices).unwrap_or_default();
            let text = format!(" {} NOT SAVED (why: {key}) ", glyphs.unsaved);
            right.push(Span::styled(text, look.bad));
        }
    }
    right
}
