//! The pages: their content stays; an annotation may fill in a blank, and a signature its field.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::compared::Compared;
use super::pair::{Pair, dictionary, field_name, keys, list, name, rectangle, resolve};
use super::{form, stamps};
use crate::base::diagnostic::text;
use crate::output::engine::MM;
use crate::output::sign::place::Blank;
use crate::output::sign::{AGENCY_FIELD, SIGNER_FIELD};

/// How far an annotation may extend over its blank, in points: programs round, and draw a frame.
const MARGIN: f64 = 3.0;

pub(super) fn compare(pair: &Pair<'_>, blanks: &[Blank], out: &mut Compared) {
    let (old, new) = pair.pages();
    if old.len() != new.len() {
        let (was, is) = (old.len(), new.len());
        out.fault(
            format!("tệp có {is} trang, trước đó có {was} trang"),
            format!("the file has {is} pages; before, it had {was}"),
        );
    }
    for (at, (old, new)) in old.into_iter().zip(new).enumerate() {
        page(pair, (old, new), at + 1, blanks, out);
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

fn page(pair: &Pair<'_>, ids: (ObjectId, ObjectId), number: usize, blanks: &[Blank], out: &mut Compared) {
    let (Ok(old), Ok(new)) = (pair.old.get_dictionary(ids.0), pair.new.get_dictionary(ids.1)) else {
        out.fault(format!("trang {number} bị hỏng"), format!("page {number} is broken"));
        return;
    };
    let stamps = if pair.same_key(old, new, b"Contents") { None } else { stamped(pair, (old, new), number, blanks) };
    for key in keys(old, new) {
        match key.as_slice() {
            b"Annots" | b"Parent" | b"LastModified" | b"Tabs" | b"MediaBox" | b"CropBox" | b"Rotate" | b"Resources" => {
            }
            _ if pair.same_key(old, new, &key) => {}
            b"Contents" => match &stamps {
                Some(filled) => out.filled.extend(filled.iter().map(|blank| blank.name.clone())),
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
    // The page tree can give these as well.
    let from = |file, page, key: &[u8]| inherited(file, page, key).unwrap_or(&Object::Null);
    for key in [&b"MediaBox"[..], b"CropBox", b"Rotate"] {
        if !pair.same(from(pair.old, old, key), from(pair.new, new, key)) {
            out.fault(
                format!("khổ giấy hoặc chiều của trang {number} bị sửa"),
                format!("the size or rotation of page {number} was changed"),
            );
        }
    }
    let (before, after) = (from(pair.old, old, b"Resources"), from(pair.new, new, b"Resources"));
    if !(pair.same(before, after) || stamps.is_some() && stamps::only_added(pair, before, after)) {
        out.pages[1].push(number);
    }
    annotations(pair, (old, new), number, blanks, out);
}

/// Returns the blanks that the new content of a page fills in.
fn stamped<'b>(
    pair: &Pair<'_>,
    pages: (&Dictionary, &Dictionary),
    number: usize,
    blanks: &'b [Blank],
) -> Option<Vec<&'b Blank>> {
    let [_, bottom, _, top] = rectangle(pair.new, pages.1, b"MediaBox")?;
    let here: Vec<&Blank> = blanks.iter().filter(|blank| blank.area.page == number).collect();
    stamps::filled(pair, pages, top - bottom, &here)
}

/// A value of a page, or of the nodes above it.
fn inherited<'a>(file: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    const DEEPEST: usize = 50;
    let mut node = page;
    for _ in 0..DEEPEST {
        if let Ok(found) = node.get(key) {
            return Some(found);
        }
        node = dictionary(file, node, b"Parent")?;
    }
    None
}

fn annotations(
    pair: &Pair<'_>,
    (old_page, new_page): (&Dictionary, &Dictionary),
    number: usize,
    blanks: &[Blank],
    out: &mut Compared,
) {
    let (old, new) = (list(pair.old, old_page, b"Annots"), list(pair.new, new_page, b"Annots"));
    let mut left: Vec<&Object> = new.iter().collect();
    for (at, before) in old.iter().enumerate() {
        // In the same file an annotation keeps its object; in another one it keeps its position.
        let found = left.iter().position(|after| *after == before && before.as_reference().is_ok());
        let Some(found) = found.or_else(|| left.iter().position(|after| new.get(at) == Some(*after))) else {
            gone(pair, before, number, out);
            continue;
        };
        let after = left.remove(found);
        let (Ok(before), Ok(after)) = (resolve(pair.old, before).as_dict(), resolve(pair.new, after).as_dict()) else {
            gone(pair, before, number, out);
            continue;
        };
        if field_name(before).is_some() {
            form::field(pair, before, after, out);
        } else if !keys(before, after).iter().all(|key| key == b"P" || pair.same_key(before, after, key)) {
            out.fault(
                format!("một chú thích ở trang {number} bị sửa"),
                format!("an annotation of page {number} was changed"),
            );
        }
    }
    for added in left {
        match resolve(pair.new, added).as_dict() {
            Ok(added) => added_annotation(pair.new, new_page, added, number, blanks, out),
            Err(_) => out.fault(
                format!("một chú thích hỏng được thêm vào trang {number}"),
                format!("a broken annotation was added to page {number}"),
            ),
        }
    }
}

fn gone(pair: &Pair<'_>, before: &Object, number: usize, out: &mut Compared) {
    let field = resolve(pair.old, before).as_dict().ok().and_then(field_name);
    match field {
        Some(field) => out.fault(
            format!("ô chữ ký {field} ở trang {number} bị gỡ"),
            format!("the signature field {field} of page {number} was removed"),
        ),
        None => out.fault(
            format!("một chú thích ở trang {number} bị gỡ"),
            format!("an annotation of page {number} was removed"),
        ),
    }
}

fn added_annotation(
    file: &Document,
    page: &Dictionary,
    added: &Dictionary,
    number: usize,
    blanks: &[Blank],
    out: &mut Compared,
) {
    let kind = name(added, b"Subtype");
    let area = rectangle(file, added, b"Rect");
    let acts = added.has(b"A") || added.has(b"AA");
    // The widget is the field, or one that belongs to it.
    let owner = if added.has(b"FT") { Some(added) } else { dictionary(file, added, b"Parent") };
    let form = owner.map(|owner| name(owner, b"FT")).filter(|_| kind == "Widget" && !acts);
    if let (Some("Sig"), Some(owner)) = (form.as_deref(), owner.filter(|owner| owner.has(b"V"))) {
        let field = field_name(owner).unwrap_or_default();
        // A signature without a picture takes no room; another one could hide words.
        if let Some([left, bottom, right, top]) = area
            && right > left
            && top > bottom
        {
            if is_near_ours(file, page, [left, bottom, right, top]) {
                out.notes.push(text(
                    format!("chương trình ký tự đặt ô {field} ở trang {number}: hãy nhìn xem ô ấy có che chữ không"),
                    format!(
                        "the signing program added the field {field} to page {number}: check that it hides no words"
                    ),
                ));
            } else {
                out.fault(
                    format!("ô chữ ký {field} được đặt thêm ở trang {number}, ngoài chỗ ký: có thể che chữ"),
                    format!("a signature field {field} was added to page {number}, outside the room to sign: it can hide words"),
                );
            }
        }
        out.signed.push(field);
        return;
    }
    let writes = matches!(kind.as_str(), "FreeText" | "Stamp") || form.as_deref() == Some("Tx");
    let height = rectangle(file, page, b"MediaBox").map(|[_, bottom, _, top]| top - bottom);
    let blank = blanks.iter().find(|blank| {
        blank.area.page == number && matches!((area, height), (Some(area), Some(height)) if inside(area, blank, height))
    });
    match blank {
        Some(blank) if writes && !acts => out.filled.push(blank.name.clone()),
        // A clerk's number may be meant, but where it belongs is not known.
        _ if writes && blanks.is_empty() && number == 1 => out.fault(
            "chữ được ghi thêm ở trang 1; nếu là số, ngày của văn thư thì đối chiếu bằng --plan hoặc để tệp .ky.json bên cạnh",
            "text was added to page 1; if it is number and day, verify with --plan or with the .ky.json next to the file",
        ),
        _ => out.fault(
            format!("chú thích kiểu {kind} được thêm vào trang {number}"),
            format!("an annotation of type {kind} was added to page {number}"),
        ),
    }
}

/// Returns whether an area is where signatures belong: near our fields, or in the top margin, where copies are signed.
fn is_near_ours(file: &Document, page: &Dictionary, [left, bottom, right, top]: [f64; 4]) -> bool {
    /// How far from our fields, and how high the margin, in points.
    const ABOUT: f64 = 20.0 * MM;
    let ours = list(file, page, b"Annots").iter().filter_map(|annotation| {
        let annotation = resolve(file, annotation).as_dict().ok()?;
        let name = field_name(annotation)?;
        [SIGNER_FIELD, AGENCY_FIELD].contains(&name.as_str()).then(|| rectangle(file, annotation, b"Rect")).flatten()
    });
    let around = ours
        .reduce(|one, other| [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]);
    let margin = rectangle(file, page, b"MediaBox").is_some_and(|[.., height]| bottom >= height - ABOUT);
    margin
        || around.is_some_and(|[l, b, r, t]| {
            left >= l - ABOUT && bottom >= b - ABOUT && right <= r + ABOUT && top <= t + ABOUT
        })
}

fn inside([left, bottom, right, top]: [f64; 4], blank: &Blank, height: f64) -> bool {
    let [least, lowest, most, highest] = blank.area.rectangle(height);
    left >= least - MARGIN && right <= most + MARGIN && top <= highest + MARGIN && bottom >= lowest - MARGIN
}
