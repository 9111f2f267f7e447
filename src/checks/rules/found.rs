//! Findings at a place of a passage.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, Language, RuleMeta, Text, text};
use crate::checks::prose::{OBJECT, Passage, Role};
use crate::document::compose::{Purpose, changes_only};

/// A finding at a place of a passage: what is wrong, in Vietnamese and in English.
pub(super) fn found(
    meta: &'static RuleMeta,
    passage: &Passage<'_>,
    range: Range<usize>,
    vietnamese: impl Into<String>,
    english: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(meta, passage.span(range), text(vietnamese, english))
}

/// With a replacement for `--fix`, where the file has the text letter by letter and the replacement changes nothing but its place.
pub(super) fn fixed(
    finding: Diagnostic,
    passage: &Passage<'_>,
    range: Range<usize>,
    put: impl Into<String>,
) -> Diagnostic {
    fixed_for(Purpose::Words, finding, passage, range, put.into())
}

/// The same with a mark that makes an item of its line.
pub(super) fn fixed_as_item(finding: Diagnostic, passage: &Passage<'_>, range: Range<usize>, put: &str) -> Diagnostic {
    fixed_for(Purpose::ItemMark, finding, passage, range, put.to_owned())
}

/// The words of a basis, a party or a recipient are official names: people correct them.
fn fixed_for(
    purpose: Purpose,
    finding: Diagnostic,
    passage: &Passage<'_>,
    range: Range<usize>,
    put: String,
) -> Diagnostic {
    let is_name = matches!(passage.role, Role::Basis | Role::Party | Role::Recipient | Role::Name);
    let is_safe = !passage.role.is_prose() || changes_only(passage.plain(), range.clone(), &put, purpose);
    match passage.exact_span(range) {
        Some(span) if !is_name && is_safe => finding.fix(span, put),
        _ => finding,
    }
}

/// What a plan does in one way throughout: one finding at its first place, which knows the others and mends them all.
#[derive(Default)]
pub(super) struct Habit {
    finding: Option<Diagnostic>,
    places: usize,
}

impl Habit {
    /// Adds a place: what is shown of it, what is to be replaced, and the finding if it is the first one.
    pub(super) fn add(
        &mut self,
        passage: &Passage<'_>,
        shown: Range<usize>,
        (replaced, put): (Range<usize>, &str),
        first: impl FnOnce() -> Diagnostic,
    ) {
        self.places += 1;
        let finding = match self.finding.take() {
            None => first(),
            Some(finding) => {
                let words = &passage.plain()[shown.clone()];
                finding.related(passage.span(shown), text(format!("`{words}`"), format!("`{words}`")))
            }
        };
        self.finding = Some(fixed(finding, passage, replaced, put));
    }

    /// Tells it, with the number of its places.
    pub(super) fn tell(self, findings: &mut Findings) {
        let Some(mut finding) = self.finding else { return };
        if self.places > 1 {
            let (message, count) = (&finding.message, self.places);
            let [vi, en] = [Language::Vietnamese, Language::English].map(|language| message.get(language));
            finding.message = text(format!("{vi} ({count} chỗ)"), format!("{en} ({count} places)"));
            finding.help = finding.help.as_ref().map(all_at_once);
        }
        findings.push(finding);
    }
}

fn all_at_once(help: &Text) -> Text {
    let [vi, en] = [Language::Vietnamese, Language::English].map(|language| help.get(language));
    text(
        format!("{vi}; sửa tất cả một lần bằng `kehoach check --fix`"),
        format!("{en}; `kehoach check --fix` fixes all of them"),
    )
}

/// Returns the first words of a text, to be shown: what follows them is «…».
pub(super) fn first_words(text: &str) -> String {
    const SHOWN: usize = 5;
    let text = text.trim_start();
    let end = text.find(['\n', OBJECT]).unwrap_or(text.len());
    let words: Vec<&str> = text[..end].split_whitespace().take(SHOWN).collect();
    let shown = words.join(" ");
    if shown.len() < text.trim_end().len() { format!("{shown} …") } else { shown }
}
