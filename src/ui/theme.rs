//! The theme: styles by purpose, and glyphs.
//!
//! What is read has the terminal's own colours of text and background, which the person chose and can
//! read, and is told apart by bold, underlined and reversed. A colour is an extra: on a sign or a bar, or as
//! the ground of a word that has its own colour too. These colours are not of the ANSI sixteen, which are
//! something else in every terminal, but of the fixed ones after them: signs and bars have a contrast of 3:1 on
//! light and on dark backgrounds, words on their own ground 7:1. `tests/contrast.rs` computes that.

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

use crate::{
    account::progress::Mark,
    system::config::{Colour, Paint, Role, Theme},
    text,
};

/// The styles and glyphs of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Ordinary text.
    pub text: Style,
    /// Headings.
    pub heading: Style,
    /// Less important text.
    pub faint: Style,
    /// Keys and other text that stands out.
    pub accent: Style,
    /// Addresses.
    pub link: Style,
    /// Success.
    pub good: Style,
    /// Warnings.
    pub warn: Style,
    /// Errors.
    pub bad: Style,
    /// The selected row of the pane that has the keys, over the styles of its parts.
    pub selected: Style,
    /// The sign of what is done, and its part of a bar.
    pub tick: Style,
    /// Borders, and other lines that nobody reads.
    pub line: Style,
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
    /// A progress bar of which all is done.
    pub bar_done: &'static str,
    /// Between the parts of a menu path.
    pub then: &'static str,
    /// Between facts on one line.
    pub dot: &'static str,
    /// A horizontal line.
    pub rule: &'static str,
    /// A vertical line.
    pub pillar: &'static str,
    /// A vertical line that stands out: beside the pane that has the keys, and in a scroll bar.
    pub heavy: &'static str,
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
    bar_done: "━━━━━━━━",
    then: "›",
    dot: "·",
    rule: "─",
    pillar: "│",
    heavy: "┃",
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
    bar_done: "########",
    then: ">",
    dot: "-",
    rule: "-",
    pillar: "|",
    heavy: "#",
    above: "^",
    below: "v",
};

