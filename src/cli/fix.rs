//! `kehoach check --fix`: fixes what is safe to fix in a plan and its CSV files, or shows what it would fix.

use std::path::Path;
use std::sync::Arc;

use super::user_error::UserError;
use super::{report, writing};
use crate::base::autofix::{Fixed, fix, may_change};
use crate::base::diagnostic::Language;
use crate::base::disk::read_bounded;
use crate::base::shown;
use crate::document::csv::{FileError, FileProvider};
use crate::output::write::{Change, Inputs};
use crate::pipeline::{Composed, PlanFile};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Fixes a plan and returns it as it is then. Writes the file, or only shows the difference.
pub(super) fn run(
    path: &Path,
    plan: PlanFile,
    check: impl Fn(&PlanFile) -> Composed,
    dry_run: bool,
    language: Language,
) -> Result<PlanFile, UserError> {
    // The check reports a file that is not text; there is nothing to fix in it.
    let Ok(source) = std::str::from_utf8(&plan.bytes) else { return Ok(plan) };
    let mark = if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
    let old = &source[mark.len()..];
    let fixed = fix(old, |text| {
        let file = PlanFile { bytes: text.as_bytes().to_vec(), ..plan.clone() };
        let checked = check(&file);
        (checked.file, checked.findings.sorted())
    });
    let shown = shown::path(path);
    if fixed.text == old {
        report::status(
            &format!("{shown}: không có chỗ nào sửa tự động được"),
            &format!("{shown}: nothing can be fixed automatically"),
            language,
        );
        return Ok(plan);
    }
    let bytes = [mark, fixed.text.as_str()].concat().into_bytes();
    if dry_run {
        report::print(&difference(old, &fixed.text, &plan.name))?;
    } else {
        write(path, &bytes, language)?;
    }
    print_summary(&shown, &fixed, dry_run, language);
    Ok(PlanFile { bytes, ..plan })
}

/// Fixes the CSV files that a plan names, in the same way.
pub(super) fn csv_files(
    plan: &PlanFile,
    check: impl Fn(&PlanFile) -> Composed,
    dry_run: bool,
    language: Language,
) -> Result<(), UserError> {
    let composed = check(plan);
    let fixable: Vec<_> = composed.findings.iter().filter(|finding| finding.fix.is_some()).cloned().collect();
    for file in &composed.csv_files {
        let source = composed.sources.file(*file);
        let (name, old) = (source.path(), source.text());
        // Each further look at a file checks the whole plan.
        if !may_change(old, *file, &fixable) {
            continue;
        }
        let fixed = fix(old, |text| {
            let changed = Changed { files: Arc::clone(&plan.files), name: name.to_owned(), bytes: text.into() };
            let checked = check(&PlanFile { files: Arc::new(changed), ..plan.clone() });
            let file = checked.csv_files.iter().copied().find(|file| checked.sources.file(*file).path() == name);
            let mut findings = checked.findings.sorted();
            findings.retain(|finding| Some(finding.span.file) == file);
            for fix in findings.iter_mut().filter_map(|finding| finding.fix.as_mut()) {
                fix.replacements.retain(|(span, put)| separators(put) == text.get(span.range()).map_or(0, separators));
            }
            (file, findings)
        });
        if fixed.text == old {
            continue;
        }
        let path = Path::new(name);
        if dry_run {
            report::print(&difference(old, &fixed.text, name))?;
        } else {
            let marked = read_bounded(path, BYTE_ORDER_MARK.len())
                .is_ok_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK.as_bytes()));
            write(path, [if marked { BYTE_ORDER_MARK } else { "" }, &fixed.text].concat().as_bytes(), language)?;
        }
        print_summary(&shown::name(name), &fixed, dry_run, language);
    }
    Ok(())
}

/// How many signs of a text could part the fields of a CSV file: a fix that changed that would move cells.
fn separators(text: &str) -> usize {
    text.matches([';', ',', '\t']).count()
}

/// The files of a plan, one of them with other bytes.
#[derive(Debug)]
struct Changed {
    files: Arc<dyn FileProvider>,
    name: String,
    bytes: Vec<u8>,
}

impl FileProvider for Changed {
    fn bytes(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if self.name(path).replace('\\', "/") == self.name { Ok(self.bytes.clone()) } else { self.files.bytes(path) }
    }

    fn name(&self, path: &str) -> String {
        self.files.name(path)
    }
}

/// Returns the difference in the form of `diff -u`.
fn difference(old: &str, new: &str, name: &str) -> String {
    let name = shown::name(&name.replace('\\', "/"));
    let (old, new) = (shown::words(old), shown::words(new));
    similar::TextDiff::from_lines(old.as_str(), &new)
        .unified_diff()
        .context_radius(1)
        .header(&format!("{name} (đang có)"), &format!("{name} (sau khi sửa)"))
        .to_string()
}

fn print_summary(shown: &str, fixed: &Fixed, dry_run: bool, language: Language) {
    let count = fixed.locations;
    let places = if count == 1 { "place" } else { "places" };
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
            format!("{shown}: sẽ sửa {count} chỗ{vi}; {}; chưa ghi tệp", left.0),
            format!("{shown}: would fix {count} {places}{en}; {}; nothing was written", left.1),
        )
    } else {
        (
            format!("{shown}: đã sửa {count} chỗ{vi}; {}", left.0),
            format!("{shown}: fixed {count} {places}{en}; {}", left.1),
        )
    };
    report::status(&vietnamese, &english, language);
}

fn write(path: &Path, bytes: &[u8], language: Language) -> Result<(), UserError> {
    writing::write(&[Change::edit(path, bytes)], &Inputs::new(), "", language).map_err(|error| {
        error.or_hint(
            "xem trước chỗ sửa mà không ghi bằng --dry-run",
            "--dry-run shows what would be fixed, without writing",
        )
    })
}
