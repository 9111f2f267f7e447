//! TT013: a date without the zeros of the decree, or with others.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::Quotations;
use crate::checks::rules::form::dates::{TypedDate, dates};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT013", name: "date-form", level: Warning, since: "0.1.0", fix: None,
    title: "ngày, tháng viết thiếu hoặc thừa số 0", "a date with missing or extra zeros",
    explanation: "Ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước; tháng 3 đến tháng 9 không ghi số 0.",
        "Days below 10 and the months 1 and 2 have a leading zero; the months 3 to 9 have none.",
    law: "Phụ lục I, mục II.4.b Nghị định số 30/2020/NĐ-CP",
    bad: "ngày 5/08/2025",
    good: "ngày 05/8/2025",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        for date in dates(passage) {
            let (Some(right), true) = (right(&date), date.exists()) else { continue };
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(date.range.start) {
                continue;
            }
            let typed = &plain[date.range.clone()];
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    date.range.clone(),
                    format!("ngày `{typed}` viết sai thể thức"),
                    format!("the date `{typed}` is not in the form of the decree"),
                )
                .help(text(
                    format!("viết `{right}`: ngày dưới 10 và tháng 1, 2 có số 0 phía trước, tháng 3 đến 9 không có"),
                    format!("write `{right}`"),
                )),
            );
        }
    }
}

/// The date as the decree has it, where it is typed otherwise.
fn right(date: &TypedDate<'_>) -> Option<String> {
    let (day, month) = (date.day.parse::<u8>().ok()?, date.month.parse::<u8>().ok()?);
    let wanted = (format!("{day:02}"), if month < 3 { format!("{month:02}") } else { month.to_string() });
    if (wanted.0.as_str(), wanted.1.as_str()) == (date.day, date.month) {
        return None;
    }
    Some(if date.words {
        format!("{} tháng {} năm {}", wanted.0, wanted.1, date.year)
    } else {
        format!("{}/{}/{}", wanted.0, wanted.1, date.year)
    })
}
