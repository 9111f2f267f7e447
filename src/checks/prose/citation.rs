//! A citation typed inside a sentence: «Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về …», well-formed or not.

use std::ops::Range;

use super::OBJECT;
use super::date::TypedDate;
use super::document_kind::kind_before;
use super::symbol;
use super::word::{is_word_border, phrase_length};
use crate::base::vietnamese::fold::same_but_case;
use crate::base::vietnamese::letter::capitalized;
use crate::model::packs::CitationWords;

/// A typed citation. Every place is one of the text that it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From its type to its issuer.
    pub range: Range<usize>,
    /// The type: «Nghị quyết»; of a law, with its name: «Luật Đất đai».
    pub kind: Option<Range<usize>>,
    /// Whether «số» is before the symbol.
    pub numbered: bool,
    /// Number and symbol: «57-NQ/TW».
    pub symbol: Range<usize>,
    /// The date after «ngày».
    pub date: Option<TypedDate>,
    /// The body that issued it.
    pub issuer: Option<Range<usize>>,
    /// Whether the body is named without «của».
    pub bare_issuer: bool,
    /// What follows in the same clause: its title, and whatever comes then.
    pub rest: Range<usize>,
    /// Whether it is in the words of another document: in its title, or between quotation marks.
    pub quoted: bool,
}

/// Returns the citations of a text. `cited` gives the places of calls that print one, which most texts do not need.
pub fn citations(text: &str, known: &CitationWords, cited: impl FnOnce() -> Vec<Range<usize>>) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::new();
    let symbols = symbol::find(text, Some(known));
    let cited = if symbols.is_empty() { Vec::new() } else { cited() };
    for symbol in symbols {
        let Some(mut citation) = around(text, symbol, known) else { continue };
        citation.quoted = in_quotation_marks(text, citation.range.start)
            || in_title_of_last(text, &out, citation.range.start)
            || in_title_of_call(text, &cited, citation.range.start);
        out.push(citation);
    }
    out
}

/// The type of document that people call by its number: «Đề án 06».
const PROJECT: &str = "đề án";

/// No clause is longer, in bytes; a text of one endless sentence is read in pieces.
const LONGEST_CLAUSE: usize = 2000;

/// Returns the start of the clause that holds a place: after `;`, a new line or the end of a sentence.
#[must_use]
pub fn clause_start(text: &str, at: usize) -> usize {
    let first = text.ceil_char_boundary(at.saturating_sub(LONGEST_CLAUSE));
    let before = &text[first..at];
    let hard = before.rfind([';', '\n']).map_or(0, |found| found + 1);
    first + before[hard..].rfind(". ").map_or(hard, |found| hard + found + 2)
}

/// Returns the end of the clause that holds a place.
#[must_use]
pub fn clause_end(text: &str, at: usize) -> usize {
    let after = &text[at..text.ceil_char_boundary(at + LONGEST_CLAUSE)];
    let hard = after.find([';', '\n']).unwrap_or(after.len());
    at + after[..hard].find(". ").unwrap_or(hard)
}

fn around(text: &str, symbol: Range<usize>, known: &CitationWords) -> Option<Citation> {
    let mut start = symbol.start;
    let before = text[..start].trim_end_matches([' ', ':']);
    let numbered = ["số", "Số", "SỐ"]
        .iter()
        .find_map(|word| before.strip_suffix(word).filter(|rest| !rest.ends_with(char::is_alphanumeric)));
    if let Some(rest) = numbered {
        start = rest.len();
    }
    let words = text[..start].trim_end_matches(' ');
    let kind = kind_before(words, &known.kinds).map(|length| words.len() - length..words.len());
    // The name of a law may end in «pháp luật».
    let small = kind.as_ref().is_none_or(|kind| known.laws.iter().any(|law| *law == text[kind.clone()]));
    let law = || law_before(text, words, symbol.start, known);
    let kind = if small && is_of_a_law(&text[symbol.clone()]) { law().or(kind) } else { kind };
    if let Some(kind) = &kind {
        start = kind.start;
    }
    let (letters, said) = (&text[symbol.clone()], numbered.is_some());
    // «Đề án 06/CP» is a name.
    let is_project = kind.as_ref().is_some_and(|kind| same_but_case(&text[kind.clone()], PROJECT));
    let is_symbol = match kind {
        Some(_) if is_project => symbol::speaks_for_itself(letters, false, known),
        Some(_) => true,
        None => (said || !symbol::has_other_sign(letters)) && symbol::speaks_for_itself(letters, said, known),
    };
    if !is_symbol {
        return None;
    }
    // What follows is read behind a link; a link at the end is no part of the citation.
    let behind = behind_link(text, symbol.end);
    let date = date_after(text, behind);
    let mut end = date.as_ref().map_or(behind, |date| date.end);
    let (issuer, bare_issuer) = issuer_after(text, end, date.is_some(), known);
    if let Some(issuer) = &issuer {
        end = issuer.end;
    }
    let from = end;
    if date.is_none() && issuer.is_none() {
        end = symbol.end;
    }
    let rest = from..text[from..clause_end(text, from)]
        .find(['(', ')', '”', OBJECT])
        .map_or_else(|| clause_end(text, from), |found| from + found);
    Some(Citation { range: start..end, kind, numbered: said, symbol, date, issuer, bare_issuer, rest, quoted: false })
}

