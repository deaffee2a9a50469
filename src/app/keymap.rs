//! Key bindings: the defaults in [`crate::app::action`], overridden by `[keys]` of the config file.

mod chord;
mod taken;

use compact_str::CompactString;

use super::action::{Action, ActionEntry, Place, TABLE};
use crate::{
    document::{Problem, Rule},
    system::config::KeyBinding,
    text,
};
pub use chord::{Chord, Keys};
use taken::Taken;

/// The value in `[keys]` that unbinds an action.
pub const UNBOUND: &str = "no-op";

/// What a key means after those that were pressed before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// This action.
    Action(Action),
    /// More keys have to follow.
    More,
    /// Nothing.
    Nothing,
}

/// The keys of every action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    /// Those of one action stand together, in the order in which they are shown.
    bound: Vec<(Action, Keys)>,
    /// Whether the arrows are words: `v` for the key that goes down would be read as the letter.
    pub in_ascii: bool,
}

impl Default for Keymap {
    fn default() -> Self {
        let default = |entry: &'static ActionEntry| {
            let keys = entry.keys.iter().filter_map(|key| Keys::parse(key).ok());
            keys.map(|keys| (entry.action, keys))
        };
        Self {
            bound: TABLE.iter().flat_map(default).collect(),
            in_ascii: false,
        }
    }
}

impl Keymap {
    /// The default keys, overridden by those of the config file. A binding that cannot be used is
    /// reported, and its action keeps its default keys.
    pub fn with(bindings: &[KeyBinding]) -> (Self, Vec<Problem>) {
        let mut keymap = Self::default();
        let mut problems = Vec::new();
        let mut wishes = Vec::new();
        for binding in bindings {
            match wish(binding) {
                Ok((action, keys)) => {
                    keymap.bind(action, keys);
                    wishes.push((action, binding));
                }
                Err(message) => problems.push(problem(binding, &message)),
            }
        }
        // All wishes together, so that two actions may swap their keys. One that is taken back may stand in
        // the way of another.
        while let Some((index, message)) = keymap.first_conflict(&wishes) {
            let (action, binding) = wishes.remove(index);
            problems.push(problem(binding, &message));
            let default = Self::default();
            keymap.bind(action, default.keys(action).copied().collect());
        }
        (keymap, Problem::listed(Problem::in_order(problems)))
    }

    fn bind(&mut self, action: Action, keys: Vec<Keys>) {
        let place = self.bound.iter().position(|(bound, _)| *bound == action);
        self.bound.retain(|(bound, _)| *bound != action);
        let at = place.unwrap_or(self.bound.len());
        let keys = keys.into_iter().map(|keys| (action, keys));
        self.bound.splice(at..at, keys);
    }

    /// The first wish whose keys another action has in the same place, and what is wrong with it.
    fn first_conflict(&self, wishes: &[(Action, &KeyBinding)]) -> Option<(usize, String)> {
        let conflict = |(index, (action, _)): (usize, &(Action, &KeyBinding))| {
            let message = self.conflict(*action)?;
            Some((index, message))
        };
        wishes.iter().enumerate().find_map(conflict)
    }

    fn conflict(&self, action: Action) -> Option<String> {
        let mut taken = self.taken(action);
        for keys in self.keys(action) {
            match taken.conflict(keys) {
                // The same key twice for one action does no harm.
                None => taken.add(keys, action),
                Some((other, None)) if other == action => {}
                Some((other, None)) => {
                    return Some(format!(
                        "`{keys}` is the key of `{other}` already; give `{other}` another one as well."
                    ));
                }
                Some((other, Some(beginning))) => {
                    return Some(format!(
                        "`{keys}` cannot be told from `{beginning}`, which is a key of `{other}`."
                    ));
                }
            }
        }
        None
    }

    /// The keys of the other actions that do something in one of the same places.
    fn taken(&self, action: Action) -> Taken {
        let places = places(action);
        let meets = |other: Action| {
            self::places(other)
                .iter()
                .any(|place| places.contains(place))
        };
        let mut taken = Taken::default();
        for (other, keys) in &self.bound {
            if *other != action && meets(*other) {
                taken.add(keys, *other);
            }
        }
        taken
    }

    /// What a key means in a place, after those that were pressed `before`. A key that types a character
    /// into a text field means nothing else there.
    pub fn reached(&self, before: &[Chord], chord: Chord, place: Place) -> Reached {
        let first = before.first().copied().unwrap_or(chord);
        if place.takes_text() && first.character().is_some() {
            return Reached::Nothing;
        }
        let begins = |keys: &Keys| {
            let rest = keys.chords().strip_prefix(before)?;
            rest.strip_prefix(&[chord]).map(<[Chord]>::is_empty)
        };
        let mut reached = Reached::Nothing;
        for (action, keys) in &self.bound {
            match begins(keys) {
                Some(is_last) if places(*action).contains(&place) => match is_last {
                    true => return Reached::Action(*action),
                    false => reached = Reached::More,
                },
                Some(_) | None => {}
            }
        }
        reached
    }

