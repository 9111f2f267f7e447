//! Every place where the plan's data name an agency by its id.

use crate::base::source::Span;
use crate::checks::rules::Subject;
use crate::model::plan::{Moment, Party, Recipient};

/// A place that names an agency.
#[derive(Debug, Clone)]
pub(super) struct Use<'a> {
    pub id: &'a str,
    pub span: Span,
}

/// Returns the places, in the order of the lists.
pub(super) fn uses<'a>(subject: &Subject<'_, 'a>) -> Vec<Use<'a>> {
    let plan = subject.plan();
    let recipients = plan.recipients.to.iter().flat_map(Recipient::parties);
    let tasks = plan.tasks.iter().flat_map(|task| {
        let guidance = task.due.iter().flat_map(|due| &due.parts).filter_map(|part| match &part.moment {
            Moment::Guidance(party) => Some(party),
            _ => None,
        });
        task.lead.iter().chain(&task.support).chain(guidance)
    });
    let targets = plan.targets.iter().flat_map(|target| &target.lead);
    let assignments = plan.assignments.iter().flat_map(|assignment| &assignment.agencies);
    let ids = recipients.chain(targets).chain(tasks).chain(assignments).filter_map(|party| match party {
        Party::Agency(id) => Some(id),
        Party::Words(_) => None,
    });
    let ids = ids.chain(&plan.recipients.drafted_by).map(|id| Use { id: id.value.as_str(), span: id.span });
    let calls = subject.own_passages().flat_map(|passage| {
        let calls = passage.calls().iter().filter(|call| call.function == "agency");
        calls.map(|call| Use { id: call.id, span: passage.span(call.range.clone()) })
    });
    ids.chain(calls).collect()
}
