//! The checklist on the screen: loads everything, then runs the event loop until the person quits.
//!
//! The loop sleeps until something happens; at midnight it wakes, since all days that are left change
//! then. It handles all waiting events before it draws one frame, so that a key that is held down queues no frames.

use std::{
    io::{IsTerminal as _, Write as _, stderr, stdin, stdout},
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    configured::Wishes,
    demo::Demo,
    effects::{Effects, Keeper},
    events::{Event, Events},
    memory::Memory,
    plain,
    ready::{self, Ready},
    terminal::{self, TerminalScreen},
};
use crate::{
    app::{
        effect::Effect,
        input,
        message::Message,
        model::Model,
        saving,
        update::{self, Update},
    },
    error::Error,
    store::writer::Writer,
    system::{
        environment::Environment,
        inbox::Inbox,
        opener,
        paths::Paths,
        watch::{self, Watch},
    },
    ui::{self, theme::Look},
};

/// How long a key waits for those that belong to it.
const PRESSED: Duration = Duration::from_secs(3);

/// How long quitting waits for the writer thread.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the command line and the environment say.
#[derive(Debug, Clone)]
pub struct StartOptions {
    /// The data folder and the config folder.
    pub paths: Paths,
    /// The environment.
    pub environment: Environment,
    /// Whether it is the demo, which touches no file.
    pub demo: bool,
    /// Whether it is a dialogue in lines.
    pub plain: bool,
    /// Whether to draw in ASCII, even if the config file does not say so.
    pub ascii: bool,
    /// Whether to leave the mouse to the terminal, even if the config file does not say so.
    pub no_mouse: bool,
    /// Whether to use colours.
    pub colours: bool,
}

/// Runs the checklist.
///
/// # Errors
///
/// When there is no terminal, when it is lost, or when something could not be saved.
pub fn start(options: StartOptions) -> Result<(), Error> {
    start_with(options, update::update)
}

/// As [`start`], with another update function, for tests of one that panics.
///
/// # Errors
///
/// As [`start`].
pub fn start_with(options: StartOptions, update: Update) -> Result<(), Error> {
    if !options.plain {
        check_terminal()?;
    }
    let wishes = Wishes {
        paths: options.paths.clone(),
        environment: options.environment.clone(),
        ascii: options.ascii,
        no_mouse: options.no_mouse,
        colours: options.colours,
    };
    let configured = match options.demo {
        true => wishes.unconfigured(),
        false => wishes.configured(),
    };
    let config = configured.config.clone();
    let Ready { mut model, store } = match options.demo {
        true => ready::demo(&configured, &options.environment),
        false => ready::load(&configured, &options.paths, &options.environment)?,
    };
    // crossterm reads NO_COLOR too, and would drop colours that the command line asks for.
    crossterm::style::force_color_output(options.colours);

    // The Linux console may show OSC 8 sequences as text.
    let is_clickable = !model.settings.on_console;
    let (inbox, mailbox) = Inbox::new().map_err(|error| {
        Error::new(
            format!("The program cannot wait for keys: {error}."),
            "Close other programs and try again.",
        )
    })?;
    let mut events = Events::new(inbox);
    // Before the first frame: a signal would leave the terminal in its modes, and a resize would be missed.
    events.take_signals();
    let painted = mailbox.clone();
    let mut screen = None;
    if !options.plain {
        let (has_mouse, unknown) = (configured.has_mouse, options.environment.window_size());
        let screen = screen.insert(TerminalScreen::enter(
            has_mouse,
            is_clickable,
            unknown,
            move || {
                painted.send(Event::Painted);
            },
        )?);
        // The first frame is drawn before starting anything that it does not need.
        draw(screen, &mut model, &configured.look)?;
    }
    // This looks at several files of the system.
    model.settings.opens_nothing = !options.demo
        && opener::fallback_chain(&[], &config.opener, &options.environment).is_empty();
    let reports = mailbox.clone();
    let regions = Arc::clone(&model.catalog.regions);
    let start_writer = |store| {
        Writer::start(store, regions, move |report| {
            reports.send(Event::Message(Message::Stored(Box::new(report))));
        })
    };
    let keeper = match store {
        Some(store) => Keeper::Disk(start_writer(store)?),
        None => Keeper::Demo(Demo::of(&model)),
    };
    if !options.plain {
        events.take_keys(mailbox.clone(), options.environment.is_remote())?;
    }
    let mut effects = Effects {
        screen,
        keeper,
        memory: Memory::new(options.paths.screen(), mailbox.clone()),
        events,
        present: options.environment.present()?,
        answers: mailbox.clone(),
        appearance: configured.look,
        opener: config.opener,
        trusted_hosts: config.trusted_hosts,
        data: options.paths.data.clone(),
        regions: Arc::clone(&model.catalog.regions),
        codes: options.paths.codes(),
        editing: options.paths.editing(),
        environment: options.environment,
        is_look_due: false,
        looked: Instant::now(),
    };
    if !options.demo {
        let changed = mailbox.clone();
        let accounts = Watch {
            folder: options.paths.accounts(),
            tell: Box::new(move || changed.send(Event::FileChanged)),
        };
        let regions = Arc::clone(&model.catalog.regions);
        let changes = wishes.changes(configured, regions, move |configured, reload| {
            let both = Box::new((configured, reload));
            mailbox.send(Event::Configured(both))
        });
        let config = Watch {
            folder: options.paths.config.clone(),
            tell: Box::new(changes),
        };
        watch::watch(vec![accounts, config]);
    }
    // Unsaved changes must survive a panic of the event loop.
    let ended = panic::catch_unwind(AssertUnwindSafe(|| match options.plain {
        true => plain::run(&mut effects, &mut model, update),
        false => run(&mut effects, &mut model, update),
    }));
    match ended {
        Ok(ended) => finish(effects, &model, ended),
        Err(fault) => {
            let hint = "The panic above says where; please report it.";
            let failure = Err(Error::new("The program failed.", hint));
            if let Err(error) = finish(effects, &model, failure) {
                let _ = writeln!(stderr(), "optout: {error}");
            }
            panic::resume_unwind(fault)
        }
    }
}

