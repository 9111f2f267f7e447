//! The page tree (ISO 32000-1, 7.7.3), as a whole: readers that trust `/Count` and readers that walk `/Kids` must find the same pages.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The most nodes of a page tree; a plan has some ten pages.
const NODES: usize = 20_000;
const DEEPEST: usize = 50;

/// Returns the pages of a file, in order; none if its page tree can be read in more than one way.
pub(super) fn pages(file: &Document) -> Option<Vec<ObjectId>> {
    let root = file.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
    let mut walk = Walk { file, seen: BTreeSet::new(), pages: Vec::new() };
    walk.node(root, None, 0)?;
    (!walk.pages.is_empty()).then_some(walk.pages)
}

fn kind(node: &Dictionary) -> Option<&[u8]> {
    node.get(b"Type").and_then(Object::as_name).ok()
}

struct Walk<'d> {
    file: &'d Document,
    seen: BTreeSet<ObjectId>,
    pages: Vec<ObjectId>,
}

impl Walk<'_> {
    /// Walks over a node; returns how many pages are below it.
    fn node(&mut self, id: ObjectId, parent: Option<ObjectId>, depth: usize) -> Option<usize> {
        if depth > DEEPEST || self.seen.len() > NODES || !self.seen.insert(id) {
            return None;
        }
        let Object::Dictionary(node) = self.file.objects.get(&id)? else { return None };
        if node.get(b"Parent").and_then(Object::as_reference).ok() != parent || node.has(b"Parent") != parent.is_some()
        {
            return None;
        }
        match kind(node)? {
            b"Page" if !node.has(b"Kids") && !node.has(b"Count") => {
                self.pages.push(id);
                Some(1)
            }
            b"Pages" => {
                let mut count = 0;
                for kid in node.get(b"Kids").and_then(Object::as_array).ok()? {
                    count += self.node(kid.as_reference().ok()?, Some(id), depth + 1)?;
                }
                let stated = node.get(b"Count").and_then(Object::as_i64).ok()?;
                (usize::try_from(stated).ok()? == count).then_some(count)
            }
            _ => None,
        }
    }
}
