//! Moves the selection, the focus and the scroll offset; folds, filters and hides.

use crate::{
    app::{
        action::Action,
        core::{AccountEntry, Core, Filter, Pane, Screen, Tone, rows},
        drawn::Target,
        effect::Effect,
        row::Row,
    },
    content::goal::Goal,
    id::Id,
};

/// Lines to scroll per notch of the wheel.
const NOTCH: usize = 3;

/// Moves the selection, or scrolls the detail, depending on which pane has the keys.
pub fn move_selection(core: &mut Core, action: Action) {
    match (&core.screen, core.pane) {
        // There is a text then, and no list.
        (Screen::Home, _) if core.entries.is_empty() => {
            core.scroll = core.scrolled(action, core.scroll);
        }
        (Screen::Home, _) => move_accounts(core, action),
        (Screen::Account(_), Pane::Accounts) => {
            move_accounts(core, action);
            if let Some(id) = core.selected.clone() {
                enter_account(core, &id);
                core.pane = Pane::Accounts;
            }
        }
        (Screen::Account(_), Pane::Steps)
            if matches!(action, Action::PageUp | Action::PageDown) && core.drawn.text_page > 0 =>
        {
            let (page, end) = (core.drawn.text_page, core.drawn.scroll_end);
            core.scroll = next_index(action, core.scroll, page, end);
        }
        (Screen::Account(_), Pane::Steps) => move_rows(core, action),
        (Screen::Account(_), Pane::Detail) | (Screen::WhatNow, _) => {
            core.scroll = core.scrolled(action, core.scroll);
        }
    }
}

/// The index after an action that moves the selection, from the index `at` in a list with the last
/// index `last`; `page` is the height of the list in rows.
pub fn next_index(action: Action, at: usize, page: usize, last: usize) -> usize {
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

impl Core {
    /// The scroll offset after an action, from the offset `at`, of the text that has the keys.
    pub fn scrolled(&self, action: Action, at: usize) -> usize {
        next_index(action, at, self.drawn.page, self.drawn.scroll_end)
    }
}

fn move_accounts(core: &mut Core, action: Action) {
    let listed: Vec<Id> = core
        .listed()
        .iter()
        .map(|entry| entry.account.id.clone())
        .collect();
    let Some(last) = listed.len().checked_sub(1) else {
        return;
    };
    let at = listed
        .iter()
        .position(|id| Some(id) == core.selected.as_ref())
        .unwrap_or(0);
    core.selected = listed
        .get(next_index(action, at, core.drawn.page, last))
        .cloned();
}

fn move_rows(core: &mut Core, action: Action) {
    let Some(entry) = core.current() else { return };
    let rows = rows::rows(core, entry);
    let Some(last) = rows.len().checked_sub(1) else {
        return;
    };
    let at = rows.iter().position(|row| *row == core.row).unwrap_or(0);
    if let Some(row) = rows.get(next_index(action, at, core.drawn.page, last)) {
        select_row(core, row.clone());
    }
}

/// Selects a row, and shows its detail from the top. The steps get the keys, unless a narrow window
/// shows only the detail: then the detail stays visible.
pub fn select_row(core: &mut Core, row: Row) {
    if core.row != row {
        core.row = row;
        core.scroll = 0;
    }
    if !core.drawn.is_one_pane || core.pane != Pane::Detail {
        core.pane = Pane::Steps;
    }
}

/// Opens the screen of an account, with its next open step selected.
pub fn enter_account(core: &mut Core, id: &Id) {
    if core.screen == Screen::Home {
        core.home_filter = std::mem::take(&mut core.filter);
    }
    core.selected = Some(id.clone());
    core.screen = Screen::Account(id.clone());
    core.pane = Pane::Steps;
    core.scroll = 0;
    core.folds.clear();
    core.unfolded_others.clear();
    if let Some(entry) = core.entry(id) {
        core.row = rows::first_open(core, entry);
    }
}

/// Moves the focus to another pane. On Home, right and Tab open the selected account.
pub fn change_pane(core: &mut Core, action: Action) {
    if core.screen == Screen::Home {
        if let (Action::Right | Action::Next, Some(id)) = (action, core.selected.clone()) {
            enter_account(core, &id);
        }
        return;
    }
    let mut panes = vec![Pane::Steps, Pane::Detail];
    if core.drawn.has_accounts_pane {
        panes.insert(0, Pane::Accounts);
    }
    let at = panes
        .iter()
        .position(|pane| *pane == core.pane)
        .unwrap_or(0);
    let to = match action {
        Action::Left => at.saturating_sub(1),
        Action::Right => (at + 1).min(panes.len() - 1),
        Action::Next => (at + 1) % panes.len(),
        Action::Previous => (at + panes.len() - 1) % panes.len(),
        _ => at,
    };
    if action == Action::Left && at == 0 {
        core.screen = Screen::Home;
        core.filter = Filter::default();
        return;
    }
    core.pane = panes.get(to).copied().unwrap_or(Pane::Steps);
}

/// Clears the filter, else leaves the detail, else returns to Home. Never quits.
pub fn back(core: &mut Core) {
    if core.filter.is_active() {
        core.filter = Filter::default();
        keep_selection_listed(core);
    } else if core.screen != Screen::Home && core.pane == Pane::Detail {
        core.pane = Pane::Steps;
    } else if core.screen != Screen::Home {
        core.go_home();
        keep_selection_listed(core);
    } else if let Some(key) = core.keymap.short(Action::Quit) {
        core.say(
            Tone::Plain,
            format!("This is the first screen; {key} quits."),
        );
    }
}

/// Folds or unfolds a goal.
pub fn toggle_goal(core: &mut Core, goal: Goal) {
    if !core.folds.remove(&goal) {
        core.folds.insert(goal);
    }
}

/// Folds or unfolds the other routes of a goal.
pub fn toggle_others(core: &mut Core, goal: Goal) {
    if !core.unfolded_others.remove(&goal) {
        core.unfolded_others.insert(goal);
    }
}

/// Gives the keys to the filter.
pub fn open_filter(core: &mut Core) {
    core.filter.is_open = true;
    if matches!(core.screen, Screen::Account(_)) {
        core.pane = Pane::Steps;
    }
}

/// Handles actions while the filter is typed: Enter keeps it, Esc clears it, up and down move the
/// selection.
pub fn act_in_filter(core: &mut Core, action: Action) -> Vec<Effect> {
    match action {
        Action::Enter => core.filter.is_open = false,
        Action::Back => {
            core.filter = Filter::default();
            keep_selection_listed(core);
        }
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
            move_selection(core, action)
        }
        _ => {}
    }
    Vec::new()
}

