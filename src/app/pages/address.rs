//! An address that could not be opened here, shown to copy, click on or scan.

use super::{Overlay, Turn, qr::QrPage};
use crate::{
    app::{action::Action, core::Core, effect::Effect},
    text::Clean,
};

/// The state of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressPage {
    /// The address.
    pub address: Clean,
    /// Why it was not opened, in sentences.
    pub why: Clean,
    /// Whether the address is shown alone, to select it with the mouse.
    pub is_bare: bool,
    /// The scroll offset, in lines.
    pub scroll: usize,
}

impl AddressPage {
    pub(super) fn act(&mut self, core: &mut Core, action: Action) -> Turn {
        match action {
            Action::Quit => return Turn::close(),
            Action::Back if !self.is_bare => return Turn::close(),
            Action::Back | Action::Enter => {
                self.is_bare = !self.is_bare;
                self.scroll = 0;
            }
            Action::Copy => return Turn::stay().with(vec![Effect::Copy(self.address.clone())]),
            Action::Qr => {
                let code = QrPage::of_address(core, &self.address);
                return Turn::stay().open(code.map(Overlay::qr));
            }
            _ => self.scroll = core.scrolled(action, self.scroll),
        }
        Turn::stay()
    }
}
