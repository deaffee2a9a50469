//! Replies and keys, each also in pieces.

use std::time::Duration;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use super::{Decoder, MOST_PASTED, PASTE_WAIT, SEQUENCE_WAIT};

/// What terminals answer to other programs' questions, and what they tell by themselves.
const REPLIES: &[&str] = &[
    // Device attributes.
    "\x1b[?1;2c",
    "\x1b[?62;1;2;4;6;9;15;22c",
    "\x1b[?65;1;9c",
    "\x1b[0c",
    "\x1b[>0;276;0c",
    "\x1b[>41;390;0c",
    "\x1b[>1;4000;0c",
    "\x1b[=0c",
    "\x1bP!|00000000\x1b\\",
    "\x1bP!|7E565445\x1b\\",
    // The name of the terminal.
    "\x1bP>|tmux 3.4\x1b\\",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1bP>|kitty(0.36.4)\x1b\\",
    // State, position of the cursor, printer, keyboard, locator.
    "\x1b[0n",
    "\x1b[3n",
    "\x1b[12;40R",
    "\x1b[1;1R",
    "\x1b[1;5R",
    "\x1b[?6;1R",
    "\x1b[?12;40;1R",
    "\x1b[?10n",
    "\x1b[?12n",
    "\x1b[?13n",
    "\x1b[?20n",
    "\x1b[?27;1;0;0n",
    "\x1b[?50n",
    "\x1b[?57;1n",
    "\x1b[1;4;12;40;0&w",
    // Modes, and what the keyboard is asked to send.
    "\x1b[?2026;2$y",
    "\x1b[?2004;1$y",
    "\x1b[4;2$y",
    "\x1b[?0u",
    "\x1b[?31u",
    "\x1b[>4;2m",
    // Colour scheme, sizes, the window, graphics.
    "\x1b[?997;1n",
    "\x1b[?997;2n",
    "\x1b[48;24;80;480;800t",
    "\x1b[8;24;80t",
    "\x1b[4;480;800t",
    "\x1b[6;20;10t",
    "\x1b[9;50;200t",
    "\x1b[3;10;20t",
    "\x1b[1t",
    "\x1b]lbash\x1b\\",
    "\x1b]l bash\x1b\\",
    "\x1b]Lq d y\x1b\\",
    "\x1b[?1;3;256S",
    "\x1b[?2;0;800;480S",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b_Gi=31;ENOENT:No such file\x1b\\",
    // Colours.
    "\x1b]11;rgb:0b0b/0b0b/0b0b\x07",
    "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]12;rgba:ffff/0000/0000/8000\x07",
    "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    "\x1b]4;0;rgb:00/00/00;1;rgb:80/00/00\x07",
    "\x1b]21;foreground=rgb:ff/ff/ff\x1b\\",
    // The clipboard, notifications, what iTerm2 tells.
    "\x1b]52;c;YnM=\x1b\\",
    "\x1b]52;c;!\x07",
    "\x1b]99;i=1:p=?;p=title,body\x1b\\",
    "\x1b]1337;ReportCellSize=18.0;8.0;2.0\x1b\\",
    "\x1b]1337;Capabilities=T3CwLrMSc\x07",
    "\x1b]7;file:///home/q\x07",
    "\x1b]133;A\x07",
    // Settings and terminfo.
    "\x1bP1$r0 q\x1b\\",
    "\x1bP1$r0;4;38:5:12m\x1b\\",
    "\x1bP0$r\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP0+r\x1b\\",
    "\x1bP1!~1A2B\x1b\\",
    "\x1bP1$u1;1;1;@;@;@;0;2;@;BB%5%5\x1b\\",
    "\x1bP2$u9/17/25\x1b\\",
    "\x1b[2;1;1;128;128;1;0x",
    // What nobody sends, in the two forms that are left, and words of several bytes.
    "\x1b^q d y\x1b\\",
    "\x1bXq d y\x1b\\",
    "\x1b]2;Grüße, мир, 你好\x1b\\",
    "\x1b]0;two\r\nlines\t\x07",
];

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn letter(letter: char) -> Event {
    key(KeyCode::Char(letter), KeyModifiers::NONE)
}

/// The events of bytes that come in pieces, and of what is then given up.
fn events<Piece: AsRef<[u8]>>(pieces: &[Piece]) -> Vec<Event> {
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
    assert!(REPLIES.len() >= 60);
    for reply in REPLIES.iter().map(|reply| reply.as_bytes()) {
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
    for reply in REPLIES.iter().map(|reply| reply.as_bytes()) {
        for place in 3..reply.len() {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.take(&reply[..place]), []);
            let shown = reply[..place].escape_ascii().to_string();
            let Some(wait) = decoder.wait() else {
                panic!("{shown} would wait for ever");
            };
            assert!(wait <= SEQUENCE_WAIT, "{shown}");
            // At once for Ctrl-C.
            let ctrl_c = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
            let mut other = Decoder::default();
            other.take(&reply[..place]);
            let is_escape = shown.ends_with("\\x1b");
            if !is_escape {
                assert_eq!(other.take(b"\x03 "), [ctrl_c, letter(' ')], "{shown}");
                assert_eq!(decoder.give_up(), [], "{shown}");
            } else {
                decoder.give_up();
            }
            assert_eq!(decoder.take(b" "), [letter(' ')], "{shown}");
            assert_eq!(decoder.wait(), None);
        }
    }
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
fn keys_are_what_terminals_send_for_them() {
    use KeyCode::{
        BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown,
        PageUp, Right, Tab, Up,
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
fn esc_twice_is_esc_twice() {
    let esc = key(KeyCode::Esc, KeyModifiers::NONE);
    assert_eq!(events(&["\x1b\x1b"]), [esc.clone(), esc.clone()]);
    assert_eq!(events(&["\x1b\x1b\x1b"]), vec![esc.clone(); 3]);
    let alt_q = key(KeyCode::Char('q'), KeyModifiers::ALT);
    assert_eq!(events(&["\x1b\x1bq"]), [esc, alt_q]);
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
    let bad: [&[u8]; 12] = [
        b"\xe4",
        b"\xc3",
        b"\xf0\x9f",
        b"\xe4\xf6\xfc",
        b"\x80",
        b"\xbf\x9b",
        b"\xff\xfe",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xf0\x9f\x98",
        b"\xe2\x82",
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
