//! Changes of the tables of a plan file that keep its comments.

use toml_edit::{Item, Table, TableLike, Value};

/// A text changed, when there is something to change.
pub(super) fn rewrite(table: &mut dyn TableLike, key: &str, change: impl Fn(&str) -> String) {
    if let Some(text) = table.get(key).and_then(Item::as_str) {
        let changed = change(text);
        if changed != text {
            table.insert(key, toml_edit::value(changed));
        }
    }
}

/// A table of the old plan. In a list of `{ … }` there is room for remarks above each, a single `{ … }` has none.
pub(super) struct Entry<'t> {
    pub(super) table: &'t mut dyn TableLike,
    inline: bool,
    /// The remarks for above the table.
    remarks: Vec<String>,
}

impl<'t> Entry<'t> {
    fn new(table: &'t mut dyn TableLike, inline: bool) -> Self {
        Self { table, inline, remarks: Vec::new() }
    }

    /// A remark above a key, or above its table.
    pub(super) fn mark(&mut self, key: &str, remark: &str) {
        if self.inline {
            self.remarks.push(remark.to_owned());
        } else {
            mark(self.table, key, remark);
        }
    }

    /// A new key at the end.
    pub(super) fn push(&mut self, key: &str, value: impl Into<Value>) {
        let mut value = value.into();
        if self.inline {
            let last = self.table.iter_mut().last().and_then(|(_, item)| item.as_value_mut());
            let decor = last.map(Value::decor_mut);
            if let Some(decor) = decor
                && decor.suffix().and_then(|suffix| suffix.as_str()).is_some_and(|suffix| suffix.trim().is_empty())
            {
                decor.set_suffix("");
            }
            value.decor_mut().set_suffix(" ");
        }
        self.table.insert(key, Item::Value(value));
    }
}

/// A table, or every table of a list, written as `[[tables]]` or as `[{ … }]`.
pub(super) fn each_table(item: Option<&mut Item>, mut change: impl FnMut(&mut Entry<'_>)) {
    let Some(item) = item else { return };
    match item {
        Item::Table(table) => change(&mut Entry::new(table, false)),
        Item::Value(Value::InlineTable(table)) => change(&mut Entry::new(table, true)),
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| change(&mut Entry::new(table, false))),
        Item::Value(Value::Array(array)) => {
            for value in array.iter_mut() {
                let Some(table) = value.as_inline_table_mut() else { continue };
                let mut entry = Entry::new(table, true);
                change(&mut entry);
                let remarks = entry.remarks;
                let before = value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
                if let Some((kept, indent)) = before.rsplit_once('\n') {
                    let mut lines = vec![kept.to_owned()];
                    lines.extend(remarks.iter().map(|remark| format!("{indent}# TODO: {remark}")));
                    lines.push(indent.to_owned());
                    value.decor_mut().set_prefix(lines.join("\n"));
                }
            }
        }
        _ => {}
    }
}

/// A remark above a key.
pub(super) fn mark(table: &mut dyn TableLike, key: &str, remark: &str) {
    if let Some(mut key) = table.key_mut(key) {
        let before = key.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        key.leaf_decor_mut().set_prefix(format!("{before}# TODO: {remark}\n"));
    }
}

/// A remark above a whole table.
pub(super) fn mark_table(table: &mut Table, remark: &str) {
    let before = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("\n").to_owned();
    table.decor_mut().set_prefix(format!("{before}# TODO: {remark}\n"));
}
