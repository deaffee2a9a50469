//! What a frame would write, collected as lines with what a click on each would mean.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::theme::READ;
use crate::{
    app::drawn::{Drawn, Target},
    sort::sort,
    text,
};

/// The width of a column of text, in cells: no paragraph is broken.
pub(super) const UNBROKEN: usize = 10_000;

/// A line of a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// Its text.
    pub text: String,
    /// What a click on it means, where it is a row of a list.
    pub target: Option<Target>,
    /// Whether it is the selected row of its list.
    pub is_selected: bool,
}

/// A screen, read off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// The header of the screen, or the title of the page over it.
    pub title: String,
    /// The lines below, from top to bottom.
    pub lines: Vec<ReadLine>,
    /// The layout, as that of a frame.
    pub drawn: Drawn,
}

/// What was written in one piece.
#[derive(Debug)]
struct Part {
    area: Rect,
    text: String,
    is_selected: bool,
    /// Whether it is the content of a text field.
    is_field: bool,
}

/// What a frame would write, in its order.
#[derive(Debug, Default)]
pub struct Reading {
    title: String,
    parts: Vec<Part>,
}

impl Reading {
    /// Takes the title of a page.
    pub(super) fn title(&mut self, title: &str) {
        title.clone_into(&mut self.title);
    }

    /// Makes a title of what was taken so far.
    pub(super) fn end_title(&mut self) {
        let parts = std::mem::take(&mut self.parts);
        let texts: Vec<String> = parts.into_iter().map(|part| part.text).collect();
        self.title = tidy(&texts.join("  "));
    }

    /// Takes a row, whose right part begins where it would be drawn.
    pub(super) fn row(&mut self, area: Rect, left: &[Span<'_>], right: &[Span<'_>]) {
        let is_cursor = |span: &&Span<'_>| span.content == READ.cursor;
        let is_selected = left.first().filter(is_cursor).is_some();
        let left = left.get(usize::from(is_selected)..).unwrap_or_default();
        self.put(area, joined(left), is_selected, false);
        let right = joined(right);
        let wide = u16::try_from(text::width(&right)).unwrap_or(u16::MAX);
        let x = area.right().saturating_sub(wide).max(area.x);
        self.put(Rect { x, ..area }, right, is_selected, false);
    }

    /// Takes lines of text.
    pub(super) fn page(&mut self, area: Rect, lines: &[Line<'_>]) {
        for (line, y) in lines.iter().zip(area.y..) {
            let here = Rect {
                y,
                height: 1,
                ..area
            };
            self.put(here, joined(&line.spans), false, false);
        }
    }

    /// Takes the content of a text field.
    pub(super) fn field(&mut self, area: Rect, value: &str) {
        self.put(area, value.to_owned(), false, true);
    }

    fn put(&mut self, area: Rect, text: String, is_selected: bool, is_field: bool) {
        self.parts.push(Part {
            area,
            text,
            is_selected,
            is_field,
        });
    }

    /// What is read.
    pub(super) fn finish(self, drawn: Drawn) -> Read {
        let mut lines: Vec<ReadLine> = Vec::new();
        let mut last: Option<Rect> = None;
        for part in self.parts {
            let is_beside = last.is_some_and(|last| last.y == part.area.y && last.x < part.area.x);
            for (target, text) in split(&drawn, &part) {
                let text = tidy(&text);
                let line = lines
                    .last_mut()
                    .filter(|line| is_beside && line.target == target && !line.text.is_empty());
                if text.is_empty() && !part.is_field {
                    continue;
                }
                match line {
                    Some(line) => {
                        let is_asked = line.text.ends_with('?');
                        let between = match (text.is_empty(), part.is_field) {
                            (true, _) => "",
                            (false, true) if is_asked => " ",
                            (false, true) => ": ",
                            (false, false) => ", ",
                        };
                        line.text.push_str(&format!("{between}{text}"));
                        line.is_selected |= part.is_selected;
                    }
                    None => lines.push(ReadLine {
                        text,
                        target,
                        is_selected: part.is_selected,
                    }),
                }
                last = Some(part.area);
            }
        }
        lines.retain(|line| !line.text.is_empty());
        Read {
            title: self.title,
            lines,
            drawn,
        }
    }
}

/// What a click means, for rows of a list only.
fn target_at(drawn: &Drawn, x: u16, y: u16) -> Option<Target> {
    drawn.at(x, y).cloned().filter(|target| match target {
        Target::Account(_) | Target::Row(_) | Target::Choice(_) => true,
        Target::Mark(_) | Target::Detail | Target::Link | Target::Hint(_) | Target::Overlay => {
            false
        }
    })
}

/// A part, divided where several things to choose stand in a line.
fn split(drawn: &Drawn, part: &Part) -> Vec<(Option<Target>, String)> {
    let Rect { x, y, .. } = part.area;
    let mut starts: Vec<u16> = drawn
        .targets
        .iter()
        .filter(|(area, target)| {
            area.y == y && area.height == 1 && area.x > x && matches!(target, Target::Choice(_))
        })
        .map(|(area, _)| area.x - x)
        .collect();
    sort(&mut starts);
    starts.dedup();
    let mut parts = vec![(target_at(drawn, x, y), String::new())];
    let mut at = 0;
    let mut starts = starts.into_iter().map(usize::from).peekable();
    for character in part.text.chars() {
        if starts.next_if(|start| *start <= at).is_some() {
            let x = x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
            parts.push((target_at(drawn, x, y), String::new()));
        }
        if let Some((_, text)) = parts.last_mut() {
            text.push(character);
        }
        at += text::width(character.encode_utf8(&mut [0; 4]));
    }
    parts
}

fn joined(spans: &[Span<'_>]) -> String {
    spans.iter().map(|span| span.content.as_ref()).collect()
}

/// A line as it is read: where blanks part columns, a comma does; lines that only rule off are nothing.
fn tidy(text: &str) -> String {
    let parts = text
        .split("  ")
        .map(|part| part.trim().trim_matches(',').trim().replace(" , ", ", "));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
