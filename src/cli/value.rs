//! Values of arguments that are one of a few names.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A parser for an argument that is one of these names, which `--help` then lists.
pub(super) fn one_of<T>(words: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let known = PossibleValuesParser::new(words.iter().map(|(word, _)| *word));
    known.try_map(move |typed| {
        let found = words.iter().find(|(word, _)| *word == typed);
        found
            .map(|(_, value)| *value)
            .ok_or("This word is not known.")
    })
}
