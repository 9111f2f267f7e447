//! The decision that a plan is issued with (Decree 30, Appendix III, forms 1.2 and 1.3).

use super::content::{Block, HeadingStyle, Inline, Origin, ParagraphStyle, TitleBlock};
use super::{Composer, end};
use crate::base::vietnamese::capitals::in_capitals;
use crate::model::plan::{Decision, Issuer};
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
        let plan = self.resolved.plan;
        let body = plan.issuer().map(Issuer::full).unwrap_or_default();
        let signer = &plan.signer;
        let on_behalf = signer.capacity.first().is_some_and(|line| line.value.prefix == "TM.");
        if on_behalf {
            return in_capitals(&body);
        }
        let head = signer.capacity.last().map_or(&signer.position, |line| &line.value.body);
        in_capitals(&head_of(head, &body))
    }
}

/// Returns a post with the body's name behind it. Words that end the one and begin the other are there once: «Trưởng phòng» and «Phòng Tài chính»
/// are «Trưởng phòng Tài chính».
fn head_of(post: &str, body: &str) -> String {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (post_words, body_words) = (words(post), words(body));
    let most = post_words.len().min(body_words.len());
    let shared = (0..=most).rev().find(|count| post_words.ends_with(&body_words[..*count])).unwrap_or_default();
    post.split_whitespace().chain(body.split_whitespace().skip(shared)).collect::<Vec<_>>().join(" ")
}

fn resolving(words: String) -> Block {
    Block::Paragraph { marker: None, style: ParagraphStyle::Resolving, content: vec![Inline::Text(words)] }
}

#[cfg(test)]
mod tests {
    use super::head_of;

    #[test]
    fn a_post_and_a_body_share_no_word() {
        for (post, body, expected) in [
            ("Chủ tịch", "Ủy ban nhân dân xã Bình Giang", "Chủ tịch Ủy ban nhân dân xã Bình Giang"),
            ("Chủ tịch Ủy ban nhân dân", "Ủy ban nhân dân xã Bình Giang", "Chủ tịch Ủy ban nhân dân xã Bình Giang"),
            ("Giám đốc", "Sở Khoa học và Công nghệ", "Giám đốc Sở Khoa học và Công nghệ"),
            ("Giám đốc Sở", "Sở Khoa học và Công nghệ", "Giám đốc Sở Khoa học và Công nghệ"),
            ("Trưởng phòng", "Phòng Văn hóa - Xã hội", "Trưởng phòng Văn hóa - Xã hội"),
            ("Chánh Văn phòng", "Văn phòng Hội đồng nhân dân", "Chánh Văn phòng Hội đồng nhân dân"),
            ("Trưởng ban", "Ban Chỉ đạo chuyển đổi số", "Trưởng ban Chỉ đạo chuyển đổi số"),
        ] {
            assert_eq!(head_of(post, body), expected);
        }
    }
}
