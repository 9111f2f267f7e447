//! What a rule is.

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

/// A rule: its card and its function.
#[derive(Debug)]
pub struct Rule {
    /// What it is called and what it rests on.
    pub meta: RuleMeta,
    /// What it must know.
    pub needs: Needs,
    /// Finds.
    pub check: fn(&Subject<'_, '_>, &mut Findings),
}
