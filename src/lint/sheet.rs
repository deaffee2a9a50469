//! A guide file to look at, and how much a mistake in it matters.

use crate::{
    catalog::SHIPPED,
    content::guide::Origin,
    document::Rule,
    text::{self, Clean},
    word::named_enum,
};

named_enum! {
    /// How much a mistake matters.
    pub enum Severity {
        /// It has to be mended.
        Error = "error",
        /// It should be looked at; a check that finds only such passes.
        Warning = "warning",
        /// Nothing is wrong; good to know.
        Note = "note",
    }
}

/// How much a mistake matters: what time alone brings about, and what only reads badly, fails no
/// check.
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
        | Rule::Path
        | Rule::OlderFormat
        | Rule::Copy
        | Rule::Mode
        | Rule::LeftOver => Severity::Warning,
        Rule::Step => Severity::Note,
    }
}

/// A guide file to look at.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The file, as a person can find it.
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
