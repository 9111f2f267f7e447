//! Whether two values of two files are equal, whatever the numbers of their objects; and how values are read.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::tree;
use crate::base::limits::{COMPARISONS, UNPACKED};

/// A file and its next revision.
pub(super) struct Pair<'a> {
    pub old: &'a Document,
    pub new: &'a Document,
    before: Vec<ObjectId>,
    after: Vec<ObjectId>,
    /// Pages by object, with their place in the file.
    old_pages: BTreeMap<ObjectId, usize>,
    new_pages: BTreeMap<ObjectId, usize>,
    /// The fields on the pages, with their names.
    old_fields: BTreeMap<ObjectId, String>,
    new_fields: BTreeMap<ObjectId, String>,
    /// Objects that were found to be equal: many pages share fonts and pictures.
    proved: RefCell<BTreeSet<(ObjectId, ObjectId)>>,
    /// How many more values may be compared.
    left: Cell<usize>,
}

impl<'a> Pair<'a> {
    /// None for a file whose page tree can be read in more than one way.
    pub(super) fn new(old: &'a Document, new: &'a Document) -> Option<Self> {
        let (before, after) = (tree::pages(old)?, tree::pages(new)?);
        let index = |pages: &[ObjectId]| pages.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let (old_pages, new_pages) = (index(&before), index(&after));
        let (old_fields, new_fields) = (fields_of(old, &before), fields_of(new, &after));
        let (proved, left) = (RefCell::default(), Cell::new(COMPARISONS));
        Some(Self { old, new, before, after, old_pages, new_pages, old_fields, new_fields, proved, left })
    }

    /// Returns the pages of both, in order.
    pub(super) fn pages(&self) -> (&[ObjectId], &[ObjectId]) {
        (&self.before, &self.after)
    }

    /// Returns whether two values are equal. Pages are equal if their numbers are, and fields if their names are: what is in them is
    /// compared elsewhere.
    pub(super) fn same(&self, old: &Object, new: &Object) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![(old, new)];
        while let Some((old, new)) = waiting.pop() {
            let Some(left) = self.left.get().checked_sub(1) else { return false };
            self.left.set(left);
            if let (Object::Reference(old), Object::Reference(new)) = (old, new) {
                match (self.old_pages.get(old), self.new_pages.get(new)) {
                    (None, None) => {}
                    (old, new) if old == new => continue,
                    _ => return false,
                }
                if let (Some(old), Some(new)) = (self.old_fields.get(old), self.new_fields.get(new))
                    && old == new
                {
                    continue;
                }
                if self.proved.borrow().contains(&(*old, *new)) || !seen.insert((*old, *new)) {
                    continue;
                }
            }
            let (old, new) = (resolve(self.old, old), resolve(self.new, new));
            match (old, new) {
                (Object::Dictionary(old), Object::Dictionary(new)) => {
                    if !push_pairs(old, new, &mut waiting) {
                        return false;
                    }
                }
                (Object::Stream(old), Object::Stream(new)) => {
                    if !push_pairs(&old.dict, &new.dict, &mut waiting) || old.content != new.content {
                        return false;
                    }
                }
                (Object::Array(old), Object::Array(new)) => {
                    if old.len() != new.len() {
                        return false;
                    }
                    waiting.extend(old.iter().zip(new));
                }
                (Object::String(old, _), Object::String(new, _)) if old == new => {}
                (Object::Integer(_) | Object::Real(_), Object::Integer(_) | Object::Real(_)) => {
                    let (old, new) = (old.as_float(), new.as_float());
                    if !matches!((old, new), (Ok(old), Ok(new)) if (old - new).abs() < 1e-4) {
                        return false;
                    }
                }
                (old, new) if old == new => {}
                _ => return false,
            }
        }
        self.proved.borrow_mut().append(&mut seen);
        true
    }

    /// Returns whether there is more to compare than may be: then what is left counts as changed.
    pub(super) fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }

    /// Returns whether a key has the same value in two dictionaries: both have it, or neither.
    pub(super) fn same_key(&self, old: &Dictionary, new: &Dictionary, key: &[u8]) -> bool {
        match (old.get(key), new.get(key)) {
            (Ok(old), Ok(new)) => self.same(old, new),
            (Err(_), Err(_)) => true,
            _ => false,
        }
    }
}

/// Returns the fields that are annotations of pages: they are compared there.
fn fields_of(file: &Document, pages: &[ObjectId]) -> BTreeMap<ObjectId, String> {
    let pages = pages.iter().filter_map(|page| file.get_dictionary(*page).ok());
    let all = pages.flat_map(|page| list(file, page, b"Annots")).filter_map(|one| one.as_reference().ok());
    all.filter_map(|id| Some((id, field_name(file.get_dictionary(id).ok()?)?))).collect()
}

/// Queues the values of two dictionaries to be compared, if their keys are the same.
fn push_pairs<'o>(old: &'o Dictionary, new: &'o Dictionary, waiting: &mut Vec<(&'o Object, &'o Object)>) -> bool {
    for (key, value) in old {
        match new.get(key) {
            Ok(other) => waiting.push((value, other)),
            Err(_) => return false,
        }
    }
    old.len() == new.len()
}

/// Returns what a reference leads to, or null.
pub(super) fn resolve<'a>(file: &'a Document, object: &'a Object) -> &'a Object {
    const NOTHING: &Object = &Object::Null;
    file.dereference(object).map_or(NOTHING, |(_, object)| object)
}

/// A dictionary, direct or by reference.
pub(super) fn dictionary<'a>(file: &'a Document, holder: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    resolve(file, holder.get(key).ok()?).as_dict().ok()
}

/// A list, direct or by reference; empty if there is none.
pub(super) fn list<'a>(file: &'a Document, holder: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    let found = holder.get(key).ok().and_then(|value| resolve(file, value).as_array().ok());
    found.map_or(&[], Vec::as_slice)
}

/// Returns the keys of two dictionaries.
pub(super) fn keys(old: &Dictionary, new: &Dictionary) -> BTreeSet<Vec<u8>> {
    old.iter().chain(new.iter()).map(|(key, _)| key.clone()).collect()
}

/// A rectangle of a file, as left, bottom, right, top.
pub(super) fn rectangle(file: &Document, holder: &Dictionary, key: &[u8]) -> Option<[f64; 4]> {
    let [a, b, c, d] = numbers(file, holder, key)?.try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// A list of numbers and nothing else.
pub(super) fn numbers(file: &Document, holder: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
    let all = list(file, holder, key).iter().map(|one| resolve(file, one).as_float().ok().map(f64::from));
    all.collect()
}

/// Returns the content of a stream, unpacked; none if it unpacks to more than the limit.
pub(super) fn plain(stream: &Stream) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(UNPACKED).ok()
}

pub(super) fn name(holder: &Dictionary, key: &[u8]) -> String {
    holder.get(key).and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
}

/// Returns the name of a field, if that is what a dictionary is.
pub(super) fn field_name(dictionary: &Dictionary) -> Option<String> {
    if dictionary.get(b"FT").is_err() {
        return None;
    }
    lopdf::decode_text_string(dictionary.get(b"T").ok()?).ok()
}
