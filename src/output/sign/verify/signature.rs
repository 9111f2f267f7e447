//! One signature: what it covers, and whether what it covers is still what was signed.

use lopdf::{Dictionary, Document};
use sha2::{Sha256, Sha384, Sha512};

use super::equal::{dictionary, field_name, list, name, resolve};
use super::revisions::{Revision, find};
use crate::base::diagnostic::{Text, text};

/// The attribute «messageDigest» of a signature (RFC 5652, 11.2), as its identifier stands in the file.
const MESSAGE_DIGEST: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];

/// The signature fields of a file.
pub(super) fn fields(file: &Document) -> Vec<&Dictionary> {
    let form = file.catalog().ok().and_then(|root| dictionary(file, root, b"AcroForm"));
    let all = form.map_or(&[][..], |form| list(file, form, b"Fields")).iter();
    all.filter_map(|field| resolve(file, field).as_dict().ok()).filter(|field| name(field, b"FT") == "Sig").collect()
}

/// Whether a field of a file is signed.
pub(super) fn is_signed(file: &Document) -> bool {
    fields(file).into_iter().any(|field| dictionary(file, field, b"V").is_some())
}

/// Looks at the signature in a field that a revision signs. Gives what to tell of it, or what is wrong.
pub(super) fn check(bytes: &[u8], revision: &Revision, field: &str) -> Result<Text, Text> {
    let file = &revision.file;
    let found = fields(file).into_iter().find(|one| field_name(one).as_deref() == Some(field));
    let value = found
        .and_then(|field| dictionary(file, field, b"V"))
        .ok_or_else(|| text(format!("ô {field} có chữ ký rỗng"), format!("the signature in {field} is empty")))?;
    let wrong =
        |vi: &str, en: &str| Err(text(format!("chữ ký ở ô {field} {vi}"), format!("the signature in {field} {en}")));

    let range: Vec<usize> = list(file, value, b"ByteRange")
        .iter()
        .filter_map(|number| usize::try_from(resolve(file, number).as_i64().ok()?).ok())
        .collect();
    let [0, first, second, length] = range[..] else {
        return wrong("không ghi phần tệp được ký (ByteRange)", "does not say what it covers (ByteRange)");
    };
    let end = second.saturating_add(length);
    let (Some(head), Some(gap), Some(tail)) = (bytes.get(..first), bytes.get(first..second), bytes.get(second..end))
    else {
        return wrong("ghi sai phần tệp được ký (ByteRange)", "is wrong about what it covers (ByteRange)");
    };
    // Nothing but the signature itself may stand in the gap.
    let whole = gap.len() > 2 && gap.starts_with(b"<") && gap.ends_with(b">");
    let hexadecimal =
        whole && gap[1..gap.len() - 1].iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace());
    let covers = end <= revision.end && bytes[end..revision.end].iter().all(u8::is_ascii_whitespace);
    if !hexadecimal || !covers {
        return wrong("không phủ hết tệp lúc ký", "does not cover the whole file as it was signed");
    }
    let Some(signed) = value.get(b"Contents").ok().and_then(|value| resolve(file, value).as_str().ok()) else {
        return wrong("rỗng", "is empty");
    };
    // What is left out of the digest must be this signature and no other string of the file.
    if hexadecimal_bytes(&gap[1..gap.len() - 1]) != signed {
        return wrong("không nằm ở chỗ mà nó chừa ra (ByteRange)", "does not stand where it leaves room (ByteRange)");
    }
    // A time stamp says the digest of the file in a message of its own, whose digest stands where a signature has the file's.
    let stamp = name(value, b"SubFilter") == "ETSI.RFC3161";
    let digests = digests(head, tail);
    let fits = match digest(signed) {
        None => return wrong("không đọc được", "cannot be read"),
        Some(_) if stamp => digests.iter().any(|digest| find(signed, digest).is_some()),
        Some(said) if digests.iter().all(|digest| digest.len() != said.len()) => {
            return wrong(
                "dùng hàm băm khác SHA-256, SHA-384 và SHA-512",
                "has another digest than SHA-256, SHA-384 and SHA-512",
            );
        }
        Some(said) => digests.iter().any(|digest| digest == said),
    };
    if !fits {
        return wrong(
            "không khớp: phần tệp đã ký bị sửa sau khi ký",
            "does not fit: what was signed was changed afterwards",
        );
    }
    Ok(rendered(field, value, stamp))
}

