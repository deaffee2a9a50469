//! The checklist of an account: its goals, active routes and steps, and the other routes.

use ratatui::{layout::Rect, style::Style, text::Span};

use super::{
    canvas::{Canvas, Column},
    list,
};
use crate::{
    account::{overview::GoalView, progress::Mark},
    app::{
        core::{AccountEntry, Pane, rows},
        drawn::Target,
        row::Row,
        saving::SaveState,
    },
    content::{
        goal::Goal,
        guide::{Guide, StepId, StepKind},
        platform::Platform,
    },
    text,
};

/// Draws the pane.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, entry: &AccountEntry) {
    let (model, look) = (canvas.model, canvas.look);
    let rows = rows::rows(model, entry);
    if rows.is_empty() {
        list::row(
            canvas,
            area,
            &[Span::styled("  No step matches the filter.", look.faint)],
            &[],
        );
        return;
    }
    let height = usize::from(area.height);
    let selected = rows.iter().position(|row| *row == model.row).unwrap_or(0);
    let top = list::top(canvas.drawn.rows_top, selected, height, rows.len());
    canvas.drawn.rows_top = top;
    let has_keys = model.pane == Pane::Steps;
    if has_keys {
        canvas.drawn.page = height;
    }
    for (index, here) in list::in_sight(area, top, rows.len()) {
        let Some(row) = rows.get(index) else {
            break;
        };
        let is_selected = index == selected;
        canvas.drawn.put(here, Target::Row(row.clone()));
        let column = &canvas.column(usize::from(here.width).saturating_sub(2));
        let mut left = vec![list::gutter(is_selected, has_keys, look), Span::raw(" ")];
        let (parts, right) = match row {
            Row::Goal(goal) => goal_row(column, entry, *goal),
            Row::NoForm => {
                let why = model.catalog.why_no_form(&entry.account);
                (vec![Span::styled(why, look.warn)], Vec::new())
            }
            Row::Route(goal) => (route_row(column, entry, *goal, is_selected), Vec::new()),
            Row::Step(id) => {
                let wide = text::width(look.glyphs.todo);
                let box_area = Rect {
                    x: here.x + 4,
                    width: u16::try_from(wide + 1).unwrap_or(2),
                    ..here
                };
                let mark = Target::Mark(row.clone());
                canvas.drawn.put(box_area.intersection(here), mark);
                step_row(column, entry, id, is_selected)
            }
            Row::Others(goal) => (others_row(column, entry, *goal, is_selected), Vec::new()),
            Row::Other(id) => (other_row(column, entry, id, is_selected), Vec::new()),
        };
        left.extend(parts);
        list::row(canvas, here, &left, &right);
        list::select(
            canvas,
            here,
            (is_selected, has_keys && model.overlays.is_empty()),
        );
    }
}

/// The left and the right part of a row.
type Parts = (Vec<Span<'static>>, Vec<Span<'static>>);

fn view(entry: &AccountEntry, goal: Goal) -> Option<&GoalView> {
    entry.overview.goal(goal)
}

fn goal_row(column: &Column<'_>, entry: &AccountEntry, goal: Goal) -> Parts {
    let (model, look) = (column.model, column.look);
    let Some(view) = view(entry, goal) else {
        return Parts::default();
    };
    let is_open = rows::is_unfolded(model, view) || model.filter.is_active();
    let title = format!("{} {}", look.glyphs.fold(is_open), goal.title());
    let mut left = vec![Span::styled(title, look.heading)];
    if !view.counted {
        left.push(Span::styled(" (extra)", look.faint));
    }
    let style = match view.done == view.total {
        true => look.good,
        false => look.faint,
    };
    let count = format!(" {}/{} ", view.done, view.total);
    (left, vec![Span::styled(count, style)])
}

/// The title of a guide, and the badges of one that was tried in vain, is the user's own or old. A long title gets
/// an ellipsis, so that the badges are always visible; no title can imitate their style.
fn titled(
    column: &Column<'_>,
    guide: &Guide,
    platform: Platform,
    (prefix, style): (&str, Style),
    is_tried: bool,
) -> Vec<Span<'static>> {
    let look = column.look;
    let mut badges = Vec::new();
    if is_tried {
        badges.push(Span::styled(" tried", look.warn));
    }
    if guide.is_yours() {
        badges.push(Span::styled(" [yours]", look.warn));
    }
    if guide.is_stale(column.model.now.today) {
        badges.push(Span::styled(" [old]", look.warn));
    }
    let taken: usize = badges.iter().map(|span| text::width(&span.content)).sum();
    let whole = format!("{prefix}{}", platform.title_here(&guide.title));
    let title = text::fit(&whole, column.width.saturating_sub(taken)).into_owned();
    let mut row = vec![Span::styled(title, style)];
    row.append(&mut badges);
    row
}

