//! What a route is for.

use crate::document::named_enum;

named_enum! {
    /// What a route is for.
    pub enum Goal {
        /// Object to training on one's own content.
        Object = "object",
        /// Remind, complain.
        FollowUp = "follow-up",
        /// Settings that expose less.
        Protect = "protect",
        /// Ask about one's data that Meta got elsewhere.
        ThirdParty = "third-party",
    }
}

impl Goal {
    /// The goal as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Object => "Object to AI training",
            Self::FollowUp => "Follow up with Meta",
            Self::Protect => "Expose less",
            Self::ThirdParty => "Third-party data",
        }
    }

    /// Whether one route to it is enough. Settings add up: each of them exposes less.
    pub const fn has_alternatives(self) -> bool {
        match self {
            Self::Object | Self::FollowUp | Self::ThirdParty => true,
            Self::Protect => false,
        }
    }

    /// Whether such a guide may say that it is optional, as third-party and protect guides are.
    pub const fn is_usually_optional(self) -> bool {
        match self {
            Self::Protect | Self::ThirdParty => true,
            Self::Object | Self::FollowUp => false,
        }
    }
}
