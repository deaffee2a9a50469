//! Sending a sequence through GNU screen to the terminal around it.

/// GNU screen passes on at most 768 bytes at once, and older versions fewer.
const PIECE: usize = 240;

/// The sequence in pieces that GNU screen passes on to its own terminal as they are (`DCS`), instead of
/// taking it for its own. None of them may hold the end of such a piece, so the sequence ends with BEL.
pub(super) fn through_screen(sequence: &str) -> String {
    let mut out = String::new();
    let whole = match sequence.strip_suffix("\x1b\\") {
        Some(body) => format!("{body}\x07"),
        None => sequence.to_owned(),
    };
    let mut rest = whole.as_str();
    while !rest.is_empty() {
        let (piece, next) = rest.split_at(rest.floor_char_boundary(PIECE));
        out.push_str("\x1bP");
        out.push_str(piece);
        out.push_str("\x1b\\");
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::through_screen;

    #[test]
    fn screen_gets_pieces_that_it_passes_on_whole() {
        let body = format!("\x1b]52;c;{}", "QUJD".repeat(1000));
        let sent = through_screen(&format!("{body}\x1b\\"));
        let mut passed = String::new();
        for piece in sent.split_inclusive("\x1b\\") {
            assert!(piece.len() < 256, "{}", piece.len());
            let piece = piece.strip_prefix("\x1bP").unwrap();
            passed.push_str(piece.strip_suffix("\x1b\\").unwrap());
        }
        assert_eq!(passed, format!("{body}\x07"));
    }
}
