//! An address that nothing here opened: why, the address from edge to edge, and what can be done
//! with it; or the address alone, to be selected by hand.

use ratatui::{Frame, layout::Rect, text::Line, widgets::Clear};

use super::{
    list::{self, wrapped},
    theme::Look,
};
use crate::{
    app::{
        action::Action,
        dialog::AddressPage,
        drawn::{Drawn, Spread, Target},
        model::Model,
    },
    content::link,
};

/// Draws the page over the screen. What is around an address would be selected with it, so nothing
/// stands beside it, and where it stands alone nothing stands around it either.
pub fn draw(
    frame: &mut Frame<'_>,
    body: Rect,
    model: &Model,
    page: &AddressPage,
    look: &Look,
    drawn: &mut Drawn,
) {
    let area = if page.is_bare { frame.area() } else { body };
    frame.render_widget(Clear, area);
    drawn.put(area, Target::Overlay);
    let width = usize::from(area.width).max(1);
    let rows = rows(&page.address, width, look);
    let (before, after) = if page.is_bare {
        (Vec::new(), Vec::new())
    } else {
        around(model, page, width, look)
    };
    let first = before.len();
    let count = rows.len();
    let lines: Vec<Line<'static>> = before
        .into_iter()
        .chain(rows.clone())
        .chain(after)
        .collect();
    drawn.scroll_end = list::page(frame, area, &lines, page.scroll, look);
    drawn.page = usize::from(area.height);

    let scroll = page.scroll.min(drawn.scroll_end);
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
    // No sign for "more" in the address.
    for (row, y) in rows.iter().skip(skipped).zip(area.top()..area.bottom()) {
        for span in &row.spans {
            list::put(
                frame.buffer_mut(),
                area.x,
                y,
                &span.content,
                row.style,
                area.width,
            );
        }
    }
    drawn.spread = Some(Spread {
        area,
        address: page.address.clone(),
        skipped: skipped * width,
    });
}

/// The address, broken at the edge and nowhere else.
fn rows(address: &str, width: usize, look: &Look) -> Vec<Line<'static>> {
    let characters: Vec<char> = address.chars().collect();
    let rows = characters.chunks(width);
    rows.map(|row| Line::styled(row.iter().collect::<String>(), look.accent))
        .collect()
}

/// What stands above and below the address.
fn around(
    model: &Model,
    page: &AddressPage,
    width: usize,
    look: &Look,
) -> (Vec<Line<'static>>, Vec<Line<'static>>) {
    let mut before = wrapped("The page was not opened here", width, " ", look.heading);
    before.extend(wrapped(&page.why, width, " ", look.text));
    before.push(Line::default());
    let host = link::host(&page.address).unwrap_or_default();
    before.extend(wrapped(host, width, " ", look.heading));
    let mut after = vec![Line::default()];
    let mut said = format!("It was copied, {}.", model.settings.who_copies());
    if !model.settings.on_console {
        let click = " Most terminals open it in the browser in front of you when you click on it, some only with Ctrl held down.";
        said.push_str(click);
    }
    after.extend(wrapped(&said, width, " ", look.text));
    let keys = [
        (Action::Copy, "copies it again"),
        (Action::ShowCode, "shows it as a QR code, for a phone"),
        (
            Action::Enter,
            "shows nothing but the address, to select by hand",
        ),
        (Action::Back, "goes back"),
    ];
    for (action, does) in keys {
        if let Some(key) = model.keymap.short(action) {
            let said = format!("{key} {does}");
            after.extend(wrapped(&said, width, " ", look.faint));
        }
    }
    (before, after)
}
