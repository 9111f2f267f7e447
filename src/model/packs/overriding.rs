//! What a city says anew of the bodies and documents of the whole country, and a plan of those of its city.

use super::replacement::Replaceable;
use super::{Agency, LegalDocument};
use crate::base::diagnostic::{DUPLICATE_ID, Diagnostic, Findings, Level, NOT_ALLOWED, text};
use crate::base::source::Located;
use crate::input::decode::SourceText;
use crate::model::id::Id;

/// What may be said anew of something that is known, by its id.
pub trait Overriding: Replaceable + Clone {
    fn own_id(&self) -> &Located<Id>;

    /// Returns why it stands in place of what is known.
    fn reason(&self) -> Option<&SourceText>;

    /// Returns the first key that says something else than what is known.
    fn differs_in(&self, known: &Self) -> Option<&'static str>;

    /// Takes over what is known and not said here.
    fn complete(&mut self, known: &Self);
}

/// Whether two values are there and are not the same. Where they stand does not matter.
fn differ<T, V: PartialEq>(here: Option<&T>, known: Option<&T>, value: impl Fn(&T) -> V) -> bool {
    matches!((here, known), (Some(here), Some(known)) if value(here) != value(known))
}

fn words(text: &SourceText) -> String {
    text.text.clone()
}

fn ids(list: &[Located<Id>]) -> Option<Vec<&Id>> {
    (!list.is_empty()).then(|| list.iter().map(|id| &id.value).collect())
}

fn fill<T: Clone>(here: &mut Option<T>, known: Option<&T>) {
    if here.is_none() {
        *here = known.cloned();
    }
}

impl Overriding for Agency {
    fn own_id(&self) -> &Located<Id> {
        &self.id
    }

    fn reason(&self) -> Option<&SourceText> {
        self.overrides.as_ref()
    }

    fn differs_in(&self, known: &Self) -> Option<&'static str> {
        let until = |day: &Located<_>| day.value;
        let keys = [
            (self.name.text != known.name.text, "name"),
            (self.kind != known.kind, "kind"),
            (!self.covers.is_empty() && !known.covers.is_empty() && self.covers != known.covers, "covers"),
            (differ(self.brief.as_ref(), known.brief.as_ref(), words), "brief"),
            (differ(self.symbol.as_ref(), known.symbol.as_ref(), words), "symbol"),
            (differ(self.in_force_until.as_ref(), known.in_force_until.as_ref(), until), "in_force_until"),
            (differ(ids(&self.replaced_by).as_ref(), ids(&known.replaced_by).as_ref(), Clone::clone), "replaced_by"),
        ];
        keys.into_iter().find_map(|(differs, key)| differs.then_some(key))
    }

    fn complete(&mut self, known: &Self) {
        fill(&mut self.brief, known.brief.as_ref());
        fill(&mut self.symbol, known.symbol.as_ref());
        fill(&mut self.in_force_until, known.in_force_until.as_ref());
        if self.covers.is_empty() {
            self.covers.clone_from(&known.covers);
        }
        if self.replaced_by.is_empty() {
            self.replaced_by.clone_from(&known.replaced_by);
        }
    }
}

impl Overriding for LegalDocument {
    fn own_id(&self) -> &Located<Id> {
        &self.id
    }

    fn reason(&self) -> Option<&SourceText> {
        self.overrides.as_ref()
    }

