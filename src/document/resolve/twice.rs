//! Lists, appendices, tables and items that are printed twice.

use std::collections::BTreeMap;

use super::Resolved;
use crate::base::diagnostic::{Diagnostic, Findings, SHOWN_TWICE, Text, text};
use crate::base::source::Span;
use crate::base::vietnamese::character::lower;
use crate::input::decode::one_line;
use crate::model::id::Id;
use crate::model::measure::Measure;
use crate::model::plan::{AppendixTable, CellValue, Due, Moment, Party};
use crate::model::section::{AssignmentsAs, Section, Show, TargetsAs, TasksAs};

pub(super) fn check(resolved: &Resolved<'_>, findings: &mut Findings) {
    let mut check = Check { resolved, findings };
    check.lists();
    check.groups();
    check.items();
}

/// A place that prints a list.
#[derive(Clone, Copy)]
struct Place {
    span: Span,
    appendix: bool,
    table: bool,
    /// Whether it shows some groups only; that a group is printed twice is reported by itself.
    some: bool,
}

/// How sections print a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sections {
    /// Each prints all of it.
    Whole,
    /// Each prints its own items.
    Divided,
}

struct Check<'r, 'a> {
    resolved: &'r Resolved<'a>,
    findings: &'r mut Findings,
}

impl Check<'_, '_> {
    fn lists(&mut self) {
        let header = self.resolved.plan.header.bases.iter();
        let header = header.map(|how| Place { span: how.span, appendix: false, table: false, some: false });
        let bases: Vec<Place> = header.chain(self.asked_for(|show| show.bases.map(|_| false))).collect();
        self.places(&bases, Sections::Whole, &text("các căn cứ in hai lần", "the bases are printed twice"));
        let form = |show: &Show| show.assignments.map(|how| how == AssignmentsAs::Table);
        let message = text("các phân công in hai lần", "the assignments are printed twice");
        if self.resolved.divides_assignments() {
            let places = self.divided(|section| self.resolved.assignments_of(section).next().is_some(), form);
            self.places(&places, Sections::Divided, &message);
        } else {
            self.places(&self.asked_for(form), Sections::Whole, &message);
        }
        let form = |show: &Show| show.targets.map(|how| how == TargetsAs::Table);
        let targets = self.divided(|section| self.resolved.targets_of(section).next().is_some(), form);
        self.places(&targets, Sections::Divided, &text("các chỉ tiêu in hai lần", "the targets are printed twice"));
        let form = |show: &Show| show.tasks.map(|how| how == TasksAs::Table);
        let tasks = self.divided(|section| self.resolved.tasks_of(section).next().is_some(), form);
        self.places(&tasks, Sections::Divided, &text("các nhiệm vụ in hai lần", "the tasks are printed twice"));
    }

    /// Returns the places whose `show` asks for a list; `table` says whether as a table.
    fn asked_for(&self, table: impl Fn(&Show) -> Option<bool>) -> Vec<Place> {
        let place = |show: Option<&Show>, appendix| {
            let show = show?;
            Some(Place { span: show.span, appendix, table: table(show)?, some: !show.groups.is_empty() })
        };
        let sections = self.resolved.sections.iter().filter_map(|section| place(section.show.as_ref(), false));
        sections.chain(self.in_appendices(&table)).collect()
    }

