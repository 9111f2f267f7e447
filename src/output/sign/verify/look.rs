//! How an annotation looks: within its rectangle, in every reader and at every size.

use lopdf::{Dictionary, Document, Object};

use super::boxes::Rectangle;
use super::pair::{numbers, rectangle, resolve};
use crate::base::diagnostic::{Text, text};

/// The flags that leave an annotation where it is: printed, read-only, locked, its contents locked.
const PLAIN_FLAGS: i64 = 4 | 64 | 128 | 512;
const HIDDEN: i64 = 2;

/// Returns the rectangle of an annotation, none if it shows nothing; or why it is not known where it shows something.
pub(super) fn area(file: &Document, annotation: &Dictionary, needs_look: bool) -> Result<Option<Rectangle>, Text> {
    let Some([left, bottom, right, top]) = rectangle(file, annotation, b"Rect") else {
        return Err(text("không có khung (Rect) đọc được", "it has no rectangle (Rect) that can be read"));
    };
    let flags = match annotation.get(b"F").map(|flags| resolve(file, flags)) {
        Err(_) => 0,
        Ok(Object::Integer(flags)) => *flags,
        Ok(_) => return Err(text("có cờ hiệu (F) viết sai", "its flags (F) are written wrongly")),
    };
    let is_flat = right - left <= 0.0 || top - bottom <= 0.0;
    if flags & !PLAIN_FLAGS & !if is_flat { HIDDEN } else { 0 } != 0 {
        return Err(text(
            "có cờ hiệu (F) làm nó không nằm yên trong khung, hoặc lúc ẩn lúc hiện",
            "its flags (F) let it leave its rectangle, or appear and disappear",
        ));
    }
    if annotation.has(b"AS") {
        return Err(text("đổi hình theo trạng thái", "it looks different by state"));
    }
    let look = annotation.get(b"AP").map(|look| resolve(file, look));
    let has_look = match look {
        Err(_) => false,
        Ok(Object::Dictionary(looks)) => is_form(file, looks).then_some(true).ok_or_else(|| {
            text("có hình hiển thị (AP) không xác định được", "what it looks like (AP) is not certain")
        })?,
        Ok(_) => return Err(text("có hình hiển thị (AP) viết sai", "its appearance (AP) is written wrongly")),
    };
    if is_flat {
        return Ok(None);
    }
    if needs_look && !has_look {
        return Err(text(
            "không có hình hiển thị (AP): mỗi chương trình vẽ một khác",
            "it has no appearance (AP): each program draws it in its own way",
        ));
    }
    Ok(Some([left, bottom, right, top]))
}

/// Returns whether the only appearance is one form, clipped to a box that is mapped to the rectangle.
fn is_form(file: &Document, looks: &Dictionary) -> bool {
    if looks.iter().any(|(key, _)| key != b"N") {
        return false;
    }
    let Ok(Object::Stream(form)) = looks.get(b"N").map(|look| resolve(file, look)) else { return false };
    let given = |key: &[u8]| form.dict.get(key).is_ok();
    let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
    let bounded = rectangle(file, &form.dict, b"BBox").is_some_and(|[left, bottom, right, top]| {
        [left, bottom, right, top].iter().all(|side| side.abs() < 1e5) && right >= left && top >= bottom
    });
    let matrix = !given(b"Matrix")
        || numbers(file, &form.dict, b"Matrix").is_some_and(|all| {
            matches!(all[..], [a, b, c, d, _, _] if (a * d - b * c).abs() > 1e-6)
                && all.iter().all(|one| one.abs() < 1e5)
        });
    is_form && bounded && matrix && !given(b"Ref") && !given(b"OC") && !given(b"F")
}
