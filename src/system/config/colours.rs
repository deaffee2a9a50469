//! `[colors]` of the config file: which part of the screen has which colour.

use crate::document::{Fields, Raw, named_enum};

named_enum! {
    /// A part of the screen that can have a colour of its own.
    pub enum Role {
        /// Ordinary text; its ground is that of the whole screen.
        Text = "text",
        /// Headings, and what to do now.
        Heading = "heading",
        /// Less important text.
        Faint = "faint",
        /// Keys, and what stands out.
        Accent = "accent",
        /// Addresses.
        Link = "link",
        /// What went well.
        Good = "good",
        /// What to take care of.
        Warn = "warn",
        /// What went wrong or is overdue.
        Bad = "bad",
        /// The selected row.
        Selected = "selected",
        /// The sign of what is done, and its part of a bar.
        Tick = "tick",
        /// Borders, and the lines between panes.
        Line = "line",
    }
}

/// A colour as the file names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own colour of text or background.
    Default,
    /// One of the sixteen of the terminal.
    Ansi(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// The colours of a part: of its text and, if it has one, its ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// The colour of the text.
    pub text: Colour,
    /// The colour behind it.
    pub ground: Option<Colour>,
}

/// The ANSI names, in the order of their numbers; `bright-` before one adds eight.
const ANSI: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

impl Colour {
    fn parse(written: &str) -> Option<Self> {
        if written == "default" {
            return Some(Self::Default);
        }
        if let Some(digits) = written.strip_prefix('#') {
            let is_hex = digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit());
            let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
            let [_, red, green, blue] = number.to_be_bytes();
            return Some(Self::Rgb(red, green, blue));
        }
        let (name, more) = match written.strip_prefix("bright-") {
            Some(name) => (name, 8),
            None => (written, 0),
        };
        let number = ANSI.iter().position(|known| *known == name)?;
        Some(Self::Ansi(u8::try_from(number).ok()? + more))
    }
}

impl Paint {
    /// Parses `COLOUR` or `COLOUR on COLOUR`.
    fn parse(written: &str) -> Option<Self> {
        let (text, ground) = match written.split_once(" on ") {
            Some((text, ground)) => (text, Some(Colour::parse(ground.trim())?)),
            None => (written, None),
        };
        let text = Colour::parse(text.trim())?;
        Some(Self { text, ground })
    }
}

/// Reads the table. A part whose colour cannot be used keeps that of the theme.
pub(super) fn colours(table: &Fields<'_>) -> Vec<(Role, Paint)> {
    let mut colours = Vec::new();
    for (name, role) in Role::NAMES {
        let Some(raw) = table.raw(name) else { continue };
        match Paint::parse(raw.text) {
            Some(paint) => colours.push((*role, paint)),
            None => table.refuse_at(&raw, &not_a_colour(&raw)),
        }
    }
    table.finish();
    colours
}

fn not_a_colour(raw: &Raw<'_>) -> String {
    format!(
        "`{}` is not a colour; write default, one of {}, bright- before one, #rrggbb, or two with `on` between.",
        raw.text,
        ANSI.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::{Colour, Paint};

    #[test]
    fn colours_are_read_as_they_are_written_elsewhere() {
        let paint = |text, ground| Some(Paint { text, ground });
        let black = Colour::Ansi(0);
        for (written, expected) in [
            ("default", paint(Colour::Default, None)),
            ("red", paint(Colour::Ansi(1), None)),
            ("bright-blue", paint(Colour::Ansi(12), None)),
            ("#ff8000", paint(Colour::Rgb(255, 128, 0), None)),
            ("white on black", paint(Colour::Ansi(7), Some(black))),
            (
                "#FFFFFF on default",
                paint(Colour::Rgb(255, 255, 255), Some(Colour::Default)),
            ),
            ("bright-default", None),
            ("orange", None),
            ("#ff800", None),
            ("#+f8000", None),
            ("#ff80éé", None),
            ("red on", None),
            ("", None),
        ] {
            assert_eq!(Paint::parse(written), expected, "{written}");
        }
    }
}
