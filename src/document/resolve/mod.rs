//! The stage that ties the plan's references together: every id is looked up once, here.

mod check;
mod data;
mod issuer;
mod places;
mod shown;
mod times;
mod twice;
mod typed_id;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Findings, UNKNOWN_ID, list_en, list_vi, text};
use crate::document::tables::{FilledTable, fill_tables};
use crate::model::id::{Id, IdKind};
use crate::model::packs::{Agency, Baseline, Indicator, LegalDocument, Pack, Packs};
use crate::model::plan::{Assignment, Commune, Issuer, Party, Plan, Target, Task};
use crate::model::section::{AssignmentsAs, Section};
use shown::Homes;

/// A plan together with what its ids mean.
#[derive(Debug)]
pub struct Resolved<'a> {
    pub plan: &'a Plan,
    /// Its sections, standard ones and its own.
    pub sections: &'a [Section],
    /// The city's pack.
    pub pack: &'a Pack,
    /// The tables of each appendix, filled.
    pub tables: Vec<Vec<FilledTable<'a>>>,
    homes_of_targets: Homes<'a>,
    homes_of_tasks: Homes<'a>,
    homes_of_assignments: Homes<'a>,
    /// Whether an assignment names its section: each section then shows its own.
    divides_assignments: bool,
    agencies: BTreeMap<&'a str, &'a Agency>,
    documents: BTreeMap<&'a str, &'a LegalDocument>,
}

impl<'a> Resolved<'a> {
    /// Returns the baselines that the plan answers to.
    pub fn baselines(&self) -> impl Iterator<Item = &'a Baseline> {
        let (plan, pack) = (self.plan, self.pack);
        plan.answers.iter().filter_map(|id| pack.baseline(id.value.as_str()))
    }

    /// Returns the indicators of the baselines that the plan answers to.
    pub fn indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.baselines().flat_map(|baseline| &baseline.indicators)
    }

    /// Returns the indicators of all baselines of the city.
    pub fn all_indicators(&self) -> impl Iterator<Item = &'a Indicator> {
        self.pack.baselines.iter().flat_map(|baseline| &baseline.indicators)
    }

    /// Returns the indicator with an id, whether the plan answers to its baseline or not.
    #[must_use]
    pub fn indicator(&self, id: &Id) -> Option<&'a Indicator> {
        self.all_indicators().find(|indicator| indicator.id.value == *id)
    }

    /// Returns the indicator that a target answers as a whole.
    #[must_use]
    pub fn indicator_of(&self, target: &Target) -> Option<&'a Indicator> {
        self.indicator(&target.indicator.as_ref()?.value)
    }

    #[must_use]
    pub fn agency(&self, id: &str) -> Option<&'a Agency> {
        self.agencies.get(id).copied()
    }

    /// All agencies by id.
    pub fn agencies(&self) -> impl Iterator<Item = (&'a str, &'a Agency)> {
        self.agencies.iter().map(|(id, agency)| (*id, *agency))
    }

    /// All legal documents by id.
    pub fn documents(&self) -> impl Iterator<Item = (&'a str, &'a LegalDocument)> {
        self.documents.iter().map(|(id, document)| (*id, *document))
    }

    #[must_use]
    pub fn document(&self, id: &str) -> Option<&'a LegalDocument> {
        self.documents.get(id).copied()
    }

    /// The agency that a party means, if it is not just words.
    #[must_use]
    pub fn party_agency(&self, party: &Party) -> Option<&'a Agency> {
        match party {
            Party::Agency(id) => self.agency(id.value.as_str()),
            Party::Words(_) => None,
        }
    }

    /// Returns the section that a target belongs to: the one that it names, or the only one that shows targets.
    #[must_use]
    pub fn section_of_target(&self, target: &'a Target) -> Option<&'a Id> {
        self.homes_of_targets.of(target.section.as_ref(), target.group.as_ref())
    }

    /// Returns the section that a task belongs to.
    #[must_use]
    pub fn section_of_task(&self, task: &'a Task) -> Option<&'a Id> {
        self.homes_of_tasks.of(task.section.as_ref(), task.group.as_ref())
    }

    /// Returns the targets that a section shows, in the order of the file.
    pub fn targets_of(&self, section: &'a Section) -> impl Iterator<Item = &'a Target> + use<'_, 'a> {
        let takes = |group| section.show.as_ref().is_none_or(|show| show.takes(group));
        self.plan.targets.iter().filter(move |target| {
            !target.quoted && self.section_of_target(target) == Some(&section.id.value) && takes(target.group.as_ref())
        })
    }

    /// Returns the tasks that a section shows, in the order of the file.
    pub fn tasks_of(&self, section: &'a Section) -> impl Iterator<Item = &'a Task> + use<'_, 'a> {
        let takes = |group| section.show.as_ref().is_none_or(|show| show.takes(group));
        self.plan.tasks.iter().filter(move |task| {
            !task.quoted && self.section_of_task(task) == Some(&section.id.value) && takes(task.group.as_ref())
        })
    }
}

impl<'a> Resolved<'a> {
    /// Returns whether sections divide the assignments among them; otherwise each that shows them shows all.
    #[must_use]
    pub fn divides_assignments(&self) -> bool {
        self.divides_assignments
    }

    /// Returns the section for assignments that name none.
    pub(in crate::document::resolve) fn home_of_assignments(&self) -> Option<&'a Id> {
        self.homes_of_assignments.of(None, None)
    }

    /// Returns the assignments that a section shows, in the order of the file.
    pub fn assignments_of(&self, section: &Section) -> impl Iterator<Item = &'a Assignment> + use<'a> {
        let asks = section.show.as_ref().is_some_and(|show| show.assignments.is_some());
        let divides = self.divides_assignments;
        let is_home = self.home_of_assignments() == Some(&section.id.value);
        let id = section.id.value.clone();
        self.plan.assignments.iter().filter(move |assignment| match &assignment.section {
            Some(named) => named.value == id,
            None if divides => is_home,
            None => asks,
        })
    }

    /// Returns how a section shows its assignments, and them. `None` when it has none.
    #[must_use]
    pub fn shown_assignments(&self, section: &Section) -> Option<(AssignmentsAs, Vec<&'a Assignment>)> {
        let how = section.show.as_ref().and_then(|show| show.assignments).unwrap_or(AssignmentsAs::Headings);
        let assignments: Vec<&Assignment> = self.assignments_of(section).collect();
        (!assignments.is_empty()).then_some((how, assignments))
    }
}

/// Looks every id up.
pub fn resolve<'a>(plan: &'a Plan, sections: &'a [Section], pack: &'a Pack, findings: &mut Findings) -> Resolved<'a> {
    let agencies = agencies_of(pack, plan).chain(&plan.agencies);
    let agencies = agencies.map(|agency| (agency.id.value.as_str(), agency)).collect();
    let documents =
        pack.documents.iter().chain(&plan.documents).map(|document| (document.id.value.as_str(), document)).collect();
    let tables = fill_tables(plan, findings);
    let homes_of_targets = Homes::new(sections, true, |show| show.targets.is_some());
    let homes_of_tasks = Homes::new(sections, true, |show| show.tasks.is_some());
    let resolved = Resolved {
        plan,
        sections,
        pack,
        tables,
        homes_of_targets,
        homes_of_tasks,
        homes_of_assignments: Homes::new(sections, false, |show| show.assignments.is_some()),
        divides_assignments: plan.assignments.iter().any(|assignment| assignment.section.is_some()),
        agencies,
        documents,
    };
    check::check(&resolved, findings);
    issuer::check(plan, findings);
    times::check(plan, findings);
    // What is left out because of a mistake would look as if it were missing.
    if !findings.has_errors() {
        places::check(&resolved, findings);
        twice::check(&resolved, findings);
    }
    resolved
}

