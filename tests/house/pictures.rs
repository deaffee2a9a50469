//! The README's pictures: screens of the demo as SVG, light and dark, with text that can be read and selected.

use std::{env, fmt::Write as _, fs, path::Path, sync::Arc};

use optout::{
    account::demo,
    app::{core::Settings, keymap::Keymap, model::Model},
    catalog::Catalog,
    text,
};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

use crate::bench::Bench;

/// The size of a cell, and of the text in it.
const CELL: (f32, f32) = (8.4, 18.0);
const FONT: f32 = 14.0;
/// The margin around the screen.
const MARGIN: f32 = 10.0;

/// The colours of a terminal: the name of the picture, text, ground, and the sixteen.
struct Palette(&'static str, &'static str, &'static str, [&'static str; 16]);

const LIGHT: Palette = Palette(
    "light",
    "#1f2328",
    "#ffffff",
    [
        "#1f2328", "#b3261e", "#116329", "#7a4d00", "#0550ae", "#6639ba", "#0b6b74", "#59636e",
        "#59636e", "#a40e26", "#1a7f37", "#633c01", "#0969da", "#8250df", "#1b7c83", "#24292f",
    ],
);
const DARK: Palette = Palette(
    "dark",
    "#e6edf3",
    "#0d1117",
    [
        "#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4",
        "#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff",
    ],
);

/// The demo, with an account selected.
fn demo_at(label: &str, platform: &str) -> Bench {
    let catalog = Arc::new(Catalog::new(&[], &[]));
    let settings = Settings {
        is_demo: true,
        data: text::line("the memory only: this is the demo"),
        ..Settings::default()
    };
    let accounts = demo::accounts(&catalog);
    let mut bench = Bench::new(Vec::new());
    bench.now = demo::now(0);
    bench.model = Model::new(
        catalog,
        Keymap::default(),
        settings,
        accounts.into_iter().map(Box::new).collect(),
        Vec::new(),
        bench.now,
        7,
    );
    let mut entries = bench.model.entries.iter();
    let entry = entries
        .find(|entry| &*entry.account.label == label && entry.account.platform.title() == platform);
    let id = entry.unwrap().account.id.clone();
    bench.model.selected = Some(id);
    bench
}

/// A picture: its name, what it shows, for those who do not see it; the screen.
type Picture = (&'static str, &'static str, Buffer);

fn pictures() -> Vec<Picture> {
    let mut home = demo_at("Robin", "Facebook");
    let mut step = demo_at("Toni's shop", "Instagram");
    step.draw(100, 24);
    step.keys("enter");
    let mut letter = demo_at("Robin's photos", "Instagram");
    letter.draw(100, 28);
    letter.keys("enter");
    while letter.model.overlays.is_empty() {
        letter.keys("L");
        if letter.model.overlays.is_empty() {
            let before = letter.model.row.clone();
            letter.keys("down");
            assert_ne!(before, letter.model.row, "no step has a letter");
        }
    }
    let mut code = demo_at("Kim's bakery", "Facebook");
    code.draw(90, 24);
    code.keys("enter");
    while code.model.overlays.is_empty() {
        code.keys("Q");
        if code.model.overlays.is_empty() {
            let before = code.model.row.clone();
            code.keys("down");
            assert_ne!(before, code.model.row, "no step has a link");
        }
    }
    vec![
        (
            "home",
            "Home: twenty accounts, each with its state, and the next step of one",
            home.draw(100, 30),
        ),
        (
            "step",
            "An account: its steps on the left, on the right what to do now",
            step.draw(100, 24),
        ),
        (
            "letter",
            "A letter, filled in for the account",
            letter.draw(100, 28),
        ),
        ("qr", "A link as a QR code, for a phone", code.draw(90, 24)),
    ]
}

fn hex(colour: Color, palette: &Palette, fallback: &str) -> String {
    let Palette(_, _, _, sixteen) = palette;
    let ansi = |index: usize| sixteen[index].to_owned();
    match colour {
        Color::Reset => fallback.to_owned(),
        Color::Black => ansi(0),
        Color::Red => ansi(1),
        Color::Green => ansi(2),
        Color::Yellow => ansi(3),
        Color::Blue => ansi(4),
        Color::Magenta => ansi(5),
        Color::Cyan => ansi(6),
        Color::Gray => ansi(7),
        Color::DarkGray => ansi(8),
        Color::LightRed => ansi(9),
        Color::LightGreen => ansi(10),
        Color::LightYellow => ansi(11),
        Color::LightBlue => ansi(12),
        Color::LightMagenta => ansi(13),
        Color::LightCyan => ansi(14),
        Color::White => ansi(15),
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Color::Indexed(index) if index < 16 => ansi(usize::from(index)),
        Color::Indexed(index) if index >= 232 => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
        Color::Indexed(index) => {
            let level = |part: u8| if part == 0 { 0 } else { 55 + 40 * part };
            let index = index - 16;
            let (red, green, blue) = (index / 36, index / 6 % 6, index % 6);
            format!("#{:02x}{:02x}{:02x}", level(red), level(green), level(blue))
        }
    }
}

