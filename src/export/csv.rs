//! CSV: a row for each step that counts, for spreadsheets.

use jiff::civil::Date;

use super::{Context, goals};
use crate::account::Account;

/// The columns. Days are 2026-11-21, moments 2026-11-21T10:00:00Z; what is not known is empty.
pub const COLUMNS: [&str; 24] = [
    "account",
    "label",
    "platform",
    "kind",
    "country",
    "state",
    "goal",
    "optional",
    "guide",
    "step",
    "title",
    "action",
    "kind_of_step",
    "mark",
    "at",
    "note",
    "opened",
    "link",
    "confidence",
    "seen",
    "sent",
    "due",
    "outcome",
    "reference",
];

/// The checklists of these accounts as one table: the steps of the active routes, each with the state
/// of the latest request for its goal.
///
/// # Errors
///
/// What the table could not be made of, which no text of a person can cause.
pub fn csv(context: Context<'_>, accounts: &[&Account]) -> Result<Vec<u8>, String> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let failed = |error: ::csv::Error| error.to_string();
    writer.write_record(COLUMNS).map_err(failed)?;
    for account in accounts {
        for row in rows(context, account) {
            writer
                .write_record(row.map(|cell| inert(&cell)))
                .map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| error.to_string())
}

fn rows(context: Context<'_>, account: &Account) -> Vec<[String; 24]> {
    let overview = goals::overview(context, account);
    let mut rows = Vec::new();
    for view in &overview.goals {
        let guide = &view.guide;
        let request = view.request.as_deref();
        for step in guide.steps.iter().filter(|step| view.counts(step)) {
            let known = account.progress.step(&guide.step_id(step));
            let moment = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
            let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let text = |text: Option<&crate::text::Clean>| {
                text.map(ToString::to_string).unwrap_or_default()
            };
            rows.push([
                account.id.to_string(),
                account.label.to_string(),
                account.platform.to_string(),
                account.kind.to_string(),
                account.country.map(|it| it.to_string()).unwrap_or_default(),
                overview.state.to_string(),
                view.goal.to_string(),
                if view.counted { "no" } else { "yes" }.to_owned(),
                guide.id.to_string(),
                step.id.to_string(),
                step.title.to_string(),
                text(step.action.as_ref()),
                step.kind.to_string(),
                known
                    .and_then(|it| it.mark)
                    .map(|it| it.to_string())
                    .unwrap_or_default(),
                moment(known.and_then(|it| it.at)).unwrap_or_default(),
                text(known.and_then(|it| it.note.as_ref())),
                moment(known.and_then(|it| it.opened)).unwrap_or_default(),
                text(context.catalog.regions.link(account, step)),
                step.confidence.to_string(),
                step.seen.map(|it| it.day.to_string()).unwrap_or_default(),
                day(request.map(|it| it.sent)),
                day(request.and_then(|it| it.deadline())),
                request.map(|it| it.outcome.to_string()).unwrap_or_default(),
                text(request.and_then(|it| it.reference.as_ref())),
            ]);
        }
    }
    rows
}

/// A cell that no spreadsheet takes for a formula: an apostrophe comes before what one begins with,
/// also behind blanks, and in the wide letters that some take for the same.
fn inert(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for cell in [
            "=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\u{a0}=1", "＝1", "－1",
        ] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["", "a=1", "'=1", "2026-11-21", "1-1"] {
            assert_eq!(inert(cell), cell);
        }
    }
}
