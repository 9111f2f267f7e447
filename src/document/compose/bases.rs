//! The bases, as items, as lines or as one sentence (Decree 30, Appendix I, II.6.a).

use super::Composer;
use super::beginning::Place;
use super::content::{Block, Inline, ParagraphStyle};
use crate::model::section::BasesAs;

impl Composer<'_, '_> {
    pub(super) fn bases(&mut self, how: BasesAs) -> Vec<Block> {
        let bases = &self.resolved.plan.bases;
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
            wordings.push(match &basis.verb {
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
