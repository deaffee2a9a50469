//! Where a step cannot be found: what to try, and which way leads on.

use super::marking::set_mark;
use crate::{
    account::{authority::AuthorityChoice, progress::Mark},
    app::{
        core::Tone,
        effect::Effect,
        model::Model,
        pages::{
            Overlay,
            letter::LetterPage,
            question::{Answer, Intent, QuestionPage},
            sending::record::undoes,
        },
    },
    clock,
    content::{goal::Goal, guide::Guide, note::NoteOn},
    id::Id,
};

/// Shows what to try where the selected step cannot be found, if its guide says that; else blocks it.
/// Removes the mark of a blocked step.
pub(super) fn block(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    if account.progress.mark(&guide.step_id(&step)) == Some(Mark::Blocked) {
        return set_mark(model, &account, &guide, &step, None);
    }
    let Some(missing) = step
        .missing
        .as_ref()
        .filter(|_| account.read_only.is_none())
    else {
        return block_now(model);
    };
    let question = QuestionPage::new(
        "Can't find it?",
        missing.to_string(),
        vec![
            Answer::new("Look once more", Intent::Nothing),
            Answer::new("It is not there: show the next route", Intent::Block),
        ],
    );
    model.overlays.push(Overlay::Question(question));
    Vec::new()
}

/// Marks the selected step blocked and offers the next route.
pub(super) fn block_now(model: &mut Model) -> Vec<Effect> {
    let Some((account, guide, step)) = model.need_step() else {
        return Vec::new();
    };
    let effects = set_mark(model, &account, &guide, &step, Some(Mark::Blocked));
    if effects.is_empty() {
        return effects;
    }
    match elsewhere(model, &account.id, &guide) {
        Some(question) => {
            model.overlays.push(Overlay::Question(question));
            let message = format!("Blocked \"{}\".{}", step.title, undoes(model, true));
            model.say(Tone::Good, message);
        }
        None => {
            let message =
                "Marked blocked. There is no other route to this goal here; the step stays open.";
            model.say(Tone::Plain, message);
        }
    }
    effects
}

/// Where to go on from a route of which a step cannot be found: to a route that was not tried; else
/// to one that was, to a letter, or to the authority. `None` if there is nothing of that.
fn elsewhere(model: &Model, account: &Id, guide: &Guide) -> Option<QuestionPage> {
    let entry = model.entry(account)?;
    let (account, progress) = (&entry.account, &entry.account.progress);
    let view = entry.overview.goal(guide.goal);
    let view = view.filter(|view| view.guide.id == guide.id)?;
    let next = view.next_route(progress);
    let next = next.and_then(|head| model.catalog.guide(&head.id));
    let switch = |next: &Guide| Intent::Switch(account.id.clone(), next.id.clone());
    let stay = Answer::new("Stay on this route", Intent::Nothing);
    if let Some(next) = next.filter(|next| !progress.is_tried(&next.id)) {
        let what = model.catalog.about(account, next, NoteOn::Summary);
        let what = what.unwrap_or_else(|| "It leads to the same goal.".to_owned());
        let minutes = next.minutes.map_or_else(String::new, |minutes| {
            format!(" About {}.", clock::span(minutes))
        });
        let title = account.platform.title_here(&next.title);
        return Some(QuestionPage::new(
            format!("Not to be found? The next route: {title}"),
            format!("{what}{minutes}"),
            vec![Answer::new("Switch to it", switch(next)), stay],
        ));
    }
    let mut answers = Vec::new();
    if let Some(next) = next {
        let title = account.platform.title_here(&next.title);
        let label = format!("Look once more: {title}");
        answers.push(Answer::new(label, switch(next)));
    }
    let letter = match guide.goal {
        Goal::Object => Some("objection-long"),
        Goal::ThirdParty => Some("third-party-inquiry"),
        Goal::Protect | Goal::FollowUp => None,
    };
    if let Some(page) = letter.and_then(|id| LetterPage::named(model, &account.id, id)) {
        let letter = page.draft.letter;
        let label = format!("Write to Meta by post: {}", letter.title);
        let intent = Intent::Letter(account.id.clone(), letter.id.clone());
        answers.push(Answer::new(label, intent));
    }
    if letter.is_some() && model.catalog.regions.authority_of(account) != AuthorityChoice::None {
        let intent = Intent::Authority(account.id.clone());
        answers.push(Answer::new("Complain to your authority", intent));
    }
    if answers.is_empty() {
        return None;
    }
    answers.push(stay);
    let title = match view.others.len() + 1 {
        1 => "You have tried the only route".to_owned(),
        2 => "You have tried both routes".to_owned(),
        count => format!("You have tried all {}", in_words(count)),
    };
    let body = "Menus come and go: what is not there today may be there in a week. A letter or the authority can do without them.";
    Some(QuestionPage::new(title, body, answers))
}

/// A small number in words.
fn in_words(count: usize) -> String {
    let words = [
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    words
        .get(count)
        .map_or_else(|| count.to_string(), ToString::to_string)
}