/// Returns the agencies of a pack that a plan can name: without a commune, those of one have no name.
fn agencies_of<'a>(pack: &'a Pack, plan: &Plan) -> impl Iterator<Item = &'a Agency> {
    let no_commune = plan.commune.is_none();
    pack.agencies.iter().filter(move |agency| !(no_commune && agency.is_named_by_commune()))
}

/// Returns the pack of the plan's city. `None`, with a finding, when there is none. Of a province that has no pack, nothing is known:
/// its plan names the agencies and documents that it needs.
pub fn pack_of<'a>(plan: &Plan, packs: &'a Packs, findings: &mut Findings) -> Option<Cow<'a, Pack>> {
    if issuer::stops(plan, findings) {
        return None;
    }
    if plan.issuer().is_some_and(Issuer::is_central) {
        return Some(Cow::Owned(packs.elsewhere("", "")));
    }
    if let Some(province) = plan.issuer().and_then(Issuer::province) {
        let Some(pack) = packs.cities.values().find(|pack| pack.name == province.name) else {
            return Some(Cow::Owned(packs.elsewhere(province.kind, province.name)));
        };
        if pack.kind != province.kind {
            issuer::is_of_another_kind(plan, pack, findings);
            return None;
        }
        return Some(Cow::Borrowed(pack));
    }
    let commune = plan.commune.as_ref()?;
    pack_of_commune(commune, packs, findings).map(Cow::Borrowed)
}

fn pack_of_commune<'a>(commune: &Commune, packs: &'a Packs, findings: &mut Findings) -> Option<&'a Pack> {
    match &commune.city {
        Some(city) => {
            let found = packs.cities.get(city.value.as_str());
            if found.is_none() {
                let otherwise = || {
                    if packs.cities.is_empty() {
                        return text("bộ dữ liệu đang dùng không có thành phố nào", "the packs in use have no city");
                    }
                    text(
                        format!("bộ dữ liệu đang dùng có {}", list_vi(packs.cities.keys())),
                        format!("the packs in use have {}", list_en(packs.cities.keys())),
                    )
                };
                let what = IdKind::CITY.unknown(
                    city.value.as_str(),
                    "city = ",
                    packs.cities.keys().map(String::as_str),
                    otherwise,
                );
                findings.push(Diagnostic::unknown_id(city.span, what));
            }
            found
        }
        None if packs.cities.len() == 1 => packs.cities.values().next(),
        None => {
            findings.push(
                Diagnostic::new(
                    &UNKNOWN_ID,
                    commune.name.span,
                    text("chưa rõ xã thuộc thành phố nào", "missing city of the commune"),
                )
                .help(text(
                    "thêm `city = \"…\"` vào bảng [commune], là tên một thư mục trong bộ dữ liệu",
                    "add `city = \"…\"` to [commune], the name of a directory of the packs",
                )),
            );
            None
        }
    }
}
