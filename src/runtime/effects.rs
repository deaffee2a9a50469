//! Performs effects on the disk, the browser and the terminal. Nothing else in the screen does.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    process::Child,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    configured::Configured,
    demo::{Demo, Played},
    events::{Event, Events},
    memory::Memory,
    terminal::TerminalScreen,
};
use crate::{
    account::evidence,
    app::{
        effect::{Editing, Effect, Opening},
        message::Message,
    },
    clock::Now,
    content::region::Regions,
    error::Error,
    export::pack::Pack,
    id::Id,
    store::{Store, writer::Writer},
    system::{
        browsers::{
            FoundBrowsers,
            search::{self, SearchPaths},
        },
        clipboard, editor,
        environment::{Environment, Present},
        files::{new, picture},
        inbox::Mailbox,
        opener, paths, signals, threads,
    },
    text::Clean,
    ui::theme::Look,
};

/// The longest sleep: a computer that slept over midnight, or whose clock was set, does not know how long
/// that was.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Where changes are kept.
#[derive(Debug)]
pub(super) enum Keeper {
    /// The thread that saves.
    Disk(Writer),
    /// The memory.
    Demo(Demo),
}

/// Everything that effects need.
#[derive(Debug)]
pub(super) struct Effects {
    /// The screen; `None` in the plain mode.
    pub screen: Option<TerminalScreen>,
    /// Where changes are kept.
    pub keeper: Keeper,
    /// The thread that keeps what the screen remembers.
    pub memory: Memory,
    /// What the event loop waits for.
    pub events: Events,
    /// The present, as it was asked for last.
    pub present: Present,
    /// Where messages to the event loop go, such as those that answer effects.
    pub answers: Mailbox<Event>,
    /// Colours and glyphs.
    pub appearance: Look,
    /// The command of `opener` in the config file.
    pub opener: Vec<Clean>,
    /// Hosts that the user trusts.
    pub trusted_hosts: Vec<String>,
    /// The data folder.
    pub data: PathBuf,
    /// The countries, to read accounts.
    pub regions: Arc<Regions>,
    /// The folder for QR codes.
    pub codes: PathBuf,
    /// The folder for texts while an editor has them.
    pub editing: PathBuf,
    pub environment: Environment,
    /// Whether to look for changed files after the next frame.
    pub is_look_due: bool,
    /// When that was done last.
    pub looked: Instant,
}

/// How often keys alone make the program look for changed files: the folder is watched, and what a watch does
/// not hear of comes from another computer.
const BETWEEN_GLANCES: Duration = Duration::from_secs(5);

