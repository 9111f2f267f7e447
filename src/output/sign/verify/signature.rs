//! One signature: what it covers, and whether that is still what was signed.

use lopdf::{Dictionary, Document, Object};

use super::message::{self, Signer};
use super::pair::{dictionary, field_name, list, name, resolve};
use super::permissions::Rules;
use super::revisions::Revision;
use crate::base::diagnostic::{Text, text};

/// Returns the signature fields of a file.
pub(super) fn fields(file: &Document) -> Vec<&Dictionary> {
    let form = file.catalog().ok().and_then(|root| dictionary(file, root, b"AcroForm"));
    let all = form.map_or(&[][..], |form| list(file, form, b"Fields")).iter();
    all.filter_map(|field| resolve(file, field).as_dict().ok()).filter(|field| name(field, b"FT") == "Sig").collect()
}

/// Returns whether a field of a file is signed.
pub(super) fn is_signed(file: &Document) -> bool {
    fields(file).into_iter().any(|field| field.has(b"V"))
}

/// A signature that is right.
pub(super) struct Signed {
    /// What to report of it.
    pub deed: Text,
    /// Whether it is a time stamp, which nobody signs.
    pub is_stamp: bool,
    /// What it forbids from now on.
    pub rules: Rules,
}

/// Checks the signature in a field that a revision signs. Returns what to report of it, or what is wrong.
pub(super) fn check(bytes: &[u8], revision: &Revision, field: &str) -> Result<Signed, Text> {
    let file = &revision.file;
    let mut found = fields(file).into_iter().filter(|one| field_name(one).as_deref() == Some(field));
    let only = found.next().filter(|_| found.next().is_none());
    let (owner, value) = only
        .and_then(|field| Some((field, dictionary(file, field, b"V")?)))
        .ok_or_else(|| text(format!("ô {field} có chữ ký rỗng"), format!("the signature in {field} is empty")))?;
    let wrong =
        |vi: &str, en: &str| Err(text(format!("chữ ký ở ô {field} {vi}"), format!("the signature in {field} {en}")));

    let range: Vec<usize> = list(file, value, b"ByteRange")
        .iter()
        .map(|number| usize::try_from(resolve(file, number).as_i64().ok()?).ok())
        .collect::<Option<_>>()
        .unwrap_or_default();
    let [0, first, second, length] = range[..] else {
        return wrong("không ghi phần tệp được ký (ByteRange)", "does not state what it covers (ByteRange)");
    };
    let end = second.saturating_add(length);
    let (Some(head), Some(gap), Some(tail)) = (bytes.get(..first), bytes.get(first..second), bytes.get(second..end))
    else {
        return wrong("ghi sai phần tệp được ký (ByteRange)", "states wrongly what it covers (ByteRange)");
    };
    // Nothing but the signature itself may be in the gap.
    let covers = end <= revision.end && bytes[end..revision.end].iter().all(u8::is_ascii_whitespace);
    let Some(left_out) = hexadecimal_bytes(gap).filter(|_| covers) else {
        return wrong("không phủ hết tệp lúc ký", "does not cover the whole file as it was signed");
    };
    let Some(signed) = value.get_deref(b"Contents", file).and_then(Object::as_str).ok() else {
        return wrong("rỗng", "is empty");
    };
    // What is left out of the digest must be this signature and no other string of the file.
    if left_out != signed {
        return wrong("không nằm ở chỗ mà nó chừa ra (ByteRange)", "is not in the gap that it leaves (ByteRange)");
    }
    let is_stamp = match name(value, b"SubFilter").as_str() {
        "ETSI.RFC3161" => true,
        "ETSI.CAdES.detached" | "adbe.pkcs7.detached" => false,
        _ => {
            return wrong(
                "thuộc loại mà kehoach không kiểm tra được (SubFilter)",
                "is of a kind that is not known here (SubFilter)",
            );
        }
    };
    let signer = match message::check(signed, &[head, tail], is_stamp) {
        Ok(signer) => signer,
        Err((vi, en)) => return wrong(vi, en),
    };
    match Rules::of(file, owner, value) {
        Ok(rules) => Ok(Signed { deed: description(field, value, is_stamp, &signer), is_stamp, rules }),
        Err((vi, en)) => wrong(vi, en),
    }
}

/// Returns the bytes of a hexadecimal string, if there is nothing else; an odd last digit is followed by a zero (ISO 32000-1, 7.3.4.3).
fn hexadecimal_bytes(string: &[u8]) -> Option<Vec<u8>> {
    let digits = string.strip_prefix(b"<")?.strip_suffix(b">")?.iter().filter(|byte| !byte.is_ascii_whitespace());
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let values = digits.map(digit).collect::<Option<Vec<u8>>>()?;
    Some(values.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect())
}

fn description(field: &str, value: &Dictionary, is_stamp: bool, signer: &Signer) -> Text {
    let (does_vi, does_en) =
        if is_stamp { ("đóng dấu thời gian", "stamps the time in") } else { ("ký ô", "signs") };
    let (mut vi, mut en) = (format!("{does_vi} {field}"), format!("{does_en} {field}"));
    let string = |key: &[u8]| value.get(key).ok().and_then(|value| lopdf::decode_text_string(value).ok());
    if let Some(who) = &signer.holder {
        vi.push_str(&format!(", chứng thư số ghi tên {who}"));
        en.push_str(&format!(", with the certificate of {who}"));
    }
    if !signer.issued {
        vi.push_str(" (không kèm chứng thư của nơi cấp)");
        en.push_str(" (without the issuer's certificate)");
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
    use super::time;

    #[test]
    fn times_are_shown_as_people_write_them() {
        assert_eq!(time("D:20260115083000+07'00'").as_deref(), Some("15/01/2026 08:30 +07:00"));
        assert_eq!(time("D:20260115083000Z").as_deref(), Some("15/01/2026 08:30 Z"));
        assert_eq!(time("D:năm 2026"), None);
    }
}
