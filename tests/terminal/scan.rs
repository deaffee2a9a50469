//! The escape sequences in what a program wrote, and whether they are its own.

use std::collections::{BTreeMap, BTreeSet};

use optout::{
    content::link::{self, Verdict},
    text::{self, TextKind},
};

/// A piece of what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Characters that are shown.
    Text(String),
    /// To the begin of the next row.
    NextRow,
    /// A control character other than the begin of a sequence.
    Control(char),
    /// `ESC [`: what is between, and the letter at its end.
    Csi(String, char),
    /// `ESC ]` up to its end: a command to the terminal.
    Osc(String),
    /// Any other sequence: what follows `ESC`.
    Other(char),
}

/// Takes apart what was written. Whatever is not UTF-8 fails the test.
pub(crate) fn pieces(raw: &[u8]) -> Vec<Piece> {
    let written = std::str::from_utf8(raw).expect("what is written is UTF-8");
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut characters = written.chars();
    while let Some(character) = characters.next() {
        if !character.is_control() {
            text.push(character);
            continue;
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(match character {
            '\x1b' => sequence(&mut characters),
            '\r' if characters.as_str().starts_with('\n') => {
                characters.next();
                Piece::NextRow
            }
            other => Piece::Control(other),
        });
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

fn sequence(characters: &mut std::str::Chars<'_>) -> Piece {
    match characters.next() {
        Some('[') => {
            let mut between = String::new();
            for character in characters.by_ref() {
                if ('@'..='~').contains(&character) {
                    return Piece::Csi(between, character);
                }
                between.push(character);
            }
            Piece::Csi(between, '\0')
        }
        Some(']') => {
            let mut command = String::new();
            while let Some(character) = characters.next() {
                match character {
                    '\x07' => break,
                    '\x1b' => {
                        characters.next();
                        break;
                    }
                    _ => command.push(character),
                }
            }
            Piece::Osc(command)
        }
        Some(other) => Piece::Other(other),
        None => Piece::Other('\0'),
    }
}

/// The private modes that the program switches on and off, and nothing else.
const MODES: [&str; 7] = ["1049", "2004", "1004", "1000", "1006", "25", "2026"];

/// The pieces that the program has no business to write: on its screen it places text, styles it
/// and switches its modes.
pub(crate) fn foreign(raw: &[u8]) -> Vec<Piece> {
    let is_own = |piece: &Piece| match piece {
        Piece::Text(text) => !has_hidden(text),
        Piece::NextRow => true,
        Piece::Osc(command) => is_for_an_address(command),
        Piece::Control(_) | Piece::Other(_) => false,
        Piece::Csi(between, 'h' | 'l') => between
            .strip_prefix('?')
            .is_some_and(|mode| MODES.contains(&mode)),
        Piece::Csi(between, 'C' | 'G' | 'H' | 'J' | 'K' | 'm') => {
            between.chars().all(|c| c.is_ascii_digit() || c == ';')
        }
        Piece::Csi(_, _) => false,
    };
    pieces(raw)
        .into_iter()
        .filter(|piece| !is_own(piece))
        .collect()
}

/// Whether a command to the terminal makes an address clickable or copies one, and nothing else: an
/// address that obeys the rule for addresses.
fn is_for_an_address(command: &str) -> bool {
    let obeys = |address: &str| !matches!(link::judge(address, &[]), Verdict::Refused(_));
    match (command.strip_prefix("8;;"), command.strip_prefix("52;c;")) {
        (Some(""), _) => true,
        (Some(address), _) => obeys(address),
        (None, Some(copied)) => obeys(&decoded(copied)),
        (None, None) => false,
    }
}

/// Undoes base 64.
pub(crate) fn decoded(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let Some(value) = DIGITS.iter().position(|known| *known == digit) else {
            return String::new();
        };
        bits = (bits << 6) | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether the program's own rule would have changed something of it; that rule is compared with
/// Unicode's tables elsewhere.
fn has_hidden(text: &str) -> bool {
    let inspected = text::inspect(text, TextKind::Letter);
    inspected.hidden > 0 || inspected.text.as_str() != text
}

/// What the styles of a text ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Styles {
    /// Colours: `31` for a plain one, `38;5;6` for one of the palette. The default is none.
    pub(crate) colours: BTreeSet<String>,
    /// Everything else, such as 1 for bold.
    pub(crate) others: BTreeSet<u16>,
}

/// Everything that any style asks for.
pub(crate) fn styles(raw: &[u8]) -> Styles {
    let mut styles = Styles::default();
    for piece in pieces(raw) {
        if let Piece::Csi(between, 'm') = piece {
            // An empty parameter is a reset.
            let words = between
                .split([';', ':'])
                .map(|word| word.parse().unwrap_or(0));
            let words: Vec<u16> = words.collect();
            add_styles(&words, &mut styles);
        }
    }
    styles
}

fn add_styles(mut words: &[u16], styles: &mut Styles) {
    while let [first, rest @ ..] = words {
        let length = match (first, rest.first()) {
            (38 | 48 | 58, Some(5)) => 3,
            (38 | 48 | 58, Some(2)) => 5,
            _ => 1,
        };
        let (group, after) = words.split_at(length.min(words.len()));
        if matches!(first, 30..=38 | 40..=48 | 58 | 90..=107) {
            let group: Vec<String> = group.iter().map(u16::to_string).collect();
            styles.colours.insert(group.join(";"));
        } else {
            styles.others.insert(*first);
        }
        words = after;
    }
}

/// The private modes that were switched on and not off again; the cursor the other way round.
pub(crate) fn modes_left_on(raw: &[u8]) -> Vec<String> {
    let mut modes = BTreeMap::new();
    for piece in pieces(raw) {
        if let Piece::Csi(between, letter @ ('h' | 'l')) = piece
            && let Some(mode) = between.strip_prefix('?')
        {
            modes.insert(mode.to_owned(), (letter == 'h') != (mode == "25"));
        }
    }
    let left_on = modes.into_iter().filter(|(_, is_on)| *is_on);
    left_on.map(|(mode, _)| mode).collect()
}

#[test]
fn foreign_sequences_are_told_from_the_programs_own() {
    let link = "\x1b]8;;https://www.facebook.com/x\x1b\\a\x1b]8;;\x1b\\";
    assert_eq!(foreign(link.as_bytes()), []);
    let own = "\x1b[?2026h\x1b[1;1H\x1b[1m optout ☑\r\n\x1b[7C\x1b[0m\x1b[2J\x1b[?2026l";
    assert_eq!(foreign(own.as_bytes()), []);
    for hostile in [
        "\x1b]0;title\x07",
        "\x1b]8;;http://evil.example/\x1b\\",
        "\x1b]8;id=1;https://www.facebook.com/\x1b\\",
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b]52;c;?\x07",
        "\x1b[5n",
        "\x1b[?1003h",
        "\x1bc",
        "\x1bPq\x1b\\",
        "\u{9b}31m",
        "\x07",
        "\r",
        "\n\r",
        "a\u{202e}b",
        "a\u{e0041}b",
        "a\u{3164}",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\x1b[2;5r",
        "\x1b[",
    ] {
        assert_ne!(foreign(hostile.as_bytes()), [], "{hostile:?}");
    }
    let found = styles(b"\x1b[1;31mx\x1b[m\x1b[38;5;6;49m");
    assert_eq!(
        found.colours.into_iter().collect::<Vec<String>>(),
        ["31", "38;5;6"]
    );
    assert_eq!(found.others.into_iter().collect::<Vec<u16>>(), [0, 1, 49]);
    assert_eq!(
        modes_left_on(b"\x1b[?25l\x1b[?1000h\x1b[?2004h\x1b[?2004l"),
        ["1000", "25"]
    );
}
