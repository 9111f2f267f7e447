//! Targets as sentences or as a table.

use std::collections::BTreeMap;

use super::beginning::Place;
use super::content::{Block, Cell, Inline, Row};
use super::tables::{Planned, group_row, table};
use super::wording::wording;
use super::{Composer, sentence};
use crate::base::vietnamese::letter;
use crate::model::measure::Measure;
use crate::model::plan::Target;
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
            let counted = own.filter(|_| numbering != Some(GroupNumbering::Through));
            let number = numbers.entry(counted).or_default();
            *number += 1;
            let number = *number;
            let cells = columns.iter().map(|column| self.target_cell(target, number, column)).collect();
            out.rows.push(Row { group: false, heads: false, cells });
        }
        out
    }

    pub(super) fn group_title(&mut self, id: Option<&str>) -> String {
        let group = self.resolved.plan.groups.iter().find(|group| Some(group.id.value.as_str()) == id);
        group.map(|group| self.line(&group.title)).unwrap_or_default()
    }

    fn target_cell(&mut self, target: &Target, number: usize, column: &Planned) -> Cell {
        let Some(field) = column.field() else { return Cell::of(Vec::new()) };
        Cell::words(match field {
            ColumnField::Number => format!("{number}."),
            ColumnField::Text => wording(target, self.resolved, Place::Beginning),
            ColumnField::Unit => {
                target.promise.measures().find_map(|measure| measure.unit.as_deref()).unwrap_or_default().to_owned()
            }
            ColumnField::City => target.city.as_ref().map(|measure| self.measure(measure)).unwrap_or_default(),
            ColumnField::Previous => target.previous.as_ref().map(|measure| self.measure(measure)).unwrap_or_default(),
            ColumnField::Promise => {
                target.promise.measures().map(|measure| self.measure(measure)).collect::<Vec<_>>().join("; ")
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

    /// Returns the target as a sentence: an indicator's wording has no place for the promise, which follows it.
    fn target_sentence(&mut self, target: &Target) -> String {
        let words = wording(target, self.resolved, Place::Beginning);
        match (&target.text, target.promise.measures().next()) {
            (None, Some(promise)) => sentence(&format!("{words}: {}", self.measure(promise))),
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

    /// A measure in a cell: «≥ 95%», with its note, and its horizon where that is not the plan's own period.
    fn measure(&mut self, measure: &Measure) -> String {
        let mut words = measure.signed();
        if let Some(note) = &measure.note {
            words = format!("{words} {}", self.line_at(note, Place::Inside));
        }
        let period = &self.resolved.plan.header.period.value;
        match &measure.by {
            Some(by) if by.value.last_day() != period.last_day() => format!("{words} ({})", by.value.short()),
            _ => words,
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
            Time::Day(_) | Time::Month(..) | Time::Quarter(..) | Time::Half(..) | Time::Range(..) => {
                "Kết quả kỳ trước".to_owned()
            }
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
