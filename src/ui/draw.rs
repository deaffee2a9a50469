//! Draws the screen, and returns its layout for hit tests and paging.
//!
//! ```text
//!  optout · 5 accounts · 2 need you                                   ✔ saved   header
//!  ❯ Facebook   Personal     ━━━━     3/8  under way                            home
//!
//!  ▾ Object to AI training    3/8 │ Find the notice            step 4 of 8      checklist │ detail
//!    ☑ Log in                     │ Profile picture › Settings …
//!  ❯ ☐ Find the notice            │ https://www.facebook.com/…
//!  Ticked.                                                                      footer: status
//!  ? help  q quit  Space tick  o open  b can't find                             footer: keys
//! ```

use ratatui::{Frame, layout::Rect, style::Style};

use super::{
    area,
    canvas::Canvas,
    checklist, detail, footer,
    frame::{ACCOUNTS, PILLAR, ROOMY, THREE_PANES, TWO_PANES, WITH_BOARD},
    header, home, pages,
    theme::{self, Look},
    what_now,
};
use crate::app::{
    core::{Pane, Screen},
    drawn::Drawn,
    model::Model,
    pages::Overlay,
};

/// Draws a frame of the model, and returns its layout.
pub fn draw(frame: &mut Frame<'_>, model: &Model, look: &Look) -> Drawn {
    let area = frame.buffer_mut().area;
    let drawn = Drawn {
        accounts_top: model.drawn.accounts_top,
        rows_top: model.drawn.rows_top,
        // Set on Home too, since several keys may be handled before the next frame.
        is_one_pane: area.width < TWO_PANES,
        has_board_room: area.width >= WITH_BOARD,
        // Most often there are as many as in the last frame.
        targets: Vec::with_capacity(model.drawn.targets.len()),
        ..Drawn::default()
    };
    let mut canvas = Canvas {
        frame,
        model,
        look,
        drawn,
        cursor: None,
        reading: None,
    };
    if area.is_empty() {
        return canvas.drawn;
    }
    // Most themes leave the ground to the terminal, and the buffer is empty already.
    if look.text != Style::default() {
        canvas.frame.buffer_mut().set_style(area, look.text);
    }
    let Rows { body, status, keys } = header_and_rows(&mut canvas, area);
    match &model.screen {
        Screen::Account(id) if model.entry(id).is_some() => account(&mut canvas, body),
        Screen::WhatNow => what_now::draw(&mut canvas, body),
        Screen::Home | Screen::Account(_) => home::draw(&mut canvas, body),
    }
    // The page under the one on top stays in sight.
    if let [.., below, _] = model.overlays.as_slice() {
        let drawn = canvas.drawn.clone();
        pages::draw(&mut canvas, body, below);
        (canvas.drawn, canvas.cursor) = (drawn, None);
    }
    if let Some(overlay) = model.overlays.last() {
        pages::draw(&mut canvas, body, overlay);
    }
    // An address alone has the whole window.
    let is_alone = matches!(model.overlays.last(), Some(Overlay::Address(page)) if page.is_bare);
    if let Some(keys) = keys.filter(|_| !is_alone) {
        footer::keys(&mut canvas, keys);
    }
    if let Some(status) = status {
        footer::status(&mut canvas, status);
    }
    if model.settings.ascii {
        theme::plain(canvas.frame.buffer_mut());
    }
    if let Some(cursor) = canvas.cursor {
        canvas.frame.set_cursor_position(cursor);
    }
    canvas.drawn
}

/// The rows below the header.
struct Rows {
    body: Rect,
    /// Those of the message, which leaves a page half of the rows: what the page asks stays in sight.
    status: Option<Rect>,
    /// That of the keys, which depend on what the body shows.
    keys: Option<Rect>,
}

