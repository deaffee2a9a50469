//! The canonical form of an address, which every browser parses alike.

use std::ops::Range;

use super::{Fault, Refusal, hosts, inner};

/// The longest address, in bytes.
const LONGEST: usize = 2048;

const START: &str = "https://";

fn refuse<T>(fault: Fault, at: Range<usize>) -> Result<T, Refusal> {
    Err(Refusal::new(fault, at))
}

/// The host of an address in this form.
pub(super) fn check(address: &str) -> Result<&str, Refusal> {
    if address.is_empty() || address.len() > LONGEST {
        let from = address.floor_char_boundary(LONGEST);
        return refuse(Fault::Length, from..address.len());
    }
    characters(address)?;
    let Some(rest) = address.strip_prefix(START) else {
        return refuse(Fault::Scheme, 0..scheme_end(address));
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let path_at = START.len() + end;
    if let Some(at) = authority.rfind('@') {
        return refuse(Fault::User, START.len()..START.len() + at + 1);
    }
    if let Some(at) = authority.find(':') {
        return refuse(Fault::Port, START.len() + at..path_at);
    }
    if authority.is_empty() {
        // Instead of a host there is another slash, or nothing.
        return refuse(
            Fault::Host,
            START.len() - 2..address.len().min(START.len() + 1),
        );
    }
    host(authority, START.len())?;
    if !(tail.is_empty() || tail.starts_with('/')) {
        return refuse(Fault::Path, path_at..address.len());
    }
    escapes(tail, path_at)?;
    let path = tail.split(['?', '#']).next().unwrap_or("");
    segments(path, path_at)?;
    if let Some((fault, at)) = inner::look(path, tail.get(path.len()..).unwrap_or("")) {
        return refuse(fault, path_at + at.start..path_at + at.end);
    }
    if hosts::is_redirector(authority) {
        return refuse(Fault::Redirector, START.len()..path_at);
    }
    Ok(authority)
}

fn characters(address: &str) -> Result<(), Refusal> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@&+,=%".contains(c);
    let Some((at, character)) = address.char_indices().find(|(_, c)| !allowed(*c)) else {
        return Ok(());
    };
    if character == '[' && address.get(..at) == Some(START) {
        let end = address.find(']').map_or(address.len(), |end| end + 1);
        return refuse(Fault::Number, at..end);
    }
    refuse(Fault::Character, at..at + character.len_utf8())
}

/// The end of the part that stands there instead of `https://`.
fn scheme_end(address: &str) -> usize {
    let slashes = address.len() - address.trim_start_matches('/').len();
    match address.find([':', '/', '?', '#']) {
        Some(end) if address.as_bytes().get(end) == Some(&b':') => end + 1,
        // Without a scheme it starts with slashes, or with a host.
        Some(end) if end.max(slashes) > 0 => end.max(slashes),
        Some(_) | None => address.len(),
    }
}

fn host(host: &str, from: usize) -> Result<(), Refusal> {
    let whole = from..from + host.len();
    if is_number(host) {
        return refuse(Fault::Number, whole);
    }
    let mut at = from;
    for label in host.split('.') {
        let here = at..at + label.len();
        if label.is_empty() {
            // The dot with nothing before it, or behind it.
            let dot = if at < whole.end { at } else { at - 1 };
            return refuse(Fault::Host, dot..dot + 1);
        }
        if label
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
        {
            return refuse(Fault::Punycode, here);
        }
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let edged = label.starts_with('-') || label.ends_with('-');
        if label.len() > 63 || edged || !label.bytes().all(plain) {
            return refuse(Fault::Host, here);
        }
        at = here.end + 1;
    }
    match host.rsplit_once('.') {
        Some((_, top)) if host.len() <= 253 && top.bytes().all(|b| b.is_ascii_lowercase()) => {
            Ok(())
        }
        Some(_) | None => refuse(Fault::Host, whole),
    }
}

/// Whether browsers take the host for a number: its last part is one, in any notation.
fn is_number(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or("");
    let hexadecimal = last
        .strip_prefix("0x")
        .or(last.strip_prefix("0X"))
        .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    hexadecimal || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}

/// Checks the percent-encoding: every percent sign has two digits, and none encodes a control
/// character.
fn escapes(tail: &str, from: usize) -> Result<(), Refusal> {
    let mut at = 0;
    while let Some(found) = tail.get(at..).and_then(|rest| rest.find('%')) {
        at += found;
        let end = tail.len().min(at + 3);
        let digits = tail.get(at + 1..end).unwrap_or("");
        let is_pair = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if is_pair && (byte < 0x20 || byte == 0x7f) => {
                return refuse(Fault::Control, from + at..from + end);
            }
            Ok(_) if is_pair => at = end,
            Ok(_) | Err(_) => return refuse(Fault::Escape, from + at..from + end),
        }
    }
    Ok(())
}

fn segments(path: &str, from: usize) -> Result<(), Refusal> {
    if let Some(at) = path.find("//") {
        return refuse(Fault::Path, from + at..from + at + 2);
    }
    let mut at = from;
    for segment in path.split('/') {
        if inner::is_dots(&segment.to_ascii_lowercase().replace("%2e", ".")) {
            return refuse(Fault::Dots, at..at + segment.len());
        }
        at += segment.len() + 1;
    }
    Ok(())
}
