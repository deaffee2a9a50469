//! A text over the screen that is read and scrolled.

/// How far such a text was read. What it says is put together when it is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Lines that were scrolled away.
    pub scroll: usize,
}
