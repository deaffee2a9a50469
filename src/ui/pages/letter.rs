//! Draws a letter: what it is for in two lines, the grounds, the text, the length; the rest on demand.

use compact_str::CompactString;
use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use crate::{
    app::{
        action::Action,
        drawn::{Drawn, Target},
        model::Model,
        pages::letter::LetterPage,
    },
    catalog::letters,
    clock,
    content::language::Ground,
    text,
    ui::{
        area,
        canvas::{Canvas, Column},
        list,
        theme::Look,
    },
};

/// The least height for a row with the title, in rows.
const ROOMY: u16 = 6;
/// The least height for the grounds above the text, in rows; else they are below.
const TALL: u16 = 16;
/// The most cells in a line above the text.
const WIDEST: usize = 92;
/// The most cells in a line of the text; longer ones are hard to read.
const MEASURE: usize = 68;
/// The cells of the rule above the text.
const RULE: usize = 24;

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let (model, look) = (canvas.model, canvas.look);
    canvas.clear(area);
    canvas.drawn.put(area, Target::Overlay);
    if area.is_empty() {
        return;
    }
    let (head, foot) = (
        u16::from(area.height >= ROOMY),
        u16::from(area.height >= ROOMY / 2),
    );
    let (head, rest) = area::top(area, head);
    let (middle, foot) = area::bottom(rest, foot);
    let middle = Rect {
        x: middle.x + u16::from(middle.width > 1),
        width: middle.width.saturating_sub(1).max(1),
        ..middle
    };
    // The signs for more lines need a free cell at the right.
    let width = usize::from(middle.width).saturating_sub(2).clamp(1, WIDEST);
    let column = &canvas.column(width);
    let long = &canvas.column(width.min(MEASURE));
    let mut lines = Vec::new();
    if head.is_empty() {
        let language = text::fit(language(model, page).trim(), width).into_owned();
        lines.push(Line::styled(
            text::fit(&title(page), width).into_owned(),
            look.heading,
        ));
        lines.push(Line::styled(language, look.accent));
    } else {
        draw_title(canvas, head, page);
    }
    let rule = Line::styled(look.glyphs.rule.repeat(width.min(RULE)), look.line);
    let is_tall = area.height >= TALL;
    lines.extend(match page.is_unfolded {
        true => explanation(long, page),
        false => about(column, page, if is_tall { 2 } else { 1 }),
    });
    let grounds = Toggles::new(column, page);
    let mut first_line = lines.len();
    if is_tall {
        lines.extend(grounds.lines.iter().cloned());
    }
    // Where the grounds are below the text, the line above it tells of them.
    let mut told = String::new();
    if !is_tall && !grounds.lines.is_empty() {
        let keys = Ground::ALL.iter().map(|it| Action::of_ground(*it));
        let keys: Vec<CompactString> = keys.filter_map(|it| model.keymap.short(it)).collect();
        told = format!("{ABOUT}{}, at the end. ", keys.join(" "));
    }
    let rest = width.min(RULE).saturating_sub(text::width(&told));
    let rest = Span::styled(look.glyphs.rule.repeat(rest), look.line);
    lines.push(Line::from(vec![Span::styled(told, look.text), rest]));
    lines.extend(body(long, page));
    if !is_tall && !grounds.lines.is_empty() {
        lines.push(rule);
        first_line = lines.len();
        lines.extend(grounds.lines.iter().cloned());
    }
    let end = list::page(canvas, middle, &lines, page.scroll);
    canvas.drawn.scroll_end = end;
    canvas.drawn.page = usize::from(middle.height).saturating_sub(1).max(1);
    let scrolled = page.scroll.min(end);
    grounds.add_targets(middle, first_line, scrolled, &mut canvas.drawn);
    length(canvas, foot, page);
}

