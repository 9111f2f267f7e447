//! What a rule is, and how its file declares it.

use super::Subject;
use crate::base::diagnostic::{Findings, RuleMeta};

/// What a rule must know of a plan before it can judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Its words only.
    Text,
    /// All its data: with a mistake in the data, the rule would report what only follows from it.
    Data,
}

/// A rule: its metadata and its function.
#[derive(Debug)]
pub struct Rule {
    pub meta: RuleMeta,
    /// What it must know.
    pub needs: Needs,
    /// Finds.
    pub check: fn(&Subject<'_, '_>, &mut Findings),
}

/// Declares the rule of a file: `RULE`, which runs the file's function `check`.
macro_rules! declare_rule {
    (needs: $needs:ident, $($meta:tt)*) => {
        pub(super) static RULE: $crate::checks::rules::Rule = $crate::checks::rules::Rule {
            meta: $crate::base::diagnostic::rule_meta! { $($meta)* },
            needs: $crate::checks::rules::Needs::$needs,
            check,
        };
    };
}

pub(super) use declare_rule;
