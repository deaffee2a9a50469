//! A letter as an e-mail: a file that mail programs open as a draft, or a `mailto:` address.

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};

use crate::{account::open_with::encoded, text::Clean};

/// The longest `mailto:` address, in characters: about what Windows passes on. Longer ones are cut
/// off without a word.
pub const MOST_MAILTO: usize = 2_000;

/// The most characters in a line of quoted-printable (RFC 2045).
const MOST_IN_LINE: usize = 76;

/// The most bytes in an encoded word of a header: 39 in base 64 are 52 characters, and with the rest of
/// the word and "Subject: " before it they stay within the 76 that RFC 2047 allows for a line.
const MOST_IN_WORD: usize = 39;

/// An e-mail that nobody has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The address, if it is known.
    pub to: Option<Clean>,
    /// The sender's address, if it is known.
    pub from: Option<Clean>,
    /// The subject.
    pub subject: Clean,
    /// The text.
    pub body: Clean,
}

impl Mail {
    /// The e-mail as a file (RFC 5322), which a mail program opens as a draft: `X-Unsent` is what most
    /// of them look for. Lines end with CRLF.
    pub fn eml(&self) -> String {
        let mut lines = vec!["X-Unsent: 1".to_owned()];
        let address = |name: &str, address: &Clean| format!("{name}: {}", one_address(address));
        lines.extend(self.from.iter().map(|from| address("From", from)));
        lines.extend(self.to.iter().map(|to| address("To", to)));
        lines.push(format!("Subject: {}", header(&self.subject)));
        lines.push("MIME-Version: 1.0".to_owned());
        lines.push("Content-Type: text/plain; charset=utf-8".to_owned());
        lines.push("Content-Transfer-Encoding: quoted-printable".to_owned());
        lines.push(String::new());
        lines.extend(self.body.lines().flat_map(quoted_printable));
        lines.push(String::new());
        lines.join("\r\n")
    }

    /// The e-mail as an address that opens a mail program (RFC 6068).
    ///
    /// # Errors
    ///
    /// A sentence, when it is longer than programs pass on.
    pub fn mailto(&self) -> Result<String, String> {
        // The `@` stays as it is; all else that could end the address is encoded.
        let to = self.to.as_ref().map_or_else(String::new, |to| {
            let parts: Vec<String> = to.split('@').map(encoded).collect();
            parts.join("@")
        });
        let body = self.body.replace('\n', "\r\n");
        let (subject, body) = (encoded(&self.subject), encoded(&body));
        let address = format!("mailto:{to}?subject={subject}&body={body}");
        match address.len() {
            length if length > MOST_MAILTO => Err(format!(
                "As a mailto: address it has {length} characters; at most {MOST_MAILTO} get through."
            )),
            _ => Ok(address),
        }
    }
}

/// An address without what would make two of it.
fn one_address(address: &str) -> String {
    let is_part = |character: &char| !character.is_whitespace() && !",;<>\"".contains(*character);
    address.chars().filter(is_part).collect()
}

/// A text of a header: as it is where it is short and ASCII, else in encoded words (RFC 2047), one
/// a line.
fn header(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain && text.len() <= MOST_IN_LINE - "Subject: ".len() && !text.contains("=?") {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        // A character is never divided between two words.
        if word.len() + character.len_utf8() > MOST_IN_WORD {
            words.push(std::mem::take(&mut word));
        }
        word.push(character);
    }
    words.push(word);
    let words = words.iter();
    let words: Vec<String> = words
        .map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word)))
        .collect();
    words.join("\r\n ")
}

/// A line of text as lines of quoted-printable (RFC 2045), the last without `=` at its end.
fn quoted_printable(line: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut now = String::new();
    let last = line.len().saturating_sub(1);
    for (index, byte) in line.bytes().enumerate() {
        let is_literal = match byte {
            b'=' => false,
            // A blank at the end of a line may get lost on the way.
            b' ' => index != last,
            _ => (b'!'..=b'~').contains(&byte),
        };
        let part = match is_literal {
            true => char::from(byte).to_string(),
            false => format!("={byte:02X}"),
        };
        // One place is left for the `=` that says that the line goes on.
        if now.len() + part.len() >= MOST_IN_LINE {
            lines.push(format!("{now}="));
            now.clear();
        }
        now.push_str(&part);
    }
    lines.push(now);
    lines
}

#[cfg(test)]
mod tests {
    use super::{MOST_MAILTO, Mail, header, quoted_printable};
    use crate::text::{self, TextKind};

    fn mail(subject: &str, body: &str) -> Mail {
        Mail {
            to: Some(text::line("a+b@example.org")),
            from: None,
            subject: text::line(subject),
            body: text::clean(body, TextKind::Letter),
        }
    }

    #[test]
    fn a_file_is_a_draft_with_all_its_characters() {
        let file = mail("Über mich", "Grüße = ja\n.\nEnde").eml();
        assert_eq!(
            file,
            "X-Unsent: 1\r\nTo: a+b@example.org\r\nSubject: =?utf-8?B?w5xiZXIgbWljaA==?=\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n\
             Gr=C3=BC=C3=9Fe =3D ja\r\n.\r\nEnde\r\n"
        );
        let mine = Mail {
            from: Some(text::line("me@example.org, other@example.org")),
            ..mail("x", "y")
        };
        assert!(
            mine.eml()
                .contains("\r\nFrom: me@example.orgother@example.org\r\n")
        );
    }

    #[test]
    fn no_line_is_longer_than_a_mail_may_have() {
        let file = mail(&"Ä lange ".repeat(30), &"Wörter ohne Ende ".repeat(40)).eml();
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert!(lines.len() > 15);
        assert!(lines.iter().all(|line| line.len() <= 76), "{file}");
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        assert_eq!(quoted_printable("a b "), ["a b=20"]);
        assert_eq!(quoted_printable(""), [""]);
        // An encoded character is not cut in two.
        let soft = quoted_printable(&"é".repeat(40));
        let one = soft
            .iter()
            .map(|line| line.trim_end_matches('='))
            .collect::<String>();
        assert_eq!(one, "=C3=A9".repeat(40));
        assert!(
            soft.iter()
                .all(|line| line.trim_end_matches('=').len() % 3 == 0)
        );
    }

    #[test]
    fn a_header_stays_one() {
        assert_eq!(header("Plain"), "Plain");
        assert_eq!(header("a =?x?= b"), "=?utf-8?B?YSA9P3g/PSBi?=");
    }

    #[test]
    fn a_mailto_address_is_one_and_not_too_long() {
        let address = mail("Ja & nein?", "a\nb").mailto().unwrap();
        assert_eq!(
            address,
            "mailto:a%2Bb@example.org?subject=Ja%20%26%20nein%3F&body=a%0D%0Ab"
        );
        let whole = "x".repeat(MOST_MAILTO - mail("s", "").mailto().unwrap().len());
        assert_eq!(mail("s", &whole).mailto().unwrap().len(), MOST_MAILTO);
        let said = mail("s", &format!("{whole}x")).mailto().unwrap_err();
        assert!(said.contains("2001"), "{said}");
    }
}
