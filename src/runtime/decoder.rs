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
    /// ESC with `]`, `P`, `_`, `^` or `X`, which BEL or ESC `\` ends: a reply.
    Reply { opener: u8, is_begun: bool },
    /// ESC within a reply.
    ReplyEscape,
    /// A click in the old form, which has three bytes after its letter.
    Click,
    /// A paste between its brackets.
    Paste,
}

/// Makes events of bytes.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// Whether the key is one with Alt.
    is_alt: bool,
    /// The bytes so far of a character, sequence, click or paste.
    held: Vec<u8>,
    events: Vec<Event>,
}

impl Decoder {
    /// Takes bytes, and gives the events that they finish.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Vec<Event> {
        for byte in bytes {
            self.take_byte(*byte);
        }
        mem::take(&mut self.events)
    }

    /// How long to wait for more bytes before calling [`give_up`](Self::give_up); `None` when
    /// nothing is unfinished.
    pub(super) fn wait(&self) -> Option<Duration> {
        match self.state {
            // The next byte decides, whenever it comes.
            State::Ground | State::Character => None,
            State::Reply { is_begun, .. } if !is_begun => Some(KEY_WAIT),
            State::Sequence { .. } if self.held.is_empty() => Some(KEY_WAIT),
            State::Escape { .. } => Some(KEY_WAIT),
            State::Sequence { .. } | State::Reply { .. } | State::ReplyEscape | State::Click => {
                Some(SEQUENCE_WAIT)
            }
            State::Paste => Some(PASTE_WAIT),
        }
    }

    /// Gives up waiting for the rest, and gives the keys that the beginning may be by itself.
    pub(super) fn give_up(&mut self) -> Vec<Event> {
        match self.state {
            State::Escape { is_twice } => {
                for _ in 0..=usize::from(is_twice) {
                    self.press(KeyCode::Esc, KeyModifiers::NONE);
                }
            }
            State::ReplyEscape => self.press(KeyCode::Esc, KeyModifiers::NONE),
            State::Sequence { opener } if self.held.is_empty() => self.press_alt(opener),
            State::Reply { opener, is_begun } if !is_begun => self.press_alt(opener),
            State::Paste => self.end_paste(),
            State::Ground
            | State::Character
            | State::Sequence { .. }
            | State::Reply { .. }
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
            State::Reply { opener, .. } => match byte {
                BELL => self.reset(),
                ESC => self.state = State::ReplyEscape,
                b'\t' | b'\n' | b'\r' | b' '.. => {
                    let is_begun = true;
                    self.state = State::Reply { opener, is_begun };
                }
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
            _ => {
                if is_twice {
                    self.press(KeyCode::Esc, KeyModifiers::NONE);
                }
                match byte {
                    ESC => {}
                    b']' | b'P' | b'_' | b'^' | b'X' => {
                        let (opener, is_begun) = (byte, false);
                        self.state = State::Reply { opener, is_begun };
                    }
                    _ => {
                        self.is_alt = true;
                        self.take_plain(byte);
                    }
                }
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
mod tests;
