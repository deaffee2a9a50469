//! Draws the form for an account.

use ratatui::{layout::Rect, text::Span};

use crate::{
    account::Field,
    app::{
        drawn::Target,
        pages::form::{FIELDS, FormPage},
    },
    ui::{boxes, canvas::Canvas, list},
};

/// The width of the column of names, in cells.
const NAMES: u16 = 16;

/// Draws the page. Every field has a hint below it if there is room (the name and the address share
/// one), else only the one with the focus.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, form: &FormPage) {
    let (model, look) = (canvas.model, canvas.look);
    let title = if form.account.is_some() {
        "Edit account"
    } else {
        "Add account"
    };
    let fields = FIELDS.len();
    let width = usize::from(area.width).saturating_sub(4).clamp(1, 76);
    let roomy = usize::from(area.height) > fields * 2;
    let height = if roomy { fields * 2 - 1 } else { fields + 1 };
    let inner = boxes::boxed(canvas, area, title, (width, height));
    let focus = FIELDS
        .iter()
        .position(|field| *field == form.focus)
        .unwrap_or(0);
    let room = usize::from(inner.height);
    // The number of visible fields. In a small window one row is for the hint.
    let shown = if roomy {
        fields
    } else {
        room.saturating_sub(1).max(1)
    };
    let top = list::top(0, focus, shown, fields);
    let mut y = inner.y;
    for (index, field) in FIELDS.iter().enumerate().skip(top) {
        if y >= inner.bottom() {
            break;
        }
        let has_keys = index == focus;
        let here = Rect {
            y,
            height: 1,
            ..inner
        };
        draw_field(canvas, here, form, *field, has_keys);
        canvas.drawn.put(here, Target::Choice(index));
        y += 1;
        let has_hint = match roomy {
            true => *field != Field::Name,
            false => has_keys,
        };
        if has_hint && y < inner.bottom() {
            let hint = |field| form.hint(field, &model.catalog.regions, &model.keymap);
            let shared = (roomy && *field == Field::Address).then(|| hint(Field::Name));
            let shared = shared.filter(|(is_wrong, _)| *is_wrong);
            let (is_wrong, hint) = shared.unwrap_or_else(|| hint(*field));
            let style = if is_wrong { look.bad } else { look.faint };
            let indent = if inner.width > 40 { NAMES + 2 } else { 2 };
            let below = Rect {
                x: inner.x + indent,
                y,
                width: inner.width.saturating_sub(indent),
                height: 1,
            };
            list::row(canvas, below, vec![Span::styled(hint, style)], Vec::new());
            y += 1;
        }
    }
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
    let left = vec![
        list::gutter(has_keys, true, look),
        Span::raw(" "),
        Span::styled(field.title(), style),
    ];
    list::row(
        canvas,
        Rect {
            width: area.width.min(NAMES + 2),
            ..area
        },
        left,
        Vec::new(),
    );
    let value = Rect {
        x: area.x + NAMES + 2,
        width: area.width.saturating_sub(NAMES + 2),
        ..area
    };
    if let Some(choice) = form.choice(field) {
        let text = if has_keys {
            format!("< {choice} >")
        } else {
            choice.to_owned()
        };
        list::row(canvas, value, vec![Span::styled(text, style)], Vec::new());
    } else if let Some(input) = form.input(field) {
        boxes::input(canvas, value, input, has_keys);
    }
}
