//! Areas of the screen cut in two.

use ratatui::layout::Rect;

/// The first `rows` of an area, and the rest below them.
pub(super) fn top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let (head, y, height) = (rows, area.y + rows, area.height - rows);
    (
        Rect {
            height: head,
            ..area
        },
        Rect { y, height, ..area },
    )
}

/// An area without its last `rows`, and these.
pub(super) fn bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    top(area, area.height.saturating_sub(rows))
}

/// The first `columns` of an area, and the rest at their right.
pub(super) fn left(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let (x, width) = (area.x + columns, area.width - columns);
    (
        Rect {
            width: columns,
            ..area
        },
        Rect { x, width, ..area },
    )
}

/// An area without its last `columns`, and these.
pub(super) fn right(area: Rect, columns: u16) -> (Rect, Rect) {
    left(area, area.width.saturating_sub(columns))
}
