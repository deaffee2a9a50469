//! What the sequences of terminals mean: xterm's and those of the Linux console, rxvt and kitty.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// The event of a whole sequence; `None` for a reply and for what nobody knows.
pub(super) fn event(opener: u8, held: &[u8], last: u8) -> Option<Event> {
    let text = str::from_utf8(held).ok()?;
    if let Some(click) = text.strip_prefix('<') {
        let mut numbers = click.split(';').map(|number| number.parse().ok());
        let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let is_release = match last {
            b'M' => false,
            b'm' => true,
            _ => return None,
        };
        return mouse(button, column, row, is_release);
    }
    if text == "[" {
        let number = last.wrapping_sub(b'A').wrapping_add(1);
        return (1..=5)
            .contains(&number)
            .then(|| Event::Key(KeyCode::F(number).into()));
    }
    // `?`, `>`, `=` and what stands between the numbers and the last byte are of replies.
    if !held.iter().all(|byte| matches!(byte, b'0'..=b';')) {
        return None;
    }
    // Numbers are separated by `;`, and what belongs to one by `:`.
    let number = |index: usize, part: usize| -> Option<u32> {
        let number = text.split(';').nth(index)?.split(':').nth(part)?;
        number.parse().ok()
    };
    let mut modifiers = modifiers(number(1, 0).unwrap_or(1));
    let code = match (opener, last) {
        (b'[', b'I') if text.is_empty() => return Some(Event::FocusGained),
        (b'[', b'O') if text.is_empty() => return Some(Event::FocusLost),
        (b'[', b'Z') => {
            modifiers |= KeyModifiers::SHIFT;
            KeyCode::BackTab
        }
        (b'[', b'u') => {
            let is_shift = modifiers.contains(KeyModifiers::SHIFT);
            let shifted = number(0, 1).filter(|_| is_shift);
            of_code(shifted.or(number(0, 0))?, is_shift)?
        }
        // xterm's older form of the same.
        (b'[', b'~') if number(0, 0) == Some(27) => {
            of_code(number(2, 0)?, modifiers.contains(KeyModifiers::SHIFT))?
        }
        (b'[', b'~') => of_number(u8::try_from(number(0, 0)?).ok()?)?,
        // The keys at the side, after a program that has left them so.
        (b'O', b'M') => KeyCode::Enter,
        (b'O', b'j'..=b'y') => KeyCode::Char(char::from(last - b'j' + b'*')),
        // After `[` it is the position of the cursor.
        (b'O', b'R') => KeyCode::F(3),
        _ if number(0, 0).unwrap_or(1) != 1 && opener == b'[' => return None,
        (_, b'A') => KeyCode::Up,
        (_, b'B') => KeyCode::Down,
        (_, b'C') => KeyCode::Right,
        (_, b'D') => KeyCode::Left,
        (_, b'F') => KeyCode::End,
        (_, b'H') => KeyCode::Home,
        (_, b'P') => KeyCode::F(1),
        (_, b'Q') => KeyCode::F(2),
        (_, b'S') => KeyCode::F(4),
        _ => return None,
    };
    let kind = match number(1, 1) {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    Some(Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
}

/// The modifiers as terminals count them, from 1.
fn modifiers(number: u32) -> KeyModifiers {
    let all = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    let bits = number.saturating_sub(1);
    let held = all.iter().enumerate();
    held.filter(|(bit, _)| bits >> bit & 1 == 1)
        .map(|(_, modifier)| *modifier)
        .collect()
}

/// The key of ESC [ NUMBER ~.
fn of_number(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23 | 24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The key of ESC [ CODE u, which programs ask for and may leave on: the character, or a number of
/// kitty's list for the keys at the side.
fn of_code(code: u32, is_shift: bool) -> Option<KeyCode> {
    const SIDE: [KeyCode; 10] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    Some(match code {
        9 if is_shift => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 57_414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57_399..=57_413 => KeyCode::Char("0123456789./*-+".chars().nth(code as usize - 57_399)?),
        57_417..=57_426 => *SIDE.get(code as usize - 57_417)?,
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(code).filter(|letter| !letter.is_control())?),
    })
}

/// Of the mouse, what the program hears: the left button let go, and the wheel. Shift, Alt and Ctrl
/// make no difference. The old form does not say which button is let go.
pub(super) fn mouse(button: u32, column: u32, row: u32, is_release: bool) -> Option<Event> {
    let kind = match (button & !0b1_1100, is_release) {
        (0, true) | (3, false) => MouseEventKind::Up(MouseButton::Left),
        (64, false) => MouseEventKind::ScrollUp,
        (65, false) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    Some(Event::Mouse(MouseEvent {
        kind,
        column: cell(column)?,
        row: cell(row)?,
        modifiers: KeyModifiers::NONE,
    }))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{
        Event, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
    };

    use super::super::{
        Decoder, SEQUENCE_WAIT,
        tests::{events, key, letter},
    };

    #[test]
    fn keys_are_what_terminals_send_for_them() {
        use KeyCode::{
            BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left,
            PageDown, PageUp, Right, Tab, Up,
        };
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const ALT: KeyModifiers = KeyModifiers::ALT;
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        let keys: &[(&str, KeyCode, KeyModifiers)] = &[
            ("q", Char('q'), NONE),
            ("Q", Char('Q'), NONE),
            (" ", Char(' '), NONE),
            ("~", Char('~'), NONE),
            ("ä", Char('ä'), NONE),
            ("€", Char('€'), NONE),
            ("😀", Char('😀'), NONE),
            ("\r", Enter, NONE),
            ("\t", Tab, NONE),
            ("\x7f", Backspace, NONE),
            ("\x1b", Esc, NONE),
            ("\0", Char(' '), CTRL),
            ("\x01", Char('a'), CTRL),
            ("\x03", Char('c'), CTRL),
            ("\x08", Char('h'), CTRL),
            ("\n", Char('j'), CTRL),
            ("\x1a", Char('z'), CTRL),
            ("\x1c", Char('4'), CTRL),
            ("\x1f", Char('7'), CTRL),
            ("\x1bq", Char('q'), ALT),
            ("\x1bä", Char('ä'), ALT),
            ("\x1b\r", Enter, ALT),
            ("\x1b\x7f", Backspace, ALT),
            ("\x1b\\", Char('\\'), ALT),
            ("\x1b[A", Up, NONE),
            ("\x1b[B", Down, NONE),
            ("\x1b[C", Right, NONE),
            ("\x1b[D", Left, NONE),
            ("\x1b[F", End, NONE),
            ("\x1b[H", Home, NONE),
            ("\x1bOA", Up, NONE),
            ("\x1bOF", End, NONE),
            ("\x1bOH", Home, NONE),
            ("\x1bOP", F(1), NONE),
            ("\x1bOR", F(3), NONE),
            ("\x1bOS", F(4), NONE),
            ("\x1bOM", Enter, NONE),
            ("\x1bOp", Char('0'), NONE),
            ("\x1bOy", Char('9'), NONE),
            ("\x1bOk", Char('+'), NONE),
            ("\x1b[1;5C", Right, CTRL),
            ("\x1b[1;2A", Up, SHIFT),
            ("\x1b[1;3A", Up, ALT),
            ("\x1b[1;2P", F(1), SHIFT),
            ("\x1bO1;2R", F(3), SHIFT),
            ("\x1b[Z", BackTab, SHIFT),
            ("\x1b[1~", Home, NONE),
            ("\x1b[2~", Insert, NONE),
            ("\x1b[3~", Delete, NONE),
            ("\x1b[3;5~", Delete, CTRL),
            ("\x1b[4~", End, NONE),
            ("\x1b[5~", PageUp, NONE),
            ("\x1b[6~", PageDown, NONE),
            ("\x1b[7~", Home, NONE),
            ("\x1b[8~", End, NONE),
            ("\x1b[11~", F(1), NONE),
            ("\x1b[15~", F(5), NONE),
            ("\x1b[17~", F(6), NONE),
            ("\x1b[21~", F(10), NONE),
            ("\x1b[24~", F(12), NONE),
            ("\x1b[[A", F(1), NONE),
            ("\x1b[[E", F(5), NONE),
            // macOS' Terminal: Option with an arrow.
            ("\x1b\x1b[A", Up, ALT),
            ("\x1b\x1bOA", Up, ALT),
            ("\x1b\x1b[1;3A", Up, ALT),
            ("\x1b\x1b[5~", PageUp, ALT),
            // kitty's form, and xterm's older one.
            ("\x1b[113u", Char('q'), NONE),
            ("\x1b[97;5u", Char('a'), CTRL),
            ("\x1b[97:65;2u", Char('A'), SHIFT),
            ("\x1b[228u", Char('ä'), NONE),
            ("\x1b[27u", Esc, NONE),
            ("\x1b[27;1:1u", Esc, NONE),
            ("\x1b[13;2u", Enter, SHIFT),
            ("\x1b[9;2u", BackTab, SHIFT),
            ("\x1b[127;3u", Backspace, ALT),
            ("\x1b[57400u", Char('1'), NONE),
            ("\x1b[57413u", Char('+'), NONE),
            ("\x1b[57414u", Enter, NONE),
            ("\x1b[57419u", Up, NONE),
            ("\x1b[57426u", Delete, NONE),
            ("\x1b[27;5;97~", Char('a'), CTRL),
            ("\x1b[27;2;9~", BackTab, SHIFT),
        ];
        for (bytes, code, modifiers) in keys {
            let (bytes, expected) = (bytes.as_bytes(), key(*code, *modifiers));
            let shown = bytes.escape_ascii();
            for place in 0..=bytes.len() {
                let (head, tail) = bytes.split_at(place);
                let found = events(&[head, tail]);
                assert_eq!(found, std::slice::from_ref(&expected), "{shown} at {place}");
            }
        }
        let nothing = [
            "\x1b[57441u",
            "\x1b[57358u",
            "\x1b[1u",
            "\x1b[u",
            "\x1b[99999999999u",
            "\x1b[25~",
            "\x1b[0~",
            "\x1b[300~",
            "\x1b[~",
            "\x1b[201~",
            "\x1b[E",
            "\x1b[5A",
            "\x1bOz",
            "\x1b[[F",
            "\x1b[[~",
        ];
        for bytes in nothing {
            let shown = bytes.escape_debug();
            assert_eq!(events(&[bytes, "q"]), [letter('q')], "{shown}");
        }
        let kinds = [
            ("\x1b[97;1:2u", KeyEventKind::Repeat),
            ("\x1b[97;1:3u", KeyEventKind::Release),
            ("\x1b[1;1:3A", KeyEventKind::Release),
        ];
        for (bytes, kind) in kinds {
            let found = events(&[bytes]);
            assert!(
                matches!(found.as_slice(), [Event::Key(key)] if key.kind == kind),
                "{found:?}"
            );
        }
    }

    #[test]
    fn clicks_and_the_wheel_are_heard_and_moves_are_not() {
        let up = MouseEventKind::Up(MouseButton::Left);
        let heard = [
            ("\x1b[<0;5;3m", up),
            ("\x1b[<16;5;3m", up),
            ("\x1b[<64;5;3M", MouseEventKind::ScrollUp),
            ("\x1b[<65;5;3M", MouseEventKind::ScrollDown),
            ("\x1b[M#%#", up),
            ("\x1b[M`%#", MouseEventKind::ScrollUp),
        ];
        for (bytes, kind) in heard {
            for place in 0..=bytes.len() {
                let (head, tail) = bytes.split_at(place);
                let found = events(&[head, tail]);
                let [Event::Mouse(mouse)] = found.as_slice() else {
                    panic!("{bytes:?} at {place}: {found:?}");
                };
                assert_eq!((mouse.kind, mouse.column, mouse.row), (kind, 4, 2));
            }
        }
        for bytes in [
            "\x1b[<0;5;3M",
            "\x1b[<2;5;3m",
            "\x1b[<35;5;3M",
            "\x1b[<0;5m",
            "\x1b[<0;99999;3m",
            "\x1b[<m",
            "\x1b[M %#",
            "\x1b[32;5;3M",
        ] {
            let shown = bytes.escape_debug();
            assert_eq!(events(&[bytes, "q"]), [letter('q')], "{shown}");
        }
        assert_eq!(
            events(&["\x1b[I\x1b[O"]),
            [Event::FocusGained, Event::FocusLost]
        );
    }

    #[test]
    fn alt_with_what_begins_a_reply_is_a_key_after_a_short_wait() {
        for opener in ['[', 'O', ']', 'P', '_', '^', 'X'] {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.take(format!("\x1b{opener}").as_bytes()), []);
            assert!(decoder.wait().is_some_and(|it| it < SEQUENCE_WAIT));
            let alt = key(KeyCode::Char(opener), KeyModifiers::ALT);
            assert_eq!(decoder.give_up(), [alt], "{opener}");
            assert_eq!(decoder.take(b"q"), [letter('q')], "{opener}");
        }
    }

    #[test]
    fn esc_twice_is_esc_twice() {
        let esc = key(KeyCode::Esc, KeyModifiers::NONE);
        assert_eq!(events(&["\x1b\x1b"]), [esc.clone(), esc.clone()]);
        assert_eq!(events(&["\x1b\x1b\x1b"]), vec![esc.clone(); 3]);
        let alt_q = key(KeyCode::Char('q'), KeyModifiers::ALT);
        assert_eq!(events(&["\x1b\x1bq"]), [esc, alt_q]);
    }
}
