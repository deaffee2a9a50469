//! The templates of letters: a text with names in it, and parts that stand there only if something
//! holds.
//!
//! ```text
//! {{ name }}                       what a name stands for
//! {{ others | join(", ") }}        a list as one text
//! {% if outcome == "refused" and not ("health" in grounds) %}
//! {% elif handle %}                something is there: a text or list that is not empty
//! {% else %}
//! {% endif %}                      with `+%}`, the line break behind it stays
//! ```
//!
//! It is the part of Jinja's language that letters need. A tag with `%` that begins its line takes
//! the blanks before it along, and the line break behind it goes.

mod condition;
mod read;

use std::collections::BTreeSet;

use crate::text::{self, Clean};
use condition::Condition;
use read::Reader;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'v> {
    /// A text.
    Text(&'v str),
    /// Several.
    List(Vec<&'v str>),
}

impl Value<'_> {
    fn is_there(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
        }
    }
}

/// Who knows what the names stand for.
pub(super) trait Names {
    /// What a name stands for; `None` when there is no such name.
    fn value(&self, name: &str) -> Option<Value<'_>>;
}

/// A name in a template, with the line that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name<'t> {
    name: &'t str,
    line: usize,
}

impl<'t> Name<'t> {
    fn value<'n>(&self, names: &'n dyn Names) -> Result<Value<'n>, Clean> {
        let undefined = || self.fault(&format!("`{}` is undefined", self.name));
        names.value(self.name).ok_or_else(undefined)
    }

    fn fault(&self, what: &str) -> Clean {
        fault(self.line, what)
    }
}

fn fault(line: usize, what: &str) -> Clean {
    text::line(&format!("line {line}: {what}"))
}

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    /// Text as it is.
    Text(&'t str),
    /// What a name stands for.
    Value(Name<'t>, Option<Filter<'t>>),
    /// The first of these parts whose condition holds, else the last.
    Choice(Vec<(Condition<'t>, Vec<Part<'t>>)>, Vec<Part<'t>>),
}

/// What is made of a value.
#[derive(Debug, PartialEq, Eq)]
enum Filter<'t> {
    /// A list becomes one text, with this between its parts.
    Join(&'t str),
    /// Something that templates do not know.
    Unknown(&'t str),
}

/// A template.
#[derive(Debug)]
pub(super) struct Template<'t> {
    parts: Vec<Part<'t>>,
}

impl<'t> Template<'t> {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and in which line.
    pub(super) fn parse(source: &'t str) -> Result<Self, Clean> {
        let parts = Reader::new(source).template()?;
        Ok(Self { parts })
    }

    /// The text with everything filled in.
    ///
    /// # Errors
    ///
    /// What cannot be filled in.
    pub(super) fn fill(&self, names: &dyn Names) -> Result<String, Clean> {
        let mut out = String::new();
        write(&self.parts, names, &mut out)?;
        Ok(out)
    }

    /// Every name that is used.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let mut used = Vec::new();
        collect(&self.parts, &mut used);
        used.into_iter().map(str::to_owned).collect()
    }
}

fn write(parts: &[Part<'_>], names: &dyn Names, out: &mut String) -> Result<(), Clean> {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Value(name, filter) => match (name.value(names)?, filter) {
                (_, Some(Filter::Unknown(filter))) => {
                    return Err(name.fault(&format!("unknown filter `{filter}`")));
                }
                (Value::Text(text), None) => out.push_str(text),
                (Value::List(list), Some(Filter::Join(between))) => {
                    out.push_str(&list.join(between));
                }
                (Value::Text(_), Some(Filter::Join(_))) => {
                    return Err(name.fault(&format!("`{}` is no list to be joined", name.name)));
                }
                (Value::List(_), None) => {
                    return Err(name.fault(&format!("`{}` is a list: join it", name.name)));
                }
            },
            Part::Choice(choices, otherwise) => {
                let mut chosen = otherwise;
                for (condition, then) in choices {
                    if condition.holds(names)? {
                        chosen = then;
                        break;
                    }
                }
                write(chosen, names, out)?;
            }
        }
    }
    Ok(())
}

fn collect<'t>(parts: &[Part<'t>], used: &mut Vec<&'t str>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Value(name, _) => used.push(name.name),
            Part::Choice(choices, otherwise) => {
                for (condition, then) in choices {
                    condition.collect(used);
                    collect(then, used);
                }
                collect(otherwise, used);
            }
        }
    }
}
