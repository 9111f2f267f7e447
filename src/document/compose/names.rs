//! The names that hold together on a line: of units, bodies and persons, from the plan and its pack.

use super::Composer;
use crate::input::decode::one_line;

/// The names of a document, however they are typed in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Kind and name of the units: «phường», «Trần Hưng Đạo».
    pub units: Vec<(String, String)>,
    /// The names of bodies and persons.
    pub others: Vec<String>,
}

impl Composer<'_, '_> {
    /// Returns the commune and its city; every body of the plan and of the pack that has a name of its own; the issuers of the legal
    /// documents; the signer.
    pub(super) fn names(&self) -> Names {
        let resolved = self.resolved;
        let (commune, pack) = (&resolved.plan.commune, resolved.pack);
        let units =
            vec![(commune.kind.as_str().to_owned(), one_line(&commune.name)), (pack.kind.clone(), pack.name.clone())];
        let bodies = resolved.agencies().flat_map(|(id, agency)| {
            let brief = agency.brief.as_ref().filter(|brief| !brief.text.contains("{{")).map(|brief| one_line(brief));
            [Some(self.expressions.agency_name(id)), brief]
        });
        let issuers = resolved.documents().map(|(_, document)| document.issuer.as_ref().map(|issuer| one_line(issuer)));
        let own = [Some(self.issuer()), Some(one_line(&resolved.plan.signer.name))];
        let mut others: Vec<String> = bodies.chain(issuers).chain(own).flatten().collect();
        // Words without a capital are no name: «các phòng, ban, ngành».
        others.retain(|name| name.contains(char::is_uppercase));
        others.sort_unstable();
        others.dedup();
        Names { units, others }
    }
}
