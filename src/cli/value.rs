//! Parsing arguments that take one of a few names.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A parser for an argument that takes one of these names, which `--help` lists.
pub(super) fn one_of<T>(names: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let known = PossibleValuesParser::new(names.iter().map(|(name, _)| *name));
    known.try_map(move |typed| {
        let found = names.iter().find(|(name, _)| *name == typed);
        found
            .map(|(_, value)| *value)
            .ok_or("This word is not known.")
    })
}