fn route_row(
    column: &Column<'_>,
    entry: &AccountEntry,
    goal: Goal,
    is_selected: bool,
) -> Vec<Span<'static>> {
    let Some(view) = view(entry, goal) else {
        return Vec::new();
    };
    let prefix = ("  by: ", column.look.faint_row(is_selected));
    titled(column, &view.guide, entry.account.platform, prefix, false)
}

fn other_row(
    column: &Column<'_>,
    entry: &AccountEntry,
    guide: &str,
    is_selected: bool,
) -> Vec<Span<'static>> {
    let Some(guide) = column.model.catalog.guide(guide) else {
        return Vec::new();
    };
    let prefix = format!("    {} ", column.look.glyphs.dot);
    let prefix = (&*prefix, column.look.row(is_selected));
    let is_tried = guide.goal.has_alternatives() && entry.account.progress.is_tried(&guide.id);
    titled(column, guide, entry.account.platform, prefix, is_tried)
}

fn others_row(
    column: &Column<'_>,
    entry: &AccountEntry,
    goal: Goal,
    is_selected: bool,
) -> Vec<Span<'static>> {
    let (model, look) = (column.model, column.look);
    let Some(view) = view(entry, goal) else {
        return Vec::new();
    };
    let is_open = model.unfolded_others.contains(&goal) || model.filter.is_active();
    let noun = match (goal.has_alternatives(), view.others.len()) {
        (true, 1) => "other route",
        (true, _) => "other routes",
        (false, 1) => "more setting",
        (false, _) => "more settings",
    };
    let sign = look.glyphs.fold(is_open);
    let text = format!("  {sign} {} {noun}", view.others.len());
    vec![Span::styled(text, look.faint_row(is_selected))]
}

fn step_row(column: &Column<'_>, entry: &AccountEntry, id: &StepId, is_selected: bool) -> Parts {
    let (model, look) = (column.model, column.look);
    let guide = model.catalog.guide(&id.guide);
    let Some((guide, step)) = guide.and_then(|guide| Some((guide, guide.step(&id.step)?))) else {
        return Parts::default();
    };
    let known = entry.account.progress.step(id);
    let mark = known.and_then(|state| state.mark);
    let counts = view(entry, guide.goal).is_none_or(|view| view.counts(step));
    let passed =
        view(entry, guide.goal).filter(|view| view.guide.id == guide.id && view.is_passed(step));
    let is_passed = passed.is_some();
    let sent = passed.and_then(|view| view.sent_by(&entry.account, guide, step));
    let box_style = match mark {
        None => look.text,
        Some(Mark::Done) => look.tick,
        Some(Mark::Skipped) => look.faint,
        Some(Mark::Blocked) => look.bad,
    };
    // The cell after the check box shows whether the mark is saved.
    let (gap, gap_style) = match model.saving.step_state(&entry.account.id, id) {
        SaveState::Safe | SaveState::Untouched => (" ", look.text),
        SaveState::Writing => (look.glyphs.saving, look.faint),
        SaveState::Failed => (look.glyphs.unsaved, look.bad),
    };
    let style = match (is_selected, mark) {
        (true, _) => look.heading,
        (false, Some(Mark::Done | Mark::Skipped)) => look.faint,
        (false, None | Some(Mark::Blocked)) if counts && !is_passed => look.text,
        (false, None | Some(Mark::Blocked)) => look.faint,
    };
    let word = match mark {
        Some(Mark::Skipped) => Some(("skipped", look.faint)),
        Some(Mark::Blocked) => Some(("can't find", look.bad)),
        Some(Mark::Done) => None,
        None if !counts => Some(("covered", look.faint)),
        None if sent.is_some() => Some(("sent", look.good)),
        None if is_passed => Some(("not needed", look.faint)),
        None if step.kind == StepKind::Submit
            && known.is_some_and(|state| state.opened.is_some()) =>
        {
            Some(("opened, not sent", look.warn))
        }
        None => None,
    };
    let word = word.map(|(word, style)| Span::styled(format!(" {word} "), style));
    let note = match known.is_some_and(|state| state.note.is_some()) {
        true => " +note",
        false => "",
    };
    // A long title gives way to the word and to the sign of a note.
    let sign = look.glyphs.mark(mark);
    let beside = word.as_ref().map_or(0, |word| text::width(&word.content));
    let taken = 2 + text::width(sign) + text::width(gap) + note.len() + beside;
    let title = text::fit(&step.title, column.width.saturating_sub(taken)).into_owned();
    let left = vec![
        Span::raw("  "),
        Span::styled(sign, box_style),
        Span::styled(gap, gap_style),
        Span::styled(title, style),
        Span::styled(note, look.accent),
    ];
    (left, word.into_iter().collect())
}
