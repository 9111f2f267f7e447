//! Who issues the plan: the People's Committee of a commune, or the body of `[issuer]`. All that depends on it is asked here.

use super::body::{Body, Level, Province, Regime};
use super::{Capacity, Commune, Decision, Header, Plan};
use crate::base::source::Located;
use crate::input::decode::{Keyword as _, SourceText};

/// Who issues a plan.
#[derive(Debug, Clone, Copy)]
pub enum Issuer<'p> {
    /// The People's Committee of a commune.
    Commune(&'p Commune),
    /// Another body, and the commune that it is of, if it is.
    Body(&'p Body, Option<&'p Commune>),
}

impl Plan {
    /// Returns who issues it. `None` where it says neither, which was reported.
    #[must_use]
    pub fn issuer(&self) -> Option<Issuer<'_>> {
        match &self.body {
            Some(body) => Some(Issuer::Body(body, self.commune.as_ref())),
            None => self.commune.as_ref().map(Issuer::Commune),
        }
    }
}

impl<'p> Issuer<'p> {
    /// The People's Committee, as sentences call it.
    const COMMITTEE: &'static str = "Ủy ban nhân dân";
    /// The letters of a People's Committee in a symbol.
    pub const COMMITTEE_SYMBOL: &'static str = "UBND";
    /// Those of a steering committee.
    const STEERING_SYMBOL: &'static str = "BCĐ";

    #[must_use]
    pub fn regime(self) -> Regime {
        match self {
            Self::Commune(_) => Regime::Committee,
            Self::Body(body, _) => body.kind.regime(),
        }
    }

    /// Returns whether it is a body of the central government.
    #[must_use]
    pub fn is_central(self) -> bool {
        matches!(self, Self::Body(body, _) if body.kind.level() == Level::Central)
    }

    /// The commune that it is, or is of.
    #[must_use]
    pub fn commune(self) -> Option<&'p Commune> {
        match self {
            Self::Commune(commune) => Some(commune),
            Self::Body(_, commune) => commune,
        }
    }

    /// The province that it is, or is of, where it is of no commune.
    #[must_use]
    pub fn province(self) -> Option<Province<'p>> {
        match self {
            Self::Commune(_) | Self::Body(_, Some(_)) => None,
            Self::Body(body, None) => body.province(),
        }
    }

    /// Returns the word for its kind: «xã», «sở».
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Commune(commune) => commune.kind.as_str(),
            Self::Body(body, _) => body.kind.as_str(),
        }
    }

    /// Returns its proper name, without the kind.
    #[must_use]
    pub fn name(self) -> &'p SourceText {
        match self {
            Self::Commune(commune) => &commune.name,
            Self::Body(body, _) => &body.name,
        }
    }

    /// Kind and name, the unit instead of its committee: «xã Bình Giang», «Sở Khoa học và Công nghệ».
    #[must_use]
    pub fn called(self) -> String {
        match self {
            Self::Commune(commune) => commune.full(),
            Self::Body(body, _) => body.called(),
        }
    }

    /// Returns its official name: «Ủy ban nhân dân xã Bình Giang», «Sở Khoa học và Công nghệ».
    #[must_use]
    pub fn full(self) -> String {
        self.lines().join(" ")
    }

    /// Returns its official name, line by line as in the letterhead, in natural case (Decree 30, Appendix I, II.2.a).
    #[must_use]
    pub fn lines(self) -> Vec<String> {
        match self.regime() {
            Regime::Committee => vec![Self::COMMITTEE.to_owned(), self.called()],
            Regime::Steering | Regime::Head => vec![self.called()],
        }
    }

    /// Returns the body above its name in the letterhead, in natural case. Where the plan does not name it, that of a body under a head
    /// is the People's Committee of the commune; a steering committee stands alone.
    #[must_use]
    pub fn superior(self) -> Option<String> {
        let Self::Body(body, commune) = self else { return None };
        let committee = |commune: &Commune| format!("{} {}", Self::COMMITTEE_SYMBOL, commune.full());
        let named = body.superior.as_ref().map(|superior| superior.text.trim().to_owned());
        match body.kind.regime() {
            _ if !body.kind.has_superior() => None,
            Regime::Head => named.or_else(|| commune.map(committee)),
            Regime::Steering | Regime::Committee => named,
        }
    }

    /// Returns its name with its unit, for who sees nothing else of the document: «Sở Khoa học và Công nghệ thành phố Hải Phòng».
    #[must_use]
    pub fn official(self) -> String {
        let full = self.full();
        let unit = match self {
            Self::Commune(_) => None,
            Self::Body(_, Some(commune)) => Some(commune.full()),
            Self::Body(body, None) => body.province().map(Province::full),
        };
        match unit.filter(|unit| !full.ends_with(unit.as_str())) {
            Some(unit) => format!("{full} {unit}"),
            None => full,
        }
    }

    /// Returns the place before the date, where the plan does not write it (II.4.a). `None` where it is not known.
    #[must_use]
    pub fn place(self) -> Option<String> {
        match self {
            Self::Commune(commune) | Self::Body(_, Some(commune)) => Some(commune.place()),
            Self::Body(body, None) => body.place(),
        }
    }

    /// Returns its letters in the symbol of its documents; empty where they are missing, which is reported.
    #[must_use]
    pub fn symbol(self) -> &'p str {
        match self {
            Self::Body(Body { symbol: Some(symbol), .. }, _) => symbol.text.trim(),
            Self::Commune(_) => Self::COMMITTEE_SYMBOL,
            Self::Body(body, _) => match (body.kind.symbol(), body.kind.regime()) {
                (Some(symbol), _) => symbol,
                (None, Regime::Steering) => Self::STEERING_SYMBOL,
                (None, Regime::Head | Regime::Committee) => "",
            },
        }
    }

    /// Returns the title of its head.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Commune(_) => "Chủ tịch",
            Self::Body(body, _) => body.kind.head(),
        }
    }

    /// Returns the line of capacity of who signs for it: on behalf of a body that decides as one; none where the head decides
    /// (Điều 13 khoản 1, khoản 2; Appendix I, II.7.b).
    #[must_use]
    pub fn usual_capacity(self) -> Option<&'static str> {
        match self.regime() {
            Regime::Committee => Some(Capacity::USUAL),
            Regime::Steering => Some("TM. Ban Chỉ đạo"),
            Regime::Head => None,
        }
    }
}

impl Plan {
    /// Gives the symbol and the lines of capacity that the plan does not write: they are those of its issuer.
    pub(super) fn complete(&mut self) {
        let Some(Issuer::Body(body, _)) = self.issuer() else { return };
        let issuer = Issuer::Body(body, None);
        let span = body.symbol.as_ref().map_or(body.span, |symbol| symbol.span);
        let of_plan = SourceText::implied(&Header::symbol_of(issuer.symbol()), span);
        let of_decision = SourceText::implied(&Decision::symbol_of(issuer.symbol()), span);
        let first = self.signer.capacity.first().map_or(span, |line| line.span);
        let usual = issuer.usual_capacity().and_then(|line| Capacity::implied(line, first));
        let own = (&mut self.header.issue, of_plan);
        let issues = std::iter::once(own).chain(self.decision.as_mut().map(|one| (&mut one.issue, of_decision)));
        for (issue, symbol) in issues {
            if !issue.symbol.is_written() {
                issue.symbol = symbol;
            }
        }
        let lines = &mut self.signer.capacity;
        if lines.iter().any(|line: &Located<Capacity>| !line.value.body.is_written()) {
            *lines = usual.into_iter().collect();
        }
    }
}
