//! TT012: an appendix that is promised and not there.

use super::appendix_mention::{AppendixMention, Meant, Named};
use crate::base::diagnostic::{Findings, Level, text};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT012", name: "missing-appendix", level: Error, since: "0.1.0", fix: None,
    title: "nhắc đến phụ lục không có", "a missing appendix",
    explanation: "Văn bản có phụ lục kèm theo thì phải có chỉ dẫn về phụ lục đó; chỉ dẫn đến phụ lục mà kế hoạch không có thì người nhận tưởng văn bản gửi thiếu. Phụ lục của văn bản khác thì phải ghi rõ văn bản nào. Phụ lục mang tên riêng («Mẫu biểu số») cũng vậy.",
        "A reader who is referred to an appendix that the plan does not have thinks that something was not sent. An appendix of another document is named with that document. The same holds for appendices with names of their own.",
    law: "Phụ lục I, mục III.1.a Nghị định số 30/2020/NĐ-CP",
    bad: "(Danh mục nhiệm vụ cụ thể trong các Phụ lục kèm theo)",
    good: "(Danh mục nhiệm vụ cụ thể trong Phụ lục kèm theo)\n\n[[appendices]]\nid = \"danh-muc-nhiem-vu\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let all = subject.appendix_mentions();
    for mention in all.judged(subject) {
        let named = &all.named[mention.name];
        if named.own {
            own_name(subject, mention, named, findings);
        } else {
            usual_name(subject, mention, named, findings);
        }
    }
}

/// Those that the plan calls otherwise are no «Phụ lục».
fn usual_name(subject: &Subject<'_, '_>, mention: &AppendixMention, named: &Named, findings: &mut Findings) {
    let passage = &subject.passages[mention.passage];
    let there = named.labels.len();
    let wanted = mention.numbers.iter().map(|number| number.value).max().unwrap_or(1);
    if there == 0 && is_kind_of_paper(subject, mention) {
        return;
    }
    let (promised, place) = (&mention.typed, mention.range.clone());
    let finding = if there == 0 {
        found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến `{promised}` nhưng kế hoạch không có phụ lục nào"),
            format!("`{promised}` is mentioned, but the plan has no appendix"),
        )
    } else if wanted > there {
        found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến `{promised}` nhưng kế hoạch chỉ có {there} phụ lục"),
            format!("`{promised}` is mentioned, but the plan has only {there}"),
        )
    } else if mention.several && mention.numbers.is_empty() && there == 1 {
        let mut finding = found(
            &RULE.meta,
            passage,
            place,
            format!("nhắc đến nhiều phụ lục (`các {promised}`) nhưng kế hoạch chỉ có một"),
            "several appendices are mentioned, but the plan has only one",
        );
        finding.level = Level::Warning;
        findings.push(finding.help(text(format!("bỏ `các`, viết `{promised} kèm theo`"), "speak of one appendix")));
        return;
    } else {
        return;
    };
    findings.push(finding.help(text(
        "thêm [[appendices]] với `id`, `title`, `show`; hoặc bỏ câu ấy; phụ lục của văn bản khác thì ghi rõ: `Phụ lục I kèm theo Nghị định số …`",
        "add [[appendices]], or remove the sentence; for an appendix of another document, name that document",
    )));
}

/// Returns whether the words only name a kind of paper: «các phụ lục, bản vẽ và tài liệu có liên quan», but not «tại các phụ lục».
fn is_kind_of_paper(subject: &Subject<'_, '_>, mention: &AppendixMention) -> bool {
    let passage = &subject.passages[mention.passage];
    // What stands in another sentence has no place of its own here.
    let Some(before) = passage.flowing().get(..mention.range.start).filter(|_| mention.typed.starts_with('p')) else {
        return false;
    };
    let before = before.trim_end();
    let before = before.rsplit_once(' ').map_or("", |(before, _)| before);
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let points = passage.citation_words().reference_links.contains(&last);
    mention.several && mention.numbers.is_empty() && mention.meant == Meant::Unsaid && !points
}

fn own_name(subject: &Subject<'_, '_>, mention: &AppendixMention, named: &Named, findings: &mut Findings) {
    if mention.places(named).iter().all(|place| *place < named.labels.len()) {
        return;
    }
    let (typed, name) = (&mention.typed, &named.name);
    let mut finding = found(
        &RULE.meta,
        &subject.passages[mention.passage],
        mention.range.clone(),
        format!("dẫn đến `{typed}` nhưng kế hoạch không có phụ lục ấy"),
        format!("`{typed}` points nowhere: the plan has no such appendix"),
    );
    if mention.meant != Meant::ThisPlan {
        finding.level = Level::Warning;
    }
    findings.push(finding.help(text(
        format!("ghi số đúng như bản in, hoặc viết `{{{{ ref('mã phụ lục') }}}}` thì chương trình tự in «{name} …»"),
        format!("write the number that is printed; `{{{{ ref('id') }}}}` prints «{name} …»"),
    )));
}
