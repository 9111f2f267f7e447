//! The decision that a plan is issued with (Decree 30, Appendix III, forms 1.2 and 1.3).

use super::content::{Block, HeadingStyle, Inline, Origin, ParagraphStyle, TitleBlock};
use super::{Composer, end};
use crate::base::vietnamese::capitals::in_capitals;
use crate::model::plan::Decision;
use crate::model::section::BasesAs;

/// The parts of a decision that are its own; it shares the others with every document.
pub(super) struct DecisionText {
    pub(super) title: TitleBlock,
    pub(super) body: Vec<Block>,
    pub(super) closing: Vec<Block>,
}

impl Composer<'_, '_> {
    /// Returns the text of a decision; `plan` is the title of what it issues.
    pub(super) fn decision(&mut self, decision: &Decision, plan: &TitleBlock) -> DecisionText {
        let lines = match &decision.subject {
            Some(subject) => self.written_lines(subject),
            None => self.usual_subject(plan),
        };
        let title =
            TitleBlock { kind: in_capitals(Decision::TYPE), subject: lines.join(" "), lines, addressees: Vec::new() };
        let mut body = vec![resolving(self.authority())];
        body.extend(self.bases(&decision.bases, BasesAs::Lines, Some(Decision::USUAL_VERB)));
        body.push(resolving(format!("{}:", in_capitals(Decision::TYPE))));
        let marks = self.marks(&decision.lists());
        for (index, article) in decision.articles.iter().enumerate() {
            let mut text = self.prose(article, marks);
            let first = text.first_mut().and_then(|block| match block {
                Block::Paragraph { marker: None, style: ParagraphStyle::Normal, content } => {
                    Some(std::mem::take(content))
                }
                _ => None,
            });
            let rest = text.into_iter().skip(usize::from(first.is_some()));
            body.push(Block::Heading {
                level: 1,
                style: HeadingStyle::Article,
                number: Some(format!("Điều {}.", index + 1)),
                title: String::new(),
                run_in: first,
                origin: Origin(article.span),
            });
            body.extend(rest);
        }
        let mut closing = Vec::new();
        end::put_end_mark(&mut body, &mut closing);
        // The plan is a document by itself: what it cites first, it cites in full (II.6.b).
        self.expressions.forget_citations();
        DecisionText { title, body, closing }
    }

    /// «Ban hành Kế hoạch …», as form 1.3 has it.
    fn usual_subject(&self, plan: &TitleBlock) -> Vec<String> {
        let mut lines = plan.lines.clone();
        if let Some(first) = lines.first_mut() {
            *first = format!("Ban hành {} {first}", self.resolved.plan.header.kind);
        }
        lines
    }

    /// Returns who decides, in capitals: the body on whose behalf the decision is signed, or its head (form 1.2, note 6).
    fn authority(&self) -> String {
        let signer = &self.resolved.plan.signer;
        let on_behalf = signer.capacity.first().is_some_and(|line| line.value.prefix == "TM.");
        if on_behalf {
            return in_capitals(&self.issuer());
        }
        let head = signer.capacity.last().map_or(&signer.position, |line| &line.value.body);
        in_capitals(&format!("{head} {}", self.issuer()))
    }
}

fn resolving(words: String) -> Block {
    Block::Paragraph { marker: None, style: ParagraphStyle::Resolving, content: vec![Inline::Text(words)] }
}
