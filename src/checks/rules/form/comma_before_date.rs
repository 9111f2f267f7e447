//! TT016: a comma between the symbol of a document and its date.

use std::sync::LazyLock;

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::WordSet;
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT016", name: "comma-before-date", level: Warning, since: "0.1.0", fix: None,
    title: "dấu phẩy giữa số, ký hiệu và ngày của văn bản", "a comma between the symbol and the date of a document",
    explanation: "Viện dẫn viết liền: tên loại, số, ký hiệu, ngày tháng năm, tên cơ quan ban hành; không có dấu phẩy giữa ký hiệu và ngày.",
        "A citation has no comma before its date: type, number, symbol, date, issuing body.",
    law: "Phụ lục I, mục II.6.b Nghị định số 30/2020/NĐ-CP",
    bad: "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị",
    good: "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
}

static DAY: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(["ngày"]));

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        if !passage.may_hold(&[',']) || !passage.words().iter().any(|word| DAY.may_hold(word)) {
            continue;
        }
        let plain = passage.plain();
        for (at, phrase) in plain.match_indices(", ngày ") {
            let symbol = &plain[..at];
            let symbol = &symbol[symbol.rfind([' ', '\n', '(']).map_or(0, |found| found + 1)..];
            let is_symbol = symbol.contains(['/', '-'])
                && symbol.chars().any(char::is_uppercase)
                && symbol.starts_with(|c: char| c.is_ascii_digit());
            if !is_symbol || !plain[at + phrase.len()..].starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    at - symbol.len()..at + 1,
                    format!("dấu phẩy sau `{symbol}`, trước ngày của văn bản"),
                    format!("a comma after `{symbol}`, before the date"),
                )
                .help(text(format!("viết `{symbol} ngày …`"), format!("write `{symbol} ngày …`"))),
            );
        }
    }
}
