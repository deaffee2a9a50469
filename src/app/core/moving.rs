//! Selection, panes, folds, the filter and what is hidden.

use crate::{
    app::{
        action::Action,
        dialog::Overlay,
        drawn::Target,
        effect::Effect,
        model::{Filter, Model, Pane, Screen, Tone},
        rows::{self, Row},
    },
    id::Id,
};

/// Lines that one notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Moves the selection, or scrolls the detail.
pub(super) fn travel(model: &mut Model, action: Action) {
    match (&model.screen, model.pane) {
        (Screen::Home, _) => travel_accounts(model, action),
        (Screen::Account(_), Pane::Accounts) => {
            travel_accounts(model, action);
            if let Some(id) = model.selected.clone() {
                enter_account(model, &id);
                model.pane = Pane::Accounts;
            }
        }
        (Screen::Account(_), Pane::Steps) => travel_rows(model, action),
        (Screen::Account(_), Pane::Detail) => {
            model.scroll = target(
                action,
                model.scroll,
                model.drawn.page,
                model.drawn.scroll_end,
            );
        }
    }
}

/// Where an action leads from `at` in a list whose last place is `last`.
pub(super) fn target(action: Action, at: usize, page: usize, last: usize) -> usize {
    let page = page.max(1);
    let to = match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at + 1,
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => at + page,
        Action::First => 0,
        Action::Last => last,
        _ => at,
    };
    to.min(last)
}

fn travel_accounts(model: &mut Model, action: Action) {
    let listed: Vec<Id> = model
        .listed()
        .iter()
        .map(|entry| entry.account.id.clone())
        .collect();
    let Some(last) = listed.len().checked_sub(1) else {
        return;
    };
    let at = listed
        .iter()
        .position(|id| Some(id) == model.selected.as_ref())
        .unwrap_or(0);
    model.selected = listed
        .get(target(action, at, model.drawn.page, last))
        .cloned();
}

fn travel_rows(model: &mut Model, action: Action) {
    let Some(entry) = model.current() else { return };
    let rows = rows::rows(model, entry);
    let Some(last) = rows.len().checked_sub(1) else {
        return;
    };
    let at = rows.iter().position(|row| *row == model.row).unwrap_or(0);
    if let Some(row) = rows.get(target(action, at, model.drawn.page, last)) {
        select_row(model, row.clone());
    }
}

/// Selects a row, and shows its detail from the top. Who reads where the list would hide the text
/// goes on reading.
pub(super) fn select_row(model: &mut Model, row: Row) {
    if model.row != row {
        model.row = row;
        model.scroll = 0;
    }
    if !model.drawn.is_one_pane || model.pane != Pane::Detail {
        model.pane = Pane::Steps;
    }
}

/// Goes into an account, to its next open step.
pub(super) fn enter_account(model: &mut Model, id: &Id) {
    if matches!(model.screen, Screen::Home) {
        model.filter = Filter::default();
    }
    model.selected = Some(id.clone());
    model.screen = Screen::Account(id.clone());
    model.pane = Pane::Steps;
    model.scroll = 0;
    model.folds.clear();
    model.unfolded_others.clear();
    if let Some(entry) = model.entry(id) {
        model.row = rows::first_open(model, entry);
    }
}

/// Left, right, Tab and Shift-Tab.
pub(super) fn change_pane(model: &mut Model, action: Action) {
    if model.screen == Screen::Home {
        if let (Action::Right | Action::Next, Some(id)) = (action, model.selected.clone()) {
            enter_account(model, &id);
        }
        return;
    }
    let mut panes = vec![Pane::Steps, Pane::Detail];
    if model.drawn.has_accounts_pane {
        panes.insert(0, Pane::Accounts);
    }
    let at = panes
        .iter()
        .position(|pane| *pane == model.pane)
        .unwrap_or(0);
    let to = match action {
        Action::Left => at.saturating_sub(1),
        Action::Right => (at + 1).min(panes.len() - 1),
        Action::Next => (at + 1) % panes.len(),
        Action::Previous => (at + panes.len() - 1) % panes.len(),
        _ => at,
    };
    if action == Action::Left && at == 0 && !model.drawn.has_accounts_pane {
        return;
    }
    model.pane = panes.get(to).copied().unwrap_or(Pane::Steps);
}

/// Esc: closes what was opened last, one thing at a time, and never quits.
pub(super) fn back(model: &mut Model) {
    if model.filter.is_active() {
        model.filter = Filter::default();
        keep_selection_listed(model);
    } else if model.screen != Screen::Home && model.pane == Pane::Detail {
        model.pane = Pane::Steps;
    } else if model.screen != Screen::Home {
        model.screen = Screen::Home;
    } else if let Some(key) = model.keymap.short(Action::Quit) {
        model.say(
            Tone::Plain,
            format!("This is the first screen; {key} quits."),
        );
    }
}

/// Folds or unfolds a goal.
pub(super) fn toggle_goal(model: &mut Model, goal: crate::content::goal::Goal) {
    if !model.folds.remove(&goal) {
        model.folds.insert(goal);
    }
}

