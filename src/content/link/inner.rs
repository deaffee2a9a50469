//! What is hidden in the path and the query of an address: another address, an open redirect.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::Fault;

/// How often percent-encoding is undone: as often as redirectors were seen to do it.
const DECODINGS: usize = 3;

/// Signs of another address in a text, or of a scheme that acts in the browser.
const SIGNS: [&str; 10] = [
    "//",
    ":/",
    "http:",
    "https:",
    "javascript:",
    "data:",
    "intent:",
    "file:",
    "vbscript:",
    "blob:",
];

/// Meta's pages that redirect, or that let another program act for the person (OAuth).
const REDIRECTORS: [&str; 3] = ["/l.php", "/flx/warn", "/dialog/"];

/// Pages of Meta's privacy centre that have the word in their path and do not redirect.
const DIALOGS: &str = "/privacy/dialog/";

/// The first fault of a path and of the query and fragment behind it, and the bytes at fault.
pub(super) fn look(path: &str, parameters: &str) -> Option<(Fault, Range<usize>)> {
    let mut found = None;
    // The parameters first: they say where a redirector leads.
    for (piece, from) in pieces(parameters) {
        let fault = fault(piece, is_nested);
        found = found.or(fault.map(|fault| (fault, path.len() + from, piece.len())));
    }
    let all = path.len();
    found
        .or_else(|| Some((fault(parameters, is_nested)?, all, parameters.len())))
        .or_else(|| Some((fault(path, is_nested)?, 0, all)))
        .or_else(|| Some((fault(path, has_dots)?, 0, all)))
        .or_else(|| redirector(path, parameters))
        .map(|(fault, from, length)| (fault, from..from + length))
}

/// The address that is hidden in a part of another one, decoded; empty without one.
pub fn hidden(part: &str) -> String {
    readings(part)
        .into_iter()
        .find(|reading| is_nested(reading) == Some(Fault::Nested))
        .unwrap_or_default()
}

/// The values of the parameters and the fragment, each with its offset.
fn pieces(parameters: &str) -> Vec<(&str, usize)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for piece in parameters.split(['?', '&', '#']) {
        let name = piece.find('=').map_or(0, |equals| equals + 1);
        pieces.push((piece.get(name..).unwrap_or(""), at + name));
        at += piece.len() + 1;
    }
    pieces
}

/// The text, and the text after each decoding that changes it; in lower case.
fn readings(text: &str) -> Vec<String> {
    let mut readings = vec![text.to_ascii_lowercase()];
    for _ in 0..DECODINGS {
        let next = readings.last().map(|last| decode(last)).unwrap_or_default();
        if readings.last() == Some(&next) {
            break;
        }
        readings.push(next);
    }
    readings
}

fn fault(text: &str, wrong: impl Fn(&str) -> Option<Fault>) -> Option<Fault> {
    readings(text).iter().find_map(|reading| wrong(reading))
}

fn is_nested(reading: &str) -> Option<Fault> {
    if reading.bytes().any(|b| b.is_ascii_control()) {
        return Some(Fault::Control);
    }
    let plain = reading.replace('\\', "/");
    let is_address = SIGNS.iter().any(|sign| plain.contains(sign));
    is_address.then_some(Fault::Nested)
}

fn has_dots(reading: &str) -> Option<Fault> {
    let hides = reading.split(['/', '\\']).any(is_dots);
    hides.then_some(Fault::Dots)
}

pub(super) fn is_dots(segment: &str) -> bool {
    segment == "." || segment == ".."
}

fn redirector(path: &str, parameters: &str) -> Option<(Fault, usize, usize)> {
    // To a server, a path with a slash at its end is the same.
    let rest = match path.strip_prefix(DIALOGS) {
        Some(rest) => format!("/{rest}/"),
        None => format!("{path}/"),
    };
    let leads_on = |text: &str| {
        readings(text)
            .iter()
            .any(|reading| REDIRECTORS.iter().any(|page| reading.contains(page)))
    };
    if leads_on(&rest) {
        Some((Fault::Redirector, 0, path.len()))
    } else if leads_on(parameters) {
        Some((Fault::Redirector, path.len(), parameters.len()))
    } else {
        None
    }
}

/// The text with its percent-encoding undone once, in lower case.
pub fn decode(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8_lossy();
    decoded.to_ascii_lowercase()
}
