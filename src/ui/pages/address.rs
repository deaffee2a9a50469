//! Draws an address that could not be opened: why, the address over the full width, and what to do
//! with it; or the address alone, to select it with the mouse.

use ratatui::{layout::Rect, text::Line};

use crate::{
    app::{
        action::Action,
        drawn::{Spread, Target},
        pages::address::AddressPage,
    },
    content::link,
    ui::{
        canvas::{Canvas, Column},
        list,
    },
};

/// Draws the page. Text beside the address would be selected with it, so it takes whole rows;
/// alone, it takes the whole window.
pub fn draw(canvas: &mut Canvas<'_, '_>, body: Rect, page: &AddressPage) {
    let area = if page.is_bare { canvas.window() } else { body };
    canvas.clear(area);
    canvas.drawn.put(area, Target::Overlay);
    let width = usize::from(area.width).max(1);
    let column = &canvas.column(width);
    let rows = rows(column, &page.address);
    let (before, after) = if page.is_bare {
        (Vec::new(), Vec::new())
    } else {
        around(column, page, canvas.reading.is_some())
    };
    let first = before.len();
    let count = rows.len();
    let lines: Vec<Line<'static>> = before
        .into_iter()
        .chain(rows.clone())
        .chain(after)
        .collect();
    canvas.drawn.scroll_end = list::page(canvas, area, &lines, page.scroll);
    canvas.drawn.page = usize::from(area.height);

    let scroll = page.scroll.min(canvas.drawn.scroll_end);
    let top = first.saturating_sub(scroll);
    let skipped = scroll.saturating_sub(first).min(count);
    let height = usize::from(area.height)
        .saturating_sub(top)
        .min(count - skipped);
    let (Ok(top), Ok(height)) = (u16::try_from(top), u16::try_from(height)) else {
        return;
    };
    let area = Rect {
        y: area.y.saturating_add(top),
        height,
        ..area
    };
    if area.is_empty() {
        return;
    }
    // Draws over the signs for more lines, which would be selected with the address.
    for (row, y) in rows.iter().skip(skipped).zip(area.top()..area.bottom()) {
        for span in &row.spans {
            list::put(
                canvas.frame.buffer_mut(),
                area.x,
                y,
                &span.content,
                row.style,
                area.width,
            );
        }
    }
    canvas.drawn.spread = Some(Spread {
        area,
        address: page.address.clone(),
        skipped: skipped * width,
    });
}

/// The address, wrapped at the right edge only, without word wrap.
fn rows(column: &Column<'_>, address: &str) -> Vec<Line<'static>> {
    let (look, width) = (column.look, column.width);
    let characters: Vec<char> = address.chars().collect();
    let rows = characters.chunks(width);
    rows.map(|row| Line::styled(row.iter().collect::<String>(), look.link))
        .collect()
}

/// The lines above and below the address.
fn around(
    column: &Column<'_>,
    page: &AddressPage,
    is_read: bool,
) -> (Vec<Line<'static>>, Vec<Line<'static>>) {
    let (model, look) = (column.model, column.look);
    let mut before = column.lines("The page was not opened here", " ", look.heading);
    before.extend(column.lines(&page.why, " ", look.text));
    before.push(Line::default());
    let host = link::host(&page.address).unwrap_or_default();
    before.extend(column.lines(host, " ", look.heading));
    let mut after = vec![Line::default()];
    // Who hears the page has heard the address before it.
    if is_read {
        return (before, Vec::new());
    }
    let mut text = format!("It was copied, {}.", model.settings.copy_condition());
    if !model.settings.on_console {
        let click = " Most terminals open it in the browser in front of you when you click on it, some only with Ctrl held down.";
        text.push_str(click);
    }
    after.extend(column.lines(&text, " ", look.text));
    let keys = [
        (Action::Copy, "copies it again"),
        (Action::Qr, "shows it as a QR code, for a phone"),
        (
            Action::Enter,
            "shows nothing but the address, to select by hand",
        ),
        (Action::Back, "goes back"),
    ];
    for (action, does) in keys {
        if let Some(key) = model.keymap.short(action) {
            let hint = format!("{key} {does}");
            after.extend(column.lines(&hint, " ", look.faint));
        }
    }
    (before, after)
}
