//! A link or a letter as a QR code, for a phone to scan.

use std::sync::Arc;

use super::{
    Overlay, Turn,
    question::{Answer, Intent, QuestionPage},
};
use crate::{
    account::{Account, compose::Draft},
    app::{
        action::Action,
        core::{Core, Tone},
        effect::Effect,
    },
    content::link::{self, Verdict},
    error::Error,
    export::qr::Code,
    id::Id,
    text::Clean,
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct QrPage {
    /// The host of the link, or the title of the letter.
    pub title: String,
    /// The text in the code.
    pub text: Clean,
    /// Whether the text is an address, which is shown beside the code.
    pub is_link: bool,
    /// Instructions beside the code, one or more sentences each.
    pub notes: Vec<String>,
    /// The code.
    pub code: Code,
    /// Whether light and dark are swapped.
    pub is_swapped: bool,
    /// The name of the file to write it into, without extension.
    pub file: String,
    /// The scroll offset, in lines, of the text in place of a code that does not fit.
    pub scroll: usize,
}

const ELSEWHERE: &str = "The phone's browser opens the page, not this computer's.";

impl QrPage {
    /// The page for the link of the selected step (the address that was opened last, else the link
    /// itself). `None`, with a message, if there is none.
    pub fn of_step(core: &mut Core) -> Option<Self> {
        let (account, guide, step) = core.need_step()?;
        let id = guide.step_id(&step);
        let Some(address) = core.current_address(&account, &id, &step) else {
            let regions = Arc::clone(&core.catalog.regions);
            let message = if core.has_to_choose_authority(&account, &step) {
                let key = core.keymap.short(Action::Open).unwrap_or_default();
                format!("{} {key} lists them.", regions.why_no_authority(&account))
            } else if step.authority {
                regions.why_no_authority(&account)
            } else {
                "This step has no link to show.".to_owned()
            };
            core.say(Tone::Plain, message);
            return None;
        };
        if !may_show(core, &address) {
            let message =
                format!("Not shown: this is no address that this program opens. {address}");
            core.say(Tone::Bad, message);
            return None;
        }
        let host = link::host(&address).unwrap_or_default().to_owned();
        let notes = vec![
            format!(
                "Point the phone's camera at it. Open it only if the phone shows {host}, logged in as {}.",
                login_name(&account)
            ),
            ELSEWHERE.to_owned(),
        ];
        Self::of(
            core,
            host,
            address,
            notes,
            file_name(&guide.id, &step.id),
            true,
        )
    }

    /// The page for an address that could not be opened. `None`, with a message, if it may not be
    /// opened at all.
    pub fn of_address(core: &mut Core, address: &Clean) -> Option<Self> {
        if !may_show(core, address) {
            let message = "Not shown: this is no address that this program opens.";
            core.say(Tone::Bad, message);
            return None;
        }
        let host = link::host(address).unwrap_or_default().to_owned();
        let notes = vec![
            format!("Point the phone's camera at it. Open it only if the phone shows {host}."),
            ELSEWHERE.to_owned(),
        ];
        let file = host.replace('.', "-");
        Self::of(core, host, address.clone(), notes, file, true)
    }

    /// The page for the text of a letter. `None` if it lacks something, and with a message if it is too long.
    pub fn of_letter(core: &mut Core, account: &Id, draft: &Draft) -> Option<Self> {
        let letter = draft.letter;
        let Ok(composed) = &draft.written else {
            return None;
        };
        let notes = vec![
            "Point the phone's camera at it. The phone shows the letter as text, which you can copy there."
                .to_owned(),
            format!("{} characters.", composed.characters),
        ];
        let file = file_name(account, &letter.id);
        let title = letter.title.to_string();
        Self::of(core, title, composed.text.clone(), notes, file, false)
    }

    fn of(
        core: &mut Core,
        title: String,
        text: Clean,
        notes: Vec<String>,
        file: String,
        is_link: bool,
    ) -> Option<Self> {
        match Code::of(&text) {
            Ok(code) => Some(Self {
                title,
                text,
                is_link,
                notes,
                code,
                is_swapped: false,
                file,
                scroll: 0,
            }),
            Err(too_long) => {
                let key = core.keymap.short(Action::Copy).unwrap_or_default();
                let message = format!("Too long for a QR code. {too_long} {key} copies it.");
                core.say(Tone::Bad, message);
                None
            }
        }
    }

    pub(super) fn act(&mut self, core: &Core, action: Action) -> Turn {
        match action {
            Action::Back | Action::Enter | Action::Quit | Action::Qr => return Turn::close(),
            Action::Swap => self.is_swapped = !self.is_swapped,
            Action::Copy => return Turn::stay().with(vec![Effect::Copy(self.text.clone())]),
            Action::Write => {
                return Turn::stay().with(vec![Effect::WriteCode {
                    name: self.file.clone(),
                    svg: self.code.svg(),
                }]);
            }
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }
}

impl Overlay {
    /// The overlay of a QR page.
    pub fn qr(page: QrPage) -> Self {
        Self::Qr(Box::new(page))
    }
}

/// Whether an address may be shown: the phone opens it, so the rule for opening applies.
fn may_show(core: &Core, address: &Clean) -> bool {
    let verdict = link::judge(address, &core.settings.trusted_hosts);
    matches!(verdict, Verdict::Trusted)
}

/// The name under which the person logs in.
fn login_name(account: &Account) -> &Clean {
    account.handle.as_ref().unwrap_or(&account.label)
}

/// The name of the picture's file, without extension.
fn file_name(of: &Id, part: &Id) -> String {
    format!("{of}-{part}")
}

/// The page that says where the picture was written, or why that failed. A page and not a message
/// in the status line, which might cut off the path.
pub fn report_written(result: Result<Clean, Error>) -> QuestionPage {
    let (title, body) = match result {
        Ok(path) => {
            let body = format!("{path}\nA web browser or a picture viewer shows it.");
            ("The QR code is in a file", body)
        }
        Err(error) => (
            "The QR code could not be written",
            format!("{}\n{}", error.sentence, error.hint),
        ),
    };
    QuestionPage::new(title, body, vec![Answer::new("Go on", Intent::Nothing)])
}
