//! A comment on a pull request, or the summary of a job: a table of findings.

use super::{Found, Report};
use crate::base::diagnostic::{Language, Level};
use crate::base::shown::markdown;

/// A comment on GitHub or a note on GitLab takes 65,536 characters; what is left is for the last lines.
pub(super) const COMMENT_LIMIT: usize = 60_000;
/// The summary of a step takes 1 MiB.
pub(super) const SUMMARY_LIMIT: usize = 1_000_000;

pub(super) fn render(report: &Report, limit: usize) -> String {
    let language = report.language;
    let summary = report.summary();
    let words = summary.words(language);
    let mut out = match language {
        Language::Vietnamese => format!("### Kiểm tra kế hoạch: {words}\n\n"),
        Language::English => format!("### Check of plans: {words}\n\n"),
    };
    let (counting, waived): (Vec<&Found>, Vec<&Found>) = report.found().partition(|found| found.waived.is_none());
    let mut left = 0;
    if !counting.is_empty() {
        let rows = counting.iter().map(|found| row(found, language));
        left += table(&mut out, heads(language), rows, limit);
    }
    if !waived.is_empty() {
        let title = match language {
            Language::Vietnamese => "Đã miễn trừ",
            Language::English => "Waived",
        };
        out.push_str(&format!("<details><summary>{title}: {}</summary>\n\n", waived.len()));
        left += table(&mut out, heads(language), waived.iter().map(|found| row(found, language)), limit);
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
    for (name, words) in report.partly() {
        out.push_str(&format!("{}: {}\n\n", code(name), markdown(words)));
    }
    plans(&mut out, report);
    out
}

fn heads(language: Language) -> [&'static str; 3] {
    match language {
        Language::Vietnamese => ["Mức", "Nơi", "Phát hiện"],
        Language::English => ["Level", "Place", "Finding"],
    }
}

/// Writes rows up to a limit of characters; gives the number of those that were left out.
fn table(out: &mut String, heads: [&str; 3], rows: impl Iterator<Item = String>, limit: usize) -> usize {
    out.push_str(&format!("| {} |\n| --- | --- | --- |\n", heads.join(" | ")));
    let mut length = out.chars().count();
    let mut left = 0;
    for row in rows {
        length += row.chars().count();
        if length > limit {
            left += 1;
        } else {
            out.push_str(&row);
        }
    }
    out.push('\n');
    left
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
    let rest = found.waived.as_ref().map(|waived| &waived.words).or(found.help.as_ref());
    if let Some(rest) = rest {
        words.push_str(&format!("<br>→ {}", prose(rest)));
    }
    format!("| {level} {} | {place} | {words} |\n", found.meta.code)
}

/// A list of the plans, where there are several; those without a finding are only counted.
fn plans(out: &mut String, report: &Report) {
    /// More lines are not read.
    const MOST: usize = 200;
    if report.summary().plans < 2 {
        return;
    }
    let (bad, clean): (Vec<_>, Vec<_>) = report.plans().partition(|unit| !unit.found.is_empty());
    for unit in bad.iter().take(MOST) {
        out.push_str(&format!("- {}: {}\n", code(&unit.name), unit.summary().words(report.language)));
    }
    let more = bad.len().saturating_sub(MOST);
    out.push_str(&match report.language {
        Language::Vietnamese if more > 0 => format!("- {more} kế hoạch khác có lỗi hoặc cảnh báo\n"),
        Language::English if more > 0 => format!("- {more} other plans with findings\n"),
        _ => String::new(),
    });
    out.push_str(&match report.language {
        Language::Vietnamese => format!("- {} kế hoạch không có lỗi, cảnh báo nào\n", clean.len()),
        Language::English => format!("- {} plans without a finding\n", clean.len()),
    });
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
