//! Tasks as items with their lines, as records, or as a table.

use super::Composer;
use super::beginning::Place;
use super::cells::first_paragraph;
use super::content::{Block, Cell, Inline, Row, Table, plain_text};
use super::tables::{Planned, group_row, table};
use super::task_details::{LINES, default_columns, label, title};
use crate::base::diagnostic::{Diagnostic, UNSUPPORTED_MARKUP, text};
use crate::base::vietnamese::{letter, number};
use crate::input::decode::SourceText;
use crate::model::plan::{Group, Task};
use crate::model::section::{ColumnField, Detail, GroupNumbering, Section, Show, TasksAs};

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

/// Tasks under a title, or under none.
pub(super) type Part<'t> = (Option<&'t SourceText>, Vec<&'t Task>);

/// How the tasks of a place are put into parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// By `[[groups]]`: a list has their titles too, and rows are numbered from 1 in each.
    Groups,
    /// By the sections that tasks belong to.
    Sections,
}

/// Returns tasks group by group, in the order of `[[groups]]`. One without a group stands where the plan has it: behind the last of the groups
/// that have a task before it. In a list it would look like a task of that group, so there they come first.
pub(super) fn by_group<'t>(groups: &'t [Group], tasks: &[&'t Task], how: TasksAs) -> Vec<Part<'t>> {
    let is_in = |task: &Task, group: &Group| task.group.as_ref().is_some_and(|own| own.value == group.id.value);
    // The tasks without a group that are before all groups, behind the first, behind the second …
    let mut loose: Vec<Vec<&'t Task>> = vec![Vec::new(); groups.len() + 1];
    let mut behind = 0;
    for task in tasks {
        match groups.iter().position(|group| is_in(task, group)) {
            Some(group) => behind = behind.max(if how == TasksAs::Table { group + 1 } else { 0 }),
            None => loose[behind].push(task),
        }
    }
    let mut loose = loose.into_iter();
    let mut parts: Vec<Part<'t>> = vec![(None, loose.next().unwrap_or_default())];
    for (group, loose) in groups.iter().zip(loose) {
        let own = tasks.iter().copied().filter(|task| is_in(task, group));
        parts.extend([(Some(&group.title), own.collect()), (None, loose)]);
    }
    parts.retain(|(_, tasks)| !tasks.is_empty());
    parts
}

impl Composer<'_, '_> {
    pub(super) fn tasks(&mut self, section: &Section, out: &mut Vec<Block>) {
        let resolved = self.resolved;
        let tasks: Vec<&Task> = resolved.tasks_of(section).collect();
        if !tasks.is_empty() {
            let how = section.show.as_ref().and_then(|show| show.tasks).unwrap_or(TasksAs::List);
            let parts = by_group(&resolved.plan.groups, &tasks, how);
            self.show_tasks(&parts, Parts::Groups, section.show.as_ref(), out);
        }
    }

    pub(super) fn show_tasks(&mut self, parts: &[Part<'_>], by: Parts, show: Option<&Show>, out: &mut Vec<Block>) {
        let how = show.and_then(|show| show.tasks).unwrap_or(TasksAs::List);
        if how == TasksAs::Table {
            out.push(Block::Table(self.task_table(parts, by, show)));
            return;
        }
        for (group, tasks) in parts {
            if let Some(words) = group.filter(|_| by == Parts::Groups) {
                let title = self.line(words);
                out.push(Block::paragraph(vec![Inline::Strong(vec![Inline::Text(title)])]));
            }
            for task in tasks {
                match how {
                    TasksAs::Record => self.task_record(task, show, out),
                    TasksAs::List | TasksAs::Table => self.task_items(task, show, out),
                }
            }
        }
    }

    /// A task as an item, and its details as items below.
    fn task_items(&mut self, task: &Task, show: Option<&Show>, out: &mut Vec<Block>) {
        let (first, rest) = self.task_text(task);
        self.report_deep_items(task, &rest);
        out.push(Block::item("-", first));
        // They are below the task as its details do.
        out.extend(rest.into_iter().map(|block| match block {
            Block::Paragraph { marker: Some(_), content, .. } => Block::item("+", content),
            other => other,
        }));
        for (label, words) in self.detail_lines(task, show, TasksAs::List) {
            out.push(Block::item("+", vec![Inline::Text(format!("{label}: {}", super::sentence(&words)))]));
        }
    }

    /// A task as items a), b), c), each with its label.
    fn task_record(&mut self, task: &Task, show: Option<&Show>, out: &mut Vec<Block>) {
        let label = show.and_then(|show| show.label(&Detail::Field(ColumnField::Text))).cloned();
        let label = label.map_or_else(|| "Nhiệm vụ".to_owned(), |words| self.line(&words));
        let (first, rest) = self.task_text(task);
        let content = match first.split_first() {
            Some((Inline::Text(words), others)) => [&[Inline::Text(format!("{label}: {words}"))], others].concat(),
            _ => [vec![Inline::Text(format!("{label}: "))], first].concat(),
        };
        out.push(Block::item(format!("{})", letter::point(0)), content));
        out.extend(rest);
        for (index, (label, words)) in self.detail_lines(task, show, TasksAs::Record).into_iter().enumerate() {
            let marker = format!("{})", letter::point(index + 1));
            out.push(Block::item(marker, vec![Inline::Text(format!("{label}: {}", super::sentence(&words)))]));
        }
    }

    /// Returns the first paragraph of a task, and what follows it. The last of all ends with a mark.
    fn task_text(&mut self, task: &Task) -> (Vec<Inline>, Vec<Block>) {
        if !task.is_prose() {
            let words = self.line(&task.text);
            return (vec![Inline::Text(super::sentence(&words))], Vec::new());
        }
        let mut rest = self.prose(&task.text, self.usual_marks());
        let mut first = first_paragraph(&mut rest).unwrap_or_default();
        match rest.last_mut() {
            Some(Block::Paragraph { content, .. }) => put_full_stop(content),
            Some(Block::Heading { .. } | Block::Table(_) | Block::Landscape(_)) => {}
            None => put_full_stop(&mut first),
        }
        (first, rest)
    }

    /// Items below the items of a task would look like the items themselves.
    fn report_deep_items(&mut self, task: &Task, rest: &[Block]) {
        let deep = |block: &Block| matches!(block, Block::Paragraph { marker: Some(marker), .. } if marker == "+");
        if rest.iter().any(deep) {
            let message = text(
                "danh sách trong danh sách của nhiệm vụ không in được khi nhiệm vụ là gạch đầu dòng",
                "a list in a list of a task cannot be printed where the task itself is an item",
            );
            let help = text(
                "viết một tầng, hoặc in nhiệm vụ bằng `tasks = \"record\"` hay `\"table\"`",
                "write one level, or show tasks as `\"record\"` or `\"table\"`",
            );
            self.findings.push(Diagnostic::new(&UNSUPPORTED_MARKUP, task.text.span, message).help(help));
        }
    }

    /// Returns the labels and words of the details that a task has.
    fn detail_lines(&mut self, task: &Task, show: Option<&Show>, how: TasksAs) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for field in LINES {
            let words = match field {
                ColumnField::Due => task.due.as_ref().map(|due| self.due_behind_label(due)).unwrap_or_default(),
                ColumnField::Lead => self.party_list(&task.lead),
                ColumnField::Support => self.party_list(&task.support),
                ColumnField::Work => self.behind_label(task.work.as_ref()),
                ColumnField::Mode => self.behind_label(task.mode.as_ref()),
                _ => self.behind_label(task.product.as_ref()),
            };
            if !words.is_empty() {
                let own = show.and_then(|show| show.label(&Detail::Field(field)));
                out.push((own.map_or_else(|| label(how, field), |own| self.line(own)), words));
            }
        }
        for label in show.iter().flat_map(|show| &show.labels) {
            let Detail::Extra(name) = &label.detail else { continue };
            let words = self.behind_label(task.extra.get(name));
            if !words.is_empty() {
                out.push((self.line(&label.words), words));
            }
        }
        out
    }

    fn behind_label(&mut self, words: Option<&SourceText>) -> String {
        words.map(|words| self.line_at(words, Place::Inside)).unwrap_or_default()
    }

    /// A table of tasks; each part that has a title gets a row of its own, a single group a line above the table.
    fn task_table(&mut self, parts: &[Part<'_>], by: Parts, show: Option<&Show>) -> Table {
        let default_columns = default_columns(parts);
        let given = show.map_or(&[][..], |show| &show.columns);
        let columns = self.columns(given, &POSSIBLE, &default_columns, title);
        let usual = if by == Parts::Groups { GroupNumbering::ByGroup } else { GroupNumbering::Through };
        let numbering = show.and_then(|show| show.numbering.as_ref()).map_or(usual, |numbering| numbering.value);
        let one_group = show.is_some_and(|show| show.groups.len() == 1);
        let mut out = table(&columns);
        let (mut count, mut groups) = (0_usize, 0);
        for (group, tasks) in parts {
            if let Some(words) = group {
                let title = self.line(words);
                groups += 1;
                if one_group {
                    out.caption = Some(title);
                } else {
                    out.rows.push(group_row(&columns, groups, title));
                }
                if numbering == GroupNumbering::ByGroup {
                    count = 0;
                }
            }
            for task in tasks {
                // A task that is in no group, behind one, stands beside the groups.
                let number = if group.is_none() && groups > 0 && numbering == GroupNumbering::ByGroup {
                    groups += 1;
                    number::roman(groups)
                } else {
                    count += 1;
                    count.to_string()
                };
                let cells = columns.iter().map(|column| self.task_cell(task, &number, column, &columns)).collect();
                out.rows.push(Row { group: false, heads: false, cells });
            }
        }
        out
    }

    fn task_cell(&mut self, task: &Task, number: &str, column: &Planned, columns: &[Planned]) -> Cell {
        let field = match &column.detail {
            Detail::Extra(name) => return Cell::words(self.optional_line(task.extra.get(name))),
            Detail::Field(ColumnField::Text) if task.is_prose() => {
                let body = self.prose(&task.text, self.usual_marks());
                return Cell::of(self.in_a_cell(body, &task.text));
            }
            Detail::Field(field) => *field,
        };
        Cell::words(match field {
            ColumnField::Number => number.to_owned(),
            ColumnField::Text => self.line(&task.text),
            ColumnField::Work => self.optional_line(task.work.as_ref()),
            ColumnField::Lead => {
                let lead = letter::capitalized(&self.party_list(&task.lead));
                let support = self.party_list(&task.support);
                let own_column = columns.iter().any(|column| column.field() == Some(ColumnField::Support));
                if own_column || support.is_empty() { lead } else { format!("{lead} (phối hợp {support})") }
            }
            ColumnField::Support => letter::capitalized(&self.party_list(&task.support)),
            ColumnField::Mode => self.optional_line(task.mode.as_ref()),
            ColumnField::Due => task.due.as_ref().map(|due| self.due_in_column(due, column.form)).unwrap_or_default(),
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

fn put_full_stop(content: &mut Vec<Inline>) {
    let words = plain_text(content);
    if super::sentence(&words).len() > words.trim_end().len() {
        content.push(Inline::Text(".".to_owned()));
    }
}
