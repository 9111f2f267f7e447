//! `[[documents]]`, `[[agencies]]`, `[[bases]]`.

use super::shape::{Shape, Table, id, line, list, one_of_keys, word, written};
use super::time::day;
use crate::model::packs::{AgencyKind, Verification};

pub(super) fn documents(about: &str) -> Shape {
    let document =
        Table::new("Một văn bản mà lời văn viện dẫn bằng `{{ cite(\"mã\") }}` và căn cứ gọi bằng `document`.")
            .required("id", id("Mã để gọi văn bản này; cả tệp không được trùng.", "nq-12-nq-du-2025"))
            .required("type", line("Tên loại, đứng đầu câu viện dẫn.", "Nghị quyết"))
            .common("number", line("Số và ký hiệu. Luật thì không có.", "12-NQ/ĐU"))
            .common("date", day("Ngày ban hành, in sau số: «ngày 15/9/2025».", "2025-09-15"))
            .common("issuer", line("Cơ quan ban hành, in sau ngày. Luật thì không ghi.", "Đảng ủy xã Bình Giang"))
            .common(
                "title",
                line("Phần đứng sau tên cơ quan trong câu viện dẫn, viết thường ở đầu.", "về phát triển kinh tế số"),
            )
            .optional("aliases", list("Những tên khác của văn bản này.", line("Một tên khác.", "Nghị quyết 12")))
            .optional("in_force_from", day("Ngày bắt đầu có hiệu lực.", "2025-09-15"))
            .optional("in_force_until", day("Ngày cuối cùng còn hiệu lực.", "2030-12-31"))
            .optional("replaced_by", replaced_by("Mã những văn bản thay thế văn bản này."))
            .optional(
                "verification",
                word("Dữ liệu về văn bản này đã kiểm chứng đến đâu. Không in ra văn bản.", verification)
                    .default(written(Verification::None)),
            )
            .optional("verified_on", day("Ngày đọc các nguồn lần cuối. Không in ra văn bản.", "2026-11-28"))
            .optional(
                "sources",
                list(
                    "Nơi đã đọc số, ngày, trích yếu. Không in ra văn bản.",
                    line("Một nơi.", "Công báo số 1583 + 1584 năm 2025"),
                ),
            )
            .optional("overrides", overrides())
            .optional("note", line("Ghi chú về nguồn. Không in ra văn bản.", "theo trang thông tin của xã"))
            .shape();
    list(about, document)
}

fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::Official => "đã đọc bản chính thức, hoặc phần đầu của bản ấy",
        Verification::Several => "từ hai văn bản độc lập trở lên cùng ghi như vậy",
        Verification::One => "một văn bản độc lập ghi như vậy",
        Verification::None => "chỉ có ở kế hoạch viện dẫn nó",
    }
}

pub(super) fn agencies(about: &str) -> Shape {
    let agency = Table::new("Một cơ quan, đơn vị mà kế hoạch gọi bằng mã.")
        .required("id", id("Mã để gọi cơ quan này; cả tệp không được trùng.", "trung-tam-vhtt"))
        .required(
            "name",
            line("Tên đầy đủ; dùng được `{{ commune.kind }}`.", "Trung tâm Văn hóa - Thông tin {{ commune.kind }}"),
        )
        .optional("brief", line("Tên viết giữa câu, khi khác tên đầy đủ.", "Trung tâm Văn hóa - Thông tin"))
        .optional("symbol", line("Chữ viết tắt cho dòng «Lưu: VT, VHTT.» ở nơi nhận.", "VHTT"))
        .required("kind", word("Loại cơ quan: từ đó biết ai giao việc được cho ai.", agency_kind))
        .optional(
            "covers",
            list("Những loại cơ quan mà cụm từ gọi chung bao gồm.", word("Một loại cơ quan.", agency_kind)),
        )
        .optional("in_force_until", day("Ngày cuối cùng cơ quan này còn hoạt động.", "2026-06-30"))
        .optional("replaced_by", replaced_by("Mã những cơ quan thay thế cơ quan này."))
        .optional("overrides", overrides())
        .shape();
    list(about, agency)
}

fn agency_kind(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Executive => "phòng, trung tâm thuộc Ủy ban nhân dân xã",
        AgencyKind::Unit => "đơn vị sự nghiệp: trường học, trạm y tế",
        AgencyKind::Police => "công an xã",
        AgencyKind::Military => "ban chỉ huy quân sự xã",
        AgencyKind::Party => "cơ quan của Đảng",
        AgencyKind::Council => "Hội đồng nhân dân và các ban",
        AgencyKind::Front => "Mặt trận Tổ quốc và các đoàn thể",
        AgencyKind::Steering => "ban chỉ đạo",
        AgencyKind::Community => "tổ công nghệ số, thôn, tổ dân phố",
        AgencyKind::Superior => "cơ quan cấp trên của xã",
        AgencyKind::Enterprise => "doanh nghiệp",
        AgencyKind::Group => "cụm từ gọi chung: «các cơ quan, đơn vị liên quan»",
    }
}

fn overrides() -> Shape {
    line(
        "Lý do khối này thay cho dữ liệu cùng mã đã có trong bộ dữ liệu. Không in ra văn bản.",
        "bản chính ghi ngày 15/9/2025",
    )
}

fn replaced_by(about: &str) -> Shape {
    list(about, id("Một mã.", "phong-vhxh"))
}

pub(super) fn bases(about: &str) -> Shape {
    let basis = Table::new("Một căn cứ: cần `document` hoặc `text`. Chương trình tự thêm dấu `;` và dấu `.`")
        .common("verb", line("Chữ đứng trước.", "Căn cứ"))
        .common("document", id("Mã văn bản; câu viện dẫn đầy đủ được viết ra.", "nq-57-nq-tw-2024"))
        .optional(
            "text",
            line("Lời in thay cho câu viện dẫn; dùng được biểu thức.", "Theo đề nghị của {{ agency(\"phong-vhxh\") }}"),
        )
        .shape()
        .rule("anyOf", one_of_keys(&["document", "text"]));
    list(about, basis)
}
