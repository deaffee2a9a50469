//! An address from somewhere, with what there is to say about it.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{dialogs, list, theme::Look};
use crate::{
    app::{dialog::AddressCheck, drawn::Drawn},
    content::address::Standing,
};

const INVITATION: &str = "Paste an address, such as one from an e-mail, and press Enter. In a mail, copy the link's own address: the words that it shows may say another.";

/// Draws the address and, below it, the verdict.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    check: &AddressCheck,
    look: &Look,
    drawn: &mut Drawn,
) {
    let width = dialogs::page_width(area);
    let lines = lines(check, width, look);
    let size = (width, lines.len() + 2);
    let inner = dialogs::boxed(frame, area, "Whose address is this?", size, look, drawn);
    dialogs::input(
        frame,
        Rect {
            height: inner.height.min(1),
            ..inner
        },
        &check.input,
        true,
        look,
    );
    // A blank line in between, where there is room for it.
    let gap = if inner.height > 5 { 2 } else { 1 };
    let below = Rect {
        y: inner.y.saturating_add(gap).min(inner.bottom()),
        height: inner.height.saturating_sub(gap),
        ..inner
    };
    drawn.scroll_end = list::page(frame, below, &lines, check.scroll, look);
    drawn.page = usize::from(below.height);
}

fn lines(check: &AddressCheck, width: usize, look: &Look) -> Vec<Line<'static>> {
    let Some((address, around, told)) = &check.told else {
        return list::wrapped(INVITATION, width, "", look.faint);
    };
    let style = match told.standing {
        Standing::Meta | Standing::Authority => look.good,
        Standing::Yours | Standing::Unlisted => look.warn,
        Standing::Refused => look.bad,
    };
    let mut lines = list::wrapped(&told.verdict, width, "", style);
    if let Some(host) = &told.host {
        lines.extend(list::wrapped(host, width, "", look.heading));
    }
    // What was looked at is not all that was pasted.
    if let Some(remark) = around.remark() {
        lines.extend(list::wrapped(address, width, "", look.accent));
        lines.extend(list::wrapped(remark, width, "", look.warn));
    }
    for sentence in &told.why {
        lines.extend(list::wrapped(sentence, width, "", look.text));
    }
    if check.others > 0 {
        let said = format!(
            "Addresses in the text that were not looked at: {}. Paste each by itself.",
            check.others
        );
        lines.extend(list::wrapped(&said, width, "", look.warn));
    }
    lines
}
