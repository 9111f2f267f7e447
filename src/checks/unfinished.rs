//! DL033: what stands for something that is still to be written.
//!
//! A draft may have it; a document to be signed may not, and no waiver lets it pass.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, LEFT_TO_DECIDE, PLACEHOLDER_LEFT, text};
use crate::base::source::{FileId, Span};
use crate::checks::prose::{OBJECT, Passage, Role};
use crate::checks::rules::Subject;
use crate::model::packs::UnfinishedWords;

/// Reports every placeholder in the texts that the document prints, the standard ones too.
pub fn unfinished(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().unfinished;
    let openings = Openings::new(words);
    let signer = subject.plan().signer.name.span;
    for passage in &subject.passages {
        let plain = passage.plain();
        let whole = stands_for_another(passage, words).then_some(0..plain.len());
        let parts = || match openings.kinds(plain) {
            0 => Vec::new(),
            kinds => placeholders(plain, words, kinds),
        };
        for range in whole.map_or_else(parts, |whole| [whole].into()) {
            let typed = &plain[range.clone()];
            let is_data = typed.starts_with('{');
            let message = text(
                format!("`{typed}` là chữ giữ chỗ, chưa điền"),
                format!("`{typed}` is a placeholder that is not filled in"),
            );
            let help = if passage.source.span == signer {
                text(
                    "ghi họ, tên đệm và tên người ký: `name = \"Vũ Đăng Chương\"`",
                    "write the signer's full name: `name = \"Vũ Đăng Chương\"`",
                )
            } else if is_data {
                text(
                    "số của chỉ tiêu lấy vào lời văn bằng `{{ target(\"mã\").promise }}`; `{promise}` chỉ dùng trong `text` của chính chỉ tiêu có số ấy",
                    "a target's number comes into prose by `{{ target(\"id\").promise }}`; `{promise}` works in the `text` of a target that has it",
                )
            } else {
                text(
                    "viết nội dung vào chỗ này; điều chưa biết thì ghi chú sau dấu # ở dòng riêng, ngoài lời văn",
                    "write the text; what is not known yet belongs in a comment behind #, outside the text",
                )
            };
            findings.push(Diagnostic::new(&PLACEHOLDER_LEFT, passage.span(range), message).help(help));
        }
    }
}

const TODO: &str = "# TODO";

/// Lists the comments of a plan that say TODO: what is left to decide.
pub fn left_to_decide(file: FileId, source: &str, findings: &mut Findings) {
    if !source.contains(TODO) {
        return;
    }
    let comments: Vec<Range<usize>> = todo_comments(source);
    let Some((first, others)) = comments.split_first() else { return };
    let count = comments.len();
    let message = text(
        format!("còn {count} chỗ ghi TODO phải quyết"),
        if count == 1 { "one TODO is left to decide".to_owned() } else { format!("{count} TODOs are left to decide") },
    );
    let mut finding = Diagnostic::new(&LEFT_TO_DECIDE, Span::new(file, first.clone()), message).help(text(
        "quyết xong chỗ nào thì xóa ghi chú ấy; văn bản không in ghi chú",
        "remove each comment when it is decided; comments are not printed",
    ));
    for other in others {
        finding = finding.related(Span::new(file, other.clone()), text("cả chỗ này", "this one too"));
    }
    findings.push(finding);
}

/// Returns the comments that begin with TODO, without those in strings.
fn todo_comments(source: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut long: Option<&str> = None;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let quotes = |quotes: &&str| line.matches(quotes).count() % 2 == 1;
        if let Some(open) = long {
            long = Some(open).filter(|open| !quotes(open));
            continue;
        }
        long = ["\"\"\"", "'''"].into_iter().find(quotes);
        let Some(mark) = line.find(TODO) else { continue };
        if line[..mark].matches('"').count() % 2 == 0 && line[..mark].matches('\'').count() % 2 == 0 {
            out.push(at + mark..at + line.trim_end().len());
        }
    }
    out
}

