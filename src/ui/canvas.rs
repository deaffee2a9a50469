//! What drawing needs, in one hand.

use ratatui::{
    Frame,
    style::Style,
    text::{Line, Span},
};

use super::theme::Look;
use crate::{
    app::{drawn::Drawn, model::Model},
    text,
};

/// What every part of the screen is drawn with.
pub struct Canvas<'c, 'f> {
    /// The cells.
    pub frame: &'c mut Frame<'f>,
    /// What is drawn.
    pub model: &'c Model,
    /// Colours and glyphs.
    pub look: &'c Look,
    /// Where things are, for the mouse and for paging.
    pub drawn: Drawn,
}

/// What a column of text is written with.
#[derive(Clone, Copy)]
pub struct Column<'c> {
    /// What it is about.
    pub model: &'c Model,
    /// Colours and glyphs.
    pub look: &'c Look,
    /// Cells.
    pub width: usize,
}

impl<'c> Canvas<'c, '_> {
    /// A column of text, this many cells wide.
    pub fn column(&self, width: usize) -> Column<'c> {
        Column {
            model: self.model,
            look: self.look,
            width,
        }
    }
}

impl Column<'_> {
    /// A text in lines of one style.
    pub fn wrap(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        self.lines(text, "", style)
    }

    /// A text in lines of one style, two cells to the right.
    pub fn indent(&self, text: &str, style: Style) -> Vec<Line<'static>> {
        self.lines(text, "  ", style)
    }

    /// A text in lines of one style behind an indent of blanks.
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
