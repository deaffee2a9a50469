//! The application: messages come in, the model changes, effects go out, the model is drawn.

pub mod action;
pub mod dialog;
pub mod drawn;
pub mod effect;
pub mod form;
pub mod history;
pub mod input;
pub mod keymap;
pub mod message;
pub mod model;
pub mod page;
pub mod rows;
pub mod saving;
pub mod update;
