//! TOML text to its tree, with the parser's complaints in the users' words.

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Findings, IMPOSSIBLE_DATE, SYNTAX_ERROR, Text, text};
use crate::source::{FileId, Span};

/// Parses the text of a file. Mistakes become findings, the first of each line; the tree holds what could be read.
pub fn parse<'t>(file: FileId, source: &'t str, findings: &mut Findings) -> Spanned<DeTable<'t>> {
    let (table, mut errors) = DeTable::parse_recoverable(source);
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut last_line = None;
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let line = source[..floor(source, range.start)].matches('\n').count();
        if last_line == Some(line) {
            continue;
        }
        last_line = Some(line);
        let accented = accented_key(source, range.start);
        let (range, message, help) = match accented {
            Some(range) => {
                let key = &source[range.clone()];
                let plain = crate::vietnamese::fold::fold(key);
                (
                    range.clone(),
                    text(format!("khóa `{key}` có dấu tiếng Việt"), format!("the key `{key}` has Vietnamese letters")),
                    text(
                        format!("khóa chỉ viết bằng chữ không dấu (như `{plain}`); chỉ giá trị mới viết có dấu"),
                        format!("keys are plain ASCII (such as `{plain}`); only values are Vietnamese"),
                    ),
                )
            }
            None => {
                let (message, help) = words(error.message());
                (range, message, help)
            }
        };
        let span = Span::new(file, floor(source, range.start)..floor(source, range.end));
        let date = ["invalid date", "invalid time"].iter().any(|start| error.message().starts_with(start));
        let card = if date { &IMPOSSIBLE_DATE } else { &SYNTAX_ERROR };
        findings.push(Diagnostic::new(card, span, message).help(help));
    }
    table
}

