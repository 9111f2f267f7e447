//! Every key of every kind of item: changed alone it is one change, of the right kind and effect; back again it is the mirror of that;
//! and together with another id it is still the same item.

use std::collections::BTreeSet;

use crate::support::{library, toml_string};
use kehoach::internals::canonical::{Canonical, canonical};
use kehoach::internals::diff::report::{Comparison, json};
use kehoach::internals::pipeline::{PlanFile, read};
use serde_json::Value as Json;
use toml::{Table, Value};

/// A plan with an item of every kind.
pub(crate) const BASE: &str = r#"
schema = 1
answers = ["kh-359-2025"]
standard = "kh-359-2025"

[document]
subject = "Chuyển đổi số xã Bình Giang năm 2026"
period = "2026"
opening = "Thực hiện nhiệm vụ được giao, Ủy ban nhân dân xã xây dựng Kế hoạch như sau:"
closing = "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện Kế hoạch này"

[commune]
name = "Bình Giang"
kind = "xã"
city = "haiphong"

[signer]
name = "Vũ Đăng Chương"
position = "Chủ tịch"

[recipients]
to = [{ agency = "so-khcn", note = "để b/c" }, "tt-hdnd", "Cổng Thông tin điện tử của xã"]
drafted_by = "phong-vhxh"

[[agencies]]
id = "to-cong-nghe"
name = "Tổ công nghệ số cộng đồng thôn Đông"
kind = "community"

[[documents]]
id = "kh-rieng"
type = "Kế hoạch"
number = "9/KH-UBND"
date = 2026-01-02
issuer = "Ủy ban nhân dân xã Bình Giang"
title = "về chuyển đổi số"

[[bases]]
document = "nq-57-nq-tw-2024"

[[bases]]
text = "Căn cứ tình hình thực tế và khả năng của xã trong năm 2026"

[[sections]]
id = "danh-gia"
title = "Đánh giá kết quả của năm trước"
text = "Năm 2025 xã đã nối mạng xong mọi cơ quan và mở cổng thông tin điện tử."

[[sections]]
id = "giai-phap.hop-tac"

[[sections]]
id = "kinh-phi"

[[groups]]
id = "ha-tang"
title = "Phát triển hạ tầng số"

[[targets]]
id = "mang-lan"
group = "ha-tang"
section = "danh-gia"
text = "Tỷ lệ máy tính của xã được nối mạng LAN an toàn"
indicator = "kh359-lan"
promise = { op = ">=", value = 96, unit = "%", by = "2026" }

[[targets]]
id = "hai-so-do"
section = "danh-gia"
text = "{truong} trường học và {tram} trạm y tế dùng phần mềm quản lý"
promise.truong = { value = 60, unit = "%", by = "2026" }
promise.tram = { value = 2, unit = "trạm", by = "2026" }

[[tasks]]
id = "nang-cap-lan"
section = "nhiem-vu.ha-tang-so"
text = "Nâng cấp mạng LAN tại trụ sở xã và nhà văn hóa các thôn"
lead = "van-phong"
due = "2026-Q3"

[[tasks]]
id = "tap-huan"
section = "nhiem-vu.ha-tang-so"
text = "Tập huấn kỹ năng số cho người dân"
lead = "phong-vhxh"
due = "2026-Q2"

[[assignments]]
agency = "phong-vhxh"
text = "Chủ trì, đôn đốc, kiểm tra việc thực hiện Kế hoạch này."

[[assignments]]
agency = "van-phong"
text = "Theo dõi các nhiệm vụ được giao."

[[appendices]]
id = "danh-muc"
title = "Danh mục nhiệm vụ và kinh phí"
show = { tasks = "table" }

[[appendices.tables]]
id = "du-toan"
columns = [{ id = "ten", title = "Nội dung" }, { id = "tien", title = "Thành tiền", type = "number" }]
rows = [{ ten = "Nâng cấp mạng[^gia]", tien = 300 }, { ten = "Mua máy chủ", tien = 200 }]
notes = { gia = "Theo báo giá." }

[[appendices.tables]]
id = "to-cong-tac"
columns = [{ id = "ten", title = "Họ tên" }, { id = "viec", title = "Việc" }]
rows = [{ ten = "Bà Lan", viec = "Hướng dẫn" }, { ten = "Ông Hải", viec = "Kỹ thuật" }]
"#;

/// The decision that it may be issued with.
const DECISION: &str = r#"
[decision]
subject = "Ban hành Kế hoạch chuyển đổi số năm 2026"
articles = ["Ban hành kèm theo Quyết định này Kế hoạch.", "Quyết định này có hiệu lực từ ngày ký."]

[[decision.bases]]
document = "nq-71-2025-cp"

[[decision.bases]]
text = "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội xã"
"#;

