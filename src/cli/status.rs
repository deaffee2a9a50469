//! `optout status` and `optout next`: list the progress and the next step of each account.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Stop, json,
    request::RequestJson,
    session::{Session, UnreadableJson},
    table,
};
use crate::{
    account::{
        Account,
        overview::{GoalView, Need, Overview},
    },
    content::{
        goal::Goal,
        guide::{Guide, Step},
        platform::{Kind, Platform},
        region::{Country, Regions},
        state::State,
    },
    id::Id,
    sort::sort_by_cached_key,
    text::{self, Clean},
};

#[derive(Serialize)]
struct StatusJson<'a> {
    format: u8,
    accounts: Vec<AccountJson<'a>>,
    unreadable: Vec<UnreadableJson<'a>>,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    id: &'a Id,
    label: &'a Clean,
    platform: Platform,
    kind: Kind,
    country: Option<Country>,
    region: Option<&'a Id>,
    group: Option<&'a Clean>,
    covered_by: Option<&'a Id>,
    state: State,
    need: Option<Need>,
    done: usize,
    total: usize,
    due: Option<String>,
    again: Option<String>,
    goals: Vec<GoalJson<'a>>,
    next: Option<StepJson<'a>>,
}

#[derive(Serialize)]
struct GoalJson<'a> {
    goal: Goal,
    guide: &'a Id,
    done: usize,
    total: usize,
    counted: bool,
    covered: bool,
    stale: bool,
    others: Vec<&'a Id>,
    request: Option<RequestJson<'a>>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    guide: &'a Id,
    step: &'a Id,
    title: &'a Clean,
    link: Option<&'a Clean>,
}

impl<'a> StepJson<'a> {
    fn new(
        account: &Account,
        regions: &'a Regions,
        (guide, step): (&'a Arc<Guide>, &'a Step),
    ) -> Self {
        Self {
            guide: &guide.id,
            step: &step.id,
            title: &step.title,
            link: regions.link(account, step),
        }
    }
}

fn goal_json(view: &GoalView, today: Date) -> GoalJson<'_> {
    GoalJson {
        goal: view.goal,
        guide: &view.guide.id,
        done: view.done,
        total: view.total,
        counted: view.counted,
        covered: view.covered,
        stale: view.guide.is_stale(today),
        others: view.others.iter().map(|guide| &guide.id).collect(),
        request: view.request.as_deref().map(RequestJson::new),
    }
}

/// Every account with its overview, the most urgent first.
fn by_urgency(session: &Session<'_>, accounts: &[Account]) -> Vec<(Account, Arc<Overview>)> {
    let overviews = session.overviews(accounts);
    let mut listed: Vec<(Account, Arc<Overview>)> =
        accounts.iter().cloned().zip(overviews).collect();
    sort_by_cached_key(&mut listed, |(account, overview)| {
        (
            overview.urgency(),
            overview.due,
            account.label.clone(),
            account.id.clone(),
        )
    });
    listed
}

pub(super) fn status(
    session: &mut Session<'_>,
    only: Option<&str>,
    as_json: bool,
) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let listed = match only {
        None => by_urgency(session, &accounts),
        Some(typed) => {
            let account = session.find(&accounts, typed)?;
            vec![(account.clone(), session.overview(account, &accounts).into())]
        }
    };
    if as_json {
        let catalog = session.catalog.clone();
        let today = session.now.today;
        let accounts = listed.iter().map(|(account, overview)| AccountJson {
            id: &account.id,
            label: &account.label,
            platform: account.platform,
            kind: account.kind,
            country: account.country,
            region: catalog.region(account).map(|region| &region.id),
            group: account.group.as_ref(),
            covered_by: overview
                .covered_by
                .as_ref()
                .map(|covering| &covering.account),
            state: overview.state,
            need: overview.need,
            done: overview.done,
            total: overview.total,
            due: overview.due.map(|day| day.to_string()),
            again: overview.wait.map(|wait| wait.until.to_string()),
            goals: overview
                .goals
                .iter()
                .map(|view| goal_json(view, today))
                .collect(),
            next: overview
                .next_step()
                .map(|next| StepJson::new(account, &catalog.regions, next)),
        });
        let mut bytes = Vec::new();
        let status = StatusJson {
            format: json::FORMAT,
            accounts: accounts.collect(),
            unreadable: session.unreadable_json(),
        };
        json::write(&mut bytes, &status)?;
        return Ok(session.out().write_all(&bytes)?);
    }
    if listed.is_empty() {
        return no_accounts(session);
    }
    let today = session.now.today;
    let widths = Widths::of(&listed);
    for (account, overview) in &listed {
        let state = in_words(overview, today);
        let next = overview.next_step().map_or_else(
            || format!("{}/{}", overview.done, overview.total),
            |(guide, step)| {
                let (done, total) = (overview.done, overview.total);
                format!(
                    "{done}/{total}  next: {}  {}",
                    guide.step_id(step),
                    step.title
                )
            },
        );
        widths.write(session, account, &state, &[next])?;
    }
    if only.is_none() {
        let line = summary(&listed, today);
        writeln!(session.out(), "{line}")?;
        session.write_unreadable()?;
    }
    Ok(())
}

