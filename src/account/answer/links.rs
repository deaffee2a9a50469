//! Where the links of a mail lead, and which of them pretend.

use super::{Context, Link, body::Body, html::Written};
use crate::{
    content::{
        address::{self, Assessment, Standing},
        link::{self, Fault, Likeness, Owner},
    },
    text,
};

/// The most links that are judged.
const MOST: usize = 200;

/// Judges every link, each address once.
pub(super) fn judge(
    body: &Body,
    context: &Context<'_>,
    warnings: &mut Vec<String>,
    doubts: &mut Vec<String>,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut refused = 0;
    for written in &body.links {
        let assessment = assess(&written.address, context);
        if let Some(doubt) = other_than_shown(written, &assessment, context, warnings) {
            add(doubts, doubt);
        }
        if seen.contains(&written.address.as_str()) {
            continue;
        }
        if seen.len() == MOST {
            add(
                doubts,
                format!("The mail has more than {MOST} links; not all were looked at."),
            );
            break;
        }
        seen.push(&written.address);
        if let Some(doubt) = pretence(&assessment, context) {
            add(doubts, doubt);
        }
        refused += usize::from(assessment.standing == Standing::Refused);
        links.push(Link {
            url: text::line(&written.address),
            standing: assessment.standing,
        });
    }
    match refused {
        0 => {}
        1 => warnings.push("One link is of a kind that should not be opened.".to_owned()),
        _ => warnings.push(format!(
            "{refused} links are of a kind that should not be opened."
        )),
    }
    links
}

fn assess(address: &str, context: &Context<'_>) -> Assessment {
    address::assess(address, context.trusted, context.regions)
}

fn add(list: &mut Vec<String>, sentence: String) {
    if !list.contains(&sentence) {
        list.push(sentence);
    }
}

/// Why an address pretends to be one of Meta's; `None` where it does not.
fn pretence(assessment: &Assessment, context: &Context<'_>) -> Option<String> {
    let looks = |host: &str| match link::likeness(host) {
        Likeness::Wears(known) | Likeness::Resembles(known) => {
            let is_known = context.rules.is_mail_host(host)
                || link::owner(host, context.trusted) != Owner::Nobody;
            (!is_known).then(|| format!("A link leads to {host}, which only looks like {known}."))
        }
        Likeness::Below(_) | Likeness::Said(_) | Likeness::None => None,
    };
    let host = assessment.host.as_deref();
    if let Some(doubt) = host.and_then(looks) {
        return Some(doubt);
    }
    let refusal = assessment.refusal?;
    let part = refusal.part(&assessment.address);
    let after = assessment.address.find("://").map_or(0, |at| at + 3);
    let rest = assessment.address.get(after..).unwrap_or_default();
    let end = after + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let hides_host = match refusal.fault {
        Fault::User | Fault::Punycode | Fault::Number => true,
        // A letter of another alphabet in the host.
        Fault::Character => refusal.range().start < end && !part.is_ascii(),
        Fault::Nested => {
            return link::visited(&link::hidden(part))
                .as_deref()
                .and_then(looks);
        }
        Fault::Length
        | Fault::Scheme
        | Fault::Port
        | Fault::Host
        | Fault::Path
        | Fault::Dots
        | Fault::Escape
        | Fault::Control
        | Fault::Redirector => false,
    };
    hides_host.then(|| "A link hides to which host it leads.".to_owned())
}

/// Compares an address with what is shown in its place. A doubt where Meta's host is shown and another
/// is behind it.
fn other_than_shown(
    written: &Written,
    assessment: &Assessment,
    context: &Context<'_>,
    warnings: &mut Vec<String>,
) -> Option<String> {
    let shown = written.shown.as_deref()?.trim();
    let is_address = !shown.contains(char::is_whitespace) && shown.contains('.');
    if !is_address || shown.contains('@') {
        return None;
    }
    let shown_host = assess(shown, context).host?;
    let Some(host) = assessment.host.as_deref() else {
        return Some(format!("A link shows {shown_host} and leads elsewhere."));
    };
    if link::domain(&shown_host) == link::domain(host) {
        return None;
    }
    let sentence = format!("A link shows {shown_host} and leads to {host}.");
    let is_metas = |host: &str| {
        let likeness = link::likeness(host);
        matches!(likeness, Likeness::Below(_) | Likeness::Said(_))
    };
    if is_metas(&shown_host) && !is_metas(host) {
        return Some(sentence);
    }
    add(warnings, sentence);
    None
}
