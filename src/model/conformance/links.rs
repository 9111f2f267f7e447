//! Which indicators of different baselines measure the same thing.

use std::collections::BTreeMap;

use crate::model::packs::Pack;

/// The links between the indicators of a pack.
#[derive(Debug, Default)]
pub struct Links<'a> {
    same_as: BTreeMap<&'a str, &'a str>,
}

impl<'a> Links<'a> {
    /// Returns the links of all baselines of a pack.
    #[must_use]
    pub fn of(pack: &'a Pack) -> Self {
        let indicators = pack.baselines.iter().flat_map(|baseline| &baseline.indicators);
        let pairs = indicators.filter_map(|indicator| {
            indicator.same_as.as_ref().map(|other| (indicator.id.value.as_str(), other.value.as_str()))
        });
        Self { same_as: pairs.collect() }
    }

    /// Returns the indicator that represents all that measure the same thing as this one.
    #[must_use]
    pub fn root<'i>(&self, id: &'i str) -> &'i str
    where
        'a: 'i,
    {
        let mut root = id;
        // No chain has more links than there are: a circle ends as well.
        for _ in 0..self.same_as.len() {
            match self.same_as.get(root) {
                Some(next) => root = next,
                None => break,
            }
        }
        root
    }
}
