//! What stands behind `if`: comparisons, joined by `and`, `or` and `not`.

use std::slice;

use super::{Name, Names, Value, fault};
use crate::text::Clean;

/// Something that holds or does not.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Condition<'t> {
    /// The name stands for something that is not empty.
    Is(Name<'t>),
    /// The name stands for this text.
    Equals(Name<'t>, &'t str),
    /// This text is in the list that the name stands for.
    Has(Name<'t>, &'t str),
    /// It does not hold.
    Not(Box<Condition<'t>>),
    /// Both hold.
    And(Box<[Condition<'t>; 2]>),
    /// One of them holds.
    Or(Box<[Condition<'t>; 2]>),
}

impl<'t> Condition<'t> {
    /// Whether it holds. What need not be looked at is not asked for.
    pub(super) fn holds(&self, names: &dyn Names) -> Result<bool, Clean> {
        match self {
            Self::Is(name) => Ok(name.value(names)?.is_there()),
            Self::Equals(name, wanted) => Ok(name.value(names)? == Value::Text(wanted)),
            Self::Has(name, wanted) => match name.value(names)? {
                Value::List(list) => Ok(list.contains(wanted)),
                Value::Text(_) => Err(name.fault(&format!("`{}` is no list", name.name))),
            },
            Self::Not(condition) => Ok(!condition.holds(names)?),
            Self::And(both) => Ok(both[0].holds(names)? && both[1].holds(names)?),
            Self::Or(both) => Ok(both[0].holds(names)? || both[1].holds(names)?),
        }
    }

    /// Every name in it.
    pub(super) fn collect(&self, used: &mut Vec<&'t str>) {
        match self {
            Self::Is(name) | Self::Equals(name, _) | Self::Has(name, _) => used.push(name.name),
            Self::Not(condition) => condition.collect(used),
            Self::And(both) | Self::Or(both) => {
                both.iter().for_each(|condition| condition.collect(used));
            }
        }
    }
}

/// A word of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'t> {
    /// A name, or one of the words between them.
    Name(&'t str),
    /// A text in quotes, without them.
    Text(&'t str),
    /// Anything else.
    Sign(&'t str),
}

/// The words of a tag, or the character that none begins with.
pub(super) fn words(tag: &str) -> Result<Vec<Word<'_>>, char> {
    let mut words = Vec::new();
    let mut rest = tag.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_in_name = |letter: char| letter.is_alphanumeric() || "_.".contains(letter);
        let length = match first {
            '"' | '\'' => {
                let text = rest.get(1..).unwrap_or_default();
                text.find(first).ok_or(first)? + 2
            }
            '=' | '!' if rest.get(1..2) == Some("=") => 2,
            '(' | ')' | '|' => 1,
            _ if is_in_name(first) => rest
                .find(|letter| !is_in_name(letter))
                .unwrap_or(rest.len()),
            _ => return Err(first),
        };
        let (word, after) = rest.split_at(length);
        words.push(match first {
            '"' | '\'' => Word::Text(word.get(1..length - 1).unwrap_or_default()),
            '=' | '!' | '(' | ')' | '|' => Word::Sign(word),
            _ => Word::Name(word),
        });
        rest = after.trim_start();
    }
    Ok(words)
}

/// Reads the words behind `if`.
pub(super) fn read<'t>(words: &[Word<'t>], line: usize) -> Result<Condition<'t>, Clean> {
    let mut reading = Reading {
        words: words.iter(),
        line,
    };
    let condition = reading.or()?;
    match reading.words.next() {
        None => Ok(condition),
        Some(_) => Err(reading.wrong()),
    }
}

struct Reading<'w, 't> {
    words: slice::Iter<'w, Word<'t>>,
    line: usize,
}

impl<'t> Reading<'_, 't> {
    fn wrong(&self) -> Clean {
        fault(self.line, "what stands behind `if` is no condition")
    }

    /// Whether the next word is this one, which is then taken.
    fn is(&mut self, wanted: Word<'_>) -> bool {
        let is_it = self.words.as_slice().first() == Some(&wanted);
        if is_it {
            self.words.next();
        }
        is_it
    }

    fn or(&mut self) -> Result<Condition<'t>, Clean> {
        let mut condition = self.and()?;
        while self.is(Word::Name("or")) {
            condition = Condition::Or(Box::new([condition, self.and()?]));
        }
        Ok(condition)
    }

    fn and(&mut self) -> Result<Condition<'t>, Clean> {
        let mut condition = self.not()?;
        while self.is(Word::Name("and")) {
            condition = Condition::And(Box::new([condition, self.not()?]));
        }
        Ok(condition)
    }

    fn not(&mut self) -> Result<Condition<'t>, Clean> {
        if self.is(Word::Name("not")) {
            return Ok(Condition::Not(Box::new(self.not()?)));
        }
        if self.is(Word::Sign("(")) {
            let inner = self.or()?;
            return match self.is(Word::Sign(")")) {
                true => Ok(inner),
                false => Err(self.wrong()),
            };
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Condition<'t>, Clean> {
        match self.words.next() {
            Some(Word::Text(text)) if self.is(Word::Name("in")) => {
                Ok(Condition::Has(self.name()?, text))
            }
            Some(Word::Name(name)) => {
                let name = self.named(name)?;
                if self.is(Word::Sign("==")) {
                    Ok(Condition::Equals(name, self.text()?))
                } else if self.is(Word::Sign("!=")) {
                    let equals = Condition::Equals(name, self.text()?);
                    Ok(Condition::Not(Box::new(equals)))
                } else {
                    Ok(Condition::Is(name))
                }
            }
            Some(Word::Text(_) | Word::Sign(_)) | None => Err(self.wrong()),
        }
    }

    fn named(&self, name: &'t str) -> Result<Name<'t>, Clean> {
        let line = self.line;
        match ["and", "or", "not", "in"].contains(&name) {
            true => Err(self.wrong()),
            false => Ok(Name { name, line }),
        }
    }

    fn name(&mut self) -> Result<Name<'t>, Clean> {
        match self.words.next() {
            Some(Word::Name(name)) => self.named(name),
            Some(Word::Text(_) | Word::Sign(_)) | None => Err(self.wrong()),
        }
    }

    fn text(&mut self) -> Result<&'t str, Clean> {
        match self.words.next() {
            Some(Word::Text(text)) => Ok(text),
            Some(Word::Name(_) | Word::Sign(_)) | None => Err(self.wrong()),
        }
    }
}
