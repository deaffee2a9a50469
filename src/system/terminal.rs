//! The terminal as this system has it: its bytes, its modes, and writing to it without waiting. On Windows
//! the console has records instead of bytes, which `crossterm` reads.

use std::{fs::File, io};

/// Whether keys come as bytes, which [`read`] gets. Else the console has its own records.
pub(crate) const HAS_BYTES: bool = cfg!(unix);

/// Reads what there is, without a buffer of this program between. None is the end.
///
/// # Errors
///
/// When reading failed, or where the terminal has no bytes.
#[cfg(unix)]
pub(crate) fn read(bytes: &mut [u8]) -> io::Result<usize> {
    Ok(rustix::io::read(io::stdin(), bytes)?)
}

/// Opens the terminal anew, so that writing to it never waits. After `su` that is not allowed.
#[cfg(unix)]
pub(crate) fn open_anew() -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let path = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::open(path, flags, Mode::empty()).ok()?;
    Some(File::from(opened))
}

/// Columns and rows of the terminal that is standard output, where it tells them.
#[cfg(unix)]
pub(crate) fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// Drops the bytes that the system holds for the terminal, so that what is on its way has room.
#[cfg(unix)]
pub(crate) fn drop_unread() {
    let _ = rustix::termios::tcflush(io::stdout(), rustix::termios::QueueSelector::OFlush);
}

/// Gives the terminal the modes back that it had before `work`: a program that was killed may leave them
/// as it wanted them.
#[cfg(unix)]
pub(super) fn keeping_modes<T>(work: impl FnOnce() -> T) -> T {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    let modes = tcgetattr(io::stdin());
    let result = work();
    if let Ok(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
    }
    result
}

/// There are no bytes to read.
#[cfg(windows)]
pub(crate) fn read(_: &mut [u8]) -> io::Result<usize> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Writing always waits.
#[cfg(windows)]
pub(crate) fn open_anew() -> Option<File> {
    None
}

/// `crossterm` asks the console.
#[cfg(windows)]
pub(crate) fn size() -> Option<(u16, u16)> {
    None
}

/// Nothing is held for the console.
#[cfg(windows)]
pub(crate) fn drop_unread() {}

/// Each program sets the modes of the console when it begins to read.
#[cfg(windows)]
pub(super) fn keeping_modes<T>(work: impl FnOnce() -> T) -> T {
    work()
}
