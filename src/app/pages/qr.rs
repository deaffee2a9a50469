//! QR codes: a link or a letter handed to a phone.

use std::sync::Arc;

use super::{
    Overlay, Turn,
    help::HelpPage,
    question::{Answer, Intent, QuestionPage},
};
use crate::{
    account::{Account, compose::Draft},
    app::{
        action::{Action, Place},
        core::{Core, Tone},
        effect::Effect,
    },
    content::link::{self, Verdict},
    error::Error,
    id::Id,
    qr::Code,
    text::Clean,
};

/// A text that is handed to a phone.
#[derive(Debug, Clone)]
pub struct QrPage {
    /// What it is: the host of a link, the title of a letter.
    pub title: String,
    /// The text.
    pub text: Clean,
    /// Whether it is an address, which is shown beside the code.
    pub is_link: bool,
    /// What to know, in sentences.
    pub notes: Vec<String>,
    /// The text as squares.
    pub code: Code,
    /// Whether light and dark are swapped.
    pub is_swapped: bool,
    /// The name of its file, should it be written into one; without its ending.
    pub file: String,
    /// How far the words are scrolled where there is no room for the code, in lines.
    pub scroll: usize,
}

const ELSEWHERE: &str = "The phone's browser opens the page, not this computer's.";

impl QrPage {
    /// The link of the selected step: the fall-back that was opened last, or the link itself.
    pub fn of_step(core: &mut Core) -> Option<Self> {
        let (account, guide, step) = core.need_step()?;
        let id = guide.step_id(&step);
        let Some(address) = core.address_at_hand(&account, &id, &step) else {
            let regions = Arc::clone(&core.catalog.regions);
            let said = if core.has_to_choose_authority(&account, &step) {
                let key = core.keymap.short(Action::Open).unwrap_or_default();
                format!("{} {key} lists them.", regions.why_no_authority(&account))
            } else if step.authority {
                regions.why_no_authority(&account)
            } else {
                "This step has no link to show.".to_owned()
            };
            core.say(Tone::Plain, said);
            return None;
        };
        if !may_show(core, &address) {
            let said = format!("Not shown: this is no address that this program opens. {address}");
            core.say(Tone::Bad, said);
            return None;
        }
        let host = link::host(&address).unwrap_or_default().to_owned();
        let notes = vec![
            format!(
                "Point the phone's camera at it. Open it only if the phone shows {host}, logged in as {}.",
                known_as(&account)
            ),
            ELSEWHERE.to_owned(),
        ];
        Self::of(core, host, address, notes, name(&guide.id, &step.id), true)
    }

    /// An address that nothing here opened.
    pub fn of_address(core: &mut Core, address: &Clean) -> Option<Self> {
        if !may_show(core, address) {
            let said = "Not shown: this is no address that this program opens.";
            core.say(Tone::Bad, said);
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

    /// The text of a letter.
    pub fn of_letter(core: &mut Core, account: &Id, draft: &Draft) -> Option<Self> {
        let letter = draft.letter;
        let Ok(composed) = &draft.written else {
            let said = "There is no text yet: the letter lacks something.";
            core.say(Tone::Bad, said);
            return None;
        };
        let notes = vec![
            "Point the phone's camera at it. The phone shows the letter as text, which you can copy there."
                .to_owned(),
            format!("{} characters.", composed.characters),
        ];
        let file = name(account, &letter.id);
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
                let said = format!("Too long for a QR code. {too_long} {key} copies it.");
                core.say(Tone::Bad, said);
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
            Action::Help => {
                let help = HelpPage::at(Place::Qr);
                return Turn::stay().open(Some(Overlay::Help(help)));
            }
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }
}

impl Overlay {
    /// The page of a code.
    pub fn qr(page: QrPage) -> Self {
        Self::Qr(Box::new(page))
    }
}

/// A phone follows an address as a browser would, so the same rule holds.
fn may_show(core: &Core, address: &Clean) -> bool {
    let verdict = link::judge(address, &core.settings.trusted_hosts);
    matches!(verdict, Verdict::Trusted)
}

/// How the account is called where one logs in.
fn known_as(account: &Account) -> &Clean {
    account.handle.as_ref().unwrap_or(&account.label)
}

/// The name of the picture's file.
fn name(of: &Id, part: &Id) -> String {
    format!("{of}-{part}")
}

/// Says where the picture was written, or why it was not. A path may be long, and must be seen whole.
pub fn say_written(result: Result<Clean, Error>) -> QuestionPage {
    let (title, body) = match result {
        Ok(path) => {
            let said = format!("{path}\nA web browser or a picture viewer shows it.");
            ("The QR code is in a file", said)
        }
        Err(error) => (
            "The QR code could not be written",
            format!("{}\n{}", error.sentence, error.hint),
        ),
    };
    QuestionPage::new(title, body, vec![Answer::new("Go on", Intent::Nothing)])
}
