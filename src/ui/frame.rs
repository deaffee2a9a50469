//! The layout breakpoints: the window sizes at which parts of the screen appear.

/// The least width of Home for columns, in columns of the window.
pub(super) const WITH_COLUMNS: u16 = 60;
/// The least width of Home for the board, in columns.
pub(super) const WITH_BOARD: u16 = 110;
/// The least width for the detail beside the steps, in columns.
pub(super) const TWO_PANES: u16 = 60;
/// The least width for the accounts beside these, in columns.
pub(super) const THREE_PANES: u16 = 100;
/// The width of the pane of accounts there, with its vertical line.
pub(super) const ACCOUNTS: u16 = 26;
/// The columns of a vertical line and of the blank beside it.
pub(super) const PILLAR: u16 = 2;
/// The least height at which header, status and key hints have a row each.
pub(super) const ROOMY: u16 = 8;

/// The number of rows of header and footer in a window of this height.
pub(super) fn rows(height: u16) -> u16 {
    match height {
        0 | 1 => 0,
        2 => 1,
        3..ROOMY => 2,
        ROOMY.. => 3,
    }
}
