//! CV012: the kind in lower case where it is part of the unit's name.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, is_word_border};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV012", name: "unit-name-capital", level: Warning, since: "0.1.0", fix: Safe,
    title: "không viết hoa danh từ chung trong tên đơn vị đặt theo tên người, chữ số, sự kiện lịch sử",
        "a small letter in the name of a unit named after a person, a number or an event",
    explanation: "Đơn vị đặt theo tên người, chữ số, sự kiện lịch sử thì viết hoa cả danh từ chung: «Phường Lê Chân», «Phường 1».",
        "The kind of a unit named after a person, a number or an event has a capital.",
    law: "Phụ lục II, mục III.1.b Nghị định số 30/2020/NĐ-CP",
    bad: "opening = \"Ủy ban nhân dân phường Lê Chân xây dựng Kế hoạch:\"",
    good: "opening = \"Ủy ban nhân dân {{ commune.full }} xây dựng Kế hoạch:\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(commune) = &subject.plan().commune else { return };
    if !commune.kind_is_of_the_name() || commune.name.text.trim().is_empty() {
        return;
    }
    let full = commune.full();
    let small = format!("{} {}", commune.kind.as_str(), commune.name.text);
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        for (at, typed) in plain.match_indices(small.as_str()) {
            let range = at..at + typed.len();
            if !is_word_border(plain, range.start)
                || !is_word_border(plain, range.end)
                || quotations.get_or_insert_with(|| Quotations::of(plain)).contain(at)
            {
                continue;
            }
            let vietnamese = format!("tên đơn vị viết chưa đúng: `{typed}`");
            let finding = found(&RULE.meta, passage, range.clone(), vietnamese, format!("malformed name: `{typed}`"))
                .help(text(
                    format!("viết `{full}`, hoặc `{{{{ commune.full }}}}`"),
                    format!("write `{full}`, or `{{{{ commune.full }}}}`"),
                ));
            findings.push(fixed(finding, passage, range, full.clone()));
        }
    }
}
