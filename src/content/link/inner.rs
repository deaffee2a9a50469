//! What is hidden in the path and the parameters of an address: another address, a way on to one.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::Fault;

/// How often what is encoded is decoded: as often as redirectors were seen to do.
const DECODINGS: usize = 3;

/// What an address, or what acts like one, has in it. A backslash is a slash to browsers.
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

/// Meta's pages that send the browser on, or let another program act for the person.
const REDIRECTORS: [&str; 3] = ["/l.php", "/flx/warn", "/dialog/"];

/// Pages of Meta's privacy centre that are called dialogs and are none of these.
const DIALOGS: &str = "/privacy/dialog/";

/// What is wrong with a path and with what follows it, and where.
pub(super) fn look(path: &str, parameters: &str) -> Option<(Fault, Range<usize>)> {
    let mut found = None;
    // What follows comes first: it says where a redirector leads.
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

/// The address that is hidden in a part of another one, as it reads when it is decoded.
pub fn hidden(part: &str) -> String {
    readings(part)
        .into_iter()
        .find(|reading| is_nested(reading) == Some(Fault::Nested))
        .unwrap_or_default()
}

/// The values of the parameters and the fragment, each with its place.
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

/// The text as it is, and after each decoding that changes it; in lower case.
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
    // The slash behind a path's end changes nothing for a server.
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
