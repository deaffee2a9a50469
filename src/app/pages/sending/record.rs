//! Makes a change of what was typed, and says what it did.

use super::{Part, Purpose, SendingPage};
use crate::{
    account::{
        self, Account,
        change::{Change, Edit},
        decide::{
            days,
            requests::{self, Answered, Sending},
        },
        progress::{Outcome, Request, RequestDay, RequestText},
    },
    app::{
        action::Action,
        core::{Core, Tone, changing},
        pages::{
            Turn,
            question::{Intent, Said},
        },
    },
    clock,
    error::Error,
    text::Clean,
};
use jiff::civil::Date;

/// What is wrong, and the index of the entry.
type Wrong = (usize, String);

fn sentence(error: &Error) -> String {
    error.sentence.to_string()
}

/// How long one waits for an answer to a request, as a sentence.
pub fn until(request: &Request, today: Date) -> String {
    match (request.deadline(), request.again) {
        (Some(due), _) if due < today => {
            format!("An answer was due by {}.", clock::long_date(due))
        }
        (Some(due), _) => format!("Answer due by {}.", clock::long_date(due)),
        (None, Some(again)) => format!("Look again on {}.", clock::long_date(again)),
        (None, None) => "No reply period is known here.".to_owned(),
    }
}

/// The key that undoes, as the end of a message. Over a page, that has to be closed first.
pub fn undoes(core: &Core, is_over_page: bool) -> String {
    let keys = [Action::Back, Action::Undo].map(|it| core.keymap.short(it));
    match keys {
        [Some(back), Some(undo)] if is_over_page => format!(" {back}, {undo} undo it."),
        [_, Some(undo)] => format!(" {undo} undoes it."),
        [_, None] => String::new(),
    }
}

impl SendingPage {
    fn index(&self, part: Part) -> Option<usize> {
        self.entries.iter().position(|entry| entry.part == part)
    }

    /// The first entry, which is the day of what happened.
    fn first_day(&self, core: &Core) -> Result<Date, Wrong> {
        let typed = self.entries.first();
        let typed = typed.map_or("", |entry| entry.input.value());
        account::check_day(typed, core.now.today).map_err(|why| (0, why))
    }

    fn text(&self, which: RequestText) -> Result<Option<Clean>, Wrong> {
        let Some(index) = self.index(Part::Text(which)) else {
            return Ok(None);
        };
        let typed = self.entries.get(index);
        let typed = typed.map_or("", |entry| entry.input.value());
        account::check_line(typed).map_err(|why| (index, why))
    }

    /// The edits that give a request the texts that were changed here.
    fn texts(&self, request: &Request) -> Result<Vec<Edit>, Wrong> {
        let mut edits = Vec::new();
        for which in [RequestText::Reference, RequestText::Note] {
            let text = self.text(which)?;
            let is_shown = self.index(Part::Text(which)).is_some();
            if is_shown && text.as_ref() != request.text(which) {
                edits.push(requests::set_text(&request.id, which, text));
            }
        }
        Ok(edits)
    }

    /// Records what was typed and closes; where something is wrong with it, says what and stays.
    pub(super) fn record(&mut self, core: &mut Core) -> Turn {
        let Some(account) = core.entry(&self.account).map(|entry| entry.account.clone()) else {
            core.say(
                Tone::Bad,
                format!("{} Nothing is recorded.", changing::GONE),
            );
            return Turn::close();
        };
        let done = match self.purpose.clone() {
            Purpose::Tick { step, goes_on } => self.sending(core).map(|sending| {
                Turn::close().then(Intent::Sent(
                    self.account.clone(),
                    step,
                    Box::new(sending),
                    goes_on,
                ))
            }),
            Purpose::Another(request) => self.another_one(core, &account, &request),
            Purpose::Said(asked, said) => match still(core, &account, &asked) {
                Some(request) => self.say_it(core, &account, &request, said),
                None => return Turn::close(),
            },
            Purpose::Correct(started) => match account.progress.request(&started.id) {
                Some(request) => self.put_right(core, &account, &request.clone(), &started),
                None => {
                    core.say(Tone::Bad, OFF_RECORD);
                    return Turn::close();
                }
            },
        };
        done.unwrap_or_else(|(index, why)| {
            self.focus = index;
            self.error = Some(why);
            Turn::stay()
        })
    }

    fn sending(&self, core: &Core) -> Result<Sending, Wrong> {
        let on = self.first_day(core)?;
        days::check(Some(on), core.now).map_err(|error| (0, sentence(&error)))?;
        let by_post = self.index(Part::ByPost).and_then(|at| self.entries.get(at));
        Ok(Sending {
            on: Some(on),
            by_post: by_post.is_some_and(super::Entry::is_ticked),
            reference: self.text(RequestText::Reference)?,
            ..Sending::default()
        })
    }

    fn another_one(
        &self,
        core: &mut Core,
        account: &Account,
        like: &Request,
    ) -> Result<Turn, Wrong> {
        let sending = self.sending(core)?;
        let region = core.catalog.region(account).cloned();
        let guide = core.catalog.guide(&like.guide).cloned();
        let guide = guide.ok_or_else(|| {
            let why = "The route that it was sent by is gone: tick a step that sends instead.";
            (0, why.to_owned())
        })?;
        let change = requests::send(
            account,
            &guide,
            like.to,
            region.as_ref(),
            &sending,
            core.now,
        )
        .map_err(|error| (0, sentence(&error)))?;
        let sent = change.edits.iter().find_map(|edit| match edit {
            Edit::Send(request) => Some(request.clone()),
            _ => None,
        });
        let words = format!("recorded another {}", like.noun());
        let message = sent.map_or_else(String::new, |request| {
            let day = clock::short_date(request.sent);
            format!("Sent {day}. {}", until(&request, core.now.today))
        });
        Ok(make(core, change, words, message))
    }

