//! Reads a screen off as lines, for those whom it cannot be drawn for: the parts of the screen are arranged
//! as for a frame, and what they would write is collected, uncut.

use ratatui::{Terminal, TerminalOptions, Viewport, backend::TestBackend, layout::Rect};

use super::{
    canvas::Canvas,
    checklist, detail, footer, header, home, pages,
    reading::{Read, Reading},
    theme::{Look, READ},
    what_now,
};
use crate::{
    app::{
        core::{Pane, Screen},
        drawn::Drawn,
        model::Model,
    },
    system::config::Theme,
};

/// The width of the screen that is read, in cells: with room for every column.
const WIDE: u16 = 200;
/// The height beside the rows of the lists, in cells.
const TALL: usize = 250;

/// Reads what is on the screen: the page on top, else the screen under it, one pane of it.
pub fn read(model: &Model) -> Read {
    let look = &Look {
        glyphs: &READ,
        ..Look::new(Theme::Mono, false, false)
    };
    let rows = model.entries.len() + model.unreadable.len();
    let tall = u16::try_from(TALL + rows * 2).unwrap_or(u16::MAX);
    let area = Rect::new(0, 0, WIDE, tall);
    let viewport = Viewport::Fixed(area);
    // A terminal in memory cannot fail.
    let Ok(mut terminal) =
        Terminal::with_options(TestBackend::new(1, 1), TerminalOptions { viewport });
    let mut canvas = Canvas {
        frame: &mut terminal.get_frame(),
        model,
        look,
        drawn: Drawn {
            is_one_pane: true,
            has_board_room: true,
            ..Drawn::default()
        },
        cursor: None,
        reading: Some(Reading::default()),
    };
    arrange(&mut canvas, area);
    let Canvas { drawn, reading, .. } = canvas;
    reading.unwrap_or_default().finish(drawn)
}

fn arrange(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let model = canvas.model;
    if let Some(overlay) = model.overlays.last() {
        pages::draw(canvas, area, overlay);
        return;
    }
    header::draw(canvas, Rect { height: 1, ..area });
    if let Some(reading) = &mut canvas.reading {
        reading.end_title();
    }
    let body = Rect {
        y: area.y + 2,
        height: area.height - 2,
        ..area
    };
    let entry = model.opened_account();
    match (&model.screen, entry, model.pane) {
        (Screen::Account(_), Some(entry), Pane::Detail) => detail::draw(canvas, body, entry),
        (Screen::Account(_), Some(entry), Pane::Accounts | Pane::Steps) => {
            checklist::draw(canvas, body, entry);
        }
        (Screen::WhatNow, _, _) => what_now::draw(canvas, body),
        (Screen::Home | Screen::Account(_), _, _) => home::draw(canvas, body),
    }
    if model.filter.is_active() && model.status.is_none() {
        let last = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        footer::status(canvas, last);
    }
}
