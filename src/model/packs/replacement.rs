//! What took the place of agencies and documents that are no longer in force.

use std::collections::BTreeMap;

use super::{Agency, LegalDocument};
use crate::base::diagnostic::{Diagnostic, Findings, IMPOSSIBLE_DATE, NOT_ALLOWED, Text, text};
use crate::base::source::Located;
use crate::base::vietnamese::date;
use crate::model::id::{Id, IdKind};
use crate::model::time::Day;

/// What others may replace.
pub trait Replaceable {
    /// What its id is an id of.
    const KIND: IdKind;

    fn id(&self) -> &str;

    /// Returns the ids of those that replaced it.
    fn replaced_by(&self) -> &[Located<Id>];

    /// Returns the last day in force, and days before which that cannot be.
    fn days(&self) -> (Option<&Located<Day>>, [Option<&Located<Day>>; 2]);
}

impl Replaceable for Agency {
    const KIND: IdKind = IdKind::AGENCY;

    fn id(&self) -> &str {
        self.id.value.as_str()
    }

    fn replaced_by(&self) -> &[Located<Id>] {
        &self.replaced_by
    }

    fn days(&self) -> (Option<&Located<Day>>, [Option<&Located<Day>>; 2]) {
        (self.in_force_until.as_ref(), [None, None])
    }
}

impl Replaceable for LegalDocument {
    const KIND: IdKind = IdKind::DOCUMENT;

    fn id(&self) -> &str {
        self.id.value.as_str()
    }

    fn replaced_by(&self) -> &[Located<Id>] {
        &self.replaced_by
    }

    fn days(&self) -> (Option<&Located<Day>>, [Option<&Located<Day>>; 2]) {
        (self.in_force_until.as_ref(), [self.date.as_ref(), self.in_force_from.as_ref()])
    }
}

/// Reports what is wrong with the replacements of a list: ids that nothing has, circles, days in force that end before they begin.
/// `all` are the items that the list may refer to; `declares` knows ids of items that could not be read.
pub fn check_replacements<'i, T: Replaceable + 'i>(
    list: &'i [T],
    all: impl IntoIterator<Item = &'i T>,
    declares: impl Fn(&str) -> bool,
    findings: &mut Findings,
) {
    let all: BTreeMap<&str, &T> = all.into_iter().map(|item| (item.id(), item)).collect();
    for item in list {
        for id in item.replaced_by() {
            let given = id.value.as_str();
            if all.contains_key(given) {
                findings.extend(circle(item.id(), given, &all).map(|circle| circular::<T>(id, &circle)));
            } else if !declares(given) {
                findings.push(Diagnostic::unknown_id(id.span, unknown::<T>(id, all.keys().copied())));
            }
        }
        if let (Some(until), starts) = item.days()
            && let Some(start) = starts.into_iter().flatten().find(|start| start.value > until.value)
        {
            findings.push(ended_before(until, start));
        }
    }
}

/// Returns the circle that a replacement closes; reported once, from the smallest of its ids.
fn circle<'i, T: Replaceable>(from: &'i str, first: &'i str, all: &BTreeMap<&'i str, &'i T>) -> Option<Vec<&'i str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::from([(first, from)]);
    let mut next = vec![first];
    while let Some(at) = next.pop().filter(|_| !came_from.contains_key(from)) {
        for id in all.get(at).map_or(&[][..], |item| item.replaced_by()) {
            let id = id.value.as_str();
            if !came_from.contains_key(id) {
                came_from.insert(id, at);
                next.push(id);
            }
        }
    }
    let mut path = vec![from];
    let mut at = from;
    while let Some(before) = came_from.get(at) {
        at = before;
        path.push(at);
        if at == from {
            path.reverse();
            return path.iter().all(|id| from <= *id).then_some(path);
        }
    }
    None
}

fn circular<T: Replaceable>(id: &Located<Id>, circle: &[&str]) -> Diagnostic {
    let shown = circle.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" → ");
    let message =
        text(format!("các {} thay thế nhau thành vòng: {shown}", T::KIND.vi), format!("circular replacement: {shown}"));
    Diagnostic::new(&NOT_ALLOWED, id.span, message).help(text(
        format!("bỏ một `replaced_by`: {} cũ không thay {} mới", T::KIND.vi, T::KIND.vi),
        format!("remove one `replaced_by`: an older {} does not replace a newer one", T::KIND.en),
    ))
}

fn unknown<'i, T: Replaceable>(id: &Located<Id>, known: impl Iterator<Item = &'i str>) -> (Text, Text) {
    let IdKind { vi, en } = T::KIND;
    T::KIND.unknown(id.value.as_str(), "", known, || {
        text(
            format!("dùng mã của một {vi} có thật, hoặc bỏ `replaced_by`"),
            format!("use the id of an existing {en}, or remove `replaced_by`"),
        )
    })
}

fn ended_before(until: &Located<Day>, start: &Located<Day>) -> Diagnostic {
    let (last, first) = (date::short(until.value.0), date::short(start.value.0));
    let message = text(
        format!("ngày hết hiệu lực {last} trước ngày {first}"),
        format!("the last day in force {last} is before {first}"),
    );
    Diagnostic::new(&IMPOSSIBLE_DATE, until.span, message)
        .related(start.span, text(format!("bắt đầu từ ngày {first}"), format!("starts on {first}")))
        .help(text("sửa một trong hai ngày", "correct one of the two dates"))
}
