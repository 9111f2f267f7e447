//! What items and fields are called.

use super::{Collection, Kind};
use crate::base::diagnostic::{Text, text};

/// Returns the name of a kind of item.
#[must_use]
pub fn kind_label(kind: Kind) -> Text {
    match kind {
        Kind::Target => text("chỉ tiêu", "target"),
        Kind::Task => text("nhiệm vụ", "task"),
        Kind::Assignment => text("phân công", "assignment"),
        Kind::Basis => text("căn cứ", "basis"),
        Kind::Section => text("mục", "section"),
        Kind::Recipient => text("nơi nhận", "recipient"),
        Kind::Signer => text("người ký", "signer"),
        Kind::Document => text("văn bản", "document"),
    }
}

/// Returns the name of an item of a list.
#[must_use]
pub fn collection_label(list: Collection) -> Text {
    match list {
        Collection::Agencies => text("cơ quan", "agency"),
        Collection::Documents => text("văn bản viện dẫn", "legal document"),
        Collection::Sentences => text("câu chuẩn của thành phố", "sentence of the city"),
        Collection::Indicators => text("chỉ số của thành phố", "indicator of the city"),
        Collection::Groups => text("nhóm", "group"),
        Collection::Appendices => text("phụ lục", "appendix"),
        Collection::Decision => text("quyết định", "decision"),
        Collection::BasesOfDecision => text("căn cứ của quyết định", "basis of the decision"),
        Collection::Document
        | Collection::Signer
        | Collection::Recipients
        | Collection::Bases
        | Collection::Sections
        | Collection::Targets
        | Collection::Tasks
        | Collection::Assignments => kind_label(list.kind()),
    }
}

