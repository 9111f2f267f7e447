//! TT032: thousands set apart by commas.

use std::ops::Range;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::Quotations;
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT032", name: "thousands-comma", level: Warning, since: "0.1.0", fix: Safe,
    title: "dấu phẩy tách hàng nghìn", "thousands set apart by commas",
    explanation: "Tiếng Việt tách hàng nghìn, hàng triệu, hàng tỷ bằng dấu chấm; dấu phẩy đứng trước phần thập phân. «1,500,000» là cách ghi tiếng Anh. Số chỉ có một dấu phẩy không xét: có thể là số thập phân; «101,102,103» cũng vậy: có thể là ba số liền nhau.",
        "Vietnamese sets thousands apart by full stops; a comma begins the decimals. A number with one comma is not judged: it may be a decimal. Neither is «101,102,103», which may be three numbers.",
    law: "Cách ghi số tiếng Việt",
    bad: "Bố trí kinh phí 1,500,000,000 đồng",
    good: "Bố trí kinh phí 1.500.000.000 đồng",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages().filter(|passage| passage.may_hold(&[','])) {
        let plain = passage.plain();
        let mut quotations = None;
        for range in numbers(plain) {
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(range.start) {
                continue;
            }
            let typed = &plain[range.clone()];
            let right = typed.replace(',', ".");
            let finding = found(
                &RULE.meta,
                passage,
                range.clone(),
                format!("dấu phẩy tách hàng nghìn: `{typed}`"),
                format!("thousands set apart by commas: `{typed}`"),
            )
            .help(text(format!("viết `{right}`"), format!("write `{right}`")));
            findings.push(fixed(finding, passage, range, right));
        }
    }
}

/// Returns the places of numbers with two commas or more, each before three digits.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
        let mut end = start + digits(start);
        let first = end - start;
        let mut groups = 0;
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
            groups += 1;
        }
        at = end;
        let opened = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'));
        // «1,500,000.25» has a fraction.
        let goes_on = matches!(bytes.get(end), Some(b',' | b'.')) && digits(end + 1) > 0
            || text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'));
        // Numbers of a list have three digits each, and hardly end in 000.
        let one_number = first < 3 || (first == 3 && text[..end].ends_with(",000"));
        if groups > 1 && one_number && !opened && !goes_on {
            out.push(start..end);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_groups_of_three_are_thousands() {
        let found = |text: &str| numbers(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("gồm 1,500,000,000 đồng và 12,000,000."), ["1,500,000,000", "12,000,000"]);
        assert_eq!(found("gồm 123,456,000 đồng"), ["123,456,000"]);
        for text in [
            "12,5%",
            "1,500 ha",
            "các mục 1,2,3",
            "101,102,103,1",
            "các thửa 101,102,103",
            "1.500.000,25",
            "1,500,000.25",
            "1234,567,890",
            "A1,200,300",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
