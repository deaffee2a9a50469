//! Key bindings: the defaults in [`crate::app::action`], overridden by `[keys]` of the config file.

use std::{collections::HashMap, fmt};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, ActionEntry, Place, TABLE};
use crate::{
    document::{Problem, Rule},
    system::config::KeyBinding,
    text,
};

/// The value in `[keys]` that unbinds an action.
pub const UNBOUND: &str = "no-op";

/// A key with its modifiers, normalized so that it is the same on every platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
}

/// The named keys: the name in the config file, and the code that crossterm reports.
const NAMED: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
];

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

    /// Parses a key of the config file, such as `ctrl-x` or `space`.
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
                    .map(|(name, _)| *name)
                    .collect::<Vec<&str>>()
                    .join(", ")
            )
        };
        let (mut ctrl, mut alt) = (false, false);
        let mut rest = written;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-").filter(|after| !after.is_empty()) {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("alt-").filter(|after| !after.is_empty())
            {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let named = NAMED
            .iter()
            .find(|(name, _)| *name == rest)
            .map(|(_, code)| *code);
        let function = rest
            .strip_prefix('f')
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
    pub fn short(self) -> String {
        match self.code {
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::Left => "←".to_owned(),
            KeyCode::Right => "→".to_owned(),
            KeyCode::Enter => "Enter".to_owned(),
            KeyCode::Esc => "Esc".to_owned(),
            KeyCode::Tab => "Tab".to_owned(),
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(letter) if self.ctrl => format!("^{}", letter.to_ascii_uppercase()),
            _ => self.to_string(),
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
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "f{number}"),
            other => write!(f, "{other:?}"),
        }
    }
}

/// The keys of every action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bound: Vec<(Action, Vec<Chord>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let default = |entry: &ActionEntry| {
            let chords = entry
                .keys
                .iter()
                .filter_map(|key| Chord::parse(key).ok())
                .collect();
            (entry.action, chords)
        };
        Self {
            bound: TABLE.iter().map(default).collect(),
        }
    }
}

impl Keymap {
    /// The default keys, overridden by those of the config file. A binding that cannot be used is
    /// reported, and its action keeps its default keys.
    pub fn with(bindings: &[KeyBinding]) -> (Self, Vec<Problem>) {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        for binding in bindings {
            if let Err(message) = keymap.bind(binding) {
                let message = text::line(&message);
                problems.push(Problem {
                    line: binding.line,
                    column: binding.column,
                    rule: Rule::Value,
                    message,
                    fatal: false,
                });
            }
        }
        (keymap, Problem::listed(Problem::in_order(problems)))
    }

    fn bind(&mut self, binding: &KeyBinding) -> Result<(), String> {
        let Some(action) = Action::from_name(&binding.action) else {
            let near = text::near(
                &binding.action,
                Action::ALL.iter().map(|action| action.as_str()),
            );
            let hint = near.first().map_or_else(
                || "`optout keys` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(format!("`{}` is not an action; {hint}", binding.action));
        };
        let mut chords = Vec::new();
        for key in binding.keys.iter().filter(|key| *key != UNBOUND) {
            chords.push(Chord::parse(key)?);
        }
        if chords.is_empty() && matches!(action, Action::Quit | Action::Back) {
            return Err(format!("`{action}` needs a key, or nobody gets out."));
        }
        let taken = self.taken(action);
        let conflict = |chord: &Chord| Some((*chord, *taken.get(chord)?));
        if let Some((chord, other)) = chords.iter().find_map(conflict) {
            return Err(format!(
                "`{chord}` is the key of `{other}` already; give `{other}` another one first."
            ));
        }
        if let Some((_, bound)) = self.bound.iter_mut().find(|(known, _)| *known == action) {
            *bound = chords;
        }
        Ok(())
    }

    /// The keys of the other actions that do something in one of the same places.
    fn taken(&self, action: Action) -> HashMap<Chord, Action> {
        let places = places(action);
        let meets = |other: Action| {
            self::places(other)
                .iter()
                .any(|place| places.contains(place))
        };
        let mut taken = HashMap::new();
        for (other, chords) in &self.bound {
            if *other != action && meets(*other) {
                for chord in chords {
                    taken.entry(*chord).or_insert(*other);
                }
            }
        }
        taken
    }

    /// The action of a key in a place; `None` if the key types a character into a text field there.
    pub fn action(&self, chord: Chord, place: Place) -> Option<Action> {
        let types = chord.character().is_some();
        let text = place.takes_text() && types;
        if text {
            return None;
        }
        self.bound
            .iter()
            .find(|(action, chords)| chords.contains(&chord) && places(*action).contains(&place))
            .map(|(action, _)| *action)
    }

    /// The keys of an action.
    pub fn keys(&self, action: Action) -> &[Chord] {
        self.bound
            .iter()
            .find(|(known, _)| *known == action)
            .map_or(&[], |(_, chords)| chords)
    }

    /// The first key of an action, as the footer shows it; `None` when it is unbound.
    pub fn short(&self, action: Action) -> Option<String> {
        self.keys(action).first().map(|chord| chord.short())
    }
}

/// The places where an action does something.
pub fn places(action: Action) -> &'static [Place] {
    TABLE
        .iter()
        .find(|entry| entry.action == action)
        .map_or(&[], |entry| entry.places)
}

