//! Draws a QR code, or says which size of the window it needs.

use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::Line,
};

use crate::{
    app::{action::Action, drawn::Target, pages::qr::QrPage},
    export::qr::{self, Code},
    text,
    ui::{
        canvas::{Canvas, Column},
        frame, list,
    },
};

/// The row of the key hints, which is always visible.
const KEYS: usize = 1;
/// The least width for a column of text beside the code, in cells.
const COLUMN: usize = 24;

/// The size of a code in columns and rows. Without half blocks, in ASCII, a square takes two cells.
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

/// Whether the code fits into the window only without the header and the status line.
pub fn takes_all(page: &QrPage, window: Rect, ascii: bool) -> bool {
    let size = size(&page.code, ascii);
    let height = usize::from(window.height);
    let usual = height.saturating_sub(usize::from(frame::rows(window.height)));
    !fits(size, window.width, usual) && fits(size, window.width, height.saturating_sub(KEYS))
}

/// Draws the page. The text about the code is beside it, or as much as fits is below it.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &QrPage) {
    let (model, look) = (canvas.model, canvas.look);
    let window = canvas.window();
    canvas.clear(area);
    canvas.drawn.put(area, Target::Overlay);
    if canvas.reading.is_some() {
        let lines = words(&canvas.column(usize::from(area.width)), page);
        list::page(canvas, area, &lines, 0);
        return;
    }
    let ascii = model.settings.ascii;
    let (wide, high) = size(&page.code, ascii);
    if !fits((wide, high), area.width, usize::from(area.height)) {
        // The signs for more lines need a free cell at the right.
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
        let code_area = Rect {
            width: wide_cells,
            height: high_cells,
            ..area
        };
        draw_code(canvas, code_area, page, ascii);
        let width = left - 2;
        let column = &canvas.column(width);
        let lines = words(column, page);
        let text_area = beside(area, wide_cells + 1, short(width));
        list::page(canvas, text_area, &lines, 0);
        return;
    }
    let spare = area.height - high_cells;
    let head = u16::from(spare > 0);
    let code_area = Rect {
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
    draw_code(canvas, code_area, page, ascii);
    let below = Rect {
        y: code_area.bottom(),
        height: spare - head,
        ..area
    };
    // A part that does not fit is left out, since half an address is of no use.
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

/// The text about the code in parts, each useful without the others: the address, instructions,
/// keys.
fn parts(column: &Column<'_>, page: &QrPage) -> Vec<Vec<Line<'static>>> {
    let (model, look) = (column.model, column.look);
    let mut parts = Vec::new();
    if page.is_link {
        parts.push(column.wrap(&page.text, look.link));
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
    let texts = page.notes.iter().cloned().chain(keys);
    parts.extend(texts.map(|text| column.wrap(&text, look.faint)));
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

/// The text in place of a code that does not fit: which size of the window it needs, and
/// alternatives.
fn too_small(column: &Column<'_>, page: &QrPage, window: Rect) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let ascii = model.settings.ascii;
    let needs = |ascii| {
        let (wide, high) = size(&page.code, ascii);
        format!("{wide} columns and {} rows", high + KEYS)
    };
    let times = if ascii { "x" } else { "×" };
    let (has_wide, has_high) = (window.width, window.height);
    let text = format!(
        "The QR code needs {}; this window has {has_wide}{times}{has_high}.",
        needs(ascii)
    );
    let mut lines = column.wrap(&text, look.warn);
    if ascii {
        let text = format!("Without ASCII drawing it needs {}.", needs(false));
        lines.extend(column.wrap(&text, look.text));
    }
    if let Some(key) = model.keymap.short(Action::Write) {
        let text = format!("{key} writes it into a picture file instead.");
        lines.extend(column.wrap(&text, look.text));
    }
    let text = "Or make the window larger, or its letters smaller.";
    lines.extend(column.wrap(text, look.text));
    lines.push(Line::default());
    lines.extend(column.wrap(&page.title, look.heading));
    if page.is_link {
        lines.extend(column.wrap(&page.text, look.link));
    }
    lines
}

/// Draws the squares of the code. With colours they are black on white in every terminal theme;
/// without, the light ones have the colour of text, which is right on a dark background.
fn draw_code(canvas: &mut Canvas<'_, '_>, area: Rect, page: &QrPage, ascii: bool) {
    let look = canvas.look;
    let buffer = canvas.frame.buffer_mut();
    let mut is_reversed = false;
    for y in 0..area.height {
        for x in 0..area.width {
            let Some(cell) = buffer.cell_mut((area.x + x, area.y + y)) else {
                continue;
            };
            let (x, y) = (usize::from(x), usize::from(y));
            // The swap is here, once for all ways of drawing below.
            let is_dark = |x, y| page.code.is_dark(x, y) != page.is_swapped;
            let (top, bottom) = match ascii {
                true => (is_dark(x / 2, y), is_dark(x / 2, y)),
                false => (is_dark(x, y * 2), is_dark(x, y * 2 + 1)),
            };
            let (sign, style) = match (look.code, ascii) {
                (Some((dark, light)), _) => {
                    // A dark cell is reversed ground, so that there are no gaps between rows. One that is half
                    // dark keeps the style of the cell before it: changing that takes more bytes than the cell.
                    is_reversed = if top == bottom { top } else { is_reversed };
                    let style = Style::new().fg(dark).bg(light);
                    match is_reversed {
                        true => (
                            qr::halves(!top, !bottom),
                            style.add_modifier(Modifier::REVERSED),
                        ),
                        false => (qr::halves(top, bottom), style),
                    }
                }
                (None, false) => (qr::halves(!top, !bottom), look.text),
                (None, true) if top => (' ', look.text),
                (None, true) => (' ', look.text.add_modifier(Modifier::REVERSED)),
            };
            cell.set_char(sign).set_style(style);
        }
    }
}
