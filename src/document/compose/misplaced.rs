//! Ids of items that have no number to refer to, and how to mend them.

use crate::base::diagnostic::{Text, text};

/// Why an id names nothing that has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// It is in no item.
    NoItem,
    /// The item has a dash.
    Dash,
    /// The section that the list is in has no number, or there is none.
    NoSection,
    /// The decree has no word for points inside of points, or numbered (1).
    NoWord,
    /// The section has two points of this number.
    Twice,
    /// A condition leaves it out.
    NotPrinted,
}

impl Misplaced {
    pub(super) fn explain(self, id: &str) -> (Text, Text) {
        match self {
            Self::NoItem => (
                text(
                    format!("mã `{id}` không nằm trong điểm nào của danh sách"),
                    format!("the id `{id}` is in no item of a list"),
                ),
                text(
                    format!(
                        "ghi ở cuối điểm cần dẫn đến: `1. … {{{{ id('{id}') }}}}`; mục, phụ lục thì dùng `id` của nó"
                    ),
                    format!("write it at the end of the item: `1. … {{{{ id('{id}') }}}}`; a section has its own `id`"),
                ),
            ),
            Self::Dash => (
                text(
                    format!("gạch đầu dòng mã `{id}` không có số để dẫn đến"),
                    format!("the item `{id}` has a dash, and no number to refer to"),
                ),
                text(
                    "đánh số danh sách ấy: `1. `, `2. `; hoặc bỏ mã",
                    "number the list: `1. `, `2. `; or remove the id",
                ),
            ),
            Self::NoSection => (
                text(
                    format!("điểm mã `{id}` không nằm trong mục nào có số"),
                    format!("the point `{id}` is inside of no section with a number"),
                ),
                text(
                    "chuyển danh sách vào một mục có số, hoặc bỏ mã",
                    "move the list into a numbered section, or remove the id",
                ),
            ),
            Self::NoWord => (
                text(
                    format!("điểm mã `{id}` nhỏ hơn điểm a), b): thể thức văn bản không có tên gọi"),
                    format!("the point `{id}` is smaller than a point a), b): there is no word for it"),
                ),
                text("đặt mã ở điểm lớn hơn, hoặc bỏ mã", "give the id to the larger point, or remove it"),
            ),
            Self::Twice => (
                text(
                    format!("trong cùng mục có hai điểm mang số của điểm mã `{id}`"),
                    format!("two points of the section have the number of the point `{id}`"),
                ),
                text(
                    "gộp hai danh sách thành một, hoặc chia mục, để số không trùng",
                    "make one list of the two, or divide the section",
                ),
            ),
            Self::NotPrinted => (
                text(format!("điểm mã `{id}` không in ra"), format!("the point `{id}` is not printed")),
                text("bỏ điều kiện `{% if %}` quanh điểm ấy", "remove the condition around it"),
            ),
        }
    }
}
