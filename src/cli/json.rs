//! JSON output: one line of printable ASCII, so that no text in it can control a terminal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::Stop;

/// The value of `format` in all JSON output.
pub(super) const FORMAT: u8 = 1;

/// Escapes everything but printable ASCII, as `\uXXXX`.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        for character in fragment.chars() {
            if matches!(character, ' '..='~') {
                write!(writer, "{character}")?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

/// Writes a value on one line.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Stop> {
    let mut serializer = Serializer::with_formatter(&mut *out, Ascii);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn everything_outside_ascii_is_escaped_and_reads_back() {
        let text = "Zo\u{eb} \u{1f600} \u{1b}[31m \u{7f} \u{202e} \" \\ \u{9b}";
        let mut bytes = Vec::new();
        write(&mut bytes, &text).unwrap();
        assert!(bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n')));
        assert_eq!(serde_json::from_slice::<String>(&bytes).unwrap(), text);
    }
}
