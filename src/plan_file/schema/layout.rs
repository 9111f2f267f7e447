//! How people write a plan: the order of its keys, and which of them are prose. It follows from the schema.

/// The layout of what is allowed at a place. A list has the layout of its items.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    prose: bool,
    /// The tables that are allowed here.
    tables: Vec<TableLayout>,
}

/// The keys of a table, in their order.
#[derive(Debug, Clone, Default)]
pub struct TableLayout {
    keys: Vec<(&'static str, Layout)>,
    /// The layout under keys that the plan names itself.
    names: Option<Box<Layout>>,
}

impl Layout {
    pub(super) fn prose() -> Self {
        Self { prose: true, tables: Vec::new() }
    }

    pub(super) fn table(table: TableLayout) -> Self {
        Self { prose: false, tables: vec![table] }
    }

    /// One of these.
    pub(super) fn any(alternatives: impl Iterator<Item = Self>) -> Self {
        let mut out = Self::default();
        for alternative in alternatives {
            out.prose |= alternative.prose;
            out.tables.extend(alternative.tables);
        }
        out
    }

    /// Returns whether a string here is prose in CommonMark.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.prose
    }

    /// The table that has most of these keys; of several such tables the first.
    #[must_use]
    pub fn table_with(&self, keys: &[&str]) -> Option<&TableLayout> {
        let known = |table: &TableLayout| {
            // A table that takes any name is meant only where no other knows a key.
            2 * keys.iter().filter(|key| table.rank(key).is_some()).count() + usize::from(table.names.is_some())
        };
        self.tables.iter().rev().max_by_key(|table| known(table))
    }
}

impl TableLayout {
    /// A table whose keys are names.
    pub(super) fn names(layout: Layout) -> Self {
        Self { keys: Vec::new(), names: Some(Box::new(layout)) }
    }

    /// One more key.
    pub(super) fn push(&mut self, key: &'static str, layout: Layout) {
        self.keys.push((key, layout));
    }

    #[must_use]
    pub fn rank(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|(known, _)| *known == key)
    }

    /// Returns the layout under a key.
    #[must_use]
    pub fn inner(&self, key: &str) -> Option<&Layout> {
        self.keys.iter().find(|(known, _)| *known == key).map(|(_, layout)| layout).or(self.names.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use crate::plan_file::schema::layout;

    #[test]
    fn keys_come_in_the_order_of_the_schema() {
        let root = layout();
        let plan = root.table_with(&["schema"]).unwrap();
        let order = [
            "schema",
            "answers",
            "status",
            "standard",
            "document",
            "decision",
            "issuer",
            "commune",
            "signer",
            "recipients",
        ];
        assert!(order.iter().enumerate().all(|(at, key)| plan.rank(key) == Some(at)));
        let section = plan.inner("sections").unwrap().table_with(&["id"]).unwrap();
        assert!(section.rank("title") < section.rank("text") && section.rank("text") < section.rank("show"));
        assert!(section.inner("text").unwrap().is_prose() && !section.inner("title").unwrap().is_prose());
    }

    #[test]
    fn a_promise_is_a_measure_or_has_named_ones() {
        let root = layout();
        let plan = root.table_with(&["schema"]).unwrap();
        let target = plan.inner("targets").unwrap().table_with(&["id", "promise"]).unwrap();
        let promise = target.inner("promise").unwrap();
        assert_eq!(promise.table_with(&["value", "op"]).unwrap().rank("op"), Some(0));
        let named = promise.table_with(&["5g", "internet"]).unwrap();
        assert_eq!(named.rank("5g"), None);
        assert_eq!(named.inner("5g").unwrap().table_with(&["value"]).unwrap().rank("value"), Some(1));
    }
}
