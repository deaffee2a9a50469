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
