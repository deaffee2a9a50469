//! Reading an Authentication-Results line (RFC 8601): what the server that took the mail in found out
//! about its sender.

use crate::content::link;

/// What the line says of a sender on this host: true where DMARC passed, or DKIM passed for that very
/// host; false where something failed; none where it says nothing.
pub(super) fn read(line: &str, host: &str) -> Option<bool> {
    let plain = without_remarks(line);
    let (mut passed, mut failed) = (false, false);
    // The first part names the server.
    for result in plain.split(';').skip(1) {
        let mut words = result.split_whitespace();
        let Some((method, found)) = words.next().and_then(|word| word.split_once('=')) else {
            continue;
        };
        let method = method
            .split('/')
            .next()
            .unwrap_or(method)
            .to_ascii_lowercase();
        let found = found.to_ascii_lowercase();
        let properties: Vec<(String, String)> = words
            .filter_map(|word| word.split_once('='))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_ascii_lowercase()))
            .collect();
        let property = |name: &str| {
            let mut all = properties.iter();
            all.find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        match (method.as_str(), found.as_str()) {
            ("dmarc" | "dkim" | "spf" | "compauth", "fail" | "hardfail") => {
                if method == "dmarc" {
                    return Some(false);
                }
                failed = true;
            }
            ("dmarc", "pass") => {
                // Some servers name the domain above the sender's host.
                let of = property("header.from");
                passed |= of.is_none_or(|of| of == host || of == link::domain(host));
            }
            ("dkim", "pass") => {
                let signer = property("header.i").and_then(|i| i.rsplit('@').next());
                passed |= property("header.d").or(signer) == Some(host);
            }
            _ => {}
        }
    }
    match (passed, failed) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    }
}

/// The line without its remarks in brackets, and without what is quoted: neither holds a result.
fn without_remarks(line: &str) -> String {
    let (mut plain, mut quoted, mut depth) = (String::new(), false, 0_usize);
    let mut characters = line.chars();
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
            _ => plain.push(character),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_result_counts_for_the_host_that_it_is_about() {
        for (results, wanted) in [
            (
                "dmarc=pass (p=REJECT) header.from=facebookmail.com",
                Some(true),
            ),
            ("dmarc=pass", Some(true)),
            ("dmarc=pass header.from=evil.example", None),
            ("dkim=pass header.d=facebookmail.com", Some(true)),
            (
                "dkim=pass header.i=@facebookmail.com header.s=s1",
                Some(true),
            ),
            ("DKIM=PASS header.i=a@FacebookMail.com", Some(true)),
            ("dkim=pass header.d=evil.example", None),
            (
                "dkim=pass header.d=evil.example header.i=@facebookmail.com",
                None,
            ),
            ("dkim=fail header.d=facebookmail.com; spf=pass", Some(false)),
            ("dkim=pass header.d=facebookmail.com; spf=fail", Some(true)),
            (
                "dkim=pass header.d=facebookmail.com; dmarc=fail",
                Some(false),
            ),
            ("spf=pass smtp.mailfrom=facebookmail.com", None),
            ("spf=softfail", None),
            ("none", None),
            ("spf=fail (dmarc=pass)", Some(false)),
            ("x=\"; dmarc=pass\"", None),
            ("(; dmarc=pass)", None),
        ] {
            let line = format!("mx.example 1; {results}");
            assert_eq!(read(&line, "facebookmail.com"), wanted, "{results}");
        }
        assert_eq!(read("dmarc=pass", "facebookmail.com"), None);
        let below = "mx.example; dmarc=pass header.from=facebook.com";
        assert_eq!(read(below, "support.facebook.com"), Some(true));
    }
}
