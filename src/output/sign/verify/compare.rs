//! Compares a revision with the one before it.

use lopdf::{Dictionary, Document};

use super::compared::Compared;
use super::pair::{Pair, dictionary, keys, plain};
use super::{form, pages};
use crate::base::limits::COMPARISONS;
use crate::output::sign::labels::Labels;
use crate::output::sign::xmp;

/// Returns the differences between a file and its next revision.
pub(super) fn between(old: &Document, new: &Document, labels: &Labels) -> Compared {
    let mut out = Compared::default();
    let Some(pair) = Pair::new(old, new) else {
        out.fault(
            "cây trang không xác định được: các chương trình có thể hiện số trang khác nhau",
            "the page tree is not certain: programs may show different pages",
        );
        return out;
    };
    let (Ok(before), Ok(after)) = (old.catalog(), new.catalog()) else {
        out.fault("danh mục gốc của tệp bị mất", "the document catalog is missing");
        return out;
    };
    pages::compare(&pair, labels, &mut out);
    form::compare(&pair, dictionary(old, before, b"AcroForm"), dictionary(new, after, b"AcroForm"), &mut out);
    // The first signature may say what later ones may do; it may not claim usage rights.
    let certifies = dictionary(new, after, b"Perms").is_some_and(|perms| perms.iter().all(|(key, _)| key == b"DocMDP"));
    for key in keys(before, after) {
        match key.as_slice() {
            b"AcroForm" | b"Version" | b"Extensions" => {}
            b"Pages" if pair.pages().0.len() != pair.pages().1.len() => {}
            b"DSS" => out.validation |= !pair.same_key(before, after, &key),
            b"Perms" if certifies => {}
            key if key != b"Perms" && pair.same_key(before, after, key) => {}
            b"Metadata" => metadata((old, before), (new, after), &mut out),
            key => {
                let (vi, en) = root(key);
                out.fault(vi, en);
            }
        }
    }
    information(&pair, &mut out);
    if pair.is_exhausted() {
        out.fault(
            format!("tệp có quá nhiều dữ liệu để so: hơn {COMPARISONS} giá trị; phần chưa so được coi là bị sửa"),
            format!("there is too much to compare, over {COMPARISONS} values: the rest counts as changed"),
        );
    }
    out
}

fn root(key: &[u8]) -> (String, String) {
    let (vi, en) = match key {
        b"StructTreeRoot" | b"MarkInfo" => {
            ("cây cấu trúc (thứ tự đọc) của văn bản bị sửa", "the structure tree (reading order) was changed")
        }
        b"Pages" => ("cây trang bị sửa", "the page tree was changed"),
        b"Outlines" => ("mục lục điện tử (bookmark) bị sửa", "the outline (bookmarks) was changed"),
        b"OpenAction" | b"AA" => ("có lệnh tự chạy khi mở tệp", "there is an action that runs when the file is opened"),
        b"Names" | b"AF" | b"Collection" => {
            ("có tệp đính kèm hoặc mã lệnh được thêm vào", "an attached file or a script was added")
        }
        b"OCProperties" => ("có lớp ẩn hiện được thêm vào", "optional content (layers) was added"),
        key => {
            let key = String::from_utf8_lossy(key);
            return (format!("mục /{key} của tệp bị sửa"), format!("the file's /{key} was changed"));
        }
    };
    (vi.to_owned(), en.to_owned())
}

/// Signing programs write when the file was changed, and their name. Title and author stay.
fn information(pair: &Pair<'_>, out: &mut Compared) {
    let find = |file: &Document| dictionary(file, &file.trailer, b"Info").cloned().unwrap_or_default();
    let (old, new) = (find(pair.old), find(pair.new));
    for key in keys(&old, &new) {
        if !matches!(key.as_slice(), b"ModDate" | b"Producer") && !pair.same_key(&old, &new, &key) {
            let key = String::from_utf8_lossy(&key);
            let (vi, en) = match key.as_ref() {
                "Title" => ("tên văn bản".to_owned(), "title"),
                "Author" => ("cơ quan ban hành".to_owned(), "author"),
                key => (format!("mục {key}"), key),
            };
            out.fault(format!("thông tin của tệp bị sửa: {vi}"), format!("the document information was changed: {en}"));
        }
    }
}

/// Signing programs rewrite the XMP packet, with properties of their own. What it says of the document stays.
fn metadata(old: (&Document, &Dictionary), new: (&Document, &Dictionary), out: &mut Compared) {
    let packet = |(file, root): (&Document, &Dictionary)| {
        let stream = root.get_deref(b"Metadata", file).ok()?.as_stream().ok()?;
        String::from_utf8(plain(stream)?).ok()
    };
    let packets = packet(old).zip(packet(new));
    match packets.and_then(|(old, new)| xmp::changed(&old, &new)) {
        None => out.fault(
            "thông tin XMP của tệp bị gỡ, hoặc không đọc được",
            "the file's XMP metadata was removed, or cannot be read",
        ),
        Some(changed) if changed.is_empty() => {}
        Some(changed) => {
            let changed = changed.join(", ");
            out.fault(
                format!("thông tin XMP của tệp bị sửa: {changed}"),
                format!("the file's XMP metadata was changed: {changed}"),
            );
        }
    }
}
