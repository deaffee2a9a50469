//! A model on a bench: fixed accounts, a fixed clock, keys in, screens out.
#![allow(unreachable_pub)]

use std::sync::Arc;

use crossterm::event::{Event, KeyEvent, KeyModifiers};
use jiff::civil::date;
use optout::{
    account::{
        Account,
        progress::{Outcome, Request},
    },
    app::{
        core::Settings,
        effect::Effect,
        input,
        keymap::{Chord, Keymap},
        message::Message,
        model::Model,
        row::Row,
        update::update,
    },
    catalog::{Catalog, GuideFile},
    clock::Now,
    content::{goal::Goal, guide::StepId, platform::Platform},
    id::Id,
    store::Notice,
    system::config::Theme,
    text,
    ui::{self, theme::Look},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, style::Style};

pub(crate) use account::account;
use snapshot::assert_snapshot;

mod account;
pub mod fixtures;
pub mod snapshot;

pub fn now() -> Now {
    Now {
        moment: "2026-11-21T10:00:00Z".parse().unwrap(),
        today: date(2026, 11, 21),
    }
}

/// A guide that is tried first, whose first step names a letter and whose second sends.
pub fn guide_with_letter(letter: &str) -> String {
    format!(
        "format = 1\nid = \"mine\"\ntitle = \"My own way\"\ngoal = \"object\"\nrank = -1000\n\
         platforms = [\"facebook\", \"instagram\", \"whatsapp\"]\n\
         [[source]]\nid = \"us\"\ntitle = \"Us\"\nnote = \"For a test.\"\nchecked = 2026-11-01\n\
         [[step]]\nid = \"reason\"\ntitle = \"Give a reason\"\nbody = \"Only where it is asked for.\"\n\
         link = \"https://www.facebook.com/help/contact/1\"\nletter = \"{letter}\"\n\
         confidence = \"reported\"\nsources = [\"us\"]\n\
         [[step]]\nid = \"send\"\ntitle = \"Send it\"\nkind = \"submit\"\n\
         confidence = \"reported\"\nsources = [\"us\"]\n"
    )
}

/// The shipped guides with guides of the user's own, which have no mistakes.
pub fn catalog(guides: &[&str]) -> Catalog {
    let files = guides.iter().enumerate().map(|(number, text)| GuideFile {
        name: text::line(&format!("own-{number}.toml")),
        text: Ok((*text).to_owned()),
    });
    let catalog = Catalog::new(&files.collect::<Vec<GuideFile>>(), &[]);
    assert!(catalog.problems.is_empty(), "{:?}", catalog.problems);
    catalog
}

/// An objection that Meta answered like this, on the eleventh of the eleventh if at all.
pub fn objection(outcome: Outcome) -> Request {
    Request {
        due: Some(date(2026, 11, 1)),
        outcome,
        answered: (outcome != Outcome::Waiting).then_some(date(2026, 11, 11)),
        ..Request::new(
            Id::new("r1").unwrap(),
            Goal::Object,
            Id::new("facebook-privacy-center").unwrap(),
            date(2026, 10, 1),
        )
    }
}

/// A guide that is offered after a refusal, tried before every shipped one. Its one step leads to
/// the authority of the account's country.
pub const COMPLAINT: &str = r#"format = 1
id = "test-complaint"
title = "Complain to the authority"
goal = "follow-up"
platforms = ["facebook"]
when = ["refused"]
rank = -1000

[[source]]
id = "law"
title = "The law"
url = "https://www.cnil.fr/fr/plaintes"
checked = 2026-10-01

[[step]]
id = "complain"
title = "File your complaint with the authority"
body = "Attach the refusal and what you sent."
authority = true
confidence = "verified"
sources = ["law"]
"#;

/// An account whose objection Meta refused.
pub fn refused(country: Option<&str>) -> Account {
    let mut account = account("a7k2m9qd", "Personal", Platform::Facebook, country);
    account.progress.requests = vec![objection(Outcome::Refused)];
    account
}

/// The account whose objection was refused, on the step that leads to the authority. Guides are made
/// up, authorities real.
pub fn complaining(country: Option<&str>) -> Bench {
    let catalog = fixtures::catalog(Catalog::shipped_regions(), &[COMPLAINT]);
    let mut bench = Bench::with_catalog(vec![refused(country)], Vec::new(), now(), catalog);
    bench.keys("enter");
    bench.model.row = Row::Step(StepId {
        guide: Id::new("test-complaint").unwrap(),
        step: Id::new("complain").unwrap(),
    });
    bench.draw(80, 24);
    bench
}

pub struct Bench {
    pub model: Model,
    pub look: Look,
    /// Everything that was asked for, in order.
    pub effects: Vec<Effect>,
    pub now: Now,
}

impl Bench {
    pub fn new(accounts: Vec<Account>) -> Self {
        Self::with_notices(accounts, Vec::new(), now())
    }

    pub fn with_notices(accounts: Vec<Account>, notices: Vec<Notice>, now: Now) -> Self {
        Self::with_catalog(accounts, notices, now, Catalog::new(&[], &[]))
    }