fn floor(source: &str, offset: usize) -> usize {
    let mut offset = offset.min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The whole key around an offset, if it is a bare key with letters that are not ASCII.
fn accented_key(source: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let offset = floor(source, offset);
    let line_start = source[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[line_start..].find('\n').map_or(source.len(), |at| line_start + at);
    let line = &source[line_start..line_end];
    let (key, _) = line.split_once('=')?;
    let start = line_start + (key.len() - key.trim_start().len());
    let key = key.trim();
    let bare = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == '.');
    (bare && !key.is_ascii() && offset < line_start + line.find('=')?).then_some(start..start + key.len())
}

/// What a complaint of the parser means, and how to mend it.
fn words(message: &str) -> (Text, Text) {
    let table: &[(&str, &str, &str, &str, &str)] = &[
        (
            "duplicate key",
            "khóa này đã có ở trên",
            "this key already stands above",
            "bỏ bớt một dòng, hoặc đổi tên khóa",
            "remove one of the lines or rename the key",
        ),
        (
            "invalid basic string",
            "chuỗi chưa đóng dấu ngoặc kép hoặc có ký tự không dùng được",
            "the string is not closed or has a character that it may not have",
            "đóng bằng \" ở cuối dòng; đoạn nhiều dòng đặt giữa ''' và '''; dấu \\ viết thành \\\\",
            "close it with \" on the same line; put longer text between ''' and '''; write \\ as \\\\",
        ),
        (
            "invalid multi-line basic string",
            "đoạn văn giữa \"\"\" chưa đóng hoặc có ký tự không dùng được",
            "the text between \"\"\" is not closed or has a character that it may not have",
            "đóng bằng \"\"\"; nếu trong đoạn có dấu \\ thì dùng ''' và '''",
            "close it with \"\"\"; where the text has \\ use ''' and '''",
        ),
        (
            "invalid literal string",
            "chuỗi chưa đóng dấu nháy đơn",
            "the string is not closed with a single quote",
            "đóng bằng ' ở cuối dòng",
            "close it with ' on the same line",
        ),
        (
            "invalid multi-line literal string",
            "đoạn văn giữa ''' chưa đóng",
            "the text between ''' is not closed",
            "đóng bằng '''",
            "close it with '''",
        ),
        (
            "missing opening quote",
            "thiếu dấu ngoặc kép mở",
            "the opening quote is missing",
            "đặt chữ trong dấu ngoặc kép \"…\"",
            "put the text in quotes \"…\"",
        ),
        (
            "string values must be quoted",
            "chữ phải đặt trong dấu ngoặc kép",
            "text must stand in quotes",
            "viết khóa = \"…\"",
            "write key = \"…\"",
        ),
        (
            "missing value",
            "sau dấu = chưa có giá trị",
            "there is no value after =",
            "viết giá trị, hoặc xóa cả dòng",
            "write a value, or remove the line",
        ),
        (
            "key with no value",
            "khóa chưa có dấu = và giá trị",
            "the key has no = and no value",
            "viết khóa = giá trị; nếu là lời văn thì đặt vào giữa ''' và '''",
            "write key = value; prose goes between ''' and '''",
        ),
        (
            "unclosed table",
            "tiêu đề bảng chưa đóng",
            "the table header is not closed",
            "viết [tên] hoặc [[tên]] trọn trên một dòng",
            "write [name] or [[name]] on one line",
        ),
        (
            "unclosed array table",
            "tiêu đề bảng chưa đóng",
            "the table header is not closed",
            "viết [[tên]] trọn trên một dòng",
            "write [[name]] on one line",
        ),
        (
            "unclosed inline table",
            "bảng { … } chưa đóng",
            "the table { … } is not closed",
            "thêm } ở cuối",
            "add } at its end",
        ),
        (
            "unclosed array",
            "danh sách [ … ] chưa đóng",
            "the list [ … ] is not closed",
            "thêm ] ở cuối",
            "add ] at its end",
        ),
        (
            "missing comma between",
            "thiếu dấu phẩy",
            "a comma is missing",
            "thêm dấu phẩy giữa hai giá trị",
            "put a comma between the values",
        ),
        ("extra comma", "thừa dấu phẩy", "there is one comma too many", "bỏ dấu phẩy thừa", "remove it"),
        (
            "unexpected content",
            "thừa chữ ở cuối dòng",
            "there is something behind the value",
            "mỗi dòng một khóa; ghi chú đặt sau dấu #",
            "one key a line; remarks go behind #",
        ),
        (
            "unexpected key or value",
            "thừa chữ ở cuối dòng",
            "there is something behind the value",
            "mỗi dòng một khóa; ghi chú đặt sau dấu #; dấu \" trong chuỗi viết thành \\\"",
            "one key a line; remarks go behind #; write \" inside a string as \\\"",
        ),
        (
            "invalid unquoted key",
            "tên khóa không đúng",
            "the key is not well formed",
            "khóa chỉ gồm chữ không dấu, số, - và _",
            "keys have ASCII letters, digits, - and _",
        ),
        (
            "unquoted keys cannot be empty",
            "thiếu tên khóa",
            "the key is empty",
            "viết khóa = giá trị",
            "write key = value",
        ),
        (
            "cannot extend value",
            "khóa này đã có giá trị khác ở trên",
            "this key already has another value above",
            "gộp hai chỗ lại làm một",
            "make one of the two",
        ),
        (
            "unexpected leading zero",
            "số không viết với 0 ở đầu",
            "numbers have no leading zero",
            "bỏ số 0 ở đầu; ngày tháng viết dạng 2026-01-05",
            "remove it; dates are written 2026-01-05",
        ),
        (
            "invalid date",
            "ngày này không có trong lịch",
            "no calendar has this date",
            "viết ngày có thật theo dạng năm-tháng-ngày, như 2026-02-28",
            "write a date that exists as year-month-day, such as 2026-02-28",
        ),
        (
            "invalid time",
            "giờ này không có thật",
            "this time does not exist",
            "viết ngày theo dạng 2026-02-28; kế hoạch không cần giờ",
            "write a date such as 2026-02-28; plans need no hours",
        ),
        (
            "missing escaped value",
            "sau dấu \\ trong chuỗi có ký tự không dùng được",
            "a character that may not follow \\ in a string",
            "viết \\\\ cho một dấu \\, hoặc đặt chuỗi giữa hai dấu nháy đơn '…'",
            "write \\\\ for one \\, or put the string in single quotes '…'",
        ),
        ("recurs", "lồng quá sâu", "nested too deeply", "bớt các lớp [ ] và { } lồng nhau", "nest fewer [ ] and { }"),
        (
            "carriage return",
            "có ký tự xuống dòng lạ",
            "there is a stray carriage return",
            "lưu lại tệp bằng trình soạn thảo với kiểu xuống dòng Windows hoặc Unix",
            "save the file again with usual line ends",
        ),
    ];
    match table.iter().find(|(start, ..)| message.contains(start)) {
        Some((_, vi, en, help_vi, help_en)) => (text(*vi, *en), text(*help_vi, *help_en)),
        None => (
            text("không đọc được chỗ này theo cú pháp TOML", format!("this cannot be read as TOML: {message}")),
            text(
                "mỗi dòng có dạng khóa = giá trị; chữ đặt trong dấu ngoặc kép, số thì không",
                "each line reads key = value; text in quotes, numbers without",
            ),
        ),
    }
}