/// What is read and not drawn: signs that are words, or nothing. The cursor is never read itself; it tells
/// which row is selected.
pub(super) const READ: Glyphs = Glyphs {
    cursor: "*",
    faint_cursor: "*",
    folded: "folded,",
    unfolded: "",
    saved: " ",
    saving: " ",
    unsaved: " ",
    bar_done: "",
    then: ", then",
    dot: ",",
    rule: "",
    pillar: "",
    above: "",
    below: "",
    ..ASCII
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

/// A colour of the cube behind the ANSI sixteen, which is the same in every terminal.
const fn cube(number: u8) -> Color {
    Color::Indexed(number)
}

const WHITE: Color = cube(231);
const DARK_BLUE: Color = cube(24);
const DARK_RED: Color = cube(124);
const GREEN: Color = cube(65);
const LIGHT_CYAN: Color = cube(123);
const LIGHT_GREEN: Color = cube(120);
const LIGHT_ORANGE: Color = cube(223);
const BLACK: Color = cube(16);

impl Look {
    /// The style of the text of a row of a list.
    pub const fn row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.heading,
            false => self.text,
        }
    }

    /// The style of the text of a less important row.
    pub const fn faint_row(&self, is_selected: bool) -> Style {
        match is_selected {
            true => self.heading,
            false => self.faint,
        }
    }

    /// The look of a theme. Without colours (`NO_COLOR`) every theme is monochrome: if crossterm
    /// dropped the colours of another one, it would drop bold and reverse with them.
    pub fn new(theme: Theme, colours: bool, ascii: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let underlined = plain.add_modifier(Modifier::UNDERLINED);
        let glyphs = if ascii { &ASCII } else { &UNICODE };
        let mono = Self {
            text: plain,
            heading: bold,
            faint: plain,
            accent: bold,
            link: underlined,
            good: plain,
            warn: bold,
            bad: bold.patch(underlined),
            selected: bold.add_modifier(Modifier::REVERSED),
            tick: bold,
            line: plain,
            code: None,
            glyphs,
        };
        match (theme, colours) {
            (Theme::Mono, _) | (_, false) => mono,
            (Theme::Terminal, true) => Self {
                bad: bold.fg(WHITE).bg(DARK_RED),
                selected: bold.fg(WHITE).bg(DARK_BLUE),
                tick: bold.fg(GREEN),
                code: Some((BLACK, WHITE)),
                ..mono
            },
            (Theme::HighContrast, true) => {
                let on_black = |colour| bold.fg(colour).bg(BLACK);
                Self {
                    text: plain.fg(WHITE).bg(BLACK),
                    heading: on_black(WHITE),
                    faint: plain.fg(WHITE).bg(BLACK),
                    accent: on_black(LIGHT_CYAN),
                    link: underlined.fg(LIGHT_CYAN).bg(BLACK),
                    good: on_black(LIGHT_GREEN),
                    warn: on_black(LIGHT_ORANGE),
                    bad: bold.fg(WHITE).bg(DARK_RED),
                    selected: bold.fg(BLACK).bg(WHITE),
                    tick: on_black(LIGHT_GREEN),
                    line: plain.fg(WHITE).bg(BLACK),
                    code: Some((BLACK, WHITE)),
                    glyphs,
                }
            }
        }
    }

    /// With the colours that the person chose for single parts. A look without colours stays so.
    #[must_use]
    pub fn with(mut self, colours: &[(Role, Paint)]) -> Self {
        if self.code.is_none() {
            return self;
        }
        for (role, paint) in colours {
            let part = self.part(*role);
            part.fg = Some(colour(paint.text));
            part.bg = paint.ground.map(colour);
        }
        self
    }

    const fn part(&mut self, role: Role) -> &mut Style {
        match role {
            Role::Text => &mut self.text,
            Role::Heading => &mut self.heading,
            Role::Faint => &mut self.faint,
            Role::Accent => &mut self.accent,
            Role::Link => &mut self.link,
            Role::Good => &mut self.good,
            Role::Warn => &mut self.warn,
            Role::Bad => &mut self.bad,
            Role::Selected => &mut self.selected,
            Role::Tick => &mut self.tick,
            Role::Line => &mut self.line,
        }
    }
}

const fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        // By their names, which every terminal knows.
        Colour::Ansi(0) => Color::Black,
        Colour::Ansi(1) => Color::Red,
        Colour::Ansi(2) => Color::Green,
        Colour::Ansi(3) => Color::Yellow,
        Colour::Ansi(4) => Color::Blue,
        Colour::Ansi(5) => Color::Magenta,
        Colour::Ansi(6) => Color::Cyan,
        Colour::Ansi(7) => Color::Gray,
        Colour::Ansi(8) => Color::DarkGray,
        Colour::Ansi(9) => Color::LightRed,
        Colour::Ansi(10) => Color::LightGreen,
        Colour::Ansi(11) => Color::LightYellow,
        Colour::Ansi(12) => Color::LightBlue,
        Colour::Ansi(13) => Color::LightMagenta,
        Colour::Ansi(14) => Color::LightCyan,
        Colour::Ansi(15) => Color::White,
        Colour::Ansi(number) => Color::Indexed(number),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// Replaces all characters of a frame by ASCII, except letters, since names may have any.
pub fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(sign) = sign(cell.symbol()) {
            cell.set_symbol(sign);
        }
    }
}

/// A text with all characters replaced by ASCII, except letters.
pub fn in_ascii(text: &str) -> String {
    let mut buffer = [0; 4];
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let symbol = character.encode_utf8(&mut buffer);
        out.push_str(sign(symbol).unwrap_or(symbol));
    }
    out
}

/// What stands for a symbol in ASCII; `None` for one that stays.
fn sign(symbol: &str) -> Option<&'static str> {
    if symbol.is_ascii() || symbol.chars().all(char::is_alphabetic) {
        return None;
    }
    Some(match symbol {
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
    })
}
