//! Appendices (Decree 30, Appendix I, III.1).

use super::Composer;
use super::content::{AppendixContent, Block, Reference};
use super::sections::OpenHeadings;
use super::tasks::{Part, Parts, by_group};
use crate::base::vietnamese::number;
use crate::document::resolve::Resolved;
use crate::model::plan::{Assignment, Target, Task};
use crate::model::section::{Orientation, Show};

impl Composer<'_, '_> {
    pub(super) fn appendices(&mut self) -> Vec<AppendixContent> {
        let plan = self.resolved.plan;
        let several = plan.appendices.len() > 1;
        let mut out = Vec::new();
        for (index, appendix) in plan.appendices.iter().enumerate() {
            let mut body = appendix.text.as_ref().map(|text| self.prose(text)).unwrap_or_default();
            if let Some(show) = &appendix.show {
                self.appendix_data(show, &mut body);
            }
            let resolved = self.resolved;
            for table in &resolved.tables[index] {
                self.own_table(table, &mut body);
            }
            if let Some(after) = &appendix.after {
                body.extend(self.prose(after));
            }
            out.push(AppendixContent {
                // One alone has no number (III.1.a).
                label: if several {
                    format!("Phụ lục {}", number::roman(index + 1))
                } else {
                    "Phụ lục".to_owned()
                },
                title: self.line(&appendix.title).to_uppercase(),
                reference: Reference {
                    kind: plan.header.kind.to_string(),
                    letterhead: self.letterhead(),
                    issuer: self.issuer(),
                },
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
            body.extend(self.bases(how));
        }
        if show.targets.is_some() {
            let shown = |target: &&Target| !target.quoted && show.takes(target.group.as_ref());
            self.show_targets(&plan.targets.iter().filter(shown).collect::<Vec<_>>(), Some(show), body);
        }
        if show.tasks.is_some() {
            let tasks: Vec<&Task> =
                plan.tasks.iter().filter(|task| !task.quoted && show.takes(task.group.as_ref())).collect();
            if tasks.iter().any(|task| task.group.is_some()) {
                let parts = by_group(&plan.groups, &tasks);
                self.show_tasks(&parts, Parts::Groups, Some(show), body);
            } else {
                let parts = by_section(self.resolved, tasks);
                self.show_tasks(&parts, Parts::Sections, Some(show), body);
            }
        }
        if let Some(how) = show.assignments {
            let assignments: Vec<&Assignment> = plan.assignments.iter().collect();
            self.assignments(&assignments, how, &show.columns, &mut OpenHeadings::default(), body);
        }
    }
}

/// Returns tasks by the sections that they belong to; one section alone needs no title.
fn by_section<'t>(resolved: &'t Resolved<'t>, tasks: Vec<&'t Task>) -> Vec<Part<'t>> {
    let mut parts: Vec<Part<'t>> = Vec::new();
    for section in resolved.sections {
        let own: Vec<&Task> = resolved.tasks_of(section).collect();
        if !own.is_empty() {
            parts.push((Some(&section.title), own));
        }
    }
    let is_known = |task: &Task| parts.iter().any(|(_, own)| own.iter().any(|known| known.id == task.id));
    let homeless: Vec<&Task> = tasks.into_iter().filter(|task| !is_known(task)).collect();
    if !homeless.is_empty() {
        parts.push((None, homeless));
    }
    if let [(title, _)] = parts.as_mut_slice() {
        *title = None;
    }
    parts
}
