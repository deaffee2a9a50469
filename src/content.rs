//! What Meta offers, as the files below `guides/` say it. Read-only.
//!
//! The build script compiles this wing and the ground (`text`, `document`, `id`, `word`)
//! as well, to parse the guides once. So nothing here may use any other part of the program.
//!
//! - `guide`, `letter`, `region`: one kind of file each, its types, and below it its parser.
//! - `goal`, `platform`, `language`, `state`, `source`: the words that these files have in common;
//!   `value` reads ids and titles.
//! - `note`: a sentence that holds only for some people; `shared`: what several guides have in common.
//! - `holidays`: the public holidays on which no period ends.
//! - `labels`: the words of Meta's menus in other languages; `answers`: the wordings of Meta's answers.
//! - `lazy`: a value that is decoded from the build script's bytes when somebody asks for it.
//! - `link`: which addresses may be opened; `address`: the same in words, for a person who asks.
//! - `schema`: the JSON Schema of guides; a test writes it.

pub mod address;
pub mod answers;
pub mod goal;
pub mod guide;
pub mod holidays;
pub mod labels;
pub mod language;
pub mod lazy;
pub mod letter;
pub mod link;
pub mod note;
pub mod platform;
pub mod region;
#[cfg(test)]
mod schema;
pub mod shared;
pub mod source;
pub mod state;
mod value;
