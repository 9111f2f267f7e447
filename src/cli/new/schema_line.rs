//! The first line of a plan, by which editors find the schema.

use std::path::{Path, PathBuf};

use crate::base::disk::real_path;

/// The name of the schema next to a new plan.
pub(super) const FILE: &str = "plan.schema.json";

/// How many directories above the plan's may have the schema, outside of a git repository.
const LEVELS: usize = 3;

const MARK: &str = "#:schema";

/// Returns the schema that a directory's plans can already use, as the first line names it: in that directory or in one above it, up to the
/// root of the git repository. The directory itself may not be there yet.
pub(super) fn found(directory: &Path) -> Option<String> {
    let directory = real(directory)?;
    let root = directory.ancestors().position(|above| above.join(".git").exists()).unwrap_or(LEVELS);
    directory.ancestors().take(root + 1).enumerate().find_map(|(level, above)| {
        let inside = [FILE, "plans/plan.schema.json"].into_iter().find(|inside| above.join(inside).is_file())?;
        let way = if level == 0 { "./".to_owned() } else { "../".repeat(level) };
        Some(format!("{way}{inside}"))
    })
}

/// Returns where a directory is, or will be, without links.
fn real(directory: &Path) -> Option<PathBuf> {
    let directory = std::path::absolute(directory).ok()?;
    let (there, real) = directory.ancestors().find_map(|above| Some((above, real_path(above).ok()?)))?;
    Some(real.join(directory.strip_prefix(there).ok()?))
}

/// Returns the schema that the plan names, where the name is right from every directory: an address.
pub(super) fn address(plan: &str) -> Option<&str> {
    plan.lines()
        .take_while(|line| line.starts_with('#'))
        .find_map(|line| line.strip_prefix(MARK))
        .map(str::trim)
        .filter(|place| place.contains("://"))
}

/// Returns the plan with its first line.
pub(super) fn put(plan: &str, place: &str) -> String {
    let plan = plan.trim_start_matches('\u{feff}');
    let comments = plan.split_inclusive('\n').take_while(|line| line.starts_with('#'));
    let head: String = comments.clone().filter(|line| !line.starts_with(MARK)).collect();
    let rest = &plan[comments.map(str::len).sum()..];
    format!("{MARK} {place}\n{head}{rest}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_old_line_gives_way_to_the_new_one() {
        for (old, new) in [
            ("schema = 1\n", "#:schema ./x\nschema = 1\n"),
            ("#:schema ../../y\nschema = 1\n", "#:schema ./x\nschema = 1\n"),
            ("# Kế hoạch\n#:schema ../../y\n\n#:schema z\n", "#:schema ./x\n# Kế hoạch\n\n#:schema z\n"),
            ("\u{feff}#:schema y", "#:schema ./x\n"),
        ] {
            assert_eq!(put(old, "./x"), new);
        }
    }

    #[test]
    fn an_address_is_right_everywhere_and_a_path_is_not() {
        assert_eq!(address("# Kế hoạch\n#:schema https://x.vn/y.json\n"), Some("https://x.vn/y.json"));
        assert_eq!(address("#:schema ../y.json\n"), None);
        assert_eq!(address("schema = 1\n#:schema https://x.vn/y.json\n"), None);
    }

    #[test]
    fn a_schema_above_is_found_as_far_as_the_repository_goes() {
        let top = tempfile::tempdir().unwrap();
        let deep = top.path().join("a/b/c/d/e");
        fs::create_dir_all(&deep).unwrap();
        fs::create_dir_all(top.path().join("plans")).unwrap();
        fs::write(top.path().join("plans/plan.schema.json"), "").unwrap();
        assert_eq!(found(&deep), None, "too far above");
        assert_eq!(found(&deep.join("../../..")).as_deref(), Some("../../plans/plan.schema.json"));
        fs::create_dir(top.path().join(".git")).unwrap();
        assert_eq!(found(&deep).as_deref(), Some("../../../../../plans/plan.schema.json"));
        fs::create_dir(top.path().join("a/b/.git")).unwrap();
        assert_eq!(found(&deep), None, "another repository");
        fs::write(deep.join(FILE), "").unwrap();
        assert_eq!(found(&deep).as_deref(), Some("./plan.schema.json"));
        assert_eq!(found(&deep.join("chua-co/moi")).as_deref(), Some("../../plan.schema.json"));
    }
}
