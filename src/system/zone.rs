//! The time zone of this computer. Its rules are read with the care that every file of others gets:
//! `TZ` may name a pipe or a device, for which `jiff` would wait or take all memory.

use std::ffi::OsStr;

use jiff::tz::TimeZone;

/// The zone that these values of `TZ` and `TZDIR` name: written out, such as
/// `CET-1CEST,M3.5.0,M10.5.0`, or by name. UTC if there is none such, as in other programs.
pub(super) fn zone(named: Option<&OsStr>, folder: Option<&OsStr>) -> TimeZone {
    let Some(named) = named else {
        return here::local().unwrap_or(TimeZone::UTC);
    };
    named
        .to_str()
        .and_then(|named| {
            let written_out = TimeZone::posix(named).ok();
            written_out.or_else(|| here::named(named, folder))
        })
        .unwrap_or(TimeZone::UTC)
}

#[cfg(unix)]
mod here {
    use std::{
        ffi::OsStr,
        path::{Path, PathBuf},
    };

    use jiff::tz::TimeZone;

    use crate::system::files::small;

    /// The rules that count where `TZ` is not set. Finding the zone's name would read the whole
    /// database at every start.
    const LOCAL: &str = "/etc/localtime";

    /// Where systems keep the rules of all zones.
    const FOLDERS: [&str; 3] = [
        "/usr/share/zoneinfo",
        "/usr/share/lib/zoneinfo",
        "/etc/zoneinfo",
    ];

    /// The zone of this computer.
    pub(super) fn local() -> Option<TimeZone> {
        rules(Path::new(LOCAL))
    }

    /// A zone by its name, such as `Europe/Berlin`, or by the path of its file.
    pub(super) fn named(named: &str, folder: Option<&OsStr>) -> Option<TimeZone> {
        let named = named.strip_prefix(':').unwrap_or(named);
        if named.is_empty() {
            return None;
        }
        // The path of a file in the database of another system has the name of a zone at its end.
        let name = named.rsplit_once("zoneinfo/").map(|(_, name)| name);
        let folders = || {
            let own = folder.filter(|folder| !folder.is_empty()).map(Path::new);
            own.into_iter().chain(FOLDERS.iter().map(Path::new))
        };
        let mut paths: Vec<PathBuf> = folders().map(|folder| folder.join(named)).collect();
        paths.extend(
            name.iter()
                .flat_map(|name| folders().map(move |folder| folder.join(name))),
        );
        paths.iter().find_map(|path| rules(path))
    }

    pub(super) fn rules(path: &Path) -> Option<TimeZone> {
        let bytes = small::read_bytes(path).ok()??;
        TimeZone::tzif("Local", &bytes).ok()
    }
}

/// Windows has no files of zones: the rules are in the program there.
#[cfg(windows)]
mod here {
    use std::ffi::OsStr;

    use jiff::tz::TimeZone;

    /// The zone of this computer.
    pub(super) fn local() -> Option<TimeZone> {
        TimeZone::try_system().ok()
    }

    /// A zone by its name, such as `Europe/Berlin`.
    pub(super) fn named(named: &str, _: Option<&OsStr>) -> Option<TimeZone> {
        TimeZone::get(named.strip_prefix(':').unwrap_or(named)).ok()
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{here::rules, zone};
    use jiff::{Timestamp, tz::TimeZone};
    use std::{
        ffi::OsStr, fs, path::Path, process::Command, sync::mpsc::channel, thread, time::Duration,
    };

    /// The rules of a zone an hour ahead of UTC, as `zic` writes them.
    fn ahead() -> Vec<u8> {
        let mut bytes = b"TZif2".to_vec();
        let block = |bytes: &mut Vec<u8>| {
            if bytes.len() > 5 {
                bytes.extend(b"TZif2");
            }
            bytes.extend([0; 15]);
            // Counts: UT indicators, standard indicators, leap seconds, transitions, types, letters.
            for count in [0_u32, 0, 0, 0, 1, 4] {
                bytes.extend(count.to_be_bytes());
            }
            bytes.extend(3_600_i32.to_be_bytes());
            bytes.extend([0, 0]);
            bytes.extend(b"CET\0");
        };
        block(&mut bytes);
        block(&mut bytes);
        bytes.extend(b"\nCET-1\n");
        bytes
    }

    fn hours(named: &str, folder: &Path) -> i8 {
        let zone = zone(Some(OsStr::new(named)), Some(folder.as_os_str()));
        let moment = Timestamp::UNIX_EPOCH;
        i8::try_from(zone.to_offset(moment).seconds() / 3_600).unwrap()
    }

    #[test]
    fn a_zone_is_found_by_rule_name_and_path_and_anything_else_is_utc() {
        let folder = std::env::temp_dir().join(format!("optout-zone-{}", fastrand::u64(..)));
        fs::create_dir_all(folder.join("Some")).unwrap();
        let file = folder.join("Some/Where");
        fs::write(&file, ahead()).unwrap();
        let path = file.to_str().unwrap();
        for (named, expected) in [
            ("<+05>-5", 5),
            ("Some/Where", 1),
            (":Some/Where", 1),
            (path, 1),
            (&format!(":{path}"), 1),
            ("/not/here/zoneinfo/Some/Where", 1),
            ("../zoneinfo/Some/Where", 1),
            ("", 0),
            (":", 0),
            ("UTC", 0),
            ("No/Such", 0),
            ("Some", 0),
        ] {
            assert_eq!(hours(named, &folder), expected, "{named}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn pipes_devices_and_large_files_are_no_rules() {
        let folder = std::env::temp_dir().join(format!("optout-zone-{}", fastrand::u64(..)));
        fs::create_dir(&folder).unwrap();
        let pipe = folder.join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let large = folder.join("large");
        let mut bytes = ahead();
        bytes.resize(1_000_000, b' ');
        fs::write(&large, bytes).unwrap();
        let (send, found) = channel();
        let odd = [
            pipe,
            large,
            "/dev/zero".into(),
            "/dev/tty".into(),
            folder.clone(),
        ];
        thread::spawn(move || {
            for path in odd {
                let _ = send.send((rules(&path), zone(Some(path.as_os_str()), None)));
            }
        });
        for _ in 0..5 {
            let (rules, zone) = found.recv_timeout(Duration::from_secs(60)).unwrap();
            assert_eq!((rules, zone), (None, TimeZone::UTC));
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}

#[cfg(test)]
mod everywhere {
    use super::zone;
    use jiff::{Timestamp, tz::TimeZone};
    use std::ffi::OsStr;

    #[test]
    fn a_zone_is_known_by_rule_and_by_name() {
        let summer: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        for (named, hour) in [
            ("CET-1CEST,M3.5.0,M10.5.0", 14),
            ("Europe/Berlin", 14),
            ("UTC", 12),
        ] {
            let zone = zone(Some(OsStr::new(named)), None);
            assert_eq!(summer.to_zoned_datetime(zone).hour(), hour, "{named}");
        }
        assert_eq!(zone(Some(OsStr::new("No/Such")), None), TimeZone::UTC);
    }
}
