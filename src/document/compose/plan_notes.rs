//! The footnotes of the whole plan: any prose and any cell refers to them by name. One is written when it is first referred to, so that
//! its citations come in the order of the document.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Composer;
use super::content::Block;
use super::markdown::{Notes, referred};
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, text};
use crate::input::decode::SourceText;

impl Composer<'_, '_> {
    /// Returns the footnotes of the plan that a text refers to.
    pub(super) fn plan_notes_of(&mut self, source: &SourceText) -> Notes {
        let plan = self.resolved.plan;
        let mut out = Notes::new();
        for name in referred(&source.text) {
            let Some(note) = plan.notes.0.iter().find(|note| note.name.value == name) else { continue };
            if !self.plan_notes.contains_key(name) {
                let none = Notes::new();
                self.check_notes(&note.text, &none, &mut BTreeSet::new());
                let content = Arc::new(vec![Block::paragraph(self.lines(&note.text, &none))]);
                self.plan_notes.insert(name.to_owned(), content);
            }
            out.extend(self.plan_notes.get(name).map(|note| (name.to_owned(), Arc::clone(note))));
        }
        out
    }

    /// A footnote that nothing refers to is printed nowhere.
    pub(super) fn report_unused_plan_notes(&mut self) {
        // What could not be read may have the reference.
        if self.findings.has_errors() {
            return;
        }
        for note in &self.resolved.plan.notes.0 {
            let name = &note.name.value;
            if self.plan_notes.contains_key(name) {
                continue;
            }
            let message = text(
                format!("không chỗ nào dẫn chú thích `{name}`"),
                format!("nothing refers to the footnote `{name}`"),
            );
            let help = text(
                format!("viết `[^{name}]` vào chỗ cần chú thích, hoặc bỏ chú thích này"),
                format!("write `[^{name}]` where it belongs, or remove the footnote"),
            );
            self.findings.push(Diagnostic::new(&NOT_SHOWN, note.name.span, message).help(help));
        }
    }
}
