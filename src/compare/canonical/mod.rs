//! A plan in canonical form: what it says, item by item and field by field, whatever its file looks like.
//!
//! Two versions of a plan are compared by this, and `kehoach show` prints it. It owns its words, so that two plans can be compared
//! side by side. Prose is kept as it is typed: an expression is one piece, and what it shows goes along for people to read.

mod bodies;
mod build;
mod document;
mod labels;
mod listed;
mod pack;
mod sections;
mod show;
mod tables;
mod targets;
mod tasks;
mod text;
mod values;

pub use labels::{collection_label, field_label};
pub use pack::{of_lines, of_pack};
pub use show::show;
pub use text::{Line, Namespace, Piece, Reference, Token};
pub use values::{Comparable, MeasuredPromise, MinimumStatus, State, Value};

use std::collections::BTreeMap;

use crate::document::compose::Evaluator;
use crate::document::resolve::Resolved;

/// What an item is, in the words of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A target (chỉ tiêu).
    Target,
    /// A task (nhiệm vụ).
    Task,
    /// An assignment (phân công).
    Assignment,
    /// A basis (căn cứ).
    Basis,
    /// A section, a group of targets or an appendix.
    Section,
    Recipient,
    Signer,
    /// The document itself, and the bodies and documents that it declares.
    Document,
}

impl Kind {
    /// Returns the word that programs read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Task => "task",
            Self::Assignment => "assignment",
            Self::Basis => "basis",
            Self::Section => "section",
            Self::Recipient => "recipient",
            Self::Signer => "signer",
            Self::Document => "document",
        }
    }
}

/// The list of the plan that an item belongs to. Ids are unique within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Collection {
    Document,
    Decision,
    /// Bases of the decision.
    BasesOfDecision,
    Signer,
    Recipients,
    /// Own bodies.
    Agencies,
    /// Own legal documents.
    Documents,
    /// Sentences of the city that the plan writes.
    Sentences,
    /// Indicators of the city that the plan answers.
    Indicators,
    Bases,
    Sections,
    /// Groups of targets.
    Groups,
    Targets,
    Tasks,
    Assignments,
    Appendices,
}

impl Collection {
    /// Returns what the items of the list are.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Document | Self::Decision | Self::Agencies | Self::Documents => Kind::Document,
            Self::Signer => Kind::Signer,
            Self::Recipients => Kind::Recipient,
            Self::Bases | Self::BasesOfDecision => Kind::Basis,
            Self::Sections | Self::Groups | Self::Appendices | Self::Sentences => Kind::Section,
            Self::Targets | Self::Indicators => Kind::Target,
            Self::Tasks => Kind::Task,
            Self::Assignments => Kind::Assignment,
        }
    }

    /// Returns the prefix of an id where lists share a kind: ids of two of them may be the same.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Agencies => "co-quan/",
            Self::Documents => "van-ban/",
            Self::Sentences => "cau-chuan/",
            Self::Indicators => "chi-so/",
            Self::Groups => "nhom/",
            Self::Appendices => "phu-luc/",
            Self::BasesOfDecision => "quyet-dinh/",
            Self::Document
            | Self::Decision
            | Self::Signer
            | Self::Recipients
            | Self::Bases
            | Self::Sections
            | Self::Targets
            | Self::Tasks
            | Self::Assignments => "",
        }
    }

    /// Returns what refers to items of the list.
    #[must_use]
    pub fn space(self) -> Option<Namespace> {
        match self {
            Self::Agencies => Some(Namespace::Agency),
            Self::Documents => Some(Namespace::Document),
            Self::Sentences => Some(Namespace::Sentence),
            Self::Indicators => Some(Namespace::Indicator),
            Self::Sections => Some(Namespace::Section),
            Self::Groups => Some(Namespace::Group),
            Self::Targets => Some(Namespace::Target),
            Self::Tasks => Some(Namespace::Task),
            Self::Appendices => Some(Namespace::Appendix),
            Self::Document
            | Self::Decision
            | Self::BasesOfDecision
            | Self::Signer
            | Self::Recipients
            | Self::Bases
            | Self::Assignments => None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Field {
    /// Its name: the key of the plan file, with a dot inside tables.
    pub name: String,
    /// The field that it belongs to; without that one it says nothing.
    pub within: Option<String>,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub list: Collection,
    /// Its id within the list: the one that the plan gives, or one made of its content.
    pub id: String,
    /// Whether the plan gives the id.
    pub named: bool,
    /// Whether it is not the plan's: it is compared where both versions use it.
    pub from_pack: bool,
    /// Among which items of its list the order has a meaning; none where it has none.
    pub order_scope: Option<String>,
    /// What people call it.
    pub title: Value,
    /// What it says in one, for one that is added or removed.
    pub summary: Value,
    pub fields: Vec<Field>,
}

impl Item {
    /// An item that has an id of its own and no place among others.
    fn new(list: Collection, id: impl Into<String>, title: Line, fields: Vec<Field>) -> Self {
        Self {
            list,
            id: id.into(),
            named: true,
            from_pack: false,
            order_scope: None,
            title: Value::line(title.clone()),
            summary: Value::line(title),
            fields,
        }
    }

    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A plan in canonical form.
#[derive(Debug, Clone, Default)]
pub struct Canonical {
    /// Its type and subject as printed.
    pub title: String,
    /// Who issues it: «xã Bình Giang».
    pub issuer: String,
    /// Its items: by list, in the order of the plan.
    pub items: Vec<Item>,
    /// How it answers what the city asks, by the indicator.
    pub minimums: BTreeMap<String, MinimumStatus>,
}

/// Returns the canonical form of a plan.
#[must_use]
pub fn canonical(resolved: &Resolved<'_>) -> Canonical {
    let evaluator = Evaluator::new(resolved);
    build::Builder::new(resolved, &evaluator).build()
}
