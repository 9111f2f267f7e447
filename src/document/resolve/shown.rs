//! Which section shows which data.

use crate::base::source::Located;
use crate::model::id::Id;
use crate::model::section::Section;

/// Returns the section for targets that name none: the only one that shows targets.
pub(super) fn home_of_targets(sections: &[Section]) -> Option<&Id> {
    only(sections, |section| section.show.as_ref().is_some_and(|show| show.targets.is_some()))
}

/// Returns the section for tasks that name none: the only one that shows tasks.
pub(super) fn home_of_tasks(sections: &[Section]) -> Option<&Id> {
    only(sections, |section| section.show.as_ref().is_some_and(|show| show.tasks.is_some()))
}

fn only(sections: &[Section], shows: impl Fn(&Section) -> bool) -> Option<&Id> {
    let mut found = sections.iter().filter(|section| shows(section));
    let first = found.next()?;
    found.next().is_none().then_some(&first.id.value)
}

/// Returns whether a datum that names a section, or none, belongs to this one.
pub(super) fn belongs(named: Option<&Located<Id>>, section: &Section, home: Option<&Id>) -> bool {
    named.map(|id| &id.value).or(home) == Some(&section.id.value)
}
