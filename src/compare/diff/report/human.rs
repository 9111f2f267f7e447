//! For the terminal.

use unicode_width::UnicodeWidthStr as _;

use super::counts::headline;
use super::view::{ChangeView, PlanView};
use super::{Compared, Comparison, localized};
use crate::base::diagnostic::human::Style;
use crate::base::diagnostic::text;
use crate::compare::diff::words::{Mark, Segment};

/// Returns the text, ending in a newline. Without colours, words are marked as `[-gone-]` and `{+new+}`.
#[must_use]
pub fn human(comparisons: &[Comparison], style: Style) -> String {
    let mut out = String::new();
    for comparison in comparisons {
        if !out.is_empty() {
            out.push('\n');
        }
        let view = PlanView::new(comparison, style.language);
        Writer { style, out: &mut out }.plan(&view);
    }
    if out.is_empty() {
        out = format!("{}.\n", headline(&[], Compared::Plan, style.language));
    }
    out
}

struct Writer<'w> {
    style: Style,
    out: &'w mut String,
}

/// A word with what it is painted with.
struct Word {
    text: String,
    paint: &'static str,
    /// Whether it follows the one before without a blank of ours.
    glued: bool,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "1;31";
const GREEN: &str = "1;32";
/// Struck through, and underlined where the terminal cannot strike.
const GONE: &str = "31;4;9";
/// A whole value that is gone: the words before it say so, and a line through it would make it hard to read.
const GONE_WHOLE: &str = "31;4";
const NEW: &str = "32;4";

impl Writer<'_> {
    fn plan(&mut self, view: &PlanView) {
        let plan = view.plan.as_ref().map(|plan| format!("{plan}: ")).unwrap_or_default();
        let became = view.became.as_ref().map(|became| format!(" ({became})")).unwrap_or_default();
        self.line(0, 2, &[word(&format!("{plan}{}{became}", view.title), BOLD)]);
        let (old, new) = (&view.old, &view.new);
        let versions = localized(
            &text(format!("bản cũ: {old} · bản mới: {new}"), format!("old: {old} · new: {new}")),
            self.style.language,
        );
        self.line(0, 2, &[word(&versions, DIM)]);
        let paint = if view.may_weaken { RED } else { BOLD };
        self.line(0, 2, &[word(&format!("{}.", view.headline), paint)]);
        for group in &view.groups {
            let paint = match group.effect {
                "loosened" | "incomparable" => RED,
                "tightened" => GREEN,
                _ => BOLD,
            };
            self.out.push('\n');
            self.line(0, 2, &[word(&group.title.to_uppercase(), paint)]);
            for item in &group.items {
                let name = [item.label.as_str(), &item.id].join(" ").trim_end().to_owned();
                let mut head = vec![word(&name, BOLD)];
                let was = item.was.as_ref().map(|was| format!("({was})"));
                head.extend(was.as_ref().map(|was| word(was, DIM)));
                if !item.title.is_empty() {
                    // On the same line, where enough of it fits there; else on two.
                    let taken = name.width() + was.map_or(0, |was| was.width() + 1);
                    let room = self.style.width.saturating_sub(taken + 5);
                    let room = if room < 40 { room + self.style.width.saturating_sub(6) } else { room };
                    head.push(word(&format!("· {}", clipped(&item.title, room)), ""));
                }
                self.line(2, 6, &head);
                for change in &item.changes {
                    self.change(change);
                }
            }
        }
    }

    fn change(&mut self, change: &ChangeView) {
        let mut words = vec![word(&format!("{}:", change.what), "")];
        let moved = change.kind == "moved";
        let paint = if change.below { RED } else { DIM };
        let remark = change.remark.as_ref().map(|remark| word(&format!("({remark})"), paint));
        if change.short {
            let segments = &change.rows.iter().flat_map(|row| &row.segments).collect::<Vec<_>>();
            let side = |mark| segments.iter().find(|segment| segment.mark == mark).map(|segment| segment.words());
            let (old, new) = (side(Mark::Removed), side(Mark::Added));
            let none = localized(&text("(không có)", "(none)"), self.style.language);
            let (gone, added) = if moved { ("", "") } else { ("31", "32") };
            words.push(word(old.unwrap_or(&none), if old.is_some() { gone } else { DIM }));
            words.push(word("→", DIM));
            words.push(word(new.unwrap_or(&none), if new.is_some() { added } else { DIM }));
            words.extend(remark);
            self.line(4, 6, &words);
            return;
        }
        if let [row] = change.rows.as_slice() {
            self.segments(&row.segments, &mut words);
            words.extend(remark);
            self.line(4, 6, &words);
            return;
        }
        words.extend(remark);
        self.line(4, 6, &words);
        for row in &change.rows {
            match &row.same {
                Some(same) => self.line(6, 8, &[word(same, DIM)]),
                None => {
                    let mut line = Vec::new();
                    self.segments(&row.segments, &mut line);
                    self.line(6, 8, &line);
                }
            }
        }
    }

