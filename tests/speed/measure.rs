//! `cargo bench`: how fast the checklist is and how much memory it takes, as ratios to a program
//! that draws one list, and beside programs like it that are installed. They run in a terminal of 40 rows and 120
//! columns, in turns, each time in another order. Then, how the time grows with the accounts, with what one holds,
//! and with the mistakes in a file. The figures are printed beside their limits; nothing fails because of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "growth.rs"]
mod growth;
#[path = "peers.rs"]
mod peers;

use std::{
    env, fs,
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
    io::{Read as _, Write as _},
    num::NonZero,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use vt100::Parser;

const ROUNDS: usize = 15;
/// How often each program is started in a round, in turns: first frames vary by a tenth, and there is one in a start.
/// Keys are pressed in the first of these starts, and memory is that after them.
const STARTS: usize = 6;
const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};
/// A screen that is still for so long has come to rest; nobody presses keys faster.
const REST: Duration = Duration::from_millis(55);
/// A program that says nothing for so long is stuck.
const PATIENCE: Duration = Duration::from_secs(20);
const DOWN: &[u8] = b"\x1b[B";
const UP: &[u8] = b"\x1b[A";

/// Shuffles, the same way in every run.
type Order = BuildHasherDefault<DefaultHasher>;

/// A program, and what was measured of it.
struct Case {
    program: PathBuf,
    /// What stands on its first whole frame.
    marker: &'static str,
    variables: Vec<(&'static str, PathBuf)>,
    frames: Vec<f64>,
    keys: Vec<f64>,
    memory: Vec<f64>,
}

impl Case {
    fn new(program: &Path, marker: &'static str, variables: Vec<(&'static str, PathBuf)>) -> Self {
        Self {
            program: program.to_owned(),
            marker,
            variables,
            frames: Vec::new(),
            keys: Vec::new(),
            memory: Vec::new(),
        }
    }

    /// Starts the program, presses the keys one after the other and looks at its memory, or does neither, and ends it.
    fn run(&mut self, keys: Option<&[&[u8]]>) {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.env("TERM", "xterm-256color");
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut writer = pair.master.take_writer().unwrap();
        let (sender, receiver) = channel();
        let begun = Instant::now();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let reading = thread::spawn(move || {
            let mut bytes = vec![0; 65_536];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                // The moment counts before anything is made of the bytes.
                let read = (Instant::now(), bytes[..length].to_vec());
                if sender.send(read).is_err() {
                    return;
                }
            }
        });
        let side = |length| NonZero::new(length).unwrap();
        let mut screen = Parser::new(side(SIZE.rows), side(SIZE.cols), 0);
        let is_whole = |screen: &Parser| screen.screen().contents().contains(self.marker);
        let shown = wait(&receiver, &mut screen, is_whole);
        self.frames.push(millis(shown - begun));
        rest(&receiver, &mut screen);
        for key in keys.into_iter().flatten() {
            let before = screen.screen().contents_formatted();
            let pressed = Instant::now();
            writer.write_all(key).unwrap();
            writer.flush().unwrap();
            let is_other = |screen: &Parser| screen.screen().contents_formatted() != before;
            let painted = wait(&receiver, &mut screen, is_other);
            self.keys.push(millis(painted - pressed));
            rest(&receiver, &mut screen);
        }
        if keys.is_some() {
            self.memory.extend(child.process_id().and_then(peak));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop((writer, pair.master));
        reading.join().unwrap();
    }
}

type Reads = Receiver<(Instant, Vec<u8>)>;

/// When the bytes came that made this true.
fn wait(reads: &Reads, screen: &mut Parser, is_true: impl Fn(&Parser) -> bool) -> Instant {
    loop {
        let (at, bytes) = reads.recv_timeout(PATIENCE).expect("the program is stuck");
        screen.process(&bytes);
        if is_true(screen) {
            return at;
        }
    }
}

fn rest(reads: &Reads, screen: &mut Parser) {
    while let Ok((_, bytes)) = reads.recv_timeout(REST) {
        screen.process(&bytes);
    }
}