/// Moves the selection to a listed account or a shown row, if it is filtered out or hidden.
pub fn keep_selection_listed(core: &mut Core) {
    let listed: Vec<Id> = core
        .listed()
        .iter()
        .map(|entry| entry.account.id.clone())
        .collect();
    match core.screen {
        Screen::Home => {
            let is_listed = core.selected.as_ref().is_some_and(|id| listed.contains(id));
            if !is_listed && let Some(first) = listed.first() {
                core.selected = Some(first.clone());
            }
        }
        Screen::Account(_) => keep_row_shown(core),
        Screen::WhatNow => {}
    }
}

/// While Home's filter is typed: selects an account that has the text in its label, if the selected one has
/// not.
pub fn prefer_label(core: &mut Core) {
    keep_selection_listed(core);
    if core.screen != Screen::Home {
        return;
    }
    let has_it = |entry: &&&AccountEntry| core.filter.passes(&entry.account.label);
    let listed = core.listed();
    let is_selected = |entry: &&&AccountEntry| Some(&entry.account.id) == core.selected.as_ref();
    let keeps = listed.iter().filter(is_selected).any(|it| has_it(&it));
    let found = listed.iter().find(has_it).filter(|_| !keeps);
    if let Some(id) = found.map(|entry| entry.account.id.clone()) {
        core.selected = Some(id);
    }
}

/// Selects the first step, else the first row, if the selected row is not shown any more.
pub fn keep_row_shown(core: &mut Core) {
    if core.screen == Screen::WhatNow {
        return;
    }
    let Some(entry) = core.current() else { return };
    let rows = rows::rows(core, entry);
    if rows.contains(&core.row) {
        return;
    }
    let step = |row: &&Row| matches!(row, Row::Step(_));
    if let Some(row) = rows.iter().find(step).or(rows.first()) {
        core.row = row.clone();
        core.scroll = 0;
    }
}

/// Says why nothing is selected, and which key changes that.
pub fn say_nothing_shown(core: &mut Core) {
    let action = match core.filter.is_active() {
        true => Action::Back,
        false => Action::HideDone,
    };
    let key = core.keymap.short(action).unwrap_or_default();
    core.say(
        Tone::Plain,
        format!("Nothing is selected, as the list is empty. Press {key} to see it again."),
    );
}

