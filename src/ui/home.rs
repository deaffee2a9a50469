//! Home: the accounts with their progress, and the next step of the selected one.

mod situation;

use ratatui::{
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::{Line, Span},
};

use super::{canvas::Canvas, list, theme::Look};
use crate::{
    app::{
        action::Action,
        core::{AccountEntry, Pane, Screen},
        drawn::Target,
    },
    clock,
    content::guide::Origin,
    text,
};
use situation::{short_situation, situation, situation_style};

/// The width of the progress bar, in cells.
const BAR: usize = 8;

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    if area.is_empty() {
        return;
    }
    let is_unread = model.is_folder_unread || !model.unreadable.is_empty();
    if model.entries.is_empty() && !is_unread {
        welcome(canvas, area);
        return;
    }
    let (area, below) = without_unreadable(canvas, area);
    unreadable(canvas, below, true);
    if model.entries.is_empty() {
        why_unreadable(canvas, area);
        return;
    }
    let listed = model.listed();
    let count = u16::try_from(listed.len()).unwrap_or(u16::MAX).max(1);
    // The next step of the selected account is shown below the list, if there is room.
    let below = if area.height >= 12 { 5 } else { 0 };
    let [rows, rest] = area.layout(&Layout::vertical([
        Constraint::Length(count.min(area.height - below)),
        Constraint::Fill(1),
    ]));
    if listed.is_empty() {
        let text = if model.filter.is_active() {
            " No account matches the filter."
        } else {
            " Everything is done, and hidden."
        };
        list::row(
            canvas,
            rows,
            vec![Span::styled(text, look.faint)],
            Vec::new(),
        );
        return;
    }
    draw_rows(canvas, rows, &listed, true);
    if below > 0
        && let Some(entry) = model.current()
    {
        let rest = Rect {
            y: rest.y + 1,
            height: rest.height.saturating_sub(1),
            ..rest
        };
        next_step(canvas, rest, entry);
    }
}

/// Draws the accounts as the left pane of the account screen.
pub fn draw_narrow(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let model = canvas.model;
    let listed: Vec<&AccountEntry> = model.entries.iter().collect();
    let (area, below) = without_unreadable(canvas, area);
    draw_rows(canvas, area, &listed, false);
    unreadable(canvas, below, false);
}

/// The area without the rows at its foot for the accounts that cannot be read, and these rows.
fn without_unreadable(canvas: &Canvas<'_, '_>, area: Rect) -> (Rect, Rect) {
    let number = u16::try_from(canvas.model.unreadable.len()).unwrap_or(u16::MAX);
    // At least half is for those that can be read.
    let number = number.min(area.height / 2);
    let [rest, rows] = area.layout(&Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(number),
    ]));
    (rest, rows)
}

/// Draws a row for each account that cannot be read, by the name of its file. Where they are more than
/// fit, the last row says so.
fn unreadable(canvas: &mut Canvas<'_, '_>, area: Rect, is_wide: bool) {
    let (model, look) = (canvas.model, canvas.look);
    let key = model.keymap.short(Action::PutBack);
    let last = area.bottom().saturating_sub(1);
    for (index, here) in list::in_sight(area, 0, model.unreadable.len()) {
        let Some(one) = model.unreadable.get(index) else {
            break;
        };
        let hidden = model.unreadable.len() - index - 1;
        let label = one
            .copy
            .as_ref()
            .map_or("", |account| account.label.as_str());
        let mut text = format!("! {}.toml  cannot be read", one.id);
        if is_wide && !label.is_empty() {
            text = format!("! {}.toml  {label}  cannot be read", one.id);
        }
        if here.y == last && hidden > 0 {
            text = format!("! {} accounts cannot be read", hidden + 1);
        }
        let mut left = vec![Span::raw(" "), Span::styled(text, look.bad)];
        if let (true, Some(_), Some(key)) = (is_wide, &one.copy, &key) {
            let hint = format!("  {key} puts its newest good copy back");
            left.push(Span::styled(hint, look.faint));
        }
        list::row(canvas, here, left, Vec::new());
    }
}