fn check_terminal() -> Result<(), Error> {
    if stdout().is_terminal() && stdin().is_terminal() {
        return Ok(());
    }
    Err(Error::new(
        "The checklist needs a terminal, and this is not one.",
        "Use `optout --plain`, which works through a pipe, or the commands: `optout status`, `optout --help`.",
    ))
}

fn draw(screen: &mut TerminalScreen, model: &mut Model, look: &Look) -> Result<(), Error> {
    let mut drawn = None;
    screen.draw(|frame| {
        let drawn = drawn.insert(ui::draw(frame, model, look));
        (drawn.spread.clone(), drawn.links.clone())
    })?;
    // Nothing is drawn on a terminal that has not read the frame before: that one counts.
    if let Some(drawn) = drawn {
        model.drawn = drawn;
    }
    Ok(())
}

fn run(effects: &mut Effects, model: &mut Model, update: Update) -> Result<(), Error> {
    loop {
        let mut wait = effects.sleep()?;
        if !model.pressed.is_empty() {
            wait = wait.min(PRESSED);
        }
        let mut is_changed = false;
        let first = match effects.events.wait(wait) {
            Some(first) => first,
            None if !model.pressed.is_empty() => Event::Message(Message::Press(None)),
            None => {
                if effects.now()?.today != model.now.today {
                    is_changed = true;
                    Event::Message(Message::Focused)
                } else {
                    continue;
                }
            }
        };
        let mut waiting = Some(first);
        while let Some(event) = waiting {
            match handle_event(effects, model, update, event, &mut is_changed)? {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(()) => return Ok(()),
            }
            waiting = effects.events.take();
        }
        if is_changed && let Some(screen) = &mut effects.screen {
            draw(screen, model, &effects.appearance)?;
        }
        effects.look();
    }
}

fn handle_event(
    effects: &mut Effects,
    model: &mut Model,
    update: Update,
    event: Event,
    is_changed: &mut bool,
) -> Result<ControlFlow<()>, Error> {
    match event {
        Event::Closed => return Ok(ControlFlow::Break(())),
        // Most often this is the program's own save, so nothing is drawn. If another program
        // changed the file, the writer thread sends a message.
        Event::FileChanged => effects.is_look_due = true,
        Event::Configured(both) => {
            let (configured, reload) = *both;
            if configured.problems.is_empty() {
                effects.configure(configured);
            }
            *is_changed = true;
            let message = Message::Reloaded(Box::new(reload));
            return handle_message(effects, model, update, message);
        }
        Event::Painted => *is_changed = true,
        // Lines are read in the plain mode only.
        Event::Line(_) => {}
        Event::Stop => return effects.perform(Effect::Suspend),
        Event::Message(message) => {
            *is_changed = true;
            return handle_message(effects, model, update, message);
        }
        Event::Terminal(event) => {
            effects.glance();
            if let Some(message) = input::message(&event, model) {
                *is_changed = true;
                return handle_message(effects, model, update, message);
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn handle_message(
    effects: &mut Effects,
    model: &mut Model,
    update: Update,
    message: Message,
) -> Result<ControlFlow<()>, Error> {
    let now = effects.now()?;
    for effect in update(model, message, now) {
        if effects.perform(effect)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Saves what is waiting and restores the terminal. The error names what could not be saved.
fn finish(effects: Effects, model: &Model, ended: Result<(), Error>) -> Result<(), Error> {
    let Effects {
        mut screen,
        keeper,
        memory,
        ..
    } = effects;
    memory.finish();
    let lost = match keeper {
        Keeper::Disk(writer) => writer.finish(PATIENCE),
        Keeper::Demo(_) => Vec::new(),
    };
    if let Some(screen) = &mut screen {
        screen.leave();
    }
    terminal::end_if_stuck();
    for message in terminal::panics_elsewhere() {
        // `eprintln!` would panic if the terminal is gone.
        let _ = writeln!(stderr(), "optout: a part of the program failed: {message}");
    }
    if lost.is_empty() {
        return ended;
    }
    let names: Vec<String> = lost
        .iter()
        .map(|unsaved| {
            let id = &unsaved.change.account;
            model
                .entry(id)
                .map_or_else(|| id.to_string(), |entry| entry.account.label.to_string())
        })
        .collect();
    let mut accounts = names.clone();
    accounts.dedup();
    let error = lost.first().map(|unsaved| &unsaved.error);
    let (why, hint) = error.map_or(("", ""), |it| (it.sentence.as_str(), it.hint.as_str()));
    Err(Error::new(
        format!(
            "{} could not be saved, for {}: {why}",
            saving::changes_in_words(lost.len()),
            accounts.join(", ")
        ),
        format!(
            "Nothing on the disk was harmed. Once that is mended, start again and repeat them. {hint}"
        ),
    ))
}