    fn in_appendices(&self, table: &impl Fn(&Show) -> Option<bool>) -> Vec<Place> {
        let shows = self.resolved.plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref());
        shows
            .filter_map(|show| {
                Some(Place { span: show.span, appendix: true, table: table(show)?, some: !show.groups.is_empty() })
            })
            .collect()
    }

    /// Returns the places of a list whose items name their section, which prints them in words where it says nothing else.
    fn divided(&self, prints: impl Fn(&Section) -> bool, table: impl Fn(&Show) -> Option<bool>) -> Vec<Place> {
        let sections = self.resolved.sections.iter().filter(|section| prints(section)).map(|section| {
            let show = section.show.as_ref();
            Place {
                span: show.map_or(section.id.span, |show| show.span),
                appendix: false,
                table: show.and_then(&table).unwrap_or(false),
                some: show.is_some_and(|show| !show.groups.is_empty()),
            }
        });
        sections.chain(self.in_appendices(&table)).collect()
    }

    /// Groups that two sections, or two appendices, show.
    fn groups(&mut self) {
        let sections = self.resolved.sections.iter().filter_map(|section| section.show.as_ref());
        let appendices = self.resolved.plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref());
        let places: [Vec<&Show>; 2] = [sections.collect(), appendices.collect()];
        for shows in places {
            for asks in [|show: &Show| show.tasks.is_some(), |show: &Show| show.targets.is_some()] {
                let mut first: BTreeMap<&Id, Span> = BTreeMap::new();
                for group in shows.iter().filter(|show| asks(show)).flat_map(|show| &show.groups) {
                    if let Some(earlier) = first.get(&group.value) {
                        let id = &group.value;
                        let message =
                            text(format!("nhóm `{id}` in hai lần"), format!("the group `{id}` is printed twice"));
                        let help = text("giữ nhóm ấy ở một nơi in", "keep the group in one of the two");
                        self.report(group.span, *earlier, message, help);
                    }
                    first.entry(&group.value).or_insert(group.span);
                }
            }
        }
    }

    /// Reports each place that repeats an earlier one. What sections word, an appendix may tabulate.
    fn places(&mut self, places: &[Place], sections: Sections, message: &Text) {
        for (index, place) in places.iter().enumerate() {
            let repeats = |earlier: &&Place| match (earlier.appendix, place.appendix) {
                (false, false) => sections == Sections::Whole,
                (true, true) => !(earlier.some && place.some),
                (false, true) | (true, false) => earlier.table == place.table,
            };
            let Some(earlier) = places[..index].iter().find(repeats) else { continue };
            let help = text(
                "giữ một nơi in, bỏ nơi kia; ở phụ lục chỉ nên lập bảng cho điều đã nêu thành lời ở mục",
                "keep one of the two; an appendix should only tabulate what a section has in words",
            );
            self.report(place.span, earlier.span, message.clone(), help);
        }
    }

    fn items(&mut self) {
        let (plan, resolved) = (self.resolved.plan, self.resolved);
        let targets = plan.targets.iter().filter_map(|target| {
            let words = target.text.as_ref()?;
            let measures: Vec<String> = target.promise.measures().chain(&target.previous).map(measured).collect();
            let section = resolved.section_of_target(target).map(ToString::to_string);
            Some((target.id.span, key([section.unwrap_or_default(), words.text.clone(), measures.join(";")])))
        });
        self.repeated(
            targets.collect(),
            "chỉ tiêu này giống hệt một chỉ tiêu ở trên",
            "this target is the same as one above",
        );
        let tasks = plan.tasks.iter().map(|task| {
            let section = resolved.section_of_task(task).map(ToString::to_string);
            let due = task.due.as_ref().map(due_words).unwrap_or_default();
            (task.id.span, key([section.unwrap_or_default(), task.text.text.clone(), bodies(&task.lead), due]))
        });
        self.repeated(
            tasks.collect(),
            "nhiệm vụ này giống hệt một nhiệm vụ ở trên",
            "this task is the same as one above",
        );
        let assignments = plan.assignments.iter().map(|one| {
            let section = one.section.as_ref().map(|id| id.value.to_string()).unwrap_or_default();
            (one.span, key([section, bodies(&one.agencies), one.text.text.clone()]))
        });
        let (vi, en) = ("phân công này giống hệt một phân công ở trên", "this assignment is the same as one above");
        self.repeated(assignments.collect(), vi, en);
        let appendices =
            plan.appendices.iter().map(|appendix| (appendix.title.span, key([appendix.title.text.clone()])));
        let (vi, en) = ("hai phụ lục cùng một tiêu đề", "two appendices have the same title");
        self.repeated(appendices.collect(), vi, en);
        let tables = plan.appendices.iter().flat_map(|appendix| &appendix.tables);
        let tables = tables.filter(|table| !table.rows.is_empty()).map(|table| (table.id.span, cells(table)));
        self.repeated(tables.collect(), "bảng này giống hệt một bảng ở trên", "this table is the same as one above");
    }

    fn repeated(&mut self, items: Vec<(Span, String)>, vi: &str, en: &str) {
        let mut first: BTreeMap<String, Span> = BTreeMap::new();
        for (span, key) in items {
            match first.get(&key) {
                Some(earlier) => {
                    let help = text("bỏ một trong hai, hoặc sửa cho khác nhau", "remove one of the two, or change it");
                    self.report(span, *earlier, text(vi, en), help);
                }
                None => {
                    first.insert(key, span);
                }
            }
        }
    }

    /// Reports at the place of the plan, where the other is in a pack.
    fn report(&mut self, here: Span, earlier: Span, message: Text, help: Text) {
        let own = |span: Span| span.file >= self.resolved.plan.span.file;
        let (span, other) = if own(here) { (here, earlier) } else { (earlier, here) };
        if own(span) {
            let finding = Diagnostic::new(&SHOWN_TWICE, span, message);
            self.findings.push(finding.related(other, text("lần kia ở đây", "the other is here")).help(help));
        }
    }
}

/// What is compared: the words as they flow, whatever their capitals.
fn key<const N: usize>(parts: [String; N]) -> String {
    parts.map(|part| lower(&one_line(&part))).join("\u{1f}")
}

fn bodies(parties: &[Party]) -> String {
    let name = |party: &Party| match party {
        Party::Agency(id) => id.value.to_string(),
        Party::Words(words) => words.text.clone(),
    };
    parties.iter().map(name).collect::<Vec<_>>().join(",")
}

fn measured(measure: &Measure) -> String {
    let by = measure.by.as_ref().map(|by| by.value.written()).unwrap_or_default();
    let note = measure.note.as_deref().unwrap_or_default();
    format!("{} {by} {note}", measure.signed())
}

fn due_words(due: &Due) -> String {
    let part = |moment: &Moment| match moment {
        Moment::At(time) => time.value.written(),
        Moment::Since(time) => format!("{}..", time.value.written()),
        Moment::Before(time) => format!("<{}", time.value.written()),
        Moment::Every(periodic) => periodic.value.describe(),
        Moment::Words(words) => words.text.clone(),
        Moment::Recurring(words) => (*words).to_owned(),
        Moment::Guidance(party) => bodies(std::slice::from_ref(party)),
    };
    due.parts.iter().map(|one| part(&one.moment)).collect::<Vec<_>>().join(",")
}

fn cells(table: &AppendixTable) -> String {
    let around = [&table.caption, &table.unit, &table.text].into_iter().flatten();
    let mut out: String = around.map(|words| words.text.as_str()).collect();
    for row in &table.rows {
        for cell in &row.cells {
            let value = match &cell.value {
                CellValue::Text(words) => words.text.clone(),
                CellValue::Number(number) => number.value.to_string(),
                CellValue::Range(ends) => ends.each_ref().map(|end| end.value.to_string()).join(".."),
                CellValue::Unreadable => "?".to_owned(),
            };
            out.push_str(&format!("{}={value}\u{1f}", cell.column.value));
        }
        out.push('\n');
    }
    out
}
