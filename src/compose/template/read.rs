//! The text of a template -> its parts.

use super::{
    Filter, Name, Part,
    condition::{self, Condition, Word},
    fault,
};
use crate::text::Clean;

/// What ended a run of parts.
enum End<'t> {
    /// The template.
    Template,
    /// `elif`, with the words behind it.
    Elif(Vec<Word<'t>>),
    /// `else`.
    Else,
    /// `endif`.
    Endif,
}

/// A place in a template.
pub(super) struct Reader<'t> {
    source: &'t str,
    rest: &'t str,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            source,
            rest: source,
        }
    }

    /// Reads everything.
    pub(super) fn template(mut self) -> Result<Vec<Part<'t>>, Clean> {
        let (parts, end) = self.parts()?;
        match end {
            End::Template => Ok(parts),
            End::Elif(_) | End::Else | End::Endif => Err(self.wrong("there is no `if` before it")),
        }
    }

    /// The line that is being read.
    fn line(&self) -> usize {
        let read = self.source.len() - self.rest.len();
        let read = self.source.get(..read).unwrap_or_default();
        read.matches('\n').count() + 1
    }

    fn wrong(&self, what: &str) -> Clean {
        fault(self.line(), what)
    }

    /// Reads parts until something ends them.
    fn parts(&mut self) -> Result<(Vec<Part<'t>>, End<'t>), Clean> {
        let mut parts = Vec::new();
        loop {
            let before = self.rest;
            let value = before.find("{{");
            let Some(start) = value.into_iter().chain(before.find("{%")).min() else {
                parts.push(Part::Text(before));
                self.rest = "";
                return Ok((parts, End::Template));
            };
            let (text, tag) = before.split_at(start);
            self.rest = tag;
            if value == Some(start) {
                parts.push(Part::Text(text));
                parts.push(self.value()?);
                continue;
            }
            parts.push(Part::Text(self.without_indent(text)));
            let line = self.line();
            let words = self.tag()?;
            match words.split_first() {
                Some((Word::Name("if"), words)) => {
                    let condition = condition::read(words, line)?;
                    parts.push(self.choice(condition)?);
                }
                Some((Word::Name("elif"), words)) => {
                    return Ok((parts, End::Elif(words.to_vec())));
                }
                Some((Word::Name("else"), [])) => return Ok((parts, End::Else)),
                Some((Word::Name("endif"), [])) => return Ok((parts, End::Endif)),
                Some(_) | None => return Err(fault(line, "this tag is unknown")),
            }
        }
    }

    /// Reads what follows `if`, up to its `endif`.
    fn choice(&mut self, first: Condition<'t>) -> Result<Part<'t>, Clean> {
        let mut choices = Vec::new();
        let mut condition = first;
        loop {
            let (parts, end) = self.parts()?;
            choices.push((condition, parts));
            match end {
                End::Elif(words) => condition = condition::read(&words, self.line())?,
                End::Else => break,
                End::Endif => return Ok(Part::Choice(choices, Vec::new())),
                End::Template => return Err(self.wrong("an `endif` is missing")),
            }
        }
        match self.parts()? {
            (otherwise, End::Endif) => Ok(Part::Choice(choices, otherwise)),
            (_, End::Template | End::Elif(_) | End::Else) => {
                Err(self.wrong("an `endif` is missing"))
            }
        }
    }

    /// Reads `{{ … }}`.
    fn value(&mut self) -> Result<Part<'t>, Clean> {
        let line = self.line();
        let inner = self.between("}}")?;
        let words = condition::words(inner).map_err(|sign| self.odd(sign))?;
        let name = |name| Name { name, line };
        match words[..] {
            [Word::Name(own)] => Ok(Part::Value(name(own), None)),
            [
                Word::Name(own),
                Word::Sign("|"),
                Word::Name("join"),
                Word::Sign("("),
                Word::Text(between),
                Word::Sign(")"),
            ] => Ok(Part::Value(name(own), Some(Filter::Join(between)))),
            [Word::Name(own), Word::Sign("|"), Word::Name(filter), ..] => {
                Ok(Part::Value(name(own), Some(Filter::Unknown(filter))))
            }
            _ => Err(fault(line, "this is no name")),
        }
    }

    /// Reads `{% … %}` and the line break behind it, which `+%}` keeps.
    fn tag(&mut self) -> Result<Vec<Word<'t>>, Clean> {
        let inner = self.between("%}")?;
        let kept = inner.strip_suffix('+');
        let words = condition::words(kept.unwrap_or(inner)).map_err(|sign| self.odd(sign))?;
        if kept.is_none() {
            let rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
            self.rest = rest.strip_prefix('\n').unwrap_or(self.rest);
        }
        Ok(words)
    }

    fn between(&mut self, end: &str) -> Result<&'t str, Clean> {
        let inner = self.rest.get(2..).unwrap_or_default();
        let (inner, rest) = inner
            .split_once(end)
            .ok_or_else(|| self.wrong(&format!("`{end}` is missing")))?;
        self.rest = rest;
        Ok(inner)
    }

    fn odd(&self, sign: char) -> Clean {
        self.wrong(&format!("`{sign}` cannot stand here"))
    }

    /// The text before a tag, without the blanks that it is indented by.
    fn without_indent(&self, text: &'t str) -> &'t str {
        let read = self.source.len() - self.rest.len();
        let until = self.source.get(..read).unwrap_or_default();
        let is_first = until
            .trim_end_matches([' ', '\t'])
            .chars()
            .next_back()
            .is_none_or(|last| last == '\n');
        match is_first {
            true => text.trim_end_matches([' ', '\t']),
            false => text,
        }
    }
}
