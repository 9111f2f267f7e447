//! Which section shows which data.

use std::collections::BTreeMap;

use crate::base::source::Located;
use crate::model::id::Id;
use crate::model::section::{Section, Show};

/// The sections for data of one kind that name none.
#[derive(Debug)]
pub(super) struct Homes<'a> {
    /// The first section that asks for a group by name.
    of_groups: BTreeMap<&'a str, &'a Id>,
    /// The only one that shows the data and names no groups.
    rest: Option<&'a Id>,
}

impl<'a> Homes<'a> {
    /// Finds them among the sections whose `show` asks for the data; `grouped` says whether its groups choose among them.
    pub(super) fn new(sections: &'a [Section], grouped: bool, asks: impl Fn(&Show) -> bool) -> Self {
        let mut of_groups = BTreeMap::new();
        let mut rest = Vec::new();
        for section in sections {
            let Some(show) = section.show.as_ref().filter(|show| asks(show)) else { continue };
            for group in show.groups.iter().filter(|_| grouped) {
                of_groups.entry(group.value.as_str()).or_insert(&section.id.value);
            }
            if show.groups.is_empty() || !grouped {
                rest.push(&section.id.value);
            }
        }
        Self { of_groups, rest: if let [only] = rest[..] { Some(only) } else { None } }
    }

    /// Returns the section of a datum: the one that it names, the one that asks for its group, the only one that shows such data.
    pub(super) fn of(&self, section: Option<&'a Located<Id>>, group: Option<&'a Located<Id>>) -> Option<&'a Id> {
        let of_group = || group.and_then(|group| self.of_groups.get(group.value.as_str()).copied());
        section.map(|id| &id.value).or_else(of_group).or(self.rest)
    }
}