    fn differs_in(&self, known: &Self) -> Option<&'static str> {
        let day = |day: &Located<_>| day.value;
        let keys = [
            (self.kind.text != known.kind.text, "type"),
            (differ(self.number.as_ref(), known.number.as_ref(), words), "number"),
            (differ(self.date.as_ref(), known.date.as_ref(), day), "date"),
            (differ(self.issuer.as_ref(), known.issuer.as_ref(), words), "issuer"),
            (differ(self.title.as_ref(), known.title.as_ref(), words), "title"),
            (differ(self.in_force_from.as_ref(), known.in_force_from.as_ref(), day), "in_force_from"),
            (differ(self.in_force_until.as_ref(), known.in_force_until.as_ref(), day), "in_force_until"),
            (differ(ids(&self.replaced_by).as_ref(), ids(&known.replaced_by).as_ref(), Clone::clone), "replaced_by"),
        ];
        keys.into_iter().find_map(|(differs, key)| differs.then_some(key))
    }

    fn complete(&mut self, known: &Self) {
        fill(&mut self.number, known.number.as_ref());
        fill(&mut self.date, known.date.as_ref());
        fill(&mut self.issuer, known.issuer.as_ref());
        fill(&mut self.title, known.title.as_ref());
        fill(&mut self.in_force_from, known.in_force_from.as_ref());
        fill(&mut self.in_force_until, known.in_force_until.as_ref());
        if self.replaced_by.is_empty() {
            self.replaced_by.clone_from(&known.replaced_by);
        }
        // Whoever writes one of the names means this document.
        let others: Vec<String> = known.aliases.iter().filter(|name| !self.aliases.contains(name)).cloned().collect();
        self.aliases.extend(others);
    }
}

/// Takes over what is known of the same bodies or documents and not said here, but where they stand in place of it.
pub fn complete<T: Overriding>(own: &mut [T], known: &[T]) {
    for item in own.iter_mut().filter(|item| item.reason().is_none()) {
        if let Some(known) = known.iter().find(|known| known.id() == item.id()) {
            item.complete(known);
        }
    }
}

/// Returns what is wrong with saying something else of what holds in the whole country. The one who says it may be right, so it counts; but
/// not without a word.
pub fn contradicts<T: Overriding>(item: &T, known: &T) -> Option<Diagnostic> {
    let key = item.differs_in(known).filter(|_| item.reason().is_none())?;
    let (id, kind) = (item.own_id(), T::KIND);
    let message = text(
        format!("{} `{}` ghi khác dữ liệu của cả nước ở `{key}`", kind.vi, id.value),
        format!("`{key}` of the {} `{}` is not that of the national pack", kind.en, id.value),
    );
    let mut finding = Diagnostic::new(&DUPLICATE_ID, id.span, message)
        .related(known.own_id().span, text("dữ liệu của cả nước ở đây", "the national pack has it here"))
        .help(instead());
    finding.level = Level::Warning;
    Some(finding)
}

/// Returns what to do where an id of the packs is given again.
#[must_use]
pub fn instead() -> crate::base::diagnostic::Text {
    text(
        "bỏ khối này để dùng dữ liệu đã có, hoặc đặt mã khác; dữ liệu đã có sai thì thêm `overrides = \"lý do\"`",
        "remove it and use what is there, or take another id; if what is there is wrong, add `overrides = \"the reason\"`",
    )
}

/// Returns what is wrong with standing in place of what nothing has.
pub fn overrides_nothing<T: Overriding>(item: &T, known: Option<&T>) -> Option<Diagnostic> {
    let reason = item.reason().filter(|_| known.is_none())?;
    let (id, kind) = (item.own_id(), T::KIND);
    let message = text(
        format!("bộ dữ liệu không có {} `{}` để thay", kind.vi, id.value),
        format!("the packs have no {} `{}` to override", kind.en, id.value),
    );
    Some(Diagnostic::new(&NOT_ALLOWED, reason.span, message).help(text("bỏ dòng `overrides`", "remove `overrides`")))
}

/// Puts what holds in the whole country below what a city says.
pub(super) fn stand_on<T: Overriding>(own: &mut Vec<T>, country: &[T], findings: &mut Findings) {
    for item in own.iter() {
        let known = country.iter().find(|known| known.id() == item.id());
        findings.extend(overrides_nothing(item, known));
        findings.extend(known.and_then(|known| contradicts(item, known)));
    }
    complete(own, country);
    let below: Vec<T> =
        country.iter().filter(|known| own.iter().all(|item| item.id() != known.id())).cloned().collect();
    own.extend(below);
}
