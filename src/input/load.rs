//! The first stage: from bytes to text that is fit to be read as TOML.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::base::diagnostic::{Diagnostic, FILE_TOO_LARGE, Findings, NOT_NFC, NOT_UTF8, text};
use crate::base::limits::TEXT_FILE;
use crate::base::source::{FileId, SourceMap, Span};
use crate::base::vietnamese::composed::is_composed;

/// Takes the bytes of a file into the sources. `None` when they are no text; the reason is a finding.
///
/// Give no more than [`TEXT_FILE`] + 1 bytes: a longer file is refused by its length alone.
pub fn load(name: &str, bytes: &[u8], sources: &mut SourceMap, findings: &mut Findings) -> Option<FileId> {
    if bytes.len() > TEXT_FILE {
        let file = sources.add(name, "");
        let limit = TEXT_FILE / 1024 / 1024;
        findings.push(
            Diagnostic::new(
                &FILE_TOO_LARGE,
                Span::new(file, 0..0),
                text(format!("tệp lớn hơn {limit} MB"), format!("the file is larger than {limit} MB")),
            )
            .help(text(
                "kế hoạch chỉ gồm chữ; kiểm tra xem có chọn nhầm tệp không",
                "a plan is text only; see whether this is the right file",
            )),
        );
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let source = match std::str::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => {
            report_not_utf8(name, bytes, error.valid_up_to(), sources, findings);
            return None;
        }
    };
    let file = sources.add(name, source);
    report_not_nfc(file, source, findings);
    Some(file)
}

fn report_not_utf8(name: &str, bytes: &[u8], at: usize, sources: &mut SourceMap, findings: &mut Findings) {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Where the first bad byte is in what is shown.
    let valid = readable_text(&bytes[..at]).len();
    let readable = if wide { from_utf16(bytes) } else { readable_text(bytes) };
    let file = sources.add(name, readable);
    let (message, span) = if wide {
        (text("tệp lưu ở dạng UTF-16, không phải UTF-8", "the file is in UTF-16, not in UTF-8"), 0..0)
    } else {
        (
            text(
                "tệp không phải UTF-8; chữ có lẽ ở bảng mã cũ (TCVN3, VNI, Windows-1258)",
                "the file is not UTF-8; its text may be in a legacy encoding (TCVN3, VNI, Windows-1258)",
            ),
            valid..valid + '\u{fffd}'.len_utf8(),
        )
    };
    if name.to_lowercase().ends_with(".csv") {
        findings.push(Diagnostic::new(&NOT_UTF8, Span::new(file, span), message).help(text(
            "mở bảng gốc trong Excel, chọn File > Save As, loại tệp «CSV UTF-8 (Comma delimited) (*.csv)»; chữ ở bảng mã cũ thì chuyển mã bằng UniKey trước",
            "open the original in Excel, choose File > Save As and the type «CSV UTF-8 (Comma delimited) (*.csv)»; convert a legacy encoding first",
        )));
        return;
    }
    findings.push(Diagnostic::new(&NOT_UTF8, Span::new(file, span), message).help(text(
        "mở bằng Notepad, chọn File > Save As, ở ô Encoding chọn UTF-8; nếu chữ hiện sai thì chuyển mã bằng UniKey trước",
        "open it in Notepad, choose File > Save As and the encoding UTF-8; where letters look wrong, convert them first",
    )));
}

/// Bytes as text that a terminal can show.
fn readable_text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}")
}

/// Returns the text of UTF-16, to be shown.
fn from_utf16(bytes: &[u8]) -> String {
    let little = bytes.starts_with(b"\xff\xfe");
    let units = bytes[2..].chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// One finding for the whole file, at the first place: such text is typed by a program, not by hand.
pub fn report_not_nfc(file: FileId, source: &str, findings: &mut Findings) {
    if is_composed(source) {
        return;
    }
    let mut locations = loose_letters(source);
    let Some(first) = locations.next() else { return };
    let count = 1 + locations.count();
    let composed: String = source[first.clone()].nfc().collect();
    findings.push(
        Diagnostic::new(
            &NOT_NFC,
            Span::new(file, first),
            text(
                format!("{count} chữ ở dạng tổ hợp rời, chưa phải dạng dựng sẵn (NFC); chữ đầu tiên là `{composed}`"),
                format!("{count} letters are not composed (NFC); the first is `{composed}`"),
            ),
        )
        .help(text(
            "văn bản vẫn được dựng với chữ dựng sẵn; nên đặt bộ gõ ở `Unicode dựng sẵn` rồi lưu lại, để tìm kiếm và so sánh được",
            "the document is set with composed letters all the same; set the keyboard to `Unicode dựng sẵn` and save again",
        )),
    );
}

/// Returns the places of letters with loose marks that a single character could write.
fn loose_letters(source: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut letters = source.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, letter)) = letters.next() {
            let mut end = start + letter.len_utf8();
            while let Some(&(at, mark)) = letters.peek()
                && is_combining_mark(mark)
            {
                end = at + mark.len_utf8();
                letters.next();
            }
            let cluster = &source[start..end];
            let mut composed = cluster.nfc();
            if end > start + letter.len_utf8() && composed.next() != Some(letter) && composed.next().is_none() {
                return Some(start..end);
            }
        }
        None
    })
}