/// Returns whether a whole text stands for the name, the post, the body or the subject that is to be written: «Họ và tên», «-».
fn stands_for_another(passage: &Passage<'_>, words: &UnfinishedWords) -> bool {
    let is_called = matches!(passage.role, Role::Name | Role::Party | Role::Recipient | Role::Subject);
    is_called && words.is_stand_in(passage.plain())
}

/// Returns where the placeholders of a text are, in order; of these kinds only.
fn placeholders(plain: &str, words: &UnfinishedWords, kinds: Kinds) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in plain.split('\n') {
        let found = in_line(line, words, kinds).into_iter();
        out.extend(found.map(|range| start + range.start..start + range.end));
        start += line.len() + 1;
    }
    out
}

/// What a text may have: words on the list or «xxx»; brackets; dots, lines and question marks.
type Kinds = u8;
const MARKS: Kinds = 1;
const BRACKETS: Kinds = 2;
const BLANKS: Kinds = 4;

/// The pairs of bytes that a placeholder may begin with. Most texts have no bracket, no sign twice in a row and no word on the list: they are
/// looked at no further.
struct Openings<'a> {
    words: &'a UnfinishedWords,
    /// A bit for each pair.
    pairs: Vec<u64>,
}

impl<'a> Openings<'a> {
    fn new(words: &'a UnfinishedWords) -> Self {
        let mut pairs = vec![0; (1 << 16) / 64];
        let mut add = |first: u8, second: u8| {
            let pair = usize::from(u16::from_be_bytes([first, second]));
            pairs[pair / 64] |= 1 << (pair % 64);
        };
        for first in *b"{<[(" {
            (0..=u8::MAX).for_each(|second| add(first, second));
        }
        b"._?".iter().for_each(|sign| add(*sign, *sign));
        for mark in words.marks.iter().map(String::as_str).chain(["xx", "…"]) {
            match mark.as_bytes() {
                [first, second, ..] if mark.is_ascii() || mark == "…" => {
                    for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                        add(first, second.to_ascii_lowercase());
                        add(first, second.to_ascii_uppercase());
                    }
                }
                // A mark of one letter; and whether two letters with marks are the same is not told by their bytes.
                _ => (0..=u8::MAX).for_each(|first| (0..=u8::MAX).for_each(|second| add(first, second))),
            }
        }
        Self { words, pairs }
    }

    fn kinds(&self, plain: &str) -> Kinds {
        let bytes = plain.as_bytes();
        let seconds = bytes.iter().skip(1).chain([&0]);
        let mut kinds = 0;
        for (at, (first, second)) in bytes.iter().zip(seconds).enumerate() {
            let pair = usize::from(u16::from_be_bytes([*first, *second]));
            if self.pairs[pair / 64] >> (pair % 64) & 1 == 1 {
                kinds |= self.kinds_at(&bytes[at..]);
            }
        }
        kinds
    }

    fn kinds_at(&self, bytes: &[u8]) -> Kinds {
        let begins = |mark: &String| {
            let here = bytes.get(..mark.len());
            !mark.is_ascii() || here.is_some_and(|here| here.eq_ignore_ascii_case(mark.as_bytes()))
        };
        let sign = match bytes {
            [b'{' | b'<' | b'[' | b'(', ..] => BRACKETS,
            [b'x' | b'X', b'x' | b'X', ..] => MARKS,
            [first @ (b'.' | b'_' | b'?'), second, ..] if first == second => BLANKS,
            _ if bytes.starts_with("…".as_bytes()) => BLANKS,
            _ => 0,
        };
        if self.words.marks.iter().any(begins) { sign | MARKS } else { sign }
    }
}

