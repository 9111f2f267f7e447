//! What one revision changed, and whether it may.

use lopdf::{Dictionary, Document, Stream};

use super::equal::{Pair, dictionary, resolve};
use super::form;
use super::pages;
use crate::base::diagnostic::{Text, text};
use crate::base::limits::UNPACKED;
use crate::output::sign::place::Blank;

/// What is different.
#[derive(Default)]
pub(super) struct Compared {
    /// What may not be.
    pub faults: Vec<Text>,
    /// What people should look at.
    pub notes: Vec<Text>,
    /// The fields that are signed now.
    pub signed: Vec<String>,
    /// The blanks that are filled in now.
    pub filled: Vec<String>,
    /// Whether there is more for checking signatures in later years.
    pub validation: bool,
    /// The pages whose content, and whose fonts or images, are others.
    pub pages: [Vec<usize>; 2],
}

/// The differences between a file and its next revision.
pub(super) fn between(old: &Document, new: &Document, blanks: &[Blank]) -> Compared {
    let mut out = Compared::default();
    let pair = Pair::new(old, new);
    let (Ok(before), Ok(after)) = (old.catalog(), new.catalog()) else {
        out.faults.push(text("danh mục gốc của tệp bị mất", "the root of the file is gone"));
        return out;
    };
    pages::compare(&pair, blanks, &mut out);
    form::compare(&pair, dictionary(old, before, b"AcroForm"), dictionary(new, after, b"AcroForm"), &mut out);
    for key in keys(before, after) {
        match key.as_slice() {
            b"Pages" | b"AcroForm" | b"Version" | b"Extensions" => {}
            b"Metadata" => packets(&pair, before, after, &mut out),
            b"DSS" => out.validation |= !pair.same_key(before, after, &key),
            b"Perms" => permissions(new, after, &mut out),
            _ if pair.same_key(before, after, &key) => {}
            _ => out.faults.push(root(&key)),
        }
    }
    information(&pair, &mut out);
    out
}

/// The keys of two dictionaries.
pub(super) fn keys(old: &Dictionary, new: &Dictionary) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = old.iter().chain(new.iter()).map(|(key, _)| key.clone()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn root(key: &[u8]) -> Text {
    match key {
        b"StructTreeRoot" | b"MarkInfo" => {
            text("cây cấu trúc (thứ tự đọc) của văn bản bị sửa", "the structure tree (order of reading) was changed")
        }
        b"Outlines" => text("mục lục điện tử (bookmark) bị sửa", "the outline (bookmarks) was changed"),
        b"OpenAction" | b"AA" => {
            text("có lệnh tự chạy khi mở tệp", "there is an action that runs when the file is opened")
        }
        b"Names" | b"AF" | b"Collection" => {
            text("có tệp đính kèm hoặc mã lệnh được thêm vào", "an attached file or a script was added")
        }
        b"OCProperties" => text("có lớp ẩn hiện được thêm vào", "layers that show and hide were added"),
        key => {
            let key = String::from_utf8_lossy(key);
            text(format!("mục /{key} của tệp bị sửa"), format!("the file's /{key} was changed"))
        }
    }
}

/// The first signature may say what later ones may do; it may not claim rights of use.
fn permissions(file: &Document, after: &Dictionary, out: &mut Compared) {
    let claimed = dictionary(file, after, b"Perms");
    if claimed.is_none_or(|given| given.iter().any(|(key, _)| key != b"DocMDP")) {
        out.faults.push(text("mục /Perms của tệp bị sửa", "the file's /Perms was changed"));
    }
}

/// Signing programs write when the file was changed, and their name. Title and author stay.
fn information(pair: &Pair<'_>, out: &mut Compared) {
    let empty = Dictionary::new();
    let find = |file: &Document| -> Dictionary {
        dictionary(file, &file.trailer, b"Info").cloned().unwrap_or_else(|| empty.clone())
    };
    let (old, new) = (find(pair.old), find(pair.new));
    for key in keys(&old, &new) {
        let may = matches!(key.as_slice(), b"ModDate" | b"Producer");
        if !may && !pair.same_key(&old, &new, &key) {
            let key = String::from_utf8_lossy(&key);
            let rendered = match key.as_ref() {
                "Title" => ("tên văn bản".to_owned(), "title".to_owned()),
                "Author" => ("cơ quan ban hành".to_owned(), "author".to_owned()),
                key => (format!("mục {key}"), key.to_owned()),
            };
            out.faults.push(text(
                format!("thông tin của tệp bị sửa: {}", rendered.0),
                format!("what the file says of itself was changed: {}", rendered.1),
            ));
        }
    }
}

/// Signing programs write the XMP packet anew, with tags of their own. What it says of the document stays: title, author,
/// and the standards that the file keeps to.
fn packets(pair: &Pair<'_>, before: &Dictionary, after: &Dictionary, out: &mut Compared) {
    let packet = |file: &Document, root: &Dictionary| -> Option<String> {
        let stream = resolve(file, root.get(b"Metadata").ok()?).as_stream().ok()?;
        Some(String::from_utf8_lossy(&plain(stream)?).into_owned())
    };
    let (Some(old), Some(new)) = (packet(pair.old, before), packet(pair.new, after)) else {
        out.faults.push(text("thông tin XMP của tệp bị gỡ", "the file's XMP packet was taken away"));
        return;
    };
    let words = ["dc:title", "dc:creator"].iter().any(|tag| words(&old, tag) != words(&new, tag));
    let claims = ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"];
    if words || claims.iter().any(|key| property(&old, key) != property(&new, key)) {
        out.faults.push(text(
            "thông tin XMP của tệp bị sửa: tên, cơ quan hoặc chuẩn PDF/A, PDF/UA",
            "the file's XMP packet was changed: title, author, or the standards PDF/A and PDF/UA",
        ));
    }
}

/// What a stream says, unpacked; none where it unpacks to more than can be.
pub(super) fn plain(stream: &Stream) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(UNPACKED).ok()
}

