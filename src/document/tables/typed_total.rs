//! Rows that are totals or parts of another row by their words, but not by their keys: they would be added once more.

use super::{Filled, FilledRow};
use crate::base::diagnostic::{Diagnostic, Findings, Level, TYPED_TOTAL, Text, text};
use crate::model::packs::{TableWords, Vocabulary};
use crate::model::plan::{AppendixTable, ColumnKind, RowLevel};

/// A table is added up in the same way whichever packs are in use.
fn words_of_tables() -> &'static TableWords {
    &Vocabulary::embedded().tables
}

/// Reports the rows that are totals by their words, and marks them.
pub(super) fn check(table: &AppendixTable, rows: &mut [FilledRow<'_>], findings: &mut Findings) {
    if table.columns.iter().all(|column| column.kind() != ColumnKind::Number) {
        return;
    }
    let has_total = rows.iter().any(|row| row.level == Some(RowLevel::Total));
    let adds_up = table.columns.iter().any(|column| column.kind() == ColumnKind::Number && column.adds_up);
    for at in 0..rows.len() {
        if rows[at].of_which.is_some() {
            continue;
        }
        let is_added = rows[at].parent.is_some() || has_total;
        let is_plain_row = rows[at].level.is_none() && at > 0;
        if let Some(words) = first_words(&rows[at])
            .filter(|words| is_plain_row && adds_up && is_added && !table.incomplete && says_part(words))
        {
            findings.push(part(table, &rows[at], words.trim()));
            rows[at].is_typed_total = true;
            continue;
        }
        // The row of a group that has rows is their sum, whatever it is called.
        let is_sum = rows[at].level == Some(RowLevel::Total) || rows.iter().any(|row| row.parent == Some(at));
        let Some(words) = first_words(&rows[at]).filter(|words| !is_sum && says_total(words)) else { continue };
        let words = words.trim().to_owned();
        let group = rows[at].parent;
        // Where nothing is added up, the number is only unproved.
        let mut finding = Diagnostic::new(&TYPED_TOTAL, rows[at].span, message(&words, is_added)).help(match group {
            Some(group) => help_in_group(rows[group].level),
            None if has_total => text(
                "bảng đã có dòng `level = \"total\"`; bỏ dòng này",
                "the table has a row `level = \"total\"`; remove this one",
            ),
            None if is_of_a_part(&words) => text(
                "bỏ dòng này; ghi dòng nhóm ở trên các dòng của nhóm: `{ level = \"I\", … }`, chương trình tự cộng số của nhóm",
                "remove this row; head its rows with the row of a group: `{ level = \"I\", … }`, whose numbers are computed",
            ),
            None => help(table, at, rows, &words),
        });
        if !is_added {
            finding.level = Level::Warning;
        }
        findings.push(finding);
        rows[at].is_typed_total = true;
    }
}

fn first_words<'a>(row: &FilledRow<'a>) -> Option<&'a str> {
    row.cells.iter().find_map(|cell| match cell {
        Filled::Text(words) => Some(words.text.as_str()),
        _ => None,
    })
}

fn message(words: &str, is_added: bool) -> Text {
    let (vi, en) = if is_added {
        ("số của nó bị cộng thêm một lần", "its number is added once more")
    } else {
        ("số của nó không được kiểm", "its number is not checked")
    };
    text(format!("«{words}» là dòng tổng gõ tay: {vi}"), format!("«{words}» is a total typed as a plain row: {en}"))
}

fn help_in_group(level: Option<RowLevel>) -> Text {
    use crate::input::decode::Keyword as _;
    let level = level.map_or("", RowLevel::as_str);
    text(
        format!("bỏ dòng này: tổng của nhóm nằm ở dòng `level = \"{level}\"` của nhóm, chương trình tự cộng"),
        format!("remove this row: the sum of the group stands in its row `level = \"{level}\"` and is computed"),
    )
}

