//! Findings as people read them: the line, the underline, the way to mend it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Padding, Renderer, Snippet};

use super::{Diagnostic, Language, Level};
use crate::source::{SourceMap, Span};

/// How findings are written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of the words.
    pub language: Language,
    /// Whether colours may be used.
    pub color: bool,
    /// Width of the terminal, in columns.
    pub width: usize,
}

/// One finding as text, ending in a newline.
#[must_use]
pub fn render(finding: &Diagnostic, sources: &SourceMap, style: Style) -> String {
    let tone = tone(finding.level, style.language);
    let message = finding.message.get(style.language);
    let mut group = tone.primary_title(message).id(finding.card.code).element(snippet(
        sources,
        finding.span,
        AnnotationKind::Primary,
        finding.label.as_ref().map(|label| label.get(style.language)),
    ));
    for related in &finding.related {
        group = group.element(snippet(
            sources,
            related.span,
            AnnotationKind::Context,
            Some(related.message.get(style.language)),
        ));
    }
    if let Some(help) = &finding.help {
        group = group.element(Padding).element(help_tone(style.language).message(help.get(style.language)));
    }
    let report: &[Group<'_>] = &[group];
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    let mut out = renderer.render(report);
    out.push('\n');
    out
}

fn tone(level: Level, language: Language) -> Tone<'static> {
    match (level, language) {
        (Level::Error, Language::Vietnamese) => Tone::ERROR.with_name("lỗi"),
        (Level::Error, Language::English) => Tone::ERROR,
        (Level::Warning, Language::Vietnamese) => Tone::WARNING.with_name("cảnh báo"),
        (Level::Warning, Language::English) => Tone::WARNING,
        (Level::Note, Language::Vietnamese) => Tone::NOTE.with_name("lưu ý"),
        (Level::Note, Language::English) => Tone::NOTE,
    }
}

fn help_tone(language: Language) -> Tone<'static> {
    match language {
        Language::Vietnamese => Tone::HELP.with_name("cách sửa"),
        Language::English => Tone::HELP,
    }
}

fn snippet<'a>(
    sources: &'a SourceMap,
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.file(span.file);
    let end = file.text().len();
    let range = span.start.min(end)..span.end.min(end);
    let range = first_line(file.text(), range);
    let annotation = kind.span(range);
    let annotation = match label {
        Some(label) => annotation.label(label),
        None => annotation,
    };
    Snippet::source(file.text()).path(file.name()).annotation(annotation)
}

/// A long span (a paragraph of prose) is underlined on its first line only.
fn first_line(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let covered = &text[range.clone()];
    let line = covered.trim_end().find('\n').map_or(covered, |at| &covered[..at]);
    range.start..range.start + line.trim_end().len()
}
