//! What a city says of waivers.

use crate::input::decode::{Decoder, FromNode, Node, TableReader};

/// The table `[waivers]` of `city.toml`: how long a waiver may hold, and who may allow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaiverTerms {
    /// So many days after the day of the document that allows it at most.
    pub longest_days: Option<u32>,
    /// The bodies whose documents count, as `approval` names them; of any body where none is listed.
    pub granted_by: Vec<String>,
    /// Whether only the outermost `kehoach.toml` may have waivers: that of the department, not that of a commune.
    pub outermost_only: bool,
}

impl FromNode for WaiverTerms {
    const EXAMPLE: &'static str = "{ longest_days = 366, granted_by = [\"Ủy ban nhân dân thành phố\"] }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let longest_days = reader.optional("longest_days");
        let granted_by = reader.list("granted_by");
        let outermost_only = reader.optional("outermost_only").unwrap_or_default();
        reader.finish();
        Some(Self { longest_days, granted_by, outermost_only })
    }
}
