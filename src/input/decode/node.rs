//! A value of the TOML tree, and the walk through the tree.

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
    /// Returns the table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&'a DeTable<'a>> {
        self.value.as_table()
    }
}

/// The walk through one file's tree, and what it found.
#[derive(Debug)]
pub struct Decoder<'a> {
    file: FileId,
    source: &'a str,
    findings: &'a mut Findings,
}

impl<'a> Decoder<'a> {
    /// A walk through the file with this text.
    pub fn new(file: FileId, source: &'a str, findings: &'a mut Findings) -> Self {
        Self { file, source, findings }
    }

    /// Returns the text of the file.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// A span of this file.
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Returns a value as the file writes it.
    #[must_use]
    pub fn typed(&self, span: Span) -> &'a str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// Returns where findings go.
    pub(super) fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    /// Reports a finding.
    pub fn report(&mut self, meta: &'static RuleMeta, span: Span, message: Text, help: Text) {
        self.findings.push(Diagnostic::new(meta, span, message).help(help));
    }

    /// Reports a value of the wrong type: what the key takes, in both languages, and an example.
    pub fn wrong_type(&mut self, node: Node<'_>, expected_vi: &str, expected_en: &str, example: &str) {
        let help = text(format!("viết như `{example}`"), format!("write it like `{example}`"));
        self.wrong_type_with(node, (expected_vi, expected_en), help);
    }

    /// Reports the same of a value that can be written in one way only, with the line to copy where there is one.
    pub fn wrong_type_or(
        &mut self,
        node: Node<'_>,
        (expected_vi, expected_en): (&str, &str),
        line: Option<String>,
        example: &str,
    ) {
        let help = match line {
            Some(line) => text(format!("viết `{line}`"), format!("write `{line}`")),
            None => text(format!("viết như `{example}`"), format!("write it like `{example}`")),
        };
        self.wrong_type_with(node, (expected_vi, expected_en), help);
    }

    fn wrong_type_with(&mut self, node: Node<'_>, (expected_vi, expected_en): (&str, &str), help: Text) {
        let (found_vi, found_en) = kind(node.value);
        self.report(
            &WRONG_TYPE,
            node.span,
            text(
                format!("chỗ này cần {expected_vi}, không phải {found_vi}"),
                format!("expected {expected_en}, found {found_en}"),
            ),
            help,
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
