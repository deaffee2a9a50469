//! The columns of Home: which ones a window has room for, and a row in them.
//!
//! ```text
//! ❯ FB Mum        DE  sent 1 October   Overdue since 3 November  24 days ago  Remind Meta
//! ```
//!
//! The state is never cut for the sake of another column. The label gives way to it, and the others come
//! where there is room: the country, what is reached, the days, the next step.

use std::iter;

use jiff::civil::Date;
use ratatui::{layout::Rect, style::Style, text::Span};

use super::situation::{short_situation, situation, situation_style};
use crate::{
    account::overview::Overview,
    app::core::{AccountEntry, Core},
    clock,
    content::goal::Goal,
    text,
    ui::{list, theme::Look},
};

/// The cells in front of the label: the cursor and the mark of the platform.
const HEAD: usize = 5;
/// The blanks between two columns.
const GAP: usize = 2;
/// The least width of a label that other columns leave.
const LEAST_LABEL: usize = 14;
/// The least width of the column with the next step.
const LEAST_NEXT: usize = 16;
/// The least width of the window for a progress bar and months in full, in cells.
const BROAD: usize = 100;
/// The width of the progress bar, in cells.
const BAR: usize = 8;

/// What a row says, without its styles.
struct Cells {
    label: String,
    country: String,
    reached: String,
    state: String,
    days: String,
    next: String,
}

impl Cells {
    fn of(core: &Core, entry: &AccountEntry, is_broad: bool) -> Self {
        let AccountEntry { account, overview } = entry;
        let today = core.now.today;
        let apart = core.apart(account);
        let apart = apart.map_or_else(String::new, |apart| apart.beside_country());
        let read_only = match account.read_only {
            Some(_) => " (read-only)",
            None => "",
        };
        let country = account.country.map(|country| country.to_string());
        let next = overview.next_step();
        Self {
            label: format!("{}{apart}{read_only}", account.label),
            country: country.unwrap_or_else(|| "?".to_owned()),
            reached: reached(overview, today, is_broad),
            state: situation(entry, today),
            days: days(overview, today),
            next: next.map_or_else(String::new, |(_, step)| step.title.to_string()),
        }
    }
}

/// What is reached: that it was sent, and when; before that, how many steps are done.
fn reached(overview: &Overview, today: Date, is_broad: bool) -> String {
    let own = overview
        .goal(Goal::Object)
        .and_then(|view| view.request.as_deref());
    let covering = overview.covered_by.as_ref();
    let sent = own.or(covering.map(|covering| &covering.request));
    match sent {
        Some(request) => {
            let format = match (is_broad, request.sent.year() == today.year()) {
                (true, true) => "%-d %B",
                (false, true) => "%-d %b",
                (_, false) => "%-d %b %Y",
            };
            format!("sent {}", request.sent.strftime(format))
        }
        None if overview.total > 0 => format!("{}/{}", overview.done, overview.total),
        None => String::new(),
    }
}

/// How far the day of how it stands is away.
fn days(overview: &Overview, today: Date) -> String {
    let day = overview.day_of_standing();
    day.map_or_else(String::new, |day| match clock::days_until(today, day) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2.. => format!("in {} days", clock::days_until(today, day)),
        _ => clock::ago(clock::days_until(day, today)),
    })
}

/// The widths of the columns, 0 of one that there is no room for; and what is in them.
pub(super) struct Columns {
    cells: Vec<Cells>,
    label: usize,
    country: usize,
    reached: usize,
    state: usize,
    days: usize,
    next: usize,
    is_broad: bool,
}