/// Draws why accounts cannot be read, in the place of the welcome: it is no empty program.
fn why_unreadable(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width).saturating_sub(4).min(72);
    let column = &canvas.column(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let head = match model.unreadable.len() {
        0 => "The folder of the accounts cannot be read.".to_owned(),
        1 => "1 account cannot be read.".to_owned(),
        number => format!("{number} accounts cannot be read."),
    };
    lines.extend(column.indent(&head, look.heading));
    for one in &model.unreadable {
        lines.extend(column.indent(&format!("{}: {}", one.file, one.why), look.text));
    }
    let text = if model.unreadable.is_empty() {
        format!("Kept in {}", model.settings.data)
    } else if let Some(key) = model.keymap.short(Action::PutBack)
        && model.unreadable.iter().any(|one| one.copy.is_some())
    {
        format!("Press {key} to put the newest good copy back.")
    } else {
        "There is no good copy. What is wrong: optout account check".to_owned()
    };
    lines.extend(column.indent(&text, look.accent));
    list::page(canvas, area, &lines, 0);
}

fn draw_rows(canvas: &mut Canvas<'_, '_>, area: Rect, listed: &[&AccountEntry], is_wide: bool) {
    let model = canvas.model;
    let selected = listed
        .iter()
        .position(|entry| Some(&entry.account.id) == model.selected.as_ref())
        .unwrap_or(0);
    let height = usize::from(area.height);
    let top = list::top(canvas.drawn.accounts_top, selected, height, listed.len());
    canvas.drawn.accounts_top = top;
    let has_keys = model.screen == Screen::Home || model.pane == Pane::Accounts;
    if has_keys {
        canvas.drawn.page = height;
    }
    // The situations have a column that holds each of them, as long as the labels keep some room.
    let today = model.now.today;
    let shown = listed.iter().skip(top).take(height);
    let longest = shown
        .map(|entry| text::width(&situation(entry, today)))
        .max();
    let least = if area.width >= 76 { 33 } else { 19 };
    let most = usize::from(area.width.saturating_sub(42));
    let column = longest.map_or(least, |longest| (longest + 1).min(most).max(least));
    let column = u16::try_from(column).unwrap_or(area.width).min(area.width);
    for (index, here) in list::in_sight(area, top, listed.len()) {
        let Some(entry) = listed.get(index) else {
            break;
        };
        let is_selected = index == selected;
        draw_row(
            canvas,
            here,
            entry,
            (is_selected, has_keys),
            is_wide.then_some(column),
        );
        list::select(canvas, here, (is_selected, has_keys));
        canvas
            .drawn
            .put(here, Target::Account(entry.account.id.clone()));
    }
}

fn draw_row(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    entry: &AccountEntry,
    (is_selected, has_keys): (bool, bool),
    column: Option<u16>,
) {
    let (model, look) = (canvas.model, canvas.look);
    let AccountEntry { account, overview } = entry;
    let style = look.row(is_selected);
    let mut left = vec![list::gutter(is_selected, has_keys, look), Span::raw(" ")];
    let count = match overview.total {
        0 => String::new(),
        total => format!("{}/{total}", overview.done),
    };
    let today = model.now.today;
    let Some(column) = column.filter(|_| area.width >= 46) else {
        left.push(Span::styled(account.label.to_string(), style));
        let right = if area.width < 24 || overview.total == 0 {
            vec![Span::styled(
                format!(" {}", short_situation(overview)),
                situation_style(overview, look),
            )]
        } else {
            let words = if area.width >= 34 {
                format!(" {}", overview.situation(today))
            } else {
                String::new()
            };
            vec![
                Span::styled(words, situation_style(overview, look)),
                Span::styled(format!(" {count} "), look.faint),
            ]
        };
        list::row(canvas, area, left, right);
        return;
    };
    left.push(Span::styled(
        format!("{:<11}", account.platform.title()),
        look.faint,
    ));
    left.push(Span::styled(account.label.to_string(), style));
    if account.read_only.is_some() {
        left.push(Span::styled("  read-only", look.warn));
    }
    let words = situation(entry, today);
    let mut right = vec![Span::raw("  ")];
    if overview.total > 0 {
        right.extend(bar(overview.done, overview.total, look));
    } else {
        right.push(Span::raw(" ".repeat(BAR)));
    }
    right.push(Span::styled(format!(" {count:>5}  "), look.faint));
    let rest = Rect {
        width: area.width - column,
        ..area
    };
    list::row(canvas, rest, left, right);
    let state = Rect {
        x: rest.right(),
        width: column,
        ..area
    };
    let style = situation_style(overview, look);
    list::row(canvas, state, vec![Span::styled(words, style)], Vec::new());
}