    fn say_it(
        &self,
        core: &mut Core,
        account: &Account,
        request: &Request,
        said: Said,
    ) -> Result<Turn, Wrong> {
        let on = self.first_day(core)?;
        let texts = self.texts(request)?;
        let region = core.catalog.region(account).cloned();
        let (region, now) = (region.as_ref(), core.now);
        let change = match said {
            Said::Ended(outcome) => {
                let answered = Answered {
                    on: Some(on),
                    ..Answered::default()
                };
                requests::answer(account, request, outcome, &answered, now)
            }
            Said::AskedWho => requests::asked(account, request, on, region, now),
            Said::Longer => requests::extend(account, request, on, region, now),
            Said::Given => requests::given(account, request, on, region, now),
        };
        let mut change = change.map_err(|error| (0, sentence(&error)))?;
        change.edits.extend(texts);
        if said == Said::Ended(Outcome::Withdrawn) {
            let guide = core.catalog.guide(&request.guide).map(AsRef::as_ref);
            let reopened = requests::reopen(account, request, guide);
            change.edits.extend(reopened);
        }
        let is_reopened = change.edits.iter().any(|it| matches!(it, Edit::Step(_, _)));
        let title = said.title(request.to);
        let day = clock::short_date(on);
        let message = match said {
            Said::Ended(_) if is_reopened => {
                format!("Recorded: {title}, {day}. Its step is open again.")
            }
            Said::Ended(_) | Said::AskedWho => format!("Recorded: {title}, {day}."),
            Said::Longer | Said::Given => {
                let mut after = account.clone();
                change.apply(&mut after);
                let after = after
                    .progress
                    .request(&request.id)
                    .map(|it| until(it, core.now.today));
                format!("Recorded. {}", after.unwrap_or_default())
            }
        };
        Ok(make(core, change, format!("recorded \"{title}\""), message))
    }

    fn put_right(
        &mut self,
        core: &mut Core,
        account: &Account,
        request: &Request,
        started: &Request,
    ) -> Result<Turn, Wrong> {
        let mut edits = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let Part::Day(which) = entry.part else {
                continue;
            };
            if !entry.is_changed() {
                continue;
            }
            let typed = entry.input.value().trim();
            if typed.is_empty() && which != RequestDay::Sent {
                edits.push(requests::set_day(&request.id, which, None));
                continue;
            }
            let day = account::check_day(typed, core.now.today).map_err(|why| (index, why))?;
            edits.push(requests::set_day(&request.id, which, Some(day)));
        }
        days::check_edits(request, &edits, core.now).map_err(|(which, error)| {
            (
                self.index(Part::Day(which)).unwrap_or_default(),
                sentence(&error),
            )
        })?;
        edits.extend(self.texts(started)?);
        let by_post = self.index(Part::ByPost).and_then(|at| self.entries.get(at));
        let by_post = by_post.map(super::Entry::is_ticked);
        if let Some(by_post) = by_post.filter(|by_post| *by_post != started.by_post) {
            edits.push(Edit::Post(request.id.clone(), by_post));
        }
        let region = core.catalog.region(account).cloned();
        let deadline = requests::deadline(request, region.as_ref());
        // A day that was not known then is found now.
        if edits.is_empty() && (request.due.is_some() || deadline.is_none()) {
            core.say(Tone::Plain, "Nothing is changed.");
            return Ok(Turn::close());
        }
        let same = |request: &Request| Request {
            at: None,
            ..request.clone()
        };
        if same(request) != same(started) {
            let key = core.keymap.short(Action::Enter).unwrap_or_default();
            self.purpose = Purpose::Correct(Box::new(request.clone()));
            let why =
                format!("It was changed elsewhere meanwhile; {key} records yours all the same.");
            return Err((self.focus, why));
        }
        let change = requests::correct(account, &request.id, edits, region.as_ref(), core.now);
        let mut after = account.clone();
        change.apply(&mut after);
        let message = match after.progress.request(&request.id) {
            Some(after) if after.outcome == Outcome::Waiting => {
                format!("Corrected. {}", until(after, core.now.today))
            }
            Some(_) | None => "Corrected.".to_owned(),
        };
        Ok(make(
            core,
            change,
            format!("corrected the {}", started.name()),
            message,
        ))
    }
}

/// Why nothing is changed: another copy of the program, or a command, removed the request.
pub const OFF_RECORD: &str = "Not recorded: the request was taken off the record elsewhere.";

/// The request as it is now, if it still has the answer that was shown when the person was asked; else
/// says why not.
pub fn still(core: &mut Core, account: &Account, asked: &Request) -> Option<Request> {
    match account.progress.request(&asked.id) {
        Some(now) if now.outcome == asked.outcome => Some(now.clone()),
        Some(now) => {
            let message = format!(
                "Not recorded: meanwhile \"{}\" was recorded elsewhere. Answer once more if that is wrong.",
                now.outcome.title_by(now.to)
            );
            core.say(Tone::Bad, message);
            None
        }
        None => {
            core.say(Tone::Bad, OFF_RECORD);
            None
        }
    }
}

/// Makes a change and closes the page. Where it was made, says so.
pub fn make(core: &mut Core, change: Change, words: String, message: String) -> Turn {
    let effects = changing::make(core, change, words);
    if !effects.is_empty() {
        let message = format!("{message}{}", undoes(core, false));
        core.say(Tone::Good, message);
    }
    Turn::close().with(effects)
}
