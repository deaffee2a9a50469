//! The options that hold for the checklist and for every command.

use std::path::PathBuf;

use clap::Args;

use super::value::one_of;
use crate::{
    document::named_enum,
    system::{environment::Environment, paths::Asked},
};

/// What holds for the checklist and for every command.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GlobalOptions {
    /// The folder where your accounts are kept
    #[arg(long, global = true, display_order = 90, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// The folder of config.toml and of your own guides
    #[arg(long, global = true, display_order = 90, value_name = "DIR")]
    pub config_dir: Option<PathBuf>,

    /// Look around with made-up accounts; nothing is read or kept
    #[arg(long)]
    pub demo: bool,

    /// A dialogue in lines of text, for screen readers, braille and pipes
    #[arg(long)]
    pub plain: bool,

    /// Draw with plain ASCII characters
    #[arg(long)]
    pub ascii: bool,

    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,

    /// When the checklist uses colours; commands use none
    #[arg(long, global = true, display_order = 90, value_name = "WHEN", default_value = "auto", value_parser = one_of(Color::NAMES))]
    pub color: Color,
}

/// The values without any option.
impl Default for GlobalOptions {
    fn default() -> Self {
        Self {
            data_dir: None,
            config_dir: None,
            demo: false,
            plain: false,
            ascii: false,
            no_mouse: false,
            color: Color::Auto,
        }
    }
}

impl GlobalOptions {
    /// The folders that the options name.
    pub fn asked(&self) -> Asked {
        Asked {
            data: self.data_dir.clone(),
            config: self.config_dir.clone(),
        }
    }

    /// Whether the screen uses colours.
    pub fn uses_colours(&self, environment: &Environment) -> bool {
        match self.color {
            Color::Auto => environment.no_color.is_none(),
            Color::Always => true,
            Color::Never => false,
        }
    }
}

named_enum! {
    /// When to use colours.
    pub enum Color {
        /// On a terminal, unless `NO_COLOR` is set.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}
