//! Links: which address comes next, whether it may be opened, and what became of it.

use super::marking;
use crate::{
    app::{
        dialog::{Intent, Overlay, Question},
        effect::{Effect, Opening},
        model::{Model, Tone},
    },
    decide,
    error::Error,
    id::Id,
    link::{self, Verdict},
    text::Clean,
};

/// Opens the step's link, or the fall-back after the one that was opened last.
pub(super) fn open(model: &mut Model, fallback: bool) -> Vec<Effect> {
    let Some((account, guide, step)) = marking::need_step(model) else {
        return Vec::new();
    };
    let addresses: Vec<&Clean> = step.addresses().collect();
    if addresses.is_empty() {
        model.say(Tone::Plain, "This step has no link; follow the menu path.");
        return Vec::new();
    }
    let last = model
        .last_opened
        .as_ref()
        .filter(|(g, s, _)| *g == guide.id && *s == step.id)
        .map(|(_, _, at)| *at);
    let at = match (fallback, last) {
        (false, _) => 0,
        (true, None) => 1,
        (true, Some(last)) => last + 1,
    };
    if at >= addresses.len() && fallback {
        let said = if addresses.len() == 1 {
            "This link has no fall-back."
        } else {
            "That was the last fall-back; o starts again."
        };
        model.last_opened = None;
        model.say(Tone::Plain, said);
        return Vec::new();
    }
    let Some(address) = addresses.get(at) else {
        return Vec::new();
    };
    match link::judge(address, &model.around.trusted_hosts) {
        Verdict::Trusted => {}
        Verdict::Ask => {
            let host = link::host(address).unwrap_or_default();
            let said = format!(
                "Not opened: {host} is not one of the hosts that this program opens. {address}"
            );
            model.say(Tone::Bad, said);
            return Vec::new();
        }
        Verdict::Refused(refusal) => {
            model.say(
                Tone::Bad,
                format!("Not opened. {} {address}", refusal.reason()),
            );
            return Vec::new();
        }
    }
    model.last_opened = Some((guide.id.clone(), step.id.clone(), at));
    let host = link::host(address).unwrap_or_default();
    let which = if at == 0 {
        String::new()
    } else {
        format!("fall-back {at} of {}, ", addresses.len() - 1)
    };
    model.say(Tone::Plain, format!("Opening {which}{host} …"));
    vec![Effect::Open(Opening {
        account: account.id.clone(),
        guide: guide.id.clone(),
        step: step.id.clone(),
        address: (*address).clone(),
        open_with: account.open_with.clone(),
    })]
}

/// An opener was started, or could not be.
pub(super) fn opened(
    model: &mut Model,
    account: &Id,
    guide: &Id,
    step: &Id,
    address: &Clean,
    result: Result<String, Error>,
) -> Vec<Effect> {
    match result {
        Ok(opener) => {
            let host = link::host(address).unwrap_or_default();
            model.say(Tone::Good, format!("Opened {host} with {opener}."));
            let Some(entry) = model.entry(account) else {
                return Vec::new();
            };
            if entry.account.read_only.is_some() {
                return Vec::new();
            }
            let change = decide::opened(&entry.account, guide, step, model.now);
            model.apply(&change);
            let ticket = model.saving.begin(change.clone());
            vec![Effect::Save(ticket, change)]
        }
        Err(error) => {
            model.status = None;
            model.overlays.push(Overlay::Question(Question {
                title: "The link could not be opened".to_owned(),
                body: format!("{}\n{}", error.sentence, error.hint),
                answers: vec![("Go on".to_owned(), Intent::Nothing)],
                selected: 0,
            }));
            Vec::new()
        }
    }
}

/// Copies the step's link.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let Some((_, guide, step)) = marking::need_step(model) else {
        return Vec::new();
    };
    let last = model
        .last_opened
        .as_ref()
        .filter(|(g, s, _)| *g == guide.id && *s == step.id)
        .map_or(0, |(_, _, at)| *at);
    match step.addresses().nth(last).or(step.link.as_ref()) {
        Some(address) => vec![Effect::Copy(address.clone())],
        None => {
            model.say(Tone::Plain, "This step has no link to copy.");
            Vec::new()
        }
    }
}
