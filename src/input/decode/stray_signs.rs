//! Signs outside of strings that TOML does not know: curly quotes, full-width signs, spaces and characters that cannot be seen.

use std::ops::Range;

use crate::base::diagnostic::{Text, text};
use crate::input::letters::{self, is_hidden};

/// Quotes that word processors put in place of straight ones.
const CURLY: &str = "“”„‟″〝〞＂";
/// The same, of single ones.
const CURLY_SINGLE: &str = "‘’‚‛′＇";
const GUILLEMETS: &str = "«»‹›";

const LONG: &str = "\"\"\"";
const LONG_LITERAL: &str = "'''";

/// A longer line is not written out in a message.
const SHOWN: usize = 160;

/// Such a sign: its place, what is wrong with it, and what to write.
pub(super) struct StraySign {
    pub range: Range<usize>,
    pub message: Text,
    pub help: Text,
}

/// A walk through a file that knows where its long strings are: a line inside of one has no sign of TOML.
pub(super) struct StraySigns<'s> {
    source: &'s str,
    at: usize,
    /// The quotes of the long string around the place, if it is in one.
    long: Option<&'static str>,
}

impl<'s> StraySigns<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0, long: None }
    }

    /// Returns the first sign of the line at an offset that is outside of its strings and comments, and is none of TOML's. Offsets
    /// are asked for in their order.
    pub(super) fn sign(&mut self, offset: usize) -> Option<StraySign> {
        let source = self.source;
        let start = source[..source.floor_char_boundary(offset)].rfind('\n').map_or(0, |at| at + 1);
        while self.at < start {
            let end = source[self.at..].find('\n').map_or(source.len(), |at| self.at + at + 1);
            self.long = after_line(&source[self.at..end], self.long);
            self.at = end;
        }
        if self.long.is_some() {
            return None;
        }
        let line = source[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        sign(line, start)
    }
}

/// Returns the quotes of the long string that is open after a line.
fn after_line(line: &str, mut long: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    loop {
        if let Some(quotes) = long {
            let Some(end) = rest.find(quotes) else { return long };
            // An escaped quote closes nothing.
            let backslashes = end - rest[..end].trim_end_matches('\\').len();
            if quotes == LONG && backslashes % 2 == 1 {
                rest = &rest[end + 1..];
            } else {
                rest = &rest[end + quotes.len()..];
                long = None;
            }
            continue;
        }
        let from = &rest[rest.find(['"', '\'', '#'])?..];
        if from.starts_with('#') {
            return None;
        }
        if let Some(quotes) = [LONG, LONG_LITERAL].into_iter().find(|quotes| from.starts_with(quotes)) {
            long = Some(quotes);
            rest = &from[quotes.len()..];
            continue;
        }
        let end = end_of_string(&from[1..], from.starts_with('"'))?;
        rest = &from[1 + end + 1..];
    }
}

/// Returns where a string of one line ends, from behind its opening quote; none where it is not closed.
fn end_of_string(text: &str, basic: bool) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if basic => {
                letters.next();
            }
            '"' if basic => return Some(at),
            '\'' if !basic => return Some(at),
            _ => {}
        }
    }
    None
}

fn sign(line: &str, start: usize) -> Option<StraySign> {
    let (at, sign) = first(line)?;
    let range = start + at..start + at + sign.len_utf8();
    let code = format!("U+{:04X}", u32::from(sign));
    let quotes = |vi: &str, en: &str| {
        text(
            format!("{vi} `{sign}` ({code}), không phải dấu ngoặc kép thẳng `\"`"),
            format!("{en} `{sign}` ({code}), not the straight quote `\"`"),
        )
    };
    let help = if line.chars().count() > SHOWN {
        text("gõ lại ký tự ấy bằng phím thường", "type the character again")
    } else {
        let right = straight(line);
        text(format!("viết `{right}`"), format!("write `{right}`"))
    };
    let message = if CURLY.contains(sign) {
        quotes("dấu ngoặc kép cong", "a curly quote")
    } else if CURLY_SINGLE.contains(sign) {
        quotes("dấu nháy cong", "a curly single quote")
    } else if GUILLEMETS.contains(sign) {
        quotes("dấu ngoặc kép kiểu «»", "a guillemet")
    } else {
        let (vi, en) = letters::name(sign);
        match plain(sign) {
            Some(put) if !put.trim().is_empty() => {
                text(format!("{vi} thay cho `{put}`"), format!("the {en} in place of `{put}`"))
            }
            _ => text(format!("{vi} nằm ngoài chuỗi"), format!("the {en} outside of a string")),
        }
    };
    Some(StraySign { range, message, help })
}

/// What a sign stands for that TOML has.
fn plain(sign: char) -> Option<String> {
    let text = sign.to_string();
    let plain = letters::plain(&text);
    match sign {
        _ if CURLY.contains(sign) || CURLY_SINGLE.contains(sign) || GUILLEMETS.contains(sign) => Some("\"".to_owned()),
        '＃' => Some("#".to_owned()),
        '｛' => Some("{".to_owned()),
        '｝' => Some("}".to_owned()),
        _ if is_hidden(sign) || plain.is_empty() => Some(if sign.is_whitespace() { " " } else { "" }.to_owned()),
        _ if plain != text && plain.is_ascii() => Some(plain),
        _ => None,
    }
}

