//! Every place where the plan's data name an agency by its id.

use crate::base::source::{Located, Span};
use crate::checks::rules::Subject;
use crate::model::id::Id;
use crate::model::plan::{Moment, Party};

/// A place that names an agency.
#[derive(Debug, Clone)]
pub(super) struct Use<'a> {
    pub id: &'a str,
    pub span: Span,
    pub path: String,
}

/// The places, in the order of the lists.
pub(super) fn uses<'a>(subject: &Subject<'_, 'a>) -> Vec<Use<'a>> {
    let plan = subject.plan();
    let mut out = Vec::new();
    let mut add = |id: &'a Located<Id>, path: String| out.push(Use { id: id.value.as_str(), span: id.span, path });
    for (index, recipient) in plan.recipients.to.iter().enumerate() {
        if let Party::Agency(id) = &recipient.party {
            add(id, format!("recipients.to[{index}]"));
        }
    }
    if let Some(id) = &plan.recipients.drafted_by {
        add(id, "recipients.drafted_by".to_owned());
    }
    for (index, task) in plan.tasks.iter().enumerate() {
        let guidance = task.due.iter().flat_map(|due| &due.parts).filter_map(|part| match &part.moment {
            Moment::Guidance(party) => Some(("due", party)),
            _ => None,
        });
        let lead = task.lead.iter().map(|party| ("lead", party));
        let support = task.support.iter().map(|party| ("support", party));
        for (key, party) in lead.chain(support).chain(guidance) {
            if let Party::Agency(id) = party {
                add(id, format!("tasks[{index}].{key}"));
            }
        }
    }
    for (index, assignment) in plan.assignments.iter().enumerate() {
        for party in &assignment.agencies {
            if let Party::Agency(id) = party {
                add(id, format!("assignments[{index}].agency"));
            }
        }
    }
    for passage in subject.own_passages() {
        for call in passage.calls() {
            if call.function == "agency" {
                out.push(Use { id: call.id, span: passage.span(call.range.clone()), path: passage.path().to_owned() });
            }
        }
    }
    out
}
