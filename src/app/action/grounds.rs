//! Which action is about which ground of a letter.

use super::Action;
use crate::content::language::Ground;

impl Action {
    /// The action that takes a ground into a letter, or out of it.
    pub const fn of_ground(ground: Ground) -> Self {
        match ground {
            Ground::Profession => Self::GroundProfession,
            Ground::Children => Self::GroundChildren,
            Ground::Health => Self::GroundHealth,
            Ground::CreativeWork => Self::GroundCreativeWork,
            Ground::Safety => Self::GroundSafety,
        }
    }

    /// The ground that the action is about.
    pub fn ground(self) -> Option<Ground> {
        let is_it = |ground: &Ground| Self::of_ground(*ground) == self;
        Ground::ALL.iter().copied().find(is_it)
    }
}
