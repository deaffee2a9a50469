//! Opening a link in a browser: which program, and whether it did.
//!
//! The address is judged once more here, last before a process starts. A program gets it as an
//! argument of its own; no shell is involved.

mod choice;
mod watch;

use crate::{
    error::Error,
    link::{self, Verdict},
    text::{self, Clean, Kind},
};
pub use choice::{Choice, Desktop, ladder};
use watch::Ended;

/// What opened a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The program.
    pub program: Clean,
}

/// Opens an address and watches for a few seconds whether that failed, so it belongs on a thread
/// of its own where somebody waits. The program that shows the page lives on when this one ends.
///
/// # Errors
///
/// When the address may not be opened, or no program opened it.
pub fn open(address: &str, choice: &Choice, trusted_hosts: &[String]) -> Result<Opened, Error> {
    check(address, trusted_hosts)?;
    let mut failures = Vec::new();
    for mut command in choice.commands(address) {
        let program = text::line(&command.get_program().to_string_lossy());
        match watch::start(&mut command, watch::WATCHED) {
            Ok(()) => return Ok(Opened { program }),
            Err(ended) => failures.push((program, ended)),
        }
    }
    Err(failed(address, choice.desktop(), &failures))
}

fn check(address: &str, trusted_hosts: &[String]) -> Result<(), Error> {
    match link::judge(address, trusted_hosts) {
        Verdict::Trusted => Ok(()),
        Verdict::Ask => {
            let host = link::host(address).unwrap_or_default();
            let sentence = format!("The host {host} is not one of Meta's and not on your list.");
            let hint = "To trust it, add it to `trusted_hosts` in config.toml.";
            Err(by_hand(&sentence, hint, address))
        }
        Verdict::Refused(refusal) => {
            let sentence = format!("This address is not opened. {}", refusal.reason());
            Err(Error::new(sentence, "").with_address("The address is: ", address))
        }
    }
}

fn failed(address: &str, desktop: Desktop, failures: &[(Clean, Ended)]) -> Error {
    // A program that ran and failed says more than those that are not installed.
    let ran = failures.iter().find(|(_, ended)| *ended != Ended::NotFound);
    if let Some((program, ended)) = ran.or(failures.first()) {
        let sentence = if ran.is_none() && failures.len() > 1 {
            let names: Vec<&str> = failures
                .iter()
                .map(|(program, _)| program.as_str())
                .collect();
            format!("None of these programs was found: {}.", names.join(", "))
        } else {
            format!("The program {program} did not open the page: {ended}.")
        };
        return by_hand(&sentence, "", address);
    }
    match desktop {
        Desktop::Elsewhere => {
            let hint = "This is a remote session: open it on the computer in front of you.";
            by_hand("No browser can show a page from here.", hint, address)
        }
        Desktop::Missing | Desktop::Here => {
            let hint = "To use a program of your own, set BROWSER, or `opener` in config.toml.";
            by_hand(
                "There is no graphical session, so no browser was started.",
                hint,
                address,
            )
        }
    }
}

fn by_hand(sentence: &str, hint: &str, address: &str) -> Error {
    let gap = if hint.is_empty() { "" } else { " " };
    let before = format!("{hint}{gap}To open it by hand, copy the address: ");
    Error::new(sentence, "").with_address(&before, address)
}

impl Error {
    /// The address in full, which with the words before it may be longer than a line of a message.
    fn with_address(self, before: &str, address: &str) -> Self {
        let hint = format!("{before}{}", text::line(address));
        Self {
            hint: text::clean(&hint, Kind::Body),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Desktop, open};
    use crate::text;

    #[test]
    fn only_trusted_addresses_reach_a_program() {
        let choice = Choice::Command(["/no/such/program", "{url}"].map(text::line).to_vec());
        for (address, says) in [
            ("https://example.org/x", "The host example.org is not"),
            ("http://www.facebook.com/", "https://"),
            ("--help", "https://"),
            ("https://www.facebook.com/\u{1b}[2J", "character"),
        ] {
            let error = open(address, &choice, &[]).unwrap_err();
            assert!(error.sentence.contains(says), "{error}");
            assert!(!error.to_string().contains('\u{1b}'));
        }
        let error = open("https://example.org/x", &choice, &["example.org".into()]).unwrap_err();
        assert!(error.sentence.contains("/no/such/program"), "{error}");
        assert!(error.hint.contains("https://example.org/x"));
    }

    #[test]
    fn the_longest_address_is_shown_in_full() {
        let address = format!("https://www.facebook.com/{}", "x".repeat(2023));
        assert_eq!(address.len(), 2048);
        let error = open(&address, &Choice::System(Desktop::Missing), &[]).unwrap_err();
        assert!(error.hint.contains(&address));
        assert!(error.sentence.contains("no graphical session"));
        let error = open(&address, &Choice::System(Desktop::Elsewhere), &[]).unwrap_err();
        assert!(error.hint.contains("remote session"));
    }
}
