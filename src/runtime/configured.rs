//! What the config file says, and over it the command line and the environment: read at the start, and again
//! when the file is another one.

use std::{cell::RefCell, path::Path, sync::Arc};

use crate::{
    app::{keymap::Keymap, reload::Reload},
    catalog::{Catalog, GuideFile},
    content::region::Regions,
    document::{FileProblem, Problem},
    lint::excerpt::excerpts,
    store::Notice,
    system::{
        config::{Config, GlyphChoice},
        environment::Environment,
        files::{guides, small},
        paths::{self, Paths},
    },
    text::{self, Clean},
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

    fn with(&self, config: Config, mut keymap: Keymap, problems: Vec<FileProblem>) -> Configured {
        let ascii = self.ascii
            || match config.glyphs {
                Some(choice) => choice == GlyphChoice::Ascii,
                None => !self.environment.shows_unicode(),
            };
        keymap.in_ascii = ascii;
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
                problems: as_notices(&now.problems, &own),
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

/// Mistakes in files, as the page of warnings shows them; those of a file follow each other. A guide has its text
/// already.
pub(super) fn as_notices(problems: &[FileProblem], own: &[GuideFile]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for of_file in problems.chunk_by(|one, next| one.file == next.file) {
        let Some(FileProblem { file, problem: _ }) = of_file.first() else {
            continue;
        };
        let guide = own.iter().find(|guide| guide.name == *file);
        let text = match guide {
            Some(guide) => guide.text.clone().ok(),
            None => small::read(Path::new(file.as_str())).ok().flatten(),
        };
        let list: Vec<Problem> = of_file.iter().map(|it| it.problem.clone()).collect();
        let excerpts = excerpts(text.as_deref().unwrap_or_default(), &list);
        notices.extend(list.iter().zip(excerpts).map(|(problem, excerpt)| Notice {
            file: file.clone(),
            message: in_words(problem),
            excerpt,
        }));
    }
    notices
}

fn in_words(problem: &Problem) -> Clean {
    let Problem {
        line,
        column,
        message,
        ..
    } = problem;
    match line {
        0 => message.clone(),
        _ => text::line(&format!("line {line}, column {column}: {message}")),
    }
}
