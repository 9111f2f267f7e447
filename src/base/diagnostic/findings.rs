//! The place where stages put what they find.

use super::{Diagnostic, FILE_TOO_LARGE, Level, text};
use crate::base::limits::FINDINGS;

/// Everything found so far.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    items: Vec<Diagnostic>,
    /// Whether there were more than the limit: no more are taken, and one of those that are there says so.
    full: bool,
}

impl Findings {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding. When there are too many, an error in its place says that it and all later ones are left out.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.full {
            return;
        }
        self.full = self.items.len() >= FINDINGS;
        self.items.push(if self.full { too_many(&finding) } else { finding });
    }

    /// Adds several.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }

    /// Adds all findings of another place.
    pub fn append(&mut self, other: Self) {
        self.extend(other.items);
    }

    /// Returns the findings as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// Returns the findings as they came, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.items.iter_mut()
    }

    /// Changes or drops each of them.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.items.retain_mut(keep);
    }

    /// Returns whether one of them is an error that no waiver covers.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.level == Level::Error && item.waived.is_none())
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of them, in the order of files, places and codes, each once.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.items.sort_by(|a, b| (a.span, a.meta.code).cmp(&(b.span, b.meta.code)));
        self.items.dedup();
        self.items
    }
}

fn too_many(first: &Diagnostic) -> Diagnostic {
    let message = text(
        format!("có hơn {FINDINGS} lỗi, cảnh báo: từ chỗ này không nêu tiếp"),
        format!("there are more than {FINDINGS} findings: others, from here on, are left out"),
    );
    Diagnostic::new(&FILE_TOO_LARGE, first.span, message).help(text(
        "sửa các lỗi, cảnh báo đã nêu (thường do cùng một nguyên nhân), rồi kiểm tra lại",
        "fix those that are listed, which often have one cause, and check again",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::NOT_ALLOWED;
    use crate::base::source::{SourceMap, Span};

    #[test]
    fn more_findings_than_anybody_reads_are_an_error_of_their_own() {
        let file = SourceMap::new().add("plan.toml", "x");
        let mut warning = Diagnostic::new(&NOT_ALLOWED, Span::new(file, 0..1), text("x", "x"));
        warning.level = Level::Warning;
        let mut findings = Findings::new();
        findings.extend(std::iter::repeat_n(warning.clone(), FINDINGS));
        assert!(!findings.has_errors());
        let mut all = Findings::new();
        all.append(findings);
        all.extend([warning.clone(), warning]);
        assert!(all.has_errors());
        assert_eq!(all.iter().count(), FINDINGS + 1);
        assert_eq!(all.iter().filter(|one| one.meta.code == "DL012").count(), 1);
    }
}
