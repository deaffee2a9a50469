//! Made-up accounts for the demo (`optout --demo`): people who do not exist, on a fixed day, in every state
//! that an account can be in. What they did follows from the guides, as it does for everybody.

use jiff::{
    Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};

use crate::{
    account::{
        Account,
        decide::{
            self,
            requests::{self, Answered, Sending},
        },
        overview::{Overview, coverings},
        progress::{Mark, Outcome},
    },
    catalog::Catalog,
    clock::Now,
    content::{
        goal::Goal,
        guide::{Guide, StepKind},
        platform::{Kind, Platform},
    },
    id::Id,
    text,
};

/// The day on which the demo begins.
pub const BEGINS: Date = date(2026, 12, 1);

/// Ten in the morning, in UTC, of the day so many days after the first one.
pub fn now(days: i64) -> Now {
    let today = BEGINS.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default());
    Now {
        moment: moment(today),
        today,
    }
}

fn moment(day: Date) -> Timestamp {
    let morning = TimeZone::UTC.to_timestamp(day.at(10, 0, 0, 0));
    morning.unwrap_or(Timestamp::UNIX_EPOCH)
}

/// What somebody did.
#[derive(Debug, Clone, Copy)]
enum Did {
    /// So many steps of the objection, on a day.
    Steps(usize, Date),
    /// Opened the page that sends it, and went no further.
    Opened(Date),
    /// Did not find a step.
    Missed(Date),
    /// Sent it.
    Sent(Date),
    /// Did everything, the proof too.
    All(Date),
    /// Was answered.
    Heard(Outcome, Date),
    /// Sent what follows: a reminder, a complaint.
    Followed(Date),
    /// Wrote a note on the step that comes next.
    Noted(&'static str),
}

use Did::{All, Followed, Heard, Missed, Noted, Opened, Sent, Steps};

/// A made-up account: its label, platform, kind and country; the Accounts Center that it shares with others;
/// what was done.
struct Told(
    &'static str,
    Platform,
    Kind,
    &'static str,
    &'static str,
    &'static [Did],
);

const NOVEMBER: Date = date(2026, 11, 12);
const OCTOBER: Date = date(2026, 10, 8);
const LAST_YEAR: Date = date(2025, 11, 3);

#[rustfmt::skip]
const ACCOUNTS: &[Told] = &[
    Told("Kim", Platform::Facebook, Kind::Personal, "DE", "Kim", &[Sent(NOVEMBER), Noted("The mail came to the old address.")]),
    Told("Kim", Platform::Instagram, Kind::Personal, "DE", "Kim", &[]),
    Told("Kim's bakery", Platform::Facebook, Kind::Page, "DE", "", &[All(NOVEMBER)]),
    Told("Robin", Platform::Facebook, Kind::Personal, "IE", "", &[Sent(OCTOBER)]),
    Told("Robin's photos", Platform::Instagram, Kind::Professional, "IE", "", &[Sent(OCTOBER), Heard(Outcome::Refused, NOVEMBER)]),
    Told("Alex", Platform::Instagram, Kind::Personal, "IT", "", &[Sent(NOVEMBER), Heard(Outcome::MoreAsked, date(2026, 11, 20))]),
    Told("Alex", Platform::Threads, Kind::Personal, "IT", "", &[Steps(2, date(2026, 11, 29))]),
    Told("Sam", Platform::Facebook, Kind::Personal, "ES", "", &[All(OCTOBER), Heard(Outcome::Granted, date(2026, 10, 9))]),
    Told("Sam", Platform::Instagram, Kind::Personal, "ES", "", &[All(LAST_YEAR), Heard(Outcome::Granted, date(2025, 11, 4))]),
    Told("Noa", Platform::Whatsapp, Kind::Personal, "NL", "", &[All(OCTOBER)]),
    Told("Mum", Platform::Facebook, Kind::Personal, "PL", "", &[Opened(date(2026, 11, 30))]),
    Told("Mum's phone", Platform::Whatsapp, Kind::Personal, "PL", "", &[]),
    Told("Grandad", Platform::Facebook, Kind::Personal, "AT", "", &[Steps(1, NOVEMBER), Missed(NOVEMBER)]),
    Told("Toni in Ohio", Platform::Facebook, Kind::Personal, "US", "", &[]),
    Told("Toni's shop", Platform::Instagram, Kind::Professional, "BR", "", &[Steps(3, date(2026, 11, 28))]),
    Told("Mika", Platform::Instagram, Kind::Minor, "GB", "", &[]),
    Told("Jo", Platform::Facebook, Kind::Personal, "CH", "", &[Sent(date(2026, 9, 14)), Followed(date(2026, 11, 16))]),
    Told("The choir", Platform::Facebook, Kind::Professional, "SE", "", &[Sent(date(2026, 11, 27))]),
    Told("An old login", Platform::Facebook, Kind::Personal, "", "", &[]),
    Told("Uncle, no account", Platform::None, Kind::NoAccount, "IE", "", &[Steps(1, NOVEMBER)]),
];

/// The accounts as they are on the first day.
pub fn accounts(catalog: &Catalog) -> Vec<Account> {
    let told = ACCOUNTS.iter().enumerate();
    told.filter_map(|(index, told)| account(catalog, index, told))
        .collect()
}

fn account(catalog: &Catalog, index: usize, told: &Told) -> Option<Account> {
    let Told(label, platform, kind, country, group, deeds) = told;
    let id = Id::new(&format!("demo{:04}", index + 1))?;
    let created = moment(LAST_YEAR);
    let label = text::clean(label, text::TextKind::Name);
    let mut account = Account::new(id, label, *platform, created);
    account.kind = *kind;
    account.country = catalog.regions.country(country).ok();
    account.group = Some(text::clean(group, text::TextKind::Name)).filter(|it| !it.is_empty());
    for did in *deeds {
        carry_out(&mut account, catalog, *did);
    }
    Some(account)
}

fn carry_out(account: &mut Account, catalog: &Catalog, did: Did) {
    match did {
        Steps(count, on) => walk(account, catalog, Goal::Object, on, |done, _| done < count),
        Sent(on) => walk(account, catalog, Goal::Object, on, |_, is_sent| !is_sent),
        All(on) => walk(account, catalog, Goal::Object, on, |_, _| true),
        Followed(on) => walk(account, catalog, Goal::FollowUp, on, |_, is_sent| !is_sent),
        Opened(on) => {
            let overview = overview(account, catalog, on);
            let view = overview.goal(Goal::Object);
            let submits = |guide: &Guide| {
                let step = guide.steps.iter().find(|it| it.kind == StepKind::Submit);
                step.map(|step| guide.step_id(step))
            };
            if let Some(step) = view.and_then(|view| submits(&view.guide)) {
                decide::opened(account, step, on_day(on)).apply(account);
            }
        }
        Missed(on) => {
            let overview = overview(account, catalog, on);
            if let Some((guide, step)) = overview.next_step() {
                let blocked = Some(Mark::Blocked);
                let sending = Sending::default();
                decide::mark(account, guide, step, blocked, None, &sending, on_day(on))
                    .apply(account);
            }
        }
        Heard(outcome, on) => {
            let Some(request) = account.progress.latest(Goal::Object).cloned() else {
                return;
            };
            let said = Answered {
                on: Some(on),
                ..Answered::default()
            };
            if let Ok(change) = requests::answer(account, &request, outcome, &said, on_day(on)) {
                change.apply(account);
            }
        }
        Noted(words) => {
            let overview = overview(account, catalog, BEGINS);
            if let Some((guide, step)) = overview.next_step() {
                let note = Some(text::clean(words, text::TextKind::Line));
                decide::note(account, guide.step_id(step), note, now(0)).apply(account);
            }
        }
    }
}

fn on_day(day: Date) -> Now {
    Now {
        moment: moment(day),
        today: day,
    }
}

fn overview(account: &Account, catalog: &Catalog, today: Date) -> Overview {
    Overview::of(account, catalog, &coverings([account]), today)
}

/// Ticks the steps of a goal's active route, from the first one on, as long as `goes_on` says so of the
/// number of steps that are done and of whether it was sent.
fn walk(
    account: &mut Account,
    catalog: &Catalog,
    goal: Goal,
    on: Date,
    goes_on: impl Fn(usize, bool) -> bool,
) {
    let overview = overview(account, catalog, on);
    let Some(view) = overview.goal(goal) else {
        return;
    };
    let region = account.country.and_then(|it| catalog.regions.of(it));
    let mut is_sent = false;
    for (done, step) in view.guide.steps.iter().enumerate() {
        if !goes_on(done, is_sent) {
            return;
        }
        let sending = Sending {
            on: Some(on),
            ..Sending::default()
        };
        let ticked = Some(Mark::Done);
        decide::mark(
            account,
            &view.guide,
            step,
            ticked,
            region,
            &sending,
            on_day(on),
        )
        .apply(account);
        is_sent |= step.kind == StepKind::Submit;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{BEGINS, accounts};
    use crate::{
        account::overview::{coverings, overviews},
        catalog::Catalog,
        content::state::State,
    };

    #[test]
    fn twenty_accounts_are_in_every_state() {
        let catalog = Catalog::new(&[], &[]);
        let accounts = accounts(&catalog);
        assert_eq!(accounts.len(), 20);
        let all = overviews(accounts.iter(), &catalog, &coverings(&accounts), BEGINS);
        let states: BTreeSet<&str> = all.iter().map(|it| it.state.title()).collect();
        for state in State::ALL {
            assert!(states.contains(state.title()), "{state} in {states:?}");
        }
        assert!(all.iter().any(|overview| overview.covered_by.is_some()));
    }
}
