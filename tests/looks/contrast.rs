//! Whether everything can be read on usual terminals, whose colours `tests/palettes.tsv` lists.

use optout::{
    system::config::Theme,
    ui::theme::{ASCII, Look, UNICODE},
};
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

use crate::scenes::SCENES;

type Rgb = [u8; 3];

struct Palette {
    name: String,
    text: Rgb,
    ground: Rgb,
    ansi: Vec<Rgb>,
}

fn rgb(hex: &str) -> Rgb {
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap().to_be_bytes();
    [red, green, blue]
}

fn palettes() -> Vec<Palette> {
    let rows = include_str!("../palettes.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
    let palettes: Vec<Palette> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [name, text, ground, ansi, source] = cells[..] else {
                panic!("{row}")
            };
            assert!(!source.is_empty(), "{row}");
            let ansi: Vec<Rgb> = ansi.split(' ').map(rgb).collect();
            assert_eq!(ansi.len(), 16, "{row}");
            Palette {
                name: name.to_owned(),
                text: rgb(text),
                ground: rgb(ground),
                ansi,
            }
        })
        .collect();
    assert!(palettes.len() >= 8);
    palettes
}

impl Palette {
    fn rgb(&self, colour: Color, default: Rgb) -> Rgb {
        let ansi = |number: usize| self.ansi[number];
        match colour {
            Color::Reset => default,
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
            Color::Rgb(red, green, blue) => [red, green, blue],
            Color::Indexed(number @ ..16) => ansi(number.into()),
            Color::Indexed(number @ 16..232) => {
                let level = |of: u8| [0, 95, 135, 175, 215, 255][usize::from(of % 6)];
                let number = number - 16;
                [level(number / 36), level(number / 6), level(number)]
            }
            Color::Indexed(number @ 232..) => [8 + 10 * (number - 232); 3],
        }
    }

    /// The colours of the text of a cell and of its ground.
    fn of(&self, cell: &Cell) -> (Rgb, Rgb) {
        let text = self.rgb(cell.fg, self.text);
        let ground = self.rgb(cell.bg, self.ground);
        match cell.modifier.contains(Modifier::REVERSED) {
            true => (ground, text),
            false => (text, ground),
        }
    }
}

/// The relative luminance of WCAG 2.
fn luminance(colour: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast((one, other): (Rgb, Rgb)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Whether nobody reads it: signs and bars, which stand beside words, and lines.
fn is_sign(symbol: &str) -> bool {
    let is_line = |character: char| ('\u{2500}'..='\u{257f}').contains(&character);
    let signs = [&UNICODE, &ASCII].map(|it| {
        let lines = [it.rule, it.pillar, "+"];
        [&[it.done, it.saved, it.bar_done][..], &lines].concat()
    });
    symbol.chars().all(is_line) || signs.concat().iter().any(|sign| sign.contains(symbol))
}

/// Black and white squares of a QR code are for a camera.
fn is_code(symbol: &str) -> bool {
    ["▀", "▄", "█"].contains(&symbol)
}

#[test]
fn everything_can_be_read_on_usual_terminals() {
    for theme in Theme::ALL {
        for (ascii, colours) in [(false, true), (true, true), (false, false)] {
            let look = Look::new(*theme, colours, ascii);
            for (scene, make) in SCENES {
                let mut bench = make();
                bench.look = look;
                bench.model.settings.ascii = ascii;
                let mut cells = bench.draw(120, 40).content;
                cells.sort_by_key(|cell| format!("{cell:?}"));
                cells.dedup();
                for palette in palettes() {
                    let own = contrast((palette.text, palette.ground));
                    for cell in &cells {
                        let symbol = cell.symbol();
                        if symbol.trim().is_empty() || is_code(symbol) {
                            continue;
                        }
                        let (text, ground) = palette.of(cell);
                        let is_faint = cell.modifier.contains(Modifier::DIM);
                        let has_its_style = [look.line.fg, look.tick.fg].contains(&Some(cell.fg));
                        let is_sign = is_sign(symbol) && (has_its_style || is_faint);
                        let least = match (is_sign, *theme, colours) {
                            (true, _, _) => 3.0,
                            (false, Theme::HighContrast, true) => 7.0,
                            // Somebody who chose a text below 4.5 reads it as well as all others.
                            (false, _, _) => own.min(4.5),
                        };
                        let has = contrast((text, ground));
                        let place = format!(
                            "{symbol:?} in {scene}, theme {theme}, on {}: {has:.1}",
                            palette.name
                        );
                        assert!(has >= least, "{place}");
                        assert!(is_sign || !is_faint, "{place}: faint");
                        let [red, green, blue] = text;
                        let is_yellow = red > 150 && green > 150 && blue < 100;
                        assert!(!is_yellow, "{place}: yellow");
                        assert!(colours || cell.fg == Color::Reset, "{place}: a colour");
                        assert!(colours || cell.bg == Color::Reset, "{place}: a colour");
                    }
                }
            }
        }
    }
}

#[test]
fn the_order_of_importance_holds_in_every_theme() {
    for (name, look) in crate::looks() {
        let differ = [
            ("a heading from text", look.heading, look.text),
            ("a key from its hint", look.accent, look.faint),
            ("an address from text", look.link, look.text),
            ("a caution from text", look.warn, look.text),
            ("what went wrong from a caution", look.bad, look.warn),
            (
                "the selected row from a heading",
                look.selected,
                look.heading,
            ),
            (
                "the selected row from what went wrong",
                look.selected,
                look.bad,
            ),
        ];
        for (what, one, other) in differ {
            assert_ne!(one, other, "{what}, {name}");
        }
    }
}
