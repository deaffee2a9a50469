//! HTML: pages that need nothing but themselves, made of the templates in `pages/`.
//!
//! No script runs on them and nothing is loaded: the policy in their head allows the one style that
//! they hold, by its hash, and nothing else.

use minijinja::{
    Environment, Error, Output, State, UndefinedBehavior, context,
    syntax::SyntaxConfig,
    value::{Serde, Value},
};
use serde::Serialize;

use super::{Context, goals, reader::Span};
use crate::account::Account;

/// The style of every page.
const STYLE: &str = include_str!("pages/style.css");

/// The hash of the style, by which the policy of a page allows it. A test writes what it should be.
const STYLE_HASH: &str = "sha256-7aUSO17+Wl9pm4EkUbQs6qvmKPQ0WUuQSpDtErxbW+s=";

/// The templates, by the names under which they include one another.
const TEMPLATES: [(&str, &str); 15] = [
    ("head.html", include_str!("pages/head.html")),
    ("foot.html", include_str!("pages/foot.html")),
    ("account.html", include_str!("pages/account.html")),
    ("goals.html", include_str!("pages/goals.html")),
    ("route.html", include_str!("pages/route.html")),
    ("step.html", include_str!("pages/step.html")),
    ("source.html", include_str!("pages/source.html")),
    ("letter.html", include_str!("pages/letter.html")),
    ("place.html", include_str!("pages/place.html")),
    ("region.html", include_str!("pages/region.html")),
    ("index.html", include_str!("pages/index.html")),
    ("letters.html", include_str!("pages/letters.html")),
    ("pack.html", include_str!("pages/pack.html")),
    ("conflict.html", include_str!("pages/conflict.html")),
    ("sources.html", include_str!("pages/sources.html")),
];

/// One page with the checklists of these accounts.
///
/// # Errors
///
/// A mistake in a template.
pub fn html(context: Context<'_>, accounts: &[&Account]) -> Result<String, String> {
    let sheets = accounts.iter().map(|it| goals::sheet(context, it));
    let sheets: Vec<_> = sheets.collect();
    let title = match sheets.as_slice() {
        [only] => format!("Object to AI training at Meta: {}", only.label),
        _ => "Object to AI training at Meta".to_owned(),
    };
    let guides = accounts.iter().flat_map(|it| {
        let fitting = context.catalog.fitting_guides(it);
        fitting.into_iter()
    });
    let known = context! {
        title,
        as_of => Span::of_guides(guides).told(context.today),
        letters => "",
        several => sheets.len() > 1,
        sheets => plain(&sheets),
    };
    Pages::new()?.page("account.html", known)
}

/// The templates, ready to be filled.
pub(super) struct Pages(Environment<'static>);

impl Pages {
    /// The templates.
    ///
    /// # Errors
    ///
    /// A mistake in one of them.
    pub(super) fn new() -> Result<Self, String> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(escaped);
        let syntax = SyntaxConfig::builder().trim_blocks(true).build();
        environment.set_syntax(syntax.map_err(|it| in_words(&it))?);
        for (name, text) in TEMPLATES {
            environment
                .add_template(name, text)
                .map_err(|it| in_words(&it))?;
        }
        environment.add_global("style", Value::from_safe_string(STYLE.to_owned()));
        environment.add_global("style_hash", STYLE_HASH);
        Ok(Self(environment))
    }

    /// One page.
    ///
    /// # Errors
    ///
    /// What is missing.
    pub(super) fn page(&self, name: &str, known: Value) -> Result<String, String> {
        let template = self.0.get_template(name).map_err(|it| in_words(&it))?;
        template.render(known).map_err(|it| in_words(&it))
    }
}

/// What a template says of something: its texts, numbers and lists, by their names.
pub(super) fn plain(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

fn in_words(error: &Error) -> String {
    match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{name}, line {line}: {error}"),
        (_, _) => error.to_string(),
    }
}

/// Writes a value so that it stays text, in an element and in the quotes of an attribute.
fn escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return Ok(write!(out, "{value}")?);
    }
    let text = value.to_string();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (plain, from) = rest.split_at(at);
        out.write_str(plain)?;
        let mut letters = from.chars();
        out.write_str(match letters.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        })?;
        rest = letters.as_str();
    }
    out.write_str(rest)?;
    Ok(())
}
