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
    let tone = tone(finding, style.language);
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
    let waived = finding.waived.as_ref().map(|waived| (waived.span, waived.words()));
    if let Some((span, words)) = &waived {
        group = group.element(snippet(sources, *span, AnnotationKind::Context, Some(words.get(style.language))));
    }
    if let Some(help) = finding.help.as_ref().filter(|_| waived.is_none()) {
        group = group.element(Padding).element(help_tone(style.language).message(help.get(style.language)));
    }
    let report: &[Group<'_>] = &[group];
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(style.width);
    let mut out = renderer.render(report);
    out.push('\n');
    out
}

/// A waived finding keeps its level in words, but does not alarm.
fn tone(finding: &Diagnostic, language: Language) -> Tone<'static> {
    let word = finding.level.word(language);
    if finding.waived.is_some() {
        return Tone::NOTE.with_name(match language {
            Language::Vietnamese => format!("{word} đã miễn trừ"),
            Language::English => format!("waived {word}"),
        });
    }
    match finding.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    }
    .with_name(word)
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
    let range = file.first_line(span.range());
    let annotation = kind.span(range);
    let annotation = match label {
        Some(label) => annotation.label(label),
        None => annotation,
    };
    Snippet::source(file.text()).path(file.name()).annotation(annotation)
}
