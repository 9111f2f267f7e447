//! Ids that targets, tasks and assignments name, and those of them that nothing shows.

use std::collections::BTreeSet;

use super::Resolved;
use super::check::Check;
use crate::base::diagnostic::text;
use crate::base::source::{Located, Span};
use crate::base::vietnamese::fold::nearest;
use crate::input::letters;
use crate::model::id::{Id, IdKind};
use crate::model::plan::{Moment, Party};
use crate::model::section::{Detail, Show};

/// Returns whether an item or a place names a group that the plan does not have.
pub(super) fn names_unknown_groups(resolved: &Resolved<'_>) -> bool {
    let plan = resolved.plan;
    let of_items = plan.targets.iter().filter_map(|one| one.group.as_ref());
    let of_tasks = plan.tasks.iter().filter_map(|one| one.group.as_ref());
    let of_places = shows(resolved).flat_map(|show| &show.groups);
    let is_known = |group: &Located<Id>| plan.groups.iter().any(|known| known.id.value == group.value);
    of_items.chain(of_tasks).chain(of_places).any(|group| !is_known(group))
}

/// The `show` of every section and appendix.
fn shows<'r>(resolved: &'r Resolved<'_>) -> impl Iterator<Item = &'r Show> {
    let sections = resolved.sections.iter().filter_map(|section| section.show.as_ref());
    sections.chain(resolved.plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref()))
}

impl Check<'_, '_> {
    pub(super) fn targets(&mut self) {
        let plan = self.resolved.plan;
        for target in &plan.targets {
            if let Some(group) = &target.group {
                self.group("group", group);
            }
            let in_appendix = self.in_appendix(|show| show.targets.is_some() && show.takes(target.group.as_ref()));
            let home = self.resolved.section_of_target(target);
            match &target.section {
                Some(section) => {
                    self.section(section);
                    if !in_appendix && !target.quoted && !self.takes(section, target.group.as_ref()) {
                        self.other_group(target.id.span, section);
                    }
                }
                None if target.quoted => {}
                None if home.is_none() && !in_appendix => self.not_shown(
                    target.id.span,
                    text(format!("chỉ tiêu `{}` không được in ra ở mục nào", target.id.value), format!("no section shows the target `{}`", target.id.value)),
                    text("thêm `section = \"mã mục\"` vào chỉ tiêu, hoặc `show = { targets = \"table\" }` vào đúng một mục", "add `section = \"…\"` to the target, or `show = { targets = \"table\" }` to exactly one section"),
                ),
                None => {}
            }
            self.parties("lead", &target.lead);
            let answered = target
                .indicator
                .iter()
                .chain(target.promise.measures().filter_map(|measure| measure.indicator.as_ref()));
            for indicator in answered {
                // Those of city plans that `answers` does not name are the matter of a rule.
                if self.resolved.indicator(&indicator.value).is_none() {
                    let answered = self.resolved.indicators().next().is_some();
                    let (all, requested) = (self.resolved.all_indicators(), self.resolved.indicators());
                    let known: Vec<&str> = if answered {
                        requested.map(|indicator| indicator.id.value.as_str()).collect()
                    } else {
                        all.map(|indicator| indicator.id.value.as_str()).collect()
                    };
                    let given = indicator.value.as_str();
                    self.unknown(IdKind::INDICATOR, "indicator", (indicator.span, given), related(given, &known));
                }
            }
        }
    }

    pub(super) fn tasks(&mut self) {
        let plan = self.resolved.plan;
        for task in &plan.tasks {
            if let Some(group) = &task.group {
                self.group("group", group);
            }
            let in_appendix = self.in_appendix(|show| show.tasks.is_some() && show.takes(task.group.as_ref()));
            let home = self.resolved.section_of_task(task);
            match &task.section {
                Some(section) => {
                    self.section(section);
                    if !in_appendix && !task.quoted && !self.takes(section, task.group.as_ref()) {
                        self.other_group(task.id.span, section);
                    }
                }
                None if task.quoted => {}
                None if home.is_none() && !in_appendix => self.not_shown(
                    task.id.span,
                    text(
                        format!("nhiệm vụ `{}` không được in ra ở mục nào", task.id.value),
                        format!("no section shows the task `{}`", task.id.value),
                    ),
                    text("thêm `section = \"mã mục\"` vào nhiệm vụ", "add `section = \"…\"` to the task"),
                ),
                None => {}
            }
            self.parties("lead", &task.lead);
            self.parties("support", &task.support);
            for part in task.due.iter().flat_map(|due| &due.parts) {
                if let Moment::Guidance(party) = &part.moment {
                    self.party("guidance", party);
                }
            }
            for target in &task.serves {
                let known = || plan.targets.iter().map(|target| target.id.value.as_str());
                if !known().any(|id| id == target.value.as_str()) && !plan.declares("targets", target.value.as_str()) {
                    self.unknown(IdKind::TARGET, "", (target.span, target.value.as_str()), known());
                }
            }
        }
    }

