//! How a section shows data.

use super::{Detail, Label, Labels, Orientation};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::Id;
use crate::model::time::Time;

macro_rules! keywords {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal),* $(,)? } example $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$item_doc])* $item),* }

        impl Keyword for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$item)),*];
        }

        impl FromNode for $name {
            const EXAMPLE: &'static str = $example;

            fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
                decode_keyword(node, decoder)
            }
        }
    };
}

keywords! {
    /// How bases are shown.
    BasesAs {
        /// Items with a dash.
        List = "list",
        /// Italic lines (Decree 30, Appendix I, II.6.a).
        Lines = "lines",
        Sentence = "sentence",
    } example "\"list\""
}

keywords! {
    /// How targets are shown.
    TargetsAs {
        /// Sentences with a dash.
        List = "list",
        Table = "table",
    } example "\"table\""
}

keywords! {
    /// How tasks are shown.
    TasksAs {
        /// Items with the lines of lead, support and due.
        List = "list",
        Table = "table",
        /// Items a), b), c): the task, its lead, its due date.
        Record = "record",
    } example "\"table\""
}

keywords! {
    /// How the rows of a table with groups are numbered.
    GroupNumbering {
        /// From 1 in every group.
        ByGroup = "by-group",
        /// From 1 through the whole table.
        Through = "through",
    } example "\"through\""
}

keywords! {
    /// How assignments are shown.
    AssignmentsAs {
        /// A numbered heading and its text.
        Headings = "headings",
        /// A numbered heading with its text in the same paragraph.
        RunIn = "run-in",
        /// An item led by the agency in bold.
        Bullets = "bullets",
        Table = "table",
    } example "\"headings\""
}

keywords! {
    /// What a column shows.
    ColumnField {
        /// Number of the row.
        Number = "no",
        /// The wording.
        Text = "text",
        /// Unit of measure.
        Unit = "unit",
        /// The city's own value.
        City = "city",
        /// Last period's result.
        Previous = "previous",
        Promise = "promise",
        /// What has to be done.
        Work = "work",
        /// Who leads.
        Lead = "lead",
        /// Who supports.
        Support = "support",
        /// How responsibility is borne.
        Mode = "mode",
        /// When it is due.
        Due = "due",
        /// What comes out.
        Product = "product",
        Agency = "agency",
    } example "\"text\""
}

keywords! {
    /// How a column writes times, where it is not the usual way.
    TimeForm {
        /// Without «Ngày», «Tháng», «Năm».
        Short = "short",
    } example "\"short\""
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it shows.
    pub detail: Located<Detail>,
    /// Its title, where it is not the usual one.
    pub title: Option<SourceText>,
    /// Of promises: the horizon whose promises it shows. The others are in other columns.
    pub by: Option<Located<Time>>,
    /// Of due dates: how they are written.
    pub form: Option<Located<TimeForm>>,
}

impl FromNode for Column {
    const EXAMPLE: &'static str = "\"text\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.as_table().is_none() {
            return Located::<Detail>::from_node(node, decoder).map(|detail| Self {
                detail,
                title: None,
                by: None,
                form: None,
            });
        }
        let mut reader = TableReader::new(node, decoder)?;
        let detail = reader.required("show");
        let title = reader.optional("title");
        let by = reader.optional("by");
        let form = reader.optional("form");
        reader.finish();
        Some(Self { detail: detail?, title, by, form })
    }
}

/// What a section shows, and how.
#[derive(Debug, Clone)]
pub struct Show {
    pub span: Span,
    pub bases: Option<BasesAs>,
    pub targets: Option<TargetsAs>,
    pub tasks: Option<TasksAs>,
    pub assignments: Option<AssignmentsAs>,
    /// The groups whose tasks or targets are shown; all when empty.
    pub groups: Vec<Located<Id>>,
    /// How the rows of a table with groups are numbered, where it is not the usual way.
    pub numbering: Option<Located<GroupNumbering>>,
    /// Labels of lines in place of the usual ones.
    pub labels: Vec<Label>,
    /// Columns of a table; the usual ones when empty.
    pub columns: Vec<Column>,
    /// How the paper lies for the section.
    pub orientation: Option<Located<Orientation>>,
}

impl Show {
    /// Returns whether any of the data is shown as a table.
    #[must_use]
    pub fn has_table(&self) -> bool {
        self.targets == Some(TargetsAs::Table)
            || self.tasks == Some(TasksAs::Table)
            || self.assignments == Some(AssignmentsAs::Table)
    }
}

impl FromNode for Show {
    const EXAMPLE: &'static str = "{ targets = \"table\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        // A way to show data that is misspelt was reported; the data is shown all the same.
        let bases = optional_or(&mut reader, "bases", BasesAs::List);
        let targets = optional_or(&mut reader, "targets", TargetsAs::List);
        let tasks = optional_or(&mut reader, "tasks", TasksAs::List);
        let assignments = optional_or(&mut reader, "assignments", AssignmentsAs::Headings);
        let groups = reader.list("groups");
        let numbering = reader.optional("numbering");
        let labels = reader.optional("labels").map(|Labels(labels)| labels).unwrap_or_default();
        let columns = reader.list("columns");
        let orientation = reader.optional("orientation");
        reader.finish();
        Some(Self {
            span: node.span,
            bases,
            targets,
            tasks,
            assignments,
            groups,
            numbering,
            labels,
            columns,
            orientation,
        })
    }
}

impl Show {
    /// Returns whether the tasks or targets of a group, or of none, are among those that it shows.
    #[must_use]
    pub fn takes(&self, group: Option<&Located<Id>>) -> bool {
        self.groups.is_empty() || group.is_some_and(|group| self.groups.iter().any(|shown| shown.value == group.value))
    }

    /// Returns the label of what a line shows, where it is not the usual one.
    #[must_use]
    pub fn label(&self, detail: &Detail) -> Option<&SourceText> {
        self.labels.iter().find(|label| label.detail == *detail).map(|label| &label.words)
    }
}

/// Returns the value of a key, the usual one where the given one was reported.
fn optional_or<T: FromNode>(reader: &mut TableReader<'_, '_, '_>, key: &'static str, usual: T) -> Option<T> {
    let given = reader.has(key);
    reader.optional(key).or_else(|| given.then_some(usual))
}
