//! The bases, as items, as lines or as one sentence (Decree 30, Appendix I, II.6.a).

use super::Composer;
use super::beginning::Place;
use super::content::{Block, Inline, ParagraphStyle};
use crate::model::plan::Basis;
use crate::model::section::BasesAs;

impl Composer<'_, '_> {
    /// Returns a list of bases. `usual_verb` is in front of a document whose basis gives no verb.
    pub(super) fn bases(&mut self, bases: &[Basis], how: BasesAs, usual_verb: Option<&str>) -> Vec<Block> {
        let mut wordings = Vec::new();
        for basis in bases {
            let words = match (&basis.text, &basis.document) {
                (Some(words), _) => {
                    self.line_at(words, if basis.verb.is_some() { Place::Inside } else { Place::Beginning })
                }
                (None, Some(document)) => self.expressions.cite_in_full(document.value.as_str()),
                (None, None) => continue,
            };
            let words = words.trim_end_matches([';', '.', ',']).to_owned();
            let verb = basis.verb.as_deref().or(usual_verb.filter(|_| basis.text.is_none()));
            wordings.push(match verb {
                Some(verb) => format!("{verb} {words}"),
                None => words,
            });
        }
        let last = wordings.len().saturating_sub(1);
        match how {
            BasesAs::Sentence => {
                let sentence = wordings.join("; ");
                if sentence.is_empty() {
                    Vec::new()
                } else {
                    let style = if last == 0 { ParagraphStyle::Basis } else { ParagraphStyle::Bases };
                    let content = vec![Inline::Text(sentence + ".")];
                    vec![Block::Paragraph { marker: None, style, content }]
                }
            }
            BasesAs::List | BasesAs::Lines => wordings
                .into_iter()
                .enumerate()
                .map(|(index, words)| {
                    let content = vec![Inline::Text(words + if index == last { "." } else { ";" })];
                    match how {
                        BasesAs::Lines => Block::Paragraph { marker: None, style: ParagraphStyle::Basis, content },
                        BasesAs::List | BasesAs::Sentence => {
                            Block::Paragraph { marker: Some("-".to_owned()), style: ParagraphStyle::BasisItem, content }
                        }
                    }
                })
                .collect(),
        }
    }
}
