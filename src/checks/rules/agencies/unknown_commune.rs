//! TC005: a commune that the roster does not have.

use jiff::civil::{Date, date};

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Listed, Roster};
use crate::model::plan::kind_and_name;

declare_rule! {
    needs: Data,
    code: "TC005", name: "unknown-commune", level: Warning, since: "0.1.0", fix: None,
    title: "xã, phường, đặc khu không có trong danh mục", "a commune that the roster does not have",
    explanation: "Từ ngày 01/7/2025 cả nước có 3.321 xã, phường, đặc khu. Tên và loại ở bảng [commune] được tra trong danh mục của tỉnh, thành phố nơi ban hành; kế hoạch của thời kỳ trước ngày ấy thì không xét. Đơn vị mới lập sau danh mục của chương trình thì bỏ qua cảnh báo này.",
        "Since 01/7/2025 there are 3,321 communes. The name and kind of [commune] are looked up among those of the province; plans for earlier times are not checked.",
    law: "Luật Tổ chức chính quyền địa phương số 72/2025/QH15; danh mục đơn vị hành chính của Tổng cục Thống kê (`plans/vietnam/communes.tsv`)",
    bad: "[commune]\nname = \"Cát Hải\"\nkind = \"xã\"",
    good: "[commune]\nname = \"Cát Hải\"\nkind = \"đặc khu\"",
}

/// The day on which the units of the roster began.
const FROM: Date = date(2025, 7, 1);

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (plan, pack) = (subject.plan(), subject.resolved.pack);
    let Some(commune) = &plan.commune else { return };
    let name = commune.name.text.trim();
    // A name with its kind in front is the matter of another rule.
    if plan.header.period.value.last_day() < FROM || name.is_empty() || kind_and_name(name).is_some() {
        return;
    }
    let Some(roster) = Roster::of(&pack.kind, &pack.name) else { return };
    let (kind, province) = (commune.kind.as_str(), format!("{} {}", pack.kind, pack.name));
    let listed = roster.look_up(kind, name);
    let Some(message) = listed.wrong(kind, name, &province) else { return };
    let help = match listed {
        Listed::OtherKind(other) => text(format!("viết `kind = \"{other}\"`"), format!("write `kind = \"{other}\"`")),
        Listed::No(Some((other, near))) if other == kind => {
            text(format!("có phải định viết `name = \"{near}\"`?"), format!("did you mean `name = \"{near}\"`?"))
        }
        Listed::No(Some((other, near))) => text(
            format!("có phải định viết `name = \"{near}\"`, `kind = \"{other}\"`?"),
            format!("did you mean `name = \"{near}\"`, `kind = \"{other}\"`?"),
        ),
        Listed::Yes(_) | Listed::No(None) => text(
            "xem lại `name`, `kind` và `city`; đơn vị mới lập sau ngày 01/7/2025 thì bỏ qua cảnh báo này",
            "check `name`, `kind` and `city`; ignore this for a unit that was made after 01/7/2025",
        ),
    };
    findings.push(Diagnostic::new(&RULE.meta, commune.name.span, message).help(help));
}
