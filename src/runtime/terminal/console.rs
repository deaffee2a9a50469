//! The console of Windows, which has to be told in calls of its own what a terminal reads as sequences: that
//! it reads sequences at all, and that clicks are wanted.

use std::io;

use crossterm::{
    event::{DisableMouseCapture, EnableFocusChange, EnableMouseCapture},
    execute,
};

use crate::system::terminal::HAS_BYTES;

/// Prepares the console. Nothing is to be done where the terminal has bytes.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    if HAS_BYTES {
        return Ok(());
    }
    // The first sequence makes crossterm ask the console to read them.
    execute!(io::stdout(), EnableFocusChange)?;
    if mouse {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the console its mouse back.
pub(super) fn leave() {
    if !HAS_BYTES {
        // This fails where it was never taken.
        let _ = execute!(io::stdout(), DisableMouseCapture);
    }
}