impl Columns {
    /// The columns for these accounts in a list of this width.
    pub(super) fn of<'e>(
        core: &Core,
        entries: impl Iterator<Item = &'e AccountEntry>,
        width: usize,
    ) -> Self {
        let is_broad = width >= BROAD;
        let mut widest = Self {
            cells: Vec::new(),
            label: 0,
            country: 2,
            reached: 0,
            state: 0,
            days: 0,
            next: 0,
            is_broad,
        };
        for entry in entries {
            let cells = Cells::of(core, entry, is_broad);
            let grow = |most: &mut usize, text: &str| *most = text::width(text).max(*most);
            grow(&mut widest.label, &cells.label);
            grow(&mut widest.reached, &cells.reached);
            grow(&mut widest.state, &cells.state);
            grow(&mut widest.days, &cells.days);
            grow(&mut widest.next, &cells.next);
            widest.cells.push(cells);
        }
        if is_broad {
            widest.reached = widest.reached.max(BAR + 6);
        }
        widest.fitted(width)
    }

    fn fitted(mut self, width: usize) -> Self {
        let least = self.label.min(LEAST_LABEL);
        let state = self.state + usize::from(self.state > 0) * GAP;
        let mut rest = width.saturating_sub(HEAD + state);
        for column in [&mut self.country, &mut self.reached, &mut self.days] {
            match *column > 0 && rest >= least + *column + GAP {
                true => rest -= *column + GAP,
                false => *column = 0,
            }
        }
        let after_label = rest.saturating_sub(self.label + GAP);
        self.next = match after_label >= LEAST_NEXT {
            true => self.next.min(after_label),
            false => 0,
        };
        // What the next step does not take is the label's.
        self.label = self.label.min(rest);
        self
    }

    /// The spans of a row, which may be read aloud. The account is the one at `index` of those that the columns
    /// are for.
    pub(super) fn row(
        &self,
        index: usize,
        entry: &AccountEntry,
        look: &Look,
        (is_selected, is_read): (bool, bool),
    ) -> Vec<Span<'static>> {
        let Some(cells) = self.cells.get(index) else {
            return Vec::new();
        };
        let overview = &entry.overview;
        // Read aloud, two letters say nothing.
        let platform = match is_read {
            true => format!("{}  ", entry.account.platform.title()),
            false => format!("{} ", entry.account.platform.mark()),
        };
        let mut spans = vec![
            Span::styled(platform, look.faint),
            column(&cells.label, self.label, look.row(is_selected)),
        ];
        let mut add = |width: usize, parts: Vec<Span<'static>>| {
            if width > 0 {
                spans.push(Span::raw(" ".repeat(GAP)));
                spans.extend(parts);
            }
        };
        let missing = match entry.account.country {
            Some(_) => look.faint,
            None => look.warn,
        };
        add(
            self.country,
            vec![column(&cells.country, self.country, missing)],
        );
        let is_counted = cells.reached.contains('/');
        let reached = match self.is_broad && is_counted {
            true => {
                let count = format!(" {}", cells.reached);
                vec![
                    bar(overview.done, overview.total, look),
                    column(&count, self.reached.saturating_sub(BAR), look.faint),
                ]
            }
            false => vec![column(&cells.reached, self.reached, look.faint)],
        };
        add(self.reached, reached);
        let style = situation_style(overview, look);
        add(self.state, vec![column(&cells.state, self.state, style)]);
        add(self.days, vec![column(&cells.days, self.days, look.faint)]);
        add(self.next, vec![column(&cells.next, self.next, look.text)]);
        spans
    }
}

/// A text in a column of this width.
pub(super) fn column(text: &str, width: usize, style: Style) -> Span<'static> {
    let mut text = text::fit(text, width).into_owned();
    let blanks = width.saturating_sub(text::width(&text));
    text.extend(iter::repeat_n(' ', blanks));
    Span::styled(text, style)
}

/// A progress bar in eight cells. What is open is left blank: the numbers beside it say it, too.
fn bar(done: usize, total: usize, look: &Look) -> Span<'static> {
    let full = match total {
        0 => 0,
        total => (done * BAR).div_ceil(total).min(BAR),
    };
    // Rounding up must not fill the bar before everything is done.
    let full = match done < total {
        true => full.min(BAR - 1),
        false => full,
    };
    column(&look.glyphs.bar_done.repeat(full), BAR, look.tick)
}

/// Draws a row of a list that has no room for columns: the label, and how the account stands.
pub(super) fn narrow(
    canvas: &mut crate::ui::canvas::Canvas<'_, '_>,
    area: Rect,
    entry: &AccountEntry,
    (is_selected, has_keys): (bool, bool),
    is_home: bool,
) {
    let (model, look) = (canvas.model, canvas.look);
    let AccountEntry { account, overview } = entry;
    let apart = model.apart(account);
    let apart = apart.map_or_else(String::new, |apart| apart.in_words());
    let state = match (is_home, area.width) {
        (false, 24..) if overview.total > 0 => format!("{}/{}", overview.done, overview.total),
        (true, 34..) => entry.standing(model.now.today),
        (_, _) => short_situation(overview).to_owned(),
    };
    let style = match is_home || area.width < 24 {
        true => situation_style(overview, look),
        false => look.faint,
    };
    let room = usize::from(area.width).saturating_sub(HEAD + 1 + text::width(&state));
    let label = text::fit(&format!("{}{apart}", account.label), room).into_owned();
    let left = vec![
        list::gutter(is_selected, has_keys, look),
        Span::styled(format!(" {} ", account.platform.mark()), look.faint),
        Span::styled(label, look.row(is_selected)),
    ];
    list::row(
        canvas,
        area,
        left,
        vec![Span::styled(format!(" {state}"), style)],
    );
}
