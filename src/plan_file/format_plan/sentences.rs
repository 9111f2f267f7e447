//! Where a sentence ends, and so where a line of prose may.

use crate::input::expressions::{TagKind, calls, leading_tag};
use crate::model::packs::{SENTENCE_OPENING, ends_a_sentence};

/// Words that belong together, whatever lines they were written on.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    /// The same with letters in place of expressions.
    plain: String,
    /// Where it was broken.
    breaks: Vec<usize>,
}

impl Run {
    /// One more line.
    pub(super) fn push(&mut self, text: &str, plain: &str) {
        let spaces = [' ', '\t'];
        let start = plain.len() - plain.trim_start_matches(spaces).len();
        let end = plain.trim_end_matches(spaces).len().max(start);
        if start == end {
            return;
        }
        if !self.text.is_empty() {
            self.breaks.push(self.text.len());
            self.text.push(' ');
            self.plain.push(' ');
        }
        self.text.push_str(&text[start..end]);
        self.plain.push_str(&plain[start..end]);
    }
}

/// Returns the run, a sentence a line.
///
/// A break that someone wrote behind a sentence stays, also where no capital follows; one inside a sentence goes.
pub(super) fn line_breaks(run: &Run) -> Vec<String> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut start = 0;
    for (at, letter) in run.plain.char_indices() {
        match letter {
            '(' | '[' | '“' | '«' => depth += 1,
            ')' | ']' | '”' | '»' => depth = depth.saturating_sub(1),
            '"' => quoted = !quoted,
            ' ' if depth == 0 && !quoted => {
                let requested = run.breaks.binary_search(&at).is_ok();
                if ends(run, start, at, requested) {
                    out.push(run.text[start..at].trim_matches(' ').to_owned());
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    out.push(run.text[start..].trim_matches(' ').to_owned());
    out.retain(|line| !line.is_empty());
    out
}

/// Returns whether a line ends at a space.
fn ends(run: &Run, start: usize, at: usize, requested: bool) -> bool {
    let (before, after) = (&run.plain[start..at], run.plain[at..].trim_start_matches(' '));
    if before.ends_with(' ') || after.is_empty() {
        return false;
    }
    let next = run.text.len() - after.len();
    if requested && ends_with_a_standard_sentence(&run.text[start..at]) && starts_a_sentence(run, next) {
        return true;
    }
    ends_a_sentence(before) && (requested || starts_a_sentence(run, next))
}

/// `{{ standard("id") }}` is a whole sentence, with its full stop.
fn ends_with_a_standard_sentence(before: &str) -> bool {
    calls(before).last().is_some_and(|call| call.function == "standard" && call.tag.end == before.len())
}

/// A capital, or an expression that is not the number of what follows.
fn starts_a_sentence(run: &Run, at: usize) -> bool {
    let rest = run.text[at..].trim_start_matches(SENTENCE_OPENING);
    if let Some(tag) = leading_tag(rest) {
        // The id of an item stays with its words.
        if tag.kind == TagKind::Name {
            return false;
        }
        let (tag, behind) = rest.split_at(tag.range.end);
        return ends_with_a_standard_sentence(tag) || !behind.starts_with(['.', ')']);
    }
    // A star before a space would be the mark of a list.
    rest.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{Run, line_breaks};

    /// Returns the lines of a text whose expressions are short.
    fn lines(text: &str) -> Vec<String> {
        let mut run = Run::default();
        for line in text.split('\n') {
            run.push(line, &crate::input::expressions::opaque(line, 'x'));
        }
        line_breaks(&run)
    }

    #[test]
    fn a_line_ends_where_a_sentence_does() {
        assert_eq!(lines("Một câu. Hai câu! Ba câu? Bốn…"), ["Một câu.", "Hai câu!", "Ba câu?", "Bốn…"]);
        assert_eq!(lines("Một câu\nviết trên\nhai dòng. Câu nữa."), ["Một câu viết trên hai dòng.", "Câu nữa."]);
        assert_eq!(lines("Nhiệm vụ của năm 2026. Tổ chức"), ["Nhiệm vụ của năm 2026.", "Tổ chức"]);
        assert_eq!(lines("«Câu trong ngoặc.» Câu sau. “Câu ba”."), ["«Câu trong ngoặc.»", "Câu sau.", "“Câu ba”."]);
        assert_eq!(
            lines("Theo quy định. {{ cite(\"a. B\") }} nêu rõ. X"),
            ["Theo quy định.", "{{ cite(\"a. B\") }} nêu rõ.", "X"]
        );
    }

    #[test]
    fn a_line_does_not_end_inside_a_sentence() {
        for whole in [
            "Thành phố (TP. Hải Phòng) và TP. Hà Nội",
            "Xã, phường, v.v. Hải Phòng",
            "Xã, phường, v.v… Hải Phòng",
            "Các bước: một; Hai; ba",
            "1. Mục tiêu",
            "II. Nhiệm vụ",
            "Điều 5. Tổ chức",
            "Ông Nguyễn V. An",
            "Tỷ lệ 96.5 phần trăm",
            "Chương trình “Bình dân. Học vụ” của xã",
            "Câu (Một. Hai) ba",
            "Kết thúc. 100% hồ sơ",
        ] {
            assert_eq!(lines(whole), [whole]);
            assert_eq!(lines(&whole.replace(' ', "\n")).join(" "), whole);
        }
    }

    #[test]
    fn a_break_behind_a_sentence_stays() {
        assert_eq!(lines("Kết thúc.\n100% hồ sơ"), ["Kết thúc.", "100% hồ sơ"]);
        assert_eq!(lines("{{ standard(\"a\") }}\nNâng cao\nvai trò"), ["{{ standard(\"a\") }}", "Nâng cao vai trò"]);
        assert_eq!(
            lines("{{ standard(\"a\") }}\n{{ standard(\"b\") }}."),
            ["{{ standard(\"a\") }}", "{{ standard(\"b\") }}."]
        );
        assert_eq!(lines("Theo {{ cite(\"a\") }}\nỦy ban"), ["Theo {{ cite(\"a\") }} Ủy ban"]);
        assert_eq!(lines("TP.\nHải Phòng"), ["TP. Hải Phòng"]);
    }
}
