//! The screen: reads the model, draws it, and leaves behind where things are.
//!
//! ```text
//!  optout · 5 accounts · 2 need you                                   ✔ saved   chrome
//!  ❯ Facebook   Personal     ━━━━╌╌╌╌ 3/8  under way                            home
//!
//!  ▾ Object to AI training    3/8 │ Find the notice            step 4 of 8      checklist │ detail
//!    ☑ Log in                     │ Profile picture › Settings …
//!  ❯ ☐ Find the notice            │ https://www.facebook.com/…
//!  Ticked.                                                                      chrome: status
//!  ? help  q quit  Space tick  o open  b can't find                             chrome: keys
//! ```

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
};

use super::{
    address, authorities, browsers, checking, checklist, chrome, detail, dialogs, form,
    frame::{THREE_PANES, TWO_PANES},
    help, home, letter, provenance, qr,
    theme::{self, Look},
};
use crate::app::{
    dialog::Overlay,
    drawn::Drawn,
    model::{Model, Pane, Screen},
};

/// Draws the model.
pub fn draw(frame: &mut Frame<'_>, model: &Model, look: &Look) -> Drawn {
    let mut drawn = Drawn {
        accounts_top: model.drawn.accounts_top,
        rows_top: model.drawn.rows_top,
        // Known on every screen: keys can come before the next one is drawn.
        is_one_pane: frame.area().width < TWO_PANES,
        ..Drawn::default()
    };
    let area = frame.area();
    if area.is_empty() {
        return drawn;
    }
    let body = chrome::draw(frame, area, model, look);
    match &model.screen {
        Screen::Home => home::draw(frame, body, model, look, &mut drawn),
        Screen::Account(id) => match model.entry(id) {
            Some(_) => account(frame, body, model, look, &mut drawn),
            None => home::draw(frame, body, model, look, &mut drawn),
        },
    }
    match model.overlays.last() {
        Some(Overlay::Help(page)) => help::draw(frame, body, model, page, look, &mut drawn),
        Some(Overlay::Form(form)) => form::draw(frame, body, model, form, look, &mut drawn),
        Some(Overlay::Note(note)) => dialogs::note(frame, body, model, note, look, &mut drawn),
        Some(Overlay::Question(question)) => {
            dialogs::question(frame, body, question, look, &mut drawn)
        }
        Some(Overlay::Letter(page)) => letter::draw(frame, body, model, page, look, &mut drawn),
        Some(Overlay::Address(page)) => address::draw(frame, body, model, page, look, &mut drawn),
        Some(Overlay::Authorities(list)) => {
            authorities::draw(frame, body, model, list, look, &mut drawn)
        }
        Some(Overlay::Notices) => dialogs::notices(frame, body, model, look, &mut drawn),
        Some(Overlay::Provenance(guide, page)) => {
            provenance::draw(frame, body, model, (guide, page), look, &mut drawn)
        }
        Some(Overlay::Browsers(list)) => browsers::draw(frame, body, list, look, &mut drawn),
        Some(Overlay::Qr(page)) => qr::draw(frame, body, model, page, look, &mut drawn),
        Some(Overlay::Checking(check)) => checking::draw(frame, body, check, look, &mut drawn),
        None => {}
    }
    if model.settings.ascii {
        theme::plain(frame.buffer_mut());
    }
    drawn
}

/// The account screen: one, two or three panes, as many as fit.
fn account(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look, drawn: &mut Drawn) {
    let Some(entry) = model.current() else { return };
    drawn.has_accounts_pane = area.width >= THREE_PANES;
    // The detail has no cursor; its edge says that it has the keys.
    let edge = match model.pane {
        Pane::Accounts | Pane::Steps => look.faint,
        Pane::Detail => look.accent.patch(look.heading),
    };
    if area.width >= THREE_PANES {
        let [accounts, steps, detail] = area.layout(&Layout::horizontal([
            Constraint::Length(26),
            Constraint::Fill(4),
            Constraint::Fill(5),
        ]));
        let accounts = with_pillar(frame, accounts, look.faint, look);
        home::draw_narrow(frame, accounts, model, look, drawn);
        let steps = with_pillar(frame, steps, edge, look);
        checklist::draw(frame, steps, model, entry, look, drawn);
        detail::draw(frame, detail, model, entry, look, drawn);
    } else if area.width >= TWO_PANES {
        let [steps, detail] = area.layout(&Layout::horizontal([
            Constraint::Fill(1),
            Constraint::Fill(1),
        ]));
        let steps = with_pillar(frame, steps, edge, look);
        checklist::draw(frame, steps, model, entry, look, drawn);
        detail::draw(frame, detail, model, entry, look, drawn);
    } else {
        match model.pane {
            Pane::Accounts | Pane::Steps => checklist::draw(frame, area, model, entry, look, drawn),
            Pane::Detail => detail::draw(frame, area, model, entry, look, drawn),
        }
    }
}

/// Draws a line down the right edge, and gives the rest.
fn with_pillar(frame: &mut Frame<'_>, area: Rect, style: Style, look: &Look) -> Rect {
    let [rest, edge] = area.layout(&Layout::horizontal([
        Constraint::Fill(1),
        Constraint::Length(2),
    ]));
    for y in edge.top()..edge.bottom() {
        frame
            .buffer_mut()
            .set_string(edge.x, y, look.glyphs.pillar, style);
    }
    rest
}
