//! What stands on the terminal at one moment.

use vt100::{MouseProtocolMode, Screen};

/// A terminal's screen and modes.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// The rows from top to bottom, without the blanks at their ends.
    pub(crate) rows: Vec<String>,
    /// Which rows the terminal itself went on to the next one from, as one line.
    pub(crate) goes_on: Vec<bool>,
    pub(crate) is_alternate: bool,
    pub(crate) takes_paste: bool,
    pub(crate) takes_mouse: bool,
    pub(crate) hides_cursor: bool,
    /// Frames that came so far.
    pub(crate) frames: usize,
    /// Those among them that drew everything anew.
    pub(crate) redraws: usize,
}

/// A step of [`route`](super::home::route) as a row of the list.
#[derive(Debug)]
pub(crate) struct StepRow {
    is_selected: bool,
    mark: char,
    /// What stands behind the mark until the disk has it.
    unsaved: Option<char>,
    /// What is said of the step at the end of its row.
    pub(crate) badge: String,
}

impl StepRow {
    /// Reads a cell of the screen, if it has this step.
    fn of(cell: &str, number: usize) -> Option<Self> {
        let cell = cell.trim();
        let rest = cell.trim_start_matches(['❯', '›']).trim_start();
        let mark = rest.chars().next().filter(|c| "☐☑»☒".contains(*c))?;
        let rest = &rest[mark.len_utf8()..];
        let unsaved = rest.chars().next().filter(|c| *c != ' ');
        let title = rest.trim_start_matches(['…', '!', ' ']);
        let badge = title.strip_prefix(&format!("Do thing {number}"))?;
        let is_another = badge.starts_with(|c: char| c.is_ascii_digit());
        (!is_another).then(|| Self {
            is_selected: cell.starts_with('❯'),
            mark,
            unsaved,
            badge: badge.trim().to_owned(),
        })
    }

    /// Whether the keys are about it.
    pub(crate) fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Whether it is ticked and the disk has that.
    pub(crate) fn is_ticked(&self) -> bool {
        self.mark == '☑' && self.unsaved.is_none()
    }

    /// Whether it is ticked, and being saved.
    pub(crate) fn is_being_ticked(&self) -> bool {
        self.mark == '☑' && self.unsaved == Some('…')
    }

    /// Whether it is ticked, and could not be saved.
    pub(crate) fn is_ticked_in_vain(&self) -> bool {
        self.mark == '☑' && self.unsaved == Some('!')
    }

    pub(crate) fn is_open(&self) -> bool {
        self.mark == '☐'
    }

    pub(crate) fn is_skipped(&self) -> bool {
        self.mark == '»'
    }

    pub(crate) fn is_blocked(&self) -> bool {
        self.mark == '☒'
    }
}

impl Shown {
    pub(crate) fn of(screen: &Screen, frames: usize, redraws: usize) -> Self {
        let (height, width) = screen.size();
        Self {
            rows: screen
                .rows(0, width.get())
                .map(|row| row.trim_end().to_owned())
                .collect(),
            goes_on: (0..height.get())
                .map(|row| screen.row_wrapped(row))
                .collect(),
            is_alternate: screen.alternate_screen(),
            takes_paste: screen.bracketed_paste(),
            takes_mouse: screen.mouse_protocol_mode() != MouseProtocolMode::None,
            hides_cursor: screen.hide_cursor(),
            frames,
            redraws,
        }
    }

    /// The whole screen.
    pub(crate) fn text(&self) -> String {
        self.rows.join("\n")
    }

    /// Whether a row contains this.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.rows.iter().any(|row| row.contains(text))
    }

    /// A step of [`route`](super::home::route), if the list shows it.
    pub(crate) fn step(&self, number: usize) -> Option<StepRow> {
        let mut cells = self.rows.iter().flat_map(|row| row.split('│'));
        cells.find_map(|cell| StepRow::of(cell, number))
    }

    /// Whether the list shows a step, and it is as wanted.
    pub(crate) fn is_step(&self, number: usize, wanted: impl Fn(&StepRow) -> bool) -> bool {
        self.step(number).is_some_and(|row| wanted(&row))
    }

    /// The lines as one gets them who selects everything: rows that belong together are one.
    pub(crate) fn selected(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        for (row, goes_on) in self.rows.iter().zip(&self.goes_on) {
            if let Some(line) = lines.last_mut() {
                line.push_str(row);
            }
            if !goes_on {
                lines.push(String::new());
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Whether this is there when line breaks and blanks are left out: a long text that was
    /// wrapped. Where there is a box, only what is in it counts.
    pub(crate) fn has_wrapped(&self, text: &str) -> bool {
        let flat = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let shown = self.in_box().unwrap_or_else(|| self.text());
        flat(&shown).contains(&flat(text))
    }

    /// Checks what `stty -a` printed: the terminal edits lines and echoes again.
    pub(crate) fn assert_cooked(&self) {
        let text = self.text();
        let words: Vec<&str> = text.split([' ', ';', '\n']).collect();
        for mode in ["icanon", "echo", "isig", "icrnl", "opost", "iexten"] {
            assert!(words.contains(&mode), "{mode} is on in\n{text}");
        }
    }

    /// What is in the box over the screen, if there is one.
    fn in_box(&self) -> Option<String> {
        let cells: Vec<Vec<char>> = self.rows.iter().map(|row| row.chars().collect()).collect();
        let place = |letter| {
            let find = |(row, cells): (usize, &Vec<char>)| {
                let column = cells.iter().position(|cell| *cell == letter)?;
                Some((row, column))
            };
            cells.iter().enumerate().find_map(find)
        };
        let ((top, left), (bottom, right)) = (place('┌')?, place('┘')?);
        let inside = |row: &Vec<char>| -> String {
            row.iter().skip(left + 1).take(right - left - 1).collect()
        };
        let lines: Vec<String> = cells[top + 1..bottom].iter().map(inside).collect();
        Some(lines.join("\n"))
    }

    /// The first row that contains this.
    pub(crate) fn row(&self, text: &str) -> &str {
        self.rows
            .iter()
            .find(|row| row.contains(text))
            .map_or("", String::as_str)
    }

    /// The place of a text, from 1 as a mouse reports it: column and row.
    pub(crate) fn place(&self, text: &str) -> Option<(usize, usize)> {
        self.rows.iter().enumerate().find_map(|(row, shown)| {
            let before = shown.split_once(text)?.0;
            Some((before.chars().count() + 1, row + 1))
        })
    }
}
