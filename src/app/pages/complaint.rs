//! Asks where to write the complaint, and says what it lacks.

use tui_input::{Input, InputRequest};

use super::{
    Overlay, Turn,
    authorities::AuthoritiesPage,
    question::{Answer, Intent, QuestionPage},
};
use crate::{
    account::{Account, authority::AuthorityChoice, compose::LetterContext, progress::Outcome},
    app::{
        action::Action,
        core::{AccountEntry, Core, Tone},
        effect::Effect,
    },
    error::Error,
    export::pack::{self, Pack},
    id::Id,
    store::WrittenPack,
    text::{self, Clean},
};

/// The state of the page.
#[derive(Debug, Clone)]
pub struct ComplaintPage {
    /// What is written.
    pub pack: Pack,
    /// The path of the folder.
    pub input: Input,
    /// The scroll offset of the text below it, in lines.
    pub scroll: usize,
}

impl ComplaintPage {
    /// The page for the selected account. Where its authority is still to be chosen, that comes first;
    /// where there is nothing to complain about, a message and `None`.
    pub fn show(core: &mut Core) -> Option<Overlay> {
        let Some(entry) = core.current() else {
            core.say(Tone::Plain, "There is no account to complain for yet.");
            return None;
        };
        let account = entry.account.clone();
        let pack = match Self::pack(core, &account.id)? {
            Ok(pack) => pack,
            Err(error) => {
                let regions = &core.catalog.regions;
                let is_open = matches!(regions.authority_of(&account), AuthorityChoice::Several(_));
                if is_open
                    && account
                        .progress
                        .requests
                        .iter()
                        .filter(|it| it.outcome != Outcome::Withdrawn)
                        .any(|it| it.answered.is_some() || it.due.is_some())
                {
                    let page = AuthoritiesPage::of(&account, None, regions);
                    let then = Intent::Act(Action::Complaint);
                    return Some(Overlay::Authorities(page.leading_to(then)));
                }
                core.say(Tone::Plain, error.sentence.to_string());
                return None;
            }
        };
        let name = format!("complaint-{}-{}", account.id, core.now.today);
        Some(Overlay::Complaint(Box::new(Self {
            pack,
            input: Input::new(name),
            scroll: 0,
        })))
    }

    fn pack(core: &Core, account: &Id) -> Option<Result<Pack, Error>> {
        let entry = core.entry(account)?;
        let accounts: Vec<&Account> = core.entries.iter().map(|entry| &*entry.account).collect();
        let context = LetterContext {
            account: &entry.account,
            overview: &entry.overview,
            accounts: &accounts,
            catalog: &core.catalog,
            today: core.now.today,
        };
        let draft = pack::draft(&context).map(|mut draft| {
            let edited = core.letters.edited(&draft.key());
            if let Some(edited) = edited.filter(|edited| edited.is_shown) {
                draft.put_edited(&edited.composed);
            }
            draft
        });
        Some(draft.and_then(|draft| Pack::of(&context, &draft)))
    }

    /// What is written, and what it lacks, a sentence each.
    pub fn says(&self, core: &Core) -> Vec<String> {
        let current = &core.settings.current;
        let first = self.pack.before.first();
        let mut said: Vec<String> = first
            .into_iter()
            .chain(&self.pack.too_soon)
            .cloned()
            .collect();
        if !self.pack.lacks.is_empty() {
            let lacks = self.pack.lacks.join(", ");
            let given = self.pack.given.join(", ");
            let key = core.keymap.short(Action::Edit).unwrap_or_default();
            let has_country = |it: &AccountEntry| it.account.country.is_some();
            let first = match core.current().is_none_or(has_country) {
                true => "",
                // What follows from it is missing, too, and has no field of its own.
                false => ", the country first",
            };
            let how = match (self.pack.unknown.is_empty(), given.is_empty()) {
                (true, _) => format!("; {key} on the account fills it{first}"),
                (false, false) => format!("; {key} on the account fills in {given}"),
                (false, true) => String::new(),
            };
            said.push(format!(
                "Missing: {lacks}. A placeholder stands there{how}."
            ));
            said.extend(self.pack.unknown.iter().cloned());
        }
        said.push(format!("A new folder: a path, or a name in {current}"));
        said
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => return Turn::close(),
            Action::Enter => return Turn::stay().with(self.write(core)),
            Action::Left => drop(self.input.handle(InputRequest::GoToPrevChar)),
            Action::Right => drop(self.input.handle(InputRequest::GoToNextChar)),
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }

    fn write(&self, core: &mut Core) -> Vec<Effect> {
        let path = self.input.value().trim().to_owned();
        if path.is_empty() {
            core.say(Tone::Bad, "Type the name of a folder.");
            return Vec::new();
        }
        let pack = Box::new(self.pack.clone());
        vec![Effect::WritePack { path, pack }]
    }
}

/// The page that says where the complaint was written, and what to do with it.
pub fn report_written(path: &Clean, written: &WrittenPack) -> QuestionPage {
    let mut body = format!(
        "{path}\nOpen pack.html in it: it says first what to see to. Sign the complaint, and send it yourself; then tick the step that sends it."
    );
    for sentence in &written.lost {
        body.push_str(&format!("\nNot in it: {sentence}"));
    }
    QuestionPage::new(
        "The complaint is in a folder",
        text::clean(&body, text::TextKind::Body).as_str(),
        vec![Answer::new("Go on", Intent::Nothing)],
    )
}
