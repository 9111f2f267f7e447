//! The details of tasks: the usual columns of a table and their titles, the usual lines of a list and their labels.

use super::tasks::Part;
use crate::model::plan::Task;
use crate::model::section::{ColumnField, TasksAs};

/// Returns the columns of a table that names none: those that every table has, and those for which a task has something to say.
pub(super) fn default_columns(parts: &[Part<'_>]) -> Vec<ColumnField> {
    let has = |detail: fn(&Task) -> bool| parts.iter().flat_map(|(_, tasks)| tasks).any(|task| detail(task));
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

/// Returns the usual title of a column.
pub(super) fn title(field: ColumnField) -> String {
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

/// The details that a task has lines for, in their order.
pub(super) const LINES: [ColumnField; 6] = [
    ColumnField::Work,
    ColumnField::Lead,
    ColumnField::Support,
    ColumnField::Mode,
    ColumnField::Due,
    ColumnField::Product,
];

/// Returns the usual label of a line: the title of its column; a record names the two agencies more formally.
pub(super) fn label(how: TasksAs, field: ColumnField) -> String {
    match (how, field) {
        (TasksAs::Record, ColumnField::Lead) => "Cơ quan chủ trì".to_owned(),
        (TasksAs::Record, ColumnField::Support) => "Cơ quan phối hợp".to_owned(),
        _ => title(field),
    }
}
