//! A camera: looks at a picture, and reads the one QR code in it, if it is upright and dark on light.
#![allow(unreachable_pub, dead_code)]

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier},
};

/// Pixels for each square of a picture that is taken from cells or squares.
const SCALE: usize = 4;

/// A picture in grey: 0 is black, 255 white.
#[derive(Debug, Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    grey: Vec<u8>,
}

/// What a terminal draws with where no colour is named: text, and the ground.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    pub text: u8,
    pub ground: u8,
}

pub const DARK: Paper = Paper {
    text: 210,
    ground: 25,
};
pub const LIGHT: Paper = Paper {
    text: 30,
    ground: 240,
};

impl Picture {
    pub fn of(width: usize, height: usize, grey: impl Fn(usize, usize) -> u8) -> Self {
        let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self {
            width,
            height,
            grey: rows.map(|(x, y)| grey(x, y)).collect(),
        }
    }

    /// A terminal's screen. A cell is twice as high as wide; letters are ink of some kind.
    pub fn of_screen(buffer: &Buffer, paper: Paper) -> Self {
        let grey = |colour: Color, usual: u8| match colour {
            Color::Indexed(16) => 0,
            Color::Indexed(231) => 255,
            _ => usual,
        };
        let halves = |x: usize, y: usize| {
            let cell = &buffer[(u16::try_from(x).unwrap(), u16::try_from(y).unwrap())];
            let mut ink = grey(cell.fg, paper.text);
            let mut ground = grey(cell.bg, paper.ground);
            if cell.modifier.contains(Modifier::REVERSED) {
                (ink, ground) = (ground, ink);
            }
            match cell.symbol() {
                " " => [ground, ground],
                "█" => [ink, ink],
                "▀" => [ink, ground],
                _ => [ground, ink],
            }
        };
        let area = buffer.area;
        let (width, height) = (usize::from(area.width), usize::from(area.height) * 2);
        Self::of(width, height, |x, y| halves(x, y / 2)[y % 2])
    }

    /// Lines of half blocks, or of two `#` for a square.
    pub fn of_text(text: &str, paper: Paper) -> Self {
        let rows: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        let width = rows.iter().map(Vec::len).max().unwrap();
        let ink = |is_ink| if is_ink { paper.text } else { paper.ground };
        Self::of(width, rows.len() * 2, |x, y| {
            let sign = rows[y / 2].get(x).copied().unwrap_or(' ');
            ink(match y % 2 {
                0 => matches!(sign, '█' | '▀' | '#'),
                _ => matches!(sign, '█' | '▄' | '#'),
            })
        })
    }

    /// A file that consists of a light square and a path of dark rectangles, one row high.
    pub fn of_svg(svg: &str) -> Self {
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = svg.split_once(&format!("<{tag} ")).unwrap();
            let (_, rest) = rest.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let view = attribute("svg", "viewBox");
        let view: Vec<usize> = view.split(' ').map(|n| n.parse().unwrap()).collect();
        let [0, 0, width, height] = view[..] else {
            panic!("{view:?}")
        };
        assert_eq!(attribute("rect", "fill"), "#fff");
        assert_eq!(attribute("rect", "width"), width.to_string());
        assert_eq!(attribute("rect", "height"), height.to_string());
        assert_eq!(attribute("path", "fill"), "#000");
        let mut dark = vec![false; width * height];
        for run in attribute("path", "d").split_terminator('z') {
            let (place, run) = run.strip_prefix('M').unwrap().split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let (long, back) = run.split_once("v1h-").unwrap();
            assert_eq!(long, back);
            let from = y * width + x;
            dark[from..from + long.parse::<usize>().unwrap()].fill(true);
        }
        Self::of(
            width,
            height,
            |x, y| if dark[y * width + x] { 0 } else { 255 },
        )
    }

    pub fn mirrored(&self) -> Self {
        Self::of(self.width, self.height, |x, y| {
            self.at(self.width - 1 - x, y)
        })
    }

    pub fn transposed(&self) -> Self {
        Self::of(self.height, self.width, |x, y| self.at(y, x))
    }

    pub fn inverted(&self) -> Self {
        Self::of(self.width, self.height, |x, y| 255 - self.at(x, y))
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.grey[y * self.width + x]
    }

    /// Reads the code. A camera would also take a mirrored one; here it counts as none.
    pub fn read(&self) -> Option<String> {
        let pixel = |x: usize, y: usize| self.at(x / SCALE, y / SCALE);
        let (width, height) = (self.width * SCALE, self.height * SCALE);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
        let grids = image.detect_grids();
        let found = grids.iter().filter_map(|grid| {
            let (meta, text) = grid.decode().ok()?;
            let [left_top, right_top, ..] = grid.bounds;
            // What says how the code is made stands in the ninth row, from the left edge on, its
            // highest bits first; in a mirrored code it would stand in the ninth column.
            let squares = f64::from(i32::try_from(17 + 4 * meta.version.0).unwrap());
            let square = f64::from(right_top.x - left_top.x) / squares;
            let slope = f64::from(right_top.y - left_top.y);
            let at = |along: f64, from: i32| (f64::from(from) + (along + 0.5) * square) as usize;
            let bit = |column: u8| {
                let (x, y) = (at(f64::from(column), left_top.x), at(8.0, left_top.y));
                u32::from(x < width && y < height && pixel(x, y) < 128)
            };
            let columns = [0, 1, 2, 3, 4, 5, 7];
            let bits = columns.iter().fold(0, |bits, at| (bits << 1) | bit(*at));
            let is_upright = square >= 1.0 && slope.abs() < square;
            let made = u32::from((meta.ecc_level << 3) | meta.mask);
            (is_upright && bits == format_bits(made) >> 8).then_some(text)
        });
        let found: Vec<String> = found.collect();
        match &found[..] {
            [text] => Some(text.clone()),
            _ => None,
        }
    }
}

/// The fifteen bits that tell a level of correction and a mask, as they are drawn.
fn format_bits(made: u32) -> u32 {
    let rest = (0..10).fold(made, |rest, _| (rest << 1) ^ ((rest >> 9) * 0x537));
    ((made << 10) | rest) ^ 0x5412
}
