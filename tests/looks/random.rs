//! Many random keys, mouse events and pastes, with a store on the disk behind them. Nothing may panic; the
//! selection is there, what is shown is what is stored, and undoing everything leads back to the start.
//!
//! `OPTOUT_KEYS=100000 cargo test --release --test looks random` presses as many, `OPTOUT_SEED` other ones.

use std::{collections::BTreeMap, env, fs};

use crossterm::event::{Event, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fastrand::Rng;
use jiff::SignedDuration;
use optout::{
    account::{
        Account,
        change::{Change, Edit},
    },
    app::{
        action::{Action, TABLE},
        core::{Screen, rows},
        effect::Effect,
        input,
        keymap::Keys,
        message::Message,
    },
    content::platform::Platform,
    error::Error,
    store::{Store, writer::WriterEvent},
    system::{browsers::FoundBrowsers, clipboard::Copied},
    text,
};

use crate::bench::{Bench, account, now};

/// So many, where nobody asks for more.
const KEYS: usize = 2_500;
/// After so many everything is compared, undone and compared again.
const ROUND: usize = 250;

struct Walk {
    bench: Bench,
    store: Store,
    rng: Rng,
    keys: Vec<Keys>,
    size: (u16, u16),
    last: String,
}

/// What an account says to a person, but not when it was said.
fn essence(account: &Account) -> String {
    let mut account = account.clone();
    for state in account
        .progress
        .steps
        .values_mut()
        .flat_map(BTreeMap::values_mut)
    {
        (state.at, state.noted, state.opened) = (None, None, None);
    }
    for steps in account.progress.steps.values_mut() {
        steps.retain(|_, state| state.mark.is_some() || state.note.is_some());
    }
    account.progress.steps.retain(|_, steps| !steps.is_empty());
    format!("{account:?}")
}

impl Walk {
    fn start(seed: u64) -> Self {
        let root = env::temp_dir().join(format!("optout-walk-{}-{seed}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let store = Store::new(root);
        let accounts = [
            ("a7k2m9qd", "Personal", Platform::Facebook, Some("DE")),
            ("b2c3d4e5", "Photos", Platform::Instagram, Some("BR")),
            ("c3d4e5f6", "Cousin", Platform::Facebook, Some("US")),
            ("d4e5f6g7", "Mum", Platform::Whatsapp, None),
        ];
        let accounts =
            accounts.map(|(id, label, platform, country)| account(id, label, platform, country));
        let bench = Bench::made_up(accounts.to_vec(), &[], now());
        for account in accounts {
            let create = vec![Edit::Create(Box::new(account.clone()))];
            let change = Change::new(&account.id, now().moment, create);
            store.save(&[change], &bench.model.catalog.regions).unwrap();
        }
        let keys = TABLE.iter().flat_map(|entry| entry.keys);
        Self {
            keys: keys.map(|key| Keys::parse(key).unwrap()).collect(),
            bench,
            store,
            rng: Rng::with_seed(seed),
            size: (80, 24),
            last: String::new(),
        }
    }

    fn event(&mut self) -> Event {
        let rng = &mut self.rng;
        let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
        match rng.u8(..100) {
            0..60 => {
                let keys = &self.keys[rng.usize(..self.keys.len())];
                let chord = keys.chords()[0];
                let mut modifiers = KeyModifiers::NONE;
                modifiers.set(KeyModifiers::CONTROL, chord.is_ctrl());
                modifiers.set(KeyModifiers::ALT, chord.is_alt());
                key(chord.code(), modifiers)
            }
            60..80 => {
                let letters: Vec<char> = "aeinorstDEUK2019-. éß/:?😀".chars().collect();
                let letter = letters[rng.usize(..letters.len())];
                key(crossterm::event::KeyCode::Char(letter), KeyModifiers::NONE)
            }
            80..92 => {
                let kinds = [
                    MouseEventKind::Up(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                ];
                Event::Mouse(MouseEvent {
                    kind: kinds[rng.usize(..kinds.len())],
                    column: rng.u16(..self.size.0),
                    row: rng.u16(..self.size.1),
                    modifiers: KeyModifiers::NONE,
                })
            }
            92..97 => {
                let texts = [
                    "q y d",
                    "https://www.facebook.com/help",
                    "a\nb\u{1b}[2J",
                    "x",
                ];
                Event::Paste(texts[rng.usize(..texts.len())].to_owned())
            }
            _ => {
                let sizes = [(80, 24), (120, 40), (40, 12), (20, 5), (200, 60), (1, 1)];
                self.size = sizes[rng.usize(..sizes.len())];
                Event::Resize(self.size.0, self.size.1)
            }
        }
    }

    fn step(&mut self) {
        let pause = SignedDuration::from_millis(self.rng.i64(1..2_000));
        self.bench.now.moment = self.bench.now.moment.checked_add(pause).unwrap();
        let event = self.event();
        self.last = format!("{event:?} at {:?}", self.bench.model.place());
        if let Some(message) = input::message(&event, &self.bench.model) {
            self.bench.send(message);
            self.perform();
        }
        self.bench.draw(self.size.0, self.size.1);
        self.assert_selected();
    }

    /// What the program would do about the effects.
    fn perform(&mut self) {
        for effect in self.bench.asked() {
            let fails = self.rng.u8(..4) == 0;
            let failed = || Error::new("It did not work.", "Try again.");
            let message = match effect {
                Effect::Save(ticket, change) => {
                    let regions = &self.bench.model.catalog.regions;
                    let saved = self.store.save(&[change], regions).unwrap();
                    let tickets = vec![ticket];
                    Message::Stored(Box::new(WriterEvent::Saved { tickets, saved }))
                }
                Effect::Open(opening) => Message::Opened {
                    account: opening.account,
                    step: opening.step,
                    address: opening.address,
                    result: if fails {
                        Err(failed())
                    } else {
                        Ok("firefox".to_owned())
                    },
                },
                Effect::Copy(text) => Message::Copied(Ok(Copied {
                    text,
                    program: None,
                    trouble: None,
                })),
                Effect::FindBrowsers => Message::BrowsersFound(FoundBrowsers::default()),
                Effect::ListTrash => {
                    let regions = &self.bench.model.catalog.regions;
                    Message::TrashListed(self.store.trash(regions))
                }
                Effect::WriteCode { .. } => Message::Written(Ok(text::line("/tmp/code.svg"))),
                Effect::WriteText { .. } if fails => Message::TextWritten(Err(failed())),
                Effect::WriteText { .. } => Message::TextWritten(Ok(text::line("/tmp/text.txt"))),
                Effect::Edit(editing) => Message::Edited {
                    of: editing.of,
                    result: Ok(None),
                },
                Effect::Suspend => Message::Resized,
                // Files are kept and written elsewhere.
                _ => continue,
            };
            self.bench.send(message);
        }
    }

    fn assert_selected(&self) {
        let (model, last) = (&self.bench.model, &self.last);
        if let Some(id) = &model.selected {
            assert!(
                model.entry(id).is_some(),
                "{last}: {id} is selected and gone"
            );
        } else {
            assert!(model.entries.is_empty(), "{last}: nothing is selected");
        }
        if let Screen::Account(id) = &model.screen {
            assert!(model.entry(id).is_some(), "{last}: {id} is open and gone");
            let entry = model.current().unwrap();
            let rows = rows::rows(model, entry);
            assert!(
                rows.is_empty() || rows.contains(&model.row),
                "{last}: {:?}",
                model.row
            );
        }
    }

    /// What is shown of every account is on the disk.
    fn assert_stored(&self) {
        let regions = &self.bench.model.catalog.regions;
        let stored = self.store.load(regions).unwrap();
        assert!(stored.unreadable.is_empty(), "{:?}", stored.unreadable);
        let by_id = |accounts: Vec<&Account>| -> BTreeMap<String, String> {
            let pair = |it: &Account| (it.id.to_string(), essence(it));
            accounts.into_iter().map(pair).collect()
        };
        let shown = self.bench.model.entries.iter().map(|entry| &entry.account);
        assert_eq!(
            by_id(shown.collect()),
            by_id(stored.accounts.iter().collect()),
            "{}",
            self.last
        );
    }

    fn shown(&self) -> Vec<String> {
        let mut shown: Vec<String> = self
            .bench
            .model
            .entries
            .iter()
            .map(|entry| essence(&entry.account))
            .collect();
        shown.sort();
        shown
    }

    /// Closes what is open, and undoes everything.
    fn undo_all(&mut self) {
        for _ in 0..12 {
            self.bench.send(Message::Act(Action::Back));
            self.perform();
        }
        loop {
            self.bench.send(Message::Act(Action::Undo));
            let is_over = self.bench.said().contains("Nothing to undo");
            self.perform();
            if is_over {
                return;
            }
        }
    }
}

fn number(name: &str, usual: usize) -> usize {
    let value = env::var(name).ok();
    value.map_or(usual, |value| value.parse().unwrap())
}

#[test]
fn random_keys_break_nothing_and_undoing_leads_back() {
    let seed = u64::try_from(number("OPTOUT_SEED", 7)).unwrap();
    let mut walk = Walk::start(seed);
    let start = walk.shown();
    let mut pressed = 0;
    while pressed < number("OPTOUT_KEYS", KEYS) {
        for _ in 0..ROUND {
            walk.step();
        }
        pressed += ROUND;
        walk.assert_stored();
        walk.undo_all();
        walk.assert_stored();
        assert_eq!(walk.shown(), start, "after {pressed} keys of seed {seed}");
    }
    fs::remove_dir_all(walk.store.root()).unwrap();
}