/// Returns whether number and symbol are those of a law: «31/2024/QH15».
fn is_of_a_law(symbol: &str) -> bool {
    symbol::segments(symbol).last().is_some_and(|body| body.starts_with("QH") || body.starts_with("UBTVQH"))
}

/// No name of a law is longer, in bytes.
const LONGEST_LAW: usize = 240;

/// Returns the type and the name of the law that ends a text: «Luật Đất đai». Of a law that amends others, only its type: where its
/// name begins and ends cannot be told.
fn law_before(text: &str, words: &str, symbol: usize, known: &CitationWords) -> Option<Range<usize>> {
    let first = clause_start(text, words.len()).max(text.ceil_char_boundary(words.len().saturating_sub(LONGEST_LAW)));
    let clause = &words[first.min(words.len())..];
    let starts = |law: &String| {
        let capital = capitalized(law);
        [law.clone(), capital].map(|law| {
            let places = clause.match_indices(law.as_str()).map(|(at, found)| (at, at + found.len()));
            places
                .filter(|(at, end)| is_word_border(clause, *at) && clause[*end..].starts_with(' '))
                .collect::<Vec<_>>()
        })
    };
    let mut laws: Vec<(usize, usize)> = known.laws.iter().flat_map(starts).flatten().collect();
    laws.sort_unstable();
    let amending = laws.iter().find(|(_, end)| clause[*end..].trim_start().starts_with("sửa đổi"));
    if let Some((at, end)) = amending {
        return Some(first + at..first + end);
    }
    // «Bộ luật Dân sự»: «luật» is a word of the longer type.
    let last = laws.iter().rev().find(|(at, _)| !laws.iter().any(|(other, end)| other < at && at < end))?;
    let name = &clause[last.1..];
    let is_name = !name.contains(['(', ')', ':', '“', '”', OBJECT]) && !name.contains(|c: char| c.is_ascii_digit());
    // The «số» of «Luật Chuyển đổi số 148/2025/QH15» belongs to the name.
    let whole = &text[first + last.0..symbol];
    let with_word = known.laws_with_so.iter().any(|law| same_but_case(whole.trim_end(), law));
    let end = if with_word { first + last.0 + whole.trim_end().len() } else { words.len() };
    is_name.then_some(first + last.0..end)
}

/// Returns the place after spaces and one comma.
fn behind_comma(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches(' ');
    text.len() - rest.len()
}

/// Returns the place behind a link in brackets, which interrupts no citation: «57-NQ/TW (https://…) ngày 22/12/2024».
fn behind_link(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let inside = rest.strip_prefix('(').filter(|inside| ["http", "www."].iter().any(|start| inside.starts_with(start)));
    match inside.and_then(|inside| inside.find([')', '\n', OBJECT]).map(|close| &inside[close..])) {
        Some(close) if close.starts_with(')') => text.len() - close.len() + 1,
        _ => at,
    }
}

fn date_after(text: &str, at: usize) -> Option<TypedDate> {
    let at = behind_comma(text, at);
    let rest = text[at..].strip_prefix("ngày").or_else(|| text[at..].strip_prefix("Ngày"))?;
    TypedDate::at(text, text.len() - rest.trim_start_matches(' ').len())
}