/// Returns the row to copy.
fn help(table: &AppendixTable, at: usize, rows: &[FilledRow<'_>], words: &str) -> Text {
    let is_usual = words.to_lowercase() == "tổng cộng";
    if table.csv.is_some() && !table.has_own_rows {
        let kept: Vec<(&str, &str)> = table
            .columns
            .iter()
            .zip(&rows[at].cells)
            .filter(|(column, _)| column.kind() != ColumnKind::RowNumber && column.sum_of.is_empty())
            .map(|(column, cell)| {
                (
                    column.title.text.as_str(),
                    match cell {
                        Filled::Text(words) => words.text.trim(),
                        _ => "",
                    },
                )
            })
            .collect();
        let line = |first: &str, of: fn(&(&str, &str)) -> String| {
            std::iter::once(first.to_owned()).chain(kept.iter().map(of)).collect::<Vec<_>>().join(";")
        };
        let (head, row) =
            (line("level", |(title, _)| (*title).to_owned()), line("total", |(_, cell)| (*cell).to_owned()));
        return text(
            format!("thêm cột `level` vào tệp CSV; dòng đầu: `{head}`, dòng này: `{row}`; các dòng khác để trống ô ấy"),
            format!(
                "add a column `level` to the CSV file; first line: `{head}`, this line: `{row}`; it is empty in the others"
            ),
        );
    }
    let column = table.columns.iter().zip(&rows[at].cells).find(|(_, cell)| matches!(cell, Filled::Text(_)));
    let row = match column {
        Some((column, _)) if !is_usual => {
            let words = words.replace('\\', "\\\\").replace('"', "\\\"");
            format!("{{ level = \"total\", {} = \"{words}\" }}", column.id.value)
        }
        _ => "{ level = \"total\" }".to_owned(),
    };
    text(format!("viết `{row}`; chương trình tự cộng"), format!("write `{row}`; its numbers are computed"))
}

/// A row «Trong đó» that is typed like any other.
fn part(table: &AppendixTable, row: &FilledRow<'_>, words: &str) -> Diagnostic {
    let message = text(
        format!("«{words}» là một phần của dòng trên, gõ như dòng thường: số của nó bị cộng thêm một lần"),
        format!("«{words}» is a part of the row above, typed as a plain row: its number is added once more"),
    );
    let help = if table.csv.is_some() && !table.has_own_rows {
        text(
            "thêm cột `of_which` vào tệp CSV, ghi `x` ở dòng này và ở các dòng là một phần như nó",
            "add a column `of_which` to the CSV file, with `x` in this line and in others that are such parts",
        )
    } else {
        text(
            "thêm `of_which = true` vào dòng này, và vào các dòng là một phần như nó",
            "add `of_which = true` to this row, and to others that are such parts",
        )
    };
    Diagnostic::new(&TYPED_TOTAL, row.span, message).help(help)
}

/// Returns whether the words of a cell begin as those of a part of the row above do.
fn says_part(words: &str) -> bool {
    let bare = bare(words);
    let after = |known: &String| bare.trim_start_matches('(').strip_prefix(known.as_str());
    words_of_tables().part_openings.iter().filter_map(after).any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Words in lower case, without the signs around them and their own number.
fn bare(words: &str) -> String {
    let lower = words.to_lowercase();
    let bare = lower.trim_matches(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '(' | ')'));
    without_number(bare).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether the words of a cell name a total.
fn says_total(words: &str) -> bool {
    let bare = bare(words);
    let after = |known: &String| bare.strip_prefix(known.as_str());
    words_of_tables().totals.iter().filter_map(after).any(is_of_rows)
        || words_of_tables()
            .total_openings
            .iter()
            .filter_map(after)
            .any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Returns whether a total is that of a part of the table: «Cộng mục I».
fn is_of_a_part(words: &str) -> bool {
    words.to_lowercase().split_whitespace().any(|word| words_of_tables().total_parts.iter().any(|part| part == word))
}

/// Returns the words without their own number: «I. Tổng cộng», «* Cộng».
fn without_number(words: &str) -> &str {
    const NUMBER: &str = "ivx0123456789.";
    match words.split_once(' ') {
        Some((number, rest))
            if number.ends_with(['.', ')'])
                && number.trim_end_matches(')').chars().all(|sign| NUMBER.contains(sign)) =>
        {
            rest.trim_start()
        }
        _ => words,
    }
}

/// Returns whether words are nothing but the numbers of rows: «», « I», « (1+2)», « A và B», «: ».
fn is_of_rows(rest: &str) -> bool {
    let mut parts = rest.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    let begins_apart = !rest.starts_with(char::is_alphanumeric);
    let is_number = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit())
            || part.chars().all(|sign| "ivx".contains(sign))
            || part.chars().count() == 1
            || ["và", "đến"].contains(&part)
    };
    begins_apart && parts.all(is_number)
}

#[cfg(test)]
mod tests {
    use super::{says_part, says_total};

    #[test]
    fn totals_are_known_by_their_words() {
        for words in [
            "Tổng cộng",
            "TỔNG CỘNG:",
            "**Tổng**",
            "Cộng",
            "Cộng:",
            "Tổng số",
            "Tổng kinh phí",
            "Tổng kinh phí năm 2026 (I+II)",
            "Tổng dự toán",
            "Cộng mục I",
            "Cộng I",
            "Cộng (1+2)",
            "Tổng A + B",
            "I. Tổng cộng",
            "Tổng  cộng\u{a0}",
            "Total",
            "- Cộng phần B",
        ] {
            assert!(says_total(words), "{words}");
        }
    }

    #[test]
    fn parts_are_known_by_their_words() {
        for words in ["Trong đó: máy tính", "- Trong đó:", "*Trong đó*", "(Trong đó: xã)", "Trong đó, ngân sách xã"]
        {
            assert!(says_part(words), "{words}");
        }
        for words in ["Trong độ tuổi lao động", "Kinh phí, trong đó có xã", ""] {
            assert!(!says_part(words), "{words}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for words in [
            "Tổng đài 1022",
            "Tổng cục Thuế",
            "Tổng công ty Điện lực",
            "Tổng hợp, báo cáo",
            "Tổng kết năm",
            "Tổng vệ sinh môi trường",
            "Tổng số hộ dân",
            "Tổng rà soát hồ sơ",
            "Cộng đồng dân cư",
            "Cộng tác viên",
            "Công tác tuyên truyền",
            "Bảo trì tổng đài",
            "Báo cáo tổng hợp",
            "Đào tạo cho cộng đồng",
            "Tổng thu ngân sách",
            "",
        ] {
            assert!(!says_total(words), "{words}");
        }
    }
}
