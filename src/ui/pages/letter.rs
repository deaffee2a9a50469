//! Draws a letter: its purpose, the grounds, the text, the length.

use ratatui::{
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
    widgets::Clear,
};

use crate::{
    account::compose::ComposeError,
    app::{
        action::Action,
        drawn::{Drawn, Target},
        model::Model,
        pages::letter::{Ask, LetterPage},
    },
    catalog::letters,
    content::language::Ground,
    text,
    ui::{
        canvas::{Canvas, Column},
        list,
    },
};

/// The least height for a row with the title, in rows.
const ROOMY: u16 = 6;
/// The least height for the purpose above the text, in rows; else it is below.
const TALL: u16 = 16;
/// The most cells in a line of text; longer ones are hard to read.
const WIDEST: usize = 92;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let (model, look) = (canvas.model, canvas.look);
    canvas.frame.render_widget(Clear, area);
    canvas.drawn.put(area, Target::Overlay);
    if area.is_empty() {
        return;
    }
    let (head, foot) = (
        u16::from(area.height >= ROOMY),
        u16::from(area.height >= ROOMY / 2),
    );
    let [head, middle, foot] = area.layout(&Layout::vertical([
        Constraint::Length(head),
        Constraint::Fill(1),
        Constraint::Length(foot),
    ]));
    let middle = Rect {
        x: middle.x + u16::from(middle.width > 1),
        width: middle.width.saturating_sub(1).max(1),
        ..middle
    };
    // The signs for more lines need a free cell at the right.
    let width = usize::from(middle.width).saturating_sub(2).clamp(1, WIDEST);
    let column = &canvas.column(width);
    let mut lines = Vec::new();
    if head.is_empty() {
        let title = text::fit(&page.draft.letter.title, width).into_owned();
        let language = text::fit(language(model, page).trim(), width).into_owned();
        lines.push(Line::styled(title, look.heading));
        lines.push(Line::styled(language, look.accent));
    } else {
        title(canvas, head, page);
    }
    let rule = Line::styled(look.glyphs.rule.repeat(width), look.faint);
    let about = about(column, page);
    let grounds = Toggles::new(column, page);
    let is_tall = area.height >= TALL;
    if is_tall {
        lines.extend(about.iter().cloned());
    }
    let first_line = lines.len();
    lines.extend(grounds.lines.iter().cloned());
    if !lines.is_empty() {
        lines.push(rule.clone());
    }
    lines.extend(body(column, page));
    lines.push(rule);
    if !is_tall {
        lines.extend(about);
    }
    lines.extend(notes(column, page));
    let end = list::page(canvas, middle, &lines, page.scroll);
    canvas.drawn.scroll_end = end;
    canvas.drawn.page = usize::from(middle.height).saturating_sub(1).max(1);
    let scrolled = page.scroll.min(end);
    grounds.add_targets(middle, first_line, scrolled, &mut canvas.drawn);
    length(canvas, foot, page);
}

/// The language, with the keys that change it and its number among the languages.
fn language(model: &Model, page: &LetterPage) -> String {
    let draft = &page.draft;
    let name = letters::words(draft.language).map(|words| words.name.as_str());
    let name = name.unwrap_or_else(|| draft.language.title());
    let count = draft.languages.len();
    if count < 2 {
        return format!(" {name} ");
    }
    let key = |action| model.keymap.short(action).unwrap_or_default();
    let (left, right) = (key(Action::Left), key(Action::Right));
    let is_now = |language: &_| *language == draft.language;
    let number = draft.languages.iter().position(is_now).unwrap_or(0) + 1;
    format!(" {left} {name} {right} {number}/{count} ")
}

fn title(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let (model, look) = (canvas.model, canvas.look);
    let left = Span::styled(format!(" {}", page.draft.letter.title), look.heading);
    let language = language(model, page);
    let wide = u16::try_from(text::width(&language)).unwrap_or(u16::MAX);
    let right = Span::styled(language, look.accent);
    list::row(canvas, area, vec![left], vec![right]);
    if page.draft.languages.len() > 1 {
        let here = Rect {
            x: area.right().saturating_sub(wide),
            width: wide,
            ..area
        };
        canvas
            .drawn
            .put(here.intersection(area), Target::Choice(Ground::ALL.len()));
    }
}

/// The purpose, and cautions.
fn about(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let letter = page.draft.letter;
    let mut lines = column.wrap(&letter.purpose, look.faint);
    if let Some(caution) = &letter.caution {
        lines.extend(column.wrap(caution, look.warn));
    }
    let country = model
        .entry(&page.account)
        .and_then(|entry| entry.account.country);
    if country.is_none() {
        let caution = "The account has no country yet, which decides the law: this is the text for the EU and EEA.";
        lines.extend(column.wrap(caution, look.warn));
    }
    lines
}

