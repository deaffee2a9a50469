//! The text field that has the keys, as a question.

use crate::app::{
    model::Model,
    pages::{
        Overlay,
        form::{FIELDS, FormPage},
        sending::Part,
    },
};

/// How a field is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// With a text.
    Text,
    /// With lines, until one is empty.
    Lines,
    /// With one of these words, of which the first one stands there; the key for the next one goes through them.
    Choice(Vec<&'static str>),
    /// With yes or no.
    Tick,
    /// With yes, which does something instead of recording the page.
    Deed,
    /// With the words that the rows of the list have to have.
    Filter,
    /// With a text, after which the page shows something.
    Search,
}

/// The field that has the keys, on a page with fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its number on the page, from 0.
    pub index: usize,
    /// How many the page has.
    pub count: usize,
    /// The number of the field in which Enter records the page.
    pub last: usize,
    /// How it is answered.
    pub kind: Kind,
}

/// The field that has the keys; `None` where no text is typed.
pub(super) fn field(model: &Model) -> Option<Field> {
    let alone = |kind| {
        Some(Field {
            index: 0,
            count: 1,
            last: 0,
            kind,
        })
    };
    match model.overlays.last() {
        None if model.filter.is_open => alone(Kind::Filter),
        Some(Overlay::Form(form)) => {
            let index = FIELDS.iter().position(|field| *field == form.focus);
            Some(Field {
                index: index.unwrap_or(0),
                count: FIELDS.len(),
                last: FIELDS.len() - 1,
                kind: match form.input(form.focus) {
                    Some(_) => Kind::Text,
                    None => choices(form),
                },
            })
        }
        Some(Overlay::Sending(page)) => {
            let part = page.entries.get(page.focus)?.part;
            let is_deed = |part: Part| part == Part::Remove;
            let last = page.entries.iter().rposition(|entry| !is_deed(entry.part));
            Some(Field {
                index: page.focus,
                count: page.entries.len(),
                last: last.unwrap_or(0),
                kind: match part {
                    Part::Day(_) | Part::Text(_) => Kind::Text,
                    Part::ByPost => Kind::Tick,
                    Part::Remove => Kind::Deed,
                },
            })
        }
        Some(Overlay::Note(_)) => alone(Kind::Lines),
        Some(Overlay::Save(_) | Overlay::Complaint(_)) => alone(Kind::Text),
        Some(
            Overlay::Help(_)
            | Overlay::Authorities(_)
            | Overlay::CheckUrl(_)
            | Overlay::Evidence(_),
        ) => alone(Kind::Search),
        Some(_) | None => None,
    }
}

fn choices(form: &FormPage) -> Kind {
    let mut trial = form.clone();
    let now = form.choice(form.focus).unwrap_or_default();
    let mut all = vec![now];
    loop {
        trial.choose(1);
        match trial.choice(form.focus) {
            Some(next) if !all.contains(&next) => all.push(next),
            Some(_) | None => break,
        }
    }
    Kind::Choice(all)
}

/// What is wrong with what stands in a field of the page, if that is known before it is recorded.
pub(super) fn error(model: &Model, index: usize) -> Option<String> {
    let Some(Overlay::Form(form)) = model.overlays.last() else {
        return None;
    };
    let field = FIELDS.get(index)?;
    let is_empty = form
        .input(*field)
        .is_none_or(|input| input.value().is_empty());
    form.error(*field, &model.catalog.regions)
        .filter(|_| !is_empty)
}
