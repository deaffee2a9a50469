//! The backend of `ratatui`: that of crossterm for the cursor, and the size of the window, which has an upper
//! bound. What a frame shows is written by [`paint`](super::paint).

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use crate::system::terminal;

/// Collects the bytes of a frame, which are sent in one write.
#[derive(Debug, Clone, Default)]
pub(super) struct FrameBuffer(pub(super) Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Upper bound of the width, in columns.
const WIDEST: u16 = 2_000;

/// Upper bound of the size, in cells, beyond that of any real screen. A terminal may report up to
/// 65535 × 65535 cells, and `ratatui` allocates memory for each.
const MOST_CELLS: u32 = 400_000;

/// The terminal's window, or the top left part of one beyond the bounds.
#[derive(Debug)]
pub(super) struct Window<W: Write> {
    inner: CrosstermBackend<W>,
    /// Columns and rows where the terminal says that it has none.
    unknown: (u16, u16),
    /// Whether the cursor is known to be hidden; `ratatui` hides it with each frame.
    is_hidden: bool,
}

impl<W: Write> Window<W> {
    pub(super) fn new(out: W, unknown: (u16, u16)) -> Self {
        Self {
            inner: CrosstermBackend::new(out),
            unknown,
            is_hidden: false,
        }
    }
}

/// The size, or what stands in for a part that the terminal does not know, as on a serial line.
fn known(size: Size, unknown: (u16, u16)) -> Size {
    let or = |told, other| if told == 0 { other } else { told };
    Size {
        width: or(size.width, unknown.0),
        height: or(size.height, unknown.1),
    }
}

fn bounded(size: Size) -> Size {
    let width = size.width.min(WIDEST);
    let rows = MOST_CELLS / u32::from(width.max(1));
    Size {
        width,
        height: size.height.min(u16::try_from(rows).unwrap_or(u16::MAX)),
    }
}

impl<W: Write> Backend for Window<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, _: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // `paint` has written it.
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.is_hidden {
            return Ok(());
        }
        self.is_hidden = true;
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.is_hidden = false;
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // All is written anew, as something else may have written there.
        self.is_hidden = false;
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        // crossterm opens the terminal anew for that, at each frame.
        let size = match terminal::size() {
            Some((width, height)) => Size { width, height },
            None => self.inner.size()?,
        };
        Ok(bounded(known(size, self.unknown)))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend as _, ClearType};

    use super::{FrameBuffer, Size, Window, bounded, known};

    #[test]
    fn the_cursor_is_hidden_once_until_it_may_be_seen_again() {
        let out = FrameBuffer::default();
        let mut window = Window::new(out.clone(), (80, 24));
        let mut hide = |between: fn(&mut Window<FrameBuffer>)| {
            between(&mut window);
            out.0.borrow_mut().clear();
            window.hide_cursor().unwrap();
            String::from_utf8(out.0.take()).unwrap()
        };
        assert_eq!(hide(|_| ()), "\x1b[?25l");
        assert_eq!(hide(|_| ()), "");
        assert_eq!(hide(|window| window.show_cursor().unwrap()), "\x1b[?25l");
        // When everything is drawn anew, something else may have shown it.
        let clear = |window: &mut Window<_>| window.clear_region(ClearType::All).unwrap();
        assert_eq!(hide(clear), "\x1b[?25l");
    }

    #[test]
    fn a_window_of_unknown_size_has_that_of_the_environment() {
        let size = |width, height| {
            let size = known(Size { width, height }, (90, 30));
            (size.width, size.height)
        };
        assert_eq!(size(0, 0), (90, 30));
        assert_eq!(size(100, 0), (100, 30));
        assert_eq!(size(1, 1), (1, 1));
    }

    #[test]
    fn a_window_is_as_large_as_it_says_unless_no_screen_is() {
        for (width, height) in [(80, 24), (0, 0), (1, 1), (1_280, 300), (2_000, 200)] {
            let size = Size { width, height };
            assert_eq!(bounded(size), size);
        }
        let most = |width, height| {
            let size = bounded(Size { width, height });
            (size.width, size.height)
        };
        assert_eq!(most(u16::MAX, u16::MAX), (2_000, 200));
        assert_eq!(most(10, u16::MAX), (10, 40_000));
    }
}
