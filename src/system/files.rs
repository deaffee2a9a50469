//! Files that somebody else wrote or reads: opened with care, bounded in size.

pub mod guides;
pub mod picture;
pub(crate) mod regular;
pub mod small;
pub mod texts;
