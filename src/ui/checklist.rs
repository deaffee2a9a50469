//! The left pane of an account: its goals, active routes and steps, with the other routes folded.

use ratatui::{layout::Rect, style::Style, text::Span};

use super::{list, theme::Look};
use crate::ui::canvas::{Canvas, Column};
use crate::{
    account::{overview::GoalView, progress::Mark},
    app::{
        core::rows,
        core::{AccountEntry, Pane},
        drawn::Target,
        model::Model,
        row::Row,
        saving::SaveState,
    },
    content::{
        goal::Goal,
        guide::{Guide, StepKind},
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
            vec![Span::styled("  No step matches the filter.", look.faint)],
            Vec::new(),
        );
        return;
    }
    let height = usize::from(area.height);
    let at = rows.iter().position(|row| *row == model.row).unwrap_or(0);
    let top = list::top(canvas.drawn.rows_top, at, height, rows.len());
    canvas.drawn.rows_top = top;
    let has_keys = model.pane == Pane::Steps;
    if has_keys {
        canvas.drawn.page = height;
    }
    for (place, here) in list::in_sight(area, top, rows.len()) {
        let Some(row) = rows.get(place) else {
            break;
        };
        let is_selected = place == at;
        canvas.drawn.put(here, Target::Row(row.clone()));
        let mut left = vec![list::gutter(is_selected, has_keys, look), Span::raw(" ")];
        let mut right = Vec::new();
        match row {
            Row::Goal(goal) => goal_row(model, entry, *goal, look, &mut left, &mut right),
            Row::NoForm => left.push(Span::styled(
                model.catalog.why_no_form(&entry.account),
                look.warn,
            )),
            Row::Route(goal) => {
                let column = &canvas.column(usize::from(here.width));
                route_row(column, entry, *goal, is_selected, &mut left);
            }
            Row::Step(id) => {
                if let Some(guide) = model.catalog.guide(&id.guide) {
                    step_row(
                        model,
                        entry,
                        guide,
                        &id.step,
                        look,
                        is_selected,
                        &mut left,
                        &mut right,
                    );
                    let wide = text::width(look.glyphs.todo);
                    let box_area = Rect {
                        x: here.x + 4,
                        width: u16::try_from(wide + 1).unwrap_or(2),
                        ..here
                    };
                    canvas
                        .drawn
                        .put(box_area.intersection(here), Target::Mark(row.clone()));
                }
            }
            Row::Others(goal) => others_row(model, entry, *goal, look, is_selected, &mut left),
            Row::Other(id) => {
                if let Some(guide) = model.catalog.guide(id) {
                    let style = if is_selected {
                        look.selected
                    } else {
                        look.text
                    };
                    let begin = format!("    {} ", look.glyphs.dot);
                    let column = &canvas.column(usize::from(here.width));
                    let on = entry.account.platform;
                    titled(column, (guide, on), (&begin, style), &mut left);
                }
            }
        }
        list::row(canvas, here, left, right);
    }
}

fn view(entry: &AccountEntry, goal: Goal) -> Option<&GoalView> {
    entry.overview.goal(goal)
}

fn goal_row(
    model: &Model,
    entry: &AccountEntry,
    goal: Goal,
    look: &Look,
    left: &mut Vec<Span<'static>>,
    right: &mut Vec<Span<'static>>,
) {
    let Some(view) = view(entry, goal) else {
        return;
    };
    let is_open = rows::is_unfolded(model, view) || model.filter.is_active();
    let sign = if is_open {
        look.glyphs.unfolded
    } else {
        look.glyphs.folded
    };
    left.push(Span::styled(
        format!("{sign} {}", goal.title()),
        look.heading,
    ));
    if !view.counted {
        left.push(Span::styled(" (extra)", look.faint));
    }
    let style = if view.done == view.total {
        look.good
    } else {
        look.faint
    };
    right.push(Span::styled(
        format!(" {}/{} ", view.done, view.total),
        style,
    ));
}

/// Signs of a guide that is not the program's own or has not been checked for long. They are drawn
/// behind the title, in words and a style that no title can have.
fn badges(model: &Model, guide: &Guide, look: &Look) -> Vec<Span<'static>> {
    let mut badges = Vec::new();
    if guide.is_yours() {
        badges.push(Span::styled(" [yours]", look.warn));
    }
    if guide.is_stale(model.now.today) {
        badges.push(Span::styled(" [old]", look.warn));
    }
    badges
}

