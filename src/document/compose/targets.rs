//! Targets as sentences or as a table.

use std::collections::BTreeMap;

use super::beginning::Place;
use super::content::{Block, Cell, Inline, Row};
use super::tables::{Planned, group_row, table};
use super::wording::wording;
use super::{Composer, sentence};
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, NOTHING_TO_PRINT, text};
use crate::base::vietnamese::{letter, number};
use crate::model::measure::Measure;
use crate::model::plan::{Group, Plan, Target};
use crate::model::section::{ColumnField, Detail, GroupNumbering, Section, Show, TargetsAs};
use crate::model::time::Time;

const POSSIBLE: [(&str, ColumnField); 7] = [
    ("no", ColumnField::Number),
    ("text", ColumnField::Text),
    ("unit", ColumnField::Unit),
    ("city", ColumnField::City),
    ("previous", ColumnField::Previous),
    ("promise", ColumnField::Promise),
    ("lead", ColumnField::Lead),
];

/// The columns of a table that names none; the last where a target has a lead.
const USUAL: [ColumnField; 5] =
    [ColumnField::Number, ColumnField::Text, ColumnField::Previous, ColumnField::Promise, ColumnField::Lead];

impl Composer<'_, '_> {
    pub(super) fn targets(&mut self, section: &Section, out: &mut Vec<Block>) {
        let targets: Vec<&Target> = self.resolved.targets_of(section).collect();
        if targets.is_empty() {
            return;
        }
        self.show_targets(&targets, section.show.as_ref(), out);
    }

    pub(super) fn show_targets(&mut self, targets: &[&Target], show: Option<&Show>, out: &mut Vec<Block>) {
        match show.and_then(|show| show.targets).unwrap_or(TargetsAs::List) {
            TargetsAs::List => {
                let mut group = None;
                for target in targets {
                    let own = target.group.as_ref().map(|id| id.value.as_str());
                    if own != group && own.is_some() {
                        let title = self.group_title(own);
                        out.push(Block::paragraph(vec![Inline::Strong(vec![Inline::Text(title)])]));
                    }
                    group = own;
                    let words = self.target_sentence(target);
                    out.push(Block::item("-", vec![Inline::Text(words)]));
                    let lead = self.party_list(&target.lead);
                    if !lead.is_empty() {
                        let label = show.and_then(|show| show.label(&Detail::Field(ColumnField::Lead)));
                        let label = label.map_or_else(|| LEAD.to_owned(), |words| self.line(words));
                        let words = sentence(&format!("{label}: {lead}"));
                        out.push(Block::item("+", vec![Inline::Text(words)]));
                    }
                }
            }
            TargetsAs::Table => out.push(Block::Table(self.target_table(targets, show))),
        }
    }

    fn target_table(&mut self, targets: &[&Target], show: Option<&Show>) -> super::content::Table {
        let columns = show.map_or(&[][..], |show| &show.columns);
        let numbering = show.and_then(|show| show.numbering.as_ref()).map(|numbering| numbering.value);
        let one_group = show.is_some_and(|show| show.groups.len() == 1);
        let period = self.resolved.plan.header.period.value.clone();
        let columns = self.columns(
            columns,
            &POSSIBLE,
            if targets.iter().any(|target| !target.lead.is_empty()) { &USUAL } else { &USUAL[..4] },
            |field| title(field, &period),
        );
        self.report_what_no_column_shows(targets, &columns);
        let mut out = table(&columns);
        let mut group = None;
        let mut groups = 0;
        let mut numbers: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for target in targets {
            let own = target.group.as_ref().map(|id| id.value.as_str());
            if own != group && own.is_some() {
                groups += 1;
                let title = self.group_title(own);
                if one_group {
                    out.caption = Some(title);
                } else {
                    out.rows.push(group_row(&columns, groups, title));
                }
            }
            group = own;
            let through = numbering == Some(GroupNumbering::Through);
            // A target that is in no group, behind one, stands beside the groups.
            let number = if own.is_none() && groups > 0 && !through {
                groups += 1;
                number::roman(groups)
            } else {
                let count = numbers.entry(own.filter(|_| !through)).or_default();
                *count += 1;
                format!("{count}.")
            };
            let cells = columns.iter().map(|column| self.target_cell(target, &number, column, &columns)).collect();
            out.rows.push(Row { group: false, heads: false, cells });
        }
        out
    }

