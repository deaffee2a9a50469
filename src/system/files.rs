//! Files that other programs or people write or read: opened without blocking, bounded in size.
//!
//! - `regular`: opening what may be a pipe or a device; `small`: reading one text.
//! - `guides`: the user's guides; `texts`: a folder of saved policy texts; `picture`: a QR code as
//!   SVG; `mail`: a saved e-mail; `new`: a file that must not exist yet;
//!   `folder`: a new folder of files.

pub mod folder;
pub mod guides;
pub mod mail;
pub mod new;
pub mod picture;
pub(crate) mod regular;
pub mod small;
pub mod texts;
