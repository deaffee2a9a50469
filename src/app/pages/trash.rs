//! The trash: accounts that were deleted, from which the person brings one back.

use super::{Turn, question::Intent};
use crate::{
    account::{Account, naming::Apart},
    app::{
        action::Action,
        core::{Core, Tone, moving::next_index},
    },
    error::Error,
    store::Trashed,
};

/// The state of the page.
#[derive(Debug, Clone, Default)]
pub struct TrashPage {
    /// What is in the trash; `None` until it was read.
    pub listed: Option<Vec<Trashed>>,
    /// The index of the selected entry.
    pub selected: usize,
}

impl TrashPage {
    /// The index of the last entry.
    pub fn last(&self) -> usize {
        let count = self.listed.as_ref().map_or(0, Vec::len);
        count.saturating_sub(1)
    }

    /// The selected entry.
    pub fn choice(&self) -> Option<&Trashed> {
        self.listed.as_ref()?.get(self.selected)
    }

    /// Fills the list.
    pub fn take(&mut self, core: &mut Core, listed: Result<Vec<Trashed>, Error>) {
        match listed {
            Ok(listed) => self.listed = Some(listed),
            Err(error) => {
                self.listed = Some(Vec::new());
                core.say(Tone::Bad, format!("{} {}", error.sentence, error.hint));
            }
        }
    }

    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Back => Turn::close(),
            Action::Enter => self.restore(core),
            _ => {
                self.selected = next_index(action, self.selected, core.drawn.page, self.last());
                Turn::stay()
            }
        }
    }

    fn restore(&self, core: &mut Core) -> Turn {
        match self.choice().map(|trashed| &trashed.account) {
            Some(Ok(account)) => Turn::close().then(Intent::Restore(account.clone())),
            Some(Err(why)) => {
                core.say(Tone::Bad, format!("It cannot be brought back: {why}"));
                Turn::stay()
            }
            None => {
                core.say(Tone::Plain, "There is nothing to bring back.");
                Turn::stay()
            }
        }
    }
}

/// An account in the trash, in one line, with what tells it apart from the others there.
pub fn described(account: &Account, apart: Option<&Apart>) -> String {
    let country = account
        .country
        .map_or_else(String::new, |country| format!(", {country}"));
    let rest = apart.map(Apart::beside_country).unwrap_or_default();
    format!(
        "{}  {}{country}{rest}",
        account.label,
        account.platform.title()
    )
}
