//! Findings as people read them: the line, the underline, the help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Tone, Origin, Padding, Renderer, Snippet};

use super::{Diagnostic, Language, Level, Related};
use crate::base::source::{SourceMap, Span};

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
    let mut group = tone.primary_title(message).id(finding.meta.code).elements(place(
        sources,
        finding.span,
        AnnotationKind::Primary,
        finding.label.as_ref().map(|label| label.get(style.language)),
    ));
    for related in shown(finding) {
        group = group.elements(place(
            sources,
            related.span,
            AnnotationKind::Context,
            Some(related.message.get(style.language)),
        ));
    }
    let waived = finding.waived.as_ref().map(|waived| (waived.span, waived.words()));
    if let Some((span, words)) = &waived {
        group = group.elements(place(sources, *span, AnnotationKind::Context, Some(words.get(style.language))));
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

/// Returns the places that are shown with a finding. A note that stands for many places shows the first ones; other formats have them all.
fn shown(finding: &Diagnostic) -> &[Related] {
    const OF_A_NOTE: usize = 2;
    let most = if finding.level == Level::Note { OF_A_NOTE } else { finding.related.len() };
    &finding.related[..finding.related.len().min(most)]
}

/// A waived finding keeps its level in words, but does not alarm.
fn tone(finding: &Diagnostic, language: Language) -> Tone<'static> {
    let word = finding.level.label(language);
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

/// Returns the line of a place with the place underlined. The renderer takes as long as what it is given: it gets that line only, and
/// of a very long one the part about the place.
fn place<'a>(sources: &'a SourceMap, span: Span, kind: AnnotationKind, label: Option<&'a str>) -> Vec<Element<'a>> {
    /// The longest line that is given as it is, in bytes; the widest terminals show half of it.
    const LONG: usize = 1024;
    let file = sources.file(span.file);
    let range = file.first_line(span.range());
    let (number, line) = file.line(range.start);
    let long = line.len() > LONG;
    let shown = if long {
        let from = file.text().floor_char_boundary(range.start.saturating_sub(LONG / 4).max(line.start));
        from..file.text().floor_char_boundary((from + LONG).min(line.end))
    } else {
        line
    };
    let marked =
        range.start.clamp(shown.start, shown.end) - shown.start..range.end.clamp(shown.start, shown.end) - shown.start;
    let mut annotation = kind.span(marked);
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    let snippet = Snippet::source(&file.text()[shown]).line_start(number).annotation(annotation);
    if long {
        let place = sources.place(span);
        let origin = Origin::path(file.name()).line(place.line).char_column(place.column);
        vec![origin.into(), snippet.into()]
    } else {
        vec![snippet.path(file.name()).into()]
    }
}
