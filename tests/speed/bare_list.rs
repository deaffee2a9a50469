//! A program that draws one list and nothing else: what the checklist's speed is compared with.
#![allow(missing_docs)]

use std::io;

use ratatui::{
    DefaultTerminal,
    crossterm::event::{self, Event, KeyCode},
    style::{Modifier, Style},
    widgets::{List, ListState},
};

fn main() -> io::Result<()> {
    ratatui::run(list)
}

fn list(terminal: &mut DefaultTerminal) -> io::Result<()> {
    let rows: Vec<String> = (0..20).map(|row| format!("Row {row:02}")).collect();
    let mut state = ListState::default().with_selected(Some(0));
    loop {
        terminal.draw(|frame| {
            let list = List::new(rows.iter().map(String::as_str));
            let list = list.highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            frame.render_stateful_widget(list, frame.area(), &mut state);
        })?;
        if let Event::Key(key) = event::read()? {
            if key.code == KeyCode::Char('q') {
                return Ok(());
            }
            if key.code == KeyCode::Down {
                state.select_next();
            } else if key.code == KeyCode::Up {
                state.select_previous();
            }
        }
    }
}
