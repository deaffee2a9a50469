//! The config file, read again while the program runs.

use std::sync::Arc;

use super::{
    core::{Core, Tone},
    keymap::Keymap,
};
use crate::{catalog::Catalog, store::Notice};

/// What a changed config file says.
#[derive(Debug)]
pub struct Reload {
    /// What is wrong in it: then nothing of it is used.
    pub problems: Vec<Notice>,
    /// The key bindings.
    pub keymap: Keymap,
    /// Whether to draw in ASCII.
    pub ascii: bool,
    /// Whether the mouse is the terminal's.
    pub is_mouse_lent: bool,
    /// Hosts that the user trusts.
    pub trusted_hosts: Vec<String>,
    /// The guides, which depend on these.
    pub catalog: Arc<Catalog>,
}

/// Takes over what the file says. A file with mistakes changes nothing but the warnings.
pub(super) fn take(core: &mut Core, reload: Reload) {
    let file = core.settings.config.clone();
    core.notices.retain(|notice| notice.file != file);
    if let Some(first) = reload.problems.first() {
        let message = format!(
            "{file} is not used, {}. What it said before still holds.",
            first.message.trim_end_matches('.')
        );
        core.notices.extend(reload.problems);
        core.say(Tone::Bad, message);
        return;
    }
    core.keymap = reload.keymap;
    core.pressed.clear();
    core.settings.ascii = reload.ascii;
    core.is_mouse_lent = reload.is_mouse_lent;
    core.settings.trusted_hosts = reload.trusted_hosts;
    core.catalog = reload.catalog;
    core.refresh_overviews();
    core.say(Tone::Good, format!("{file} is in use as it is now."));
}
