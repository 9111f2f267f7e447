//! `kehoach.toml`: the levels, the waivers and the packs of the plans below it.

use serde_json::json;

use super::shape::{Shape, Table, id, line, list, word};
use super::time::{day, time};
use crate::checks::policy::Setting;
use crate::checks::rules;

pub(super) fn project() -> Shape {
    Table::new("kehoach.toml: mức của quy tắc, miễn trừ, dữ liệu của các kế hoạch ở thư mục này và thư mục con.")
        .optional(
            "packs",
            line(
                "Thư mục bộ dữ liệu, tính từ thư mục của tệp này. Không ghi thì dùng `plans/` bên cạnh, nếu có.",
                "du-lieu",
            ),
        )
        .optional(
            "must_answer",
            list("Kế hoạch của thành phố mà mọi kế hoạch cùng thời kỳ phải triển khai.", id("Một mã.", "kh-359-2025")),
        )
        .under_header("lints", lints())
        .under_header("spelling", spelling())
        .under_headers("waivers", list("Các miễn trừ.", waiver()))
        .shape()
}

fn lints() -> Shape {
    let level = word("Mức của quy tắc này.", setting);
    Shape::new(
        "Mức của quy tắc, theo mã hoặc tên; xem bằng `kehoach explain --list`.",
        json!({
            "type": "object",
            "propertyNames": { "enum": rules::metas().flat_map(|meta| [meta.code, meta.name]).collect::<Vec<_>>() },
            "additionalProperties": level.schema(),
        }),
        json!({ "not-nfc": "deny" }),
    )
}

fn spelling() -> Shape {
    let word = line("Một từ, hoặc một cụm.", "pơ mu");
    Table::new("Chính tả của các kế hoạch này.")
        .common("words", list("Tên đất, từ chuyên môn mà chương trình chưa biết.", word))
        .shape()
}

fn waiver() -> Shape {
    let number = |about: &str, example: u32| Shape::new(about, json!({ "type": "number" }), example.into());
    Table::new("Một miễn trừ: kế hoạch nào được làm khác quy tắc nào, vì sao, ai cho phép, đến ngày nào.")
        .required("code", line("Mã hoặc tên quy tắc.", "CT001"))
        .optional(
            "plan",
            line("Kế hoạch, tính từ thư mục của tệp này. Không ghi thì là plan.toml bên cạnh.", "xa-an/plan.toml"),
        )
        .optional("at", line("Danh sách, dấu chấm, mã. Không ghi thì là về cả kế hoạch.", "targets.ho-so"))
        .required("reason", line("Lý do.", "Chưa đủ máy quét"))
        .required("approval", line("Văn bản cho phép: số, ký hiệu, ngày.", "Công văn số 12/UBND-KSTT ngày 05/01/2026"))
        .required("until", day("Ngày cuối.", "2026-12-31"))
        .optional("owner", line("Ai chịu trách nhiệm.", "Phòng Văn hóa - Xã hội"))
        .optional("indicator", id("Chỉ số được miễn.", "kh359-ho-so-truc-tuyen"))
        .optional("at_least", number("Mức ít nhất được cho phép.", 90))
        .optional("at_most", number("Mức nhiều nhất được cho phép, với chỉ số càng ít càng tốt.", 48))
        .optional("minimum", number("Mức tối thiểu lúc cho phép.", 95))
        .optional("by", time("Hạn được cho phép.", "2027"))
        .shape()
}

fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Allow => "bỏ qua",
        Setting::Warn => "cảnh báo",
        Setting::Deny => "lỗi",
    }
}