fn issuer_after(text: &str, at: usize, dated: bool, known: &CitationWords) -> (Option<Range<usize>>, bool) {
    // Behind a comma without «của», a new clause begins: «tại Tờ trình số … ngày …, Ủy ban nhân dân tỉnh ban hành …».
    let comma = text[at..].trim_start_matches(' ').starts_with(',');
    let at = behind_comma(text, at);
    let names_one = || known.issuers.iter().any(|name| text[at..].starts_with(name)) && !opens_title(text, at, known);
    let (start, bare) = match text[at..].strip_prefix("của ") {
        Some(rest) => (text.len() - rest.trim_start_matches(' ').len(), false),
        None if dated && !comma && names_one() => (at, true),
        None => return (None, false),
    };
    let clause = &text[start..clause_end(text, start)];
    let mut end = clause.find([',', '(', ')', '“', '”', OBJECT]).unwrap_or(clause.len());
    for (space, _) in clause[..end].match_indices(' ') {
        let word = &clause[space + 1..];
        if known.begins_title(word) {
            end = space;
            break;
        }
    }
    let name = clause[..end].trim_end_matches([' ', '.']);
    ((!name.is_empty()).then(|| start..start + name.len()), bare)
}

/// Returns whether a title begins here, whatever its first capital: «Ban hành quy chế …».
fn opens_title(text: &str, at: usize, known: &CitationWords) -> bool {
    known.titles.iter().any(|title| phrase_length(&text[at..], title).is_some())
}

fn in_quotation_marks(text: &str, at: usize) -> bool {
    let before = &text[text.ceil_char_boundary(at.saturating_sub(LONGEST_CLAUSE))..at];
    let line = &before[before.rfind('\n').map_or(0, |found| found + 1)..];
    let open = line.rfind(['“', '«']);
    open.is_some_and(|open| !line[open..].contains(['”', '»']))
}

/// Returns whether a citation that starts here belongs to the title of the one before it.
fn in_title_of_last(text: &str, before: &[Citation], start: usize) -> bool {
    let Some(last) = before.last() else { return false };
    if !(last.range.end..=last.rest.end).contains(&start) {
        return false;
    }
    match between(text, last.range.end, start) {
        Between::List => last.quoted,
        Between::Title => true,
    }
}

/// Returns whether a citation that starts here belongs to the title of one that an expression prints.
fn in_title_of_call(text: &str, cited: &[Range<usize>], start: usize) -> bool {
    let before = cited.partition_point(|call| call.end <= start);
    let Some(call) = cited[..before].last() else { return false };
    let rest = text[call.end..].trim_start_matches(OBJECT);
    let end = text.len() - rest.len();
    end < start && clause_start(text, start) <= call.start && between(text, end, start) == Between::Title
}

#[derive(PartialEq, Eq)]
enum Between {
    /// Nothing but a sign or «và»: two documents of one list.
    List,
    /// Words of a title.
    Title,
}

