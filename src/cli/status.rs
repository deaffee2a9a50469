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
    text::Clean,
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
        request: view.request.as_ref().map(RequestJson::new),
    }
}

/// Every account with its overview, the most urgent first.
fn by_urgency(session: &Session<'_>, accounts: &[Account]) -> Vec<(Account, Overview)> {
    let overviews = session.overviews(accounts);
    let mut listed: Vec<(Account, Overview)> = accounts.iter().cloned().zip(overviews).collect();
    listed.sort_by_cached_key(|(account, overview)| {
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
            vec![(account.clone(), session.overview(account, &accounts))]
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
    let rows: Vec<[String; 7]> = listed
        .iter()
        .map(|(account, overview)| {
            let day = overview.wait.map_or(overview.due, |wait| Some(wait.until));
            let due = day.map(|day| day.to_string());
            let next = overview
                .next_step()
                .map(|(guide, step)| format!("next: {}  {}", guide.step_id(step), step.title));
            [
                account.id.to_string(),
                account.label.to_string(),
                account.platform.title().to_owned(),
                in_words(overview, today),
                format!("{}/{}", overview.done, overview.total),
                due.unwrap_or_default(),
                next.unwrap_or_default(),
            ]
        })
        .collect();
    table::write(session.out(), &rows)?;
    if only.is_none() {
        session.write_unreadable()?;
    }
    Ok(())
}

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
    let rows: Vec<[String; 5]> = listed
        .iter()
        .filter_map(|(account, overview)| {
            let (guide, step) = overview.next_step()?;
            Some([
                account.id.to_string(),
                account.label.to_string(),
                guide.step_id(step).to_string(),
                step.title.to_string(),
                regions
                    .link(account, step)
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ])
        })
        .collect();
    if rows.is_empty() {
        writeln!(session.out(), "No account has an open step.")?;
    }
    Ok(table::write(session.out(), &rows)?)
}
