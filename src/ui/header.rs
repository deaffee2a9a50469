//! The header row: the account or the number of accounts, warnings, and the state of saving.

use ratatui::{layout::Rect, style::Style, text::Span};

use super::{canvas::Canvas, list, theme::Look};
use crate::{
    app::{action::Action, core::Screen, model::Model, saving::SaveState},
    clock,
    content::{platform::Kind, state::State},
    sort::sort,
    text,
};

/// Draws the header row.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let dot = format!(" {} ", look.glyphs.dot);
    let is_narrow = area.width < 40;
    // What now says more than there is room for beside the name.
    let is_brief = is_narrow || model.screen == Screen::WhatNow && area.width < 60;
    let brand = if is_brief { "" } else { " optout" };
    let mut left = vec![Span::styled(brand, look.heading)];
    if model.settings.is_demo {
        let today = clock::short_date(model.now.today);
        let day = if area.width >= 60 {
            format!(", {today}")
        } else {
            String::new()
        };
        left.push(Span::styled(format!(" demo{day}"), look.warn));
    }
    let right = right_of_header(model, look);
    let wide = |spans: &[Span<'_>]| -> usize {
        let widths = spans.iter().map(|span| text::width(&span.content));
        widths.sum()
    };
    let room = usize::from(area.width).saturating_sub(wide(&right));
    match &model.screen {
        Screen::Home => {
            let room = room.saturating_sub(wide(&left) + 1);
            for (index, fact) in fitting(facts(model, look), room, text::width(&dot))
                .into_iter()
                .enumerate()
            {
                let gap = match index == 0 && is_narrow {
                    true => " ",
                    false => &dot,
                };
                left.extend([
                    Span::styled(gap.to_owned(), look.faint),
                    Span::styled(fact.words, fact.style),
                ]);
            }
        }
        Screen::WhatNow => {
            let now = &model.what_now;
            let gap = if brand.is_empty() { " " } else { &dot };
            left.push(Span::styled(format!("{gap}What now"), look.heading));
            if now.account().is_some() {
                let (at, all) = (now.at + 1, now.plan.len());
                let time = clock::span(model.minutes_left());
                let long = format!("{dot}account {at} of {all}{dot}about {time} left");
                let words = match wide(&left) + text::width(&long) > room {
                    true => format!("{dot}{at} of {all}{dot}{time}"),
                    false => long,
                };
                left.push(Span::styled(words, look.faint));
            }
        }
        Screen::Account(_) => {
            if let Some(entry) = model.current() {
                let account = &entry.account;
                let gap = if is_narrow { " " } else { &dot };
                // The end of the row, with the country, may be cut.
                let apart = model.apart(account).map(|apart| match area.width < 60 {
                    true => apart.in_words(),
                    false => apart.beside_country(),
                });
                let label = format!("{gap}{}{}", account.label, apart.unwrap_or_default());
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
    list::row(canvas, area, &left, &right);
}

/// Something that Home's header says.
struct Fact {
    words: String,
    style: Style,
    /// Where there is too little room, the facts with the greatest numbers are left out.
    rank: u8,
}

/// The facts that fit into so many cells, in their order.
fn fitting(mut facts: Vec<Fact>, room: usize, gap: usize) -> Vec<Fact> {
    let width =
        |facts: &[Fact]| -> usize { facts.iter().map(|it| text::width(&it.words) + gap).sum() };
    while width(&facts) > room && facts.len() > 1 {
        let last = facts.iter().map(|fact| fact.rank).max();
        facts.retain(|fact| Some(fact.rank) != last);
    }
    facts
}

/// How many days ahead something counts as due soon.
const SOON: i64 = 7;

/// What Home's header says: how many accounts are late, due soon, and need the person; what is hidden.
fn facts(model: &Model, look: &Look) -> Vec<Fact> {
    let entries = || model.entries.iter().map(|entry| &entry.overview);
    let count = entries().count();
    if count == 0 {
        return Vec::new();
    }
    let fact = |words: String, style, rank| Fact { words, style, rank };
    let today = model.now.today;
    let noun = if count == 1 { "account" } else { "accounts" };
    let late = entries()
        .filter(|it| it.state == State::Overdue && it.needs_attention())
        .count();
    let needing = entries().filter(|it| it.needs_attention()).count();
    let days = entries()
        .filter(|it| it.reads_day() && it.covered_by.is_none())
        .filter_map(|it| it.day())
        .map(|day| clock::days_until(today, day));
    let mut soon: Vec<i64> = days.filter(|days| (0..=SOON).contains(days)).collect();
    sort(&mut soon);
    let mut facts = vec![fact(format!("{count} {noun}"), look.faint, 4)];
    if late > 0 {
        facts.push(fact(format!("{late} overdue"), look.bad, 0));
    }
    let due = match soon.as_slice() {
        [] => None,
        [0] => Some("1 due today".to_owned()),
        [1] => Some("1 due tomorrow".to_owned()),
        [days] => Some(format!("1 due in {days} days")),
        several => Some(format!("{} due within a week", several.len())),
    };
    facts.extend(due.map(|due| fact(due, look.warn, 1)));
    let need = match needing {
        0 => "nothing to do now".to_owned(),
        1 => "1 needs you".to_owned(),
        many => format!("{many} need you"),
    };
    facts.push(fact(need, look.faint, 2));
    let hidden = model.hidden();
    if hidden > 0 {
        facts.push(fact(format!("{hidden} hidden"), look.faint, 3));
    }
    facts
}

/// The right part of the row: the number of warnings, and the state of saving.
fn right_of_header(model: &Model, look: &Look) -> Vec<Span<'static>> {
    let mut right = Vec::new();
    // That something is not saved weighs more, and the same key says both.
    if !model.notices.is_empty() && model.saving.state() != SaveState::Failed {
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
