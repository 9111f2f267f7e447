//! CT001: a promise below the minimum of the city.

use crate::conformance::{Verdict, answers};
use crate::diagnostic::{Card, Diagnostic, Findings, Level, text};
use crate::packs::{Confidence, Indicator};
use crate::rules::{Needs, Rule, Subject};
use crate::vietnamese::number;

/// A promise below the minimum of the city.
pub(super) static RULE: Rule = Rule {
    card: Card {
        code: "CT001",
        name: "below-minimum",
        level: Level::Error,
        title_vi: "chỉ tiêu thấp hơn mức tối thiểu của thành phố",
        title_en: "a target below the city's minimum",
        explanation_vi: "Kế hoạch của thành phố giao mức tối thiểu cho xã, phường, đặc khu; cấp xã được hứa cao hơn, không được hứa thấp hơn. Mức có độ tin thấp chỉ cảnh báo.",
        explanation_en: "The city's plan sets the least that a commune may promise. A minimum of low confidence only warns.",
        law: "Kế hoạch của Ủy ban nhân dân thành phố mà kế hoạch này trả lời (`answers`)",
        bad: "indicator = \"kh215-ho-so-truc-tuyen-toan-trinh\"\npromise   = { value = 50, unit = \"%\", by = \"2025\" }",
        good: "indicator = \"kh215-ho-so-truc-tuyen-toan-trinh\"\npromise   = { value = 80, unit = \"%\", by = \"2025\" }",
    },
    needs: Needs::Data,
    check,
};

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for baseline in subject.resolved.baselines() {
        let document = subject.resolved.document(baseline.document.value.as_str());
        let source = document.map(|document| document.cite(crate::packs::Form::Dated, None)).unwrap_or_default();
        for answer in answers(baseline, subject.plan()) {
            let (Verdict::Weaker(short), Some(promise), Some(minimum)) =
                (&answer.verdict, answer.promise, &answer.indicator.commune)
            else {
                continue;
            };
            let unit = minimum.unit.as_deref().map_or("", |unit| if unit == "%" { "điểm phần trăm" } else { unit });
            let missing = number::decimal(*short);
            let mut finding = Diagnostic::new(
                &RULE.card,
                promise.value.span,
                text(
                    format!(
                        "chỉ tiêu thấp hơn mức tối thiểu của thành phố: {}, tối thiểu {}",
                        promise.signed(),
                        minimum.bare()
                    ),
                    format!("below the city's minimum: {}, at least {}", promise.signed(), minimum.bare()),
                ),
            )
            .label(text(promise.bare(), promise.bare()))
            .related(minimum.span, provenance(answer.indicator, &minimum.signed(), &source))
            .help(text(
                format!(
                    "thiếu {missing} {unit}; nâng `value`, hoặc ghi [[waivers]] trong kehoach.toml kèm lý do, văn bản cho phép, thời hạn"
                ),
                format!("{missing} {unit} short; raise `value`, or add [[waivers]] to kehoach.toml with reason, approval and expiry"),
            ));
            if answer.indicator.confidence == Confidence::Low {
                finding.level = Level::Warning;
            }
            findings.push(finding);
        }
    }
}

fn provenance(indicator: &Indicator, minimum: &str, source: &str) -> crate::diagnostic::Text {
    text(
        format!("tối thiểu {minimum} ({source}; dựng lại, độ tin {})", indicator.confidence.word()),
        format!("minimum {minimum} ({source}; reconstructed)"),
    )
}
