//! The account as its file keeps it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    account::{Account, progress::RequestText},
    text::{self, Clean},
};

/// The account as it reads back from its file: moments in whole seconds, texts cut to the length
/// that is shown, no kind without a platform.
pub(super) fn as_kept(account: &Account) -> Account {
    let short = |text: &Option<Clean>, kind| {
        text.as_ref()
            .map(|text| text::clean(text, kind))
            .filter(|text| !text::is_empty(text))
    };
    let name = |text: &Option<Clean>| short(text, text::TextKind::Name);
    let line = |text: &Option<Clean>| {
        text.as_ref()
            .map(|text| text::clean(text, text::TextKind::Line))
    };
    let mut kept = account.clone();
    (kept.platform, kept.kind) = account.kind.with(account.platform);
    kept.label = text::clean(&account.label, text::TextKind::Name);
    if text::is_empty(&kept.label) {
        kept.label = text::clean(&account.id, text::TextKind::Name);
    }
    kept.handle = name(&account.handle);
    kept.email = name(&account.email);
    kept.group = name(&account.group);
    kept.name = name(&account.name);
    kept.address = short(&account.address, text::TextKind::Title);
    kept.open_with = account
        .open_with
        .iter()
        .map(|word| text::clean(word, text::TextKind::Line))
        .collect();
    kept.created = whole_second(account.created);
    kept.read_only = None;
    kept.progress.steps.retain(|_, steps| !steps.is_empty());
    for state in kept
        .progress
        .steps
        .values_mut()
        .flat_map(BTreeMap::values_mut)
    {
        state.at = state.at.map(whole_second);
        state.opened = state.opened.map(whole_second);
        state.note = line(&state.note);
    }
    for request in &mut kept.progress.requests {
        for which in RequestText::ALL {
            let text = request.text_mut(*which);
            *text = line(text);
        }
    }
    for evidence in &mut kept.progress.evidence {
        evidence.added = whole_second(evidence.added);
        evidence.name = text::clean(&evidence.name, text::TextKind::Line);
    }
    kept
}

/// The moment without its fraction of a second.
pub(super) fn whole_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}