    pub(super) fn group_title(&mut self, id: Option<&str>) -> String {
        let group = self.resolved.plan.groups.iter().find(|group| Some(group.id.value.as_str()) == id);
        group.map(|group| self.line(&group.title)).unwrap_or_default()
    }

    fn target_cell(&mut self, target: &Target, number: &str, column: &Planned, columns: &[Planned]) -> Cell {
        let Some(field) = column.field() else { return Cell::of(Vec::new()) };
        // What a column of units says is not said again.
        let units = target.units();
        let has_units = columns.iter().any(|column| column.field() == Some(ColumnField::Unit));
        let unit = units.first().copied().filter(|_| has_units && units.len() == 1);
        Cell::words(match field {
            ColumnField::Number => number.to_owned(),
            ColumnField::Text => wording(target, self.resolved, Place::Beginning),
            ColumnField::Unit => units.join("; "),
            ColumnField::City => {
                target.city.as_ref().map(|measure| self.measure(target, measure, unit)).unwrap_or_default()
            }
            ColumnField::Previous => {
                target.previous.as_ref().map(|measure| self.measure(target, measure, unit)).unwrap_or_default()
            }
            ColumnField::Promise => {
                let measures = target.promise.measures().filter(|measure| self.is_shown_in(column, measure, columns));
                let measures: Vec<&Measure> = measures.collect();
                let words = measures.into_iter().map(|measure| match column.by {
                    Some(_) => self.value(measure, unit),
                    None => self.measure(target, measure, unit),
                });
                words.collect::<Vec<_>>().join("; ")
            }
            ColumnField::Lead => letter::capitalized(&self.party_list(&target.lead)),
            ColumnField::Work
            | ColumnField::Support
            | ColumnField::Mode
            | ColumnField::Due
            | ColumnField::Product
            | ColumnField::Agency => String::new(),
        })
    }

    /// Returns whether a column of promises shows the measure: one with a horizon shows its own, one without all that no other shows.
    fn is_shown_in(&self, column: &Planned, measure: &Measure, columns: &[Planned]) -> bool {
        let day = self.horizon(measure).last_day();
        match &column.by {
            Some(by) => by.value.last_day() == day,
            None => !columns.iter().any(|column| column.by.as_ref().is_some_and(|by| by.value.last_day() == day)),
        }
    }

    fn horizon(&self, measure: &Measure) -> Time {
        measure.by.as_ref().map_or_else(|| self.resolved.plan.header.period.value.clone(), |by| by.value.clone())
    }

    /// Reports a promise whose horizon has no column, where each column of promises is of one horizon, and a horizon without promises.
    fn report_what_no_column_shows(&mut self, targets: &[&Target], columns: &[Planned]) {
        let of_promises: Vec<_> =
            columns.iter().filter(|column| column.field() == Some(ColumnField::Promise)).collect();
        if of_promises.is_empty() {
            return;
        }
        let measures: Vec<&Measure> = targets.iter().flat_map(|target| target.promise.measures()).collect();
        for (column, by) in of_promises.iter().filter_map(|column| Some((column, column.by.as_ref()?))) {
            if !measures.iter().any(|measure| self.is_shown_in(column, measure, columns)) {
                let message = text(
                    format!("cột này không có gì để in: không chỉ tiêu nào có mức của {}", by.value.in_sentence()),
                    format!("the column is empty: no target has a promise for {}", by.value.short()),
                );
                let help = text("sửa lại `by`, hoặc bỏ cột này", "correct `by`, or remove the column");
                self.findings.push(Diagnostic::new(&NOTHING_TO_PRINT, by.span, message).help(help));
            }
        }
        for measure in measures {
            if of_promises.iter().any(|column| self.is_shown_in(column, measure, columns)) {
                continue;
            }
            let horizon = self.horizon(measure);
            let message = text(
                format!("mức của {} không có cột nào in ra", horizon.in_sentence()),
                format!("no column shows the promise for {}", horizon.short()),
            );
            let line = format!("`{{ show = \"promise\", by = \"{}\" }}`", horizon.written());
            let help = text(format!("thêm {line} vào `columns`"), format!("add {line} to `columns`"));
            self.findings.push(Diagnostic::new(&NOT_SHOWN, measure.span, message).help(help));
        }
    }

