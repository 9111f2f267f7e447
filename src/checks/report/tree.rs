//! The files that a platform knows: those of the repository, by their path from its top.

use super::Mark;

/// Where the names of a report lead. The default knows only relative names, as they are.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The directory that relative names start from; absolute, with `/`.
    directory: String,
    /// The top of the repository; absolute, with `/`.
    top: String,
}

impl Tree {
    #[must_use]
    pub fn new(directory: &str, top: &str) -> Self {
        Self { directory: resolved(directory), top: resolved(top) }
    }

    /// Returns the path of the file from the top of the repository; none when the platform has no such file: it is outside, or in the program.
    #[must_use]
    pub fn path_of(&self, mark: &Mark) -> Option<String> {
        if mark.is_embedded { None } else { self.path(&mark.file) }
    }

    /// The same of a file by its name.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<String> {
        let absolute = self.absolute(name);
        let inside = if self.top.is_empty() {
            Some(absolute.as_str()).filter(|path| !is_absolute(path))
        } else {
            absolute
                .strip_prefix(&self.top)
                .and_then(|rest| if self.top == "/" { Some(rest) } else { rest.strip_prefix('/') })
        };
        inside.filter(|path| !path.is_empty() && *path != ".." && !path.starts_with("../")).map(str::to_owned)
    }

    /// Returns the absolute path of a file, without `.` and `..`; a relative one where it is not known from where.
    #[must_use]
    pub fn absolute(&self, name: &str) -> String {
        if is_absolute(name) || self.directory.is_empty() {
            resolved(name)
        } else {
            resolved(&format!("{}/{name}", self.directory.trim_end_matches('/')))
        }
    }
}

/// Returns whether a name starts from a root, on any system.
fn is_absolute(name: &str) -> bool {
    name.starts_with('/') || name.as_bytes().get(1) == Some(&b':')
}

/// Returns a path without `.` and `..`, as far as it does not climb out of where it starts.
fn resolved(path: &str) -> String {
    let rest = path.trim_start_matches('/');
    let root = match path.len() - rest.len() {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            ".." if !root.is_empty() => {}
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_the_top_has_a_path() {
        let tree = Tree::new("/kho/ke-hoach", "/kho");
        for (name, path) in [
            ("xã/plan.toml", Some("ke-hoach/xã/plan.toml")),
            ("./xã/../plan.toml", Some("ke-hoach/plan.toml")),
            ("../plans/a.toml", Some("plans/a.toml")),
            ("/kho/plan.toml", Some("plan.toml")),
            ("../../plan.toml", None),
            ("/kho-khac/plan.toml", None),
            ("/kho", None),
            ("//may/kho/plan.toml", None),
            ("D:/plan.toml", None),
        ] {
            assert_eq!(tree.path(name).as_deref(), path, "{name}");
        }
        assert_eq!(Tree::new("/", "/").path("a/plan.toml").as_deref(), Some("a/plan.toml"));
        assert_eq!(Tree::new("C:/kho/a", "C:/kho").path("plan.toml").as_deref(), Some("a/plan.toml"));
        let nowhere = Tree::default();
        assert_eq!(nowhere.path("a/./plan.toml").as_deref(), Some("a/plan.toml"));
        assert_eq!(
            [nowhere.path("../plan.toml"), nowhere.path("/plan.toml"), nowhere.path("C:/a")],
            [None, None, None]
        );
    }
}