/// The colours of text and ground of a style.
fn colours(style: Style, palette: &Palette) -> (String, String) {
    let Palette(_, text, ground, _) = palette;
    let of = hex(style.fg.unwrap_or_default(), palette, text);
    let on = hex(style.bg.unwrap_or_default(), palette, ground);
    match style.add_modifier.contains(Modifier::REVERSED) {
        true => (on, of),
        false => (of, on),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Half and whole blocks are drawn: letters of a font would leave gaps, and a phone could not read them.
fn block(symbol: &str) -> Option<(f32, f32)> {
    match symbol {
        "█" => Some((0.0, 1.0)),
        "▀" => Some((0.0, 0.5)),
        "▄" => Some((0.5, 0.5)),
        _ => None,
    }
}

fn rect(out: &mut String, (x, y): (f32, f32), (wide, high): (f32, f32), fill: &str) {
    writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" fill=\"{fill}\"/>"
    )
    .unwrap();
}

/// A screen as a picture. Each run of one style is one text, as long as its cells.
fn svg(title: &str, buffer: &Buffer, palette: &Palette) -> String {
    let Palette(_, _, ground, _) = palette;
    let (wide, high) = CELL;
    let area = buffer.area;
    let size = (
        f32::from(area.width) * wide + MARGIN * 2.0,
        f32::from(area.height) * high + MARGIN * 2.0,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"{FONT}\" role=\"img\" shape-rendering=\"crispEdges\">\n<title>{}</title>\n",
        size.0,
        size.1,
        escaped(title)
    );
    writeln!(
        out,
        "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\" stroke=\"#8c959f\" stroke-opacity=\"0.4\"/>"
    )
    .unwrap();
    for y in 0..area.height {
        let top = MARGIN + f32::from(y) * high;
        let mut runs: Vec<(u16, Style, String)> = Vec::new();
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let symbol = cell.symbol();
            let last = runs
                .last_mut()
                .filter(|(_, style, _)| *style == cell.style());
            match last {
                Some((_, _, text)) => text.push_str(symbol),
                None => runs.push((x, cell.style(), symbol.to_owned())),
            }
            x += u16::try_from(text::width(symbol)).unwrap().max(1);
        }
        for (x, style, run) in runs {
            let (of, on) = colours(style, palette);
            let left = MARGIN + f32::from(x) * wide;
            let long = text::width(&run) as f32 * wide;
            if on != *ground {
                rect(&mut out, (left, top), (long, high), &on);
            }
            let parts: Vec<char> = run.chars().collect();
            if parts.iter().any(|c| block(&c.to_string()).is_some()) {
                for (index, c) in parts.iter().enumerate() {
                    if let Some((from, part)) = block(&c.to_string()) {
                        let at = (left + index as f32 * wide, top + from * high);
                        rect(&mut out, at, (wide, part * high), &of);
                    }
                }
                continue;
            }
            let shown = run.trim();
            if shown.is_empty() {
                continue;
            }
            let blanks = run.len() - run.trim_start().len();
            let left = left + blanks as f32 * wide;
            let long = text::width(shown) as f32 * wide;
            let mut more = String::new();
            if style.add_modifier.contains(Modifier::BOLD) {
                more.push_str(" font-weight=\"bold\"");
            }
            if style.add_modifier.contains(Modifier::UNDERLINED) {
                more.push_str(" text-decoration=\"underline\"");
            }
            writeln!(
                out,
                "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{long:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{of}\"{more} xml:space=\"preserve\">{}</text>",
                top + high * 0.72,
                escaped(shown)
            )
            .unwrap();
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Compares the pictures with those in `.github/pictures`, and returns the part of the README with them.
pub(crate) fn check() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/pictures");
    let mut part = String::new();
    for (name, about, buffer) in pictures() {
        for palette in [LIGHT, DARK] {
            let path = folder.join(format!("{name}-{}.svg", palette.0));
            let drawn = svg(about, &buffer, &palette);
            if env::var_os("OPTOUT_UPDATE").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, drawn).unwrap();
            } else {
                let kept = fs::read_to_string(&path).unwrap_or_default();
                assert!(
                    kept == drawn,
                    "{} shows something else; OPTOUT_UPDATE=1 draws it anew",
                    path.display()
                );
            }
        }
        let wide = if name == "home" { "100" } else { "49" };
        let high = if name == "qr" { "\n" } else { "" };
        writeln!(
            part,
            "<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\".github/pictures/{name}-dark.svg\">\n  \
             <img src=\".github/pictures/{name}-light.svg\" width=\"{wide}%\" alt=\"{about}\">\n</picture>{high}"
        )
        .unwrap();
    }
    part
}
