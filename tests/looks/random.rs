//! Many random keys, mouse events, pastes and replies to somebody else's questions, as a terminal sends them, in
//! whatever pieces; with a store on the disk behind them. Nothing may panic; the selection is there, what is shown
//! is what is stored, and undoing everything leads back to the start.
//!
//! `OPTOUT_KEYS=100000 cargo test --release --test looks random` presses as many, `OPTOUT_SEED` other ones.

use std::{collections::BTreeMap, env, fs};

use crossterm::event::{Event, KeyCode};
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
        keymap::{Chord, Keys},
        message::Message,
    },
    content::platform::Platform,
    error::Error,
    runtime::decoder::Decoder,
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
    keys: Vec<Chord>,
    replies: Vec<Vec<u8>>,
    decoder: Decoder,
    size: (u16, u16),
    last: String,
}

/// What a terminal sends for a key.
fn bytes_of(chord: Chord) -> Vec<u8> {
    let mut bytes = match chord.code() {
        KeyCode::Char(letter) if chord.is_ctrl() => vec![u8::try_from(letter).unwrap() & 0x1f],
        KeyCode::Char(letter) => letter.to_string().into_bytes(),
        KeyCode::Enter => b"\r".to_vec(),
        KeyCode::Esc => b"\x1b".to_vec(),
        KeyCode::Tab => b"\t".to_vec(),
        KeyCode::Backspace => b"\x7f".to_vec(),
        KeyCode::BackTab => b"\x1b[Z".to_vec(),
        KeyCode::Up => b"\x1b[A".to_vec(),
        KeyCode::Down => b"\x1b[B".to_vec(),
        KeyCode::Right => b"\x1b[C".to_vec(),
        KeyCode::Left => b"\x1bOD".to_vec(),
        KeyCode::Home => b"\x1b[H".to_vec(),
        KeyCode::End => b"\x1bOF".to_vec(),
        KeyCode::Delete => b"\x1b[3~".to_vec(),
        KeyCode::PageUp => b"\x1b[5~".to_vec(),
        KeyCode::PageDown => b"\x1b[6~".to_vec(),
        other => panic!("what does a terminal send for {other:?}?"),
    };
    if chord.is_alt() {
        bytes.insert(0, 0x1b);
    }
    bytes
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
        let keys = keys.flat_map(|keys| Keys::parse(keys).unwrap().chords().to_vec());
        let replies = include_str!("../replies.txt").lines();
        let replies = replies.filter(|line| !line.starts_with('#'));
        Self {
            keys: keys.collect(),
            replies: replies
                .map(|line| {
                    line.replace("<ESC>", "\x1b")
                        .replace("<BEL>", "\x07")
                        .into()
                })
                .collect(),
            decoder: Decoder::default(),
            bench,
            store,
            rng: Rng::with_seed(seed),
            size: (80, 24),
            last: String::new(),
        }
    }

    /// A place of the window, most often one where a click does something.
    fn place(&mut self) -> (u16, u16) {
        let (width, height) = self.size;
        match self.rng.choice(&self.bench.model.drawn.targets) {
            Some((area, _)) if self.rng.u8(..3) > 0 => (
                area.x + self.rng.u16(..area.width.max(1)),
                area.y + self.rng.u16(..area.height.max(1)),
            ),
            _ => (self.rng.u16(..width + 2), self.rng.u16(..height + 2)),
        }
    }

    fn click(&mut self) -> Vec<u8> {
        let (column, row) = self.place();
        let (column, row) = (column + 1, row + 1);
        let wheel = |button: u8| format!("\x1b[<{button};{column};{row}M");
        let click = |button: u8| {
            let release = format!("\x1b[<{button};{column};{row}m");
            format!("{}{release}", wheel(button))
        };
        let sent = match self.rng.u8(..20) {
            0..10 => click(0),
            10..12 => click(0).repeat(2),
            12..14 => wheel(64),
            14..17 => wheel(65),
            17 => click(self.rng.u8(1..3)),
            18 => wheel(0),
            _ => click(self.rng.u8(..)),
        };
        sent.into_bytes()
    }

    fn paste(&mut self) -> Vec<u8> {
        let texts = [
            "q y d",
            "https://www.facebook.com/help",
            "a\nb\u{1b}[2J",
            "x",
            "",
            "\u{202e}❤\u{fe0f}\u{1f469}\u{200d}\u{1f467} e\u{301}\u{ad}",
        ];
        let text = self.rng.choice(texts).unwrap();
        format!("\x1b[200~{text}\x1b[201~").into_bytes()
    }

    /// What the terminal sends next.
    fn sent(&mut self) -> Vec<u8> {
        match self.rng.u8(..100) {
            0..55 => bytes_of(*self.rng.choice(&self.keys).unwrap()),
            55..75 => {
                let letters: Vec<char> = "aeinorstDEUK2019-. éß/:?😀".chars().collect();
                self.rng.choice(letters).unwrap().to_string().into_bytes()
            }
            75..87 => self.click(),
            87..91 => self.paste(),
            91..94 => b"\x1b[O\x1b[I".to_vec(),
            _ => self.rng.choice(&self.replies).unwrap().clone(),
        }
    }

    fn step(&mut self) {
        let pause = SignedDuration::from_millis(self.rng.i64(1..2_000));
        self.bench.now.moment = self.bench.now.moment.checked_add(pause).unwrap();
        if self.rng.u8(..100) < 3 {
            let sizes = [
                (80, 24),
                (120, 40),
                (40, 12),
                (20, 5),
                (200, 60),
                (1, 1),
                (0, 0),
            ];
            self.size = *self.rng.choice(&sizes).unwrap();
            self.handle(&Event::Resize(self.size.0, self.size.1));
            return;
        }
        let sent = self.sent();
        let was_whole = self.decoder.wait().is_none();
        let is_reply = self.replies.contains(&sent);
        let mut events = Vec::new();
        let mut rest = sent.as_slice();
        while !rest.is_empty() {
            let (piece, next) = rest.split_at(self.rng.usize(1..=rest.len()));
            events.extend(self.decoder.take(piece));
            rest = next;
        }
        let shown = sent.escape_ascii();
        assert!(
            !is_reply || !was_whole || events.is_empty(),
            "{shown}: {events:?}"
        );
        // Esc is one when nothing follows; now and then something does at once, or nothing in time.
        if self.decoder.wait().is_some() && self.rng.u8(..10) > 0 {
            events.extend(self.decoder.give_up());
        }
        for event in events {
            self.handle(&event);
        }
    }

    fn handle(&mut self, event: &Event) {
        self.last = format!("{event:?} at {:?}", self.bench.model.place());
        if let Some(message) = input::message(event, &self.bench.model) {
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
        let shown = self.bench.model.entries.iter().map(|entry| &*entry.account);
        assert_eq!(
            by_id(shown.collect()),
            by_id(stored.accounts.iter().map(|it| &**it).collect()),
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
