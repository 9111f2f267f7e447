//! A value of the TOML tree and the walk through it.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use crate::base::diagnostic::{Diagnostic, Findings, RuleMeta, Text, WRONG_TYPE, text};
use crate::base::source::{FileId, Span};

/// A value of the tree with its place.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    /// The value as the parser gave it.
    pub value: &'a DeValue<'a>,
    /// Where it is; for a `[table]`, its header.
    pub span: Span,
}

impl<'a> Node<'a> {
    /// The table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&'a DeTable<'a>> {
        self.value.as_table()
    }
}

/// A step of the path to a datum.
#[derive(Debug, Clone)]
pub enum Segment {
    /// A key of a table.
    Key(String),
    /// A key that the format knows.
    Known(&'static str),
    /// A place in a list, from 0.
    Index(usize),
}

/// The walk through one file's tree: where it is, and what it found.
#[derive(Debug)]
pub struct Decoder<'a> {
    file: FileId,
    source: &'a str,
    findings: &'a mut Findings,
    path: Vec<Segment>,
}

impl<'a> Decoder<'a> {
    /// A walk through the file with this text.
    pub fn new(file: FileId, source: &'a str, findings: &'a mut Findings) -> Self {
        Self { file, source, findings, path: Vec::new() }
    }

    /// The text of the file.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// A span of this file.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// The path of the datum that is being read, for instance `targets[3].promise`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut out = String::with_capacity(48);
        for segment in &self.path {
            let key = match segment {
                Segment::Key(key) => key.as_str(),
                Segment::Known(key) => key,
                Segment::Index(index) => {
                    // Writing to a string does not fail.
                    let _ = write!(out, "[{index}]");
                    continue;
                }
            };
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(key);
        }
        out
    }

    /// Reads with one more step on the path.
    pub fn within<T>(&mut self, segment: Segment, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let out = read(self);
        self.path.pop();
        out
    }

    /// Reports a finding about the datum that is being read.
    pub fn report(&mut self, meta: &'static RuleMeta, span: Span, message: Text, help: Text) {
        let path = self.path();
        self.findings.push(Diagnostic::new(meta, span, message).path(path).help(help));
    }

    /// Reports a value of the wrong type: what the key takes, in both languages, and an example.
    pub fn wrong_type(&mut self, node: Node<'_>, expected_vi: &str, expected_en: &str, example: &str) {
        let (found_vi, found_en) = kind(node.value);
        self.report(
            &WRONG_TYPE,
            node.span,
            text(
                format!("chỗ này cần {expected_vi}, không phải {found_vi}"),
                format!("expected {expected_en}, found {found_en}"),
            ),
            text(format!("viết như `{example}`"), format!("write it like `{example}`")),
        );
    }
}

/// What a value is, in both languages.
fn kind(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("chuỗi", "a string"),
        DeValue::Integer(_) => ("số nguyên", "an integer"),
        DeValue::Float(_) => ("số thập phân", "a decimal number"),
        DeValue::Boolean(_) => ("true/false", "true or false"),
        DeValue::Datetime(_) => ("ngày", "a date"),
        DeValue::Array(_) => ("danh sách", "a list"),
        DeValue::Table(_) => ("bảng", "a table"),
    }
}
