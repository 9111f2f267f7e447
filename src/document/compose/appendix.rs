//! Appendices (Decree 30, Appendix I, III.1).

use std::collections::BTreeMap;

use super::content::{AppendixContent, Block};
use super::list_marks::ListsIn;
use super::sections::OpenHeadings;
use super::tasks::{Part, Parts, by_group};
use super::{Composer, end};
use crate::base::vietnamese::capitals::in_capitals;
use crate::base::vietnamese::number;
use crate::document::resolve::Resolved;
use crate::input::decode::one_line;
use crate::model::plan::{Appendix, Assignment, Plan, Target, Task};
use crate::model::section::{Orientation, Show, TasksAs};

/// Returns what an appendix is called. «Phụ lục» has Roman numbers, and none where it is alone (III.1.a); a name of the plan's own has
/// «01», «02», and none where it is alone unless it ends in «số».
#[must_use]
pub fn appendix_label(plan: &Plan, index: usize) -> String {
    let own = |appendix: &Appendix| appendix.label.as_ref().map(|label| one_line(label));
    let Some(name) = plan.appendices.get(index).map(own) else { return String::new() };
    let alike = |appendices: &[Appendix]| appendices.iter().filter(|appendix| own(appendix) == name).count();
    let (alone, number) = (alike(&plan.appendices) == 1, alike(&plan.appendices[..=index]));
    match name {
        None if alone => "Phụ lục".to_owned(),
        None => format!("Phụ lục {}", number::roman(number)),
        Some(name) if alone && !name.ends_with("số") => name,
        Some(name) => format!("{name} {number:02}"),
    }
}

impl Composer<'_, '_> {
    pub(super) fn appendices(&mut self) -> Vec<AppendixContent> {
        let plan = self.resolved.plan;
        let mut out = Vec::new();
        for (index, appendix) in plan.appendices.iter().enumerate() {
            let marks = self.marks(&appendix.lists);
            let mut body = appendix.text.as_ref().map(|text| self.prose(text, marks)).unwrap_or_default();
            let mut lists = ListsIn::of(&body);
            if let Some(show) = &appendix.show {
                self.appendix_data(show, &mut body);
            }
            let resolved = self.resolved;
            for table in &resolved.tables[index] {
                let mut own = Vec::new();
                self.own_table(table, marks, &mut own);
                lists.add(&own);
                body.append(&mut own);
            }
            if let Some(after) = &appendix.after {
                let after = self.prose(after, marks);
                lists.add(&after);
                body.extend(after);
            }
            self.report_marks_without_lists(&appendix.lists, lists);
            // A form of the plan's own name is to be filled in: it does not end there.
            if appendix.label.is_none() {
                end::end_appendix(&mut body);
            }
            out.push(AppendixContent {
                label: appendix_label(plan, index),
                title: in_capitals(&self.line(&appendix.title)),
                reference: self.reference(),
                landscape: appendix.lies() == Orientation::Landscape,
                body,
            });
        }
        out
    }

    /// The data of the whole plan; tasks by section.
    fn appendix_data(&mut self, show: &Show, body: &mut Vec<Block>) {
        let plan = self.resolved.plan;
        if let Some(how) = show.bases {
            body.extend(self.bases(&plan.bases, how, None));
        }
        if show.targets.is_some() {
            let shown = |target: &&Target| !target.quoted && show.takes(target.group.as_ref());
            self.show_targets(&plan.targets.iter().filter(shown).collect::<Vec<_>>(), Some(show), body);
        }
        if show.tasks.is_some() {
            let tasks: Vec<&Task> =
                plan.tasks.iter().filter(|task| !task.quoted && show.takes(task.group.as_ref())).collect();
            if tasks.iter().any(|task| task.group.is_some()) {
                let parts = by_group(&plan.groups, &tasks, show.tasks.unwrap_or(TasksAs::List));
                self.show_tasks(&parts, Parts::Groups, Some(show), body);
            } else {
                let parts = by_section(self.resolved, tasks);
                self.show_tasks(&parts, Parts::Sections, Some(show), body);
            }
        }
        if let Some(how) = show.assignments {
            let assignments: Vec<&Assignment> = plan.assignments.iter().collect();
            let numbers = OpenHeadings::default().assignments(how, assignments.len(), &plan.header.numbering);
            self.assignments(&assignments, how, &show.columns, numbers, body);
        }
    }
}

/// Returns tasks by the sections that they belong to; one section alone needs no title.
fn by_section<'t>(resolved: &'t Resolved<'t>, tasks: Vec<&'t Task>) -> Vec<Part<'t>> {
    let home = |task: &Task| {
        let id = resolved.section_of_task(task)?;
        resolved.sections.iter().position(|section| section.id.value == *id)
    };
    let mut by_home: BTreeMap<usize, Vec<&Task>> = BTreeMap::new();
    let mut homeless = Vec::new();
    for task in tasks {
        match home(task) {
            Some(section) => by_home.entry(section).or_default().push(task),
            None => homeless.push(task),
        }
    }
    let mut parts: Vec<Part<'t>> =
        by_home.into_iter().map(|(section, own)| (Some(&resolved.sections[section].title), own)).collect();
    if !homeless.is_empty() {
        parts.push((None, homeless));
    }
    if let [(title, _)] = parts.as_mut_slice() {
        *title = None;
    }
    parts
}