impl Effects {
    /// Performs one effect.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub(super) fn perform(&mut self, effect: Effect) -> Result<ControlFlow<()>, Error> {
        let effect = match &mut self.keeper {
            Keeper::Disk(_) => effect,
            Keeper::Demo(demo) => match demo.play(effect) {
                Played::Answered(message) => {
                    self.answer(message);
                    return Ok(ControlFlow::Continue(()));
                }
                Played::Ignored => return Ok(ControlFlow::Continue(())),
                Played::Real(effect) => effect,
            },
        };
        match effect {
            Effect::Save(ticket, change) => {
                if let Keeper::Disk(writer) = &self.keeper {
                    writer.save(ticket, change);
                }
            }
            // Time passes by itself.
            Effect::NextDay => {}
            Effect::Look => self.is_look_due = true,
            Effect::Open(opening) => self.open(opening),
            Effect::Copy(text) => self.copy(text),
            Effect::LendMouse(is_lent) => {
                if let Some(screen) = &mut self.screen {
                    screen.use_mouse(!is_lent);
                }
            }
            Effect::FindBrowsers => self.find_browsers(),
            Effect::ListTrash => self.list_trash(),
            Effect::WriteCode { name, svg } => self.write_code(name, svg),
            Effect::WriteText { path, text } => self.write_text(&path, text),
            Effect::KeepFile {
                account,
                request,
                path,
            } => self.keep_file(account, request, &path),
            Effect::KeepText { account, text } => {
                if let Keeper::Disk(writer) = &self.keeper {
                    writer.keep(account, &text);
                }
            }
            Effect::WritePack { path, pack } => self.write_pack(&path, pack),
            Effect::Edit(editing) => self.edit(editing)?,
            Effect::Remember(remembered) => self.memory.keep(remembered),
            Effect::Redraw => {
                if let Some(screen) = &mut self.screen {
                    screen.forget()?;
                }
            }
            Effect::Suspend => {
                match &mut self.screen {
                    Some(screen) => screen.suspend()?,
                    None => signals::stop(),
                }
                self.answer(Message::Resized);
            }
            Effect::Quit => return Ok(ControlFlow::Break(())),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Takes over what the config file says now.
    pub(super) fn configure(&mut self, configured: Configured) {
        self.appearance = configured.look;
        if let Some(screen) = &mut self.screen {
            screen.use_mouse(configured.has_mouse);
        }
        self.opener = configured.config.opener;
        self.trusted_hosts = configured.config.trusted_hosts;
    }

    /// Looks for changed files, if [`Effect::Look`] or [`Event::FileChanged`] asked for it. The
    /// event loop calls this after drawing, so that the disk does not delay the frame.
    pub(super) fn look(&mut self) {
        if std::mem::take(&mut self.is_look_due) {
            self.looked = Instant::now();
            if let Keeper::Disk(writer) = &self.keeper {
                writer.look();
            }
        }
    }

    /// Notes that the person does something: time for a look, if the last one was long ago.
    pub(super) fn glance(&mut self) {
        self.is_look_due |= self.looked.elapsed() >= BETWEEN_GLANCES;
    }

    /// The present.
    ///
    /// # Errors
    ///
    /// When `OPTOUT_NOW` is not a moment.
    pub(super) fn now(&mut self) -> Result<Now, Error> {
        if let Keeper::Demo(demo) = &self.keeper {
            return Ok(demo.now());
        }
        self.present = self.environment.present_after(&self.present)?;
        Ok(self.present.now)
    }

    /// How long the loop sleeps if nothing happens: until the next day, at most.
    ///
    /// # Errors
    ///
    /// When `OPTOUT_NOW` is not a moment.
    pub(super) fn sleep(&self) -> Result<Duration, Error> {
        let present = self.environment.present_after(&self.present)?;
        Ok(present.until_tomorrow().min(LONGEST) + Duration::from_secs(1))
    }

    fn answer(&self, message: Message) {
        self.answers.send(Event::Message(message));
    }

    /// Copies a text by the terminal, and by a program of the desktop on a thread of its own, which may hang.
    fn copy(&mut self, text: Clean) {
        let in_screen = self.environment.is_in_screen();
        let Some(screen) = &mut self.screen else {
            return;
        };
        let by_terminal = screen.copy(&text, in_screen);
        let programs = clipboard::programs(&self.environment);
        let answers = self.answers.clone();
        let copy = move || {
            let copied = clipboard::copy(&text, &programs);
            let result = match by_terminal {
                Err(error) if copied.program.is_none() => Err(error),
                Err(_) | Ok(()) => Ok(copied),
            };
            answers.send(Event::Message(Message::Copied(result)));
        };
        if let Err(error) = threads::start("clipboard", copy) {
            self.answer(Message::Copied(Err(error)));
        }
    }

    /// Looks for browsers on a thread of its own: the home folder may be on a slow network disk.
    fn find_browsers(&self) {
        let paths = SearchPaths::of(&self.environment);
        let answers = self.answers.clone();
        let look = move || {
            let found = search::find(&paths);
            answers.send(Event::Message(Message::BrowsersFound(found)));
        };
        if threads::start("browsers", look).is_err() {
            self.answer(Message::BrowsersFound(FoundBrowsers::default()));
        }
    }

    /// Reads the trash on a thread of its own, as [`Self::find_browsers`] does.
    fn list_trash(&self) {
        let (data, regions) = (self.data.clone(), Arc::clone(&self.regions));
        let answers = self.answers.clone();
        let list = move || {
            let listed = Store::new(data).trash(&regions);
            answers.send(Event::Message(Message::TrashListed(listed)));
        };
        if threads::start("trash", list).is_err() {
            self.answer(Message::TrashListed(Ok(Vec::new())));
        }
    }

    fn write_code(&self, name: String, svg: String) {
        let codes = self.codes.clone();
        let write = move || picture::keep(&codes, &name, &svg);
        self.write(write, Message::Written);
    }

    fn write_text(&self, path: &str, text: String) {
        let path = paths::typed(path, &self.environment);
        let write = move || new::create(&path, text.as_bytes()).map(|()| path);
        self.write(write, Message::TextWritten);
    }

    /// Writes a file on a thread of its own.
    fn write(
        &self,
        work: impl FnOnce() -> Result<PathBuf, Error> + Send + 'static,
        answer: fn(Result<Clean, Error>) -> Message,
    ) {
        self.apart(move || work().map(|path| paths::shown(&path)), answer);
    }

    fn keep_file(&self, account: Id, request: Option<Id>, path: &str) {
        let path = paths::typed(path, &self.environment);
        let store = Store::new(self.data.clone());
        let copied = account.clone();
        let keep = move || {
            let kept = store.keep_file(&copied, &path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Ok((kept, evidence::file_name(&name)))
        };
        self.apart(keep, |result| Message::Kept {
            account,
            request,
            result,
        });
    }

    fn write_pack(&self, path: &str, pack: Box<Pack>) {
        let path = paths::typed(path, &self.environment);
        let store = Store::new(self.data.clone());
        let write = move || {
            let written = store.write_pack(&pack, &path)?;
            Ok((paths::shown(&path), written))
        };
        self.apart(write, Message::PackWritten);
    }

    /// Works with files on a thread of its own: the disk may be slow.
    fn apart<T>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
        answer: impl FnOnce(Result<T, Error>) -> Message + Clone + Send + 'static,
    ) {
        let (answers, answer_there) = (self.answers.clone(), answer.clone());
        let work = move || {
            answers.send(Event::Message(answer_there(work())));
        };
        if let Err(error) = threads::start("file", work) {
            self.answer(answer(Err(error)));
        }
    }

    /// Gives the terminal to the person's editor, and waits for its end.
    fn edit(&mut self, editing: Editing) -> Result<(), Error> {
        let Editing { of, name, text } = editing;
        let result = match editor::command(&self.environment) {
            Ok(command) => {
                let (folder, events) = (&self.editing, &mut self.events);
                let wait = |child: &mut Child| events.wait_for(child);
                let edit = || editor::edit(command, folder, &name, &text, wait);
                match &mut self.screen {
                    Some(screen) => screen.lend(edit)?,
                    None => edit(),
                }
            }
            Err(error) => Err(error),
        };
        self.answer(Message::Edited { of, result });
        Ok(())
    }

    /// Starts the opener on a thread of its own, since it may hang.
    fn open(&self, opening: Opening) {
        let Opening {
            account,
            step,
            address,
            open_with,
            agreed,
        } = opening;
        let choice = opener::fallback_chain(&open_with, &self.opener, &self.environment);
        let mut trusted = self.trusted_hosts.clone();
        trusted.extend(agreed);
        let answers = self.answers.clone();
        let started = threads::start("opener", {
            let (account, step, address) = (account.clone(), step.clone(), address.clone());
            move || {
                let result =
                    opener::open(&address, &choice, &trusted).map(|opened| opened.in_words());
                answers.send(Event::Message(Message::Opened {
                    account,
                    step,
                    address,
                    result,
                }));
            }
        });
        if let Err(error) = started {
            self.answer(Message::Opened {
                account,
                step,
                address,
                result: Err(error),
            });
        }
    }
}
