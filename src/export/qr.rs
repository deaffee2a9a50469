//! QR codes: a text as the squares that a phone's camera reads.

use std::fmt;

use qrcodegen::{QrCode, QrCodeEcc};

/// Light squares on every side of a code, the "quiet zone"; without it a camera does not find the
/// code.
pub const QUIET: usize = 4;

/// The most bytes that a code holds: version 40, level L.
pub const MOST: usize = 2953;

/// A text that no code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Its length in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes;
        write!(f, "It has {bytes} bytes; a QR code holds {MOST} at most.")
    }
}

/// The squares ("modules") of a code with its quiet zone. Coordinates count from the top left
/// corner of that zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The smallest code that holds the text, with the highest level of error correction that fits
    /// into that size.
    ///
    /// The text is encoded in byte mode: in the denser modes some readers take UTF-8 for something
    /// else.
    ///
    /// # Errors
    ///
    /// When no code is large enough.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let bytes = text.len();
        let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Low)
            .map_err(|_| TooLong { bytes })?;
        let size = code.size();
        let quiet = i32::try_from(QUIET).unwrap_or_default();
        let coordinates = -quiet..size + quiet;
        // Outside of the code proper every square is light.
        let row = |y| coordinates.clone().map(move |x| (x, y));
        let dark = coordinates.clone().flat_map(row);
        Ok(Self {
            side: coordinates.len(),
            dark: dark.map(|(x, y)| code.get_module(x, y)).collect(),
        })
    }

    /// Squares on a side, with the quiet zone.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a square is dark; all beyond the edge are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let index = (x < self.side).then(|| y * self.side + x);
        index.and_then(|index| self.dark.get(index)) == Some(&true)
    }

    /// The squares as text: two of them in a character, or one in two characters of ASCII. `ink`
    /// says which are drawn, the dark ones or the light ones; the others are blank.
    pub fn drawn(&self, ink: Ink, ascii: bool) -> String {
        let mut text = String::new();
        for y in (0..self.side).step_by(if ascii { 1 } else { 2 }) {
            for x in 0..self.side {
                let (top, bottom) = (self.is_dark(x, y), self.is_dark(x, y + 1));
                let (top, bottom) = match ink {
                    Ink::Dark => (top, bottom),
                    Ink::Light => (!top, !bottom),
                };
                match (ascii, top) {
                    (true, true) => text.push_str("##"),
                    (true, false) => text.push_str("  "),
                    (false, _) => text.push(halves(top, bottom)),
                }
            }
            text.push('\n');
        }
        text
    }

    /// The dark squares as a path of an SVG, one unit a square.
    pub fn path(&self) -> String {
        let side = self.side;
        let mut path = String::new();
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run.max(1);
            }
        }
        path
    }

    /// The code as an SVG document.
    pub fn svg(&self) -> String {
        let (side, path) = (self.side, self.path());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\" \
             viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\n\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\n\
             <path d=\"{path}\" fill=\"#000\"/>\n</svg>\n",
            side * 8
        )
    }
}

/// Which squares are drawn as characters; the others are left blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The dark ones: for dark text on a light ground.
    Dark,
    /// The light ones: for light text on a dark ground.
    Light,
}

/// The character that fills these halves of its cell.
pub const fn halves(top: bool, bottom: bool) -> char {
    match (top, bottom) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Ink, MOST, TooLong};

    /// What the standard asks for.
    const QUIET: usize = 4;

    #[test]
    fn light_squares_lie_around_the_code_on_all_four_sides() {
        for text in ["", "https://www.facebook.com/", &"x".repeat(MOST)] {
            let code = Code::of(text).unwrap();
            let (side, last) = (code.side(), code.side() - 1);
            for along in 0..side {
                for depth in 0..QUIET {
                    for (x, y) in [(along, depth), (along, last - depth)] {
                        assert!(!code.is_dark(x, y) && !code.is_dark(y, x), "{x}, {y}");
                    }
                }
            }
            // And not one more: the corners of the code proper are dark, all but the last.
            let far = last - QUIET;
            assert!(code.is_dark(QUIET, QUIET));
            assert!(code.is_dark(far, QUIET) && code.is_dark(QUIET, far));
            assert!(!code.is_dark(side, 0) && !code.is_dark(QUIET, side + QUIET));
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_told_how_long_it_may_be() {
        assert!(Code::of(&"ä".repeat(MOST / 2)).is_ok());
        let error = Code::of(&"ä".repeat(MOST / 2 + 1)).unwrap_err();
        assert_eq!(error, TooLong { bytes: MOST + 1 });
        let said = error.to_string();
        assert!(said.contains("2954") && said.contains("2953"), "{said}");
    }

    #[test]
    fn what_is_drawn_with_one_ink_is_blank_with_the_other() {
        let code = Code::of("a").unwrap();
        assert_eq!(code.side(), 29);
        let (dark, light) = (code.drawn(Ink::Dark, false), code.drawn(Ink::Light, false));
        assert_eq!(dark.lines().count(), 15);
        assert!(
            dark.lines()
                .chain(light.lines())
                .all(|line| line.chars().count() == 29)
        );
        let swapped = |c| match c {
            '█' => ' ',
            ' ' => '█',
            '▀' => '▄',
            '▄' => '▀',
            other => other,
        };
        assert_eq!(dark.chars().map(swapped).collect::<String>(), light);
        let wide = code.drawn(Ink::Light, true);
        assert_eq!(wide.lines().count(), 29);
        assert!(wide.is_ascii() && wide.lines().all(|line| line.len() == 58));
    }
}
