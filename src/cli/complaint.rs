//! `optout complaint`: the complaint to the authority, with everything that goes along.

use std::path::PathBuf;

use clap::Args;

use super::{Stop, session::Session, table};
use crate::{
    account::{
        Account,
        compose::{Detail, LetterContext},
    },
    error::Error,
    export::pack::{self, Pack},
    store::Store,
    system::paths,
};

/// The arguments of `optout complaint`.
#[derive(Debug, Clone, Args)]
#[command(after_help = AFTER)]
pub struct ComplaintArgs {
    /// The account
    account: String,
    /// The folder, which must be new or empty
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The authority, if another than the account's
    #[arg(long, value_name = "AUTHORITY")]
    authority: Option<String>,
}

const AFTER: &str = "complaint.txt: the complaint. pack.html and pack.md: the complaint, what happened and which day the \
    law set, what was sent, and what to see to first; print the former. letters, evidence: what was sent, as far as \
    it is kept, and the files of `optout evidence`. hashes.txt: the SHA-256 of all of them, for `sha256sum -c`.\n\n\
    You send it yourself. Where something is not known, a placeholder stands in its place.";

pub(super) fn complaint(session: &mut Session<'_>, args: &ComplaintArgs) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let mut account = session.find(&accounts, &args.account)?.clone();
    let overview = session.overview(&account, &accounts);
    if let Some(typed) = &args.authority {
        let known = session
            .catalog
            .regions
            .check_authority(account.country, typed);
        let hint = "`optout authority list` lists them.";
        account.authority = Some(known.map_err(|why| Error::new(why, hint))?);
    }
    let all: Vec<&Account> = accounts.iter().collect();
    let context = LetterContext {
        account: &account,
        overview: &overview,
        accounts: &all,
        catalog: &session.catalog,
        today: session.now.today,
    };
    let draft = pack::draft(&context)?;
    let pack = Pack::of(&context, &draft)?;
    let options: Vec<&str> = draft
        .missing()
        .iter()
        .filter_map(|detail: &Detail| context.option(*detail))
        .chain(draft.lacks_address.then_some("--address '…'"))
        .collect();
    let written = Store::new(session.paths.data.clone()).write_pack(&pack, &args.output)?;
    let shown = paths::shown(&args.output);
    session.note_done(format!("{shown} is written"));
    let files = written.files;
    writeln!(
        session.out(),
        "The complaint for {}, {files} files: {shown}",
        account.label
    )?;
    writeln!(session.out(), "Before you send it:")?;
    for sentence in &pack.before {
        table::paragraph(session.out(), sentence, "  ")?;
    }
    if !options.is_empty() {
        let options = options.join(" ");
        writeln!(
            session.err(),
            "optout: warning: it lacks {}. Give it: optout account edit {} {options}",
            pack.given.join(", "),
            account.id
        )?;
    }
    for sentence in &written.lost {
        writeln!(
            session.err(),
            "optout: warning: not in the pack: {sentence}"
        )?;
    }
    Ok(())
}
