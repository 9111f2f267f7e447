//! `kehoach check --fix`: applies safe fixes, or shows what they would change.

use std::path::Path;

use super::report::{self, UserError};
use crate::base::autofix::{Fixed, fix};
use crate::base::diagnostic::{Language, text};
use crate::output::write;
use crate::pipeline::{Composed, PlanFile};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Fixes a plan and returns it as it is then, to be checked. Writes the file, or only shows the difference.
pub(super) fn run(
    path: &Path,
    plan: PlanFile,
    judged: impl Fn(&PlanFile) -> Composed,
    dry_run: bool,
    language: Language,
) -> Result<PlanFile, UserError> {
    // A file that is not text is reported by the check; there is nothing to fix.
    let Ok(source) = std::str::from_utf8(&plan.bytes) else { return Ok(plan) };
    let mark = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
    let old = &source[mark.len()..];
    let fixed = fix(old, |text| {
        let file = PlanFile { bytes: text.as_bytes().to_vec(), ..plan.clone() };
        let read = judged(&file);
        (read.file, read.findings.sorted())
    });
    let shown = path.display();
    if fixed.text == old {
        report::status(
            &format!("{shown}: không có chỗ nào sửa tự động được"),
            &format!("{shown}: nothing to fix automatically"),
            language,
        );
        return Ok(plan);
    }
    let bytes = [mark, fixed.text.as_str()].concat().into_bytes();
    if dry_run {
        report::print(&difference(old, &fixed.text, &plan.name))?;
    } else {
        write(path, &bytes)?;
    }
    tell(&shown.to_string(), &fixed, dry_run, language);
    Ok(PlanFile { bytes, ..plan })
}

/// The difference in the form of `diff -u`.
fn difference(old: &str, new: &str, name: &str) -> String {
    let name = name.replace('\\', "/");
    similar::TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(1)
        .header(&format!("{name} (đang có)"), &format!("{name} (sau khi sửa)"))
        .to_string()
}

fn tell(shown: &str, fixed: &Fixed, dry_run: bool, language: Language) {
    let locations = fixed.locations;
    let (vi, en) = if fixed.composed {
        (", đưa toàn bộ chữ về dạng dựng sẵn (NFC)", ", composed all letters (NFC)")
    } else {
        ("", "")
    };
    let left = match fixed.left {
        0 => ("không còn gì phải tự sửa".to_owned(), "nothing left to fix by hand".to_owned()),
        left => (format!("còn {left} chỗ phải tự sửa"), format!("left to fix by hand: {left}")),
    };
    let (vietnamese, english) = if dry_run {
        (
            format!("{shown}: sẽ sửa {locations} chỗ{vi}; {}; chưa ghi tệp", left.0),
            format!("{shown}: would fix {locations} places{en}; {}; nothing was written", left.1),
        )
    } else {
        (
            format!("{shown}: đã sửa {locations} chỗ{vi}; {}", left.0),
            format!("{shown}: fixed {locations} places{en}; {}", left.1),
        )
    };
    report::status(&vietnamese, &english, language);
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), UserError> {
    let shown = path.display();
    let refuse = |vi: &str, en: &str| UserError {
        message: text(format!("không ghi được `{shown}`: {vi}"), format!("`{shown}` cannot be written: {en}")),
        help: text(
            "mở quyền ghi cho tệp, hoặc chép tệp sang thư mục của mình; xem trước chỗ sửa bằng --dry-run",
            "check the file's permissions, or copy it; --dry-run shows what would be fixed",
        ),
    };
    // The new file replaces the old one, which needs permission only for the directory: a read-only file stays read-only.
    let closed = std::fs::metadata(path).is_ok_and(|file| file.permissions().readonly());
    if closed {
        return Err(refuse("tệp chỉ cho đọc", "the file is read-only"));
    }
    write::write_file(path, bytes).map_err(|error| {
        refuse(&report::reason(&error, Language::Vietnamese), &report::reason(&error, Language::English))
    })
}
