//! The actions that toggle the grounds of a letter.

use super::Action;
use crate::content::language::Ground;

impl Action {
    /// The action that toggles a ground.
    pub const fn of_ground(ground: Ground) -> Self {
        match ground {
            Ground::Profession => Self::GroundProfession,
            Ground::Children => Self::GroundChildren,
            Ground::Health => Self::GroundHealth,
            Ground::CreativeWork => Self::GroundCreativeWork,
            Ground::Safety => Self::GroundSafety,
        }
    }

    /// The ground that the action toggles; `None` for other actions.
    pub fn ground(self) -> Option<Ground> {
        let is_it = |ground: &Ground| Self::of_ground(*ground) == self;
        Ground::ALL.iter().copied().find(is_it)
    }
}
