//! All passages of a plan, in the order of the document.

use std::collections::BTreeSet;

use super::passage::{Passage, Role};
use crate::document::resolve::Resolved;
use crate::input::decode::SourceText;
use crate::model::packs::CitationWords;
use crate::model::plan::{AppendixTable, Assignment, CellValue, Party, Piece, Target, Task};
use crate::model::section::Section;

/// Every text that a plan prints, in the order of the document.
///
/// Data of a list that a section shows comes with that section; what no section shows comes after them.
#[must_use]
pub fn gather<'a>(resolved: &Resolved<'a>, citation_words: &'a CitationWords) -> Vec<Passage<'a>> {
    let mut gathering = Gathering { resolved, citation_words, out: Vec::new(), shown: Shown::default() };
    gathering.document();
    gathering.out
}

#[derive(Default)]
struct Shown {
    bases: bool,
    assignments: bool,
    targets: BTreeSet<usize>,
    tasks: BTreeSet<usize>,
}

struct Gathering<'g, 'a> {
    resolved: &'g Resolved<'a>,
    citation_words: &'a CitationWords,
    out: Vec<Passage<'a>>,
    shown: Shown,
}

impl<'a> Gathering<'_, 'a> {
    fn document(&mut self) {
        let plan = self.resolved.plan;
        self.add(&plan.header.subject, Role::Subject);
        if plan.header.bases.is_some() {
            self.bases();
        }
        self.add_some(plan.header.opening.as_ref(), Role::Opening);
        for section in self.resolved.sections {
            self.section(section);
        }
        self.bases();
        self.assignments();
        for group in &plan.groups {
            self.add(&group.title, Role::Title);
        }
        for (index, target) in plan.targets.iter().enumerate() {
            self.target(index, target);
        }
        for (index, task) in plan.tasks.iter().enumerate() {
            self.task(index, task);
        }
        self.add(&plan.header.closing, Role::Closing);
        for recipient in &plan.recipients.to {
            self.party(&recipient.party, Role::Recipient);
        }
        for appendix in &plan.appendices {
            self.add(&appendix.title, Role::Title);
            self.add_some(appendix.text.as_ref(), Role::Appendix);
            for table in &appendix.tables {
                self.table(table);
            }
            self.add_some(appendix.after.as_ref(), Role::Appendix);
        }
    }

    fn section(&mut self, section: &'a Section) {
        self.add(&section.title, Role::Title);
        for text in &section.text {
            self.add(text, Role::Section);
        }
        let show = section.show.as_ref();
        if show.is_some_and(|show| show.bases.is_some()) {
            self.bases();
        }
        let (resolved, plan) = (self.resolved, self.resolved.plan);
        for target in resolved.targets_of(section) {
            if let Some(index) = plan.targets.iter().position(|other| std::ptr::eq(other, target)) {
                self.target(index, target);
            }
        }
        for task in resolved.tasks_of(section) {
            if let Some(index) = plan.tasks.iter().position(|other| std::ptr::eq(other, task)) {
                self.task(index, task);
            }
        }
        if show.is_some_and(|show| show.assignments.is_some()) {
            self.assignments();
        }
        self.add_some(section.after.as_ref(), Role::Section);
    }

    fn bases(&mut self) {
        if std::mem::replace(&mut self.shown.bases, true) {
            return;
        }
        for basis in &self.resolved.plan.bases {
            self.add_some(basis.text.as_ref(), Role::Basis);
        }
    }

    fn target(&mut self, index: usize, target: &'a Target) {
        if !self.shown.targets.insert(index) {
            return;
        }
        let Some(text) = &target.text else { return };
        let locations: Vec<_> = target
            .pieces()
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Placeholder(_, _, range) => Some(range),
                Piece::Words(_) => None,
            })
            .collect();
        let own = self.is_own(text);
        self.out.push(Passage::new(text, Role::Target, own, &locations, self.citation_words));
    }

    fn task(&mut self, index: usize, task: &'a Task) {
        if !self.shown.tasks.insert(index) {
            return;
        }
        self.add(&task.text, Role::Task);
        for party in task.lead.iter().chain(&task.support) {
            self.party(party, Role::Party);
        }
        for detail in [&task.product, &task.work, &task.mode] {
            self.add_some(detail.as_ref(), Role::TaskDetail);
        }
    }

    fn assignments(&mut self) {
        if std::mem::replace(&mut self.shown.assignments, true) {
            return;
        }
        for Assignment { agencies, title, text, .. } in &self.resolved.plan.assignments {
            self.add_some(title.as_ref(), Role::Title);
            for party in agencies {
                self.party(party, Role::Party);
            }
            self.add(text, Role::Assignment);
        }
    }

    fn table(&mut self, table: &'a AppendixTable) {
        self.add_some(table.text.as_ref(), Role::Appendix);
        self.add_some(table.caption.as_ref(), Role::Title);
        for column in &table.columns {
            self.add(&column.title, Role::Title);
        }
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            if let CellValue::Text(words) = &cell.value {
                self.add(words, Role::Cell);
            }
        }
    }

    fn party(&mut self, party: &'a Party, role: Role) {
        if let Party::Words(words) = party {
            self.add(words, role);
        }
    }

    fn add_some(&mut self, text: Option<&'a SourceText>, role: Role) {
        if let Some(text) = text {
            self.add(text, role);
        }
    }

    fn add(&mut self, text: &'a SourceText, role: Role) {
        if !text.text.is_empty() {
            let own = self.is_own(text);
            self.out.push(Passage::new(text, role, own, &[], self.citation_words));
        }
    }

    fn is_own(&self, text: &SourceText) -> bool {
        // The packs were read first; the plan's file, and the CSV files that it names, came after them.
        text.span.file >= self.resolved.plan.span.file
    }
}
