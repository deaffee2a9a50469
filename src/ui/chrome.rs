//! The frame around every screen: what this is, whether it is saved, what happened, which keys.

use ratatui::{layout::Rect, text::Span};

use super::{frame::TWO_PANES, list, qr, theme::Look};
use crate::ui::canvas::Canvas;
use crate::{
    account::Field,
    app::{
        action::{Action, Place, TABLE},
        dialog::Overlay,
        model::{Model, Screen, Tone},
        rows::Row,
        saving::SaveState,
        update::{is_unread, place},
    },
    content::{goal::Goal, guide::Step, platform::Kind},
    text,
};

/// From this height on, header, status and keys have a row each.
const ROOMY: u16 = 8;

/// Rows that the frame takes in a window of this height.
pub fn rows(height: u16) -> u16 {
    match height {
        0 | 1 => 0,
        2 => 1,
        3..ROOMY => 2,
        ROOMY.. => 3,
    }
}

/// Draws the frame, and gives what is left for the screen.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let model = canvas.model;
    let mut body = area;
    // A QR code may need every row but the one with the keys.
    let is_bare = match model.overlays.last() {
        Some(Overlay::Qr(page)) => qr::takes_all(page, area, model.settings.ascii),
        Some(_) | None => false,
    };
    if area.height >= 3 && !is_bare {
        header(canvas, Rect { height: 1, ..area });
        body = Rect {
            y: body.y + 1,
            height: body.height - 1,
            ..body
        };
    }
    if body.height >= 2 {
        let last = Rect {
            y: body.bottom() - 1,
            height: 1,
            ..body
        };
        body.height -= 1;
        if area.height >= ROOMY && !is_bare {
            keys(canvas, last);
            let above = Rect {
                y: body.bottom() - 1,
                height: 1,
                ..body
            };
            body.height -= 1;
            status(canvas, above);
        } else if model.status.is_some() || model.filter.is_open {
            status(canvas, last);
        } else {
            keys(canvas, last);
        }
    }
    body
}

fn header(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let dot = format!(" {} ", look.glyphs.dot);
    let is_narrow = area.width < 40 && matches!(model.screen, Screen::Account(_));
    let brand = if is_narrow { "" } else { " optout" };
    let mut left = vec![Span::styled(brand, look.heading)];
    match &model.screen {
        Screen::Home => {
            let count = model.entries.len();
            let needing = model
                .entries
                .iter()
                .filter(|entry| entry.overview.state.needs_attention())
                .count();
            if count > 0 {
                let accounts = if count == 1 { "account" } else { "accounts" };
                left.push(Span::styled(format!("{dot}{count} {accounts}"), look.faint));
                let said = match needing {
                    0 => format!("{dot}nothing to do now"),
                    1 => format!("{dot}1 needs you"),
                    more => format!("{dot}{more} need you"),
                };
                left.push(Span::styled(said, look.faint));
            }
        }
        Screen::Account(_) => {
            if let Some(entry) = model.current() {
                let account = &entry.account;
                let label = if is_narrow {
                    format!(" {}", account.label)
                } else {
                    format!("{dot}{}", account.label)
                };
                left.push(Span::styled(label, look.heading));
                let country = account
                    .country
                    .map_or_else(String::new, |country| format!(", {country}"));
                let platform = account.platform.title();
                let facts = match account.kind {
                    Kind::NoAccount => format!("{dot}{platform}{country}"),
                    Kind::Personal | Kind::Professional | Kind::Page => {
                        format!("{dot}{platform}, {}{country}", account.kind.title())
                    }
                };
                left.push(Span::styled(facts, look.faint));
            }
        }
    }
    list::row(canvas, area, left, right_of_header(model, look));
}

/// What must be known at every moment: warnings about files, and whether everything is saved.
fn right_of_header(model: &Model, look: &Look) -> Vec<Span<'static>> {
    let mut right = Vec::new();
    if !model.notices.is_empty() {
        let key = model.keymap.short(Action::Notices).unwrap_or_default();
        let count = model.notices.len();
        let noun = if count == 1 { "warning" } else { "warnings" };
        right.push(Span::styled(format!(" {count} {noun} ({key}) "), look.warn));
    }
    let glyphs = look.glyphs;
    match model.saving.state() {
        SaveState::Untouched => {}
        SaveState::Safe => right.push(Span::styled(format!(" {} saved ", glyphs.saved), look.good)),
        SaveState::Writing => right.push(Span::styled(
            format!(" {} saving ", glyphs.saving),
            look.faint,
        )),
        SaveState::Failed => {
            let key = model.keymap.short(Action::Notices).unwrap_or_default();
            let said = format!(" {} NOT SAVED (why: {key}) ", glyphs.unsaved);
            right.push(Span::styled(said, look.bad));
        }
    }
    right
}