/// A progress bar, eight cells wide.
pub fn bar(done: usize, total: usize, look: &Look) -> Vec<Span<'static>> {
    let full = if total == 0 {
        0
    } else {
        (done * BAR).div_ceil(total).min(BAR)
    };
    // Rounding up must not fill the bar before everything is done.
    let full = if done < total {
        full.min(BAR - 1)
    } else {
        full
    };
    vec![
        Span::styled(look.glyphs.bar_done.repeat(full), look.tick),
        Span::styled(look.glyphs.bar_open.repeat(BAR - full), look.line),
    ]
}

/// Draws the request and the next step of the selected account.
fn next_step(canvas: &mut Canvas<'_, '_>, area: Rect, entry: &AccountEntry) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width.saturating_sub(2));
    let column = &canvas.column(width);
    let mut lines = Vec::new();
    let overview = &entry.overview;
    if let Some(reason) = &entry.account.read_only {
        lines.extend(column.indent(&format!("Read-only: {reason}"), look.warn));
    }
    if let Some(covering) = &overview.covered_by {
        let text = format!(
            "Covered by the objection of {}: {}",
            covering.label,
            covering.request.in_words(model.now.today)
        );
        lines.extend(column.indent(&text, look.text));
    }
    if let Some(request) = overview.goals.iter().find_map(|view| view.request.as_ref()) {
        lines.extend(column.indent(
            &format!(
                "Your {} {}.",
                request.noun(),
                request.in_words(model.now.today)
            ),
            look.text,
        ));
    }
    match overview.next_step() {
        Some((guide, step)) => {
            lines.push(Line::from(vec![
                Span::styled("  Next: ", look.faint),
                Span::styled(step.title.to_string(), look.heading),
            ]));
            let age = step
                .last_seen()
                .filter(|_| step.is_stale(model.now.today))
                .map_or_else(String::new, |seen| format!(", {seen}"));
            let text = format!(
                "in \"{}\"{age}",
                entry.account.platform.title_here(&guide.title)
            );
            lines.extend(column.lines(&text, "        ", look.faint));
            if let Origin::Yours(file) = &guide.origin {
                let badge = format!("[yours] This route is your own file: {file}");
                lines.extend(column.lines(&badge, "        ", look.warn));
            }
        }
        None if let Some(day) = overview
            .wait
            .map(|wait| wait.until)
            .or(overview.due)
            .filter(|day| *day > model.now.today) =>
        {
            let text = format!("Nothing to do before {}.", clock::long_date(day));
            lines.extend(column.indent(&text, look.good));
        }
        None if overview.total > 0 => {
            lines.push(Line::styled("  Everything here is done.", look.good));
        }
        None => lines.push(Line::styled(
            "  There is no route for this account.",
            look.faint,
        )),
    }
    list::page(canvas, area, &lines, 0);
}

/// Draws the introduction, shown while there is no account.
fn welcome(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let width = usize::from(area.width).saturating_sub(4).min(72);
    let column = &canvas.column(width);
    let key = model.keymap.short(Action::Add).unwrap_or_default();
    let mut lines: Vec<Line<'static>> = Vec::new();
    let roomy = area.height >= 14;
    let mut say = |text: &str, style: Style| {
        lines.extend(column.indent(text, style));
        if roomy {
            lines.push(Line::default());
        }
    };
    say(
        "Stop Meta from training AI on your posts, one account at a time.",
        look.heading,
    );
    say(
        &format!("Press {key} to add your first account."),
        look.accent,
    );
    say(
        "For each account you get the routes that exist where it lives, one step at a time: open the right page, find the hidden link, send the objection, keep the confirmation. Every tick is kept.",
        look.text,
    );
    say(
        "This program sends nothing anywhere. Only you do, in your browser.",
        look.text,
    );
    say(&format!("Kept in {}", model.settings.data), look.faint);
    let from_top = if roomy { 1 } else { 0 };
    let inner = Rect {
        y: area.y + from_top,
        height: area.height - from_top,
        ..area
    };
    list::page(canvas, inner, &lines, 0);
}