fn in_line(line: &str, words: &UnfinishedWords, kinds: Kinds) -> Vec<Range<usize>> {
    let mut out = if kinds & MARKS == 0 { Vec::new() } else { marked(line, words) };
    if kinds & BRACKETS != 0 {
        out.extend(enclosed(line, words));
    }
    if kinds & BLANKS != 0 {
        // Of «ngày …/…/2026» the first is enough.
        out.extend(blanks(line).into_iter().min_by_key(|range| range.start));
    }
    out.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    out.dedup_by(|next, last| next.start < last.end);
    out
}

/// Words on the list, and «xxx».
fn marked(line: &str, words: &UnfinishedWords) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let lower = line.to_lowercase();
    if lower.len() == line.len() {
        for mark in &words.marks {
            let found = lower.match_indices(mark.as_str()).map(|(at, mark)| at..at + mark.len());
            out.extend(found.filter(|range| is_apart(line, range)));
        }
    }
    out.extend(runs(line, &['x', 'X']).into_iter().filter(|range| {
        let next = line[range.end..].chars().next();
        let before = line[..range.start].chars().next_back();
        let in_number = [before, next].iter().flatten().any(|letter| matches!(letter, '/' | '%'));
        // Thirty in Roman numerals, as in the number of a section.
        let is_roman = line[range.clone()].len() == 3 && line[range.clone()].chars().all(char::is_uppercase);
        let counts = || line[..range.start].trim_end().chars().next_back().is_some_and(char::is_alphabetic);
        is_apart(line, range) && !(is_roman && counts()) && (range.len() > 2 || (range.len() == 2 && in_number))
    }));
    out
}