/// Returns the first sign of a line that stands for one of TOML's.
fn first(line: &str) -> Option<(usize, char)> {
    let mut at = 0;
    while let Some(letter) = line[at..].chars().next() {
        let rest = &line[at..];
        match letter {
            '#' => return None,
            _ if rest.starts_with(LONG) || rest.starts_with(LONG_LITERAL) => return None,
            '"' | '\'' => match end_of_string(&rest[1..], letter == '"') {
                Some(end) => at += 1 + end,
                None => return closed_by_another(rest).map(|(inner, sign)| (at + inner, sign)),
            },
            letter if !letter.is_ascii() && plain(letter).is_some() => return Some((at, letter)),
            _ => {}
        }
        at += letter.len_utf8();
    }
    None
}

/// Returns the curly quote that closes a string which a straight one opens, where none opens a quotation inside of it.
fn closed_by_another(string: &str) -> Option<(usize, char)> {
    let (at, last) = string.trim_end().trim_end_matches([',', ']', '}', ' ']).char_indices().next_back()?;
    let (opens, closes) = if string.starts_with('"') { ('“', '”') } else { ('‘', '’') };
    let count = |sign: char| string.matches(sign).count();
    (last == opens || (last == closes && count(closes) > count(opens))).then_some((at, last))
}

/// Returns a line with the signs that TOML has: outside of quotes of any kind, and for the quotes of a value.
fn straight(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let opens = |sign: char| {
        sign == '"' || sign == '\'' || CURLY.contains(sign) || CURLY_SINGLE.contains(sign) || GUILLEMETS.contains(sign)
    };
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        if sign == '#' {
            out.push_str(rest);
            break;
        }
        let after = &rest[sign.len_utf8()..];
        if opens(sign) {
            // A value ends with the last quote before what parts it from the next.
            let straight = matches!(sign, '"' | '\'').then(|| end_of_string(after, sign == '"')).flatten();
            let end = straight.unwrap_or_else(|| end_of_value(after, opens));
            let inner = &after[..end];
            let quote = if inner.contains('"') && !inner.contains('\'') { '\'' } else { '"' };
            let quote = if sign == '"' || sign == '\'' { sign } else { quote };
            out.push(quote);
            out.push_str(inner);
            out.push(quote);
            rest = after[end..].strip_prefix(opens).unwrap_or_default();
        } else {
            match plain(sign).filter(|_| !sign.is_ascii()) {
                Some(put) if put == " " && (out.is_empty() || out.ends_with(' ')) => {}
                Some(put) => out.push_str(&put),
                None => out.push(sign),
            }
            rest = after;
        }
    }
    out.trim_end().to_owned()
}

/// Returns where a value ends: at a quote that only signs of TOML follow up to the next value, or at the end of the line.
fn end_of_value(text: &str, closes: impl Fn(char) -> bool) -> usize {
    let ends = |rest: &str| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with([',', '，', ']', '］', '}', '｝', '#', '=', '＝'])
    };
    text.char_indices()
        .find(|(at, sign)| closes(*sign) && ends(&text[at + sign.len_utf8()..]))
        .map_or(text.len(), |found| found.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Language;

    #[test]
    fn signs_are_named_and_the_line_is_written_right() {
        for (line, message, right) in [
            ("subject = “Kế hoạch”", "dấu ngoặc kép cong `“` (U+201C)", "subject = \"Kế hoạch\""),
            ("subject = ‘Kế hoạch’", "dấu nháy cong `‘` (U+2018)", "subject = \"Kế hoạch\""),
            ("subject = «Kế hoạch»", "dấu ngoặc kép kiểu «» `«` (U+00AB)", "subject = \"Kế hoạch\""),
            ("subject = “Đề án “Xã số” 2026”", "dấu ngoặc kép cong", "subject = \"Đề án “Xã số” 2026\""),
            ("subject = \"Kế hoạch”", "dấu ngoặc kép cong `”` (U+201D)", "subject = \"Kế hoạch\""),
            ("to = [“a”, “b”]", "dấu ngoặc kép cong", "to = [\"a\", \"b\"]"),
            ("subject＝\"x\"", "ký tự `＝` (U+FF1D) thay cho `=`", "subject=\"x\""),
            ("［document］", "ký tự `［` (U+FF3B) thay cho `[`", "[document]"),
            ("a\u{a0}= 1", "dấu cách không ngắt U+00A0 nằm ngoài chuỗi", "a = 1"),
            ("a = 1\u{200b}", "ký tự ẩn U+200B nằm ngoài chuỗi", "a = 1"),
            ("\u{feff}a = 1", "ký tự ẩn đầu tệp (BOM) U+FEFF nằm ngoài chuỗi", "a = 1"),
            ("a = 1\u{2028}", "dấu xuống dòng lạ U+2028 nằm ngoài chuỗi", "a = 1"),
            ("subj\u{435}ct = \"x\"", "chữ Kirin `\u{435}` (U+0435) thay cho `e`", "subject = \"x\""),
        ] {
            let found = StraySigns::new(line).sign(0).unwrap();
            let (said, help) = (found.message.get(Language::Vietnamese), found.help.get(Language::Vietnamese));
            assert!(said.starts_with(message), "{line}: {said}");
            assert!(help.ends_with(&format!("`{right}`")), "{line}: {help}");
        }
        for line in ["a = \"“Kế hoạch”\"", "a = \"Đề án “Xã số”", "# “x”", "khóa = 1", "a = 95%", "a = 'x\u{a0}'"]
        {
            assert!(StraySigns::new(line).sign(0).is_none(), "{line}");
        }
        let source = "a = \"\"\"\nb “c” \\\"\"\" \n“d”\"\"\"\ne = “f”\n'x' = '''“\n”'''\n";
        let mut strays = StraySigns::new(source);
        let found: Vec<bool> = source.match_indices('\n').map(|(at, _)| strays.sign(at).is_some()).collect();
        assert_eq!(found, [false, false, false, true, false, false]);
    }
}
