//! Where an account lives, and what sort of account it is.

use crate::document::named_enum;

named_enum! {
    /// Where the account lives.
    pub enum Platform {
        /// Facebook.
        Facebook = "facebook",
        /// Instagram.
        Instagram = "instagram",
        /// Threads.
        Threads = "threads",
        /// Messenger.
        Messenger = "messenger",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// The Meta AI app.
        MetaAi = "meta-ai",
        /// No platform: a person whom others post about.
        None = "none",
    }
}

impl Platform {
    /// The name as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Threads => "Threads",
            Self::Messenger => "Messenger",
            Self::Whatsapp => "WhatsApp",
            Self::MetaAi => "Meta AI",
            Self::None => "No account",
        }
    }

    /// Two letters that stand for it where there is little room.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Facebook => "FB",
            Self::Instagram => "IG",
            Self::Threads => "TH",
            Self::Messenger => "MS",
            Self::Whatsapp => "WA",
            Self::MetaAi => "AI",
            Self::None => "--",
        }
    }

    /// A guide's title without this platform's name in front, for screens that show that already.
    pub fn title_here(self, title: &str) -> String {
        let rest = title
            .strip_prefix(self.title())
            .map(|rest| rest.strip_prefix(" app").unwrap_or(rest))
            .and_then(|rest| rest.strip_prefix(": "));
        let mut letters = rest.unwrap_or(title).chars();
        let mut shown: String = letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().collect());
        shown.push_str(letters.as_str());
        shown
    }

    /// Whether an Accounts Center can hold such an account, so that one objection may cover it
    /// together with others.
    pub const fn is_in_accounts_center(self) -> bool {
        match self {
            Self::Facebook | Self::Instagram | Self::Threads | Self::Messenger | Self::MetaAi => {
                true
            }
            Self::Whatsapp | Self::None => false,
        }
    }
}

named_enum! {
    /// Where a step is done.
    pub enum Device {
        /// In a browser.
        Web = "web",
        /// In the app.
        App = "app",
        /// In either.
        Either = "either",
    }
}

named_enum! {
    /// What sort of account it is.
    pub enum Kind {
        /// A person's own.
        Personal = "personal",
        /// A business or creator account.
        Professional = "professional",
        /// A Facebook Page, which cannot object itself.
        Page = "page",
        /// A child's or teen's own.
        Minor = "minor",
        /// A person without an account.
        NoAccount = "no-account",
    }
}

impl Kind {
    /// The kinds that an account on a platform may have.
    pub const ON_PLATFORM: [Self; 4] =
        [Self::Personal, Self::Professional, Self::Page, Self::Minor];

    /// The platform and the kind of an account as one answer: who has no account has no platform,
    /// and the other way round, whichever of the two says so.
    pub fn with(self, platform: Platform) -> (Platform, Self) {
        if platform == Platform::None || self == Self::NoAccount {
            (Platform::None, Self::NoAccount)
        } else {
            (platform, self)
        }
    }

    /// Whether what is for these kinds is for this one; none stand for all. What is for personal
    /// accounts is for those of minors too.
    pub fn is_among(self, kinds: &[Self]) -> bool {
        kinds.is_empty()
            || kinds.contains(&self)
            || self == Self::Minor && kinds.contains(&Self::Personal)
    }

    /// The name as people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Professional => "professional",
            Self::Page => "Page",
            Self::Minor => "under 18",
            Self::NoAccount => "no account",
        }
    }
}