/// The note on the length, and the number of sources. A list of them would be longer than most
/// letters, so this names the command that lists them.
fn notes(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let look = column.look;
    let letter = page.draft.letter;
    let note = letter.limit.iter().map(|limit| limit.note.to_string());
    let newest = letter.sources.iter().map(|source| source.checked).max();
    let sources = newest.map(|newest| {
        let (count, id) = (letter.sources.len(), &letter.id);
        let noun = if count == 1 { "source" } else { "sources" };
        let account = &page.account;
        format!("{count} {noun}, the newest checked {newest}: optout letter {account} {id} --json")
    });
    let texts = note.chain(sources);
    texts
        .flat_map(|text| column.wrap(&text, look.faint))
        .collect()
}

/// The check boxes of the grounds, with their keys, several in a line.
struct Toggles {
    lines: Vec<Line<'static>>,
    /// The position of each ground: its index, the line, the first cell, the width in cells.
    positions: Vec<(usize, usize, usize, usize)>,
}

impl Toggles {
    fn new(column: &Column<'_>, page: &LetterPage) -> Self {
        let (model, look, width) = (column.model, column.look, column.width);
        let mut toggles = Self {
            lines: Vec::new(),
            positions: Vec::new(),
        };
        let entry = model.entry(&page.account);
        let Some(account) = entry
            .map(|entry| &entry.account)
            .filter(|_| page.draft.has_grounds)
        else {
            return toggles;
        };
        let about = "What is true of you? It becomes part of the text:";
        toggles.lines = column.wrap(about, look.text);
        let mut row: Vec<Span<'static>> = Vec::new();
        let mut used = 0;
        for (index, ground) in Ground::ALL.iter().enumerate() {
            let is_taken = account.grounds.contains(ground);
            let key = model.keymap.short(Action::of_ground(*ground));
            let key = format!("{} ", key.unwrap_or_default());
            let (glyph, style) = match is_taken {
                true => (look.glyphs.done, look.good),
                false => (look.glyphs.todo, look.text),
            };
            let rest = format!("{glyph} {}  ", ground.title());
            let wide = text::width(&key) + text::width(rest.trim_end());
            if used > 0 && used + wide > width {
                toggles.lines.push(Line::from(std::mem::take(&mut row)));
                used = 0;
            }
            toggles
                .positions
                .push((index, toggles.lines.len(), used, wide));
            row.extend([Span::styled(key, look.accent), Span::styled(rest, style)]);
            used += wide + 2;
        }
        toggles.lines.push(Line::from(row));
        toggles
    }

    /// Adds the visible check boxes for hit tests. `first_line` is the index of the first of their
    /// lines.
    fn add_targets(&self, area: Rect, first_line: usize, scrolled: usize, drawn: &mut Drawn) {
        for (index, line, cell, wide) in &self.positions {
            let row = (first_line + line).checked_sub(scrolled);
            let row = row.and_then(|row| u16::try_from(row).ok());
            let (Some(row), Ok(cell), Ok(wide)) = (row, u16::try_from(*cell), u16::try_from(*wide))
            else {
                continue;
            };
            let here = Rect {
                x: area.x.saturating_add(cell),
                y: area.y.saturating_add(row),
                width: wide,
                height: 1,
            };
            drawn.put(here.intersection(area), Target::Choice(*index));
        }
    }
}

/// The text, or the details that it lacks.
fn body(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    match &page.draft.written {
        Ok(composed) => {
            let warning = page.draft.too_soon().unwrap_or_default();
            let mut lines = column.wrap(&warning, look.bad);
            lines.extend(column.wrap(&composed.text, look.text));
            lines
        }
        Err(ComposeError::Missing(_)) => {
            let head = "There is no text yet. Something is missing:";
            let mut lines = column.wrap(head, look.bad);
            for why in &page.lacks {
                lines.extend(column.indent(why, look.text));
            }
            let asks = page.ask.map(|ask| match ask {
                Ask::Field(_) => "opens the account's form, where you can give it.",
                Ask::Authority => "lists the authorities; take yours.",
            });
            let key = model.keymap.short(Action::Enter);
            if let (Some(key), Some(asks)) = (key, asks) {
                let hint = format!("{key} {asks}");
                lines.extend(column.wrap(&hint, look.faint));
            }
            lines
        }
        Err(ComposeError::Fault(fault)) => {
            let text = format!("The text cannot be written: {fault}");
            column.wrap(&text, look.bad)
        }
    }
}

/// Draws the length of the text, and its limit.
fn length(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let look = canvas.look;
    let draft = &page.draft;
    let (words, style) = match draft.length_in_words() {
        Some(words) if draft.misses_limit() => (words, look.bad),
        Some(words) => (words, look.good),
        None => ("No text yet".to_owned(), look.bad),
    };
    let left = vec![Span::styled(format!(" {words}"), style)];
    list::row(canvas, area, left, Vec::new());
}