/// The title of the letter, and whether the person edited the text.
fn title(page: &LetterPage) -> String {
    let edited = if page.draft.is_edited {
        " (edited by you)"
    } else {
        ""
    };
    format!("{}{edited}", page.draft.letter.title)
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

fn draw_title(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let (model, look) = (canvas.model, canvas.look);
    let left = Span::styled(format!(" {}", title(page)), look.heading);
    let language = language(model, page);
    let wide = u16::try_from(text::width(&language)).unwrap_or(u16::MAX);
    let right = Span::styled(language, look.accent);
    list::row(canvas, area, &[left], &[right]);
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

/// What must be known before the text is used.
fn warnings(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let entry = column.model.entry(&page.account);
    if entry.is_some_and(|entry| entry.account.country.is_none()) {
        let warning =
            "No country yet, and it decides the law: this is the text for the EU and EEA.";
        lines.extend(column.wrap(warning, column.look.warn));
    }
    let warning = page.draft.too_soon().unwrap_or_default();
    lines.extend(column.wrap(&warning, column.look.bad));
    lines
}

/// The purpose and the beginning of the caution, in at most so many lines; or the warnings in their
/// place.
fn about(column: &Column<'_>, page: &LetterPage, most: usize) -> Vec<Line<'static>> {
    let letter = page.draft.letter;
    let faint = column.look.faint;
    let warnings = warnings(column, page);
    let most = most.saturating_sub(warnings.len()).max(1);
    let caution = letter.caution.as_deref().unwrap_or_default();
    let mut told = text::wrap(&format!("{} {caution}", letter.purpose), column.width);
    let is_cut = told.len() > most;
    told.truncate(most);
    if let Some(last) = told.last_mut().filter(|_| is_cut) {
        let fitted = text::fit(last, column.width.saturating_sub(2));
        let sign = if fitted.ends_with('…') { "" } else { " …" };
        *last = format!("{fitted}{sign}");
    }
    let told = told.into_iter().map(|line| Line::styled(line, faint));
    told.chain(warnings).collect()
}

/// All that there is to know, as far as it holds for the account, and the sources.
fn explanation(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let look = column.look;
    let letter = page.draft.letter;
    let mut lines = column.wrap(&letter.purpose, look.text);
    lines.extend(warnings(column, page));
    let caution = letter.caution.iter().map(|caution| caution.as_str());
    let notes = page.draft.notes.iter().map(String::as_str);
    let limit = letter.limit.iter().map(|limit| limit.note.as_str());
    for paragraph in caution.chain(notes).chain(limit) {
        lines.extend(column.wrap(paragraph, look.text));
    }
    if !letter.sources.is_empty() {
        lines.push(Line::styled("Sources", look.heading));
    }
    for source in &letter.sources {
        let told = format!("{} ({})", source.title, clock::read_on(source.checked));
        lines.extend(column.indent(&told, look.faint));
    }
    lines
}

/// Asks for the grounds.
const ABOUT: &str = "True of you? ";

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
        let mut row = vec![Span::styled(ABOUT, look.text)];
        let mut used = text::width(ABOUT);
        for (index, ground) in Ground::ALL.iter().enumerate() {
            let is_taken = account.grounds.contains(ground);
            let key = model.keymap.short(Action::of_ground(*ground));
            let key = format!("{} ", key.unwrap_or_default());
            let (glyph, style) = match is_taken {
                true => (look.glyphs.done, look.tick),
                false => (look.glyphs.todo, look.text),
            };
            let rest = format!(" {}  ", ground.title());
            let wide = text::width(&key) + text::width(glyph) + text::width(rest.trim_end());
            if used > 0 && used + wide > width {
                toggles.lines.push(Line::from(std::mem::take(&mut row)));
                used = 0;
            }
            toggles
                .positions
                .push((index, toggles.lines.len(), used, wide));
            row.extend([
                Span::styled(key, look.accent),
                Span::styled(glyph, style),
                Span::styled(rest, look.text),
            ]);
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

/// The text. Placeholders for what is missing stand out.
fn body(column: &Column<'_>, page: &LetterPage) -> Vec<Line<'static>> {
    let look = column.look;
    let composed = match page.draft.shown() {
        Ok(composed) => composed,
        Err(fault) => {
            let text = format!("The text cannot be written: {fault}");
            return column.wrap(&text, look.bad);
        }
    };
    let missing = page.draft.missing().iter();
    let gaps: Vec<String> = missing
        .map(|detail| detail.placeholder(page.draft.language))
        .collect();
    let mut text = composed.text.to_string();
    for gap in &gaps {
        // No line is broken in it.
        text = text.replace(gap, &gap.replace(' ', "\u{a0}"));
    }
    let lines = text::wrap(&text, column.width).into_iter();
    lines.map(|line| with_gaps(&line, &gaps, look)).collect()
}

/// A line with the placeholders in reverse.
fn with_gaps(line: &str, gaps: &[String], look: &Look) -> Line<'static> {
    let mut spans = Vec::new();
    let mut rest = line;
    let first = |rest: &str| {
        let found = gaps
            .iter()
            .filter_map(|gap| Some((rest.find(gap)?, gap.len())));
        found.min()
    };
    while let Some((at, length)) = first(rest) {
        let (before, after) = rest.split_at(at);
        let (gap, after) = after.split_at(length);
        let gap = Span::styled(gap.to_owned(), look.text.add_modifier(Modifier::REVERSED));
        spans.extend([Span::styled(before.to_owned(), look.text), gap]);
        rest = after;
    }
    spans.push(Span::styled(rest.to_owned(), look.text));
    Line::from(spans)
}

/// Draws what the text lacks, or its length and limit.
fn length(canvas: &mut Canvas<'_, '_>, area: Rect, page: &LetterPage) {
    let (model, look) = (canvas.model, canvas.look);
    let draft = &page.draft;
    let (words, style) = match draft.length_in_words() {
        Some(words) if draft.misses_limit() => (words, look.bad),
        Some(words) => (words, look.good),
        None if draft.missing().is_empty() => ("No text".to_owned(), look.bad),
        None => {
            let key = model.keymap.short(Action::Enter);
            let why = key.filter(|_| page.ask.is_none() && !draft.is_edited);
            let why = why.map_or_else(String::new, |key| format!("{key} says why. "));
            let words = format!("{why}It lacks {}", draft.missing_in_words());
            (words, look.bad)
        }
    };
    let left = vec![Span::styled(format!(" {words}"), style)];
    list::row(canvas, area, &left, &[]);
}
