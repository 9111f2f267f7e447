//! Every place where the plan names a document of the registry: as a basis, by an expression, in typed words.

use std::ops::Range;

use super::registry::known;
use super::typed::Typed;
use crate::base::source::Span;
use crate::base::vietnamese::fold::fold;
use crate::checks::prose::{Passage, Role, clause_end, clause_start};
use crate::checks::rules::Subject;
use crate::input::expressions::calls;
use crate::model::packs::{CitationWords, LegalDocument};

/// A place that names a document.
#[derive(Debug, Clone)]
pub(in crate::checks::rules) struct DocumentMention<'a> {
    pub document: &'a LegalDocument,
    pub span: Span,
    /// Whether the plan's own file says it.
    pub own: bool,
    pub purpose: Purpose,
    /// In the subject or a heading, where a document is only called by its name.
    pub in_heading: bool,
}

/// Why a place names a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks::rules) enum Purpose {
    /// The plan relies on it.
    ReliedOn,
    /// The sentence speaks of when it takes effect.
    Effect,
    /// It is in the title of another document, or something of the past.
    Aside,
}

/// How far before a document such words may be, in bytes.
const NEAR: usize = 90;
/// How far behind it: its title is between.
const FAR: usize = 400;

/// All mentions, collected once: the bases first, because they come first in the document, then those of the prose in its order.
pub(super) fn mentions<'s, 'a>(subject: &'s Subject<'_, 'a>) -> &'s [DocumentMention<'a>] {
    subject.shared.documents.get_or_init(|| find(subject))
}

fn find<'a>(subject: &Subject<'_, 'a>) -> Vec<DocumentMention<'a>> {
    let resolved = subject.resolved;
    let mut out = Vec::new();
    for basis in subject.plan().lists_of_bases().into_iter().flatten() {
        let Some(id) = basis.document.as_ref().filter(|_| basis.text.is_none()) else { continue };
        out.extend(resolved.document(id.value.as_str()).map(|document| DocumentMention {
            document,
            span: id.span,
            own: true,
            purpose: Purpose::ReliedOn,
            in_heading: false,
        }));
    }
    for passage in &subject.passages {
        let in_heading = passage.role == Role::Subject || passage.role.is_heading();
        let mut here: Vec<(usize, DocumentMention<'a>)> = Vec::new();
        for call in passage.calls() {
            let mention = |id: &str, own: bool, purpose: Purpose| {
                resolved.document(id).map(|document| DocumentMention {
                    document,
                    span: passage.span(call.range.clone()),
                    own,
                    purpose,
                    in_heading,
                })
            };
            match call.function {
                "cite" => {
                    let purpose = purpose(passage, &call.range);
                    here.extend(mention(call.id, passage.own, purpose).map(|mention| (call.range.start, mention)));
                }
                "standard" => {
                    let sentence = resolved.pack.baselines.iter().flat_map(|baseline| &baseline.sentences);
                    let sentence = sentence.into_iter().find(|sentence| sentence.id.value.as_str() == call.id);
                    for inner in sentence.iter().flat_map(|sentence| calls(&sentence.text.text)) {
                        if inner.function == "cite" {
                            here.extend(
                                mention(inner.id, false, Purpose::ReliedOn).map(|mention| (call.range.start, mention)),
                            );
                        }
                    }
                }
                _ => {}
            }
        }
        for citation in passage.citations() {
            let typed = Typed { passage, citation };
            let Some(document) = known(resolved, &typed) else { continue };
            let purpose = if citation.quoted { Purpose::Aside } else { purpose(passage, &citation.range) };
            let span = typed.span(&citation.range);
            let mention = DocumentMention { document, span, own: passage.own, purpose, in_heading };
            here.push((citation.range.start, mention));
        }
        here.sort_by_key(|(at, _)| *at);
        out.extend(here.into_iter().map(|(_, mention)| mention));
    }
    out
}

/// Returns why a place names a document, as the words around it say.
fn purpose(passage: &Passage<'_>, place: &Range<usize>) -> Purpose {
    if !is_relied_on_in(passage.flowing(), place, passage.citation_words()) {
        Purpose::Aside
    } else if is_of_effect(passage, place) {
        Purpose::Effect
    } else {
        Purpose::ReliedOn
    }
}

/// Returns whether the words around a place speak of when the document there takes effect.
fn is_of_effect(passage: &Passage<'_>, place: &Range<usize>) -> bool {
    let text = passage.flowing();
    let start = text.ceil_char_boundary(clause_start(text, place.start).max(place.start.saturating_sub(NEAR)));
    let end = text.floor_char_boundary(clause_end(text, place.end).min(place.end + NEAR));
    let around = [&text[start..place.start], &text[place.end..end]].map(fold);
    passage.citation_words().effect.iter().any(|words| around.iter().any(|around| around.contains(words)))
}

/// Returns whether the words around a place let the document there count: not «thay thế …», not «sửa đổi một số điều của …», not
/// «… (hết hiệu lực từ …)».
fn is_relied_on_in(text: &str, place: &Range<usize>, words: &CitationWords) -> bool {
    let start = text.ceil_char_boundary(clause_start(text, place.start).max(place.start.saturating_sub(NEAR)));
    let before = fold(&text[start..place.start]);
    let end = text.floor_char_boundary(clause_end(text, place.end).min(place.end + FAR));
    let after = fold(&text[place.end..end]);
    !words.superseded.iter().any(|words| before.contains(words))
        && !words.superseded_after.iter().any(|words| after.contains(words))
}

#[cfg(test)]
mod tests {
    use super::is_relied_on_in;
    use crate::model::packs::Vocabulary;

    #[test]
    fn what_is_replaced_is_not_relied_on() {
        let words = &Vocabulary::embedded().citations;
        for (text, relied_on) in [
            ("(Kế hoạch này thay thế |Kế hoạch|)", false),
            ("sửa đổi, bổ sung một số điều của |Nghị định|", false),
            ("Báo cáo tổng kết |Nghị quyết|", false),
            ("dự án phê duyệt trước ngày 01/7/2026 theo |Nghị định|", false),
            ("|Nghị định| của Chính phủ về ứng dụng công nghệ thông tin hết hiệu lực từ ngày 01/7/2026", false),
            ("|Nghị định| được thay thế bằng Nghị định khác", false),
            ("thay thế Kế hoạch cũ; thực hiện |Nghị định|", true),
            ("theo quy định tại |Nghị định|", true),
            ("theo |Nghị định|; văn bản cũ hết hiệu lực", true),
            ("hoàn thành trước ngày 30/6/2026 theo |Nghị định|", true),
        ] {
            let parts: Vec<&str> = text.split('|').collect();
            let place = parts[0].len()..parts[0].len() + parts[1].len();
            assert_eq!(is_relied_on_in(&text.replace('|', ""), &place, words), relied_on, "{text}");
        }
    }
}
