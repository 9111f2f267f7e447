//! What a column or a line shows: a key that every task has, or a further detail under a name of the plan's own.

use super::ColumnField;
use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::source::{Located, Span};
use crate::input::decode::{Decoder, FromNode, Keyword as _, Node, SourceText, TableReader};
use crate::input::letters;
use crate::model::id::Id;

/// What a column or a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    Field(ColumnField),
    /// A further detail of tasks, by its name: `extra.kinh-phi`.
    Extra(String),
}

impl Detail {
    /// What is before the name of a further detail.
    pub const EXTRA: &'static str = "extra.";

    /// Returns it as a plan writes it.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Field(field) => field.as_str().to_owned(),
            Self::Extra(name) => format!("{}{name}", Self::EXTRA),
        }
    }
}

impl FromNode for Detail {
    const EXAMPLE: &'static str = ColumnField::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.value.as_str().and_then(|given| given.strip_prefix(Self::EXTRA)) {
            Some(name) if is_extra_name(name) => Some(Self::Extra(name.to_owned())),
            Some(name) => {
                report_extra_name(name, node.span, decoder);
                None
            }
            None => ColumnField::from_node(node, decoder).map(Self::Field),
        }
    }
}

/// Returns whether words can be the name of a further detail.
#[must_use]
pub fn is_extra_name(name: &str) -> bool {
    Id::is_well_formed(name) && !name.contains('.')
}

/// Reports words that cannot be the name of a further detail.
pub fn report_extra_name(name: &str, span: Span, decoder: &mut Decoder<'_>) {
    let near = Some(letters::id_form(name)).filter(|near| is_extra_name(near));
    let near = near.unwrap_or_else(|| "kinh-phi".to_owned());
    let message =
        text(format!("`{name}` không dùng làm tên cột riêng được"), format!("`{name}` cannot be the name of a detail"));
    let help = text(
        format!("tên gồm chữ thường không dấu, số và dấu `-`: viết `extra.{near}`"),
        format!("use lower-case ASCII letters, digits and `-`: write `extra.{near}`"),
    );
    decoder.report(&NOT_ALLOWED, span, message, help);
}

/// What is before the colon of a line: «Cơ quan thực hiện».
#[derive(Debug, Clone)]
pub struct Label {
    /// What the line shows.
    pub detail: Detail,
    pub words: SourceText,
}

/// The labels of lines, in place of the usual ones.
pub(super) struct Labels(pub Vec<Label>);

impl FromNode for Labels {
    const EXAMPLE: &'static str = "{ lead = \"Cơ quan thực hiện\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        const FIELDS: [(&str, ColumnField); 7] = [
            ("text", ColumnField::Text),
            ("work", ColumnField::Work),
            ("lead", ColumnField::Lead),
            ("support", ColumnField::Support),
            ("mode", ColumnField::Mode),
            ("due", ColumnField::Due),
            ("product", ColumnField::Product),
        ];
        let mut reader = TableReader::new(node, decoder)?;
        let mut labels = Vec::new();
        for (key, field) in FIELDS {
            labels.extend(reader.optional(key).map(|words| Label { detail: Detail::Field(field), words }));
        }
        let extra: Extras = reader.optional("extra").unwrap_or_default();
        reader.finish();
        let further = |one: Extra| Label { detail: Detail::Extra(one.name.value), words: one.text };
        labels.extend(extra.0.into_iter().map(further));
        Some(Self(labels))
    }
}

/// A text under a name of the plan's own.
#[derive(Debug, Clone)]
pub struct Extra {
    pub name: Located<String>,
    pub text: SourceText,
}

/// Texts under names of the plan's own, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Extras(pub Vec<Extra>);

impl Extras {
    /// Returns the text under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SourceText> {
        self.0.iter().find(|extra| extra.name.value == name).map(|extra| &extra.text)
    }
}

impl FromNode for Extras {
    const EXAMPLE: &'static str = "{ kinh-phi = \"…\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let keys: Vec<(String, Span)> = reader.keys().map(|(key, span)| (key.to_owned(), span)).collect();
        let mut out = Vec::new();
        for (name, span) in keys {
            if !is_extra_name(&name) {
                report_extra_name(&name, span, reader.decoder());
            } else if let Some(text) = reader.named(&name) {
                out.push(Extra { name: Located::new(name, span), text });
            }
        }
        Some(Self(out))
    }
}