/// The most memory that a process had so far, in KiB, where the system tells.
fn peak(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// A data folder with so many accounts: platforms and countries in turn, some marks, some groups.
fn accounts(root: &Path, count: usize) -> PathBuf {
    let folder = root.join(count.to_string());
    fs::create_dir_all(folder.join("accounts")).unwrap();
    for number in 0..count {
        let platform = ["facebook", "instagram", "threads", "whatsapp"][number % 4];
        let country = ["DE", "FR", "US", "GB", "BR"][number % 5];
        let mut text = format!(
            "format = 1\nid = \"speed{number:04}\"\nlabel = \"Account {number:04}\"\n\
             platform = \"{platform}\"\nkind = \"personal\"\ncountry = \"{country}\"\n\
             created = 2026-11-21T10:00:00Z\n"
        );
        if number % 3 == 0 {
            text += &format!("group = \"group-{}\"\n", number % 7);
        }
        if platform == "facebook" {
            for step in ["log-in", "open-privacy-center"] {
                text += &format!(
                    "\n[guides.facebook-privacy-center.{step}]\nmark = \"done\"\n\
                     at = 2026-11-21T10:02:11Z\n"
                );
            }
        }
        let file = format!("accounts/speed{number:04}.toml");
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

/// The most that first frames of 20 and 1,000 accounts, a key, and memory may take, as ratios.
type Limits = [f64; 4];
/// Of the program in the packages.
const PACKAGED: Limits = [1.2, 4.5, 1.0, 1.35];
/// Of what `cargo run --release` builds.
const FROM_A_CLONE: Limits = [1.4, 5.5, 1.1, 2.0];

/// The program that draws one list, built as a clone's is.
fn bare_list(folder: &Path) -> PathBuf {
    let build = ["build", "--quiet", "--release", "--example", "bare_list"];
    let done = Command::new(env!("CARGO")).args(build).status().unwrap();
    assert!(done.success(), "the program with one list was not built");
    folder.join(format!("examples/bare_list{}", env::consts::EXE_SUFFIX))
}

fn main() {
    let optout = PathBuf::from(env!("CARGO_BIN_EXE_optout"));
    let root = env::temp_dir().join(format!("optout-speed-{}", process::id()));
    let marker = "Account 0000";
    let own = |program: &Path, count| {
        let folder = accounts(&root, count);
        let config = ("OPTOUT_CONFIG_DIR", folder.join("config"));
        Case::new(program, marker, vec![config, ("OPTOUT_DATA_DIR", folder)])
    };
    let both = |program: &Path| [own(program, 20), own(program, 1000)];
    let list = bare_list(optout.parent().unwrap());
    let mut bare = Case::new(&list, "Row 19", Vec::new());
    let mut programs = vec![("from a clone", both(&optout), FROM_A_CLONE)];
    // Cargo has options for it, too.
    let packaged = env::args_os().skip(1).map(PathBuf::from);
    for program in packaged.filter(|it| it.is_file()) {
        programs.push(("the package", both(&program), PACKAGED));
    }
    let mut peers = peers::cases(&root, marker);
    let keys = [[DOWN; 10], [UP; 10]].concat();
    for turn in 0..ROUNDS * STARTS {
        let keys = (turn % STARTS == 0).then_some(&keys[..]);
        let ours = programs.iter_mut().flat_map(|(_, cases, _)| cases);
        let ours = ours.chain([&mut bare]).map(|case| (case, keys));
        let others = peers.iter_mut().flat_map(|(_, cases)| cases);
        let others = others.map(|case| (case, Some(&[][..])));
        let mut all: Vec<_> = ours.chain(others).enumerate().collect();
        // A start takes longer after a program that left little memory at hand: each turn has another order.
        all.sort_by_cached_key(|(place, _)| Order::default().hash_one((turn, place)));
        all.into_iter().for_each(|(_, (case, keys))| case.run(keys));
    }
    for (name, cases, limits) in &programs {
        print(name, &bare, cases, *limits);
    }
    let ours = programs.iter().map(|(name, cases, _)| (*name, cases));
    let others = peers.iter().map(|(name, cases)| (*name, cases));
    print_all(ours.chain(others));
    if peers.is_empty() {
        println!("basilk and todotxt-tui are not installed, and not compared.");
    }
    growth::print(&optout, &root);
    fs::remove_dir_all(&root).unwrap();
}

/// Prints what one of our programs takes, as ratios beside their limits.
fn print(name: &str, bare: &Case, [few, many]: &[Case; 2], limits: Limits) {
    println!(
        "{:<30}{:>10}{:>10}{:>8}{:>8}",
        name, "one list", "optout", "ratio", "limit"
    );
    let print = |what: &str, one: &[f64], own: &[f64], unit: &str, limit: f64| {
        let (Some(one), Some(own)) = (median(one), median(own)) else {
            println!("{what:<30} is not told by this system");
            return;
        };
        let ratio = own / one;
        let over = if ratio > limit { "  over" } else { "" };
        println!(
            "{what:<30}{one:>6.2} {unit:<3}{own:>6.2} {unit:<3}{ratio:>7.2}×{limit:>7.2}×{over}"
        );
    };
    print(
        "first frame, 20 accounts",
        &bare.frames,
        &few.frames,
        "ms",
        limits[0],
    );
    print(
        "first frame, 1,000 accounts",
        &bare.frames,
        &many.frames,
        "ms",
        limits[1],
    );
    print(
        "key to paint, 20 accounts",
        &bare.keys,
        &few.keys,
        "ms",
        limits[2],
    );
    let mebi = |case: &Case| -> Vec<f64> { case.memory.iter().map(|kibi| kibi / 1024.0).collect() };
    print(
        "peak memory, 20 accounts",
        &mebi(bare),
        &mebi(few),
        "MiB",
        limits[3],
    );
    println!();
}

/// Prints what each program takes.
fn print_all<'a>(programs: impl Iterator<Item = (&'a str, &'a [Case; 2])>) {
    println!(
        "{:<22}{:>24}{:>26}{:>12}",
        "beside each other", "first frame, 20 entries", "1,000 entries", "memory, 20"
    );
    for (name, [few, many]) in programs {
        let middle = |values: &[f64]| median(values).unwrap_or(f64::NAN);
        println!(
            "{name:<22}{:>21.2} ms{:>23.2} ms{:>8.2} MiB",
            middle(&few.frames),
            middle(&many.frames),
            middle(&few.memory) / 1024.0,
        );
    }
}
