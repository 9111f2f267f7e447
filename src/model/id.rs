//! Ids: how plans and packs refer to their own parts.

use std::fmt;

use crate::base::diagnostic::{NOT_ALLOWED, text};
use crate::base::vietnamese::fold;
use crate::input::decode::{Decoder, FromNode, Node};

/// An id: lower-case ASCII letters, digits and `-`; of a section, several joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The form as a regular expression, for tools that know nothing of this type.
    pub const PATTERN: &'static str = r"^[a-z0-9-]+(\.[a-z0-9-]+)*$";

    /// Returns whether a text has the form of an id.
    #[must_use]
    pub fn is_well_formed(text: &str) -> bool {
        text.split('.').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id of the parent: what is before the last dot.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('.').map(|(parent, _)| parent)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromNode for Id {
    const EXAMPLE: &'static str = "\"ten-khong-dau\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        if Self::is_well_formed(&given) {
            return Some(Self(given));
        }
        let plain: String = fold::fold(given.trim())
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
            .collect();
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            text(format!("`{given}` không dùng làm mã được"), format!("`{given}` cannot be an id")),
            text(
                format!("mã chỉ gồm chữ thường không dấu, số và dấu `-`, như `{plain}`"),
                format!("ids have lower-case ASCII letters, digits and `-`, such as `{plain}`"),
            ),
        );
        None
    }
}
