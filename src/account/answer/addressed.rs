//! Which account and which request a mail is about.

use jiff::civil::Date;

use super::{Context, body::Body, headers::Head};
use crate::{
    account::{
        Account,
        progress::{Outcome, Request},
    },
    content::answers::number,
    id::Id,
    text::{self, Clean, TextKind},
};

/// What a mail is about.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) account: Option<Id>,
    pub(super) request: Option<Id>,
    pub(super) reference: Option<Clean>,
}

impl About {
    /// Finds account, request and number, and says what speaks against them.
    pub(super) fn of(
        head: &Head,
        subject: &str,
        body: &Body,
        date: Option<Date>,
        context: &Context<'_>,
        warnings: &mut Vec<String>,
        doubts: &mut Vec<String>,
    ) -> Self {
        let own = &body.own;
        let (account, is_asked) = whose(head, subject, own, context, warnings, doubts);
        let numbers = numbers(subject, own, context.rules);
        let mut about = Self {
            account,
            ..Self::default()
        };
        let request = if is_asked {
            about.find_request(&numbers, date, context, warnings, doubts)
        } else {
            None
        };
        let kept = request.and_then(|request| request.reference.as_deref());
        let reference = match (kept, numbers.as_slice()) {
            (Some(kept), all) if all.iter().any(|one| same(one, kept)) => Some(kept),
            (_, [one]) => Some(*one),
            (_, []) => None,
            (_, _) => {
                warnings.push("It names several numbers that may be its own.".to_owned());
                None
            }
        };
        about.reference = reference.map(|one| text::clean(one, TextKind::Name));
        about.request = request.map(|request| request.id.clone());
        about
    }

    fn find_request<'c>(
        &self,
        numbers: &[&str],
        date: Option<Date>,
        context: &Context<'c>,
        warnings: &mut Vec<String>,
        doubts: &mut Vec<String>,
    ) -> Option<&'c Request> {
        let all = &context.account.progress.requests;
        let names = |request: &&Request| {
            let kept = request.reference.as_deref();
            kept.is_some_and(|kept| numbers.iter().any(|one| same(one, kept)))
        };
        let named = all.iter().find(names);
        let request = match context.request {
            Some(wanted) => all.iter().find(|request| request.id == *wanted),
            None => named.or_else(|| {
                let open = |request: &&Request| {
                    let is_older = date.is_some_and(|date| date < request.sent);
                    request.outcome == Outcome::Waiting && !is_older
                };
                let mut open = all.iter().filter(open);
                open.next().filter(|_| open.next().is_none())
            }),
        };
        let Some(request) = request else {
            doubts.push("It is not clear which request it answers.".to_owned());
            return None;
        };
        match named {
            Some(other) if other.id != request.id => {
                doubts.push(format!("Its number is that of request {}.", other.id));
            }
            None if request.reference.is_some() && !numbers.is_empty() => {
                warnings.push("Its number is another than the one on record.".to_owned());
            }
            Some(_) | None => {}
        }
        if date.is_some_and(|date| date < request.sent) {
            doubts.push(format!(
                "It is older than the request, which was sent on {}.",
                request.sent.strftime("%-d %B %Y")
            ));
        }
        Some(request)
    }
}

/// The account that the mail is about, and whether that is the one that is asked about.
fn whose(
    head: &Head,
    subject: &str,
    own: &str,
    context: &Context<'_>,
    warnings: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> (Option<Id>, bool) {
    let asked = context.account;
    let others = || context.accounts.iter().filter(|other| other.id != asked.id);
    let recipients = head.recipients();
    let went_to = |account: &Account| {
        let email = account.email.as_deref().map(text::folded);
        email.is_some_and(|email| recipients.contains(&email))
    };
    let handles = tokens(&format!("{subject}\n{own}"));
    let is_named = |account: &Account| {
        let handle = account.handle.as_deref().map(handle);
        handle.is_some_and(|handle| handle.len() > 2 && handles.contains(&handle))
    };
    let also: Vec<&Account> = others().filter(|other| went_to(other)).collect();
    let to_asked = went_to(asked);
    if also.is_empty() || is_named(asked) {
        if asked.email.is_some() && !recipients.is_empty() && !to_asked {
            let told = "It went to another address than the account's.";
            warnings.push(told.to_owned());
        }
        return (Some(asked.id.clone()), true);
    }
    let named: Vec<&&Account> = also.iter().filter(|other| is_named(other)).collect();
    let other = match (to_asked, also.as_slice(), named.as_slice()) {
        (_, _, [one]) => Some(**one),
        (false, [one], _) => Some(*one),
        (true, _, _) => {
            let labels: Vec<&str> = also.iter().map(|other| other.label.as_str()).collect();
            warnings.push(format!(
                "It does not say which account it is about: {} has the same address.",
                labels.join(", ")
            ));
            return (Some(asked.id.clone()), true);
        }
        (false, _, _) => None,
    };
    let told = match other {
        Some(other) => format!("It is addressed to another account: {}.", other.label),
        None => "It is addressed to other accounts.".to_owned(),
    };
    doubts.push(told);
    (other.map(|other| other.id.clone()), false)
}

/// The numbers in a mail that may be Meta's for the request, each once.
fn numbers<'t>(
    subject: &'t str,
    own: &'t str,
    rules: &crate::content::answers::Answers,
) -> Vec<&'t str> {
    let mut found: Vec<&str> = Vec::new();
    let marked = subject.split_whitespace().filter(|word| word.contains('#'));
    found.extend(marked.filter_map(|word| number(word.rsplit('#').next()?)));
    for more in [rules.references(subject), rules.references(own)] {
        found.extend(more);
    }
    let mut once: Vec<&str> = Vec::new();
    for one in found {
        if !once.iter().any(|known| same(known, one)) {
            once.push(one);
        }
    }
    once
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other.trim().trim_start_matches('#'))
}

fn handle(handle: &str) -> String {
    text::folded(handle.trim().trim_start_matches('@'))
}

/// The words of a text that may be handles.
fn tokens(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_');
    text.split(|c: char| !is_part(c))
        .map(|word| handle(word.trim_matches('.')))
        .filter(|word| !word.is_empty())
        .collect()
}
