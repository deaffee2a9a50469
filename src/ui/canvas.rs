//! The context of drawing, passed to every part of the screen.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    reading::{Reading, UNBROKEN},
    theme::Look,
};
use crate::{
    app::{drawn::Drawn, model::Model},
    text,
};

/// The context for drawing a frame.
pub struct Canvas<'c, 'f> {
    /// The frame to draw on.
    pub frame: &'c mut Frame<'f>,
    /// The model to draw.
    pub model: &'c Model,
    /// Colours and glyphs.
    pub look: &'c Look,
    /// The layout, collected for hit tests and paging.
    pub drawn: Drawn,
    /// Where the terminal's cursor is shown: in the field that takes what is typed.
    pub cursor: Option<(u16, u16)>,
    /// Where texts are collected that are read and not drawn; `None` where they are drawn.
    pub reading: Option<Reading>,
}

/// The context for composing lines of a text column.
#[derive(Clone, Copy)]
pub struct Column<'c> {
    /// The model to draw.
    pub model: &'c Model,
    /// Colours and glyphs.
    pub look: &'c Look,
    /// The width, in cells.
    pub width: usize,
}

impl<'c> Canvas<'c, '_> {
    /// The whole window. Not `Frame::area`, which is empty, as the cells are handed to `ratatui` for each frame.
    pub fn window(&mut self) -> Rect {
        self.frame.buffer_mut().area
    }

    /// Takes everything out of an area, for what is drawn over it.
    pub fn clear(&mut self, area: Rect) {
        self.frame.render_widget(Clear, area);
        let buffer = self.frame.buffer_mut();
        buffer.set_style(area, self.look.text);
        // A character of two cells that begins before the area would hide its first column.
        let Some(x) = area.x.checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if let Some(cell) = buffer.cell_mut((x, y))
                && text::width(cell.symbol()) > 1
            {
                let style = cell.style();
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Draws a vertical line at the left of an area.
    pub fn pillar(&mut self, area: Rect, (glyph, style): (&str, Style)) {
        let buffer = self.frame.buffer_mut();
        for y in area.top()..area.bottom() {
            buffer.set_string(area.x, y, glyph, style);
        }
    }

    /// A text column of this width, in cells.
    pub fn column(&self, width: usize) -> Column<'c> {
        let width = if self.reading.is_some() {
            UNBROKEN
        } else {
            width
        };
        Column {
            model: self.model,
            look: self.look,
            width,
        }
    }
}

impl Column<'_> {
    /// Word-wraps a text into lines of one style.
    pub fn wrap(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        self.lines(text, "", style)
    }

    /// Word-wraps a text behind a few words that have a style of their own, if they fit into one line.
    pub fn led(&self, words: &str, text: &str, style: Style) -> Vec<Line<'static>> {
        let plain = self.look.text;
        let mut lines = self.wrap(&format!("{words}{text}"), plain);
        let rest = |line: &Line<'_>| {
            let text = line.spans.last()?.content.strip_prefix(words)?;
            Some(text.to_owned())
        };
        if let Some(first) = lines.first_mut()
            && let Some(rest) = rest(first)
        {
            *first = Line::from(vec![
                Span::styled(words.to_owned(), style),
                Span::styled(rest, plain),
            ]);
        }
        lines
    }

    /// As [`wrap`](Self::wrap), indented by two cells.
    pub fn indent(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        self.lines(text, "  ", style)
    }

    /// As [`wrap`](Self::wrap), with an indent of blanks.
    pub fn lines(&self, text: &str, indent: &str, style: Style) -> Vec<Line<'static>> {
        let room = self.width.saturating_sub(indent.len()).max(1);
        let lines = text::wrap(text, room).into_iter();
        lines
            .map(|line| {
                Line::from(vec![
                    Span::raw(indent.to_owned()),
                    Span::styled(line, style),
                ])
            })
            .collect()
    }
}
