//! The one verdict on what a plan answers to a minimum: rules, `baseline`, `diff` and reports say the same.

use rust_decimal::Decimal;

use crate::base::diagnostic::Lacks;

/// Why two measures cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    NoNumber,
    /// The units differ.
    OtherUnit,
    /// One is a number and the other is not, or they point in opposite directions.
    OtherKind,
    /// What is counted is narrower than what the city counts.
    NarrowerPopulation,
    /// What is promised is for earlier, or for earlier and for later than the city asks, not for its horizon.
    NoHorizon,
    /// The baseline has no minimum.
    NoMinimum,
}

/// On which side of a minimum a promise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Less than the least that may be promised.
    TooLow,
    /// More than the most that may be promised: hours, days.
    TooHigh,
}

/// By how much a promise falls short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// In the unit of the minimum; 0 where only the strictness differs (≥ 90 and > 90).
    pub amount: Decimal,
    pub side: Side,
}

/// How a plan answers a minimum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// More is promised than is asked for.
    Above,
    /// As much as is asked for.
    Met,
    /// The horizon is in a year after the plan's period: what the plan promises is on the way there.
    NotDue,
    /// Nothing is promised, and nothing need be.
    Optional,
    /// Less.
    Below(Shortfall),
    /// Only later than the city asks; and how it compares apart from that.
    Late(Box<Verdict>),
    /// Nothing is promised that must be.
    Missing,
    /// They cannot be compared.
    NotComparable(Reason),
    /// It falls short, and a waiver of the project allows it.
    Waived(Box<Verdict>),
    /// It falls short, and a waiver allowed it until a day that is over.
    WaiverExpired(Box<Verdict>),
}

impl Verdict {
    /// Returns the word that programs read.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Met => "met",
            Self::NotDue => "not-due",
            Self::Optional => "optional",
            Self::Below(_) => "below",
            Self::Late(_) => "late",
            Self::Missing => "missing",
            Self::NotComparable(_) => "not-comparable",
            Self::Waived(_) => "waived",
            Self::WaiverExpired(_) => "waiver-expired",
        }
    }

    /// Returns whether the plan does not do what is asked, or nobody knows whether it does. A waiver allows that, and changes nothing of it.
    #[must_use]
    pub fn falls_short(&self) -> bool {
        match self {
            Self::Above | Self::Met | Self::NotDue | Self::Optional | Self::NotComparable(Reason::NoMinimum) => false,
            Self::Below(_) | Self::Late(_) | Self::Missing | Self::NotComparable(_) => true,
            Self::Waived(inner) | Self::WaiverExpired(inner) => inner.falls_short(),
        }
    }

    /// Returns how the values compare, whenever they are due and whether or not it is waived.
    #[must_use]
    pub fn of_values(&self) -> &Self {
        match self {
            Self::Late(inner) | Self::Waived(inner) | Self::WaiverExpired(inner) => inner.of_values(),
            other => other,
        }
    }

    /// Returns whether enough is promised, but too late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        match self {
            Self::Late(_) => true,
            Self::Waived(inner) | Self::WaiverExpired(inner) => inner.is_late(),
            _ => false,
        }
    }

    /// Returns by how much the promise falls short.
    #[must_use]
    pub fn shortfall(&self) -> Option<Shortfall> {
        match self.of_values() {
            Self::Below(shortfall) => Some(*shortfall),
            _ => None,
        }
    }

    /// Returns what is lacking: each must be waived for the promise to be.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lacks> {
        let of_values = match self.of_values() {
            Self::Below(_) => Some(Lacks::Value),
            Self::Missing => Some(Lacks::Target),
            Self::NotComparable(reason) if *reason != Reason::NoMinimum => Some(Lacks::Comparison),
            _ => None,
        };
        self.is_late().then_some(Lacks::Time).into_iter().chain(of_values).collect()
    }

    /// Returns the verdict with what the waivers of its project say: of each thing that lacks, whether it is waived.
    #[must_use]
    pub fn with_waivers(self, waived: impl Fn(Lacks) -> Option<bool>) -> Self {
        let said: Vec<Option<bool>> = self.lacks().into_iter().map(waived).collect();
        match () {
            () if said.is_empty() || said.iter().all(Option::is_none) => self,
            () if said.iter().all(|one| *one == Some(true)) => Self::Waived(Box::new(self)),
            () if said.contains(&Some(false)) => Self::WaiverExpired(Box::new(self)),
            () => self,
        }
    }

    /// Returns how bad it is, among the verdicts on one promise: the greater one is reported.
    pub(super) fn gravity(&self) -> (u8, Decimal) {
        let rank = match self {
            Self::Above => 0,
            Self::Met => 1,
            Self::NotComparable(Reason::NoMinimum) => 2,
            Self::NotDue | Self::Optional => 3,
            Self::Waived(_) => 4,
            Self::NotComparable(_) => 6,
            Self::Below(_) => 7,
            Self::Late(_) => 8,
            Self::Missing => 9,
            Self::WaiverExpired(_) => 10,
        };
        (rank, self.shortfall().map_or(Decimal::ZERO, |shortfall| shortfall.amount))
    }
}
