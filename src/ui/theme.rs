//! Styles by what they are for, and glyphs. Colours are the terminal's own ANSI ones over its own
//! foreground and background, so that light and dark both stay readable; nothing is told by colour
//! alone.

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

use crate::{account::progress::Mark, system::config::Theme, text};

/// Styles and glyphs of everything that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Ordinary text.
    pub text: Style,
    /// Headings.
    pub heading: Style,
    /// What matters less.
    pub faint: Style,
    /// What leads the eye: keys, links.
    pub accent: Style,
    /// What went well.
    pub good: Style,
    /// What needs care.
    pub warn: Style,
    /// What went wrong.
    pub bad: Style,
    /// The selected row of the pane that has the keys.
    pub selected: Style,
    /// The dark and the light of a QR code; none without colours.
    pub code: Option<(Color, Color)>,
    /// The glyphs.
    pub glyphs: &'static Glyphs,
}

/// Characters that draw things.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// In front of the selected row.
    pub cursor: &'static str,
    /// In front of the selected row of a pane that does not have the keys.
    pub faint_cursor: &'static str,
    /// A step to do.
    pub todo: &'static str,
    /// A step done.
    pub done: &'static str,
    /// A step skipped.
    pub skipped: &'static str,
    /// A step blocked.
    pub blocked: &'static str,
    /// Something folded.
    pub folded: &'static str,
    /// Something unfolded.
    pub unfolded: &'static str,
    /// Saved.
    pub saved: &'static str,
    /// Being saved.
    pub saving: &'static str,
    /// Not saved.
    pub unsaved: &'static str,
    /// The done part of a bar.
    pub bar_done: &'static str,
    /// The open part of a bar.
    pub bar_open: &'static str,
    /// Between the parts of a menu path.
    pub then: &'static str,
    /// Between facts on one line.
    pub dot: &'static str,
    /// A line across.
    pub rule: &'static str,
    /// A line down.
    pub pillar: &'static str,
    /// More above.
    pub above: &'static str,
    /// More below.
    pub below: &'static str,
}

/// Characters that most fonts have and that take one cell everywhere that counts.
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
    /// The sign of a fold.
    pub const fn fold(&self, is_open: bool) -> &'static str {
        match is_open {
            true => self.unfolded,
            false => self.folded,
        }
    }

    /// The box of a mark.
    pub const fn mark(&self, mark: Option<Mark>) -> &'static str {
        match mark {
            None => self.todo,
            Some(Mark::Done) => self.done,
            Some(Mark::Skipped) => self.skipped,
            Some(Mark::Blocked) => self.blocked,
        }
    }
}

/// Black and white as they are in the table of 256 colours. Those of the sixteen ANSI ones are what
/// the person's theme makes of them, and a camera needs the contrast.
const BLACK_AND_WHITE: (Color, Color) = (Color::Indexed(16), Color::Indexed(231));

impl Look {
    /// The style of an entry of a list.
    pub const fn row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.selected,
            false => self.text,
        }
    }

    /// The style of an entry that matters less.
    pub const fn faint_row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.selected,
            false => self.faint,
        }
    }

    /// The look of a theme. Without colours (`NO_COLOR`) it is mono, whatever the theme says: a
    /// colour that is set and then dropped would take bold and reverse with it.
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

/// Makes what is drawn ASCII, but for letters: names and titles stay as people write them.
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
