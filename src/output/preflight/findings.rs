//! The violations on the pages, as findings about the plan.

use super::{Measurement, PageReport, Verdict};
use crate::base::diagnostic::{
    Diagnostic, LAYOUT_DATE, LAYOUT_NOT_MEASURED, LAYOUT_STRANDED_GROUP, LAYOUT_TORN_WORD, Language, Text, text,
};
use crate::base::source::{FileId, Span};

impl PageReport {
    /// Returns the violations, each at the place of the plan that it is about; or that nothing could be measured.
    ///
    /// `own_templates` says that the templates are the user's, who can fix them.
    #[must_use]
    pub fn findings(&self, plan: FileId, own_templates: bool) -> Vec<Diagnostic> {
        if self.pages.is_none() {
            return vec![not_measured(plan)];
        }
        let broken = self.measurements.iter().filter(|one| one.verdict == Verdict::Broken);
        broken.map(|one| finding(one, plan, own_templates)).collect()
    }
}

/// That the engine returned no pages.
#[must_use]
pub fn not_measured(plan: FileId) -> Diagnostic {
    let message = text(
        "không đo được trang in: cần bộ dàn trang bên trong chương trình",
        "the pages cannot be measured: the engine inside the program is needed",
    );
    let help = if cfg!(feature = "embedded") {
        text("bỏ --engine typst và --typst", "remove --engine typst and --typst")
    } else {
        text("dùng bản kehoach có sẵn bộ dàn trang", "use a kehoach with the engine inside")
    };
    Diagnostic::new(&LAYOUT_NOT_MEASURED, Span::new(plan, 0..0), message).help(help)
}

fn finding(one: &Measurement, plan: FileId, own_templates: bool) -> Diagnostic {
    // What comes from a pack is shown at the plan, and waivers are about plans.
    let span = if one.origin.file == plan { one.origin } else { Span::new(plan, 0..0) };
    let (title, demanded) = (one.clause.title, one.clause.demanded);
    let words = &one.measured.words;
    let (vi, en) = (words.get(Language::Vietnamese), words.get(Language::English));
    let page = |vi| match one.page {
        None => String::new(),
        Some(page) if vi => format!(" (trang {page})"),
        Some(page) => format!(" (page {page})"),
    };
    let message = text(
        format!("{}: {vi}; quy định {}{}", title.0, demanded.0, page(true)),
        format!("{}: {en}; required: {}{}", title.1, demanded.1, page(false)),
    );
    let law = match one.clause.number {
        "" => String::new(),
        number => format!("{number} "),
    };
    let code = one.clause.meta.code;
    let help = if let Some(help) = of_the_plan(one) {
        help
    } else if own_templates {
        text(
            format!("sửa mẫu trình bày trong thư mục --templates; quy định {law}xem bằng kehoach explain {code}"),
            format!("fix the templates given by --templates; for the rule {law}see kehoach explain {code}"),
        )
    } else if one.clause.meta == &LAYOUT_TORN_WORD {
        text(
            format!(
                "bảng ở trang đứng thì đặt phụ lục hoặc mục ấy nằm ngang: `orientation = \"landscape\"`; đã nằm ngang thì bỏ `width` của các cột, bớt cột, hoặc chia làm hai bảng; xem kehoach explain {code}"
            ),
            format!(
                "put the appendix or section on landscape pages, where it is upright: `orientation = \"landscape\"`; where it is not, remove `width` from the columns, leave columns out, or make two tables; see kehoach explain {code}"
            ),
        )
    } else if one.clause.meta == &LAYOUT_STRANDED_GROUP {
        // The layout keeps a row of a group with what it heads, unless all of it is higher than a page.
        text(
            format!(
                "các dòng nhóm liền nhau và dòng đầu tiên của nhóm cao hơn một trang: rút gọn chữ của các dòng ấy, hoặc cho cột có tiêu đề nhóm rộng hơn: bỏ `width` của các cột; xem kehoach explain {code}"
            ),
            format!(
                "the rows of groups above each other, with the first row below them, are higher than a page: shorten them, or give the column of their titles more room: remove `width` from the columns; see kehoach explain {code}"
            ),
        )
    } else if one.clause.meta == &LAYOUT_DATE {
        // The name of a unit cannot be shortened; what the plan adds to it can.
        text(
            format!(
                "địa danh dài nhất của cả nước vẫn vừa dòng: bỏ khóa `place`, để in tên xã, phường, đặc khu ở `commune`, không kèm tỉnh, thành phố; xem kehoach explain {code}"
            ),
            format!(
                "the longest place of the country fits: remove the key `place`, so that the name of `commune` is printed, without its province; see kehoach explain {code}"
            ),
        )
    } else {
        text(
            format!(
                "rút gọn chữ ở đây nếu quá dài; nếu không thì gửi kèm tệp kế hoạch khi báo lỗi; xem kehoach explain {code}"
            ),
            format!(
                "shorten the text here if it is too long; otherwise report it with the plan; see kehoach explain {code}"
            ),
        )
    };
    Diagnostic::new(one.clause.meta, span, message).help(help)
}

/// What the plan itself asks for, and can change.
fn of_the_plan(one: &Measurement) -> Option<Text> {
    match one.clause.name {
        "heading-run-in" => Some(text(
            "ghi `run_in = false` ở mục hoặc phân công ấy; in liền mọi phân công do `show = { assignments = \"run-in\" }` thì đổi thành `\"headings\"`",
            "write `run_in = false` there; instead of `show = { assignments = \"run-in\" }` write `\"headings\"`",
        )),
        "bases-lines" => Some(text(
            "ghi `bases = \"lines\"` thay cho `\"sentence\"`: sau mỗi căn cứ phải xuống dòng",
            "write `bases = \"lines\"` instead of `\"sentence\"`: each basis is on a line of its own",
        )),
        _ => None,
    }
}
