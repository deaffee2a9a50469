//! The text of a mail: what its sender wrote, without quoted messages, and every address in it.

use mail_parser::{Message, PartType};

use super::html::{self, Written};
use crate::{
    content::{
        address,
        answers::{Answers, Own},
    },
    sort::sort,
};

/// The most bytes that are read of all parts together.
const MOST: usize = 512 * 1024;

/// The most parts that are read.
const PARTS: usize = 16;

/// The text of a mail.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What its sender wrote.
    pub(super) own: String,
    /// The addresses, also those in quoted messages.
    pub(super) links: Vec<Written>,
    /// Whether a message was passed on.
    pub(super) is_forward: bool,
    /// Whether there is more than was read.
    pub(super) is_cut: bool,
    /// How many bytes were read.
    taken: usize,
}

impl Body {
    /// Takes the text out of a message: of all its versions, since they may differ.
    pub(super) fn of(message: &Message<'_>, rules: &Answers) -> Self {
        let mut body = Self::default();
        let mut ids: Vec<u32> = message.text_body.clone();
        ids.extend(&message.html_body);
        sort(&mut ids);
        ids.dedup();
        body.is_cut = ids.len() > PARTS;
        for id in ids.into_iter().take(PARTS) {
            let Some(part) = message.part(id) else {
                continue;
            };
            match &part.body {
                PartType::Text(text) => {
                    let text = body.beginning(text);
                    body.add_plain(text, rules);
                }
                PartType::Html(text) => {
                    let text = body.beginning(text);
                    body.add_html(text, rules);
                }
                PartType::Binary(_)
                | PartType::InlineBinary(_)
                | PartType::Message(_)
                | PartType::Multipart(_) => {}
            }
        }
        let is_message =
            |part: &mail_parser::MessagePart<'_>| matches!(part.body, PartType::Message(_));
        body.is_forward |= message.parts.iter().any(is_message);
        body
    }

    fn beginning<'t>(&mut self, text: &'t str) -> &'t str {
        let left = MOST.saturating_sub(self.taken);
        let end = text.floor_char_boundary(left);
        self.taken += end;
        self.is_cut |= end < text.len();
        text.get(..end).unwrap_or_default()
    }

    fn add(&mut self, own: Own) {
        self.is_forward |= own.is_forward;
        // The versions are apart as paragraphs are.
        self.own.push_str("\n\n");
        self.own.push_str(&own.text);
    }

    fn add_plain(&mut self, text: &str, rules: &Answers) {
        for line in text.lines() {
            let found = address::find(line).into_iter().map(|found| found.address);
            let found = found.filter(|address| is_link(address));
            self.links.extend(found.map(|address| Written {
                address: address.to_owned(),
                shown: None,
            }));
        }
        self.add(rules.own(text));
    }

    fn add_html(&mut self, text: &str, rules: &Answers) {
        let page = html::read(text);
        self.links.extend(page.links);
        self.add_plain(&page.text, rules);
    }
}

/// Whether a word of a text is a link that a mail program would make one of.
fn is_link(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let is_bare = word.contains('/') && host.contains('.') && !host.contains('@');
    !word.contains(char::is_whitespace)
        && (word.contains("://") || word.starts_with("www.") || is_bare)
}
