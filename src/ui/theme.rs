//! The theme: styles by purpose, and glyphs.
//!
//! Colours are the ANSI ones, on the default foreground and background of the terminal, so that
//! light and dark themes both stay readable. Colour is never the only sign of something.

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

use crate::{account::progress::Mark, system::config::Theme, text};

/// The styles and glyphs of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Ordinary text.
    pub text: Style,
    /// Headings.
    pub heading: Style,
    /// Less important text.
    pub faint: Style,
    /// Keys, links and other text that stands out.
    pub accent: Style,
    /// Success.
    pub good: Style,
    /// Warnings.
    pub warn: Style,
    /// Errors.
    pub bad: Style,
    /// The selected row of the pane that has the keys.
    pub selected: Style,
    /// The dark and the light colour of a QR code; `None` without colours.
    pub code: Option<(Color, Color)>,
    /// The glyphs.
    pub glyphs: &'static Glyphs,
}

/// The glyphs of a theme.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// In front of the selected row.
    pub cursor: &'static str,
    /// In front of the selected row of a pane that does not have the keys.
    pub faint_cursor: &'static str,
    /// The check box of an open step.
    pub todo: &'static str,
    /// The check box of a done step.
    pub done: &'static str,
    /// The check box of a skipped step.
    pub skipped: &'static str,
    /// The check box of a blocked step.
    pub blocked: &'static str,
    /// Before a heading that is folded.
    pub folded: &'static str,
    /// Before a heading that is unfolded.
    pub unfolded: &'static str,
    /// Everything is saved.
    pub saved: &'static str,
    /// Something is being saved.
    pub saving: &'static str,
    /// Something could not be saved.
    pub unsaved: &'static str,
    /// The done part of a progress bar.
    pub bar_done: &'static str,
    /// The open part of a progress bar.
    pub bar_open: &'static str,
    /// Between the parts of a menu path.
    pub then: &'static str,
    /// Between facts on one line.
    pub dot: &'static str,
    /// A horizontal line.
    pub rule: &'static str,
    /// A vertical line.
    pub pillar: &'static str,
    /// The sign for more lines above.
    pub above: &'static str,
    /// The sign for more lines below.
    pub below: &'static str,
}

/// Unicode glyphs that most fonts have and that most terminals draw in one cell.
pub const UNICODE: Glyphs = Glyphs {
    cursor: "❯",
    faint_cursor: "›",
    todo: "☐",
    done: "☑",
    skipped: "»",
    blocked: "☒",
    folded: "▸",
    unfolded: "▾",
    saved: "✔",
    saving: "…",
    unsaved: "!",
    bar_done: "━",
    bar_open: "╌",
    then: "›",
    dot: "·",
    rule: "─",
    pillar: "│",
    above: "↑",
    below: "↓",
};

/// Plain ASCII.
pub const ASCII: Glyphs = Glyphs {
    cursor: ">",
    faint_cursor: "-",
    todo: "[ ]",
    done: "[x]",
    skipped: "[-]",
    blocked: "[!]",
    folded: "+",
    unfolded: "-",
    saved: "*",
    saving: "~",
    unsaved: "!",
    bar_done: "#",
    bar_open: ".",
    then: ">",
    dot: "-",
    rule: "-",
    pillar: "|",
    above: "^",
    below: "v",
};

impl Glyphs {
    /// The glyph of a fold.
    pub const fn fold(&self, is_open: bool) -> &'static str {
        match is_open {
            true => self.unfolded,
            false => self.folded,
        }
    }

    /// The check box of a mark.
    pub const fn mark(&self, mark: Option<Mark>) -> &'static str {
        match mark {
            None => self.todo,
            Some(Mark::Done) => self.done,
            Some(Mark::Skipped) => self.skipped,
            Some(Mark::Blocked) => self.blocked,
        }
    }
}

/// Black and white of the 256-colour palette. A terminal theme may change those of the 16 ANSI
/// colours, and a camera needs the contrast.
const BLACK_AND_WHITE: (Color, Color) = (Color::Indexed(16), Color::Indexed(231));

impl Look {
    /// The style of a row of a list.
    pub const fn row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.selected,
            false => self.text,
        }
    }

    /// The style of a less important row.
    pub const fn faint_row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.selected,
            false => self.faint,
        }
    }

    /// The look of a theme. Without colours (`NO_COLOR`) every theme is monochrome: if crossterm
    /// dropped the colours of another one, it would drop bold and reverse with them.
    pub fn new(theme: Theme, colours: bool, ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        let glyphs = if ascii { &ASCII } else { &UNICODE };
        let mono = Self {
            text: plain,
            heading: bold,
            faint: dim,
            accent: bold,
            good: bold,
            warn: bold,
            bad: bold.add_modifier(Modifier::REVERSED),
            selected: bold,
            code: None,
            glyphs,
        };
        match (theme, colours) {
            (Theme::Mono, _) | (_, false) => mono,
            (Theme::Terminal, true) => Self {
                accent: plain.fg(Color::Cyan),
                good: plain.fg(Color::Green),
                warn: plain.fg(Color::Yellow),
                bad: bold.fg(Color::Red),
                code: Some(BLACK_AND_WHITE),
                ..mono
            },
            (Theme::HighContrast, true) => Self {
                faint: plain,
                accent: bold.fg(Color::Cyan),
                good: bold.fg(Color::Green),
                warn: bold.fg(Color::Yellow),
                bad: bold.fg(Color::Red).add_modifier(Modifier::REVERSED),
                selected: bold.add_modifier(Modifier::REVERSED),
                code: Some(BLACK_AND_WHITE),
                ..mono
            },
        }
    }
}

/// Replaces all characters of a frame by ASCII, except letters, since names may have any.
pub fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() || symbol.chars().all(char::is_alphabetic) {
            continue;
        }
        let sign = match symbol {
            "…" => "~",
            "↑" => "^",
            "↓" => "v",
            "←" => "<",
            "→" | "›" => ">",
            "☰" => "=",
            "–" | "—" | "·" | "•" => "-",
            "’" | "‘" => "'",
            "“" | "”" | "„" => "\"",
            other if text::width(other) == 1 => "?",
            _ => "??",
        };
        cell.set_symbol(sign);
    }
}
