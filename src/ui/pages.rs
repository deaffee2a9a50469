//! Draws the modal pages: one file per page, named as in [`crate::app::pages`].

pub mod address;
pub mod authorities;
pub mod browsers;
pub mod check_url;
pub mod complaint;
pub mod evidence;
pub mod form;
pub mod help;
pub mod letter;
pub mod note;
pub mod notices;
pub mod qr;
pub mod question;
pub mod save;
pub mod sending;
pub mod sources;
pub mod trash;

pub use qr::takes_all;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use crate::app::pages::Overlay;

/// Draws a page.
pub fn draw(canvas: &mut Canvas<'_, '_>, area: Rect, overlay: &Overlay) {
    match overlay {
        Overlay::Help(page) => help::draw(canvas, area, page),
        Overlay::Form(page) => form::draw(canvas, area, page),
        Overlay::Note(page) => note::draw(canvas, area, page),
        Overlay::Question(page) => question::draw(canvas, area, page),
        Overlay::Authorities(page) => authorities::draw(canvas, area, page),
        Overlay::Notices(page) => notices::draw(canvas, area, page),
        Overlay::Sources(page) => sources::draw(canvas, area, page),
        Overlay::Letter(page) => letter::draw(canvas, area, page),
        Overlay::Save(page) => save::draw(canvas, area, page),
        Overlay::Trash(page) => trash::draw(canvas, area, page),
        Overlay::Browsers(page) => browsers::draw(canvas, area, page),
        Overlay::Qr(page) => qr::draw(canvas, area, page),
        Overlay::CheckUrl(page) => check_url::draw(canvas, area, page),
        Overlay::Address(page) => address::draw(canvas, area, page),
        Overlay::Sending(page) => sending::draw(canvas, area, page),
        Overlay::Evidence(page) => evidence::draw(canvas, area, page),
        Overlay::Complaint(page) => complaint::draw(canvas, area, page),
    }
}
