//! `optout account`: adds, lists, edits, removes, merges and checks accounts; lists browsers.

mod browsers;
mod check;
mod restore;

use std::{
    io::{self, BufRead as _, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{
    Stop,
    details::LetterDetails,
    find, json,
    session::{self, Session, UnreadableJson},
    status, table,
    value::one_of,
};
use crate::{
    account::{
        self, Account,
        change::{Change, Edit},
        decide,
    },
    content::{
        language::{Ground, Language},
        platform::{Kind, Platform},
        region::Country,
    },
    error::Error,
    id::Id,
    store::Merged,
    system::paths,
    text::{Clean, TextKind},
};

/// The subcommands of `optout account`.
#[derive(Debug, Clone, Subcommand)]
pub enum AccountCommand {
    /// Add an account and print its new id
    Add(AddArgs),
    /// List the accounts
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Change what is said about an account; only what is given changes
    Edit(EditArgs),
    /// List the browsers found here and their profiles, with the command for --open-with
    #[command(after_help = BROWSERS)]
    Browsers {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Put an account into the trash folder, with all that is kept about it
    Remove {
        /// The account
        account: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Bring an account back from the trash folder; without one, list what is there
    Restore {
        /// Its id, the beginning of it, or its label
        account: Option<String>,
        /// Print the list as JSON
        #[arg(long, conflicts_with = "account")]
        json: bool,
    },
    /// Bring the marks of another version of its file in, such as a sync tool's conflict copy
    #[command(after_help = MERGING)]
    Merge {
        /// The account
        account: String,
        /// The other version
        file: PathBuf,
    },
    /// Look for what is wrong with the files of all accounts, or of these; changes nothing
    ///
    /// Each problem is named with its file, line, column and rule. Errors end it with exit code 1:
    /// a file that cannot be read, is not TOML, has wrong values, or is of a newer version.
    /// Warnings do not: copies of a file, what a cut-off save left behind, files that others may
    /// read. Marks for steps that no guide has are kept; a note names them.
    Check {
        /// Accounts, or files of accounts wherever they lie
        #[arg(value_name = "ACCOUNT|FILE")]
        named: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

const BROWSERS: &str = "A person with several accounts is logged in to each in a profile of its own. \
    Firefox containers are listed where its extension \"Open external links in a container\" is \
    installed; without it nothing opens a page in one. Private windows are not listed: they forget your log-in.";
const MERGING: &str = "For each step the later mark counts, and of two at the same moment the one \
                       that is further; the later note counts, also where it was taken away. Requests \
                       are united. What was not taken is named, and kept in a file beside the \
                       account's, `.not-taken.toml`. A copy that lies among the accounts is then renamed `.merged`.";

/// The arguments of `optout account add`.
#[derive(Debug, Clone, Args)]
pub struct AddArgs {
    /// Where it lives
    #[arg(long, value_name = "P", value_parser = one_of(Platform::NAMES))]
    platform: Platform,
    /// What you call it
    #[arg(long, value_name = "L", allow_hyphen_values = true)]
    label: String,
    #[command(flatten)]
    details: LetterDetails,
}

/// The arguments of `optout account edit`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "An empty text, such as --handle '', removes what was there.")]
pub struct EditArgs {
    /// The account
    account: String,
    /// Where it lives
    #[arg(long, value_name = "P", value_parser = one_of(Platform::NAMES))]
    platform: Option<Platform>,
    /// What you call it
    #[arg(long, value_name = "L", allow_hyphen_values = true)]
    label: Option<String>,
    #[command(flatten)]
    details: LetterDetails,
}

pub(super) fn run(session: &mut Session<'_>, command: &AccountCommand) -> Result<(), Stop> {
    match command {
        AccountCommand::Add(args) => add(session, args),
        AccountCommand::List { json } => list(session, *json),
        AccountCommand::Edit(args) => edit(session, args),
        AccountCommand::Browsers { json } => browsers::browsers(session, *json),
        AccountCommand::Remove { account, yes } => remove(session, account, *yes),
        AccountCommand::Restore { account, json } => {
            restore::restore(session, account.as_deref(), *json)
        }
        AccountCommand::Merge { account, file } => merge(session, account, file),
        AccountCommand::Check { named, json } => check::check(session, named, *json),
    }
}

/// The error for an invalid argument.
fn invalid(sentence: String) -> Error {
    Error::new(sentence, "Nothing was changed.")
}

fn add(session: &mut Session<'_>, args: &AddArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let random_id = || account::new_id(|count| fastrand::usize(..count));
    let is_free = |id: &Id| accounts.iter().all(|account| account.id != *id);
    let mut ids = std::iter::repeat_with(random_id).take(100).flatten();
    let id = ids.find(is_free);
    let id = id.ok_or_else(|| Error::new("No free id was found.", "Try it once more."))?;
    let label = account::check_label(&args.label).map_err(invalid)?;
    let mut account = Account::new(id, label, args.platform, session.now.moment);
    args.details
        .write_to(&mut account, &session.catalog.regions)
        .map_err(invalid)?;
    let id = account.id.clone();
    let edit = Edit::Create(Box::new(account));
    session.save(Change::new(&id, session.now.moment, vec![edit]))?;
    session.tell_left_out("The label", Some(&args.label), TextKind::Name)?;
    writeln!(session.out(), "{id}")?;
    Ok(())
}

#[derive(Serialize)]
struct ListJson<'a> {
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
    handle: Option<&'a Clean>,
    email: Option<&'a Clean>,
    country: Option<Country>,
    group: Option<&'a Clean>,
    open_with: &'a [Clean],
    name: Option<&'a Clean>,
    address: Option<&'a Clean>,
    authority: Option<&'a Id>,
    language: Option<Language>,
    grounds: &'a [Ground],
    created: String,
    read_only: Option<&'a Clean>,
}

fn list(session: &mut Session<'_>, as_json: bool) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    if as_json {
        let accounts = accounts.iter().map(|account| AccountJson {
            id: &account.id,
            label: &account.label,
            platform: account.platform,
            kind: account.kind,
            handle: account.handle.as_ref(),
            email: account.email.as_ref(),
            country: account.country,
            group: account.group.as_ref(),
            open_with: &account.open_with,
            name: account.name.as_ref(),
            address: account.address.as_ref(),
            authority: account.authority.as_ref(),
            language: account.language,
            grounds: &account.grounds,
            created: account.created.to_string(),
            read_only: account.read_only.as_ref(),
        });
        let mut bytes = Vec::new();
        let list = ListJson {
            format: json::FORMAT,
            accounts: accounts.collect(),
            unreadable: session.unreadable_json(),
        };
        json::write(&mut bytes, &list)?;
        return Ok(session.out().write_all(&bytes)?);
    }
    if accounts.is_empty() {
        return status::no_accounts(session);
    }
    let rows: Vec<[String; 6]> = accounts
        .iter()
        .map(|account| {
            let country = account
                .country
                .map_or("-".to_owned(), |country| country.to_string());
            let group = account
                .group
                .as_ref()
                .map_or(String::new(), |group| format!("Accounts Center {group}"));
            let platform = account.platform.title().to_owned();
            let kind = account.kind.title().to_owned();
            [
                account.id.to_string(),
                account.label.to_string(),
                platform,
                kind,
                country,
                group,
            ]
        })
        .collect();
    table::write(session.out(), &rows)?;
    Ok(session.write_unreadable()?)
}

fn edit(session: &mut Session<'_>, args: &EditArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, &args.account)?;
    session::check_changeable(account)?;
    let mut edited = account.clone();
    if let Some(label) = &args.label {
        edited.label = account::check_label(label).map_err(invalid)?;
        session.tell_left_out("The label", Some(label), TextKind::Name)?;
    }
    if let Some(platform) = args.platform {
        (edited.platform, edited.kind) = match edited.kind {
            Kind::NoAccount => Kind::Personal.with(platform),
            kind => kind.with(platform),
        };
    }
    args.details
        .write_to(&mut edited, &session.catalog.regions)
        .map_err(invalid)?;
    match decide::edit(account, &edited, &session.catalog, session.now) {
        None => writeln!(
            session.out(),
            "{} ({}) is as you want it already.",
            account.label,
            account.id
        )?,
        Some(change) => {
            session.save(change)?;
            writeln!(
                session.out(),
                "{} ({}) was changed.",
                edited.label,
                edited.id
            )?;
        }
    }
    Ok(())
}

fn remove(session: &mut Session<'_>, typed: &str, yes: bool) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, typed)?;
    session::check_changeable(account)?;
    if !yes && !is_confirmed(session, account)? {
        return Err(Error::new("Nothing was removed.", "").into());
    }
    let removal = Change::new(&account.id, session.now.moment, vec![Edit::Remove]);
    session.save(removal)?;
    let (label, id) = (&account.label, &account.id);
    writeln!(
        session.out(),
        "{label} ({id}) is in the trash. To bring it back: optout account restore {id}"
    )?;
    Ok(())
}

/// Asks whether to remove an account.
fn is_confirmed(session: &mut Session<'_>, account: &Account) -> Result<bool, Stop> {
    if !io::stdin().is_terminal() {
        let sentence = format!(
            "Removing {} ({}) needs your yes.",
            account.label, account.id
        );
        return Err(Error::new(sentence, "Pass --yes to remove it without being asked.").into());
    }
    let described = find::describe(&session.catalog, account);
    // In one write, so that the echo of keys that are typed ahead does not split it.
    let question = format!("Put {described} into the trash folder? [y/N] ");
    session.err().write_all(question.as_bytes())?;
    session.err().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Writes what was not taken or was replaced, and which file keeps it.
pub(super) fn tell_differences(session: &mut Session<'_>, merged: &Merged) -> Result<(), Stop> {
    for difference in &merged.differences {
        writeln!(session.out(), "{difference}")?;
    }
    if let Some(file) = merged
        .kept
        .as_ref()
        .filter(|_| !merged.differences.is_empty())
    {
        writeln!(session.out(), "What was not taken is kept in {file}.")?;
    }
    Ok(())
}

fn merge(session: &mut Session<'_>, typed: &str, file: &Path) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, typed)?;
    session::check_changeable(account)?;
    let merged = session.merge(account, file)?;
    let who = format!("{} ({})", account.label, account.id);
    let shown = paths::shown(file);
    match merged.taken {
        0 => writeln!(session.out(), "{shown} has nothing that {who} has not.")?,
        1 => writeln!(session.out(), "1 entry came into {who}.")?,
        number => writeln!(session.out(), "{number} entries came into {who}.")?,
    }
    tell_differences(session, &merged)?;
    if let Some(name) = &merged.renamed {
        writeln!(session.out(), "The copy is now {name}.")?;
    }
    Ok(())
}
