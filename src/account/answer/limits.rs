//! What is too large or too nested to be read. It is found out by looking for single words, before
//! anything is parsed: time and memory then stay within bounds, whatever the file is.

use super::LARGEST;
use crate::error::Error;

/// The most lines that may begin a part. A mail of Meta's has three.
const PARTS: usize = 2_000;

/// The most times that a part may be divided again, or be a message of its own.
const DIVIDED: usize = 40;

/// The most lines that look like those of a header.
const HEADERS: usize = 20_000;

/// The mail without what some programs put before its head: a mark of the encoding, the first line of
/// an mbox file, empty lines.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let mut bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes = bytes.trim_ascii_start();
    if bytes.starts_with(b"From ") {
        let end = bytes.iter().position(|byte| *byte == b'\n');
        bytes = end.and_then(|end| bytes.get(end + 1..)).unwrap_or_default();
    }
    bytes
}

/// Refuses what is too large.
///
/// # Errors
///
/// If a limit is passed.
pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() > LARGEST {
        let hint = "Meta's answers are small. Look whether this is the right file.";
        return Err(Error::new("The mail is larger than 25 MB.", hint));
    }
    let (mut parts, mut headers, mut divided) = (0, 0, 0);
    for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
        parts += usize::from(line.starts_with(b"--"));
        let name = line.iter().take(78).position(|byte| *byte == b':');
        let is_name = |name: &[u8]| !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
        headers += usize::from(name.and_then(|end| line.get(..end)).is_some_and(is_name));
        // A boundary is named in a header, in one of its lines.
        divided += count(line, b"boundary") + count(line, b"message/") + count(line, b"/digest");
    }
    if parts > PARTS || headers > HEADERS || divided > DIVIDED {
        let hint = "Meta's answers have few. Look whether this is the right file.";
        return Err(Error::new("The mail has too many parts to be read.", hint));
    }
    Ok(())
}

/// How often a word stands in a line, capital or small.
fn count(line: &[u8], word: &[u8]) -> usize {
    // Encoded pictures are lines without these.
    if line.len() < word.len() || !line.iter().any(|byte| matches!(byte, b'=' | b'/')) {
        return 0;
    }
    line.windows(word.len())
        .filter(|part| part.eq_ignore_ascii_case(word))
        .count()
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, check, trimmed};

    #[test]
    fn what_no_mail_of_metas_is_like_is_refused() {
        assert!(check(&vec![b'a'; LARGEST]).is_ok());
        assert!(check(&vec![b'a'; LARGEST + 1]).is_err());
        assert!(check("--x\n".repeat(1_000).as_bytes()).is_ok());
        assert!(check("--x\r\n".repeat(3_000).as_bytes()).is_err());
        assert!(check("a:\n".repeat(30_000).as_bytes()).is_err());
        let nested = "Content-Type: multipart/mixed; BOUNDARY=a\n\n--a\n";
        assert!(check(nested.repeat(30).as_bytes()).is_ok());
        assert!(check(nested.repeat(60).as_bytes()).is_err());
    }

    #[test]
    fn what_stands_before_the_head_is_left_out() {
        for before in ["", "\u{feff}", "\n\r\n ", "From MAILER Mon Dec  1\n"] {
            let text = format!("{before}Subject: x\n\ny");
            assert_eq!(trimmed(text.as_bytes()), b"Subject: x\n\ny", "{before:?}");
        }
    }
}
