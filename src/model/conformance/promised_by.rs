//! Who promises: what the city asks of a commune, it does not ask of others.

use crate::model::measure::Measure;
use crate::model::packs::Indicator;
use crate::model::plan::{Issuer, Plan};

/// Who promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromisedBy {
    /// The People's Committee of a commune: the minimum of a commune, and every required indicator.
    Commune,
    /// A body of a commune, such as a division: the minimum of a commune for what it promises.
    CommuneBody,
    /// A city or a body of it: the city's own value for what it promises.
    City,
    /// A body of the central government, of which no city asks anything.
    Central,
}

impl PromisedBy {
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        match plan.issuer() {
            None | Some(Issuer::Commune(_)) => Self::Commune,
            Some(issuer) if issuer.is_central() => Self::Central,
            Some(Issuer::Body(_, Some(_))) => Self::CommuneBody,
            Some(Issuer::Body(_, None)) => Self::City,
        }
    }

    /// Returns the least that may be promised for an indicator, where it is known: by each day for which it is asked.
    #[must_use]
    pub fn minimums(self, indicator: &Indicator) -> &[Measure] {
        match self {
            Self::Commune | Self::CommuneBody => &indicator.commune,
            Self::City => indicator.city.as_slice(),
            Self::Central => &[],
        }
    }

    /// Returns whether it must promise something for an indicator.
    #[must_use]
    pub fn requires(self, indicator: &Indicator) -> bool {
        self == Self::Commune && indicator.required
    }
}