/// Edits of the decision, as [`EDITS`].
const EDITS_OF_DECISION: &[(Edit<'static>, &str)] = &[
    (Put("decision/subject", "'Về việc ban hành Kế hoạch'"), "changed document decision subject neutral"),
    (Drop("decision/subject"), "changed document decision subject neutral"),
    (Put("decision/number", "12"), "changed document decision number neutral"),
    (Put("decision/symbol", "'QĐ-UBND-VX'"), "changed document decision symbol neutral"),
    (Put("decision/place", "'Hải Phòng'"), "changed document decision place neutral"),
    (Put("decision/date", "'2026-01'"), "changed document decision date neutral"),
    (
        Put("decision/articles", "['Ban hành kèm theo Quyết định này Kế hoạch.', 'Quyết định này có hiệu lực ngay.']"),
        "changed document decision articles neutral",
    ),
    (Put("decision/bases/0/verb", "'Thực hiện'"), "changed basis quyet-dinh/nq-71-2025-cp verb neutral"),
    (
        Put("decision/bases/1/text", "'Theo đề nghị của Trưởng phòng Kinh tế xã'"),
        "changed basis quyet-dinh/theo-de-nghi-cua-truong-phong-kinh-te text neutral",
    ),
    (Add("decision/bases", "{ document = 'nq-57-nq-tw-2024' }"), "added basis quyet-dinh/nq-57-nq-tw-2024 - neutral"),
    (Swap("decision/bases"), "moved basis quyet-dinh/nq-71-2025-cp - neutral"),
];

/// What is done to the plan.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Edit<'e> {
    /// Another value, or one where there was none.
    Put(&'e str, &'e str),
    /// The key, or the item of a list, goes.
    Drop(&'e str),
    /// One more item at the end.
    Add(&'e str, &'e str),
    /// The first two items of a list change places.
    Swap(&'e str),
}
use Edit::{Add, Drop, Put, Swap};

/// Each edit and what it is reported as: `kind item id field effect`.
pub(crate) const EDITS: &[(Edit<'static>, &str)] = &[
    // The document.
    (Put("status", "'issued'"), "changed document document status neutral"),
    (Put("answers", "['kh-359-2025', 'kh-215-2025']"), "changed document document answers tightened"),
    (Put("document/type", "'Chương trình'"), "changed document document type neutral"),
    (Put("document/subject", "'Chuyển đổi số'"), "changed document document subject neutral"),
    (Put("document/number", "35"), "changed document document number neutral"),
    (Put("document/symbol", "'KH-UBND-VX'"), "changed document document symbol neutral"),
    (Put("document/place", "'Hải Phòng'"), "changed document document place neutral"),
    (Put("document/date", "'2026-01'"), "changed document document date neutral"),
    (Put("document/period", "'2026..2027'"), "changed document document period neutral"),
    (Put("document/bases", "'lines'"), "changed document document bases neutral"),
    (Put("document/opening", "'Ủy ban nhân dân xã xây dựng Kế hoạch:'"), "changed document document opening neutral"),
    (Put("document/closing", "'Nghiêm túc thực hiện'"), "changed document document closing neutral"),
    (Put("document/numbering", "['Phần', 'I.', '1.']"), "changed document document numbering neutral"),
    (Put("commune/name", "'Cẩm Giang'"), "changed document document commune.name neutral"),
    (Put("commune/kind", "'phường'"), "changed document document commune.kind neutral"),
    (Put("commune/named_after", "'tên người'"), "changed document document commune.named_after neutral"),
    (Drop("commune/city"), "changed document document commune.city neutral"),
    (Put("signer/name", "'Phạm Văn Tuấn'"), "changed signer signer name neutral"),
    (Put("signer/position", "'Phó Chủ tịch'"), "changed signer signer position neutral"),
    (Put("signer/capacity", "['TM. Ủy ban nhân dân', 'KT. Chủ tịch']"), "changed signer signer capacity neutral"),
    (Put("signer/office", "'Chủ tịch UBND xã'"), "changed signer signer office neutral"),
    // Recipients.
    (Put("recipients/drafted_by", "'van-phong'"), "changed document document recipients.drafted_by neutral"),
    (Put("recipients/copies", "2"), "changed document document recipients.copies neutral"),
    (Put("recipients/archive", "'VP'"), "changed document document recipients.archive neutral"),
    (Put("recipients/typist", "'An'"), "changed document document recipients.typist neutral"),
    (Put("document/addressee", "'HĐND xã'"), "changed document document addressee neutral"),
    (Put("appendices/danh-muc/label", "'Mẫu biểu số'"), "changed section phu-luc/danh-muc label neutral"),
    (Put("notes", "{ so-lieu = 'Số liệu.' }"), "changed document document notes neutral"),
    (Put("document/items", "'1.'"), "changed document document items neutral"),
    (Put("document/marker", "'*'"), "changed document document marker neutral"),
    (Put("sections/danh-gia/items", "'1.'"), "changed section danh-gia items neutral"),
    (Put("sections/danh-gia/marker", "'*'"), "changed section danh-gia marker neutral"),
    (Put("sections/danh-gia/run_in", "true"), "changed section danh-gia run_in neutral"),
    (Put("assignments/0/items", "'1.'"), "changed assignment phong-vhxh items neutral"),
    (Put("assignments/0/marker", "'*'"), "changed assignment phong-vhxh marker neutral"),
    (Put("assignments/0/run_in", "true"), "changed assignment phong-vhxh run_in neutral"),
    (Put("appendices/danh-muc/items", "'1.'"), "changed section phu-luc/danh-muc items neutral"),
    (Put("appendices/danh-muc/marker", "'*'"), "changed section phu-luc/danh-muc marker neutral"),
    (Put("recipients/to/0/note", "'để báo cáo'"), "changed recipient so-khcn note neutral"),
    (Put("recipients/to/2", "'Cổng TTĐT của xã'"), "changed recipient cong-ttdt-cua-xa name neutral"),
    (Add("recipients/to", "'cac-thon'"), "added recipient cac-thon - neutral"),
    (Drop("recipients/to/1"), "removed recipient tt-hdnd - neutral"),
    (Swap("recipients/to"), "moved recipient so-khcn - neutral"),
    // Bodies.
    (
        Put("agencies/to-cong-nghe/name", "'Tổ công nghệ số thôn Đông'"),
        "changed document co-quan/to-cong-nghe name neutral",
    ),
    (Put("agencies/to-cong-nghe/brief", "'Tổ công nghệ số'"), "changed document co-quan/to-cong-nghe brief neutral"),
    (Put("agencies/to-cong-nghe/symbol", "'TCN'"), "changed document co-quan/to-cong-nghe symbol neutral"),
    (Put("agencies/to-cong-nghe/kind", "'group'"), "changed document co-quan/to-cong-nghe kind neutral"),
    (Put("agencies/to-cong-nghe/covers", "['unit']"), "changed document co-quan/to-cong-nghe covers neutral"),
    (
        Put("agencies/to-cong-nghe/in_force_until", "2026-06-30"),
        "changed document co-quan/to-cong-nghe in_force_until neutral",
    ),
    (
        Put("agencies/to-cong-nghe/replaced_by", "['van-phong']"),
        "changed document co-quan/to-cong-nghe replaced_by neutral",
    ),
    (
        Add("agencies", "{ id = 'hop-tac-xa', name = 'Hợp tác xã Cá biển', kind = 'enterprise' }"),
        "added document co-quan/hop-tac-xa - neutral",
    ),
    // Legal documents.
    (Put("documents/kh-rieng/type", "'Chương trình'"), "changed document van-ban/kh-rieng type neutral"),
    (Put("documents/kh-rieng/number", "'10/KH-UBND'"), "changed document van-ban/kh-rieng number neutral"),
    (Put("documents/kh-rieng/date", "2026-01-03"), "changed document van-ban/kh-rieng date neutral"),
    (
        Put("documents/kh-rieng/issuer", "'Ủy ban nhân dân xã Cẩm Giang'"),
        "changed document van-ban/kh-rieng issuer neutral",
    ),
    (Put("documents/kh-rieng/title", "'về việc khác'"), "changed document van-ban/kh-rieng title neutral"),
    (Put("documents/kh-rieng/aliases", "['Kế hoạch 9']"), "changed document van-ban/kh-rieng aliases neutral"),
    (Put("documents/kh-rieng/in_force_from", "2026-02-01"), "changed document van-ban/kh-rieng in_force_from neutral"),
    (
        Put("documents/kh-rieng/in_force_until", "2026-12-31"),
        "changed document van-ban/kh-rieng in_force_until neutral",
    ),
    (
        Put("documents/kh-rieng/replaced_by", "['nq-57-nq-tw-2024']"),
        "changed document van-ban/kh-rieng replaced_by neutral",
    ),
    (Put("documents/kh-rieng/verification", "'official'"), "changed document van-ban/kh-rieng verification neutral"),
    (Put("documents/kh-rieng/verified_on", "2026-11-28"), "changed document van-ban/kh-rieng verified_on neutral"),
    (Put("documents/kh-rieng/sources", "['Công báo']"), "changed document van-ban/kh-rieng sources neutral"),
    (Put("documents/kh-rieng/note", "'Chưa công bố.'"), "changed document van-ban/kh-rieng note neutral"),
    (
        Add("documents", "{ id = 'nq-xa', type = 'Nghị quyết', number = '5-NQ/ĐU', issuer = 'Đảng ủy xã' }"),
        "added document van-ban/nq-xa - neutral",
    ),
    // Bases.
    (Put("bases/0/verb", "'Thực hiện'"), "changed basis nq-57-nq-tw-2024 verb neutral"),
    (
        Put("bases/1/text", "'Căn cứ tình hình thực tế và khả năng của xã trong năm 2027'"),
        "changed basis can-cu-tinh-hinh-thuc-te-va-kha text neutral",
    ),
    (Put("bases/1/document", "'kh-rieng'"), "changed basis kh-rieng document neutral"),
    (Add("bases", "{ document = 'nq-71-2025-cp' }"), "added basis nq-71-2025-cp - neutral"),
    (Drop("bases/1"), "removed basis can-cu-tinh-hinh-thuc-te-va-kha - neutral"),
    (Swap("bases"), "moved basis can-cu-tinh-hinh-thuc-te-va-kha - neutral"),
    // Sections.
    (Put("sections/danh-gia/title", "'Đánh giá kết quả của năm 2025'"), "changed section danh-gia title neutral"),
    (
        Put("sections/danh-gia/text", "'Năm 2025 xã đã nối mạng mọi cơ quan và mở cổng thông tin điện tử.'"),
        "changed section danh-gia text neutral",
    ),
    (Put("sections/danh-gia/after", "'Hết.'"), "changed section danh-gia after neutral"),
    (Put("sections/danh-gia/show", "{ targets = 'list' }"), "changed section danh-gia show neutral"),
    (Put("sections/danh-gia/numbering", "'a)'"), "changed section danh-gia numbering neutral"),
    (Put("sections/danh-gia/precedes", "'muc-tieu'"), "moved section danh-gia - neutral"),
    (Put("sections/danh-gia/follows", "'muc-tieu'"), "moved section danh-gia - neutral"),
    (Put("sections/kinh-phi/first", "'Kinh phí của xã.'"), "changed section kinh-phi text neutral"),
    (Put("sections/kinh-phi/more", "'Kinh phí của xã.'"), "changed section kinh-phi text neutral"),
    (Put("sections/giai-phap.hop-tac/drop", "true"), "removed section giai-phap.hop-tac - neutral"),
    (Add("sections", "{ id = 'them', title = 'Mục thêm' }"), "added section them - neutral"),
    // Groups.
    (Put("groups/ha-tang/title", "'Phát triển hạ tầng mạng số'"), "changed section nhom/ha-tang title neutral"),
    (Put("groups/ha-tang/by", "'2030'"), "changed section nhom/ha-tang by neutral"),
    (Add("groups", "{ id = 'nhan-luc', title = 'Nhân lực' }"), "added section nhom/nhan-luc - neutral"),
    // Targets.
    (
        Put("targets/mang-lan/text", "'Tỷ lệ máy tính của xã được nối mạng nội bộ an toàn'"),
        "changed target mang-lan text neutral",
    ),
    (Drop("targets/mang-lan/group"), "changed target mang-lan group neutral"),
    (Put("targets/mang-lan/section", "'muc-tieu.cu-the'"), "changed target mang-lan section neutral"),
    (Put("targets/mang-lan/lead", "'van-phong'"), "changed target mang-lan lead neutral"),
    (Put("targets/mang-lan/indicator", "'kh359-vneid'"), "changed target mang-lan indicator incomparable"),
    (Put("targets/mang-lan/previous", "{ value = 80, unit = '%' }"), "changed target mang-lan previous neutral"),
    (Put("targets/mang-lan/city", "{ value = 99, unit = '%' }"), "changed target mang-lan city neutral"),
    (Put("targets/mang-lan/promise/value", "97"), "changed target mang-lan promise tightened"),
    (Put("targets/mang-lan/promise/value", "95"), "changed target mang-lan promise loosened"),
    (Put("targets/mang-lan/promise/op", "'>'"), "changed target mang-lan promise tightened"),
    (Put("targets/mang-lan/promise/op", "'~'"), "changed target mang-lan promise loosened"),
    (Put("targets/mang-lan/promise/op", "'<='"), "changed target mang-lan promise incomparable"),
    (Put("targets/mang-lan/promise/unit", "'máy'"), "changed target mang-lan promise incomparable"),
    (Put("targets/mang-lan/promise/by", "'2027'"), "changed target mang-lan promise.by loosened"),
    (Put("targets/mang-lan/promise/by", "'2026-Q3'"), "changed target mang-lan promise.by tightened"),
    (Put("targets/mang-lan/promise/note", "'không kể máy cũ'"), "changed target mang-lan promise.note incomparable"),
    (Put("targets/mang-lan/promise/series", "'mang'"), "changed target mang-lan promise.series neutral"),
    (
        Put("targets/hai-so-do/promise/truong/indicator", "'kh359-vneid'"),
        "changed target hai-so-do promise.truong.indicator incomparable",
    ),
    (Put("targets/hai-so-do/promise/truong/value", "50"), "changed target hai-so-do promise.truong loosened"),
    (Put("targets/hai-so-do/promise/tram/by", "'2027'"), "changed target hai-so-do promise.tram.by loosened"),
    (Drop("targets/hai-so-do/promise/tram"), "changed target hai-so-do promise.tram loosened"),
    (Put("targets/hai-so-do/promise/ca-nhan", "{ value = 5 }"), "changed target hai-so-do promise.ca-nhan tightened"),
    (Add("targets", "{ id = 'moi', section = 'danh-gia', text = 'Mọi thôn có mạng' }"), "added target moi - tightened"),
    (Drop("targets/hai-so-do"), "removed target hai-so-do - loosened"),
    (Swap("targets"), "moved target hai-so-do - neutral"),
    // Tasks.
    (
        Put("tasks/nang-cap-lan/text", "'Nâng cấp mạng nội bộ tại trụ sở xã và nhà văn hóa các thôn'"),
        "changed task nang-cap-lan text neutral",
    ),
    (Put("tasks/nang-cap-lan/section", "'nhiem-vu.the-che'"), "changed task nang-cap-lan section neutral"),
    (Put("tasks/nang-cap-lan/lead", "'phong-kinh-te'"), "changed task nang-cap-lan lead neutral"),
    (Put("tasks/nang-cap-lan/support", "['cac-thon']"), "changed task nang-cap-lan support neutral"),
    (Put("tasks/nang-cap-lan/due", "'2026-Q4'"), "changed task nang-cap-lan due neutral"),
    (Put("tasks/nang-cap-lan/product", "'Biên bản'"), "changed task nang-cap-lan product neutral"),
    (Put("tasks/nang-cap-lan/work", "'Khảo sát'"), "changed task nang-cap-lan work neutral"),
    (Put("tasks/nang-cap-lan/mode", "'Trực tiếp'"), "changed task nang-cap-lan mode neutral"),
    (Put("tasks/nang-cap-lan/group", "'ha-tang'"), "changed task nang-cap-lan group neutral"),
    (Put("tasks/nang-cap-lan/quoted", "true"), "changed task nang-cap-lan quoted neutral"),
    (
        Put("tasks/nang-cap-lan/extra", "{ kinh-phi = 'Ngân sách xã' }"),
        "changed task nang-cap-lan extra.kinh-phi neutral",
    ),
    (Put("tasks/nang-cap-lan/serves", "['mang-lan']"), "changed task nang-cap-lan serves neutral"),
    (
        Add("tasks", "{ id = 'moi', section = 'nhiem-vu.ha-tang-so', text = 'Mua máy', lead = 'van-phong' }"),
        "added task moi - neutral",
    ),
    (Drop("tasks/tap-huan"), "removed task tap-huan - neutral"),
    (Swap("tasks"), "moved task nang-cap-lan - neutral"),
    // Assignments.
    (Put("assignments/0/agency", "['phong-vhxh', 'cong-an']"), "changed assignment phong-vhxh+cong-an agency neutral"),
    (Put("assignments/0/request", "true"), "changed assignment phong-vhxh request neutral"),
    (Put("assignments/0/title", "'Phòng chủ trì'"), "changed assignment phong-vhxh title neutral"),
    (Put("assignments/0/section", "'to-chuc'"), "changed assignment phong-vhxh section neutral"),
    (Put("assignments/0/text", "'Chủ trì.'"), "changed assignment phong-vhxh text neutral"),
    (
        Add("assignments", "{ agency = 'cong-an', text = 'Bảo đảm an ninh mạng.' }"),
        "added assignment cong-an - neutral",
    ),
    (Drop("assignments/1"), "removed assignment van-phong - neutral"),
    (Swap("assignments"), "moved assignment phong-vhxh - neutral"),
    // Appendices and their tables.
    (
        Put("appendices/danh-muc/title", "'Danh mục nhiệm vụ và dự toán'"),
        "changed section phu-luc/danh-muc title neutral",
    ),
    (Put("appendices/danh-muc/orientation", "'landscape'"), "changed section phu-luc/danh-muc orientation neutral"),
    (Put("appendices/danh-muc/text", "'Kinh phí.'"), "changed section phu-luc/danh-muc text neutral"),
    (Put("appendices/danh-muc/after", "'Hết.'"), "changed section phu-luc/danh-muc after neutral"),
    (Put("appendices/danh-muc/show", "{ targets = 'table' }"), "changed section phu-luc/danh-muc show neutral"),
    (Add("appendices", "{ id = 'so-lieu', title = 'Số liệu' }"), "added section phu-luc/so-lieu - neutral"),
    (
        Put("appendices/danh-muc/tables/du-toan/id", "'kinh-phi'"),
        "changed section phu-luc/danh-muc tables.kinh-phi neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/text", "'Như sau.'"),
        "changed section phu-luc/danh-muc tables.du-toan.text neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/caption", "'Bảng 1'"),
        "changed section phu-luc/danh-muc tables.du-toan.caption neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/unit", "'Triệu đồng'"),
        "changed section phu-luc/danh-muc tables.du-toan.unit neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/numbering", "'through'"),
        "changed section phu-luc/danh-muc tables.du-toan.numbering neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/merge", "['ten']"),
        "changed section phu-luc/danh-muc tables.du-toan.merge neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/repeat_head", "true"),
        "changed section phu-luc/danh-muc tables.du-toan.repeat_head neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/columns/1/width", "2"),
        "changed section phu-luc/danh-muc tables.du-toan.columns neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/rows/0/tien", "301"),
        "changed section phu-luc/danh-muc tables.du-toan.rows neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/notes/gia", "'Theo giá chào.'"),
        "changed section phu-luc/danh-muc tables.du-toan.notes neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/decimal", "'.'"),
        "changed section phu-luc/danh-muc tables.du-toan.decimal neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/columns/1/title", "'Số tiền'"),
        "changed section phu-luc/danh-muc tables.du-toan.columns neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/rows/0/level", "'1'"),
        "changed section phu-luc/danh-muc tables.du-toan.rows neutral",
    ),
    (
        Put("appendices/danh-muc/tables/du-toan/rows/1/ten", "'Mua máy tính'"),
        "changed section phu-luc/danh-muc tables.du-toan.rows neutral",
    ),
    (
        Add("appendices/danh-muc/tables/du-toan/rows", "{ ten = 'Đào tạo', tien = 85 }"),
        "changed section phu-luc/danh-muc tables.du-toan.rows neutral",
    ),
    (Drop("appendices/danh-muc/tables/du-toan/rows/1"), "changed section phu-luc/danh-muc tables.du-toan.rows neutral"),
    (Swap("appendices/danh-muc/tables/du-toan/rows"), "changed section phu-luc/danh-muc tables.du-toan.rows neutral"),
    (
        Add(
            "appendices/danh-muc/tables",
            "{ id = 'them', columns = [{ id = 'ten', title = 'Tên' }], rows = [{ ten = 'A' }] }",
        ),
        "changed section phu-luc/danh-muc tables.them neutral",
    ),
    (Drop("appendices/danh-muc/tables/du-toan"), "changed section phu-luc/danh-muc tables.du-toan neutral"),
    (Swap("appendices/danh-muc/tables"), "changed section phu-luc/danh-muc tables neutral"),
];

