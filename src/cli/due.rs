//! `optout due`: what is due or overdue, for a person, a prompt or a cron job.

use std::sync::Arc;

use clap::Args;
use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;

use super::{Stop, json, session::Session, table};
use crate::{
    account::{
        Account,
        overview::{Need, Overview},
    },
    clock,
    id::Id,
    sort::sort_by_cached_key,
    text::Clean,
};

/// The arguments of `optout due`.
#[derive(Debug, Clone, Args)]
pub struct DueArgs {
    /// Also what is due within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = days)]
    within: u16,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// End with 3 if something is due or overdue
    #[arg(long)]
    exit_code: bool,
}

fn days(typed: &str) -> Result<u16, &'static str> {
    typed
        .parse()
        .map_err(|_| "write a number of days, such as 14")
}

#[derive(Serialize)]
struct DueJson<'a> {
    format: u8,
    due: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    account: &'a Id,
    label: &'a Clean,
    /// What it needs now; `None` where a day is still to come.
    need: Option<Need>,
    /// The day; `None` where no law sets one.
    day: Option<String>,
    /// From today until then, negative after it.
    days: Option<i64>,
}

/// The day that counts for an account, if it needs something or its day comes soon.
fn item(overview: &Overview, today: Date, within: u16) -> Option<Option<Date>> {
    let day = match overview.wait {
        Some(wait) => Some(wait.until),
        None => overview.due,
    };
    let last = today.saturating_add(i64::from(within).days());
    let is_soon = day.is_some_and(|day| day <= last);
    (overview.need.is_some() || is_soon).then_some(day)
}

pub(super) fn due(session: &mut Session<'_>, args: &DueArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let today = session.now.today;
    let mut listed: Vec<(&Account, Arc<Overview>, Option<Date>)> = Vec::new();
    for (account, overview) in accounts.iter().zip(session.overviews(&accounts)) {
        if let Some(day) = item(&overview, today, args.within) {
            listed.push((account, overview, day));
        }
    }
    sort_by_cached_key(&mut listed, |(account, overview, day)| {
        (overview.urgency(), *day, account.label.clone())
    });
    let any = !listed.is_empty();
    if args.json {
        let items = listed.iter().map(|(account, overview, day)| ItemJson {
            account: &account.id,
            label: &account.label,
            need: overview.need,
            day: day.map(|day| day.to_string()),
            days: day.map(|day| clock::days_until(today, day)),
        });
        let due = DueJson {
            format: json::FORMAT,
            due: items.collect(),
        };
        json::write(session.out(), &due)?;
    } else if any {
        let rows: Vec<[String; 4]> = listed
            .iter()
            .map(|(account, overview, _)| {
                let day = overview.day_of_standing();
                [
                    account.id.to_string(),
                    account.label.to_string(),
                    overview.situation(today),
                    day.map_or_else(String::new, clock::long_date),
                ]
            })
            .collect();
        table::write(session.out(), &rows)?;
    } else {
        writeln!(session.out(), "Nothing is due.")?;
    }
    match any && args.exit_code {
        true => Err(Stop::Due),
        false => Ok(()),
    }
}