/// The widths of the columns of labels and platforms.
struct Widths {
    label: usize,
    platform: usize,
}

/// The widest label that is shown whole.
const WIDEST_LABEL: usize = 24;

impl Widths {
    fn of(listed: &[(Account, Arc<Overview>)]) -> Self {
        let accounts = || listed.iter().map(|(account, _)| account);
        let labels = accounts().map(|account| text::width(&account.label));
        let platforms = accounts().map(|account| text::width(account.platform.title()));
        Self {
            label: labels.max().unwrap_or(0).min(WIDEST_LABEL),
            platform: platforms.max().unwrap_or(0),
        }
    }

    /// Writes an account: who it is, `last`, and `more` below.
    fn write(
        &self,
        session: &mut Session<'_>,
        account: &Account,
        last: &str,
        more: &[String],
    ) -> Result<(), Stop> {
        let country = account
            .country
            .map_or_else(|| "--".to_owned(), |country| country.to_string());
        let cells = [
            (account.id.as_str(), 8),
            (account.label.as_str(), self.label),
            (account.platform.title(), self.platform),
            (country.as_str(), 2),
            (last, 0),
        ];
        Ok(table::entry(session.out(), &cells, more)?)
    }
}

/// How many accounts are overdue, are due soon and need the person, in one line.
fn summary(listed: &[(Account, Arc<Overview>)], today: Date) -> String {
    let count = |is_it: &dyn Fn(&Overview) -> bool| {
        listed
            .iter()
            .filter(|(_, overview)| is_it(overview))
            .count()
    };
    let days = |overview: &Overview| Some((overview.due? - today).get_days());
    let overdue = count(&|overview| overview.state == State::Overdue);
    let soon = count(&|overview| {
        overview.state != State::Overdue
            && days(overview).is_some_and(|days| (0..=SOON).contains(&days))
    });
    let needing = count(&Overview::needs_attention);
    let mut parts = Vec::new();
    if overdue > 0 {
        parts.push(format!("{overdue} overdue"));
    }
    if soon > 0 {
        parts.push(format!("{soon} due within {SOON} days"));
    }
    parts.push(match needing {
        1 => "1 needs you".to_owned(),
        many => format!("{many} need you"),
    });
    parts.push(match listed.len() {
        1 => "1 account".to_owned(),
        many => format!("{many} accounts"),
    });
    parts.join(" · ")
}

/// What is due within as many days is due soon.
const SOON: i32 = 7;

/// The state of an account in words, with the account that covers it, if any.
pub(super) fn in_words(overview: &Overview, today: Date) -> String {
    let state = overview.situation(today);
    match &overview.covered_by {
        None => state,
        Some(covering) => format!("{state}, covered by {}", covering.label),
    }
}

/// Writes that there is no account yet, and how to add one; where there are some that cannot be read,
/// which they are.
pub(super) fn no_accounts(session: &mut Session<'_>) -> Result<(), Stop> {
    if !session.unreadable.is_empty() {
        return Ok(session.write_unreadable()?);
    }
    writeln!(session.out(), "There is no account yet. To add one:")?;
    writeln!(
        session.out(),
        "  optout account add --platform facebook --label Personal"
    )?;
    Ok(())
}

#[derive(Serialize)]
struct NextJson<'a> {
    format: u8,
    next: Vec<NextStepJson<'a>>,
}

#[derive(Serialize)]
struct NextStepJson<'a> {
    account: &'a Id,
    label: &'a Clean,
    #[serde(flatten)]
    step: StepJson<'a>,
}

pub(super) fn next(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let listed = by_urgency(session, &accounts);
    let regions = Arc::clone(&session.catalog.regions);
    if as_json {
        let next = listed.iter().filter_map(|(account, overview)| {
            let step = StepJson::new(account, &regions, overview.next_step()?);
            Some(NextStepJson {
                account: &account.id,
                label: &account.label,
                step,
            })
        });
        let next = NextJson {
            format: json::FORMAT,
            next: next.collect(),
        };
        return json::write(session.out(), &next);
    }
    if listed.is_empty() {
        return no_accounts(session);
    }
    let widths = Widths::of(&listed);
    let mut is_any = false;
    for (account, overview) in &listed {
        let Some((guide, step)) = overview.next_step() else {
            continue;
        };
        is_any = true;
        let link = regions.link(account, step).map(ToString::to_string);
        let more = [guide.step_id(step).to_string(), link.unwrap_or_default()];
        widths.write(session, account, &step.title, &more)?;
    }
    if !is_any {
        writeln!(session.out(), "No account has an open step.")?;
    }
    Ok(())
}
