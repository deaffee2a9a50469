//! The guide files that are checked, and how severe a mistake is.

use crate::{
    catalog::SHIPPED,
    content::guide::Origin,
    document::{Rule, named_enum},
    text::{self, Clean},
};

named_enum! {
    /// How severe a mistake is.
    pub enum Severity {
        /// It has to be mended.
        Error = "error",
        /// It should be looked at; a check that finds only such passes.
        Warning = "warning",
        /// Nothing is wrong; good to know.
        Note = "note",
    }
}

/// The severity of a rule. A check does not fail because of what comes with time alone, or of what
/// only reads badly.
pub const fn severity(rule: Rule) -> Severity {
    match rule {
        Rule::File
        | Rule::Syntax
        | Rule::UnknownKey
        | Rule::Missing
        | Rule::Value
        | Rule::Text
        | Rule::Source
        | Rule::Link
        | Rule::Superseded
        | Rule::Twice
        | Rule::Id
        | Rule::Region
        | Rule::Authority
        | Rule::Letter
        | Rule::NewerFormat => Severity::Error,
        Rule::Country
        | Rule::Stale
        | Rule::Long
        | Rule::Plain
        | Rule::Path
        | Rule::OlderFormat
        | Rule::Copy
        | Rule::Mode
        | Rule::Due
        | Rule::LeftOver => Severity::Warning,
        Rule::Step | Rule::More => Severity::Note,
    }
}

/// A guide file to be checked.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The path of the file.
    pub name: Clean,
    /// Its text, or why it could not be read.
    pub text: Result<String, String>,
    /// Whose it is.
    pub origin: Origin,
}

/// The shipped guides.
pub fn shipped() -> Vec<Sheet> {
    let sheet = |(name, source): &(&str, &str)| Sheet {
        name: text::line(&format!("guides/{name}")),
        text: Ok((*source).to_owned()),
        origin: Origin::Shipped,
    };
    SHIPPED.iter().map(sheet).collect()
}
