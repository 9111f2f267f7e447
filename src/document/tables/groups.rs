//! Which group a row belongs to.

use super::FilledRow;
use crate::model::plan::RowLevel;

/// A group reaches to the next row of its own level or a higher one. The total belongs to no group, and no group continues
/// behind it.
pub(super) fn find_parents(rows: &mut [FilledRow<'_>]) {
    let mut open: Vec<(RowLevel, usize)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        match row.level {
            Some(RowLevel::Total) => open.clear(),
            Some(level) => open.retain(|(above, _)| *above < level),
            None => {}
        }
        if row.of_which.is_some() {
            continue;
        }
        row.parent = open.last().map(|(_, group)| *group);
        if let Some(level) = row.level.filter(|level| *level != RowLevel::Total) {
            open.push((level, at));
        }
    }
}
