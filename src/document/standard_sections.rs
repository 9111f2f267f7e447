//! The stage that puts a plan's sections together: the standard ones of its baseline, and what the plan changes.

use crate::base::diagnostic::{Diagnostic, Findings, MISSING_KEY, text};
use crate::base::source::Located;
use crate::input::decode::SourceText;
use crate::model::id::{Id, IdKind};
use crate::model::packs::Pack;
use crate::model::plan::Plan;
use crate::model::section::{Section, SectionEntry};

const SECTION: IdKind = IdKind { vi: "mục", en: "section" };

/// Returns the sections of a plan, in the order of the document.
pub fn sections(plan: &Plan, pack: &Pack, findings: &mut Findings) -> Vec<Section> {
    let mut merge = Merge { sections: Vec::new(), findings };
    if let Some(standard) = &plan.standard {
        merge.start_from(standard, pack);
    }
    let standard = merge.sections.len();
    for entry in &plan.sections {
        merge.add(entry, standard > 0);
    }
    merge.sections
}

struct Merge<'f> {
    sections: Vec<Section>,
    findings: &'f mut Findings,
}

impl Merge<'_> {
    fn start_from(&mut self, id: &Located<Id>, pack: &Pack) {
        match pack.baseline(id.value.as_str()) {
            Some(baseline) => {
                for entry in &baseline.sections {
                    self.sections
                        .push(own(entry, entry.title.clone().unwrap_or_else(|| SourceText::empty(entry.id.span))));
                }
            }
            None => {
                let known = pack.baselines.iter().map(|baseline| baseline.id.value.as_str());
                self.unknown(IdKind { vi: "kế hoạch của thành phố", en: "city plan" }, id, &known.collect::<Vec<_>>());
            }
        }
    }

    fn add(&mut self, entry: &SectionEntry, has_standard: bool) {
        let at = self.sections.iter().position(|section| section.id.value == entry.id.value).filter(|_| has_standard);
        let Some(at) = at else {
            if entry.drop {
                let known = self.ids();
                self.unknown(SECTION, &entry.id, &known);
                return;
            }
            self.insert(entry);
            return;
        };
        if entry.drop {
            let below = format!("{}.", entry.id.value);
            self.sections
                .retain(|section| section.id.value != entry.id.value && !section.id.value.as_str().starts_with(&below));
            return;
        }
        let section = &mut self.sections[at];
        section.id = entry.id.clone();
        if let Some(title) = &entry.title {
            section.title = title.clone();
        }
        if let Some(text) = &entry.text {
            section.text = vec![text.clone()];
        }
        section.text.splice(0..0, entry.first.clone());
        section.text.extend(entry.more.clone());
        section.after = entry.after.clone().or_else(|| section.after.take());
        section.show = entry.show.clone().or_else(|| section.show.take());
        section.numbering = entry.numbering.or(section.numbering);
    }

    fn insert(&mut self, entry: &SectionEntry) {
        if entry.title.is_none() {
            self.findings.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    entry.id.span,
                    text(
                        format!("mục `{}` chưa có tiêu đề", entry.id.value),
                        format!("the section `{}` has no title", entry.id.value),
                    ),
                )
                .help(text("thêm dòng `title = \"…\"`", "add a line `title = \"…\"`")),
            );
        }
        let section = own(entry, entry.title.clone().unwrap_or_else(|| SourceText::empty(entry.id.span)));
        let at = match (&entry.precedes, &entry.follows) {
            (Some(next), _) => self.place_of(next).map(|at| at.start),
            (None, Some(previous)) => self.place_of(previous).map(|at| at.end),
            (None, None) => entry.id.value.parent().and_then(|parent| self.tree(parent)).map(|at| at.end),
        };
        let at = at.unwrap_or(self.sections.len());
        self.sections.insert(at, section);
    }

    /// Returns the range of a section and everything below it.
    fn tree(&self, id: &str) -> Option<std::ops::Range<usize>> {
        let start = self.sections.iter().position(|section| section.id.value.as_str() == id)?;
        let below = format!("{id}.");
        let length = self.sections[start + 1..]
            .iter()
            .take_while(|section| section.id.value.as_str().starts_with(&below))
            .count();
        Some(start..start + 1 + length)
    }

    fn place_of(&mut self, id: &Located<Id>) -> Option<std::ops::Range<usize>> {
        let found = self.tree(id.value.as_str());
        if found.is_none() {
            let known = self.ids();
            self.unknown(SECTION, id, &known);
        }
        found
    }

    fn ids(&self) -> Vec<String> {
        self.sections.iter().map(|section| section.id.value.to_string()).collect()
    }

    fn unknown<S: AsRef<str>>(&mut self, kind: IdKind, id: &Located<Id>, known: &[S]) {
        let IdKind { vi, en } = kind;
        let what = kind.unknown(id.value.as_str(), "", known.iter().map(AsRef::as_ref), || {
            text(format!("dùng mã của một {vi} có thật"), format!("use the id of a {en} that exists"))
        });
        self.findings.push(Diagnostic::unknown_id(id.span, what));
    }
}

/// A section that is written whole.
fn own(entry: &SectionEntry, title: SourceText) -> Section {
    Section {
        id: entry.id.clone(),
        title,
        text: [&entry.first, &entry.text, &entry.more].into_iter().flatten().cloned().collect(),
        after: entry.after.clone(),
        show: entry.show.clone(),
        numbering: entry.numbering,
    }
}
