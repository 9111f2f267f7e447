//! A comment on a pull request, or the summary of a job: a table of findings.

use std::cmp::Reverse;

use super::{Found, Report, packs_used};
use crate::base::diagnostic::{Language, Level};
use crate::base::shown::markdown;

/// How long a report may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Most {
    Characters(usize),
    Bytes(usize),
}

/// A comment on GitHub takes 65,536 characters; what is left is for the words around the rows.
pub(super) const COMMENT: Most = Most::Characters(60_000);

/// The summary of a step of GitHub Actions takes 1 MiB, or is refused as a whole. Others have written so many bytes of it.
pub(super) fn summary(written: usize) -> Most {
    Most::Bytes(1_000_000_usize.saturating_sub(written))
}

impl Most {
    fn length(self, text: &str) -> usize {
        match self {
            Self::Characters(_) => text.chars().count(),
            Self::Bytes(_) => text.len(),
        }
    }

    /// Returns the most that there may be beside these words.
    fn beside(self, text: &str) -> Self {
        let length = self.length(text);
        match self {
            Self::Characters(most) => Self::Characters(most.saturating_sub(length)),
            Self::Bytes(most) => Self::Bytes(most.saturating_sub(length)),
        }
    }

    fn takes(self, text: &str) -> bool {
        let (Self::Characters(most) | Self::Bytes(most)) = self;
        self.length(text) <= most
    }
}

pub(super) fn render(report: &Report, most: Most) -> String {
    let language = report.language;
    let summary = report.summary();
    let words = summary.words(language);
    let mut out = match language {
        Language::Vietnamese => format!("### Kiểm tra kế hoạch: {words}\n\n"),
        Language::English => format!("### Check of plans: {words}\n\n"),
    };
    let end = end(report);
    let mut room = most.beside(&out).beside(&end);
    let (counting, waived): (Vec<&Found>, Vec<&Found>) = report.found().partition(|found| found.waived.is_none());
    let mut left = 0;
    if !counting.is_empty() {
        left += table(&mut out, &counting, &mut room, language);
    }
    if !waived.is_empty() {
        let title = match language {
            Language::Vietnamese => "Đã miễn trừ",
            Language::English => "Waived",
        };
        out.push_str(&format!("<details><summary>{title}: {}</summary>\n\n", waived.len()));
        left += table(&mut out, &waived, &mut room, language);
        out.push_str("</details>\n\n");
    }
    if left > 0 {
        out.push_str(&match language {
            Language::Vietnamese => {
                format!("Còn {left} lỗi, cảnh báo không ghi hết ở đây; xem bằng `kehoach check`.\n\n")
            }
            Language::English => format!("{left} more findings are left out here; `kehoach check` shows them.\n\n"),
        });
    }
    out.push_str(&end);
    out
}

fn heads(language: Language) -> [&'static str; 3] {
    match language {
        Language::Vietnamese => ["Mức", "Nơi", "Phát hiện"],
        Language::English => ["Level", "Place", "Finding"],
    }
}

/// Writes rows as far as there is room, the gravest in any case before others; gives the number of those that were left out.
fn table(out: &mut String, found: &[&Found], room: &mut Most, language: Language) -> usize {
    let rows: Vec<String> = found.iter().map(|found| row(found, language)).collect();
    let mut by_gravity: Vec<usize> = (0..rows.len()).collect();
    by_gravity.sort_by_key(|at| Reverse(found[*at].level));
    let mut is_kept = vec![false; rows.len()];
    // No smaller row of less gravity takes the place of one that is left out.
    for at in by_gravity {
        if !room.takes(&rows[at]) {
            break;
        }
        *room = room.beside(&rows[at]);
        is_kept[at] = true;
    }
    out.push_str(&format!("| {} |\n| --- | --- | --- |\n", heads(language).join(" | ")));
    rows.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept).for_each(|(row, _)| out.push_str(row));
    out.push('\n');
    is_kept.iter().filter(|is_kept| !**is_kept).count()
}

fn row(found: &Found, language: Language) -> String {
    let mark = &found.mark;
    let place = code(&format!("{}:{}:{}", mark.file, mark.start.line, mark.start.column));
    let level = match found.level {
        Level::Error => format!("**{}**", found.level.label(language)),
        Level::Warning | Level::Note => found.level.label(language).to_owned(),
    };
    let mut words = prose(&found.message);
    for other in &found.related {
        let place = code(&format!("{}:{}", other.mark.file, other.mark.start.line));
        words.push_str(&format!("<br>{place}: {}", prose(&other.message)));
    }
    if let Some(rest) = found.rest() {
        words.push_str(&format!("<br>→ {}", prose(rest)));
    }
    format!("| {level} {} | {place} | {words} |\n", found.meta.code)
}

/// More lines of plans are not read.
const PLANS: usize = 200;

/// What is behind the rows: the plans that were judged in part, then all plans, where there are several; those without a finding are only counted.
fn end(report: &Report) -> String {
    let mut out = String::new();
    let more = |more: usize, vietnamese: &str, english: &str| match report.language {
        _ if more == 0 => String::new(),
        Language::Vietnamese => format!("- {more} {vietnamese}\n"),
        Language::English => format!("- {more} {english}\n"),
    };
    for (name, words) in report.partly().take(PLANS) {
        out.push_str(&format!("{}: {}\n\n", code(name), markdown(words)));
    }
    let left = report.partly().count().saturating_sub(PLANS);
    out.push_str(&more(
        left,
        "kế hoạch khác chưa xét hết vì còn lỗi dữ liệu",
        "other plans could be judged in part only",
    ));
    let packs = packs_used::line(report).map(|line| format!("\n{}\n", prose(&line)));
    if report.summary().plans < 2 {
        return out + &packs.unwrap_or_default();
    }
    let (bad, clean): (Vec<_>, Vec<_>) = report.plans().partition(|unit| !unit.found.is_empty());
    for unit in bad.iter().take(PLANS) {
        out.push_str(&format!("- {}: {}\n", code(&unit.name), unit.summary().words(report.language)));
    }
    let left = bad.len().saturating_sub(PLANS);
    out.push_str(&more(left, "kế hoạch khác có lỗi hoặc cảnh báo", "other plans with findings"));
    out.push_str(&match report.language {
        Language::Vietnamese => format!("- {} kế hoạch không có lỗi, cảnh báo nào\n", clean.len()),
        Language::English => format!("- {} plans without a finding\n", clean.len()),
    });
    out + &packs.unwrap_or_default()
}

/// Words of a finding: text in backticks becomes code, everything else is escaped.
pub(super) fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd backtick opens nothing.
    let balanced = parts.len() % 2 == 1;
    parts
        .iter()
        .enumerate()
        .map(|(index, part)| match index % 2 {
            1 if balanced => code(part),
            0 if balanced || index == 0 => markdown(part),
            _ => format!("\\`{}", markdown(part)),
        })
        .collect()
}

/// Code that is safe in a cell, whatever it contains.
fn code(text: &str) -> String {
    format!("<code>{}</code>", markdown(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_plan_is_markup_of_the_comment() {
        assert_eq!(prose("a | b <img> *c* [d](e)"), "a \\| b &lt;img&gt; \\*c\\* \\[d\\](e)");
        assert_eq!(prose("không có khóa `a|b_c`"), "không có khóa <code>a\\|b\\_c</code>");
        assert_eq!(prose("một ` lẻ"), "một \\` lẻ");
        assert_eq!(prose("hai\ndòng"), "hai<br>dòng");
    }
}