fn status(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    if model.filter.is_open || (model.filter.is_active() && model.status.is_none()) {
        let typed = model.filter.input.value();
        let mut spans = vec![
            Span::styled(" Filter: ", look.accent),
            Span::styled(
                text::clean(typed, text::TextKind::Name).to_string(),
                look.text,
            ),
        ];
        if !model.filter.is_open {
            spans.push(Span::styled("  (Esc clears it)", look.faint));
        }
        list::row(canvas, area, spans, Vec::new());
        if model.filter.is_open && model.overlays.is_empty() {
            let column = 9 + model.filter.input.visual_cursor();
            let x = area
                .x
                .saturating_add(u16::try_from(column).unwrap_or(u16::MAX))
                .min(area.right().saturating_sub(1));
            canvas.frame.set_cursor_position((x, area.y));
        }
        return;
    }
    let Some(status) = &model.status else { return };
    let style = match status.tone {
        Tone::Good => look.good,
        Tone::Plain => look.text,
        Tone::Bad => look.bad,
    };
    list::row(
        canvas,
        area,
        vec![Span::styled(
            format!(" {}", text::line(&status.text)),
            style,
        )],
        Vec::new(),
    );
}

/// The keys that do something here: help and the way out first, so that a narrow window cuts the
/// others.
fn keys(canvas: &mut Canvas<'_, '_>, area: Rect) {
    let (model, look) = (canvas.model, canvas.look);
    let mut spans = Vec::new();
    let mut left = usize::from(area.width);
    for (action, hint) in wanted(model, area.width < TWO_PANES) {
        let Some(key) = model.keymap.short(action) else {
            continue;
        };
        let (key, hint) = (format!(" {key}"), format!(" {hint} "));
        // Half a hint says nothing; what comes first here is what must not be missing.
        let Some(rest) = left.checked_sub(text::width(&key) + text::width(hint.trim_end())) else {
            break;
        };
        left = rest.saturating_sub(1);
        spans.push(Span::styled(key, look.accent));
        spans.push(Span::styled(hint, look.faint));
    }
    list::row(canvas, area, spans, Vec::new());
}

