//! What CommonMark reads otherwise than people type it: reported with the way to write it.

use std::ops::Range;

use super::Reader;
use super::raw::{Raw, raw_markup};
use crate::base::diagnostic::{TEXT_LOST, TEXT_MISREAD, Text, text};
use crate::base::vietnamese::item_mark::item_mark;

/// Whose footnotes a text refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Footnotes {
    /// Its own, so that an unknown one is found here.
    OfTheText,
    /// Those of the table that it is in, which knows them.
    OfTheTable,
}

impl Reader<'_> {
    fn misread(&mut self, range: Range<usize>, message: Text, help: Text) {
        self.report(&TEXT_MISREAD, range, message, help);
    }

    /// Stars inside a word or around a bracket: «4*6*2», «(*) … (*)».
    pub(super) fn misread_emphasis(&mut self, range: Range<usize>) {
        let typed = self.text[range.clone()].to_owned();
        let sign = if typed.starts_with('_') { '_' } else { '*' };
        self.misread(
            range,
            text(
                format!("dấu {sign} liền với chữ bị hiểu là dấu in nghiêng, in đậm, nên không in ra"),
                format!("the signs {sign} next to letters are read as emphasis and are not printed"),
            ),
            text(
                format!("viết `\\{sign}` nếu muốn in chính dấu {sign}; chữ đậm, chữ nghiêng thì cách ra: ` **…** `"),
                format!("write `\\{sign}` to print the sign; put spaces around bold or italic words: ` **…** `"),
            ),
        );
    }

    /// The first backslash of «\\\\may-chu\\chung», which only says that the second one is printed.
    pub(super) fn misread_backslash(&mut self, range: Range<usize>) {
        self.misread(
            range,
            text("hai dấu `\\\\` in ra một dấu `\\`", "two signs `\\\\` are printed as one `\\`"),
            text(
                "đường dẫn mở đầu bằng hai dấu \\ thì viết bốn dấu: `\\\\\\\\may-chu`",
                "write four of them where a path begins with two: `\\\\\\\\server`",
            ),
        );
    }

    /// «&nbsp;», «&amp;».
    pub(super) fn misread_entity(&mut self, range: Range<usize>, printed: &str) {
        let typed = self.text[range.clone()].to_owned();
        self.misread(
            range,
            text(format!("`{typed}` in ra thành «{printed}»"), format!("`{typed}` is printed as «{printed}»")),
            text(
                format!("gõ thẳng ký tự cần in; muốn in đúng `{typed}` thì viết `\\{typed}`"),
                format!("type the character itself; to print `{typed}` write `\\{typed}`"),
            ),
        );
    }

    /// A list that begins at 3, or a year at the start of a paragraph: «2026. Năm».
    pub(super) fn misread_list_start(&mut self, range: Range<usize>, number: u64) {
        let digits = number.to_string();
        let end = (range.start + digits.len() + 1).min(range.end);
        self.misread(
            range.start..end,
            text(
                format!("`{digits}.` ở đầu dòng bị hiểu là danh sách, in ra thành a)"),
                format!("`{digits}.` at the start of a line is read as a list, which is printed from a)"),
            ),
            text(
                format!(
                    "danh sách viết liền từ `1.`, đoạn xen giữa thụt vào ba dấu cách; in đúng số đã gõ thì ghi `items = \"1.\"` ở mục này; không phải danh sách thì viết `{digits}\\.`"
                ),
                format!(
                    "start the list with `1.` and indent what is in between by three spaces; write `items = \"1.\"` for this section to print numbers; if it is no list write `{digits}\\.`"
                ),
            ),
        );
    }

    /// A number that does not count on; `printed` is the mark that the item has in the document.
    pub(super) fn misread_item_number(&mut self, range: Range<usize>, expected: u64, printed: &str) {
        let typed = self.text[range.clone()].to_owned();
        self.misread(
            range,
            text(
                format!("số `{typed}` không nối tiếp số ở trên; ý này in ra là `{printed}`"),
                format!("the number `{typed}` does not follow the one above; this item is printed as `{printed}`"),
            ),
            text(
                format!("viết `{expected}.`, hoặc tách thành danh sách khác sau một đoạn văn"),
                format!("write `{expected}.`, or make it another list behind a paragraph"),
            ),
        );
    }

    /// A list right behind another one: «1. a» and then «1) b». `printed` is the mark of its first item.
    pub(super) fn misread_new_list(&mut self, range: Range<usize>, printed: &str) {
        let end = range.start + self.text[range.clone()].find(' ').unwrap_or(0);
        self.misread(
            range.start..end,
            text(
                format!("danh sách này đứng liền sau danh sách khác nên lại in ra từ `{printed}`"),
                format!("this list follows another one, so it is printed from `{printed}` again"),
            ),
            text(
                "viết số cùng kiểu `1.`, `2.` và nối tiếp ở trên, hoặc thêm một đoạn văn vào giữa hai danh sách",
                "write the numbers alike and go on counting, or put a paragraph between the lists",
            ),
        );
    }

    /// A sign at the beginning of an item that is printed as another one.
    pub(super) fn misread_bullet(&mut self, range: Range<usize>, printed: &str) {
        let typed = self.text[range.clone()].to_owned();
        let (mut vi, mut en) = (
            "ý con thụt vào hai dấu cách dưới ý của nó; ý cùng cấp thì viết `- `".to_owned(),
            "indent a point of a point by two spaces; write `- ` for one of the same level".to_owned(),
        );
        if self.dashes == 1 {
            vi.push_str(&format!("; muốn in dấu `{typed}` thì ghi `marker = \"{typed}\"` ở mục này"));
            en.push_str(&format!("; write `marker = \"{typed}\"` for this section to print `{typed}`"));
        }
        self.misread(
            range,
            text(
                format!("dấu `{typed}` ở đây in ra thành `{printed}`"),
                format!("the mark `{typed}` is printed as `{printed}` here"),
            ),
            text(vi, en),
        );
    }

    pub(super) fn misread_empty_item(&mut self, range: Range<usize>) {
        self.misread(
            range,
            text("ý này để trống nên không in ra", "this item is empty and is not printed"),
            text(
                "viết nội dung sau dấu đầu dòng, hoặc bỏ dấu ấy",
                "write its text behind the mark, or remove the mark",
            ),
        );
    }

    pub(super) fn misread_row(&mut self, range: Range<usize>, typed: usize, columns: usize) {
        let trimmed = range.start..range.start + self.text[range].trim_end().len();
        if typed > columns {
            self.report(
                &TEXT_LOST,
                trimmed,
                text(
                    format!("hàng có {typed} ô, đầu bảng chỉ có {columns} cột: ô thừa không in ra"),
                    format!("the row has {typed} cells, the head {columns}: the others are not printed"),
                ),
                text(
                    "thêm cột vào đầu bảng và vào dòng `---`, hoặc bỏ ô thừa; dấu | trong ô viết thành `\\|`",
                    "add a column to the head and to the row of `---`, or remove cells; write | inside a cell as `\\|`",
                ),
            );
        } else {
            self.misread(
                trimmed,
                text(
                    format!("hàng có {typed} ô, đầu bảng có {columns} cột"),
                    format!("the row has {typed} cells, the head {columns}"),
                ),
                text("viết đủ ô, ô trống ghi `| |`", "write all cells; an empty one is `| |`"),
            );
        }
    }

    pub(super) fn misread_delimiters(&mut self, range: Range<usize>) {
        let trimmed = range.start..range.start + self.text[range].trim_end().len();
        self.misread(
            trimmed,
            text("dòng `---` này in ra thành một hàng của bảng", "this line of `---` is printed as a row of the table"),
            text("chỉ giữ một dòng `---`, ngay dưới đầu bảng", "keep one line of `---`, right below the head"),
        );
    }

    /// A line break inside a paragraph is a space; who begins the next line with a number means more. Bullets that CommonMark does not
    /// know are the matter of a rule, which can fix them.
    pub(super) fn soft_break(&mut self, next: usize) {
        if next < self.breaks_reported || self.noting {
            return;
        }
        let line = self.text[next..].lines().next().unwrap_or_default();
        let words = line.trim_start();
        let start = next + line.len() - words.len();
        let Some(mark) = item_mark(words).filter(|mark| mark.contains(char::is_alphanumeric)) else { return };
        self.breaks_reported = self.text[next..].find("\n\n").map_or(self.text.len(), |end| next + end);
        self.misread(
            start..start + mark.len(),
            text(
                format!("`{mark}` ở đầu dòng nhưng in ra liền vào dòng trên"),
                format!("`{mark}` begins a line, but is printed in one paragraph with the line above"),
            ),
            text(
                "để một dòng trống ở trên dòng này; danh sách a), b), c) thì viết `1. `, `2. `, mỗi ý một dòng; in ra 1., 2. hay (1), (2) thì ghi thêm `items = \"1.\"`, `items = \"(1)\"` ở mục này",
                "leave a blank line above; write a list a), b), c) as `1. `, `2. `, one item a line, and `items = \"1.\"` or `items = \"(1)\"` for this section to print 1., 2. or (1), (2)",
            ),
        );
    }

    /// What nothing was made of: cells that are too many, the address of a link, whatever the reader passes over.
    pub(super) fn report_lost(&mut self, within: Range<usize>) {
        for range in self.traces.lost(self.text, within) {
            let typed = self.text[range.clone()].to_owned();
            self.report(
                &TEXT_LOST,
                range,
                text(format!("`{typed}` không in ra"), format!("`{typed}` is not printed")),
                text(
                    "bỏ đi, hoặc đặt dấu \\ trước ký tự đầu để in đúng như gõ",
                    "remove it, or put a \\ before its first character to print it as it is typed",
                ),
            );
        }
    }

    /// Markup that CommonMark did not take for markup, and so is printed.
    pub(super) fn report_raw(&mut self, footnotes: Footnotes) {
        let found = raw_markup(self.text, |at| self.traces.is_literal(at));
        // The sign that closes belongs to the one that opens.
        let mut last: Option<(String, usize)> = None;
        for Raw { range, message, help } in found {
            let sign = self.text[range.clone()].to_owned();
            if sign.starts_with("[^") && footnotes == Footnotes::OfTheTable {
                continue;
            }
            let line = self.text[..range.start].rfind('\n').unwrap_or(0);
            if last.replace((sign.clone(), line)) != Some((sign, line)) {
                self.misread(range, message, help);
            }
        }
    }
}
