//! Conflicts of git that nobody has resolved: its marks at the start of lines, in whatever file is read.
//!
//! Between three quotes they are part of a text and would be printed, so they are looked for in the text of the file, not in its values.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, Findings, SYNTAX_ERROR, text};
use crate::base::source::{FileId, Span};

/// Git writes so many signs, at the start of a line, before a space or the end of the line.
const LENGTH: usize = 7;

/// Reports each conflict of a file once. Returns whether there is one: then nothing else of the file can be judged.
pub fn report(file: FileId, source: &str, findings: &mut Findings) -> bool {
    let found = conflicts(source);
    for conflict in &found {
        findings.push(diagnostic(file, conflict));
    }
    !found.is_empty()
}

/// The finding for a line that parts two versions and is alone, where the other marks were removed by hand.
#[must_use]
pub fn lone_middle(file: FileId, source: &str, line: Range<usize>) -> Option<Diagnostic> {
    let number = 1 + source[..line.start].matches('\n').count();
    (mark(&source[line.clone()]) == Some(Mark::Middle))
        .then(|| diagnostic(file, &Conflict { first: line, lines: [Some(number), None, None] }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Start,
    /// Before the version that both sides come from.
    Base,
    Middle,
    End,
}

impl Mark {
    const ALL: [(Self, char); 4] = [(Self::Start, '<'), (Self::Base, '|'), (Self::Middle, '='), (Self::End, '>')];
}

#[derive(Debug, PartialEq, Eq)]
struct Conflict {
    /// The line of its first mark.
    first: Range<usize>,
    /// The numbers of the lines with its first mark, the one between the versions, and its last.
    lines: [Option<usize>; 3],
}

fn mark(line: &str) -> Option<Mark> {
    let (mark, sign) = Mark::ALL.into_iter().find(|(_, sign)| line.starts_with(*sign))?;
    let rest = line.trim_start_matches(sign);
    let ends = rest.trim_end_matches('\r').is_empty() || (mark != Mark::Middle && rest.starts_with(' '));
    (line.len() - rest.len() == LENGTH && ends).then_some(mark)
}

fn conflicts(source: &str) -> Vec<Conflict> {
    let mut out = Vec::new();
    let mut open: Option<Conflict> = None;
    let mut start = 0;
    for (index, line) in source.split('\n').enumerate() {
        let (number, range) = (index + 1, start..start + line.trim_end_matches('\r').len());
        start += line.len() + 1;
        match (mark(line), &mut open) {
            (Some(Mark::Start), _) => {
                out.extend(open.replace(Conflict { first: range, lines: [Some(number), None, None] }));
            }
            (Some(Mark::Middle), Some(conflict)) => {
                conflict.lines[1].get_or_insert(number);
            }
            (Some(Mark::End), _) => {
                let mut conflict = open.take().unwrap_or(Conflict { first: range, lines: [None; 3] });
                conflict.lines[2] = Some(number);
                out.push(conflict);
            }
            // Without an open conflict these may be a rule or a row of a table.
            (Some(Mark::Base | Mark::Middle) | None, _) => {}
        }
    }
    out.extend(open);
    out
}

fn diagnostic(file: FileId, conflict: &Conflict) -> Diagnostic {
    let message = match conflict.lines {
        [Some(first), _, Some(last)] => text(
            format!("xung đột git chưa giải quyết, từ dòng {first} đến dòng {last}"),
            format!("an unresolved git conflict, from line {first} to line {last}"),
        ),
        _ => text(
            "xung đột git chưa giải quyết: còn sót dòng đánh dấu",
            "an unresolved git conflict: one of its marks is left",
        ),
    };
    let help = match conflict.lines {
        [Some(first), Some(middle), Some(last)] => text(
            format!(
                "giữ phần đúng: phần trên (sau dòng {first}) hoặc phần dưới (sau dòng {middle}), hoặc ghép cả hai; rồi xóa các dòng `<<<<<<<`, `=======` (dòng {middle}), `>>>>>>>` (dòng {last})"
            ),
            format!(
                "keep what is right of the part below line {first} and the part below line {middle}; then remove the lines `<<<<<<<`, `=======` (line {middle}) and `>>>>>>>` (line {last})"
            ),
        ),
        _ => text(
            "giữ phần đúng của hai bản, rồi xóa mọi dòng `<<<<<<<`, `|||||||`, `=======`, `>>>>>>>`",
            "keep what is right of the two versions, then remove every line `<<<<<<<`, `|||||||`, `=======`, `>>>>>>>`",
        ),
    };
    Diagnostic::new(&SYNTAX_ERROR, Span::new(file, conflict.first.clone()), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &str) -> Vec<[Option<usize>; 3]> {
        conflicts(source).into_iter().map(|conflict| conflict.lines).collect()
    }

    #[test]
    fn each_conflict_is_found_once() {
        let one = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> nhánh\n";
        assert_eq!(lines(one), [[Some(2), Some(4), Some(6)]]);
        assert_eq!(lines(&one.replace('\n', "\r\n")), [[Some(2), Some(4), Some(6)]]);
        assert_eq!(lines(&format!("{one}{one}")).len(), 2);
        assert_eq!(lines("<<<<<<< a\nb\n||||||| gốc\nc\n=======\nd\n>>>>>>> e"), [[Some(1), Some(5), Some(7)]]);
    }

    #[test]
    fn marks_that_are_left_are_found() {
        assert_eq!(lines("a\n<<<<<<< HEAD\nb\n"), [[Some(2), None, None]]);
        assert_eq!(lines("a\n>>>>>>> nhánh\n"), [[None, None, Some(2)]]);
        assert_eq!(lines("<<<<<<<\n<<<<<<< HEAD\n=======\n>>>>>>> b").len(), 2);
    }

    #[test]
    fn other_lines_are_no_conflict() {
        for source in
            ["", "=======", "Tiêu đề\n=======\n", "|||||||", " <<<<<<< HEAD", "<<<<<<<<", ">>>>>>", "<<<<<<<HEAD"]
        {
            assert_eq!(lines(source), [] as [[Option<usize>; 3]; 0], "{source}");
        }
    }
}
