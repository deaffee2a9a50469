//! The shells that complete commands.

use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use crate::document::named_enum;

named_enum! {
    /// A shell.
    pub enum Shell {
        /// Bash.
        Bash = "bash",
        /// Zsh.
        Zsh = "zsh",
        /// Fish.
        Fish = "fish",
        /// PowerShell.
        Powershell = "powershell",
    }
}

impl Shell {
    /// How it asks, and how it is answered.
    pub(super) const fn completer(self) -> &'static dyn EnvCompleter {
        match self {
            Self::Bash => &Bash,
            Self::Zsh => &Zsh,
            Self::Fish => &Fish,
            Self::Powershell => &Powershell,
        }
    }
}
