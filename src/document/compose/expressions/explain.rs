//! Why an expression cannot be evaluated: Tera's error in the users' words, at the plan's own place.

use std::ops::Range;

use tera::ErrorKind;

use super::functions::CallError;
use crate::base::diagnostic::{Diagnostic, TEMPLATE_ERROR, Text, UNKNOWN_ID, text};
use crate::document::compose::shorthand;
use crate::input::decode::SourceText;

/// Tera's error as a finding at the plan's own place.
pub(super) fn explain(
    error: &tera::Error,
    refusal: Option<CallError>,
    source: &SourceText,
    expanded: &shorthand::Expanded,
) -> Diagnostic {
    let place = |range: &Range<usize>| {
        let (start, end) = (expanded.origin(range.start), expanded.origin(range.end));
        source.inner(start..end.max(start))
    };
    let (span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (place(&report.span().range), report.message().to_owned())
        }
        other => {
            let message = other.to_string();
            let name = message.split('`').nth(1).unwrap_or_default();
            let at = expanded.text.find(name).filter(|_| !name.is_empty());
            (at.map_or(source.span, |at| place(&(at..at + name.len()))), message)
        }
    };
    if let Some(refusal) = refusal {
        let meta = if refusal.id { &UNKNOWN_ID } else { &TEMPLATE_ERROR };
        return Diagnostic::new(meta, span, refusal.message).help(refusal.help);
    }
    let (words, help) = words(&message);
    Diagnostic::new(&TEMPLATE_ERROR, span, words).help(help)
}

/// Tera's complaint in the users' words.
fn words(message: &str) -> (Text, Text) {
    let name = message.split('`').nth(1).unwrap_or_default();
    let names =
        || message.split_once("Available ").and_then(|(_, rest)| rest.split_once(": ")).map_or("", |(_, names)| names);
    let first_line = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    if message.starts_with("Variable `commune`") {
        return (
            text("kế hoạch này không có bảng [commune]", "this plan has no table [commune]"),
            text(
                "viết tên cơ quan ban hành: `{{ issuer.full }}`, `{{ issuer.name }}`",
                "write the issuing body: `{{ issuer.full }}`, `{{ issuer.name }}`",
            ),
        );
    }
    if message.starts_with("Variable `") || message.starts_with("Field `") {
        return (
            text(format!("không có `{name}` để viết vào đây"), format!("there is no `{name}` to write here")),
            if message.starts_with("Field") {
                text(format!("dùng được: {}", names()), format!("there are: {}", names()))
            } else {
                text(
                    format!(
                        "dùng được: {}, và cite(\"…\"), target(\"…\").value, task(\"…\").lead, agency(\"…\"), ref(\"…\"), id(\"…\")",
                        names()
                    ),
                    format!(
                        "there are: {}, and cite(\"…\"), target(\"…\").value, task(\"…\").lead, agency(\"…\"), ref(\"…\"), id(\"…\")",
                        names()
                    ),
                )
            },
        );
    }
    if message.contains("Unknown function") || message.contains("Unknown filter") || message.contains("Unknown test") {
        return (
            text(format!("không có hàm `{name}`"), format!("there is no function `{name}`")),
            text(
                "dùng được cite(\"…\"), target(\"…\").value, task(\"…\").lead, agency(\"…\"), ref(\"…\"), id(\"…\")",
                "there are cite(\"…\"), target(\"…\").value, task(\"…\").lead, agency(\"…\"), ref(\"…\") and id(\"…\")",
            ),
        );
    }
    if message.contains("Unexpected end of input") || message.contains("not found") {
        return (
            text("biểu thức chưa đóng", "the expression is not closed"),
            text(
                "mỗi {{ phải có }} , mỗi {% phải có %} ở sau; {% if %} phải có {% endif %}",
                "close each {{ with }} and each {% with %}; {% if %} needs {% endif %}",
            ),
        );
    }
    if message.contains("Missing keyword argument") {
        return (
            text("hàm này thiếu mã trong ngoặc", "this function needs an id in brackets"),
            text("viết như cite(\"nq-57-nq-tw-2024\")", "write it like cite(\"nq-57-nq-tw-2024\")"),
        );
    }
    if message.contains("Unknown template") {
        return (
            text("kế hoạch không gọi được tệp khác", "a plan cannot include other files"),
            text("chép đoạn ấy vào đây", "copy the passage here"),
        );
    }
    (
        text("không hiểu biểu thức này", format!("this expression cannot be evaluated: {first_line}")),
        text(
            "viết như {{ commune.name }} hoặc {{ cite(\"nq-57-nq-tw-2024\") }}; muốn in đúng hai dấu {{ thì viết {{ \"{{\" }}",
            "write it like {{ commune.name }} or {{ cite(\"nq-57-nq-tw-2024\") }}; to print two braces write {{ \"{{\" }}",
        ),
    )
}
