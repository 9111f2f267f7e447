//! The cross-reference table (ISO 32000-1, 7.5.4).

use std::collections::BTreeMap;

use super::Strict;
use super::lexer::Lexer;

/// Where a table says that an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At a byte of the file, with its generation.
    At(usize, u16),
    /// In an object stream, at an index.
    Inside(u32, usize),
}

/// Reads `xref` and its sections. Object 0 alone may be free.
pub(super) fn read(lexer: &mut Lexer<'_>) -> Strict<BTreeMap<u32, Place>> {
    lexer.word(b"xref")?;
    let mut out = BTreeMap::new();
    loop {
        lexer.space();
        if lexer.peek() == Some(b't') {
            return Ok(out);
        }
        let first = lexer.digits()?;
        let spaced = lexer.skip(b" ");
        let count = lexer.digits()?;
        lexer.skip(b" ");
        if !spaced || !lexer.line_end() {
            return Err(lexer.unclear("bảng tra viết sai", "the table is written wrongly"));
        }
        for number in first..first.saturating_add(count) {
            let (offset, generation, is_used) = entry(lexer)?;
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if !is_used && number == 0 && offset == 0 && generation == u16::MAX {
                continue;
            }
            if !is_used || number == 0 || out.insert(number, Place::At(offset, generation)).is_some() {
                return Err(lexer.unclear(
                    "bảng tra bỏ một đối tượng, hoặc ghi một đối tượng hai lần",
                    "the table frees an object, or lists one twice",
                ));
            }
        }
    }
}

/// Reads one line of twenty bytes.
fn entry(lexer: &mut Lexer<'_>) -> Strict<(usize, u16, bool)> {
    let wrong = lexer.unclear("bảng tra viết sai", "the table is written wrongly");
    let line = lexer.rest().get(..20).ok_or_else(|| wrong.clone())?;
    let digits = |part: &[u8]| {
        let text = std::str::from_utf8(part).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        text.and_then(|text| text.parse::<usize>().ok())
    };
    let generation = digits(&line[11..16]).and_then(|number| u16::try_from(number).ok());
    let ends = matches!(&line[18..], b" \n" | b" \r" | b"\r\n");
    match (digits(&line[..10]), generation, line[10], line[16], line[17]) {
        (Some(offset), Some(generation), b' ', b' ', kind @ (b'n' | b'f')) if ends => {
            lexer.at += 20;
            Ok((offset, generation, kind == b'n'))
        }
        _ => Err(wrong),
    }
}
