//! The head of a mail: who it says it is from, and whom it went to. Addresses are read here strictly, and
//! a sender counts only where the parser of the crate reads the same: mail programs read odd ones in
//! different ways.

use mail_parser::{HeaderName, Message};

use super::authentication;
use crate::{
    content::{
        answers::Answers,
        link::{self, Likeness},
    },
    text::{self, Clean, TextKind},
};

/// An address of a mailbox: a name, `@`, a host in small letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mailbox(String);

impl Mailbox {
    fn new(address: &str) -> Option<Self> {
        let (name, host) = address.rsplit_once('@')?;
        let plain = |b: u8| b.is_ascii_graphic() && !b"@\"()<>[]:;,\\".contains(&b);
        let host = host.to_ascii_lowercase();
        let is_host = host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
        let fits = !name.is_empty() && name.bytes().all(plain) && is_host && host.contains('.');
        fits.then(|| Self(format!("{name}@{host}")))
    }

    /// The address.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the `@`.
    pub(super) fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }
}

/// The lines of the head that count here, each unfolded.
#[derive(Debug, Default)]
pub(super) struct Head {
    from: Vec<String>,
    /// As the crate reads them.
    read: Vec<String>,
    reply_to: Vec<String>,
    recipients: Vec<String>,
    results: Vec<String>,
    others: usize,
}

impl Head {
    /// Takes the lines out of a message.
    pub(super) fn of(message: &Message<'_>) -> Self {
        let mut head = Self::default();
        for header in message.headers() {
            let range = header.offset_start as usize..header.offset_end as usize;
            let raw = message.raw_message.get(range).unwrap_or_default();
            let value = String::from_utf8_lossy(raw);
            let value = value.replace(['\r', '\n'], "").trim().to_owned();
            match header.name.as_str().to_ascii_lowercase().as_str() {
                "from" => head.from.push(value),
                "reply-to" => head.reply_to.push(value),
                "to" | "cc" | "delivered-to" | "x-original-to" | "envelope-to" => {
                    head.recipients.push(value);
                }
                "authentication-results" => head.results.push(value),
                "date" | "subject" | "received" | "message-id" => head.others += 1,
                _ => {}
            }
        }
        let addresses = message.header_values(HeaderName::From);
        let addresses = addresses.filter_map(|value| value.as_address());
        let addresses = addresses.flat_map(|all| all.iter());
        head.read = addresses
            .filter_map(|one| one.address().map(str::to_owned))
            .collect();
        head
    }

    /// Whether it has no line of a mail.
    pub(super) fn is_empty(&self) -> bool {
        self.from.is_empty() && self.recipients.is_empty() && self.others == 0
    }

    /// The sender, or why there is none.
    pub(super) fn sender(&self) -> Result<Mailbox, &'static str> {
        let [from] = self.from.as_slice() else {
            return Err(if self.from.is_empty() {
                "The mail names no sender."
            } else {
                "The mail names its sender several times."
            });
        };
        let addresses = addresses(from);
        let [address] = addresses.as_slice() else {
            return Err("The mail does not name exactly one sender.");
        };
        let unreadable = "The sender's address is written in a way that programs read differently.";
        let mailbox = Mailbox::new(address).ok_or(unreadable)?;
        match self.read.as_slice() {
            [read] if read.eq_ignore_ascii_case(mailbox.as_str()) => Ok(mailbox),
            _ => Err(unreadable),
        }
    }

    /// What the topmost record of the person's own server says of this host.
    pub(super) fn authenticated(&self, host: &str) -> Option<bool> {
        authentication::read(self.results.first()?, host)
    }

    /// The addresses that it went to, in small letters.
    pub(super) fn recipients(&self) -> Vec<String> {
        let all = self.recipients.iter().flat_map(|value| addresses(value));
        all.map(|address| text::folded(&address)).collect()
    }

    /// The name that the sender gives itself, if it is another than the address.
    pub(super) fn shown_name(&self, message: &Message<'_>) -> Option<Clean> {
        let name = message.from()?.first()?.name()?;
        let name = text::clean(name, TextKind::Name);
        (!text::is_empty(&name)).then_some(name)
    }

    /// Looks where an answer would go.
    pub(super) fn look_at_replies(
        &self,
        rules: &Answers,
        warnings: &mut Vec<String>,
        doubts: &mut Vec<String>,
    ) {
        for address in self.reply_to.iter().flat_map(|value| addresses(value)) {
            let Some(mailbox) = Mailbox::new(&address) else {
                doubts.push("The address for replies is none.".to_owned());
                continue;
            };
            let host = mailbox.host();
            if rules.is_mail_host(host) {
                continue;
            }
            match link::likeness(host) {
                Likeness::Wears(known) | Likeness::Resembles(known) => doubts.push(format!(
                    "A reply would go to {host}, which only looks like {known}."
                )),
                Likeness::Below(_) | Likeness::Said(_) => {}
                Likeness::None => warnings.push(format!(
                    "A reply would go to {host}, which is not Meta's as far as known."
                )),
            }
        }
    }
}

