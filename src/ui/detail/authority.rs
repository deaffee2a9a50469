//! The detail of a step whose link is the page of the account's authority.

use ratatui::text::Line;

use super::facts::key_words;
use crate::{
    account::{Account, authority::AuthorityChoice},
    app::action::Action,
    clock,
    content::source::Confidence,
    ui::canvas::Column,
};

/// The lines above the link: the authority's name, or why it is not known.
pub(super) fn head(column: &Column<'_>, account: &Account) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let regions = &model.catalog.regions;
    let choice = regions.authority_of(account);
    if let Some(authority) = choice.one() {
        let mut lines = column.wrap(&authority.name, look.heading);
        lines.extend(column.wrap(&authority.english, look.faint));
        return lines;
    }
    let mut lines = column.wrap(&regions.why_no_authority(account), look.warn);
    let (action, does) = match (&choice, account.country) {
        (AuthorityChoice::Several(_) | AuthorityChoice::One(_), _) => (
            Action::Open,
            "lists them; the one that you take is kept with the account",
        ),
        (AuthorityChoice::None, None) => (Action::Edit, "adds the country"),
        (AuthorityChoice::None, Some(_)) => (Action::Edit, "changes the country"),
    };
    lines.extend(column.wrap(&key_words(model, &[(action, does)]), look.text));
    let region = account.country.and_then(|country| regions.of(country));
    let hint = region.and_then(|region| region.authority_hint.as_ref());
    if let Some(hint) = hint.filter(|_| matches!(choice, AuthorityChoice::None)) {
        lines.extend(column.wrap(hint, look.text));
    }
    lines.push(Line::default());
    lines
}

/// The lines below the text: another authority, how reliable the page is, and notes.
pub(super) fn tail(column: &Column<'_>, account: &Account) -> Vec<Line<'static>> {
    let (model, look) = (column.model, column.look);
    let regions = &model.catalog.regions;
    let AuthorityChoice::One(authority) = regions.authority_of(account) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if regions.has_choice(account) {
        let keys = [(Action::OpenNext, "chooses another authority")];
        lines.extend(column.wrap(&key_words(model, &keys), look.faint));
    }
    let sure = match authority.confidence {
        Confidence::Verified => look.good,
        Confidence::Reported | Confidence::Unresolved => look.warn,
    };
    lines.extend(column.wrap(&authority.reliance(clock::read_on(authority.checked)), sure));
    if authority.complaint.is_none() {
        let text = match &authority.email {
            Some(email) => {
                format!("No page for complaints is on record: this is the site. E-mail: {email}")
            }
            None => "No page for complaints is on record: this is the site.".to_owned(),
        };
        lines.extend(column.wrap(&text, look.text));
    }
    if let Some(note) = &authority.note {
        lines.extend(column.wrap(note, look.text));
    }
    lines
}