    /// Returns the target as a sentence: an indicator's wording has no place for the promise, which follows it.
    fn target_sentence(&mut self, target: &Target) -> String {
        let words = wording(target, self.resolved, Place::Beginning);
        match (&target.text, target.promise.measures().next()) {
            (None, Some(promise)) => sentence(&format!("{words}: {}", self.measure(target, promise, None))),
            _ => {
                let notes: Vec<String> = target
                    .promise
                    .measures()
                    .filter_map(|measure| measure.note.as_ref())
                    .map(|note| self.line_at(note, Place::Inside))
                    .collect();
                sentence(&[words].into_iter().chain(notes).collect::<Vec<_>>().join(" "))
            }
        }
    }

    /// Returns a measure as cells show it: «≥ 95%», with its note, and its horizon where neither the plan's period nor the group says it.
    fn measure(&mut self, target: &Target, measure: &Measure, unit_of_row: Option<&str>) -> String {
        let words = self.value(measure, unit_of_row);
        let Plan { header, groups, .. } = &self.resolved.plan;
        let own = |group: &&Group| target.group.as_ref().is_some_and(|id| id.value == group.id.value);
        let of_group = groups.iter().find(own).and_then(|group| group.by.as_ref());
        let said = of_group.map_or_else(|| header.period.value.last_day(), |by| by.value.last_day());
        match &measure.by {
            Some(by) if by.value.last_day() != said => format!("{words} ({})", by.value.short()),
            None if of_group.is_some() && header.period.value.last_day() != said => {
                format!("{words} ({})", header.period.value.short())
            }
            _ => words,
        }
    }

    /// Returns a value with its note, and with its unit unless the row has said it.
    fn value(&mut self, measure: &Measure, unit_of_row: Option<&str>) -> String {
        let words = if unit_of_row.is_some() && measure.unit.as_deref() == unit_of_row {
            measure.signed_without_unit()
        } else {
            measure.signed()
        };
        match &measure.note {
            Some(note) => format!("{words} {}", self.line_at(note, Place::Inside)),
            None => words,
        }
    }
}

/// What the lead of a target is called, in a column and before a line.
const LEAD: &str = "Cơ quan chủ trì";

/// Returns the usual title of a column.
fn title(field: ColumnField, period: &Time) -> String {
    match field {
        ColumnField::Number => "STT".to_owned(),
        ColumnField::Unit => "Đơn vị tính".to_owned(),
        ColumnField::City => "Chỉ tiêu của thành phố".to_owned(),
        ColumnField::Previous => match period {
            Time::Year(year) => format!("Kết quả năm {}", year - 1),
            Time::Day(_)
            | Time::Month(..)
            | Time::Quarter(..)
            | Time::Half(..)
            | Time::Range(..)
            | Time::Several(_) => "Kết quả kỳ trước".to_owned(),
        },
        ColumnField::Promise => period.describe(),
        ColumnField::Lead => LEAD.to_owned(),
        ColumnField::Text
        | ColumnField::Work
        | ColumnField::Support
        | ColumnField::Mode
        | ColumnField::Due
        | ColumnField::Product
        | ColumnField::Agency => "Chỉ tiêu".to_owned(),
    }
}
