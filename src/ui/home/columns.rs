//! The columns of Home: which ones a window has room for, and a row in them.
//!
//! ```text
//! ❯ FB Mum        DE  sent 1 October   Overdue since 3 November  24 days ago  Remind Meta
//! ```
//!
//! The state is never cut for the sake of another column. The label gives way to it, and the others come
//! where there is room: the country, what is reached, the days, the next step.

use std::borrow::Cow;

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;
use ratatui::{layout::Rect, text::Span};

use super::situation::{short_situation, situation, situation_style};
use crate::{
    account::overview::Overview,
    app::core::{AccountEntry, Core},
    clock,
    content::goal::Goal,
    text,
    ui::{area, canvas::Canvas, list, theme::Look},
};

/// The cells in front of the label: the cursor and the mark of the platform.
pub(super) const HEAD: usize = 5;
/// The blanks between two columns.
pub(super) const GAP: usize = 2;
/// The least width of a label that other columns leave.
const LEAST_LABEL: usize = 14;
/// The least width of the column with the next step.
const LEAST_NEXT: usize = 16;
/// The least width of the window for a progress bar and months in full, in cells.
const BROAD: usize = 100;
/// The width of the progress bar, in cells.
const BAR: usize = 8;
/// An empty one, and the blank behind it.
const BLANK: &str = "         ";

/// What a row says, without its styles.
struct Cells<'m> {
    label: Cow<'m, str>,
    country: &'m str,
    reached: CompactString,
    state: CompactString,
    days: CompactString,
    next: &'m str,
}

impl<'m> Cells<'m> {
    fn of(core: &'m Core, entry: &'m AccountEntry, is_broad: bool) -> Self {
        let AccountEntry { account, overview } = entry;
        let today = core.now.today;
        let mut label = Cow::Borrowed(account.label.as_str());
        if let Some(apart) = core.apart(account) {
            label.to_mut().push_str(&apart.beside_country());
        }
        if account.read_only.is_some() {
            label.to_mut().push_str(" (read-only)");
        }
        Self {
            label,
            country: account.country.as_ref().map_or("?", |it| it.code()),
            reached: reached(entry, today, is_broad),
            state: situation(entry, today),
            days: days(overview, today),
            next: overview.next_step().map_or("", |(_, step)| &step.title),
        }
    }
}

/// What is reached: that it was sent, and when; before that, how many steps are done.
fn reached(entry: &AccountEntry, today: Date, is_broad: bool) -> CompactString {
    let AccountEntry { account, overview } = entry;
    // Also where its country has no route to it any more.
    let own = account.progress.latest(Goal::Object);
    let covering = overview.covered_by.as_ref();
    let sent = own.or(covering.map(|covering| &covering.request));
    match sent {
        Some(request) => {
            let format = match (is_broad, request.sent.year() == today.year()) {
                (true, true) => "%-d %B",
                (false, true) => "%-d %b",
                (_, false) => "%-d %b %Y",
            };
            format_compact!("sent {}", request.sent.strftime(format))
        }
        None if overview.total > 0 => format_compact!("{}/{}", overview.done, overview.total),
        None => CompactString::default(),
    }
}

/// How far the day of how it stands is away.
fn days(overview: &Overview, today: Date) -> CompactString {
    let day = overview.day_of_standing();
    day.map_or_else(CompactString::default, |day| {
        match clock::days_until(today, day) {
            0 => CompactString::const_new("today"),
            1 => CompactString::const_new("tomorrow"),
            2.. => format_compact!("in {} days", clock::days_until(today, day)),
            _ => clock::ago(clock::days_until(day, today)),
        }
    })
}

/// The widths of the columns, 0 of one that there is no room for; and what is in them.
pub(super) struct Columns<'m> {
    cells: Vec<Cells<'m>>,
    label: usize,
    country: usize,
    reached: usize,
    state: usize,
    days: usize,
    next: usize,
    is_broad: bool,
}