#[cfg(test)]
mod tests {
    use super::{Action, Chord, KeyBinding, Keymap, Place, TABLE};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn wish(action: &str, keys: &[&str]) -> KeyBinding {
        KeyBinding {
            action: action.into(),
            keys: keys.iter().map(|&k| k.into()).collect(),
            line: 3,
            column: 1,
        }
    }

    #[test]
    fn every_action_stands_in_the_table_once_with_words_and_a_key() {
        for action in Action::ALL {
            let entries: Vec<_> = TABLE
                .iter()
                .filter(|entry| entry.action == *action)
                .collect();
            assert_eq!(entries.len(), 1, "{action}");
            for entry in entries {
                assert!(
                    !entry.hint.is_empty() && !entry.about.is_empty(),
                    "{action}"
                );
                assert!(
                    !entry.keys.is_empty() && !entry.places.is_empty(),
                    "{action}"
                );
                for key in entry.keys {
                    assert_eq!(Chord::parse(key).unwrap().to_string(), *key);
                }
            }
        }
    }

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for entry in TABLE {
            for other in TABLE.iter().filter(|other| other.action != entry.action) {
                let meet = entry
                    .places
                    .iter()
                    .any(|place| other.places.contains(place));
                let shared = entry.keys.iter().find(|key| other.keys.contains(key));
                assert!(
                    !(meet && shared.is_some()),
                    "{} and {} share {shared:?}",
                    entry.action,
                    other.action
                );
            }
        }
    }

    #[test]
    fn wishes_replace_keys_or_say_why_not() {
        let (keymap, problems) =
            Keymap::with(&[wish("tick", &["x", "ctrl-t"]), wish("skip", &["no-op"])]);
        assert!(problems.is_empty(), "{problems:?}");
        let x = Chord::parse("x").unwrap();
        assert_eq!(keymap.action(x, Place::Account), Some(Action::Tick));
        assert_eq!(
            keymap.action(Chord::parse("space").unwrap(), Place::Account),
            None
        );
        assert_eq!(keymap.short(Action::Skip), None);
        for (bad, says) in [
            (wish("tock", &["x"]), "did you mean `tick`"),
            (wish("tick", &["hyper-x"]), "is not a key"),
            (wish("tick", &["o"]), "is the key of `open` already"),
            (wish("quit", &["no-op"]), "needs a key"),
        ] {
            let (keymap, problems) = Keymap::with(&[bad]);
            assert!(problems[0].message.contains(says), "{problems:?}");
            assert_eq!((problems[0].line, problems[0].column), (3, 1));
            assert_eq!(keymap, Keymap::default());
        }
    }

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
    fn typing_is_never_taken_for_a_command() {
        let keymap = Keymap::default();
        for letter in ['q', 'a', ' ', '?', 'h'] {
            let chord = Chord::of(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
            assert_eq!(keymap.action(chord, Place::Form), None, "{letter}");
        }
    }
}
