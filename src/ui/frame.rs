//! What the parts of the screen share: how wide and how high a window must be for what.

/// From this width on the detail stands beside the steps.
pub(super) const TWO_PANES: u16 = 60;
/// From this width on the accounts stay visible.
pub(super) const THREE_PANES: u16 = 100;
/// From this height on, header, status and keys have a row each.
pub(super) const ROOMY: u16 = 8;

/// Rows that the frame takes in a window of this height.
pub(super) fn rows(height: u16) -> u16 {
    match height {
        0 | 1 => 0,
        2 => 1,
        3..ROOMY => 2,
        ROOMY.. => 3,
    }
}
