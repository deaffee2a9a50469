//! The modes of the terminal that the program switches on and off.

use std::fmt::Write as _;

use crossterm::{
    Command as _, cursor,
    event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange},
    terminal::{EnterAlternateScreen, LeaveAlternateScreen},
};

/// A mode that the program switches on, and off again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    AlternateScreen,
    BracketedPaste,
    FocusReports,
    Mouse,
    HiddenCursor,
}

/// The modes in the order of entering; they are left in the reverse order.
const MODES: [Mode; 5] = [
    Mode::AlternateScreen,
    Mode::BracketedPaste,
    Mode::FocusReports,
    Mode::Mouse,
    Mode::HiddenCursor,
];

impl Mode {
    pub(super) fn enter(self, out: &mut String) -> std::fmt::Result {
        match self {
            Self::AlternateScreen => EnterAlternateScreen.write_ansi(out),
            Self::BracketedPaste => EnableBracketedPaste.write_ansi(out),
            Self::FocusReports => EnableFocusChange.write_ansi(out),
            // Buttons and the wheel only: with reports of movement the program would wake up all
            // the time.
            Self::Mouse => out.write_str("\x1b[?1000h\x1b[?1006h"),
            Self::HiddenCursor => cursor::Hide.write_ansi(out),
        }
    }

    pub(super) fn leave(self, out: &mut String) -> std::fmt::Result {
        match self {
            Self::AlternateScreen => LeaveAlternateScreen.write_ansi(out),
            Self::BracketedPaste => DisableBracketedPaste.write_ansi(out),
            Self::FocusReports => DisableFocusChange.write_ansi(out),
            Self::Mouse => out.write_str("\x1b[?1006l\x1b[?1000l"),
            Self::HiddenCursor => cursor::Show.write_ansi(out),
        }
    }
}

/// What enters all modes, or leaves them; that of the mouse only where it is used.
pub(super) fn sequence(is_entering: bool, mouse: bool) -> String {
    let mut out = String::new();
    let is_used = |mode: &&Mode| mouse || **mode != Mode::Mouse;
    let written: std::fmt::Result = if is_entering {
        MODES
            .iter()
            .filter(is_used)
            .try_for_each(|mode| mode.enter(&mut out))
    } else {
        MODES
            .iter()
            .rev()
            .filter(is_used)
            .try_for_each(|mode| mode.leave(&mut out))
    };
    if written.is_err() {
        out.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sequence;

    #[test]
    fn every_mode_that_is_entered_is_left() {
        let enter = sequence(true, true);
        let leave = sequence(false, true);
        for number in ["1049", "2004", "1004", "1000", "1006"] {
            assert!(
                enter.contains(&format!("?{number}h")),
                "{number} is entered"
            );
            assert!(leave.contains(&format!("?{number}l")), "{number} is left");
        }
        assert!(
            enter.contains("?25l") && leave.contains("?25h"),
            "the cursor comes back"
        );
        assert!(
            !sequence(true, false).contains("1000"),
            "no mouse when it is not wanted"
        );
    }
}
