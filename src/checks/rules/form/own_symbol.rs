//! TT028: the document's own symbol.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{Issuer, Plan};

declare_rule! {
    needs: Data,
    code: "TT028", name: "own-symbol", level: Error, since: "0.1.0", fix: None,
    title: "ký hiệu của văn bản chưa đúng", "a malformed symbol of the document",
    explanation: "Ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan ban hành, in hoa, nối bằng dấu gạch nối (-) không cách chữ. Chữ viết tắt tên loại theo bảng của Nghị định: Kế hoạch là KH, Chương trình là CTr, Quyết định là QĐ.",
        "A symbol has the letters of the type and of the issuer, in capitals, joined by hyphens without spaces. The decree has a table of the letters.",
    law: "Phụ lục I, mục II.3.b, mục II.3.c và Phụ lục III, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "symbol = \"kh - ubnd\"",
    good: "symbol = \"KH-UBND\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    if issuers_letters(plan, findings) {
        return;
    }
    let (kind, symbol) = (plan.issued_type().trim(), &plan.issue().symbol);
    if symbol.text.trim().is_empty() {
        return;
    }
    let types = &subject.vocabulary().citations.types;
    let groups: Vec<String> = symbol
        .text
        .replace(['–', '—', '−', '_'], "-")
        .split('-')
        .map(|group| group.chars().filter(|letter| !letter.is_whitespace()).collect::<String>())
        .filter(|group| !group.is_empty())
        .collect();
    // «35/KH-UBND»: the number has a key of its own.
    let first = groups.first().map_or("", |group| group.rsplit('/').next().unwrap_or(group));
    let own = types.iter().find(|one| one.name == kind.to_lowercase());
    let other = types.iter().find(|one| one.letters.to_lowercase() == first.to_lowercase());
    let letters = own.or(other).map_or_else(|| first.to_uppercase(), |one| one.letters.clone());
    let issuer: Vec<String> = groups.iter().skip(1).map(|group| group.to_uppercase()).collect();
    let of_body = plan.body.as_ref().and(plan.issuer()).map(Issuer::symbol);
    let issuer = match of_body {
        Some(letters) => letters.to_owned(),
        None if issuer.is_empty() => Issuer::COMMITTEE_SYMBOL.to_owned(),
        None => issuer.join("-"),
    };
    let right = format!("{letters}-{issuer}");
    let (vietnamese, english) = if right == symbol.text {
        return;
    } else if own.is_some() && first.to_lowercase() != letters.to_lowercase() {
        (
            format!("ký hiệu `{symbol}` không phải của {}", kind.to_lowercase()),
            format!("the symbol `{symbol}` is not that of «{kind}»"),
        )
    } else if of_body.is_some_and(|letters| groups.iter().skip(1).map(|one| one.to_uppercase()).ne(letters.split('-')))
    {
        let called = plan.issuer().map(Issuer::called).unwrap_or_default();
        (
            format!("ký hiệu `{symbol}` không phải của {called}"),
            format!("the symbol `{symbol}` is not that of `{called}`"),
        )
    } else {
        (format!("ký hiệu viết chưa đúng: `{symbol}`"), format!("malformed symbol: `{symbol}`"))
    };
    findings.push(
        Diagnostic::new(&RULE.meta, symbol.span, text(vietnamese, english))
            .help(text(format!("ghi `symbol = \"{right}\"`"), format!("write `symbol = \"{right}\"`"))),
    );
}

/// Judges the issuer's letters where the plan writes them. Returns whether they are wrong: of the symbol that has them, no more is said.
fn issuers_letters(plan: &Plan, findings: &mut Findings) -> bool {
    let Some(letters) = plan.body.as_ref().and_then(|body| body.symbol.as_ref()) else { return false };
    let right: String = letters.text.replace(['–', '—', '−', '_'], "-").split_whitespace().collect();
    let right = right.to_uppercase();
    let wrong = right != letters.text && !right.is_empty();
    if wrong {
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                letters.span,
                text(
                    format!("chữ viết tắt của cơ quan ban hành viết chưa đúng: `{letters}`"),
                    format!("malformed letters of the issuing body: `{letters}`"),
                ),
            )
            .help(text(format!("ghi `symbol = \"{right}\"`"), format!("write `symbol = \"{right}\"`"))),
        );
    }
    wrong
}