/// Returns the name of a field of an item of a list.
#[must_use]
pub fn field_label(list: Collection, field: &str) -> Text {
    if let Some(rest) = field.strip_prefix("promise") {
        return promise_label(rest.trim_start_matches('.'));
    }
    if let Some(rest) = field.strip_prefix("tables.") {
        return table_label(rest);
    }
    if let Some(name) = field.strip_prefix("extra.") {
        return text(format!("thông tin thêm ({name})"), format!("further detail ({name})"));
    }
    if list == Collection::Indicators
        && let Some(day) = field.strip_prefix("commune.")
    {
        return text(format!("mức tối thiểu của xã ({day})"), format!("commune's minimum ({day})"));
    }
    let (vietnamese, english) = match (list, field) {
        (_, "id") => ("mã", "id"),
        (Collection::Targets | Collection::Indicators, "text") => ("lời", "wording"),
        (Collection::Tasks, "text") => ("việc", "work"),
        (Collection::Bases | Collection::BasesOfDecision, "text") => ("lời căn cứ", "wording"),
        (_, "text") => ("nội dung", "text"),
        (Collection::Documents, "title") => ("trích yếu", "title"),
        (_, "title") => ("tiêu đề", "title"),
        (_, "after") => ("phần sau dữ liệu", "text after the data"),
        (_, "show") => ("cách trình bày", "layout"),
        (Collection::Document, "numbering") => ("cách đánh số đề mục", "numbering of headings"),
        (_, "numbering") => ("cách đánh số mục con", "numbering of sections below"),
        (Collection::Recipients, "items") => ("gồm", "parts"),
        (_, "items") => ("cách đánh số các ý", "numbering of items"),
        (_, "run_in") => ("tiêu đề liền lời văn", "title and text in one line"),
        (_, "marker") => ("dấu đầu dòng", "mark of items"),
        (_, "tables") => ("thứ tự các bảng", "order of tables"),
        (_, "notes") => ("chú thích", "footnotes"),
        (_, "label") => ("tên gọi", "what it is called"),
        (_, "articles") => ("các điều", "articles"),
        (_, "addressee") => ("kính gửi", "addressed to"),
        (_, "orientation") => ("khổ giấy", "paper"),
        (_, "group") => ("nhóm", "group"),
        (Collection::Groups, "by") => ("mốc thời gian", "horizon"),
        (_, "section") => ("mục", "section"),
        (_, "quoted") => ("chỉ nhắc trong câu", "quoted only"),
        (_, "indicator") => ("chỉ số của thành phố", "indicator of the city"),
        (_, "minimum") => ("mức tối thiểu của thành phố", "the city's minimum"),
        (_, "previous") => ("kết quả kỳ trước", "last result"),
        (_, "city") => ("mức của thành phố", "value of the city"),
        (_, "commune") => ("mức tối thiểu của xã", "commune's minimum"),
        (_, "retired") => ("bỏ từ ngày", "retired on"),
        (_, "same_as") => ("cùng nội dung với", "same as"),
        (_, "population") => ("tính trên", "share of"),
        (_, "required") => ("bắt buộc", "required"),
        (_, "lead") => ("chủ trì", "lead"),
        (_, "support") => ("phối hợp", "support"),
        (_, "due") => ("thời hạn", "due"),
        (_, "product") => ("sản phẩm", "product"),
        (_, "work") => ("việc phải làm", "steps"),
        (_, "mode") => ("trách nhiệm", "responsibility"),
        (_, "serves") => ("phục vụ chỉ tiêu", "serves"),
        (_, "agency") => ("cơ quan", "agency"),
        (_, "request") => ("đề nghị (không giao)", "asked, not ordered"),
        (_, "verb") => ("từ mở đầu", "leading word"),
        (_, "document") => ("văn bản", "document"),
        (Collection::Signer, "name") => ("họ tên", "name"),
        (_, "name") => ("tên", "name"),
        (_, "note") => ("ghi chú", "note"),
        (_, "position") => ("chức vụ", "position"),
        (_, "capacity") => ("quyền hạn ký", "capacity"),
        (_, "status") => ("tình trạng", "status"),
        (Collection::Document, "type") => ("tên loại", "type"),
        (_, "type") => ("loại", "type"),
        (_, "subject") => ("trích yếu", "subject"),
        (_, "number") => ("số", "number"),
        (Collection::Document | Collection::Decision, "symbol") => ("ký hiệu", "symbol"),
        (_, "symbol") => ("viết tắt", "short name"),
        (_, "place") => ("địa danh", "place"),
        (_, "date") => ("ngày ban hành", "date of issue"),
        (_, "period") => ("kỳ kế hoạch", "period"),
        (_, "bases") => ("cách in căn cứ", "layout of bases"),
        (_, "opening") => ("lời mở đầu", "opening"),
        (_, "closing") => ("lời kết", "closing"),
        (_, "answers") => ("triển khai thực hiện kế hoạch của thành phố", "answers"),
        (_, "standard") => ("lấy mục chuẩn của", "standard sections of"),
        (_, "office") => ("chức vụ trong cơ quan", "post in the own agency"),
        (_, "issuer.name") => ("tên cơ quan ban hành", "issuing body"),
        (_, "issuer.kind") => ("loại cơ quan ban hành", "kind of issuing body"),
        (_, "issuer.symbol") => ("viết tắt cơ quan ban hành", "abbreviation of the issuing body"),
        (_, "issuer.superior") => ("cơ quan chủ quản", "superior body"),
        (_, "commune.name") => ("tên xã", "commune"),
        (_, "commune.kind") => ("loại đơn vị", "kind of commune"),
        (_, "commune.named_after") => ("đặt tên theo", "named after"),
        (_, "commune.city") => ("thành phố", "city"),
        (_, "recipients.drafted_by") => ("đơn vị soạn thảo", "drafted by"),
        (_, "recipients.copies") => ("số bản lưu", "filed copies"),
        (_, "recipients.archive") => ("nơi lưu", "archive"),
        (_, "recipients.typist") => ("người đánh máy", "typist"),
        (_, "brief") => ("tên gọi trong câu", "name in a sentence"),
        (_, "kind") => ("loại", "kind"),
        (_, "covers") => ("gồm", "covers"),
        (_, "issuer") => ("cơ quan ban hành", "issuer"),
        (_, other) => source_label(other),
    };
    text(vietnamese, english)
}

