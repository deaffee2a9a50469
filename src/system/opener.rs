//! Opening a link in a browser: `choice` and `desktop` say which programs are tried, `watch`
//! starts one and sees whether it fails.
//!
//! The address is judged once more immediately before a process is started. It is passed as an
//! argument of its own, without a shell.

mod choice;
mod desktop;
pub(super) mod watch;

use crate::{
    content::link::{self, Verdict},
    error::Error,
    text::{self, Clean, TextKind},
};
pub use choice::{FallbackChain, fallback_chain};
pub use desktop::Desktop;
use watch::Ended;

/// What opened a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The program.
    pub program: Clean,
    /// A sentence on each program that failed before it.
    pub failed: Vec<String>,
}

impl Opened {
    /// The program and what failed before it, for the end of a sentence.
    pub fn in_words(&self) -> String {
        let program = &self.program;
        match self.failed.as_slice() {
            [] => program.to_string(),
            failed => format!("{program}. {}", failed.join(" ").trim_end_matches('.')),
        }
    }
}

/// Opens an address, and watches for a few seconds whether that fails: call it on a thread of its
/// own where blocking matters. The browser lives on when this program ends.
///
/// # Errors
///
/// When the address may not be opened, or no program opened it.
pub fn open(
    address: &str,
    choice: &FallbackChain,
    trusted_hosts: &[String],
) -> Result<Opened, Error> {
    check(address, trusted_hosts)?;
    let mut failures = Vec::new();
    for command in choice.commands(address) {
        let program = text::line(&command.get_program().to_string_lossy());
        let started = if desktop::is_text_browser(command.get_program()) {
            Err(Ended::WantsTerminal)
        } else {
            watch::start(command, watch::WATCHED)
        };
        match started {
            Ok(()) => {
                let failed = started_and_failed(choice.own(), &failures);
                return Ok(Opened { program, failed });
            }
            Err(ended) => failures.push((program, ended)),
        }
    }
    Err(failed(address, choice, &failures))
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

/// A sentence on each program that was started and failed, and on those that the person named, which are
/// the first `own`; others that are not installed say less.
fn started_and_failed(own: usize, failures: &[(Clean, Ended)]) -> Vec<String> {
    let was_there = failures
        .iter()
        .enumerate()
        .filter(|(index, (_, ended))| *index < own || *ended != Ended::NotFound);
    was_there
        .map(|(_, (program, ended))| {
            format!("The program {program} did not open the page: {ended}.")
        })
        .collect()
}

fn failed(address: &str, choice: &FallbackChain, failures: &[(Clean, Ended)]) -> Error {
    let mut sentences = started_and_failed(choice.own(), failures);
    match failures {
        _ if !sentences.is_empty() => {}
        [] => {}
        [(program, ended)] => {
            let sentence = format!("The program {program} did not open the page: {ended}.");
            sentences.push(sentence);
        }
        all => {
            let names: Vec<&str> = all.iter().map(|(program, _)| program.as_str()).collect();
            let sentence = format!("None of these programs was found: {}.", names.join(", "));
            sentences.push(sentence);
        }
    }
    sentences.extend(choice.desktop().why_not().map(str::to_owned));
    by_hand(&sentences.join(" "), "", address)
}

fn by_hand(sentence: &str, hint: &str, address: &str) -> Error {
    let gap = if hint.is_empty() { "" } else { " " };
    let before = format!("{hint}{gap}To open it by hand, copy the address: ");
    Error::new(sentence, "").with_address(&before, address)
}

impl Error {
    /// With a hint that ends with the whole address, which may be longer than a line of a message.
    fn with_address(self, before: &str, address: &str) -> Self {
        let hint = format!("{before}{}", text::line(address));
        Self {
            hint: text::clean(&hint, TextKind::Body),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Desktop, FallbackChain, open};
    use crate::text;

    #[test]
    fn only_trusted_addresses_reach_a_program() {
        let through =
            |word| FallbackChain::Command(["/no/such/program", word].map(text::line).to_vec());
        let choice = through("{url}");
        // The rule holds before the address is put inside of another one.
        let inside = through("ext+container:name=Work&url={url-encoded}");
        for (address, says) in [
            ("https://example.org/x", "The host example.org is not"),
            ("http://www.facebook.com/", "https://"),
            ("--help", "https://"),
            ("https://www.facebook.com/\u{1b}[2J", "character"),
            (
                "ext+container:name=Work&url=https://www.facebook.com/",
                "https://",
            ),
            ("https%3A%2F%2Fwww.facebook.com%2F", "https://"),
        ] {
            for choice in [&choice, &inside] {
                let error = open(address, choice, &[]).unwrap_err();
                assert!(error.sentence.contains(says), "{error}");
                assert!(!error.to_string().contains('\u{1b}'));
            }
        }
        let error = open("https://example.org/x", &choice, &["example.org".into()]).unwrap_err();
        assert!(error.sentence.contains("/no/such/program"), "{error}");
        assert!(error.hint.contains("https://example.org/x"));
    }

    #[test]
    fn the_longest_address_is_shown_in_full() {
        let address = format!("https://www.facebook.com/{}", "x".repeat(2023));
        assert_eq!(address.len(), 2048);
        let error = open(&address, &FallbackChain::System(Desktop::Missing), &[]).unwrap_err();
        assert!(error.hint.contains(&address));
        assert!(error.sentence.contains("no graphical session"));
        let error = open(&address, &FallbackChain::System(Desktop::Elsewhere), &[]).unwrap_err();
        assert!(error.sentence.contains("remote session"));
    }
}