/// Draws the header, and shares out the rows below it.
fn header_and_rows(canvas: &mut Canvas<'_, '_>, area: Rect) -> Rows {
    let model = canvas.model;
    let mut body = area;
    // A QR code may need every row except that of the key hints.
    let is_bare = match model.overlays.last() {
        Some(Overlay::Qr(page)) => pages::takes_all(page, area, model.settings.ascii),
        Some(_) | None => false,
    };
    if area.height >= 3 && !is_bare {
        header::draw(canvas, Rect { height: 1, ..area });
        body = Rect {
            y: body.y + 1,
            height: body.height - 1,
            ..body
        };
    }
    let mut rows = Rows {
        body,
        status: None,
        keys: None,
    };
    if body.height < 2 {
        return rows;
    }
    let last = Rect {
        y: body.bottom() - 1,
        height: 1,
        ..body
    };
    rows.body.height -= 1;
    let mut end = rows.body.bottom();
    if area.height >= ROOMY && !is_bare {
        rows.keys = Some(last);
        rows.body.height -= 1;
    } else if model.status.is_some() || model.filter.is_open || !model.pressed.is_empty() {
        end = last.bottom();
    } else {
        rows.keys = Some(last);
        return rows;
    }
    let most = match model.overlays.is_empty() {
        true => rows.body.height,
        false if is_bare => 1,
        false => (rows.body.height / 2).max(2),
    };
    let height = footer::status_rows(model, area.width);
    let height = height.min(most).min(rows.body.height);
    rows.body.height -= height - 1;
    rows.status = Some(Rect {
        y: end - height,
        height,
        ..area
    });
    rows
}

/// Draws the account screen, with one, two or three panes.
fn account(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let Some(entry) = model.current() else { return };
    canvas.drawn.has_accounts_pane = area.width >= THREE_PANES;
    // The detail has no cursor. The line at its edge is a heavy one if it has the keys.
    let light = (look.glyphs.pillar, look.line);
    let edge = match model.pane {
        Pane::Accounts | Pane::Steps => light,
        Pane::Detail => (look.glyphs.heavy, look.heading),
    };
    if area.width >= THREE_PANES {
        let (accounts, rest) = area::left(area, ACCOUNTS);
        let (steps, detail) = area::left(rest, (rest.width * 4 + 4) / 9);
        let (accounts, between) = area::right(accounts, PILLAR);
        home::draw_narrow(canvas, accounts);
        let (steps, beside) = area::right(steps, PILLAR);
        checklist::draw(canvas, steps, entry);
        detail::draw(canvas, detail, entry);
        let height = drawn_height(canvas, area);
        canvas.pillar(Rect { height, ..between }, light);
        canvas.pillar(Rect { height, ..beside }, edge);
    } else if area.width >= TWO_PANES {
        let (steps, detail) = area::left(area, area.width.div_ceil(2));
        let (steps, beside) = area::right(steps, PILLAR);
        checklist::draw(canvas, steps, entry);
        detail::draw(canvas, detail, entry);
        let height = drawn_height(canvas, area);
        canvas.pillar(Rect { height, ..beside }, edge);
    } else {
        match model.pane {
            Pane::Accounts | Pane::Steps => checklist::draw(canvas, area, entry),
            Pane::Detail => detail::draw(canvas, area, entry),
        }
    }
}

/// The least height of a vertical line: in a window of usual height it does not change with the text.
const LEAST: u16 = 20;

/// The rows of an area in which something was drawn, below which no vertical line has to part anything.
fn drawn_height(canvas: &mut Canvas<'_, '_>, area: Rect) -> u16 {
    let buffer = canvas.frame.buffer_mut();
    let is_blank = |y: &u16| {
        let mut cells = (area.left()..area.right()).filter_map(|x| buffer.cell((x, *y)));
        cells.all(|cell| cell.symbol() == " ")
    };
    let least = area.top() + area.height.min(LEAST);
    let blank = (least..area.bottom()).rev().take_while(is_blank);
    area.height - u16::try_from(blank.count()).unwrap_or(0)
}