/// The addresses in a line such as From: what stands in angle brackets, else the words themselves.
/// What is quoted or in brackets is a name or a remark.
fn addresses(line: &str) -> Vec<String> {
    let (mut found, mut bare, mut angle) = (Vec::new(), String::new(), None::<String>);
    let (mut quoted, mut depth) = (false, 0_usize);
    let mut characters = line.chars();
    let mut has_angle = false;
    let mut finish = |bare: &mut String, has_angle: &mut bool| {
        let word = bare.trim();
        if !*has_angle && !word.is_empty() {
            found.push(word.to_owned());
        }
        bare.clear();
        *has_angle = false;
    };
    let mut angles = Vec::new();
    while let Some(character) = characters.next() {
        match character {
            '\\' if quoted || depth > 0 => {
                characters.next();
            }
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '<' => {
                has_angle = true;
                angle = Some(String::new());
            }
            '>' => angles.extend(angle.take()),
            ',' | ';' if angle.is_none() => finish(&mut bare, &mut has_angle),
            _ => match &mut angle {
                Some(inside) => inside.push(character),
                None => bare.push(character),
            },
        }
    }
    // A bracket that is not closed makes no address.
    angles.extend(angle.map(|_| String::new()));
    finish(&mut bare, &mut has_angle);
    angles.extend(found);
    angles.iter().map(|word| word.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Mailbox, addresses};

    #[test]
    fn the_address_is_what_a_mail_server_takes() {
        for (line, wanted) in [
            ("a@b.example", vec!["a@b.example"]),
            ("Meta <a@b.example>", vec!["a@b.example"]),
            (
                "\"Meta <x@facebookmail.com>\" <a@evil.example>",
                vec!["a@evil.example"],
            ),
            (
                "x@facebookmail.com <a@evil.example>",
                vec!["a@evil.example"],
            ),
            ("a@b.example (x@facebookmail.com)", vec!["a@b.example"]),
            ("(a (b) c) a@b.example", vec!["a@b.example"]),
            (
                "\"a, b\" <a@b.example>, c@d.example",
                vec!["a@b.example", "c@d.example"],
            ),
            (
                "a@b.example <c@d.example> <e@f.example>",
                vec!["c@d.example", "e@f.example"],
            ),
            ("Meta <a@b.example", vec![""]),
            ("", vec![]),
        ] {
            assert_eq!(addresses(line), wanted, "{line}");
        }
        let host = |address: &str| Mailbox::new(address).map(|it| it.host().to_owned());
        assert_eq!(
            host("A@FacebookMail.com").as_deref(),
            Some("facebookmail.com")
        );
        for odd in [
            "a",
            "@b.example",
            "a@b@c.example",
            "a@b",
            "a@f\u{430}cebook.com",
            "a b@c.example",
            "",
        ] {
            assert_eq!(host(odd), None, "{odd}");
        }
    }
}
