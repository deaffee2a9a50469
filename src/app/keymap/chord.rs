//! Keys as the config file writes them, as a terminal sends them, and as the footer shows them.

use std::fmt;

use compact_str::{CompactString, ToCompactString as _, format_compact};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text;

/// A key with its modifiers, normalized so that it is the same on every platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
}

/// The named keys: the name in the config file, that in the footer, and the code that crossterm reports.
const NAMED: &[(&str, &str, KeyCode)] = &[
    ("space", "Space", KeyCode::Char(' ')),
    ("enter", "Enter", KeyCode::Enter),
    ("esc", "Esc", KeyCode::Esc),
    ("tab", "Tab", KeyCode::Tab),
    ("shift-tab", "Shift-Tab", KeyCode::BackTab),
    ("backspace", "Backspace", KeyCode::Backspace),
    ("delete", "Del", KeyCode::Delete),
    ("insert", "Insert", KeyCode::Insert),
    ("up", "↑", KeyCode::Up),
    ("down", "↓", KeyCode::Down),
    ("left", "←", KeyCode::Left),
    ("right", "→", KeyCode::Right),
    ("pageup", "PgUp", KeyCode::PageUp),
    ("pagedown", "PgDn", KeyCode::PageDown),
    ("home", "Home", KeyCode::Home),
    ("end", "End", KeyCode::End),
];

/// What follows a modifier that is written before a key.
fn after<'w>(written: &'w str, modifier: &str) -> Option<&'w str> {
    let (before, after) = written.split_at_checked(modifier.len())?;
    (before.eq_ignore_ascii_case(modifier) && !after.is_empty()).then_some(after)
}

impl Chord {
    /// The chord of a key event. Platforms report Shift with a letter in different ways, so it is
    /// folded into the case of the letter; letters with Ctrl become lower case.
    pub fn of(key: KeyEvent) -> Self {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        let code = match key.code {
            KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
            KeyCode::Char(letter) if shift => KeyCode::Char(letter.to_ascii_uppercase()),
            KeyCode::Tab if shift => KeyCode::BackTab,
            other => other,
        };
        Self { code, ctrl, alt }
    }

