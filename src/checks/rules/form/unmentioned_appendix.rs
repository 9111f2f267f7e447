//! TT029: an appendix that the text does not speak of.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::rules::{Subject, declare_rule};
use crate::document::compose::appendix_label;
use crate::input::decode::one_line;

declare_rule! {
    needs: Data,
    code: "TT029", name: "unmentioned-appendix", level: Warning, since: "0.1.0", fix: None,
    title: "phụ lục không được nhắc đến", "an appendix that the text does not mention",
    explanation: "Văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó. Chỉ dẫn là nhắc tên phụ lục («Phụ lục II», «các Phụ lục kèm theo»), `{{ ref('mã') }}`, hoặc tên của phụ lục cùng chữ «kèm theo»; câu nằm trong chính các phụ lục thì không tính.",
        "The text must speak of each appendix: by its name, by `{{ ref('id') }}`, or by its title and «kèm theo». What appendices say themselves does not count.",
    law: "Phụ lục I, mục III.1.a Nghị định số 30/2020/NĐ-CP",
    bad: "[[appendices]]\nid = \"danh-muc\"\ntitle = \"Danh mục nhiệm vụ\"\n\n# lời văn không nhắc đến phụ lục",
    good: "text = \"Các nhiệm vụ cụ thể tại {{ ref('danh-muc') }} kèm theo Kế hoạch này.\"\n\n[[appendices]]\nid = \"danh-muc\"\ntitle = \"Danh mục nhiệm vụ\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let plan = subject.plan();
    if plan.appendices.is_empty() {
        return;
    }
    let spoken_of = subject.appendix_mentions().spoken_of(subject);
    let silent = plan.appendices.iter().enumerate().filter(|(index, _)| !spoken_of.contains(index));
    for (index, appendix) in silent {
        let (label, title, id) = (appendix_label(plan, index), one_line(&appendix.title), &appendix.id.value);
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                appendix.title.span,
                text(
                    format!("{label} «{title}» không được nhắc đến trong văn bản"),
                    format!("the text does not mention {label} «{title}»"),
                ),
            )
            .help(text(
                format!("thêm chỉ dẫn vào lời văn: `(chi tiết tại {{{{ ref('{id}') }}}} kèm theo)`"),
                format!("refer to it in the text: `(chi tiết tại {{{{ ref('{id}') }}}} kèm theo)`"),
            )),
        );
    }
}
