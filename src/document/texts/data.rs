//! The texts of what a plan lists: bases, targets, tasks, assignments.

use super::{Owner, Reading, Role, Walk};
use crate::model::measure::Measure;
use crate::model::plan::{Assignment, Basis, Due, DuePart, Moment, Target, Task};
use crate::model::section::Extra;

impl<'a> Walk<'_, 'a> {
    pub(super) fn basis(&mut self, basis: &'a Basis) {
        let Basis { span, document: _, text, verb } = basis;
        if self.seen.insert(*span) {
            self.add_as(Reading::Words, Owner::Basis(basis), Role::Basis, verb);
            self.add(Owner::Basis(basis), Role::Basis, text);
        }
    }

    pub(super) fn target(&mut self, target: &'a Target) {
        let Target { id, group: _, section: _, quoted: _, lead, text, indicator: _, city, previous, promise } = target;
        if self.seen.insert(id.span) {
            let owner = Owner::Target(target);
            self.add(owner, Role::Target, text);
            for party in lead {
                self.party(owner, Role::Party, party);
            }
            for measure in promise.measures().chain(previous).chain(city) {
                let Measure { span: _, operator: _, value: _, unit, by: _, note, indicator: _, series: _ } = measure;
                self.add(owner, Role::Unit, unit);
                self.add(owner, Role::Note, note);
            }
        }
    }

    pub(super) fn task(&mut self, task: &'a Task) {
        let Task {
            id,
            group: _,
            section: _,
            quoted: _,
            text,
            lead,
            support,
            due,
            product,
            work,
            mode,
            extra,
            serves: _,
        } = task;
        if self.seen.insert(id.span) {
            let owner = Owner::Task(task);
            self.add(owner, if task.is_prose() { Role::TaskProse } else { Role::Task }, [text]);
            for party in lead.iter().chain(support) {
                self.party(owner, Role::Party, party);
            }
            if let Some(Due { span: _, parts }) = due {
                for DuePart { moment, note, other: _ } in parts {
                    match moment {
                        Moment::At(_)
                        | Moment::Since(_)
                        | Moment::Before(_)
                        | Moment::Recurring(_)
                        | Moment::Every(_) => {}
                        Moment::Words(words) => self.add_as(Reading::Words, owner, Role::TaskDetail, [words]),
                        Moment::Guidance(party) => self.party(owner, Role::Party, party),
                    }
                    self.add_as(Reading::Words, owner, Role::Note, note);
                }
            }
            self.add(owner, Role::TaskDetail, product.iter().chain(work).chain(mode));
            for Extra { name: _, text } in &extra.0 {
                self.add(owner, Role::TaskDetail, [text]);
            }
        }
    }

    pub(super) fn assignment(&mut self, assignment: &'a Assignment) {
        let Assignment { span, section: _, agencies, request: _, title, text, lists: _, run_in: _ } = assignment;
        if self.seen.insert(*span) {
            let owner = Owner::Assignment(assignment);
            self.add(owner, Role::Title, title);
            for party in agencies {
                self.party(owner, Role::Party, party);
            }
            self.add(owner, Role::Assignment, [text]);
        }
    }
}
