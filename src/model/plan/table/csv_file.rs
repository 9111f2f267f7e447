//! The name of a CSV file that has the rows of a table.

use std::fmt;

use crate::base::diagnostic::{NOT_ALLOWED, Text, text};
use crate::input::decode::{Decoder, FromNode, Keyword, Node, decode_keyword};

/// The name of a file next to the plan or in a directory below it, never outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CsvPath(String);

impl CsvPath {
    /// The form as a regular expression, for tools that know nothing of this type.
    pub const PATTERN: &'static str = r"^([^/\\:]+/)*[^/\\:]+\.[cC][sS][vV]$";
    /// What no part of it may be: the directory above.
    pub const NOT_PATTERN: &'static str = r"(^|/)\.\.?/";

    /// Returns the name, with `/` between directories.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what is wrong with a name, and how to fix it.
    fn complaint(given: &str) -> Option<(Text, Text)> {
        let lower = given.to_lowercase();
        let sheet = [".xlsx", ".xls", ".ods"].iter().any(|ending| lower.ends_with(ending));
        if sheet {
            return Some((
                text("đây là bảng tính, không phải tệp CSV", "this is a spreadsheet, not a CSV file"),
                text(
                    "trong Excel chọn File > Save As > CSV UTF-8, rồi ghi tên tệp .csv",
                    "in Excel choose File > Save As > CSV UTF-8, and name the .csv file",
                ),
            ));
        }
        let mut parts = given.split('/');
        if given.contains(['\\', ':']) || parts.any(|part| part.is_empty() || part == "." || part == "..") {
            return Some((
                text("tệp CSV phải nằm trong thư mục của kế hoạch", "the CSV file must be in the plan's directory"),
                text(
                    "chép tệp vào cạnh kế hoạch và ghi tên như `du-toan.csv`, hoặc `bang/du-toan.csv` với dấu /",
                    "copy it beside the plan and write `du-toan.csv`, or `bang/du-toan.csv` with /",
                ),
            ));
        }
        let named = lower.strip_suffix(".csv").is_some_and(|stem| !stem.is_empty() && !stem.ends_with('/'));
        (!named).then(|| {
            (
                text("tên này không phải tên tệp CSV", "this is not the name of a CSV file"),
                text("ghi tên tệp như `du-toan.csv`", "write a name such as `du-toan.csv`"),
            )
        })
    }
}

impl fmt::Display for CsvPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromNode for CsvPath {
    const EXAMPLE: &'static str = "\"du-toan.csv\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        match Self::complaint(&given) {
            None => Some(Self(given)),
            Some((message, help)) => {
                decoder.report(&NOT_ALLOWED, node.span, message, help);
                None
            }
        }
    }
}

/// The sign before the decimals of a CSV file's numbers; the other one parts thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalSign {
    /// 1.234.567,5: the Vietnamese way.
    #[default]
    Comma,
    /// 1,234,567.5.
    Point,
}

impl Keyword for DecimalSign {
    const WORDS: &'static [(&'static str, Self)] = &[(",", Self::Comma), (".", Self::Point)];
}

impl FromNode for DecimalSign {
    const EXAMPLE: &'static str = "\",\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

#[cfg(test)]
mod tests {
    use super::CsvPath;

    #[test]
    fn only_files_below_the_plan_are_named() {
        for name in ["a.csv", "bang/a.CSV", "Dự toán 2026.csv", "a..b.csv", "..a.csv", "a/..b/c.csv"] {
            assert!(CsvPath::complaint(name).is_none(), "{name}");
        }
        for name in [
            "",
            ".csv",
            "a.txt",
            "a.xlsx",
            "/a.csv",
            "../a.csv",
            "b/../a.csv",
            "./a.csv",
            "C:a.csv",
            "a\\b.csv",
            "a/",
            "a//b.csv",
            "b/.csv",
        ] {
            assert!(CsvPath::complaint(name).is_some(), "{name}");
        }
    }
}
