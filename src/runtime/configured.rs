//! What the config file says, and over it the command line and the environment: read at the start, and again
//! when the file is another one.

use std::{cell::RefCell, sync::Arc};

use crate::{
    app::{keymap::Keymap, reload::Reload},
    catalog::Catalog,
    content::region::Regions,
    document::FileProblem,
    store::Notice,
    system::{
        config::{Config, GlyphChoice},
        environment::Environment,
        files::guides,
        paths::{self, Paths},
    },
    text,
    ui::theme::Look,
};

/// What does not change while the program runs.
#[derive(Debug, Clone)]
pub(super) struct Wishes {
    pub paths: Paths,
    pub environment: Environment,
    pub ascii: bool,
    pub no_mouse: bool,
    pub colours: bool,
}

/// The config file as it is used.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Configured {
    pub config: Config,
    pub keymap: Keymap,
    pub look: Look,
    pub ascii: bool,
    pub has_mouse: bool,
    pub problems: Vec<FileProblem>,
}

impl Wishes {
    /// Reads the file.
    pub(super) fn configured(&self) -> Configured {
        let file = self.paths.config_file();
        let (config, mut problems) = Config::read(&file);
        let (keymap, key_problems) = Keymap::with(&config.keys);
        let file = paths::shown(&file);
        problems.extend(key_problems.into_iter().map(|problem| FileProblem {
            file: file.clone(),
            problem,
        }));
        self.with(config, keymap, problems)
    }

    /// What holds without any file.
    pub(super) fn unconfigured(&self) -> Configured {
        self.with(Config::default(), Keymap::default(), Vec::new())
    }

    fn with(&self, config: Config, keymap: Keymap, problems: Vec<FileProblem>) -> Configured {
        let ascii = self.ascii
            || match config.glyphs {
                Some(choice) => choice == GlyphChoice::Ascii,
                None => !self.environment.shows_unicode(),
            };
        Configured {
            look: Look::new(config.theme, self.colours, ascii).with(&config.colours),
            has_mouse: config.mouse && !self.no_mouse,
            config,
            keymap,
            ascii,
            problems,
        }
    }

    /// Tells of every change of the file, from how it was read `before`. What is given back is to be called
    /// when the file may be another one; it gives back whether anybody still listens.
    pub(super) fn changes(
        self,
        before: Configured,
        regions: Arc<Regions>,
        tell: impl Fn(Configured, Reload) -> bool + Send + 'static,
    ) -> impl Fn() -> bool + Send + 'static {
        let last = RefCell::new(before);
        move || {
            let now = self.configured();
            if *last.borrow() == now {
                return true;
            }
            last.replace(now.clone());
            let own = guides::read(&self.paths.guides());
            let catalog = Catalog::with(Arc::clone(&regions), &own, &now.config.trusted_hosts);
            let reload = Reload {
                problems: now.problems.iter().map(as_notice).collect(),
                keymap: now.keymap.clone(),
                ascii: now.ascii,
                is_mouse_lent: !now.has_mouse,
                trusted_hosts: now.config.trusted_hosts.clone(),
                catalog: Arc::new(catalog),
            };
            tell(now, reload)
        }
    }
}

/// A mistake in a file, as the page of warnings shows it.
pub(super) fn as_notice(problem: &FileProblem) -> Notice {
    let FileProblem { file, problem } = problem;
    let message = if problem.line == 0 {
        problem.message.clone()
    } else {
        text::line(&format!(
            "line {}, column {}: {}",
            problem.line, problem.column, problem.message
        ))
    };
    Notice {
        file: file.clone(),
        message,
    }
}
