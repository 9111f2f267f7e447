//! Numbers of a table that may be meant in two ways: 1.200 is 1200 to an official and 1,2 to TOML.

use super::{CellValue, ColumnKind, TableColumn, TableRow};
use crate::base::diagnostic::{AMBIGUOUS_NUMBER, Diagnostic, Text, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::typed_number::{has_three_decimals, in_plan, may_be_thousands};
use crate::input::decode::{Decoder, what_is_meant, which_is_meant};
use rust_decimal::Decimal;

/// A number of a column, as it is typed.
struct Typed<'t> {
    written: &'t str,
    value: Decimal,
    span: Span,
}

/// Asks once a column what its doubtful numbers mean, and takes them out of the rows: nothing may be computed with them.
pub(super) fn check(columns: &[Option<TableColumn>], rows: &mut [Option<TableRow>], decoder: &mut Decoder<'_>) {
    for column in columns.iter().flatten() {
        let id = column.id.value.as_str();
        let in_words = column.kind() == ColumnKind::Text;
        let numbers = numbers(id, rows, decoder);
        let doubtful =
            |number: &Typed<'_>| may_be_thousands(number.written, '.') || (in_words && loses_a_zero(number.written));
        if !in_words && are_all_decimals(&numbers) {
            continue;
        }
        let mut asked = numbers.iter().filter(|number| doubtful(number));
        let Some(first) = asked.next() else { continue };
        let (message, help) = question(id, first, in_words);
        let mut finding = Diagnostic::new(&AMBIGUOUS_NUMBER, first.span, message).help(help);
        for other in asked {
            let also = text(format!("cả `{}` ở đây", other.written), format!("`{}` here as well", other.written));
            finding = finding.related(other.span, also);
        }
        let spans: Vec<Span> = numbers.iter().filter(|number| doubtful(number)).map(|number| number.span).collect();
        decoder.push(finding);
        let cells = rows.iter_mut().flatten().flat_map(|row| &mut row.cells);
        for cell in cells {
            if numbers_of(&cell.value).iter().any(|number| spans.contains(&number.span)) {
                cell.value = CellValue::Unreadable;
            }
        }
    }
}

fn numbers<'t>(column: &str, rows: &[Option<TableRow>], decoder: &Decoder<'t>) -> Vec<Typed<'t>> {
    let cells = rows.iter().flatten().flat_map(|row| &row.cells).filter(|cell| cell.column.value == column);
    cells
        .flat_map(|cell| numbers_of(&cell.value))
        .map(|number| Typed { written: decoder.typed(number.span), value: number.value, span: number.span })
        .collect()
}

fn numbers_of(value: &CellValue) -> &[Located<Decimal>] {
    match value {
        CellValue::Number(number) => std::slice::from_ref(number),
        CellValue::Range(ends) => ends,
        CellValue::Text(_) | CellValue::Unreadable => &[],
    }
}

/// Returns whether a column is written with three decimals throughout, which one of its numbers proves: 0.125 has no thousands.
///
/// Other decimals prove nothing: who typed 12,5 was told to write 12.5, and may have left 1.200 in another row.
fn are_all_decimals(numbers: &[Typed<'_>]) -> bool {
    numbers.iter().all(|number| has_three_decimals(number.written, '.'))
        && numbers.iter().any(|number| !may_be_thousands(number.written, '.'))
}

/// Returns whether a number would be printed with fewer digits than it is typed with: 2.10 in a column of words.
fn loses_a_zero(typed: &str) -> bool {
    typed.contains('.') && typed.ends_with('0')
}

fn question(column: &str, number: &Typed<'_>, in_words: bool) -> (Text, Text) {
    let Typed { written: typed, value, .. } = number;
    let thousands = may_be_thousands(typed, '.').then(|| value.saturating_mul(Decimal::ONE_THOUSAND).normalize());
    let meant: Vec<Decimal> = thousands.into_iter().chain([value.normalize()]).collect();
    let lines: Vec<(Decimal, String)> =
        meant.iter().map(|number| (*number, format!("{column} = {}", in_plan(*number)))).collect();
    let (message, help) = (what_is_meant(typed, &meant), which_is_meant(&lines));
    if in_words {
        let as_typed = text(
            format!("nếu in đúng như đã gõ: `{column} = \"{typed}\"`"),
            format!("to print it as typed: `{column} = \"{typed}\"`"),
        );
        return (message, help.followed_by("; ", &as_typed));
    }
    (message, help)
}
