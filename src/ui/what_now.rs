//! What now: whose turn it is and in which browser, and the step in full; at the end what was done, and what
//! waits for what.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    area,
    canvas::{Canvas, Column},
    detail, list,
};
use crate::{
    account::{Account, join_words},
    app::{action::Action, core::AccountEntry, model::Model},
    sort::sort_by_key,
    text::{self, Clean},
};

/// The widest column of text, in cells: longer lines are hard to read.
const WIDEST: u16 = 90;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let model = canvas.model;
    let area = Rect {
        x: area.x + area.width.min(1),
        width: area.width.saturating_sub(1).min(WIDEST),
        ..area
    };
    let Some(entry) = model.current() else {
        let width = usize::from(area.width.saturating_sub(2)).max(1);
        let lines = end(&canvas.column(width));
        canvas.drawn.scroll_end = list::page(canvas, area, &lines, model.scroll);
        canvas.drawn.page = usize::from(area.height).saturating_sub(1);
        return;
    };
    let head = if area.height >= 12 { 3 } else { 1 };
    let (above, rest) = area::top(area, head);
    let lines = whose(&canvas.column(usize::from(area.width)), &entry.account);
    list::page(
        canvas,
        above,
        &lines[..lines.len().min(usize::from(above.height))],
        0,
    );
    detail::draw(canvas, rest, entry);
}

/// Whose turn it is, and which browser has that account.
fn whose(column: &Column<'_>, account: &Account) -> Vec<Line<'static>> {
    let look = column.look;
    let mut facts = vec![account.platform.title().to_owned()];
    facts.extend(account.country.map(|country| country.to_string()));
    facts.extend(account.handle.as_ref().map(ToString::to_string));
    let name = Line::from(vec![
        Span::styled(account.label.to_string(), look.heading),
        Span::styled(
            format!(" {} {}", look.glyphs.dot, facts.join(", ")),
            look.text,
        ),
    ]);
    vec![name, Line::styled(browser(account), look.faint)]
}

/// Which browser opens an account's links.
fn browser(account: &Account) -> String {
    let is_place = |word: &&Clean| word.contains("{url");
    let words: Vec<Clean> = account
        .open_with
        .iter()
        .filter(|word| !is_place(word))
        .cloned()
        .collect();
    match words.is_empty() {
        true => "Opens in your usual browser".to_owned(),
        false => format!("Opens in {}", join_words(&words)),
    }
}

/// What was done, what waits for what and until when, and what is left.
fn end(column: &Column<'_>) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let today = model.now.today;
    let done = model.done_now();
    let mut lines = Vec::new();
    let head = match done.is_empty() {
        true => "Nothing was done this time.",
        false => "Done for now. Everything is kept.",
    };
    lines.extend(column.wrap(head, look.heading));
    lines.push(Line::default());
    for (id, what) in &done {
        let Some(entry) = model.entry(id) else {
            continue;
        };
        let text = format!(
            "{}: {}. {}.",
            named(model, &entry.account),
            what.in_words(),
            entry.standing(today)
        );
        lines.extend(column.wrap(&text, look.text));
    }
    let mut waiting: Vec<&AccountEntry> = model
        .entries
        .iter()
        .filter(|entry| entry.overview.reads_day() && !entry.overview.needs_attention())
        .filter(|entry| done.iter().all(|(id, _)| *id != entry.account.id))
        .collect();
    sort_by_key(&mut waiting, |entry| entry.overview.day());
    if !waiting.is_empty() {
        lines.push(Line::default());
        lines.extend(column.wrap("What waits", look.heading));
    }
    for entry in waiting {
        let name = named(model, &entry.account);
        let text = format!("{name}: {}", entry.overview.situation(today));
        lines.extend(column.wrap(&text, look.text));
    }
    lines.push(Line::default());
    let key = model.keymap.short(Action::WhatNow).unwrap_or_default();
    let left = match model.urgent().len() {
        0 => "Nothing else needs you now.".to_owned(),
        1 => format!("1 account still needs you: {key} goes on."),
        many => format!("{many} accounts still need you: {key} goes on."),
    };
    lines.extend(column.wrap(&left, look.text));
    lines
}

/// An account as lists name it.
fn named(model: &Model, account: &Account) -> String {
    let apart = model.apart(account);
    let apart = apart.map_or_else(String::new, |apart| apart.in_words());
    text::line(&format!(
        "{} {}{apart}",
        account.platform.mark(),
        account.label
    ))
    .to_string()
}