    fn segments(&self, segments: &[Segment], out: &mut Vec<Word>) {
        let count = segments.len();
        for (at, segment) in segments.iter().enumerate() {
            let (text, paint) = match segment.mark {
                Mark::Same => (shortened(&segment.new, at == 0, at + 1 == count), ""),
                Mark::Removed | Mark::Added => {
                    let gone = segment.mark == Mark::Removed;
                    let words = segment.words();
                    let blank = if words.starts_with(' ') { " " } else { "" };
                    let (open, close) = match (self.style.color, gone) {
                        (true, _) => ("", ""),
                        (false, true) => ("[-", "-]"),
                        (false, false) => ("{+", "+}"),
                    };
                    let words = format!("{blank}{open}{}{close}", words.trim_start());
                    let paint = if gone && count > 1 { GONE } else { GONE_WHOLE };
                    (words, if gone { paint } else { NEW })
                }
            };
            // What is gone and what takes its place are apart, also where neither brings a blank.
            let replaced = at > 0 && segments[at - 1].mark == Mark::Removed && segment.mark == Mark::Added;
            out.push(Word { text, paint, glued: at > 0 && !replaced });
        }
    }

    /// Writes words, wrapped to the width.
    fn line(&mut self, indent: usize, hanging: usize, words: &[Word]) {
        let width = self.style.width.max(40);
        let mut column = indent;
        self.out.push_str(&" ".repeat(indent));
        let mut open = "";
        // A blank that is due before the next piece.
        let mut blank = false;
        let mut first = true;
        for word in words {
            blank |= !first && !word.glued;
            for (number, piece) in word.text.split(' ').enumerate() {
                blank |= number > 0 && !first;
                if piece.is_empty() {
                    continue;
                }
                let length = piece.width();
                if blank && column + 1 + length > width {
                    self.paint(&mut open, "");
                    self.out.push('\n');
                    self.out.push_str(&" ".repeat(hanging));
                    column = hanging;
                } else if blank {
                    // The line under marked words does not run on between them and others.
                    if number == 0 || open != word.paint {
                        self.paint(&mut open, "");
                    }
                    self.out.push(' ');
                    column += 1;
                }
                self.paint(&mut open, word.paint);
                self.out.push_str(piece);
                column += length;
                (blank, first) = (false, false);
            }
        }
        self.paint(&mut open, "");
        self.out.push('\n');
    }

    fn paint(&mut self, open: &mut &'static str, paint: &'static str) {
        if !self.style.color || *open == paint {
            return;
        }
        if !open.is_empty() {
            self.out.push_str("\u{1b}[0m");
        }
        if !paint.is_empty() {
            self.out.push_str(&format!("\u{1b}[{paint}m"));
        }
        *open = paint;
    }
}

fn word(text: &str, paint: &'static str) -> Word {
    Word { text: text.to_owned(), paint, glued: false }
}

/// Words that stayed, as far as they help to find the place.
pub(super) fn shortened(words: &str, first: bool, last: bool) -> String {
    const KEPT: usize = 8;
    let parts: Vec<&str> = words.split(' ').collect();
    let kept = usize::from(!first) * KEPT + usize::from(!last) * KEPT;
    if parts.len() <= kept + 4 {
        return words.to_owned();
    }
    let head = if first { String::new() } else { parts[..KEPT].join(" ") + " " };
    let tail = if last { String::new() } else { format!(" {}", parts[parts.len() - KEPT..].join(" ")) };
    format!("{head}…{tail}")
}

/// Returns the beginning of a title.
pub(super) fn clipped(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut out = String::new();
    for part in words.split(' ') {
        if out.width() + part.width() + 2 > width {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out + "…"
}
