//! `optout qr`: writes a link or a letter as a QR code, to the terminal or into a file.

use std::path::PathBuf;

use clap::Args;

use super::{Stop, authority, find, letter, session::Session};
use crate::{
    account::{
        Account,
        compose::{ComposeError, Draft, LetterContext},
    },
    catalog::letters,
    content::link::{self, Verdict},
    error::Error,
    export::qr::{Code, Ink},
    system::{files::new, paths},
    text::Clean,
};

/// The arguments of `optout qr`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "The code is drawn for light text on a dark ground; where that is the other way \
                  round, use --swap. If lines break, the window is too narrow: use --output."
)]
pub struct QrArgs {
    /// The account
    account: String,
    /// The step whose link it is, or the letter
    #[arg(value_name = "GUIDE/STEP|LETTER")]
    what: String,
    /// Write an SVG picture into this file, which must not be there yet
    #[arg(short, long, value_name = "FILE.svg")]
    output: Option<PathBuf>,
    /// Draw for dark text on a light ground
    #[arg(long, conflicts_with = "output")]
    swap: bool,
}

pub(super) fn qr(session: &mut Session<'_>, args: &QrArgs, ascii: bool) -> Result<(), Stop> {
    let accounts = session.accounts()?;
    let account = session.find(&accounts, &args.account)?;
    let routes = session.catalog.fitting_guides(account);
    let is_step = args.what.contains('/')
        || letters::letter(&args.what).is_none()
            && routes.iter().any(|guide| guide.step(&args.what).is_some());
    let text = if is_step {
        address(session, account, &args.what)?
    } else {
        letter_text(session, account, &accounts, &args.what)?
    };
    let code = Code::of(&text).map_err(|too_long| {
        Error::new(
            format!("`{}` is too long for a QR code. {too_long}", args.what),
            "`optout letter` prints it as text.",
        )
    })?;
    if let Some(file) = &args.output {
        let current = session.environment.current.clone().unwrap_or_default();
        let path = current.join(file);
        new::create(&path, code.svg().as_bytes())?;
        let path = paths::shown(&path);
        session.note_done(format!("{path} is written"));
        return Ok(writeln!(session.out(), "{path}")?);
    }
    let ink = if args.swap { Ink::Dark } else { Ink::Light };
    write!(session.out(), "{}", code.drawn(ink, ascii))?;
    if is_step {
        writeln!(session.out(), "{text}")?;
    }
    Ok(())
}

fn address(session: &Session<'_>, account: &Account, typed: &str) -> Result<Clean, Error> {
    let (guide, step) = find::step(&session.catalog, account, typed, session.now.today)?;
    let regions = &session.catalog.regions;
    let Some(link) = regions.link(account, &step) else {
        if step.authority {
            return Err(authority::unknown(regions, account));
        }
        let sentence = format!("The step {} has no link.", guide.step_id(&step));
        let hint = format!("`optout guide show {}` says what to do.", guide.id);
        return Err(Error::new(sentence, hint));
    };
    // The phone opens the address, so the rule for opening applies.
    match link::judge(link, &session.config.trusted_hosts) {
        Verdict::Trusted => Ok(link.clone()),
        Verdict::Ask | Verdict::Refused(_) => Err(Error::new(
            format!("This is no address that this program opens: {link}"),
            "Hosts that your own guides may open are named in config.toml, `trusted_hosts`.",
        )),
    }
}

fn letter_text(
    session: &mut Session<'_>,
    account: &Account,
    accounts: &[Account],
    typed: &str,
) -> Result<Clean, Stop> {
    let letter = find::letter(&session.catalog, account, typed)?;
    let overview = session.overview(account, accounts);
    let all: Vec<&Account> = accounts.iter().collect();
    let context = LetterContext {
        account,
        overview: &overview,
        accounts: &all,
        catalog: &session.catalog,
        today: session.now.today,
    };
    let draft = Draft::new(letter, &context, None, &account.grounds);
    let unwritten = |why: &str| Error::new(format!("The letter `{typed}` {why}"), "");
    let draft = draft.ok_or_else(|| unwritten("has no text for this account."))?;
    match &draft.written {
        Ok(composed) => {
            letter::warn_of_text(session, &draft, composed)?;
            Ok(composed.text.clone())
        }
        Err(ComposeError::Missing(missing, _)) => {
            Err(letter::lacks(&context, letter, missing).into())
        }
        Err(ComposeError::Fault(fault)) => {
            Err(unwritten(&format!("cannot be written: {fault}")).into())
        }
    }
}
