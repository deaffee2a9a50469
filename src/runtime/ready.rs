//! What the checklist starts with: the accounts from the disk, or those of the demo.

use std::sync::Arc;

use super::configured::{Configured, as_notices};
use crate::{
    account::demo,
    app::{
        core::{Settings, Tone},
        model::Model,
    },
    catalog::Catalog,
    clock,
    error::Error,
    store::{Loaded, Notice, Store},
    system::{
        environment::Environment,
        files::guides,
        paths::{self, Paths},
        remembered::Remembered,
    },
    text,
};

/// What the checklist starts with.
pub(super) struct Ready {
    /// The state.
    pub model: Model,
    /// Where accounts are kept; `None` in the demo.
    pub store: Option<Store>,
}

/// The demo: made-up accounts, and nothing that is on this computer.
pub(super) fn demo(configured: &Configured, environment: &Environment) -> Ready {
    let catalog = Arc::new(Catalog::new(&[], &[]));
    let settings = Settings {
        ascii: configured.ascii,
        is_demo: true,
        data: text::line("the memory only: this is the demo"),
        in_tmux: environment.tmux.is_some(),
        on_console: environment.term.as_deref() == Some("linux".as_ref()),
        ..Settings::default()
    };
    let accounts = demo::accounts(&catalog);
    let accounts = accounts.into_iter().map(Box::new).collect();
    let (keymap, now) = (configured.keymap.clone(), demo::now(0));
    let mut model = Model::new(catalog, keymap, settings, accounts, Vec::new(), now, 7);
    model.is_mouse_lent = !configured.has_mouse;
    Ready { model, store: None }
}

/// What is on the disk.
///
/// # Errors
///
/// When `OPTOUT_NOW` is not a moment.
pub(super) fn load(
    configured: &Configured,
    paths: &Paths,
    environment: &Environment,
) -> Result<Ready, Error> {
    let config = &configured.config;
    let mut problems = configured.problems.clone();
    let own = guides::read(&paths.guides());
    let store = Store::new(paths.data.clone());
    let regions = Arc::new(Catalog::shipped_regions());
    let catalog = Catalog::with(Arc::clone(&regions), &own, &config.trusted_hosts);
    // If the data folder cannot be read, a message says so, and saving is tried all the same.
    let (loaded, trouble) = match store.load(&regions) {
        Ok(loaded) => (loaded, None),
        Err(error) => (
            Loaded::default(),
            Some(format!("{} {}", error.sentence, error.hint)),
        ),
    };
    let catalog = Arc::new(catalog);
    let (remembered, odd) = Remembered::read(&paths.screen());
    problems.extend(odd);
    problems.extend(catalog.problems.iter().cloned());
    let mut notices = as_notices(&problems, &own);
    notices.extend(loaded.notices);
    notices.extend(trouble.iter().map(|message| Notice {
        file: paths::shown(&paths.data),
        message: text::line(message),
        excerpt: None,
    }));

    let now = environment.now()?;
    let clock_fault = clock::fault(now.today);
    notices.extend(clock_fault.iter().map(|message| Notice {
        file: text::line("The clock"),
        message: text::line(message),
        excerpt: None,
    }));
    let settings = Settings {
        ascii: configured.ascii,
        data: paths::shown(&paths.data),
        current: environment
            .current
            .as_deref()
            .map_or_else(Default::default, paths::shown),
        config: paths::shown(&paths.config_file()),
        trusted_hosts: config.trusted_hosts.clone(),
        opens_nothing: false,
        is_demo: false,
        in_tmux: environment.tmux.is_some(),
        on_console: environment.term.as_deref() == Some("linux".as_ref()),
    };
    let mut model = Model::new(
        Arc::clone(&catalog),
        configured.keymap.clone(),
        settings,
        loaded.accounts,
        notices,
        now,
        fastrand::u64(..),
    );

    model.remember(remembered);
    model.unreadable = loaded.unreadable;
    model.is_mouse_lent = !configured.has_mouse;
    model.is_folder_unread = trouble.is_some();
    // Without this, a folder that cannot be read would look like one without accounts.
    if let Some(message) = trouble.or(clock_fault) {
        model.say(Tone::Bad, message);
    }
    Ok(Ready {
        model,
        store: Some(store),
    })
}
