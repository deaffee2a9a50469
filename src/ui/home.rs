//! Home: the accounts with their progress, and the next step of the selected one.

mod board;
mod columns;
mod selected;
mod situation;
mod unreadable;
mod welcome;

use ratatui::{layout::Rect, text::Span};

use super::{
    area,
    canvas::Canvas,
    frame::{WITH_BOARD, WITH_COLUMNS},
    list,
};
use crate::app::{
    core::{AccountEntry, Pane, Screen},
    drawn::Target,
};
use columns::Columns;
use selected::next_step;
use unreadable::{unreadable, why_unreadable, without_unreadable};
use welcome::welcome;

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
    let head = u16::from(has_board(canvas, area));
    let count = u16::try_from(listed.len()).unwrap_or(u16::MAX).max(1);
    let count = count.saturating_add(head);
    // The next step of the selected account is shown below the list, if there is room.
    let below = if area.height >= 12 { 5 } else { 0 };
    let (rows, rest) = area::top(area, count.min(area.height - below));
    if listed.is_empty() {
        let text = if model.filter.is_active() {
            " No account matches the filter."
        } else {
            " Nothing to do now: every account is hidden."
        };
        list::row(canvas, rows, &[Span::styled(text, look.faint)], &[]);
        return;
    }
    let rows = match has_board(canvas, area) {
        true => below_head(canvas, rows),
        false => rows,
    };
    let is_cut = draw_rows(canvas, rows, &listed, true);
    if below > 0
        && let Some(entry) = model.current()
    {
        let rest = Rect {
            y: rest.y + 1,
            height: rest.height.saturating_sub(1),
            ..rest
        };
        next_step(canvas, rest, entry, is_cut);
    }
}

/// Draws the accounts as the left pane of the account screen.
pub fn draw_narrow(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let model = canvas.model;
    let listed = model.listed();
    let (area, below) = without_unreadable(canvas, area);
    draw_rows(canvas, area, &listed, false);
    unreadable(canvas, below, false);
}

/// Whether Home shows the board: if the person wants it, and there is room.
fn has_board(canvas: &Canvas<'_, '_>, area: Rect) -> bool {
    canvas.model.is_board && area.width >= WITH_BOARD
}

/// Draws the heads of the board's columns, and returns the area below.
fn below_head(canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let (head, rest) = area::top(area, 1);
    board::head(canvas, head);
    rest
}

/// Up to how many accounts all have a say in how wide the columns are; of more only those in sight, as all
/// would take too long.
const MOST_MEASURED: usize = 100;

/// Draws the rows in sight. Returns whether the label of the selected one is cut.
fn draw_rows(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    listed: &[&AccountEntry],
    is_home: bool,
) -> bool {
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
    let is_board = is_home && has_board(canvas, area);
    let rows = list::beside_bar(canvas, area, top, listed.len());
    let (from, most) = match listed.len() <= MOST_MEASURED {
        true => (0, listed.len()),
        false => (top, height),
    };
    let columns = (is_home && area.width >= WITH_COLUMNS).then(|| {
        let measured = listed.iter().skip(from).take(most).copied();
        Columns::of(model, measured, usize::from(rows.width))
    });
    let mut cuts_selected = false;
    for (index, here) in list::in_sight(rows, top, listed.len()) {
        let Some(entry) = listed.get(index) else {
            break;
        };
        let is_selected = index == selected;
        let selection = (is_selected, has_keys);
        let is_cut = match &columns {
            Some(_) if is_board => board::row(canvas, here, entry, selection),
            Some(columns) => {
                columns.row(canvas, here, (index - from, entry), selection);
                columns.cuts(index - from)
            }
            None => columns::narrow(canvas, here, entry, selection, is_home),
        };
        cuts_selected |= is_selected && is_cut;
        list::select(
            canvas,
            here,
            (is_selected, has_keys && model.overlays.is_empty()),
        );
        let target = Target::Account(entry.account.id.clone());
        canvas.drawn.put(here, target);
    }
    cuts_selected
}