/// Returns what is said of how long something is in force, of where data is from, and of a whole pack.
fn source_label(field: &str) -> (&str, &str) {
    match field {
        "provenance" => ("nội dung lấy từ", "provenance"),
        "quotes" => ("trích dẫn", "quotes"),
        "confidence" => ("độ chắc", "confidence"),
        "waivers.longest_days" => ("miễn trừ dài nhất (ngày)", "longest waiver (days)"),
        "waivers.granted_by" => ("ai cho phép miễn trừ", "waivers granted by"),
        "waivers.outermost_only" => ("chỉ nhận miễn trừ ở tệp ngoài cùng", "waivers of the outermost file only"),
        "as_of" => ("tính đến ngày", "as of"),
        "verified_on" => ("ngày kiểm chứng", "verified on"),
        "sources" => ("nguồn", "sources"),
        "overrides" => ("lý do thay dữ liệu đã có", "overrides"),
        "verification" => ("mức kiểm chứng", "verification"),
        "in_force_from" => ("hiệu lực từ", "in force from"),
        "in_force_until" => ("hiệu lực đến", "in force until"),
        "replaced_by" => ("thay bằng", "replaced by"),
        "aliases" => ("tên gọi khác", "other names"),
        other => (other, other),
    }
}

/// Returns the promise itself, or `by`, `note`, `indicator`, `series` of it, with the name of one among several.
fn promise_label(rest: &str) -> Text {
    let (name, part) = match rest.rsplit_once('.') {
        Some((name, part)) => (name, part),
        None if matches!(rest, "by" | "note" | "indicator" | "series") => ("", rest),
        None => (rest, ""),
    };
    let (vietnamese, english) = match part {
        "by" => ("thời hạn", "horizon"),
        "note" => ("ghi chú", "note"),
        "indicator" => ("chỉ số của thành phố", "indicator of the city"),
        "series" => ("chuỗi", "series"),
        _ => ("mức", "promise"),
    };
    if name.is_empty() {
        text(vietnamese, english)
    } else {
        text(format!("{vietnamese} ({name})"), format!("{english} ({name})"))
    }
}

/// A table of an appendix, or a part of it.
fn table_label(rest: &str) -> Text {
    // Ids may have dots; the names of parts are known.
    let (id, part) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let (vietnamese, english) = match part {
        "caption" => ("tên bảng", "caption"),
        "unit" => ("dòng đơn vị tính", "line of the unit"),
        "text" => ("lời trước bảng", "text before the table"),
        "numbering" => ("cách đánh số dòng", "numbering of rows"),
        "merge" => ("các cột gộp ô", "columns with merged cells"),
        "repeat_head" => ("lặp lại đầu bảng ở mỗi phần", "head repeated below each part"),
        "columns" => ("các cột", "columns"),
        "rows" => ("các dòng", "rows"),
        "notes" => ("chú thích", "footnotes"),
        "csv" => ("tệp CSV", "CSV file"),
        "decimal" => ("dấu thập phân của tệp CSV", "decimal sign of the CSV file"),
        _ => return text(format!("bảng ({rest})"), format!("table ({rest})")),
    };
    text(format!("{vietnamese} ({id})"), format!("{english} ({id})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_named() {
        let label = |field| field_label(Collection::Targets, field).to_string();
        assert_eq!(label("promise"), "mức");
        assert_eq!(label("promise.by"), "thời hạn");
        assert_eq!(label("promise.5g"), "mức (5g)");
        assert_eq!(label("promise.5g.by"), "thời hạn (5g)");
        assert_eq!(label("promise.series"), "chuỗi");
        assert_eq!(label("promise.5g.series"), "chuỗi (5g)");
    }

    #[test]
    fn parts_of_tables_are_named() {
        let label = |field| field_label(Collection::Appendices, field).to_string();
        assert_eq!(label("tables.du-toan"), "bảng (du-toan)");
        assert_eq!(label("tables.du-toan.2026"), "bảng (du-toan.2026)");
        assert_eq!(label("tables.du-toan.2026.rows"), "các dòng (du-toan.2026)");
    }
}