fn between(text: &str, from: usize, to: usize) -> Between {
    let words = text[from..to].trim();
    let listed = words.is_empty()
        || words.starts_with('(')
        || words.ends_with([',', '(', ')'])
        || words == "và"
        || words.ends_with(" và");
    if listed { Between::List } else { Between::Title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    fn read(text: &str) -> Vec<Citation> {
        citations(text, &Vocabulary::embedded().citations, Vec::new)
    }

    fn parts(text: &str) -> Vec<(String, String, String)> {
        read(text)
            .into_iter()
            .map(|found| {
                let part = |range: Option<Range<usize>>| range.map_or(String::new(), |range| text[range].to_owned());
                (part(found.kind), text[found.symbol].to_owned(), part(found.issuer))
            })
            .collect()
    }

    fn triple(kind: &str, symbol: &str, issuer: &str) -> (String, String, String) {
        (kind.to_owned(), symbol.to_owned(), issuer.to_owned())
    }

    #[test]
    fn parts_of_a_full_citation() {
        let text = "theo Kế hoạch hành động số 12-KH/TU, ngày 28/8/2025 của Ban Thường vụ Thành ủy về thực hiện Nghị quyết 57-NQ/TW;";
        assert_eq!(
            parts(text),
            [triple("Kế hoạch hành động", "12-KH/TU", "Ban Thường vụ Thành ủy"), triple("Nghị quyết", "57-NQ/TW", "")]
        );
        let found = read(text);
        assert!(!found[0].quoted && found[1].quoted);
        assert!(found[0].numbered && !found[1].numbered);
        assert_eq!(found[0].date.map(|date| date.day), Some(28));
    }

    #[test]
    fn a_law_is_cited_with_its_name() {
        for (text, kind) in [
            ("theo Luật Đất đai số 31/2024/QH15 ngày 18/01/2024;", "Luật Đất đai"),
            (
                "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15",
                "Luật Khoa học, công nghệ và đổi mới sáng tạo",
            ),
            ("Luật Chuyển đổi số số 148/2025/QH15", "Luật Chuyển đổi số"),
            ("Luật Chuyển đổi số 148/2025/QH15", "Luật Chuyển đổi số"),
            ("Bộ luật Dân sự số 91/2015/QH13", "Bộ luật Dân sự"),
            ("Luật Đấu thầu, Luật Đầu tư công số 58/2024/QH15", "Luật Đầu tư công"),
            ("Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu số 57/2024/QH15", "Luật"),
            ("Luật số 72/2025/QH15", "Luật"),
            ("luật số 72/2025/QH15", "luật"),
            (
                "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15",
                "Luật Ban hành văn bản quy phạm pháp luật",
            ),
        ] {
            assert_eq!(parts(text).into_iter().map(|found| found.0).collect::<Vec<_>>(), [kind], "{text}");
        }
        assert_eq!(parts("theo pháp luật về đất đai (31/2024/QH15)"), []);
    }

    #[test]
    fn a_link_in_brackets_interrupts_no_citation() {
        for link in ["(https://vanban.vn/57)", " (www.vanban.vn/57-NQ.pdf)"] {
            let text = format!("Nghị quyết số 57-NQ/TW{link} ngày 22/12/2024 của Bộ Chính trị về đột phá");
            assert_eq!(parts(&text), [triple("Nghị quyết", "57-NQ/TW", "Bộ Chính trị")]);
        }
        let text = "Nghị quyết số 57-NQ/TW (https://vanban.vn/57) về đột phá";
        let found = read(text);
        assert!(found[0].date.is_none() && &text[found[0].rest.clone()] == " về đột phá");
        assert_eq!(&text[found[0].range.clone()], "Nghị quyết số 57-NQ/TW");
        assert_eq!(read("Nghị quyết số 57-NQ/TW (gọi tắt) ngày 22/12/2024 của Bộ Chính trị")[0].date, None);
    }

    #[test]
    fn malformed_symbols_are_citations_too() {
        for symbol in [
            "71-NQ/CP",
            "89- CTtr/TƯ",
            "57- NQ/TW",
            "8177/BKHCNCĐSQG",
            "71/NQ–CP",
            "13/2023NĐ-CP",
            "57NQ/TW",
            "57 NQ/TW",
            "749/QĐ TTg",
            "09/CT.TTg",
            "35 KH-UBND",
            "30/2020 NĐ-CP",
        ] {
            assert_eq!(parts(&format!("(Nghị quyết số {symbol});")), [triple("Nghị quyết", symbol, "")]);
        }
    }

    #[test]
    fn a_list_of_citations_is_no_title() {
        let text = "Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 của Chính phủ quy định quản lý đầu tư, Nghị định số 82/2024/NĐ-CP và Chỉ thị số 09/CT-TTg";
        assert!(read(text).iter().all(|found| !found.quoted));
    }

    #[test]
    fn an_issuer_without_its_word_is_seen() {
        let text = "Nghị quyết số 01-NQ/ĐH, ngày 20/8/2025 Đại hội đại biểu Đảng bộ xã lần thứ I, nhiệm kỳ 2025-2030";
        let found = read(text);
        assert!(found[0].bare_issuer);
        assert_eq!(found[0].issuer.clone().map(|range| &text[range]), Some("Đại hội đại biểu Đảng bộ xã lần thứ I"));
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        for text in [
            "Đề án 06/CP",
            "Đề án số 06/CP",
            "phủ sóng 5G/6G",
            "24/7",
            "quy tắc 3-2-1",
            "ngày 01/7/2025",
            "giai đoạn 2021-2025",
            "Quý III/2026",
            "Nghị quyết 57",
            "TCVN 11930:2017",
            "2026 - UBND xã",
            "1 Gb/s",
            "Tổ công tác 06/ĐA",
            "ban hành 05 NQ/HĐND",
            "có 12 TB/tháng",
        ] {
            assert_eq!(parts(text), [], "{text}");
        }
    }

    #[test]
    fn a_quotation_is_another_documents() {
        assert!(read("ghi rõ “theo Nghị quyết 57-NQ/TW ngày 22/12/2024” và")[0].quoted);
    }
}
