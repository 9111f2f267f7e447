//! The stage that puts a plan's sections together: the standard ones of its baseline, and what the plan changes.

use crate::base::diagnostic::{Diagnostic, Findings, NOT_SHOWN, text};
use crate::base::source::{Located, Span};
use crate::input::decode::SourceText;
use crate::model::id::{Id, IdKind};
use crate::model::packs::Pack;
use crate::model::plan::Plan;
use crate::model::section::{Section, SectionEntry};

/// Returns the sections of a plan, in the order of the document.
pub fn sections(plan: &Plan, pack: &Pack, findings: &mut Findings) -> Vec<Section> {
    let mut merge = Merge { plan, lacks_standard: plan.lacks_standard(pack), sections: Vec::new(), findings };
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
    plan: &'f Plan,
    lacks_standard: bool,
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
            None if pack.declares(IdKind::BASELINE, id.value.as_str()) => {}
            None => {
                let known = pack.baselines.iter().map(|baseline| baseline.id.value.as_str());
                self.unknown(IdKind::BASELINE, id, &known.collect::<Vec<_>>());
            }
        }
    }

    fn add(&mut self, entry: &SectionEntry, has_standard: bool) {
        let at = self.sections.iter().position(|section| section.id.value == entry.id.value).filter(|_| has_standard);
        self.report_keys_without_effect(entry, at.is_some());
        let Some(at) = at else {
            if entry.drop {
                if self.lacks_standard {
                    return;
                }
                let known = self.ids();
                self.unknown(IdKind::SECTION, &entry.id, &known);
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
        // What is written and blank takes the standard text away.
        if let Some(text) = &entry.text {
            section.text = Some(text.clone()).filter(|text| !text.is_blank()).into_iter().collect();
        }
        section.text.splice(0..0, entry.first.clone());
        section.text.extend(entry.more.clone());
        section.after = entry.after.clone().or_else(|| section.after.take()).filter(|after| !after.is_blank());
        section.show = entry.show.clone().or_else(|| section.show.take());
        section.numbering = entry.numbering.or(section.numbering);
        section.run_in = entry.run_in.clone().or_else(|| section.run_in.take());
        section.lists = entry.lists.clone().or(std::mem::take(&mut section.lists));
    }

    /// What is written and changes nothing would be lost without a word.
    fn report_keys_without_effect(&mut self, entry: &SectionEntry, is_standard: bool) {
        let texts = [&entry.title, &entry.text, &entry.first, &entry.more, &entry.after].into_iter().flatten();
        let content =
            texts.map(|words| words.span).chain(entry.show.iter().map(|show| show.span)).min_by_key(|span| span.start);
        let places = [&entry.precedes, &entry.follows].into_iter().flatten().map(|id| id.span);
        let places: Vec<Span> = places.collect();
        let (span, message, help) = match (content, places.first().copied(), places.last().copied()) {
            (Some(content), ..) if entry.drop => (
                content,
                text(
                    "mục bỏ đi (`drop = true`) nên nội dung này không được in",
                    "the section is dropped, so this is not printed",
                ),
                text("bỏ `drop`, hoặc bỏ nội dung của mục", "remove `drop`, or the content of the section"),
            ),
            (_, Some(place), _) if is_standard || entry.drop => (
                place,
                text(
                    "mục chuẩn đứng nguyên chỗ của nó: `precedes`, `follows` ở đây không có tác dụng",
                    "a standard section stays where it is: `precedes` and `follows` have no effect here",
                ),
                text(
                    "bỏ khóa này; muốn đổi chỗ thì `drop` mục chuẩn rồi thêm mục mới với mã khác",
                    "remove the key; to move it, drop the standard section and add one with another id",
                ),
            ),
            (_, Some(_), Some(follows)) if entry.precedes.is_some() && entry.follows.is_some() => (
                follows,
                text("đã có `precedes`, `follows` không có tác dụng", "`follows` has no effect next to `precedes`"),
                text("chỉ giữ một trong hai khóa", "keep one of the two keys"),
            ),
            _ => return,
        };
        self.findings.push(Diagnostic::new(&NOT_SHOWN, span, message).help(help));
    }

    fn insert(&mut self, entry: &SectionEntry) {
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
        if found.is_none() && !self.lacks_standard && !self.plan.declares("sections", id.value.as_str()) {
            let known = self.ids();
            self.unknown(IdKind::SECTION, id, &known);
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
        lists: entry.lists.clone(),
        run_in: entry.run_in.clone(),
    }
}
