//! What the parts of the screen share: from which width on there are how many panes.

/// From this width on the detail stands beside the steps.
pub(super) const TWO_PANES: u16 = 60;
/// From this width on the accounts stay visible.
pub(super) const THREE_PANES: u16 = 100;
