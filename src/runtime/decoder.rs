//! Keys, pastes, clicks and the focus from the bytes of a terminal, in whatever pieces they come.
//!
//! A terminal also answers questions of programs that ran before, and tells what nobody asked. Such
//! a reply is never a key: everything from its first byte to its last is dropped. Nothing that
//! comes makes the keyboard dead: what is not finished is given up after a short wait, and a control
//! key such as Ctrl-C acts within everything but a paste.

mod sequences;

use std::{mem, time::Duration};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const ESC: u8 = 0x1b;
const BELL: u8 = 0x07;

/// How long what may be a key by itself waits for the rest of a sequence: Esc, Alt-[, Alt-].
const KEY_WAIT: Duration = Duration::from_millis(50);
/// How long a sequence waits for its rest.
const SEQUENCE_WAIT: Duration = Duration::from_millis(500);
/// How long a paste waits for its rest. What comes after it has been given up acts as keys.
const PASTE_WAIT: Duration = Duration::from_secs(2);

/// The most bytes of a sequence that are kept: a longer one is no key.
const MOST_HELD: usize = 64;
/// The most bytes of a paste that are kept: far more than any field takes.
const MOST_PASTED: usize = 1 << 20;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the bytes so far are the beginning of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Nothing.
    #[default]
    Ground,
    /// A character of several bytes.
    Character,
    /// ESC, once or twice: Esc, a key with Alt, or a sequence.
    Escape { is_twice: bool },
    /// ESC with `[` or `O`, which a letter ends: most keys, and some replies.
    Sequence { opener: u8 },
    /// ESC with `]`, `P`, `_`, `^` or `X`, which BEL or ESC `\` ends: a reply. It has an opener while
    /// nothing has come after that.
    Reply { opener: Option<u8> },
    /// ESC within a reply.
    ReplyEscape,
    /// A click in the old form, which has three bytes after its letter.
    Click,
    /// A paste between its brackets.
    Paste,
}

/// Makes events of bytes.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// Whether the key is one with Alt.
    is_alt: bool,
    /// The bytes so far of a character, sequence, click or paste.
    held: Vec<u8>,
    events: Vec<Event>,
}