/// What stands between the tags inside an element.
fn words(packet: &str, tag: &str) -> Vec<String> {
    let inside = packet.split_once(&format!("<{tag}")).and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")));
    let pieces = inside.map_or("", |(inside, _)| inside).split('<').filter_map(|piece| piece.split_once('>'));
    pieces.map(|(_, words)| words.trim().to_owned()).filter(|words| !words.is_empty()).collect()
}

/// A simple property: an element, or an attribute.
fn property<'p>(packet: &'p str, key: &str) -> Option<&'p str> {
    let element = packet.split_once(&format!("<{key}>")).and_then(|(_, rest)| rest.split('<').next());
    let attribute = || {
        let (_, rest) = packet.split_once(&format!(" {key}="))?;
        let quote = rest.chars().next()?;
        rest[quote.len_utf8()..].split(quote).next()
    };
    element.or_else(attribute).map(str::trim)
}

/// A rectangle of a file, as left, bottom, right, top.
pub(super) fn rectangle(file: &Document, holder: &Dictionary, key: &[u8]) -> Option<[f64; 4]> {
    let sides = resolve(file, holder.get(key).ok()?).as_array().ok()?;
    let mut out = [0.0; 4];
    for (place, side) in out.iter_mut().zip(sides) {
        *place = f64::from(resolve(file, side).as_float().ok()?);
    }
    let [a, b, c, d] = out;
    (sides.len() == 4).then_some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

#[cfg(test)]
mod tests {
    use super::{property, words};

    #[test]
    fn a_packet_says_the_same_in_elements_and_attributes() {
        assert_eq!(property("<a><pdfaid:part>2</pdfaid:part></a>", "pdfaid:part"), Some("2"));
        assert_eq!(property("<a pdfaid:part='2' pdfuaid:part=\"1\"/>", "pdfaid:part"), Some("2"));
        assert_eq!(property("<a/>", "pdfaid:part"), None);
        let title = "<dc:title xmlns:dc='x'><rdf:Alt>\n<rdf:li>Kế hoạch</rdf:li></rdf:Alt></dc:title>";
        assert_eq!(words(title, "dc:title"), ["Kế hoạch"]);
    }
}
