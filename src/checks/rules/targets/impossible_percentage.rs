//! CT008: a percentage that cannot be.

use rust_decimal::Decimal;

use super::conformance::{is_about, says};
use super::mention::mentions;
use crate::base::diagnostic::{Diagnostic, Findings, Level, RuleMeta, Text, text};
use crate::checks::rules::{Needs, Rule, Subject};
use crate::model::measure::{Measure, Operator, Value};
use crate::model::plan::Target;

/// A percentage that cannot be.
pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "CT008",
        name: "impossible-percentage",
        level: Level::Error,
        title_vi: "tỷ lệ phần trăm không thể có",
        title_en: "a percentage that cannot be",
        explanation_vi: "Tỷ lệ của một tập không thể âm, không thể vượt 100%; hứa «≥ 0%» là không hứa gì. Tốc độ tăng, mức so với dự toán, với năm trước thì có thể vượt 100%.",
        explanation_en: "A share of a population is neither negative nor above 100%; «≥ 0%» promises nothing. Growth, and what is compared with an estimate or another year, may be above 100%.",
        law: "Tính chính xác của số liệu trong kế hoạch",
        bad: "text = \"{promise} hồ sơ được xử lý trực tuyến\"\npromise = { op = \">=\", value = 850, unit = \"%\" }",
        good: "text = \"{promise} hồ sơ được xử lý trực tuyến\"\npromise = { op = \">=\", value = 85, unit = \"%\" }",
    },
    needs: Needs::Data,
    check,
};

/// Words of what is compared, not shared: it may be above 100%, or below 0.
const COMPARED: &[&str] = &[
    "tăng",
    "giảm",
    "vượt",
    "gấp",
    "so với",
    "dự toán",
    "năm trước",
    "cùng kỳ",
    "tương đương",
    "bằng ",
    "lạm phát",
    "kế hoạch giao",
    "chỉ tiêu giao",
    "chênh lệch",
];

/// What a share is of: behind a number in prose only these make it a share.
const SHARED: &[&str] = &[
    "hồ sơ",
    "số hộ",
    "hộ ",
    "người dân",
    "dân số",
    "cán bộ",
    "công chức",
    "viên chức",
    "văn bản",
    "thủ tục",
    "báo cáo",
    "cơ quan",
    "đơn vị",
    "doanh nghiệp",
    "hệ thống",
    "trường",
    "cơ sở",
    "thôn",
    "tổ dân phố",
    "kết quả",
    "giáo viên",
    "học sinh",
    "dịch vụ công",
    "nhiệm vụ",
];

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for (index, target) in subject.plan().targets.iter().enumerate() {
        let beside = [("previous", target.previous.as_ref()), ("city", target.city.as_ref())];
        let beside = beside.into_iter().filter_map(|(key, measure)| Some((key.to_owned(), measure?, false)));
        let promised = target.promise.measures().map(|measure| {
            let name = target.name_of(measure).map(|name| format!(".{name}")).unwrap_or_default();
            (format!("promise{name}"), measure, true)
        });
        for (key, measure, promised) in promised.chain(beside) {
            let Some((message, help)) = impossible(measure, promised) else { continue };
            if !is_about(subject, target, COMPARED) {
                findings.push(
                    Diagnostic::new(&RULE.meta, measure.value.span, message)
                        .path(format!("targets[{index}].{key}.value"))
                        .help(help),
                );
            }
        }
    }
    for mention in mentions(subject) {
        let highest = mention.percentage.upper.unwrap_or(mention.percentage.value);
        let range = mention.percentage.range.clone();
        let behind = mention.passage.plain().get(range.end..).unwrap_or_default().trim_start();
        let behind = behind.strip_prefix("số ").unwrap_or(behind);
        let shared = SHARED.iter().any(|word| behind.starts_with(word));
        if highest > Decimal::ONE_HUNDRED && shared && !says(mention.words(), COMPARED) {
            let said = mention.passage.plain().get(range.clone()).unwrap_or_default();
            let (message, help) = too_much(said);
            findings.push(
                Diagnostic::new(&RULE.meta, mention.passage.span(range), message)
                    .path(mention.passage.path())
                    .help(help),
            );
        }
    }
}

fn impossible(measure: &Measure, promised: bool) -> Option<(Text, Text)> {
    let (Some("%"), Value::Numbers(numbers)) = (measure.unit.as_deref(), &measure.value.value) else { return None };
    let said = measure.signed();
    if numbers.iter().any(|number| *number > Decimal::ONE_HUNDRED) {
        return Some(too_much(&said));
    }
    if numbers.iter().any(|number| *number < Decimal::ZERO) {
        return Some((
            text(format!("tỷ lệ âm: `{said}`"), format!("a negative percentage: `{said}`")),
            text("ghi số từ 0 đến 100", "write a number from 0 to 100"),
        ));
    }
    let nothing = promised && measure.operator == Operator::AtLeast && numbers.iter().all(Decimal::is_zero);
    nothing.then(|| {
        (
            text(format!("`{said}` là không hứa gì: tỷ lệ nào cũng đạt"), format!("`{said}` promises nothing")),
            text("ghi mức mà xã sẽ đạt, lớn hơn 0", "write what the commune will reach, more than 0"),
        )
    })
}

fn too_much(said: &str) -> (Text, Text) {
    (
        text(format!("tỷ lệ vượt 100%: `{said}`"), format!("a percentage above 100: `{said}`")),
        text(
            "ghi số từ 0 đến 100 (có thể sót dấu thập phân: `96.5`); nếu là mức tăng thì viết «tăng … so với …»",
            "write a number from 0 to 100 (a decimal point may be missing: `96.5`); of growth write «tăng … so với …»",
        ),
    )
}