    pub(super) fn assignments(&mut self) {
        let plan = self.resolved.plan;
        for assignment in &plan.assignments {
            self.parties("agency", &assignment.agencies);
            if let Some(section) = &assignment.section {
                self.section(section);
            }
        }
        let shows = |show: &Show| show.assignments.is_some();
        if plan.assignments.iter().any(|assignment| assignment.section.is_some()) {
            let home = self.resolved.home_of_assignments();
            let homeless = plan.assignments.iter().find(|one| one.section.is_none());
            if let Some(one) = homeless.filter(|_| home.is_none() && !self.in_appendix(shows)) {
                self.not_shown(
                    one.span,
                    text("phân công này không được in ra ở mục nào", "no section shows this assignment"),
                    text("thêm `section = \"mã mục\"` vào phân công", "add `section = \"…\"` to the assignment"),
                );
            }
            return;
        }
        let shown = self.in_section(shows) || self.in_appendix(shows);
        if let Some(first) = plan.assignments.first()
            && !shown
        {
            self.not_shown(
                first.span,
                text("phần phân công không được in ra ở mục nào", "no section shows the assignments"),
                text(
                    "thêm `show = { assignments = \"headings\" }` vào mục tổ chức thực hiện",
                    "add `show = { assignments = \"headings\" }` to a section",
                ),
            );
        }
    }

    fn group(&mut self, key: &str, group: &Located<Id>) {
        let plan = self.resolved.plan;
        let known = || plan.groups.iter().map(|group| group.id.value.as_str());
        if !known().any(|id| id == group.value.as_str()) && !plan.declares("groups", group.value.as_str()) {
            self.unknown(IdKind::GROUP, key, (group.span, group.value.as_str()), known());
        }
    }

    /// Bodies of a key; in a list each is alone.
    fn parties(&mut self, key: &str, parties: &[Party]) {
        let key = if parties.len() == 1 { key } else { "" };
        for party in parties {
            self.party(key, party);
        }
    }

    /// Returns whether a section, which is known, shows what belongs to a group.
    fn takes(&self, section: &Located<Id>, group: Option<&Located<Id>>) -> bool {
        let section = self.resolved.sections.iter().find(|known| known.id.value == section.value);
        section.and_then(|section| section.show.as_ref()).is_none_or(|show| show.takes(group))
    }

    fn other_group(&mut self, span: Span, section: &Located<Id>) {
        let id = &section.value;
        self.not_shown(
            span,
            text(
                format!("mục `{id}` chỉ in các nhóm ghi ở `groups`, không có nhóm này"),
                format!("the section `{id}` shows the groups of its `groups` only, not this one's"),
            ),
            text(
                "thêm nhóm ấy vào `groups` của mục, hoặc sửa `group`, `section`",
                "add the group to `groups` of the section, or correct `group` or `section`",
            ),
        );
    }

    /// The groups and further details that places name.
    pub(super) fn shows(&mut self) {
        let plan = self.resolved.plan;
        let names: BTreeSet<&str> =
            plan.tasks.iter().flat_map(|task| &task.extra.0).map(|extra| extra.name.value.as_str()).collect();
        for show in shows(self.resolved) {
            for group in &show.groups {
                self.group("", group);
            }
            let columns = show.columns.iter().map(|column| (&column.detail.value, column.detail.span));
            for (detail, span) in columns.chain(show.labels.iter().map(|label| (&label.detail, label.words.span))) {
                if let Detail::Extra(name) = detail
                    && !names.contains(name.as_str())
                {
                    self.unknown(IdKind::EXTRA, "", (span, name), names.iter().copied());
                }
            }
        }
    }
}

/// Returns the indicators whose ids are like another one behind the name of the city's plan, with which all of them begin.
fn related<'i>(given: &str, known: &[&'i str]) -> Vec<&'i str> {
    let own = |id: &str| id.split_once('-').map_or(id, |(_, own)| own).to_owned();
    let joined = |id: &str| id.replace('-', "");
    let form = letters::id_form(given);
    let near = nearest(&own(&form), known.iter().map(|id| id.split_once('-').map_or(*id, |(_, own)| own)));
    let is_near = |id: &&str| near.is_some_and(|near| own(id) == near) || joined(id) == joined(&form);
    known.iter().copied().filter(is_near).collect()
}