/// «{promise}», «<tên cơ quan>», «[điền số]», «[…]».
fn enclosed(line: &str, words: &UnfinishedWords) -> Vec<Range<usize>> {
    const LONGEST: usize = 80;
    let mut out = Vec::new();
    for (at, open) in line.char_indices().filter(|(_, letter)| "{<[(".contains(*letter)) {
        let close = match open {
            '{' => '}',
            '<' => '>',
            '[' => ']',
            _ => ')',
        };
        let Some(inside) = line[at + 1..].find([open, close, OBJECT]).map(|end| &line[at + 1..at + 1 + end]) else {
            continue;
        };
        let end = at + 1 + inside.len() + 1;
        if !line[..end.min(line.len())].ends_with(close) || inside.trim().is_empty() || inside.len() > LONGEST {
            continue;
        }
        let lower = inside.trim().to_lowercase();
        let asks = || {
            words.requests.iter().any(|word| {
                lower.strip_prefix(word.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        let is_blank = inside.chars().all(|letter| "._… ".contains(letter)) && inside.trim() != ".";
        let is_meant = match open {
            _ if is_blank => true,
            '{' => true,
            '<' => inside.starts_with(char::is_alphabetic) && !inside.is_ascii(),
            _ => asks(),
        };
        if is_meant {
            out.push(at..end);
        }
    }
    out
}

/// Dots and lines to be written over: alone on their line, in a date or a symbol, or long.
fn blanks(line: &str) -> Vec<Range<usize>> {
    const LONG: usize = 5;
    let mut out: Vec<Range<usize>> = runs(line, &['_']).into_iter().filter(|range| range.len() > 2).collect();
    out.extend(runs(line, &['?']).into_iter().filter(|range| range.len() > 1));
    for range in runs(line, &['.', '…']) {
        let typed = &line[range.clone()];
        let dots: usize = typed.chars().map(|letter| if letter == '…' { 3 } else { 1 }).sum();
        if dots < 3 {
            continue;
        }
        let before = line[..range.start].trim_end_matches([' ', '\u{a0}']);
        let after = line[range.end..].trim_start_matches([' ', '\u{a0}']);
        let is_mark = |text: &str| text.chars().all(|letter| "-+*•| ".contains(letter) || letter.is_ascii_digit());
        let alone = is_mark(before) && is_mark(after);
        let in_date = ["tháng", "năm"].iter().any(|word| after.starts_with(word))
            && ["ngày", "tháng", "quý"].iter().any(|word| before.to_lowercase().ends_with(word));
        let in_symbol = after.starts_with('/') || before.ends_with('/');
        let quoted = before.ends_with(['«', '“', '"']) && after.starts_with(['»', '”', '"']);
        if alone || in_date || in_symbol || quoted || dots >= LONG {
            out.push(range);
        }
    }
    out
}

/// Returns the runs of some letters.
fn runs(line: &str, letters: &[char]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, letter) in line.match_indices(letters) {
        match out.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + letter.len(),
            None => out.push(at..at + letter.len()),
        }
    }
    out
}

/// Returns whether no letter or digit touches a place.
fn is_apart(line: &str, range: &Range<usize>) -> bool {
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !touches(line[..range.start].chars().next_back()) && !touches(line[range.end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::{BLANKS, BRACKETS, MARKS, Openings, placeholders};
    use crate::model::packs::Vocabulary;

    fn found(line: &str) -> Vec<&str> {
        let words = &Vocabulary::embedded().unfinished;
        let found = placeholders(line, words, MARKS | BRACKETS | BLANKS);
        assert_eq!(placeholders(line, words, Openings::new(words).kinds(line)), found, "{line}");
        found.into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn what_is_still_to_be_written_is_found() {
        assert_eq!(found("TODO: viết phần này"), ["TODO"]);
        assert_eq!(found("đạt xxx hồ sơ, xx% ngày xx/xx/2026"), ["xxx", "xx", "xx", "xx"]);
        assert_eq!(found("Phấn đấu đạt {promise} trong năm, {Tên xã}"), ["{promise}", "{Tên xã}"]);
        assert_eq!(found("<tên cơ quan> và [điền số], (nhập tên)"), ["<tên cơ quan>", "[điền số]", "(nhập tên)"]);
        assert_eq!(found("theo Quyết định số […] và (...), của <…>"), ["[…]", "(...)", "<…>"]);
        assert_eq!(found("về việc «…»\nlớp “...”"), ["…", "..."]);
        assert_eq!(found("…"), ["…"]);
        assert_eq!(found("- ...\n| … | 3 |"), ["...", "…"]);
        assert_eq!(found("Kế hoạch số ..../KH-UBND ngày … tháng 01 năm 2026"), ["...."]);
        assert_eq!(found("Số tiền: ____ đồng, ............"), ["____"]);
        assert_eq!(found("Số tiền: ........ đồng"), ["........"]);
        assert_eq!(found("Bao nhiêu???"), ["???"]);
    }

    #[test]
    fn a_word_on_the_list_is_found_however_it_is_written() {
        for line in ["todo", "việc này Fixme", "Lorem Ipsum"] {
            assert_eq!(found(line).len(), 1, "{line}");
        }
    }

    #[test]
    fn a_whole_text_that_stands_for_a_name_is_found() {
        let words = &Vocabulary::embedded().unfinished;
        for text in ["Họ và tên", "HỌ TÊN", "Nguyễn Văn A", "Chức vụ", "Tên cơ quan", " - ", "………", "."]
        {
            assert!(words.is_stand_in(text), "{text}");
        }
        for text in ["Nguyễn Văn An", "Vũ A", "1", "Chủ tịch", "Tên Lửa"] {
            assert!(!words.is_stand_in(text), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_not() {
        for line in [
            "ví điện tử, mã QR..., thuận tiện",
            "xã, phường, v.v...",
            "máy tính, máy in…",
            "«Cán bộ số, …», “học, học nữa...”",
            "máy tính (máy bàn, máy xách tay, …)",
            "4x4, 3 x 5, thế kỷ XX",
            "Trong năm < 5% và > 3%",
            "(theo hướng dẫn), [1]",
            "Khi nào? Ở đâu?",
            "phần mềm (nhập liệu thủ công)",
        ] {
            assert_eq!(found(line), [""; 0], "{line}");
        }
        assert_eq!(found(&format!("Mục {}", "X".repeat(3))), [""; 0]);
    }
}