/// Folds or unfolds the other routes of a goal.
pub(super) fn toggle_others(model: &mut Model, goal: crate::content::goal::Goal) {
    if !model.unfolded_others.remove(&goal) {
        model.unfolded_others.insert(goal);
    }
}

pub(super) fn open_filter(model: &mut Model) {
    model.filter.is_open = true;
    if matches!(model.screen, Screen::Account(_)) {
        model.pane = Pane::Steps;
    }
}

/// Keys while the filter is typed: Enter keeps it, Esc clears it, arrows move in what is left.
pub(super) fn act_in_filter(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Enter => model.filter.is_open = false,
        Action::Back => {
            model.filter = Filter::default();
            keep_selection_listed(model);
        }
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => travel(model, action),
        _ => {}
    }
    Vec::new()
}

/// Selects something that is shown, when what was selected is not.
pub(super) fn keep_selection_listed(model: &mut Model) {
    let listed: Vec<Id> = model
        .listed()
        .iter()
        .map(|entry| entry.account.id.clone())
        .collect();
    match model.screen {
        Screen::Home => {
            let is_listed = model
                .selected
                .as_ref()
                .is_some_and(|id| listed.contains(id));
            if !is_listed && let Some(first) = listed.first() {
                model.selected = Some(first.clone());
            }
        }
        Screen::Account(_) => keep_row_shown(model),
    }
}

/// Selects a row that is shown, when the selected one is not any more: its neighbour of before.
pub(super) fn keep_row_shown(model: &mut Model) {
    let Some(entry) = model.current() else { return };
    let rows = rows::rows(model, entry);
    if rows.contains(&model.row) {
        return;
    }
    let step = |row: &&Row| matches!(row, Row::Step(_));
    if let Some(row) = rows.iter().find(step).or(rows.first()) {
        model.row = row.clone();
        model.scroll = 0;
    }
}

pub(super) fn toggle_hide_done(model: &mut Model) {
    model.hide_done = !model.hide_done;
    let said = if model.hide_done {
        "What is done is hidden."
    } else {
        "What is done is shown again."
    };
    model.say(Tone::Plain, said);
    keep_selection_listed(model);
}

pub(super) fn click_account(model: &mut Model, id: &Id) {
    let is_second = model.selected.as_ref() == Some(id);
    if matches!(model.screen, Screen::Home) && !is_second {
        model.selected = Some(id.clone());
    } else {
        enter_account(model, id);
    }
}

/// A click selects; on what is selected already it folds or goes in, as Enter would.
pub(super) fn click_row(model: &mut Model, row: Row) -> Vec<Effect> {
    let is_second = model.row == row && model.pane == Pane::Steps;
    select_row(model, row.clone());
    match row {
        Row::Goal(goal) if is_second => toggle_goal(model, goal),
        Row::Others(goal) => toggle_others(model, goal),
        Row::Step(_) | Row::Other(_) | Row::Route(_) if is_second => model.pane = Pane::Detail,
        Row::Goal(_) | Row::NoForm | Row::Route(_) | Row::Step(_) | Row::Other(_) => {}
    }
    Vec::new()
}

pub(super) fn focus_detail(model: &mut Model) {
    model.pane = Pane::Detail;
}

/// The wheel scrolls what it is over.
pub(super) fn wheel(model: &mut Model, target: &Target, down: bool) {
    let action = if down { Action::Down } else { Action::Up };
    let scrolled = |at: usize, end: usize| {
        if down {
            (at + NOTCH).min(end)
        } else {
            at.saturating_sub(NOTCH)
        }
    };
    match (target, model.overlays.last_mut()) {
        (_, Some(Overlay::Help(page))) => page.selected = scrolled(page.selected, usize::MAX),
        (_, Some(Overlay::Authorities(list))) => {
            list.selected = scrolled(list.selected, usize::MAX)
        }
        (_, Some(Overlay::Notices)) => {
            model.scroll = scrolled(model.scroll, model.drawn.scroll_end)
        }
        (_, Some(Overlay::Provenance(_, page))) => {
            page.scroll = scrolled(page.scroll, model.drawn.scroll_end)
        }
        (_, Some(Overlay::Letter(page))) => {
            page.scroll = scrolled(page.scroll, model.drawn.scroll_end);
        }
        (_, Some(Overlay::Browsers(list))) => list.selected = scrolled(list.selected, list.last()),
        (_, Some(Overlay::Qr(page))) => {
            page.scroll = scrolled(page.scroll, model.drawn.scroll_end);
        }
        (_, Some(Overlay::Address(page))) => {
            page.scroll = scrolled(page.scroll, model.drawn.scroll_end);
        }
        (_, Some(Overlay::Form(_) | Overlay::Note(_) | Overlay::Question(_))) => {}
        (_, Some(Overlay::Checking(check))) => {
            check.scroll = scrolled(check.scroll, model.drawn.scroll_end);
        }
        (Target::Detail | Target::Link, None) => {
            model.scroll = scrolled(model.scroll, model.drawn.scroll_end)
        }
        (Target::Account(_), None) => travel_accounts(model, action),
        (Target::Row(_) | Target::Mark(_), None) => travel_rows(model, action),
        (Target::Choice(_) | Target::Overlay, None) => {}
    }
}
