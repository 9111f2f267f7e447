//! The first line of a CSV file: which of its columns is which column of the table.

use super::fields::{Record, Records};
use crate::base::diagnostic::{
    CSV_SHAPE, DUPLICATE_ID, Diagnostic, Findings, MISSING_KEY, UNKNOWN_KEY, did_you_mean, list_en, list_vi, text,
};
use crate::base::source::{FileId, Span};
use crate::base::vietnamese::composed::composed;
use crate::input::letters;
use crate::model::plan::{AppendixTable, ColumnKind, OfWhich, TableColumn};

/// What a column of the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// The level of the row.
    Level,
    /// How deep the row is as a part of the one above it.
    OfWhich,
    /// Whether the row is counted.
    Number,
    /// A column of the table, from 0.
    Column(usize),
    /// Nothing: it has no name.
    Nameless,
    /// Something that was reported.
    Unknown,
}

/// How the file is written: the sign between its fields, and where its first line starts.
pub(super) fn delimiter(table: &AppendixTable, source: &str) -> (u8, usize) {
    const SIGNS: [u8; 3] = [b';', b'\t', b','];
    // Excel takes, and some programs write, a line that only names the sign.
    let first = source.lines().next().unwrap_or_default();
    if let Some(sign) = first.strip_prefix("sep=").and_then(|sign| sign.bytes().next())
        && SIGNS.contains(&sign)
    {
        return (sign, first.len());
    }
    // The right sign is the one that makes names of the table's columns; a title may have a comma itself.
    let known = |sign: u8| {
        let record = Records::new(source, 0, sign).next().unwrap_or_default();
        let found = record.iter().filter(|field| matches!(meaning(table, &field.text), Some(Ok(_)))).count();
        (found, record.len())
    };
    let best = SIGNS.into_iter().rev().max_by_key(|sign| known(*sign)).unwrap_or(b',');
    (best, 0)
}

/// Returns what each column of the file is.
pub(super) fn heads(table: &AppendixTable, record: &Record, file: FileId, findings: &mut Findings) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for field in record {
        let span = Span::new(file, field.start..field.end);
        let head = match meaning(table, &field.text) {
            None => Head::Nameless,
            Some(Ok(head)) if heads.contains(&head) => {
                findings.push(
                    Diagnostic::new(
                        &DUPLICATE_ID,
                        span,
                        text(
                            format!("cột `{}` có hai lần trong tệp", field.text.trim()),
                            format!("the file has the column `{}` twice", field.text.trim()),
                        ),
                    )
                    .help(text("bỏ một trong hai cột", "remove one of the two")),
                );
                Head::Unknown
            }
            Some(Ok(head)) => head,
            Some(Err(candidates)) if candidates.is_empty() && table.misread_columns => Head::Unknown,
            Some(Err(candidates)) => {
                findings.push(unknown(table, field.text.trim(), &candidates, span));
                Head::Unknown
            }
        };
        heads.push(head);
    }
    report_missing(table, record, &heads, file, findings);
    heads
}

/// Returns what a name of the first line means: an id, or a title that only one column has. `Err` has the columns with that title.
fn meaning<'t>(table: &'t AppendixTable, name: &str) -> Option<Result<Head, Vec<&'t TableColumn>>> {
    let name = plain(name);
    if name.is_empty() {
        return None;
    }
    match name.as_str() {
        "level" => return Some(Ok(Head::Level)),
        "number" => return Some(Ok(Head::Number)),
        OfWhich::KEY => return Some(Ok(Head::OfWhich)),
        _ => {}
    }
    let by_id = table.columns.iter().position(|column| column.id.value.as_str() == name);
    if let Some(at) = by_id {
        return Some(Ok(Head::Column(at)));
    }
    let titled: Vec<usize> =
        (0..table.columns.len()).filter(|at| plain(&table.columns[*at].title.text) == name).collect();
    Some(match titled[..] {
        [at] => Ok(Head::Column(at)),
        _ => Err(titled.into_iter().map(|at| &table.columns[at]).collect()),
    })
}

/// A name as it is compared: composed, without marks of case and with single spaces.
fn plain(name: &str) -> String {
    composed(&name.to_lowercase()).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unknown(table: &AppendixTable, name: &str, candidates: &[&TableColumn], span: Span) -> Diagnostic {
    let ids = || table.columns.iter().map(|column| column.id.value.as_str());
    if !candidates.is_empty() {
        let ids = || candidates.iter().map(|column| column.id.value.as_str());
        return Diagnostic::new(
            &CSV_SHAPE,
            span,
            text(
                format!("nhiều cột của bảng có tên `{name}`"),
                format!("several columns of the table have the title `{name}`"),
            ),
        )
        .help(text(
            format!("ghi mã cột: {}", list_vi(ids())),
            format!("write the id of the column: {}", list_en(ids())),
        ));
    }
    let titles = table.columns.iter().map(|column| column.title.text.as_str());
    let help = did_you_mean(&letters::plain(name), ids().chain(titles), || {
        text(
            format!("dòng đầu của tệp ghi mã hoặc tên các cột: {}", list_vi(ids())),
            format!("the first line of the file has the ids or titles of the columns: {}", list_en(ids())),
        )
    });
    let (strange_vi, strange_en) = letters::in_brackets(name);
    Diagnostic::new(
        &UNKNOWN_KEY,
        span,
        text(
            format!("bảng không có cột `{name}`{strange_vi}"),
            format!("the table has no column `{name}`{strange_en}"),
        ),
    )
    .help(help)
}

/// A column that is not computed must be in the file; not reported where a name in the file may be meant for it.
fn report_missing(table: &AppendixTable, record: &Record, heads: &[Head], file: FileId, findings: &mut Findings) {
    if heads.contains(&Head::Unknown) {
        return;
    }
    let end = record.last().map_or(0, |field| field.end);
    for (at, column) in table.columns.iter().enumerate() {
        let computed = column.kind() == ColumnKind::RowNumber || !column.sum_of.is_empty();
        if computed || heads.contains(&Head::Column(at)) {
            continue;
        }
        let id = &column.id.value;
        findings.push(
            Diagnostic::new(
                &MISSING_KEY,
                Span::new(file, record.first().map_or(0, |field| field.start)..end),
                text(
                    format!("tệp thiếu cột `{id}` của bảng"),
                    format!("the file lacks the column `{id}` of the table"),
                ),
            )
            .related(column.id.span, text("cột khai báo ở đây", "the column is declared here"))
            .help(text(
                format!("thêm cột ấy vào tệp, dòng đầu ghi `{id}` hoặc `{}`", column.title.text),
                format!("add it to the file, with `{id}` or `{}` in the first line", column.title.text),
            )),
        );
    }
}
