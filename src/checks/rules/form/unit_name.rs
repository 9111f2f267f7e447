//! TT025: what a unit is named after is not said, or cannot be.

use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};
use crate::input::decode::Keyword as _;
use crate::model::plan::{Commune, KnownName, NamedAfter};

declare_rule! {
    needs: Data,
    code: "TT025", name: "unit-name", level: Warning, since: "0.1.0", fix: None,
    title: "chưa ghi đơn vị đặt theo tên người, chữ số hay sự kiện lịch sử", "what the unit is named after is not said",
    explanation: "Đơn vị hành chính đặt theo tên người, bằng chữ số hoặc sự kiện lịch sử thì ghi tên gọi đầy đủ và viết hoa cả danh từ chung: «Phường Lê Chân, ngày …», «Ủy ban nhân dân Phường 1». Tên nào chắc chắn là tên người thì chương trình biết; tên nào chưa rõ thì hỏi một lần, ghi `named_after` là xong.",
        "A unit named after a person, a number or an event of history has its kind in its name, with a capital: «Phường Lê Chân, ngày …». Names that may be either are asked for once.",
    law: "Phụ lục I, mục II.4.a và Phụ lục II, mục III.1.b Nghị định số 30/2020/NĐ-CP",
    bad: "[commune]\nname = \"Lê Chân\"\nkind = \"phường\"",
    good: "[commune]\nname = \"Lê Chân\"\nkind = \"phường\"\nnamed_after = \"tên người\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let Some(commune) = &subject.plan().commune else { return };
    let Commune { name, kind, named_after, city: _ } = commune;
    let full = capitalized(&format!("{} {name}", kind.as_str()));
    let known = NamedAfter::known(&name.text, &subject.vocabulary().places);
    let has_digit = name.text.contains(|letter: char| letter.is_ascii_digit());
    let finding = match (named_after, known) {
        (None, KnownName::Certain(what)) if NamedAfter::of_name(&name.text).is_none() => {
            let what = what.as_str();
            Diagnostic::new(
                &RULE.meta,
                name.span,
                text(
                    format!("`{name}` là {what}, mà chưa ghi `named_after`"),
                    format!("`{name}` is named after a person or an event, but `named_after` is missing"),
                ),
            )
            .help(text(
                format!("thêm `named_after = \"{what}\"` vào [commune], để in «{full}, ngày …»"),
                format!("add `named_after = \"{what}\"` to [commune]; it prints «{full}, ngày …»"),
            ))
        }
        (None, KnownName::Doubtful) => {
            let mut finding = Diagnostic::new(
                &RULE.meta,
                name.span,
                text(
                    format!("chưa rõ `{name}` có phải tên người, chữ số hay sự kiện lịch sử không"),
                    format!("it is not known whether `{name}` is a person, a number or an event"),
                ),
            )
            .help(text(
                format!(
                    "phải thì thêm `named_after = \"tên người\"`, `\"chữ số\"` hoặc `\"sự kiện lịch sử\"` vào [commune], để in «{full}, ngày …»; không phải thì `named_after = \"khác\"`"
                ),
                "answer it once in [commune]: `named_after = \"tên người\"`, `\"chữ số\"`, `\"sự kiện lịch sử\"` or `\"khác\"`",
            ));
            finding.level = Level::Note;
            finding
        }
        (Some(given), _) if given.value == NamedAfter::Number && !has_digit => Diagnostic::new(
            &RULE.meta,
            given.span,
            text(format!("tên `{name}` không có chữ số"), format!("there is no number in the name `{name}`")),
        )
        .help(text(
            "ghi `named_after = \"tên người\"`, `\"sự kiện lịch sử\"`, hoặc bỏ khóa này",
            "write `\"tên người\"` or `\"sự kiện lịch sử\"`, or remove the key",
        )),
        (Some(given), KnownName::Certain(NamedAfter::Number)) if given.value == NamedAfter::Other => Diagnostic::new(
            &RULE.meta,
            given.span,
            text(
                format!("tên `{name}` bắt đầu bằng chữ số, mà ghi là không đặt theo số"),
                format!("the name `{name}` begins with a number, but is said not to be one"),
            ),
        )
        .help(text("bỏ khóa này, hoặc ghi `named_after = \"chữ số\"`", "remove the key, or write `\"chữ số\"`")),
        _ => return,
    };
    findings.push(finding);
}