/// The bytes that hexadecimal digits say; a last digit alone is followed by a zero (ISO 32000-1, 7.3.4.3).
fn hexadecimal_bytes(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok()))
        .collect();
    values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// The digest that a signature says.
fn digest(signed: &[u8]) -> Option<&[u8]> {
    let rest = signed.get(find(signed, &MESSAGE_DIGEST)? + MESSAGE_DIGEST.len()..)?;
    // A set of one string of bytes, each with its length; digests are short.
    let [0x31, _, 0x04, length, rest @ ..] = rest else { return None };
    rest.get(..usize::from(*length))
}

/// The digests that the covered part can have.
fn digests(head: &[u8], tail: &[u8]) -> [Vec<u8>; 3] {
    fn hash<D: sha2::Digest>(head: &[u8], tail: &[u8]) -> Vec<u8> {
        D::new().chain_update(head).chain_update(tail).finalize().to_vec()
    }
    [hash::<Sha256>(head, tail), hash::<Sha384>(head, tail), hash::<Sha512>(head, tail)]
}

fn rendered(field: &str, value: &Dictionary, stamp: bool) -> Text {
    let (does_vi, does_en) =
        if stamp { ("đóng dấu thời gian", "stamps the time in") } else { ("ký ô", "signs") };
    let (mut vi, mut en) = (format!("{does_vi} {field}"), format!("{does_en} {field}"));
    let string = |key: &[u8]| value.get(key).ok().and_then(|value| lopdf::decode_text_string(value).ok());
    if let Some(who) = string(b"Name").filter(|who| !who.trim().is_empty()) {
        vi.push_str(&format!(", người ký tự ghi là {who}"));
        en.push_str(&format!(", by {who} as it says"));
    }
    if let Some(when) = string(b"M").as_deref().and_then(time) {
        vi.push_str(&format!(", lúc {when} theo máy người ký"));
        en.push_str(&format!(", at {when} by the signer's clock"));
    }
    text(vi, en)
}

/// `D:20260115083000+07'00'` as `15/01/2026 08:30 +07:00`.
fn time(given: &str) -> Option<String> {
    let digits = given.strip_prefix("D:").unwrap_or(given);
    let part = |from: usize, length: usize| {
        digits.get(from..from + length).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (year, month, day) = (part(0, 4)?, part(4, 2)?, part(6, 2)?);
    let (hour, minute) = (part(8, 2)?, part(10, 2)?);
    let zone = digits.get(14..).unwrap_or_default().trim_end_matches('\'').replace('\'', ":");
    let zone = if zone.is_empty() { zone } else { format!(" {zone}") };
    Some(format!("{day}/{month}/{year} {hour}:{minute}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::{digest, time};

    #[test]
    fn times_are_shown_as_people_write_them() {
        assert_eq!(time("D:20260115083000+07'00'").as_deref(), Some("15/01/2026 08:30 +07:00"));
        assert_eq!(time("D:20260115083000Z").as_deref(), Some("15/01/2026 08:30 Z"));
        assert_eq!(time("D:năm 2026"), None);
    }

    #[test]
    fn a_signature_that_ends_too_early_has_no_digest() {
        let start = super::MESSAGE_DIGEST;
        assert_eq!(digest(&start), None);
        assert_eq!(digest(&[&start[..], &[0x31, 4, 4, 9, 1]].concat()), None);
        assert_eq!(digest(&[&start[..], &[0x31, 4, 4, 2, 7, 8]].concat()), Some(&[7, 8][..]));
    }
}