    /// With guides of the user's own beside the shipped ones.
    pub fn with_guides(accounts: Vec<Account>, guides: &[&str], now: Now) -> Self {
        Self::with_catalog(accounts, Vec::new(), now, catalog(guides))
    }

    /// With the made-up guides and regions of `tests/fixtures/`, and guides of the user's own.
    pub fn made_up(accounts: Vec<Account>, own: &[&str], now: Now) -> Self {
        let catalog = fixtures::catalog(fixtures::regions(), own);
        Self::with_catalog(accounts, Vec::new(), now, catalog)
    }

    fn with_catalog(
        accounts: Vec<Account>,
        notices: Vec<Notice>,
        now: Now,
        catalog: Catalog,
    ) -> Self {
        let around = Settings {
            data: text::line("/home/me/.local/share/optout"),
            current: text::line("/home/me/docs"),
            ..Settings::default()
        };
        let catalog = Arc::new(catalog);
        let model = Model::new(
            catalog,
            Keymap::default(),
            around,
            accounts.into_iter().map(Box::new).collect(),
            notices,
            now,
            7,
        );
        Self {
            model,
            look: Look::new(Theme::Terminal, true, false),
            effects: Vec::new(),
            now,
        }
    }

    /// Gives the person a guide of their own.
    pub fn add_guide(&mut self, text: &str) -> &mut Self {
        let file = GuideFile {
            name: text::line("mine.toml"),
            text: Ok(text.to_owned()),
        };
        self.model.catalog = Arc::new(Catalog::new(&[file], &[]));
        self.model.refresh_overviews();
        self
    }

    /// Presses keys, written as in the config file: `down down space ctrl-r`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let chord = Chord::parse(key).unwrap();
            let mut modifiers = KeyModifiers::NONE;
            modifiers.set(KeyModifiers::CONTROL, chord.is_ctrl());
            modifiers.set(KeyModifiers::ALT, chord.is_alt());
            let event = Event::Key(KeyEvent::new(chord.code(), modifiers));
            if let Some(message) = input::message(&event, &self.model) {
                self.send(message);
            }
        }
        self
    }

    /// Types a text, character by character.
    pub fn typed(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            let key = if letter == ' ' {
                "space".to_owned()
            } else {
                letter.to_string()
            };
            self.keys(&key);
        }
        self
    }

    pub fn send(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.model, message, self.now);
        self.effects.extend(effects);
        self
    }

    /// Lets everything reach the disk.
    pub fn settle(&mut self) -> &mut Self {
        let waiting = self.model.saving.pending();
        let tickets: Vec<u64> = waiting.iter().map(|pending| pending.ticket).collect();
        self.model.saving.settle(&tickets);
        self
    }

    /// The effects since the last call.
    pub fn asked(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// What is said in the status line.
    pub fn said(&self) -> &str {
        self.model
            .status
            .as_ref()
            .map_or("", |status| status.text.as_str())
    }

    pub fn draw(&mut self, width: u16, height: u16) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut drawn = None;
        terminal
            .draw(|frame| drawn = Some(ui::draw(frame, &self.model, &self.look)))
            .unwrap();
        self.model.drawn = drawn.unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text, with a legend of its styles.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        let buffer = self.draw(width, height);
        let mut out = lines(&buffer).join("\n");
        out.push_str("\n-- styles\n");
        for y in 0..height {
            let mut runs: Vec<(u16, u16, Style)> = Vec::new();
            for x in 0..width {
                let style = buffer[(x, y)].style();
                match runs.last_mut() {
                    Some((_, to, last)) if *last == style && *to + 1 == x => *to = x,
                    _ => runs.push((x, x, style)),
                }
            }
            let plain = |style: &Style| in_words(*style).is_empty();
            let told: Vec<String> = runs
                .iter()
                .filter(|(_, _, style)| !plain(style))
                .map(|(from, to, style)| format!("{from}-{to} {}", in_words(*style)))
                .collect();
            if !told.is_empty() {
                out.push_str(&format!("{y}: {}\n", told.join(", ")));
            }
        }
        out
    }

    /// Compares the screen at these sizes with the files of this name and size.
    #[track_caller]
    pub fn assert_screens(&mut self, name: &str, sizes: &[(u16, u16)]) {
        for (width, height) in sizes {
            let screen = self.screen(*width, *height);
            assert_snapshot(&format!("{name}_{width}x{height}"), &screen);
        }
    }
}

/// The rows of a screen, without blanks at their ends.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(text::width(symbol)).unwrap().max(1);
            }
            row.trim_end().to_owned()
        })
        .collect()
}

fn in_words(style: Style) -> String {
    let mut words = Vec::new();
    for colour in [style.fg, style.bg].into_iter().flatten() {
        if colour != ratatui::style::Color::Reset {
            words.push(format!("{colour:?}").to_lowercase());
        }
    }
    if !style.add_modifier.is_empty() {
        words.push(format!("{:?}", style.add_modifier).to_lowercase());
    }
    words.join("+")
}