fn wanted(model: &Model, is_one_pane: bool) -> Vec<(Action, &'static str)> {
    let usual = |actions: &[Action]| -> Vec<(Action, &'static str)> {
        actions
            .iter()
            .filter_map(|action| TABLE.iter().find(|entry| entry.action == *action))
            .map(|entry| (entry.action, entry.hint))
            .collect()
    };
    match place(model) {
        Place::Home if model.entries.is_empty() => {
            vec![
                (Action::Help, "help"),
                (Action::Quit, "quit"),
                (Action::Add, "add an account"),
            ]
        }
        Place::Home => {
            let mut keys = usual(&[Action::Help, Action::Quit]);
            keys.push((Action::Enter, "go in"));
            keys.extend(usual(&[
                Action::Add,
                Action::Edit,
                Action::Delete,
                Action::Undo,
                Action::Filter,
                Action::HideDone,
                Action::CheckUrl,
            ]));
            keys
        }
        Place::Account => {
            let mut keys = usual(&[Action::Help, Action::Back]);
            let on_step = matches!(model.row, Row::Step(_));
            if on_step {
                if is_unread(model, is_one_pane) {
                    keys.push((Action::Enter, "read it"));
                } else {
                    keys.extend(usual(&[Action::Enter]));
                }
                keys.extend(usual(&[Action::Tick]));
                let step = selected_step(model);
                if step.is_some_and(|step| step.link.is_some() || step.authority) {
                    keys.extend(usual(&[Action::Open]));
                }
                if step.is_some_and(|step| step.letter.is_some()) {
                    keys.extend(usual(&[Action::Letter]));
                }
                keys.extend(usual(&[Action::Block, Action::Skip, Action::Note]));
            } else {
                keys.push((Action::Enter, "go in, fold"));
            }
            let has_request = model
                .current()
                .is_some_and(|entry| !entry.account.progress.requests.is_empty());
            if has_request && model.row.goal(model) != Some(Goal::Protect) {
                keys.extend(usual(&[Action::Answer]));
            }
            keys.extend(usual(&[Action::Undo]));
            if !matches!(model.row, Row::NoForm | Row::Others(_)) {
                keys.extend(usual(&[Action::Sources]));
            }
            keys.extend(usual(&[Action::Filter, Action::HideDone]));
            keys
        }
        Place::Typing if model.overlays.is_empty() => vec![
            (Action::Enter, "keep the filter"),
            (Action::Back, "clear it"),
        ],
        Place::Typing if is_at_open_with(model) => vec![
            (Action::Enter, "save"),
            (Action::Back, "close"),
            (Action::Down, "browsers"),
            (Action::Next, "next field"),
        ],
        Place::Typing if matches!(model.overlays.last(), Some(Overlay::Checking(_))) => vec![
            (Action::Enter, "check"),
            (Action::Back, "close"),
            (Action::Next, "read on"),
        ],
        Place::Typing => {
            let mut keys = vec![(Action::Enter, "save"), (Action::Back, "close")];
            // A note is all there is to type.
            if matches!(model.overlays.last(), Some(Overlay::Form(_))) {
                keys.push((Action::Next, "next field"));
            }
            keys
        }
        Place::Asking => vec![
            (Action::Enter, "choose"),
            (Action::Back, "close"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
        Place::Reading => vec![
            (Action::Back, "close"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
        Place::Grounds => vec![
            (Action::Back, "close"),
            (Action::Copy, "copy a source"),
            (Action::Open, "open one"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
        Place::Letter => letter_keys(model),
        Place::Code => {
            let mut keys = vec![(Action::Back, "close")];
            keys.extend(usual(&[Action::Swap, Action::WriteCode, Action::Copy]));
            keys.extend(usual(&[Action::Help]));
            keys
        }
        Place::Address => vec![
            (Action::Back, "close"),
            (Action::Copy, "copy"),
            (Action::Enter, "only the address"),
            (Action::ShowCode, "QR code"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
        Place::Helping => vec![
            (Action::Enter, enter_in_list(model)),
            (Action::Back, "close"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
    }
}

/// Whether the field of the account's browser is being typed.
fn is_at_open_with(model: &Model) -> bool {
    matches!(model.overlays.last(), Some(Overlay::Form(form)) if form.focus == Field::OpenWith)
}

fn selected_step(model: &Model) -> Option<&Step> {
    let Row::Step(id) = &model.row else {
        return None;
    };
    model.catalog.step(id)
}

fn letter_keys(model: &Model) -> Vec<(Action, &'static str)> {
    let Some(Overlay::Letter(page)) = model.overlays.last() else {
        return Vec::new();
    };
    let mut keys = vec![(Action::Back, "close")];
    let is_whole = page.draft.written.is_ok();
    if is_whole {
        keys.push((Action::Copy, "copy"));
    } else if page.ask.is_some() {
        keys.push((Action::Enter, "give what it lacks"));
    }
    if page.draft.languages.len() > 1 {
        keys.push((Action::Right, "language"));
    }
    if is_whole {
        keys.push((Action::ShowCode, "QR code"));
    }
    keys.extend([
        (Action::Down, "down"),
        (Action::Up, "up"),
        (Action::Edit, "edit account"),
        (Action::Help, "help"),
    ]);
    keys
}

/// What Enter does in a list that is filtered by typing.
fn enter_in_list(model: &Model) -> &'static str {
    match model.overlays.last() {
        Some(Overlay::Authorities(list)) if list.step.is_some() => "keep and open",
        Some(Overlay::Authorities(_)) => "keep",
        Some(
            Overlay::Help(_)
            | Overlay::Form(_)
            | Overlay::Note(_)
            | Overlay::Question(_)
            | Overlay::Notices
            | Overlay::Provenance(..)
            | Overlay::Letter(_)
            | Overlay::Browsers(_)
            | Overlay::Qr(_)
            | Overlay::Checking(_)
            | Overlay::Address(_),
        )
        | None => "do it",
    }
}
