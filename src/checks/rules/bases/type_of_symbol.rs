//! CC014: a type of document with the letters of another type in its symbol.

use super::symbol_form::segments_of_letters;
use super::typed::typed;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::vietnamese::fold::same_but_case;
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CC014", name: "type-of-symbol", level: Warning, since: "0.1.0", fix: None,
    title: "tên loại không khớp với ký hiệu", "a type that the symbol does not name",
    explanation: "Chữ viết tắt trong ký hiệu là của tên loại văn bản: Kế hoạch là KH, Thông báo là TB, Báo cáo là BC, Quyết định là QĐ. Công văn không có tên loại: ký hiệu gồm chữ viết tắt của cơ quan ban hành và của đơn vị soạn thảo, như 215/UBND-KSTT.",
        "The letters in a symbol are those of the type. A Công văn has no type: its symbol has the letters of the body and of the unit that drafted it.",
    law: "Phụ lục I, mục II.3.b và Phụ lục III, mục I Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Kế hoạch số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố\"",
    good: "text = \"Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố\"",
}

/// The type whose symbol has no letters of a type.
const LETTER: &str = "công văn";
/// Letters that people write for it.
const NO_LETTERS: &str = "CV";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    for typed in typed(subject).filter(|typed| !typed.citation.quoted) {
        let (Some(range), Some(kind)) = (typed.citation.kind.clone(), typed.kind()) else { continue };
        let letters = segments_of_letters(typed.symbol());
        // The Party writes 57-NQ/TW, and QĐ for a Quy định as well.
        let [given, body] = letters[..] else { continue };
        let of_the_state = words.state.iter().any(|state| state == body);
        if !of_the_state || !typed.symbol().contains(&format!("/{given}")) {
            continue;
        }
        let there = words.types.iter().find(|one| one.letters == given);
        // «Thông báo kết luận số 45/TB-VPCP»: the type is in front of what it is about.
        let before = typed.text(0..range.start).trim_end();
        let named_before = there.is_some_and(|there| {
            let tail = before.len().saturating_sub(there.name.len() + "ý kiến ".len() + 8);
            before[before.ceil_char_boundary(tail)..].to_lowercase().contains(&there.name)
        });
        if named_before {
            continue;
        }
        let own = words.types.iter().find(|one| kind_is(kind, &one.name));
        let number = typed.symbol().split('/').next().unwrap_or_default();
        let help = if same_but_case(kind, LETTER) && (there.is_some() || given == NO_LETTERS) {
            let type_there = there.map(|there| format!("`{} số {}`", capitalized(&there.name), typed.symbol()));
            let right =
                type_there.map_or_else(String::new, |right| format!("; nếu là văn bản có tên loại thì viết {right}"));
            text(
                format!(
                    "ký hiệu công văn gồm chữ viết tắt của cơ quan và của đơn vị soạn thảo, như `{number}/{body}-VP`{right}"
                ),
                format!("a Công văn has the letters of the body and of its unit, as in `{number}/{body}-VP`"),
            )
        } else if let (Some(own), Some(there)) =
            (own, there.filter(|there| own.is_some_and(|own| own.letters != there.letters)))
        {
            let (right, other) = (format!("{number}/{}-{body}", own.letters), capitalized(&there.name));
            text(
                format!("viết `{kind} số {right}`, hoặc `{other} số {}`", typed.symbol()),
                format!("write `{kind} số {right}` or `{other} số {}`", typed.symbol()),
            )
        } else {
            continue;
        };
        let shown = typed.short();
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                typed.span(&(range.start..typed.citation.symbol.end)),
                text(
                    format!("tên loại không khớp với ký hiệu: `{shown}`"),
                    format!("type and symbol disagree: `{shown}`"),
                ),
            )
            .help(help),
        );
    }
}

/// Returns whether a typed type is one of the table, or a longer name of it: «Kế hoạch hành động» is a «Kế hoạch».
fn kind_is(kind: &str, name: &str) -> bool {
    let kind = kind.to_lowercase();
    kind.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