/// A guide's title with its signs behind it. No title is so long that they are not seen.
fn titled(
    column: &Column<'_>,
    (guide, platform): (&Guide, Platform),
    (begin, style): (&str, Style),
    left: &mut Vec<Span<'static>>,
) {
    let (model, look, width) = (column.model, column.look, column.width);
    let badges = badges(model, guide, look);
    let spans = left.iter().chain(&badges);
    let taken: usize = spans.map(|span| text::width(&span.content)).sum();
    let whole = format!("{begin}{}", platform.title_here(&guide.title));
    let title = text::fit(&whole, width.saturating_sub(taken)).into_owned();
    left.push(Span::styled(title, style));
    left.extend(badges);
}

fn route_row(
    column: &Column<'_>,
    entry: &AccountEntry,
    goal: Goal,
    is_selected: bool,
    left: &mut Vec<Span<'static>>,
) {
    let look = column.look;
    let Some(view) = view(entry, goal) else {
        return;
    };
    let style = if is_selected {
        look.selected
    } else {
        look.faint
    };
    let on = (view.guide.as_ref(), entry.account.platform);
    titled(column, on, ("  by: ", style), left);
}

fn others_row(
    model: &Model,
    entry: &AccountEntry,
    goal: Goal,
    look: &Look,
    is_selected: bool,
    left: &mut Vec<Span<'static>>,
) {
    let Some(view) = view(entry, goal) else {
        return;
    };
    let is_open = model.unfolded_others.contains(&goal) || model.filter.is_active();
    let sign = if is_open {
        look.glyphs.unfolded
    } else {
        look.glyphs.folded
    };
    let noun = match (goal.has_alternatives(), view.others.len()) {
        (true, 1) => "other route",
        (true, _) => "other routes",
        (false, 1) => "more setting",
        (false, _) => "more settings",
    };
    let style = if is_selected {
        look.selected
    } else {
        look.faint
    };
    left.push(Span::styled(
        format!("  {sign} {} {noun}", view.others.len()),
        style,
    ));
}

#[expect(clippy::too_many_arguments, reason = "one row is all of these")]
fn step_row(
    model: &Model,
    entry: &AccountEntry,
    guide: &Guide,
    step: &crate::id::Id,
    look: &Look,
    is_selected: bool,
    left: &mut Vec<Span<'static>>,
    right: &mut Vec<Span<'static>>,
) {
    let Some(step) = guide.step(step) else { return };
    let id = guide.step_id(step);
    let known = entry.account.progress.step(&id);
    let mark = known.and_then(|state| state.mark);
    let counts = view(entry, guide.goal).is_none_or(|view| view.counts(step));
    let box_style = match mark {
        None => look.text,
        Some(Mark::Done) => look.good,
        Some(Mark::Skipped) => look.faint,
        Some(Mark::Blocked) => look.bad,
    };
    left.push(Span::raw("  "));
    left.push(Span::styled(look.glyphs.mark(mark), box_style));
    // The gap behind the box says whether the mark is safe on the disk.
    let (gap, gap_style) = match model.saving.step_state(&entry.account.id, &id) {
        SaveState::Safe | SaveState::Untouched => (" ", look.text),
        SaveState::Writing => (look.glyphs.saving, look.faint),
        SaveState::Failed => (look.glyphs.unsaved, look.bad),
    };
    left.push(Span::styled(gap, gap_style));
    let style = match (is_selected, mark) {
        (true, _) => look.selected,
        (false, Some(Mark::Done | Mark::Skipped)) => look.faint,
        (false, None | Some(Mark::Blocked)) if counts => look.text,
        (false, None | Some(Mark::Blocked)) => look.faint,
    };
    left.push(Span::styled(step.title.to_string(), style));
    if known.is_some_and(|state| state.note.is_some()) {
        left.push(Span::styled(" +note", look.accent));
    }
    let word = match mark {
        Some(Mark::Skipped) => Some(("skipped", look.faint)),
        Some(Mark::Blocked) => Some(("can't find", look.bad)),
        Some(Mark::Done) => None,
        None if !counts => Some(("covered", look.faint)),
        None if step.kind == StepKind::Submit
            && known.is_some_and(|state| state.opened.is_some()) =>
        {
            Some(("opened, not sent", look.warn))
        }
        None => None,
    };
    right.extend(word.map(|(word, style)| Span::styled(format!(" {word} "), style)));
}