    /// The action of a single key in a place.
    pub fn action(&self, chord: Chord, place: Place) -> Option<Action> {
        match self.reached(&[], chord, place) {
            Reached::Action(action) => Some(action),
            Reached::More | Reached::Nothing => None,
        }
    }

    /// The keys of an action.
    pub fn keys(&self, action: Action) -> impl Iterator<Item = &Keys> {
        let bound = self.bound.iter().filter(move |(bound, _)| *bound == action);
        bound.map(|(_, keys)| keys)
    }

    /// Whether a key alone is one of an action.
    pub fn has(&self, action: Action, chord: Chord) -> bool {
        let is_it = |keys: &Keys| keys.chords() == [chord];
        self.keys(action).any(is_it)
    }

    /// The first key of an action, as the footer shows it; `None` when it is unbound.
    pub fn short(&self, action: Action) -> Option<CompactString> {
        self.keys(action).next().map(|keys| self.shown(keys))
    }

    /// Keys as the footer shows them.
    pub fn shown(&self, keys: &Keys) -> CompactString {
        let short = keys.short();
        match self.in_ascii && !short.is_ascii() {
            false => short,
            true => ARROWS.iter().fold(short, |shown, (arrow, word)| {
                shown.replace(*arrow, word).into()
            }),
        }
    }
}

const ARROWS: [(char, &str); 4] = [('↑', "Up"), ('↓', "Down"), ('←', "Left"), ('→', "Right")];

/// The most keys of an action.
const MOST_BOUND: usize = 16;

/// The action that a binding names, and the keys for it.
fn wish(binding: &KeyBinding) -> Result<(Action, Vec<Keys>), String> {
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
    if binding.keys.len() > MOST_BOUND {
        return Err(format!("`{action}` may have at most {MOST_BOUND} keys."));
    }
    let wanted = binding.keys.iter().filter(|key| *key != UNBOUND);
    let keys: Vec<Keys> = wanted
        .map(|key| Keys::parse(key))
        .collect::<Result<_, _>>()?;
    if keys.is_empty() && matches!(action, Action::Quit | Action::Back) {
        return Err(format!("`{action}` needs a key, or nobody gets out."));
    }
    Ok((action, keys))
}

fn problem(binding: &KeyBinding, message: &str) -> Problem {
    Problem {
        line: binding.line,
        column: binding.column,
        rule: Rule::Value,
        message: text::line(message),
        fatal: false,
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
    use super::{Action, Chord, KeyBinding, Keymap, Place, Reached, TABLE};
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
            (wish("tick", &["o o"]), "cannot be told from `o`"),
            (wish("tick", &["x", "x y"]), "cannot be told from `x`"),
            (wish("tick", &["x y z x y"]), "At most 4 keys"),
            (wish("tick", &[" "]), "write `space`"),
        ] {
            let (keymap, problems) = Keymap::with(&[bad]);
            assert!(problems[0].message.contains(says), "{problems:?}");
            assert_eq!((problems[0].line, problems[0].column), (3, 1));
            assert_eq!(keymap, Keymap::default());
        }
    }

    #[test]
    fn two_actions_may_swap_their_keys() {
        let (keymap, problems) = Keymap::with(&[wish("open", &["s"]), wish("skip", &["o"])]);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(keymap.short(Action::Open).as_deref(), Some("s"));
        // What stands in the way of one that is taken back goes as well.
        let wishes = [
            wish("open", &["s"]),
            wish("skip", &["o"]),
            wish("tick", &["o"]),
        ];
        let (keymap, problems) = Keymap::with(&wishes);
        assert!(!problems.is_empty());
        assert_eq!(keymap.short(Action::Tick).as_deref(), Some("Space"));
    }

    #[test]
    fn keys_may_follow_each_other() {
        let wishes = [wish("first", &["g g"]), wish("last", &["g e", "end"])];
        let (keymap, problems) = Keymap::with(&wishes);
        assert!(problems.is_empty(), "{problems:?}");
        let chord = |key| Chord::parse(key).unwrap();
        let reached = |before: &[Chord], key, place| keymap.reached(before, chord(key), place);
        let before = [chord("g")];
        assert_eq!(reached(&[], "g", Place::Home), Reached::More);
        assert_eq!(
            reached(&before, "g", Place::Home),
            Reached::Action(Action::First)
        );
        assert_eq!(
            reached(&before, "e", Place::Home),
            Reached::Action(Action::Last)
        );
        assert_eq!(reached(&before, "x", Place::Home), Reached::Nothing);
        assert_eq!(
            reached(&[], "end", Place::Home),
            Reached::Action(Action::Last)
        );
        // Where text is typed, they are text.
        assert_eq!(reached(&[], "g", Place::Help), Reached::Nothing);
        assert_eq!(keymap.short(Action::First).as_deref(), Some("g g"));
        assert_eq!(keymap.keys(Action::Last).next().unwrap().to_string(), "g e");
        let (_, problems) = Keymap::with(&[wish("last", &["g e"])]);
        assert!(
            problems[0]
                .message
                .contains("`g`, which is a key of `first`"),
            "{problems:?}"
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