    /// Parses a key of the config file, such as `ctrl-x` or `space`, or one as the footer shows it, such as `^X`.
    ///
    /// # Errors
    ///
    /// A message that says how keys are written.
    pub fn parse(written: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{}` is not a key; write a character, ctrl-x, alt-x, f1 to f12, or one of: {}",
                text::clean(written, text::TextKind::Name),
                NAMED
                    .iter()
                    .map(|(name, ..)| *name)
                    .collect::<Vec<&str>>()
                    .join(", ")
            )
        };
        let (mut ctrl, mut alt) = (false, false);
        let mut rest = written;
        loop {
            if let Some(key) = after(rest, "ctrl-").or_else(|| after(rest, "^")) {
                (ctrl, rest) = (true, key);
            } else if let Some(key) = after(rest, "alt-") {
                (alt, rest) = (true, key);
            } else {
                break;
            }
        }
        let is_name = |name: &str| name.eq_ignore_ascii_case(rest);
        let named = NAMED
            .iter()
            .find(|(name, shown, _)| is_name(name) || is_name(shown))
            .map(|(.., code)| *code);
        let function = rest
            .strip_prefix(['f', 'F'])
            .and_then(|n| n.parse().ok())
            .filter(|n| (1..=12).contains(n));
        let mut letters = rest.chars();
        let code = match (named, function, letters.next(), letters.next()) {
            (Some(code), _, _, _) => code,
            (None, Some(number), _, _) => KeyCode::F(number),
            // It must be printable, since the footer and help show it.
            (None, None, Some(letter), None) if text::is_shown(letter) => KeyCode::Char(letter),
            (None, None, _, _) => return Err(wrong()),
        };
        let code = match code {
            KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        Ok(Self { code, ctrl, alt })
    }

    /// The character that this key types into a text field.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// The key without its modifiers.
    pub fn code(self) -> KeyCode {
        self.code
    }

    /// Whether Ctrl is held.
    pub fn is_ctrl(self) -> bool {
        self.ctrl
    }

    /// Whether Alt is held.
    pub fn is_alt(self) -> bool {
        self.alt
    }

    /// The key as the footer shows it.
    pub fn short(self) -> CompactString {
        let named = NAMED.iter().find(|(.., code)| *code == self.code);
        let name = match (named, self.code) {
            (Some((_, shown, _)), _) => CompactString::const_new(shown),
            (None, KeyCode::Char(letter)) if self.ctrl => {
                format_compact!("^{}", letter.to_ascii_uppercase())
            }
            (None, KeyCode::Char(letter)) => letter.to_compact_string(),
            (None, KeyCode::F(number)) => format_compact!("F{number}"),
            (None, code) => format_compact!("{code:?}"),
        };
        match (self.alt, self.ctrl && !name.starts_with('^')) {
            (false, false) => name,
            (false, true) => format_compact!("Ctrl-{name}"),
            (true, false) => format_compact!("Alt-{name}"),
            (true, true) => format_compact!("Alt-Ctrl-{name}"),
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if let Some((name, ..)) = NAMED.iter().find(|(.., code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "f{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// One key, or several that are pressed one after the other, such as `g g`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Unused places hold [`NO_KEY`].
    chords: [Chord; MOST_KEYS],
    count: usize,
}

/// The most keys one after the other.
const MOST_KEYS: usize = 4;

const NO_KEY: Chord = Chord {
    code: KeyCode::Null,
    ctrl: false,
    alt: false,
};

impl Keys {
    /// Parses the keys of the config file, with a blank between one and the next.
    ///
    /// # Errors
    ///
    /// A message that says how keys are written.
    pub fn parse(written: &str) -> Result<Self, String> {
        if !written.contains(' ') {
            return Ok(Self::of(&[Chord::parse(written)?]));
        }
        let chords = written.split_whitespace().map(Chord::parse);
        let chords = chords.collect::<Result<Vec<_>, _>>()?;
        if chords.is_empty() {
            return Err("A blank is no key; write `space`.".to_owned());
        }
        if chords.len() > MOST_KEYS {
            return Err(format!("At most {MOST_KEYS} keys may follow each other."));
        }
        Ok(Self::of(&chords))
    }

    /// These chords one after the other, at least one and at most [`MOST_KEYS`].
    pub(super) fn of(chords: &[Chord]) -> Self {
        let mut keys = Self {
            chords: [NO_KEY; MOST_KEYS],
            count: chords.len(),
        };
        for (key, chord) in keys.chords.iter_mut().zip(chords) {
            *key = *chord;
        }
        keys
    }

    /// The keys, one after the other.
    pub fn chords(&self) -> &[Chord] {
        self.chords.get(..self.count).unwrap_or(&self.chords)
    }

    /// The keys as the footer shows them.
    pub fn short(&self) -> CompactString {
        match self.chords() {
            [chord] => chord.short(),
            chords => {
                let chords: Vec<CompactString> = chords.iter().map(|chord| chord.short()).collect();
                chords.join(" ").into()
            }
        }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, chord) in self.chords().iter().enumerate() {
            let gap = if index == 0 { "" } else { " " };
            write!(f, "{gap}{chord}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Chord;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    #[test]
    fn shift_is_told_alike_by_every_terminal() {
        let lower = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::SHIFT);
        let upper = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        let plain = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE);
        assert_eq!(Chord::of(lower), Chord::of(upper));
        assert_eq!(Chord::of(plain), Chord::of(upper));
        assert_eq!(
            Chord::of(KeyEvent::new(KeyCode::Tab, KeyModifiers::SHIFT)),
            Chord::parse("shift-tab").unwrap()
        );
    }

    #[test]
    fn a_key_is_shown_with_what_is_held_and_may_be_written_so() {
        for (written, shown) in [
            ("enter", "Enter"),
            ("alt-enter", "Alt-Enter"),
            ("ctrl-up", "Ctrl-↑"),
            ("ctrl-x", "^X"),
            ("alt-x", "Alt-x"),
            ("shift-tab", "Shift-Tab"),
            ("f7", "F7"),
            ("alt-pagedown", "Alt-PgDn"),
            ("delete", "Del"),
            ("ctrl-space", "Ctrl-Space"),
            ("^", "^"),
            ("g", "g"),
            ("G", "G"),
        ] {
            assert_eq!(Chord::parse(written).unwrap().short(), shown);
            assert_eq!(Chord::parse(written), Chord::parse(shown));
        }
    }
}
