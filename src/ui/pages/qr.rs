//! A QR code over the screen, as large as it has to be, or why it is not there.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::Line,
    widgets::Clear,
};

use crate::ui::canvas::{Canvas, Column};
use crate::ui::{
    frame,
    list::{self},
};
use crate::{
    app::{action::Action, drawn::Target, pages::qr::QrPage},
    qr::{self, Code},
    text,
};

/// The row of keys, which is always there.
const KEYS: usize = 1;
/// From this width on the words have a column of their own beside the code.
const COLUMN: usize = 24;

/// Columns and rows that a code takes. ASCII has no half blocks.
fn size(code: &Code, ascii: bool) -> (usize, usize) {
    let side = code.side();
    if ascii {
        (side * 2, side)
    } else {
        (side, side.div_ceil(2))
    }
}

fn fits((wide, high): (usize, usize), width: u16, height: usize) -> bool {
    wide <= usize::from(width) && high <= height
}

/// Whether the code has the window only if nothing but the row of keys stays beside it.
pub fn takes_all(page: &QrPage, window: Rect, ascii: bool) -> bool {
    let size = size(&page.code, ascii);
    let height = usize::from(window.height);
    let usual = height.saturating_sub(usize::from(frame::rows(window.height)));
    !fits(size, window.width, usual) && fits(size, window.width, height.saturating_sub(KEYS))
}

/// Draws the code, with its words where there is room.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &QrPage) {
    let (model, look) = (canvas.model, canvas.look);
    let window = canvas.frame.area();
    canvas.frame.render_widget(Clear, area);
    canvas.drawn.put(area, Target::Overlay);
    let ascii = model.settings.ascii;
    let (wide, high) = size(&page.code, ascii);
    if !fits((wide, high), area.width, usize::from(area.height)) {
        // One cell stays free at the right, for the signs that there is more.
        let width = usize::from(area.width).saturating_sub(2).max(1);
        let lines = too_small(&canvas.column(width), page, window);
        let area = beside(area, 1, area.width.saturating_sub(1).max(1));
        canvas.drawn.scroll_end = list::page(canvas, area, &lines, page.scroll);
        canvas.drawn.page = usize::from(area.height).max(1);
        return;
    }
    let short = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
    let (wide_cells, high_cells) = (short(wide), short(high));
    let left = usize::from(area.width) - wide;
    if left >= COLUMN {
        let place = Rect {
            width: wide_cells,
            height: high_cells,
            ..area
        };
        code(canvas, place, page, ascii);
        let width = left - 2;
        let column = &canvas.column(width);
        let lines = words(column, page);
        let place = beside(area, wide_cells + 1, short(width));
        list::page(canvas, place, &lines, 0);
        return;
    }
    let spare = area.height - high_cells;
    let head = u16::from(spare > 0);
    let place = Rect {
        x: area.x + short(left / 2),
        y: area.y + head,
        width: wide_cells,
        height: high_cells,
    };
    if head > 0 {
        let title = text::fit(&page.title, usize::from(area.width)).into_owned();
        let here = Rect { height: 1, ..area };
        list::page(canvas, here, &[Line::styled(title, look.heading)], 0);
    }
    code(canvas, place, page, ascii);
    let below = Rect {
        y: place.bottom(),
        height: spare - head,
        ..area
    };
    // Half an address is none: what does not fit whole is left out.
    let room = usize::from(below.height);
    let mut lines = Vec::new();
    for part in parts(&canvas.column(usize::from(area.width)), page) {
        if lines.len() + part.len() <= room {
            lines.extend(part);
        }
    }
    list::page(canvas, below, &lines, 0);
}

fn beside(area: Rect, from: u16, width: u16) -> Rect {
    Rect {
        x: area.x.saturating_add(from),
        width,
        ..area
    }
    .intersection(area)
}

/// The address, what to know, and the keys; each is useful without the others.
fn parts(column: &Column<'_>, page: &QrPage) -> Vec<Vec<Line<'static>>> {
    let (model, look) = (column.model, column.look);
    let mut parts = Vec::new();
    if page.is_link {
        parts.push(column.wrap(&page.text, look.accent));
    }
    let keys = [
        (
            Action::Swap,
            "swaps light and dark, if the phone does not read it.",
        ),
        (Action::Write, "writes it into a picture file."),
    ];
    let keys = keys
        .iter()
        .filter_map(|(action, does)| Some(format!("{} {does}", model.keymap.short(*action)?)));
    let said = page.notes.iter().cloned().chain(keys);
    parts.extend(said.map(|text| column.wrap(&text, look.faint)));
    parts
}

fn words(column: &Column<'_>, page: &QrPage) -> Vec<Line<'static>> {
    let look = column.look;
    let mut lines = column.wrap(&page.title, look.heading);
    for part in parts(column, page) {
        lines.push(Line::default());
        lines.extend(part);
    }
    lines
}

/// Which window the code needs, and what there is instead.
fn too_small(column: &Column<'_>, page: &QrPage, window: Rect) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let ascii = model.settings.ascii;
    let needs = |ascii| {
        let (wide, high) = size(&page.code, ascii);
        format!("{wide} columns and {} rows", high + KEYS)
    };
    let times = if ascii { "x" } else { "×" };
    let (has_wide, has_high) = (window.width, window.height);
    let said = format!(
        "The QR code needs {}; this window has {has_wide}{times}{has_high}.",
        needs(ascii)
    );
    let mut lines = column.wrap(&said, look.warn);
    if ascii {
        let said = format!("Without ASCII drawing it needs {}.", needs(false));
        lines.extend(column.wrap(&said, look.text));
    }
    if let Some(key) = model.keymap.short(Action::Write) {
        let said = format!("{key} writes it into a picture file instead.");
        lines.extend(column.wrap(&said, look.text));
    }
    let said = "Or make the window larger, or its letters smaller.";
    lines.extend(column.wrap(said, look.text));
    lines.push(Line::default());
    lines.extend(column.wrap(&page.title, look.heading));
    if page.is_link {
        lines.extend(column.wrap(&page.text, look.accent));
    }
    lines
}

/// Draws the squares. With colours they are black on white whatever the terminal's own are.
/// Without, the light ones are drawn in the colour of text, which is right on a dark ground.
fn code(canvas: &mut Canvas<'_, '_>, area: Rect, page: &QrPage, ascii: bool) {
    let look = canvas.look;
    let buffer = canvas.frame.buffer_mut();
    for y in 0..area.height {
        for x in 0..area.width {
            let Some(cell) = buffer.cell_mut((area.x + x, area.y + y)) else {
                continue;
            };
            let (x, y) = (usize::from(x), usize::from(y));
            // Swapped here, so that all ways of drawing below are swapped alike.
            let is_dark = |x, y| page.code.is_dark(x, y) != page.is_swapped;
            let (top, bottom) = match ascii {
                true => (is_dark(x / 2, y), is_dark(x / 2, y)),
                false => (is_dark(x, y * 2), is_dark(x, y * 2 + 1)),
            };
            let (sign, style) = match (look.code, ascii) {
                (Some((dark, light)), _) => {
                    // A block in its own colour leaves no gap where lines stand apart.
                    let ground = if top && bottom { dark } else { light };
                    let sign = if ascii { ' ' } else { qr::halves(top, bottom) };
                    (sign, Style::new().fg(dark).bg(ground))
                }
                (None, false) => (qr::halves(!top, !bottom), look.text),
                (None, true) if top => (' ', look.text),
                (None, true) => (' ', look.text.add_modifier(Modifier::REVERSED)),
            };
            cell.set_char(sign).set_style(style);
        }
    }
}
