//! Draws the form for an account.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    account::Field,
    app::{
        action::Action,
        drawn::Target,
        pages::form::{FIELDS, FormPage},
    },
    ui::{
        area, boxes,
        canvas::{Canvas, Column},
        list,
    },
};

/// The width of the column of names, in cells.
const NAMES: u16 = 16;

/// Draws the page. Every field has a hint below it if there is room, but the name shares that of the address;
/// else only the one with the focus has one. Where it is read, every field has its own.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, form: &FormPage) {
    let title = if form.account.is_some() {
        "Edit account"
    } else {
        "Add account"
    };
    let fields = FIELDS.len();
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 76);
    let indent = if width > 40 { NAMES + 2 } else { 2 };
    let column = canvas.column(width.saturating_sub(usize::from(indent)).max(1));
    let is_read = canvas.reading.is_some();
    let is_narrow = boxes::is_narrow(width, NAMES);
    let mut hints: Vec<Vec<Line<'static>>> = FIELDS
        .iter()
        .map(|field| hint(&column, form, *field, (is_read, is_narrow)))
        .collect();
    let focus = FIELDS
        .iter()
        .position(|field| *field == form.focus)
        .unwrap_or(0);
    let is_shared = |field: Field| field == Field::Name && !is_read && !is_wrong(&column, form);
    let below: usize = FIELDS
        .iter()
        .zip(&hints)
        .filter(|(field, _)| !is_shared(**field))
        .map(|(_, hint)| hint.len())
        .sum();
    let roomy = usize::from(area.height) >= fields + below + 2;
    for (index, field) in FIELDS.iter().enumerate() {
        let has_hint = match roomy {
            true => !is_shared(*field),
            false => index == focus,
        };
        if let Some(hint) = hints.get_mut(index).filter(|_| !has_hint) {
            hint.clear();
        }
    }
    let below: usize = hints.iter().map(Vec::len).sum();
    let inner = boxes::boxed(canvas, area, title, (width, fields + below));
    // The number of visible fields. In a small window some rows are for the hint.
    let shown = match roomy {
        true => fields,
        false => usize::from(inner.height).saturating_sub(below).max(1),
    };
    let top = list::top(0, focus, shown, fields);
    let mut y = inner.y;
    for (index, (field, hint)) in FIELDS.iter().zip(hints).enumerate().skip(top) {
        if y >= inner.bottom() {
            break;
        }
        let here = Rect {
            y,
            height: 1,
            ..inner
        };
        draw_field(canvas, here, form, *field, index == focus);
        canvas.drawn.put(here, Target::Choice(index));
        y += 1;
        for line in hint {
            if y >= inner.bottom() {
                break;
            }
            let here = Rect {
                x: inner.x + indent,
                y,
                width: inner.width.saturating_sub(indent),
                height: 1,
            };
            list::row(canvas, here, &line.spans, &[]);
            y += 1;
        }
    }
}

fn is_wrong(column: &Column<'_>, form: &FormPage) -> bool {
    let regions = &column.model.catalog.regions;
    form.hint(Field::Name, regions, &|_| String::new()).0
}

/// The hint below a field. Who hears it types the names of keys, and the numbers of choices.
fn hint(
    column: &Column<'_>,
    form: &FormPage,
    field: Field,
    (is_read, is_narrow): (bool, bool),
) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    if is_read && field == Field::Platform {
        let hint = "a number, or its first letter, such as i for Instagram";
        return column.wrap(hint, look.faint);
    }
    let key = |action| match (is_read, action) {
        (true, Action::SaveText) => ":save".to_owned(),
        (true, action) => format!(":{action}"),
        (false, action) => model.keymap.short(action).unwrap_or_default().into(),
    };
    let (is_wrong, mut hint) = form.hint(field, &model.catalog.regions, &key);
    if field == form.focus && is_narrow {
        // Its row has room for the value only.
        hint.insert_str(0, &format!("{}: ", field.title()));
    }
    column.wrap(&hint, if is_wrong { look.bad } else { look.faint })
}

fn draw_field(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    form: &FormPage,
    field: Field,
    has_keys: bool,
) {
    let look = canvas.look;
    let style = look.row(has_keys);
    let names = boxes::names_width(area, NAMES, has_keys);
    let (before, value) = area::left(area, names + 2);
    let mut left = vec![list::gutter(has_keys, true, look)];
    if names > 0 {
        left.extend([Span::raw(" "), Span::styled(field.title(), style)]);
    }
    list::row(canvas, before, &left, &[]);
    if let Some(choice) = form.choice(field) {
        if let Some(reading) = &mut canvas.reading {
            return reading.field(value, choice);
        }
        let text = if has_keys {
            format!("< {choice} >")
        } else {
            choice.to_owned()
        };
        list::row(canvas, value, &[Span::styled(text, style)], &[]);
    } else if let Some(input) = form.input(field) {
        boxes::input(canvas, value, input, has_keys);
    }
}
