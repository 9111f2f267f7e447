//! Which body a plan means where it names one: an agency, a collective phrase, or words.

use super::Subject;
use crate::base::vietnamese::fold::fold;
use crate::document::resolve::Resolved;
use crate::input::expressions::fixed_part;
use crate::model::packs::{Agency, AgencyKind};
use crate::model::plan::Party;

/// Returns whether naming a party names an agency: the agency itself, a phrase that covers its kind, or words with its name.
pub(super) fn names(resolved: &Resolved<'_>, party: &Party, agency: &Agency) -> bool {
    match party {
        Party::Agency(id) => {
            id.value == agency.id.value
                || resolved.agency(id.value.as_str()).is_some_and(|group| group.covers.contains(&agency.kind))
        }
        Party::Words(words) => {
            let words = fold(&words.text);
            keys(agency).any(|key| words.contains(&key))
        }
    }
}

/// Returns whether a party is a body above the commune.
pub(super) fn is_superior(subject: &Subject<'_, '_>, party: &Party) -> bool {
    let resolved = subject.resolved;
    match party {
        Party::Agency(id) => {
            resolved.agency(id.value.as_str()).is_some_and(|agency| agency.kind == AgencyKind::Superior)
        }
        Party::Words(words) => {
            let words = fold(&words.text);
            let known = resolved
                .agencies()
                .filter(|(_, agency)| agency.kind == AgencyKind::Superior)
                .any(|(_, agency)| keys(agency).any(|key| words.contains(&key)));
            known || subject.vocabulary().bodies.superiors.iter().any(|start| words.starts_with(start))
        }
    }
}

/// Returns the name of an agency as a message shows it: without expressions.
pub(super) fn shown(agency: &Agency) -> &str {
    let name = agency.brief.as_ref().unwrap_or(&agency.name);
    fixed_part(&name.text)
}

/// Returns what words that mean an agency must contain: its names without marks and without the word that is often shortened.
fn keys(agency: &Agency) -> impl Iterator<Item = String> {
    [Some(&agency.name), agency.brief.as_ref()].into_iter().flatten().filter_map(|name| {
        let folded = fold(fixed_part(&name.text));
        let key = folded.strip_prefix("trung tam ").map_or(folded.clone(), str::to_owned);
        (key.len() > 3).then_some(key)
    })
}
