//! The pages: their content stays, but for letters in the blanks.

use lopdf::{Dictionary, Object, ObjectId};

use super::compared::{Compared, Means};
use super::pair::{Pair, keys};
use super::{annotations, boxes, stamps};
use crate::output::sign::labels::Labels;
use crate::output::sign::place::Blank;

pub(super) fn compare(pair: &Pair<'_>, labels: &Labels, out: &mut Compared) {
    let (old, new) = pair.pages();
    if old.len() != new.len() {
        let (was, is) = (old.len(), new.len());
        out.fault(
            format!("tệp có {is} trang, trước đó có {was} trang"),
            format!("the file has {is} pages; before, it had {was}"),
        );
    }
    for (at, (old, new)) in old.iter().zip(new).enumerate() {
        page(pair, (*old, *new), at + 1, labels, out);
    }
    let [content, resources] = std::mem::take(&mut out.pages).map(|pages| list_of(&pages));
    if let Some(pages) = content {
        out.fault(format!("nội dung trang {pages} bị sửa"), format!("the content of these pages was changed: {pages}"));
    }
    if let Some(pages) = resources {
        out.fault(
            format!("phông chữ hoặc hình ảnh của trang {pages} bị sửa"),
            format!("fonts or images of these pages were changed: {pages}"),
        );
    }
}

fn list_of(pages: &[usize]) -> Option<String> {
    let pages: Vec<String> = pages.iter().map(ToString::to_string).collect();
    (!pages.is_empty()).then(|| pages.join(", "))
}

fn page(pair: &Pair<'_>, ids: (ObjectId, ObjectId), number: usize, labels: &Labels, out: &mut Compared) {
    let (Ok(old), Ok(new)) = (pair.old.get_dictionary(ids.0), pair.new.get_dictionary(ids.1)) else {
        out.fault(format!("trang {number} bị hỏng"), format!("page {number} is broken"));
        return;
    };
    let stamps = if pair.same_key(old, new, b"Contents") { None } else { stamped(pair, (old, new), number, labels) };
    for key in keys(old, new) {
        match key.as_slice() {
            b"Annots" | b"LastModified" | b"Tabs" | b"MediaBox" | b"CropBox" | b"Rotate" | b"Resources" => {}
            _ if pair.same_key(old, new, &key) => {}
            b"Contents" => match &stamps {
                Some(filled) => out.filled.extend(filled.iter().map(|blank| (blank.name.clone(), Means::Content))),
                None => out.pages[0].push(number),
            },
            _ => {
                let key = String::from_utf8_lossy(&key);
                out.fault(
                    format!("mục /{key} của trang {number} bị sửa"),
                    format!("/{key} of page {number} was changed"),
                );
            }
        }
    }
    // What the page tree gives is compared with the tree.
    if ![&b"MediaBox"[..], b"CropBox", b"Rotate"].iter().all(|key| pair.same_key(old, new, key)) {
        out.fault(
            format!("khổ giấy hoặc chiều của trang {number} bị sửa"),
            format!("the size or rotation of page {number} was changed"),
        );
    }
    let of = |page: &Dictionary| page.get(b"Resources").cloned().unwrap_or(Object::Null);
    let (before, after) = (of(old), of(new));
    if !(pair.same(&before, &after) || stamps.is_some() && stamps::only_added(pair, &before, &after)) {
        out.pages[1].push(number);
    }
    annotations::compare(pair, (old, new), number, labels, out);
}

/// Returns the blanks that the new content of a page fills in.
fn stamped<'b>(
    pair: &Pair<'_>,
    pages: (&Dictionary, &Dictionary),
    number: usize,
    labels: &'b Labels,
) -> Option<Vec<&'b Blank>> {
    let height = boxes::height(pair.new, pages.1)?;
    let here: Vec<&Blank> = labels.blanks.iter().filter(|blank| blank.area.page == number).collect();
    stamps::filled(pair, pages, height, &here)
}
