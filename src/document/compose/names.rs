//! The names that hold together on a line: of units, bodies and persons, from the plan and its pack.

use super::Composer;
use crate::input::decode::one_line;
use crate::model::plan::Issuer;

/// The names of a document, however they are typed in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Kind and name of the units: «phường», «Trần Hưng Đạo».
    pub units: Vec<(String, String)>,
    /// The names of bodies and persons.
    pub others: Vec<String>,
}

impl Composer<'_, '_> {
    /// Returns the commune and its city; the issuing body and the one above it; every body of the plan and of the pack that has a name of its own; the issuers of the legal
    /// documents; the signer.
    pub(super) fn names(&self) -> Names {
        let resolved = self.resolved;
        let (plan, pack) = (resolved.plan, resolved.pack);
        let commune = plan.commune.iter().map(|commune| (commune.kind.as_str().to_owned(), one_line(&commune.name)));
        let city = (!pack.name.is_empty()).then(|| (pack.kind.clone(), pack.name.clone()));
        let units = commune.chain(city).collect();
        let bodies = resolved.agencies().flat_map(|(id, agency)| {
            let brief = agency.brief.as_ref().filter(|brief| !brief.text.contains("{{")).map(|brief| one_line(brief));
            [Some(self.expressions.agency_name(id)), brief]
        });
        let issuers = resolved.documents().map(|(_, document)| document.issuer.as_ref().map(|issuer| one_line(issuer)));
        let issuer = plan.issuer();
        let own = [issuer.map(Issuer::full), issuer.and_then(Issuer::superior), Some(one_line(&plan.signer.name))];
        let mut others: Vec<String> = bodies.chain(issuers).chain(own).flatten().collect();
        // Words without a capital are no name: «các phòng, ban, ngành».
        others.retain(|name| name.contains(char::is_uppercase));
        others.sort_unstable();
        others.dedup();
        Names { units, others }
    }
}