impl<'m> Columns<'m> {
    /// The columns for these accounts in a list of this width.
    pub(super) fn of(
        core: &'m Core,
        entries: impl Iterator<Item = &'m AccountEntry>,
        width: usize,
    ) -> Self {
        let is_broad = width >= BROAD;
        let mut widest = Self {
            cells: Vec::with_capacity(entries.size_hint().0),
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
            grow(&mut widest.next, cells.next);
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
        // The state says since when or until when, so the days come after the whole label.
        for (column, least) in [
            (&mut self.country, least),
            (&mut self.reached, least),
            (&mut self.days, self.label),
        ] {
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

    /// Whether the label of the account at `index` is longer than its column.
    pub(super) fn cuts(&self, index: usize) -> bool {
        let cells = self.cells.get(index);
        cells.is_some_and(|cells| text::width(&cells.label) > self.label)
    }

    /// Draws the row of an account, the one at `index` of those that the columns are for.
    pub(super) fn row(
        &self,
        canvas: &mut Canvas<'_, '_>,
        area: Rect,
        (index, entry): (usize, &AccountEntry),
        selection: (bool, bool),
    ) {
        let Some(cells) = self.cells.get(index) else {
            return;
        };
        let (look, overview) = (canvas.look, &entry.overview);
        let rest = &mut name(canvas, area, entry, selection, (&cells.label, self.label));
        let missing = match entry.account.country {
            Some(_) => look.faint,
            None => look.warn,
        };
        column(
            canvas,
            rest,
            self.country,
            &[Span::styled(cells.country, missing)],
        );
        let reached = Span::styled(cells.reached.as_str(), look.faint);
        if self.is_broad && cells.reached.contains('/') {
            let [full, open] = bar(overview.done, overview.total, look);
            column(canvas, rest, self.reached, &[full, open, reached]);
        } else {
            column(canvas, rest, self.reached, &[reached]);
        }
        let style = situation_style(overview, look);
        column(
            canvas,
            rest,
            self.state,
            &[Span::styled(cells.state.as_str(), style)],
        );
        column(
            canvas,
            rest,
            self.days,
            &[Span::styled(cells.days.as_str(), look.faint)],
        );
        column(
            canvas,
            rest,
            self.next,
            &[Span::styled(cells.next, look.text)],
        );
    }
}

/// Draws the first column of a row, with the cursor, the platform and a label. Returns the area of the others.
pub(super) fn name(
    canvas: &mut Canvas<'_, '_>,
    mut area: Rect,
    entry: &AccountEntry,
    (is_selected, has_keys): (bool, bool),
    (label, width): (&str, usize),
) -> Rect {
    let look = canvas.look;
    // Read aloud, two letters say nothing.
    let (platform, gap) = match canvas.reading {
        Some(_) => (entry.account.platform.title(), "  "),
        None => (entry.account.platform.mark(), " "),
    };
    let spans = [
        list::gutter(is_selected, has_keys, look),
        Span::raw(" "),
        Span::styled(platform, look.faint),
        Span::raw(gap),
        Span::styled(label, look.row(is_selected)),
    ];
    column(canvas, &mut area, HEAD + width, &spans);
    area
}

/// Draws a column at the beginning of an area, which becomes what is behind it.
pub(super) fn column(
    canvas: &mut Canvas<'_, '_>,
    area: &mut Rect,
    width: usize,
    spans: &[Span<'_>],
) {
    if width > 0 {
        let columns = |count| u16::try_from(count).unwrap_or(u16::MAX);
        let (here, _) = area::left(*area, columns(width));
        list::row(canvas, here, spans, &[]);
        *area = area::left(*area, columns(width + GAP)).1;
    }
}

/// A progress bar in eight cells. What is open is left blank: the numbers beside it say it, too.
fn bar(done: usize, total: usize, look: &Look) -> [Span<'static>; 2] {
    let full = match total {
        0 => 0,
        total => (done * BAR).div_ceil(total).min(BAR),
    };
    // Rounding up must not fill the bar before everything is done.
    let full = match done < total {
        true => full.min(BAR - 1),
        false => full,
    };
    let bar = look.glyphs.bar_done;
    let done = bar.get(..bar.len() / BAR * full).unwrap_or_default();
    let open = BLANK.get(full..).unwrap_or_default();
    [Span::styled(done, look.tick), Span::raw(open)]
}

/// Draws a row of a list that has no room for columns: the label, and how the account stands. Returns whether
/// the label is cut.
pub(super) fn narrow(
    canvas: &mut Canvas<'_, '_>,
    area: Rect,
    entry: &AccountEntry,
    (is_selected, has_keys): (bool, bool),
    is_home: bool,
) -> bool {
    let (model, look) = (canvas.model, canvas.look);
    let AccountEntry { account, overview } = entry;
    let apart = model.apart(account);
    let apart = apart.map_or_else(String::new, |apart| apart.in_words());
    let state = match (is_home, area.width) {
        (false, 24..) if overview.total > 0 => {
            format_compact!("{}/{}", overview.done, overview.total)
        }
        (true, 34..) => entry.standing(model.now.today),
        (_, _) => CompactString::const_new(short_situation(overview)),
    };
    let style = match is_home || area.width < 24 {
        true => situation_style(overview, look),
        false => look.faint,
    };
    let room = usize::from(area.width).saturating_sub(HEAD + 1 + text::width(&state));
    let whole = format!("{}{apart}", account.label);
    let label = text::fit(&whole, room).into_owned();
    let is_cut = label != whole;
    let left = [
        list::gutter(is_selected, has_keys, look),
        Span::styled(format!(" {} ", account.platform.mark()), look.faint),
        Span::styled(label, look.row(is_selected)),
    ];
    list::row(
        canvas,
        area,
        &left,
        &[Span::styled(format!(" {state}"), style)],
    );
    is_cut
}