/// Keys whose change is reported as several: `tests/git.rs` has rows that come from a file, `tests/diff.rs` a target that is only quoted.
/// An issuer brings a symbol and a capacity: `each_key_of_the_issuer_is_one_change`.
const ELSEWHERE: [&str; 11] = [
    "schema",
    "standard",
    "targets/quoted",
    "appendices/tables/csv",
    "targets/promise",
    "issuer/name",
    "issuer/kind",
    "issuer/symbol",
    "issuer/superior",
    "agencies/overrides",
    "documents/overrides",
];

/// A plan as a file, a line for each key.
pub(crate) fn as_text(plan: &Table) -> String {
    plan.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect::<Vec<_>>().join("\n")
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => toml_string(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(day) => day.to_string(),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{} = {}", toml_string(key), inline(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

pub(crate) fn parse(plan: &Table) -> Canonical {
    let text = as_text(plan);
    let file = PlanFile::alone("plan.toml", text.clone().into_bytes());
    let read = read(&file, library(), |resolved, _| canonical(resolved));
    read.output.unwrap_or_else(|| panic!("{text}"))
}

/// What is at a path: keys of tables, ids or numbers of items in lists; none when an earlier edit has taken it away.
pub(crate) fn at<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Value> {
    let Some((first, rest)) = path.split_first() else { return Some(value) };
    let inner = match value {
        Value::Array(items) => {
            let place = place(items, first)?;
            &mut items[place]
        }
        Value::Table(table) => table.get_mut(*first)?,
        _ => return None,
    };
    at(inner, rest)
}

/// Where an item of a list is, by its id or its number.
fn place(items: &[Value], name: &str) -> Option<usize> {
    let found = items.iter().position(|item| item.get("id").and_then(Value::as_str) == Some(name));
    found.or_else(|| name.parse().ok()).filter(|place| *place < items.len())
}

pub(crate) fn value(composed: &str) -> Value {
    format!("x = {composed}").parse::<Table>().unwrap().remove("x").unwrap()
}

/// The plan with an edit; none when its place is not there.
pub(crate) fn edited(plan: &Table, edit: Edit<'_>) -> Option<Table> {
    let mut plan = Value::Table(plan.clone());
    let (Put(path, _) | Drop(path) | Add(path, _) | Swap(path)) = edit;
    let path: Vec<&str> = path.split('/').collect();
    let (key, above) = path.split_last().unwrap();
    match edit {
        Put(_, composed) => match at(&mut plan, above)? {
            Value::Table(table) => {
                table.insert((*key).to_owned(), value(composed));
            }
            list => *at(list, &[key])? = value(composed),
        },
        Drop(_) => match at(&mut plan, above)? {
            Value::Table(table) => {
                table.remove(*key)?;
            }
            list => {
                let items = list.as_array_mut().unwrap();
                items.remove(place(items, key)?);
            }
        },
        Add(_, composed) => at(&mut plan, &path)?.as_array_mut().unwrap().push(value(composed)),
        Swap(_) => {
            let items = at(&mut plan, &path)?.as_array_mut().unwrap();
            if items.len() < 2 {
                return None;
            }
            items.swap(0, 1);
        }
    }
    let Value::Table(plan) = plan else { unreachable!() };
    Some(plan)
}

pub(crate) fn changes(old: &Canonical, new: &Canonical) -> Vec<Json> {
    let comparison = Comparison::new(None, ("a", old), ("b", new));
    serde_json::from_str::<Json>(&json(&[comparison])).unwrap()["changes"].as_array().unwrap().clone()
}

pub(crate) fn rendered(change: &Json) -> String {
    ["kind", "item", "id", "field", "effect"].map(|key| change[key].as_str().unwrap_or("-").to_owned()).join(" ")
}

/// The same change of the other direction.
pub(crate) fn mirror(change: &Json) -> Json {
    let mut out = change.clone();
    out["kind"] = match change["kind"].as_str().unwrap() {
        "added" => "removed",
        "removed" => "added",
        other => other,
    }
    .into();
    out["effect"] = match change["effect"].as_str().unwrap() {
        "loosened" => "tightened",
        "tightened" => "loosened",
        other => other,
    }
    .into();
    for (one, other) in [("old", "new"), ("old_minimum", "minimum"), ("old_id", "id")] {
        if !change[one].is_null() || !change[other].is_null() {
            if one == "old_id" && change[one].is_null() {
                continue;
            }
            out[one] = change[other].clone();
            out[other] = change[one].clone();
        }
    }
    // A part that has another name is under its new one.
    if change["field"].is_string() && change["field"] == change["new"] {
        out["field"] = change["old"].clone();
    }
    out
}

/// The path of an edit without ids and numbers: `targets/promise/value`.
fn keys(edit: Edit<'_>) -> String {
    let (Put(path, _) | Drop(path) | Add(path, _) | Swap(path)) = edit;
    let mut place = Value::Table(format!("{BASE}{DECISION}").parse().unwrap());
    let mut out = Vec::new();
    for part in path.split('/') {
        let in_list = place.is_array();
        let named_measure = out.contains(&"promise") && ["truong", "tram", "ca-nhan"].contains(&part);
        if !in_list && !named_measure {
            out.push(part);
        }
        place = match &mut place {
            Value::Table(table) => table.remove(part).unwrap_or(Value::Boolean(false)),
            list @ Value::Array(_) => at(list, &[part]).unwrap().clone(),
            other => other.clone(),
        };
    }
    out.join("/")
}

#[test]
fn every_field_is_one_change_and_the_way_back_is_its_mirror() {
    for (base, edits) in [(BASE.to_owned(), EDITS), (format!("{BASE}{DECISION}"), EDITS_OF_DECISION)] {
        let base: Table = base.parse().unwrap();
        let old = parse(&base);
        assert_eq!(changes(&old, &old), Vec::<Json>::new());
        assert_eq!(changes(&old, &parse(&base)), Vec::<Json>::new());
        for (edit, expected) in edits {
            let new = parse(&edited(&base, *edit).unwrap());
            // What a city plan requires follows from answering it.
            let of_the_plan = |changes: Vec<Json>| {
                let required =
                    |one: &Json| one["id"].as_str().unwrap().starts_with("chi-so/") && one["field"] == "minimum";
                changes.into_iter().filter(|one| !required(one)).collect::<Vec<_>>()
            };
            let there = of_the_plan(changes(&old, &new));
            assert_eq!(there.iter().map(rendered).collect::<Vec<_>>(), [*expected], "{edit:?}");
            assert_eq!(of_the_plan(changes(&new, &old)), [mirror(&there[0])], "{edit:?}");
        }
    }
}

/// A key that is new in the format must be edited here too.
#[test]
fn every_key_of_the_format_is_edited() {
    let schema: Json =
        serde_json::from_str(&kehoach::internals::schema::text(&kehoach::internals::schema::plan())).unwrap();
    let edited: BTreeSet<String> = EDITS.iter().chain(EDITS_OF_DECISION).map(|(edit, _)| keys(*edit)).collect();
    let mut missing = Vec::new();
    let mut expect = |path: String, what: &Json| {
        let is_list_or_table = !properties(&schema, what).is_empty();
        if !path.ends_with("/id")
            && !is_list_or_table
            && !edited.iter().any(|one| one.starts_with(&path))
            && !ELSEWHERE.contains(&path.as_str())
        {
            missing.push(path);
        }
    };
    for (key, what) in properties(&schema, &schema) {
        expect(key.clone(), &what);
        for (inner, what) in properties(&schema, &what) {
            if key == "appendices" && inner == "tables" {
                for (own, _) in properties(&schema, &what) {
                    expect(format!("appendices/tables/{own}"), &Json::Null);
                }
            } else if inner == "promise" {
                for part in ["value", "op", "unit", "by", "note", "series", "indicator"] {
                    expect(format!("targets/promise/{part}"), &Json::Null);
                }
            } else {
                expect(format!("{key}/{inner}"), &Json::Null);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The keys of a table, or of the tables of a list, wherever the schema has them.
fn properties(schema: &Json, what: &Json) -> Vec<(String, Json)> {
    if let Some(name) = what["$ref"].as_str() {
        return properties(schema, &schema["$defs"][name.rsplit('/').next().unwrap()]);
    }
    let mut out: Vec<(String, Json)> =
        what["properties"].as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())).collect();
    for key in ["anyOf", "oneOf", "allOf"] {
        out.extend(what[key].as_array().into_iter().flatten().flat_map(|one| properties(schema, one)));
    }
    if what.get("items").is_some() {
        out.extend(properties(schema, &what["items"]));
    }
    out
}

/// The same plan under another id of one item, wherever that one is referred to.
pub(crate) fn renamed(plan: &Table, id: &str) -> Table {
    let text = as_text(plan);
    text.replace(&format!("\"{id}\""), &format!("\"{id}-moi\"")).parse().unwrap()
}

/// An item that has another id and says one thing otherwise is the same item.
#[test]
fn another_id_and_another_field_are_two_changes_of_one_item() {
    let base: Table = BASE.parse().unwrap();
    let old = parse(&base);
    let mut tried = BTreeSet::new();
    for (edit, expected) in EDITS {
        let (Put(path, _) | Drop(path)) = edit else { continue };
        let path: Vec<&str> = path.split('/').collect();
        let [
            list @ ("agencies" | "documents" | "sections" | "groups" | "targets" | "tasks" | "appendices"),
            id,
            key,
            ..,
        ] = path[..]
        else {
            continue;
        };
        // A standard section has its id from the city, and a body is known by its name.
        if ["kinh-phi", "giai-phap.hop-tac"].contains(&id)
            || (list, key) == ("agencies", "name")
            || expected.starts_with("moved")
        {
            continue;
        }
        tried.insert(list);
        let new = parse(&renamed(&edited(&base, *edit).unwrap(), id));
        let there = changes(&old, &new);
        let mut all: Vec<String> = there.iter().map(rendered).collect();
        let [kind, item, full_id, _, _] = expected.split(' ').collect::<Vec<_>>()[..] else { unreachable!() };
        let mut expected = vec![
            expected.replace(&format!(" {full_id} "), &format!(" {full_id}-moi ")),
            format!("{kind} {item} {full_id}-moi id neutral"),
        ];
        all.sort();
        expected.sort();
        assert_eq!(all, expected, "{edit:?}");
        assert!(there.iter().all(|change| change["old_id"] == full_id), "{edit:?}");
        let back = changes(&new, &old);
        assert_eq!(back.len(), 2, "{edit:?}: {back:#?}");
        assert!(back.iter().all(|change| change["id"] == full_id), "{edit:?}");
    }
    assert_eq!(tried.len(), 7, "{tried:?}");
}

/// What is another thing stays removed and added, whatever it has in common.
#[test]
fn items_that_are_unlike_are_not_taken_for_one() {
    let base: Table = BASE.parse().unwrap();
    let old = parse(&base);
    for (list, id, instead, expected) in [
        (
            "targets",
            "mang-lan",
            "{ id = 'vneid', group = 'ha-tang', section = 'danh-gia', text = 'Tỷ lệ người dân của xã được cấp tài khoản định danh', \
             indicator = 'kh359-vneid', promise = { op = '>=', value = 96, unit = '%', by = '2026' } }",
            ["removed target mang-lan - loosened", "added target vneid - tightened"],
        ),
        (
            // The same words for another horizon, in another section: a quantity of two years.
            "targets",
            "mang-lan",
            "{ id = 'lan-2030', section = 'muc-tieu.cu-the', text = 'Tỷ lệ máy tính của xã được nối mạng LAN an toàn', \
             promise = { value = 100, unit = '%', by = '2030' } }",
            ["removed target mang-lan - loosened", "added target lan-2030 - tightened"],
        ),
        (
            "tasks",
            "tap-huan",
            "{ id = 'mua-may', section = 'nhiem-vu.ha-tang-so', text = 'Mua máy tính cho bộ phận một cửa', lead = 'phong-vhxh', due = '2026-Q2' }",
            ["removed task tap-huan - neutral", "added task mua-may - neutral"],
        ),
        (
            "agencies",
            "to-cong-nghe",
            "{ id = 'to-thon-tay', name = 'Tổ công nghệ số cộng đồng thôn Tây', kind = 'community' }",
            ["removed document co-quan/to-cong-nghe - neutral", "added document co-quan/to-thon-tay - neutral"],
        ),
        (
            "documents",
            "kh-rieng",
            "{ id = 'kh-khac', type = 'Kế hoạch', number = '77/KH-UBND', date = 2026-03-05, issuer = 'Ủy ban nhân dân xã Bình Giang', title = 'về cải cách' }",
            ["removed document van-ban/kh-rieng - neutral", "added document van-ban/kh-khac - neutral"],
        ),
        (
            "groups",
            "ha-tang",
            "{ id = 'xa-hoi-so', title = 'Phát triển xã hội số' }",
            ["removed section nhom/ha-tang - neutral", "added section nhom/xa-hoi-so - neutral"],
        ),
    ] {
        let mut plan = Value::Table(base.clone());
        *at(&mut plan, &[list, id]).unwrap() = value(instead);
        let Value::Table(plan) = plan else { unreachable!() };
        let new = parse(&plan);
        let there = changes(&old, &new);
        assert!(there.iter().all(|change| change["field"] != "id"), "{instead}: {there:#?}");
        let whole: BTreeSet<String> = there.iter().filter(|change| change["field"].is_null()).map(rendered).collect();
        assert_eq!(whole, expected.map(str::to_owned).into(), "{instead}");
        let mut back = changes(&new, &old);
        let mut mirrored: Vec<Json> = there.iter().map(mirror).collect();
        for changes in [&mut back, &mut mirrored] {
            changes.sort_by_key(ToString::to_string);
        }
        assert_eq!(back, mirrored, "{instead}");
    }
}

#[test]
fn each_key_of_the_issuer_is_one_change() {
    let mut base: Table = BASE.parse().unwrap();
    let issuer = "{ name = 'chuyển đổi số', kind = 'ban chỉ đạo', symbol = 'BCĐ', superior = 'UBND xã' }";
    for (key, value) in
        [("issuer", issuer), ("document/symbol", "'KH-BCĐ'"), ("signer/capacity", "['TM. Ban Chỉ đạo']")]
    {
        base = edited(&base, Put(key, value)).unwrap();
    }
    let old = parse(&base);
    for (edit, field) in [
        (Put("issuer/name", "'cải cách hành chính'"), "name"),
        (Put("issuer/kind", "'trung tâm'"), "kind"),
        (Drop("issuer/symbol"), "symbol"),
        (Put("issuer/superior", "'Đảng ủy xã'"), "superior"),
    ] {
        let new = parse(&edited(&base, edit).unwrap());
        let there = changes(&old, &new);
        let told: Vec<String> = there.iter().map(rendered).collect();
        assert_eq!(told, [format!("changed document document issuer.{field} neutral")]);
        assert_eq!(changes(&new, &old), [mirror(&there[0])]);
    }
}
