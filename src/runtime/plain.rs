//! The checklist as a dialogue on standard input and output. The same messages and effects as on the
//! screen; a line is read when all that the one before asked for has happened.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _, stdin, stdout},
    ops::ControlFlow,
    sync::mpsc::{Sender, channel},
    time::{Duration, Instant},
};

use super::{effects::Effects, events::Event};
use crate::{
    app::{
        action::Action,
        effect::Effect,
        message::Message,
        model::Model,
        saving::SaveState,
        update::{self, Update},
    },
    error::Error,
    plain::{Dialogue, USUAL},
    system::{inbox::Mailbox, threads},
    ui,
};

/// The most bytes of a line; the rest of a longer one is left out.
const LONGEST_LINE: u64 = 64 * 1024;

/// How long a line waits for what the one before asked for, such as a browser.
const PATIENCE: Duration = Duration::from_secs(10);

/// The dialogue while it runs.
struct Talk<'t> {
    effects: &'t mut Effects,
    model: &'t mut Model,
    update: Update,
    dialogue: Dialogue,
    /// How many effects are not answered yet, beside those that save.
    unanswered: usize,
    /// Until when they are waited for.
    until: Instant,
}

/// Runs the dialogue until the person quits, the input ends, or nobody reads on.
pub(super) fn run(effects: &mut Effects, model: &mut Model, update: Update) -> Result<(), Error> {
    match converse(effects, model, update) {
        // EPIPE: a reader such as `head` needs no more.
        Err(Stop::Unwritten(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(Stop::Unwritten(error)) => Err(Error::new(
            format!("The dialogue cannot be written: {error}."),
            "Your ticks are kept. Is the terminal still there?",
        )),
        Err(Stop::Failed(error)) => Err(error),
        Ok(()) => Ok(()),
    }
}

/// Why the dialogue stops early.
enum Stop {
    Failed(Error),
    Unwritten(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

fn converse(effects: &mut Effects, model: &mut Model, update: Update) -> Result<(), Stop> {
    let width = effects.environment.line_width().unwrap_or(USUAL);
    let dialogue = Dialogue::new(width, model.settings.ascii);
    let wanted = read_lines(effects.answers.clone())?;
    let has_prompt = stdin().is_terminal();
    let mut talk = Talk {
        effects,
        model,
        update,
        dialogue,
        unanswered: 0,
        until: Instant::now(),
    };
    let mut is_reading = false;
    talk.tell()?;
    loop {
        if !is_reading && !talk.is_busy() {
            if has_prompt {
                write("> ")?;
            }
            // This fails only when the thread has sent that the input has ended.
            is_reading = wanted.send(()).is_ok();
        }
        let wait = match talk.is_busy() {
            true => talk.until.saturating_duration_since(Instant::now()),
            false => talk.effects.sleep()?,
        };
        let event = talk.effects.events.wait(wait).unwrap_or_else(|| {
            talk.unanswered = 0;
            Event::Message(Message::Focused)
        });
        if let Event::Line(_) = event {
            is_reading = false;
        }
        if talk.take(event)?.is_break() {
            return Ok(());
        }
        if !talk.is_busy() {
            talk.tell()?;
        }
        talk.effects.look();
    }
}

impl Talk<'_> {
    /// Whether something that was asked for has not happened yet.
    fn is_busy(&self) -> bool {
        let is_open = self.unanswered > 0 || self.model.saving.state() == SaveState::Writing;
        is_open && Instant::now() < self.until
    }

    fn take(&mut self, event: Event) -> Result<ControlFlow<()>, Stop> {
        match event {
            Event::Line(line) => {
                self.until = Instant::now() + PATIENCE;
                self.effects.glance();
                self.dialogue.hear(self.model, &line);
                while let Some(message) = self.dialogue.next(self.model) {
                    if self.send(message)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
            // There is no window.
            Event::Message(Message::Resized) | Event::Painted | Event::Terminal(_) => {}
            Event::Message(message) => {
                if is_answer(&message) {
                    self.unanswered = self.unanswered.saturating_sub(1);
                }
                return self.send(message);
            }
            Event::FileChanged => self.effects.is_look_due = true,
            Event::Configured(both) => {
                let (configured, reload) = *both;
                if configured.problems.is_empty() {
                    self.effects.configure(configured);
                }
                return self.send(Message::Reloaded(Box::new(reload)));
            }
            Event::Stop => return Ok(self.effects.perform(Effect::Suspend)?),
            Event::Closed => return self.end_of_input(),
        }
        Ok(ControlFlow::Continue(()))
    }

    fn send(&mut self, message: Message) -> Result<ControlFlow<()>, Stop> {
        let now = self.effects.now()?;
        for effect in (self.update)(self.model, message, now) {
            match effect {
                // No escape sequence reaches a clipboard from here.
                Effect::Copy(text) => {
                    let mut lines = vec!["Here it is, to copy:".to_owned()];
                    lines.extend(text.lines().flat_map(|line| self.dialogue.fitted(line)));
                    say(&lines)?;
                }
                Effect::Redraw => {}
                effect => {
                    self.unanswered += usize::from(is_answered(&effect));
                    if self.effects.perform(effect)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Nobody can be asked any more: names what was typed and is not saved.
    fn end_of_input(&mut self) -> Result<ControlFlow<()>, Stop> {
        // A page that is closed hands over what was typed in it.
        for _ in 0..self.model.overlays.len() {
            if self.send(Message::Act(Action::Back))?.is_break() {
                break;
            }
        }
        match update::typed_only(self.model) {
            Some(typed) => Err(Stop::Failed(Error::new(
                format!("The input has ended, and what you typed is not saved: {typed}."),
                "An empty line saves a note, and :save a form.",
            ))),
            None => Ok(ControlFlow::Break(())),
        }
    }

    fn tell(&mut self) -> Result<(), Stop> {
        let read = ui::read(self.model);
        self.model.drawn = read.drawn.clone();
        Ok(say(&self.dialogue.tell(self.model, &read))?)
    }
}

/// Whether a message will answer the effect, and is waited for.
const fn is_answered(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Open(_)
            | Effect::FindBrowsers
            | Effect::ListTrash
            | Effect::WriteCode { .. }
            | Effect::WriteText { .. }
            | Effect::KeepFile { .. }
            | Effect::WritePack { .. }
            | Effect::Edit(_)
    )
}

const fn is_answer(message: &Message) -> bool {
    matches!(
        message,
        Message::Opened { .. }
            | Message::BrowsersFound(_)
            | Message::TrashListed(_)
            | Message::Written(_)
            | Message::TextWritten(_)
            | Message::Kept { .. }
            | Message::PackWritten(_)
            | Message::Edited { .. }
    )
}

fn say(lines: &[String]) -> io::Result<()> {
    let mut text = lines.join("\n");
    if !lines.is_empty() {
        text.push('\n');
    }
    write(&text)
}

fn write(text: &str) -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Starts the thread that reads a line whenever one is wanted. It reads none before: an editor may have the
/// terminal.
fn read_lines(mailbox: Mailbox<Event>) -> Result<Sender<()>, Error> {
    let (wanted, receiver) = channel();
    let read = move || {
        while receiver.recv().is_ok() {
            let event = match read_line() {
                Ok(Some(line)) => Event::Line(line),
                Ok(None) | Err(_) => Event::Closed,
            };
            if !mailbox.send(event) {
                return;
            }
        }
    };
    threads::start("input", read)?;
    Ok(wanted)
}

/// A line of standard input; `None` at its end.
fn read_line() -> io::Result<Option<String>> {
    let mut input = stdin().lock();
    let mut bytes = Vec::new();
    input
        .by_ref()
        .take(LONGEST_LINE)
        .read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut is_whole = bytes.ends_with(b"\n");
    while !is_whole {
        let mut rest = Vec::new();
        input
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut rest)?;
        is_whole = rest.is_empty() || rest.ends_with(b"\n");
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
}