impl Decoder {
    /// Takes bytes, and gives the events that they finish.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Event> {
        for byte in bytes {
            self.take_byte(*byte);
        }
        mem::take(&mut self.events)
    }

    /// How long to wait for more bytes before calling [`give_up`](Self::give_up); `None` when
    /// nothing is unfinished.
    pub fn wait(&self) -> Option<Duration> {
        match self.state {
            // The next byte decides, whenever it comes.
            State::Ground | State::Character => None,
            State::Escape { .. } | State::Reply { opener: Some(_) } => Some(KEY_WAIT),
            State::Sequence { .. } if self.held.is_empty() => Some(KEY_WAIT),
            State::Sequence { .. } | State::Reply { .. } | State::ReplyEscape | State::Click => {
                Some(SEQUENCE_WAIT)
            }
            State::Paste => Some(PASTE_WAIT),
        }
    }

    /// Gives up waiting for the rest, and gives the keys that the beginning may be by itself.
    pub fn give_up(&mut self) -> Vec<Event> {
        match self.state {
            State::Escape { is_twice } => {
                for _ in 0..=usize::from(is_twice) {
                    self.press(KeyCode::Esc, KeyModifiers::NONE);
                }
            }
            State::ReplyEscape => self.press(KeyCode::Esc, KeyModifiers::NONE),
            State::Sequence { opener } if self.held.is_empty() => self.press_alt(opener),
            State::Reply {
                opener: Some(opener),
            } => self.press_alt(opener),
            State::Paste => self.end_paste(),
            State::Ground
            | State::Character
            | State::Sequence { .. }
            | State::Reply { opener: None }
            | State::Click => {}
        }
        self.reset();
        mem::take(&mut self.events)
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        self.is_alt = false;
        self.held = Vec::new();
    }

    /// Drops what is unfinished: the byte is not a part of it.
    fn start_anew(&mut self, byte: u8) {
        self.reset();
        self.take_plain(byte);
    }

    fn take_byte(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.take_plain(byte),
            State::Character => self.take_character(byte),
            State::Escape { is_twice } => self.take_escaped(byte, is_twice),
            State::Sequence { opener } => match byte {
                // The function keys of the Linux console are ESC [ [ A.
                b'[' if opener == b'[' && self.held.is_empty() => self.held.push(byte),
                b' '..=b'?' if self.held.len() < MOST_HELD => self.held.push(byte),
                b' '..=b'?' => {}
                b'@'..=b'~' => self.end_sequence(opener, byte),
                _ => self.start_anew(byte),
            },
            State::Reply { .. } => match byte {
                BELL => self.reset(),
                ESC => self.state = State::ReplyEscape,
                b'\t' | b'\n' | b'\r' | b' '.. => self.state = State::Reply { opener: None },
                _ => self.start_anew(byte),
            },
            State::ReplyEscape => match byte {
                b'\\' => self.reset(),
                _ => self.take_escaped(byte, false),
            },
            State::Click => match byte {
                b' '.. => self.take_click(byte),
                _ => self.start_anew(byte),
            },
            State::Paste => self.take_pasted(byte),
        }
    }

    fn take_plain(&mut self, byte: u8) {
        let ctrl = |first: u8, base: u8| {
            let letter = KeyCode::Char(char::from(byte - first + base));
            (letter, KeyModifiers::CONTROL)
        };
        let plain = |code| (code, KeyModifiers::NONE);
        let (code, modifiers) = match byte {
            ESC => return self.state = State::Escape { is_twice: false },
            b'\r' => plain(KeyCode::Enter),
            b'\t' => plain(KeyCode::Tab),
            0x7f => plain(KeyCode::Backspace),
            0 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
            1..=0x1a => ctrl(1, b'a'),
            0x1c..=0x1f => ctrl(0x1c, b'4'),
            b' '..=b'~' => plain(KeyCode::Char(char::from(byte))),
            0xc2..=0xf4 => {
                self.held.push(byte);
                return self.state = State::Character;
            }
            // No character begins so.
            0x80.. => return self.reset(),
        };
        self.press(code, modifiers);
        self.reset();
    }

    fn take_character(&mut self, byte: u8) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.start_anew(byte);
        }
        self.held.push(byte);
        let letter = match str::from_utf8(&self.held) {
            Ok(text) => text.chars().next(),
            Err(error) if error.error_len().is_none() => return,
            Err(_) => None,
        };
        if let Some(letter) = letter {
            self.press(KeyCode::Char(letter), KeyModifiers::NONE);
        }
        self.reset();
    }

    fn take_escaped(&mut self, byte: u8, is_twice: bool) {
        match byte {
            ESC if !is_twice => self.state = State::Escape { is_twice: true },
            b'[' | b'O' => {
                // Option-Up of macOS' Terminal is ESC and what Up is.
                self.is_alt = is_twice;
                self.state = State::Sequence { opener: byte };
            }
            _ if is_twice => {
                self.press(KeyCode::Esc, KeyModifiers::NONE);
                self.take_escaped(byte, false);
            }
            b']' | b'P' | b'_' | b'^' | b'X' => {
                let opener = Some(byte);
                self.state = State::Reply { opener };
            }
            _ => {
                self.is_alt = true;
                self.take_plain(byte);
            }
        }
    }

    fn end_sequence(&mut self, opener: u8, last: u8) {
        let held = mem::take(&mut self.held);
        match (opener, held.as_slice(), last) {
            (b'[', b"", b'M') => self.state = State::Click,
            (b'[', b"200", b'~') => self.state = State::Paste,
            _ => {
                // What is too long is not kept whole.
                if held.len() < MOST_HELD
                    && let Some(event) = sequences::event(opener, &held, last)
                {
                    self.push(event);
                }
                self.reset();
            }
        }
    }

    fn take_click(&mut self, byte: u8) {
        self.held.push(byte);
        if let [button, column, row] = *self.held {
            let [button, column, row] = [button, column, row].map(|byte| u32::from(byte - b' '));
            let event = sequences::mouse(button, column, row, false);
            self.events.extend(event);
            self.reset();
        }
    }

    fn take_pasted(&mut self, byte: u8) {
        self.held.push(byte);
        if self.held.ends_with(PASTE_END) {
            self.held.truncate(self.held.len() - PASTE_END.len());
            self.end_paste();
            self.reset();
        } else if self.held.len() == MOST_PASTED + PASTE_END.len() {
            // What may be its end is kept.
            self.held.remove(MOST_PASTED);
        }
    }

    fn end_paste(&mut self) {
        let pasted = String::from_utf8_lossy(&self.held).into_owned();
        self.events.push(Event::Paste(pasted));
    }

    fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.push(Event::Key(KeyEvent::new(code, modifiers)));
    }

    fn press_alt(&mut self, letter: u8) {
        self.press(KeyCode::Char(char::from(letter)), KeyModifiers::ALT);
    }

    fn push(&mut self, mut event: Event) {
        if let Event::Key(key) = &mut event
            && self.is_alt
        {
            key.modifiers |= KeyModifiers::ALT;
        }
        self.events.push(event);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

    use super::{Decoder, MOST_PASTED, PASTE_WAIT, SEQUENCE_WAIT};

    /// The replies of the list, which the tests in a terminal have too.
    fn replies() -> Vec<String> {
        let list = include_str!("../../tests/replies.txt").lines();
        list.filter(|line| !line.starts_with('#'))
            .map(|line| line.replace("<ESC>", "\x1b").replace("<BEL>", "\x07"))
            .collect()
    }

    pub(super) fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    pub(super) fn letter(letter: char) -> Event {
        key(KeyCode::Char(letter), KeyModifiers::NONE)
    }

    /// The events of bytes that come in pieces, and of what is then given up.
    pub(super) fn events<Piece: AsRef<[u8]>>(pieces: &[Piece]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for piece in pieces {
            events.extend(decoder.take(piece.as_ref()));
        }
        if decoder.wait().is_some() {
            events.extend(decoder.give_up());
        }
        assert_eq!(decoder.wait(), None);
        events
    }

    #[test]
    fn replies_are_no_keys_in_whatever_pieces() {
        let replies = replies();
        assert!(replies.len() >= 60);
        for reply in replies.iter().map(String::as_bytes) {
            let shown = reply.escape_ascii();
            for place in 0..=reply.len() {
                let (head, tail) = reply.split_at(place);
                assert_eq!(events(&[head, tail]), [], "{shown} at {place}");
                let next = events(&[head, tail, b" "]);
                assert_eq!(next, [letter(' ')], "{shown} at {place}");
            }
            let bytes: Vec<&[u8]> = reply.chunks(1).collect();
            assert_eq!(events(&bytes), [], "{shown}");
            let twice = [b"a", reply, reply, b"b"].concat();
            assert_eq!(events(&[twice]), [letter('a'), letter('b')], "{shown}");
            // After Esc, and after one that was cut off.
            let esc = key(KeyCode::Esc, KeyModifiers::NONE);
            let after = [b"\x1b", reply, b"b"].concat();
            let expected = match reply {
                [_, b'[', ..] => vec![letter('b')],
                _ => vec![esc, letter('b')],
            };
            assert_eq!(events(&[after]), expected, "{shown}");
            let cut = [b"\x1b]11;rgb:0b", reply, b"b"].concat();
            assert_eq!(events(&[cut]), [letter('b')], "{shown}");
        }
    }

    #[test]
    fn a_reply_that_does_not_end_lets_the_keys_go() {
        let ctrl_c = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
        for reply in replies().iter().map(String::as_bytes) {
            for cut in (3..reply.len()).map(|place| &reply[..place]) {
                let shown = cut.escape_ascii();
                let mut decoder = Decoder::default();
                assert_eq!(decoder.take(cut), [], "{shown}");
                let wait = decoder.wait();
                assert!(wait.is_some_and(|it| it <= SEQUENCE_WAIT), "{shown}");
                // ESC at its end may be the key.
                let is_key = cut.ends_with(b"\x1b");
                assert_eq!(decoder.give_up().is_empty(), !is_key, "{shown}");
                assert_eq!(decoder.take(b" "), [letter(' ')], "{shown}");
                // Ctrl-C does not wait.
                if !is_key {
                    decoder.take(cut);
                    assert_eq!(
                        decoder.take(b"\x03"),
                        std::slice::from_ref(&ctrl_c),
                        "{shown}"
                    );
                    assert_eq!(decoder.wait(), None, "{shown}");
                }
            }
        }
    }

    #[test]
    fn a_paste_is_one_event_in_whatever_pieces() {
        let text = "dy\r\x1b[A\x1b]q\x03 Grüße \x1b[200~ \x1b[20";
        let bytes = format!("\x1b[200~{text}\x1b[201~");
        let expected = [Event::Paste(text.to_owned()), letter('q')];
        for place in 0..=bytes.len() {
            let (head, tail) = bytes.as_bytes().split_at(place);
            assert_eq!(events(&[head, tail, b"q"]), expected, "at {place}");
        }
        let pieces: Vec<&[u8]> = bytes.as_bytes().chunks(1).chain([&b"q"[..]]).collect();
        assert_eq!(events(&pieces), expected);
        // One without an end does not hold the keyboard, nor what was pasted.
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take(b"\x1b[200~dy"), []);
        assert_eq!(decoder.wait(), Some(PASTE_WAIT));
        assert_eq!(decoder.give_up(), [Event::Paste("dy".to_owned())]);
        assert_eq!(decoder.take(b"\x1b[201~q"), [letter('q')]);
        // Of too long a one the rest is dropped, and its end is found.
        let long = "x".repeat(MOST_PASTED + 3000);
        let found = events(&[format!("\x1b[200~{long}\x1b[201~q")]);
        assert_eq!(
            found,
            [Event::Paste("x".repeat(MOST_PASTED)), letter('q')].as_slice()
        );
    }

    #[test]
    fn bytes_that_are_no_character_take_no_key_with_them() {
        let bad: [&[u8]; 8] = [
            b"\xe4",
            b"\xc3",
            b"\xf0\x9f",
            b"\xe4\xf6\xfc",
            b"\xbf\x9b",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"\xf4\x90\x80\x80",
        ];
        for bytes in bad {
            let shown = bytes.escape_ascii();
            assert_eq!(events(&[bytes]), [], "{shown}");
            let found = events(&[bytes, b"a b"]);
            assert_eq!(found, [letter('a'), letter(' '), letter('b')], "{shown}");
            assert_eq!(events(&[bytes, "ä".as_bytes()]), [letter('ä')], "{shown}");
            let up = key(KeyCode::Up, KeyModifiers::NONE);
            assert_eq!(events(&[bytes, b"\x1b[A"]), [up], "{shown}");
        }
    }

    #[test]
    fn whatever_comes_the_keyboard_answers_soon() {
        // Each sequence of four of the bytes that mean something.
        let bytes = b"\x1b[]OPMX?0~<;\\\x07\x18\xc3\xa4 q";
        for number in 0..bytes.len().pow(4) {
            let pick = |place: u32| bytes[number / bytes.len().pow(place) % bytes.len()];
            let input = [pick(0), pick(1), pick(2), pick(3)];
            let mut decoder = Decoder::default();
            decoder.take(&input);
            let wait = decoder.wait().unwrap_or(Duration::ZERO);
            assert!(wait <= PASTE_WAIT);
            if !wait.is_zero() {
                decoder.give_up();
            }
            assert_eq!(
                decoder.take(b"j"),
                [letter('j')],
                "{}",
                input.escape_ascii()
            );
        }
    }
}