/// Hides done accounts and steps, or shows them again.
pub fn toggle_hide_done(core: &mut Core) -> Vec<Effect> {
    core.remembered.hide_done = !core.remembered.hide_done;
    let message = match (core.remembered.hide_done, &core.screen) {
        (true, Screen::Home) => "Accounts with nothing to do are hidden.",
        (true, Screen::Account(_) | Screen::WhatNow) => "What is done is hidden.",
        (false, _) => "Everything is shown again.",
    };
    core.say(Tone::Plain, message);
    keep_selection_listed(core);
    vec![Effect::Remember(core.remembered)]
}

/// Makes Home a board, or a list again.
pub fn toggle_board(core: &mut Core) {
    if !core.drawn.has_board_room && !core.is_board {
        return core.say(Tone::Plain, "The board needs a window of 110 columns.");
    }
    core.is_board = !core.is_board;
}

/// Sorts the accounts another way.
pub fn change_order(core: &mut Core) -> Vec<Effect> {
    let order = core.remembered.order.next();
    core.remembered.order = order;
    core.sort();
    core.say(Tone::Plain, order.title());
    vec![Effect::Remember(core.remembered)]
}

/// Selects the next or the previous account that needs the person, among those of the list. On the screen
/// of an account goes to that one's.
pub fn seek_need(core: &mut Core, backwards: bool) {
    let listed: Vec<(Id, bool)> = core
        .listed()
        .iter()
        .map(|entry| (entry.account.id.clone(), entry.overview.needs_attention()))
        .collect();
    let at = listed
        .iter()
        .position(|(id, _)| Some(id) == core.selected.as_ref());
    let (before, after) = listed.split_at(at.unwrap_or(0));
    let others = after
        .iter()
        .skip(1)
        .chain(before)
        .filter(|(_, needs)| *needs);
    let found = match backwards {
        false => others.clone().next(),
        true => others.clone().next_back(),
    };
    match found.map(|(id, _)| id.clone()) {
        Some(id) if core.screen == Screen::Home => core.selected = Some(id),
        Some(id) => enter_account(core, &id),
        None => core.say(Tone::Plain, "No other account in the list needs you now."),
    }
}

/// Selects an account on Home; if it is selected already, or in the accounts pane, opens it.
pub fn click_account(core: &mut Core, id: &Id) {
    let is_second = core.selected.as_ref() == Some(id);
    if matches!(core.screen, Screen::Home) && !is_second {
        core.selected = Some(id.clone());
    } else {
        enter_account(core, id);
    }
}

/// Selects a row; if it is selected already, folds it or gives the detail the keys. One click folds
/// the other routes.
pub fn click_row(core: &mut Core, row: Row) -> Vec<Effect> {
    let is_second = core.row == row && core.pane == Pane::Steps;
    select_row(core, row.clone());
    match row {
        Row::Goal(goal) if is_second => toggle_goal(core, goal),
        Row::Others(goal) => toggle_others(core, goal),
        Row::Step(_) | Row::Other(_) | Row::Route(_) if is_second => core.pane = Pane::Detail,
        Row::Goal(_) | Row::NoForm | Row::Route(_) | Row::Step(_) | Row::Other(_) => {}
    }
    Vec::new()
}

/// Gives the detail the keys.
pub fn focus_detail(core: &mut Core) {
    core.pane = Pane::Detail;
}

/// The scroll offset after one notch of the wheel, from the offset `at`, up to `end`.
pub fn wheeled(at: usize, end: usize, down: bool) -> usize {
    match down {
        true => (at + NOTCH).min(end),
        false => at.saturating_sub(NOTCH),
    }
}

/// Scrolls the detail, or moves the selection of the list, under the mouse.
pub fn wheel(core: &mut Core, target: &Target, down: bool) {
    let action = if down { Action::Down } else { Action::Up };
    match target {
        Target::Detail | Target::Link => {
            core.scroll = wheeled(core.scroll, core.drawn.scroll_end, down);
        }
        Target::Account(_) => move_accounts(core, action),
        Target::Row(_) | Target::Mark(_) => move_rows(core, action),
        Target::Hint(_) | Target::Choice(_) | Target::Overlay => {}
    }
}

/// Whether a step is selected whose text is not on the screen, since a narrow window shows the
/// list.
pub fn is_unread(core: &Core, is_one_pane: bool) -> bool {
    is_one_pane && core.pane == Pane::Steps && matches!(core.row, Row::Step(_))
}
