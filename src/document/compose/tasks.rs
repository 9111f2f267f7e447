//! Tasks as items with their lines, or as a table.

use super::beginning::Place;
use super::content::{Block, Cell, Inline, Row, Table};
use super::tables::{Planned, group_row, table};
use super::{Composer, sentence};
use crate::base::vietnamese::letter;
use crate::input::decode::SourceText;
use crate::model::plan::Task;
use crate::model::section::{Column, ColumnField, Section, TasksAs};

const POSSIBLE: [(&str, ColumnField); 8] = [
    ("no", ColumnField::Number),
    ("text", ColumnField::Text),
    ("work", ColumnField::Work),
    ("lead", ColumnField::Lead),
    ("support", ColumnField::Support),
    ("mode", ColumnField::Mode),
    ("due", ColumnField::Due),
    ("product", ColumnField::Product),
];

/// Returns the columns of a table that names none: those that every table has, and those for which a task has something to say.
fn default_columns(groups: &[(Option<&SourceText>, Vec<&Task>)]) -> Vec<ColumnField> {
    let has = |detail: fn(&Task) -> bool| groups.iter().flat_map(|(_, tasks)| tasks).any(|task| detail(task));
    let detail = |field, is_given| Some(field).filter(|_| is_given);
    [
        Some(ColumnField::Number),
        Some(ColumnField::Text),
        detail(ColumnField::Work, has(|task| task.work.is_some())),
        Some(ColumnField::Lead),
        Some(ColumnField::Support),
        detail(ColumnField::Mode, has(|task| task.mode.is_some())),
        Some(ColumnField::Due),
        detail(ColumnField::Product, has(|task| task.product.is_some())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Composer<'_, '_> {
    pub(super) fn tasks(&mut self, section: &Section, out: &mut Vec<Block>) {
        let tasks: Vec<&Task> = self.resolved.tasks_of(section).collect();
        if tasks.is_empty() {
            return;
        }
        let show = section.show.as_ref();
        match show.and_then(|show| show.tasks).unwrap_or(TasksAs::List) {
            TasksAs::List => self.task_list(&tasks, out),
            TasksAs::Table => {
                let columns = show.map_or(&[][..], |show| &show.columns);
                out.push(Block::Table(self.task_table(&[(None, tasks)], columns)));
            }
        }
    }

    pub(super) fn task_list(&mut self, tasks: &[&Task], out: &mut Vec<Block>) {
        for task in tasks {
            let words = self.line(&task.text);
            out.push(Block::item("-", vec![Inline::Text(sentence(&words))]));
            let due = task.due.as_ref().map(|due| self.due_behind_label(due)).unwrap_or_default();
            let [work, mode, product] = [&task.work, &task.mode, &task.product]
                .map(|words| words.as_ref().map(|words| self.line_at(words, Place::Inside)).unwrap_or_default());
            let lines = [
                ("Việc phải làm", work),
                ("Đơn vị chủ trì", self.party_list(&task.lead)),
                ("Đơn vị phối hợp", self.party_list(&task.support)),
                ("Trách nhiệm", mode),
                ("Thời gian hoàn thành", due),
                ("Sản phẩm", product),
            ];
            for (label, words) in lines {
                if !words.is_empty() {
                    out.push(Block::item("+", vec![Inline::Text(format!("{label}: {}", sentence(&words)))]));
                }
            }
        }
    }

    /// A table of tasks; each group that has a title gets a row of its own. Numbers run through.
    pub(super) fn task_table(&mut self, groups: &[(Option<&SourceText>, Vec<&Task>)], columns: &[Column]) -> Table {
        let default_columns = default_columns(groups);
        let columns = self.columns(columns, &POSSIBLE, &default_columns, title);
        let mut out = table(&columns);
        let mut number = 0;
        for (index, (group, tasks)) in groups.iter().enumerate() {
            if let Some(words) = group {
                let title = self.line(words);
                out.rows.push(group_row(&columns, index + 1, title));
            }
            for task in tasks {
                number += 1;
                let cells = columns.iter().map(|column| self.task_cell(task, number, column, &columns)).collect();
                out.rows.push(Row { group: false, cells });
            }
        }
        out
    }

    fn task_cell(&mut self, task: &Task, number: usize, column: &Planned, columns: &[Planned]) -> Cell {
        Cell::words(match column.field {
            ColumnField::Number => number.to_string(),
            ColumnField::Text => self.line(&task.text),
            ColumnField::Work => self.optional_line(task.work.as_ref()),
            ColumnField::Lead => {
                let lead = letter::capitalized(&self.party_list(&task.lead));
                let support = self.party_list(&task.support);
                let own_column = columns.iter().any(|column| column.field == ColumnField::Support);
                if own_column || support.is_empty() { lead } else { format!("{lead} (phối hợp {support})") }
            }
            ColumnField::Support => letter::capitalized(&self.party_list(&task.support)),
            ColumnField::Mode => self.optional_line(task.mode.as_ref()),
            ColumnField::Due => task.due.as_ref().map(|due| self.due_in_cell(due)).unwrap_or_default(),
            ColumnField::Product => self.optional_line(task.product.as_ref()),
            ColumnField::Unit
            | ColumnField::City
            | ColumnField::Previous
            | ColumnField::Promise
            | ColumnField::Agency => String::new(),
        })
    }

    fn optional_line(&mut self, words: Option<&SourceText>) -> String {
        words.map(|words| self.line(words)).unwrap_or_default()
    }
}

/// Returns the usual title of a column.
fn title(field: ColumnField) -> String {
    match field {
        ColumnField::Number => "STT",
        ColumnField::Work => "Việc phải làm",
        ColumnField::Lead => "Đơn vị chủ trì",
        ColumnField::Support => "Đơn vị phối hợp",
        ColumnField::Mode => "Trách nhiệm",
        ColumnField::Due => "Thời gian hoàn thành",
        ColumnField::Product => "Sản phẩm",
        ColumnField::Text
        | ColumnField::Unit
        | ColumnField::City
        | ColumnField::Previous
        | ColumnField::Promise
        | ColumnField::Agency => "Nhiệm vụ",
    }
    .to_owned()
}
