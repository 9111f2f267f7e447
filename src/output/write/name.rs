//! Names by which Windows has no file: it takes them for a device, for a stream inside of another file, or for a shorter name.
//!
//! What is written under such a name is nowhere, and no error says so.

use std::path::{Component, Path};

/// Devices, which are there in every directory and with every ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Returns the first name in a path that cannot be written; none on systems that have files by every name.
#[must_use]
pub fn unusable(path: &Path) -> Option<String> {
    if cfg!(windows) { first(path) } else { None }
}

fn first(path: &Path) -> Option<String> {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    names.into_iter().find(|name| is_device(name) || has_other_meaning(name))
}

fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_lowercase();
    let port = ["com", "lpt"].iter().find_map(|port| stem.strip_prefix(port));
    let is_port = port.is_some_and(|number| {
        let mut letters = number.chars();
        letters.next().is_some_and(|digit| "123456789¹²³".contains(digit)) && letters.next().is_none()
    });
    is_port || DEVICES.contains(&stem.as_str())
}

/// Returns whether a name has a sign that no name may have, or an end that is cut off.
fn has_other_meaning(name: &str) -> bool {
    name.ends_with(['.', ' ']) || name.contains(|letter: char| "<>:\"|?*".contains(letter) || letter < ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_or_a_stream_is_no_file() {
        for name in [
            "CON.pdf",
            "nul",
            "Aux .toml",
            "com1.pdf",
            "LPT³",
            "a:b.pdf",
            "a?.pdf",
            "plan.pdf.",
            "plan.pdf ",
            "a\tb.pdf",
        ] {
            assert_eq!(first(&Path::new("KeHoach").join(name)).as_deref(), Some(name));
            assert_eq!(first(&Path::new(name).join("plan.pdf")).as_deref(), Some(name));
        }
    }

    #[test]
    fn a_usual_name_is_a_file() {
        for path in [
            "../Kế hoạch của xã/plan.pdf",
            "./con-so.pdf",
            "/d/console.pdf",
            "com.pdf",
            "com10.pdf",
            "lpt0",
            "nul2.pdf",
            "ke.hoach.2026.pdf",
            "a (1) & b.pdf",
        ] {
            assert_eq!(first(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn only_windows_has_no_such_names() {
        assert_eq!(unusable(Path::new("nul.pdf")).is_some(), cfg!(windows));
    }
}
