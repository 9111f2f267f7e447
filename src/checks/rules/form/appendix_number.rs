//! TT030: an appendix that is called otherwise than it is printed.

use super::appendix_mention::{AppendixMention, Meant, Named};
use crate::base::diagnostic::{Findings, text};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "TT030", name: "appendix-number", level: Warning, since: "0.1.0", fix: None,
    title: "số của phụ lục ghi khác bản in", "another number of an appendix than the printed one",
    explanation: "Từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã: Phụ lục I, Phụ lục II; chỉ có một thì không đánh số. Phụ lục mang tên riêng («Mẫu biểu số») đánh số 01, 02. Lời văn phải gọi đúng như bản in, và nói rõ phụ lục nào khi có nhiều.",
        "Two or more appendices have Roman numerals, one alone has none; appendices with a name of their own have 01, 02. The text calls them as they are printed, and says which one is meant.",
    law: "Phụ lục I, mục III.1.a Nghị định số 30/2020/NĐ-CP",
    bad: "Danh mục nhiệm vụ tại phụ lục số 02.",
    good: "Danh mục nhiệm vụ tại Phụ lục II.",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let all = subject.appendix_mentions();
    for mention in all.judged(subject) {
        let named = &all.named[mention.name];
        let exist = mention.places(named).iter().all(|place| *place < named.labels.len());
        // Those that are not there are another rule's.
        if named.labels.is_empty() || !exist {
            continue;
        }
        if mention.numbers.is_empty() {
            without_number(subject, mention, named, findings);
        } else if differs(mention, named) {
            other_number(subject, mention, named, findings);
        }
    }
}

/// Returns whether a number is typed otherwise than it is printed; «Phụ lục số II» has a word too many.
fn differs(mention: &AppendixMention, named: &Named) -> bool {
    let number = |typed: &str, value: usize| named.number(value - 1).is_some_and(|printed| printed != typed);
    let behind = mention.typed.get(named.name.len()..).unwrap_or_default().trim_start();
    let word_too_many = behind.to_lowercase().starts_with("số ");
    word_too_many || mention.numbers.iter().any(|one| number(&one.typed, one.value))
}

fn other_number(subject: &Subject<'_, '_>, mention: &AppendixMention, named: &Named, findings: &mut Findings) {
    let (typed, range) = (&mention.typed, mention.range.clone());
    let printed = |value: usize| named.labels.get(value - 1).map(String::as_str).unwrap_or_default();
    let labels: Vec<&str> = mention.numbers.iter().map(|number| printed(number.value)).collect();
    let labels = labels.join(if mention.is_range { " đến " } else { ", " });
    let first = mention.numbers.first().and_then(|number| named.appendices.get(number.value - 1));
    let id = first.and_then(|index| subject.plan().appendices.get(*index)).map(|appendix| appendix.id.value.as_str());
    let computed = |id: &str| {
        (
            format!("; viết `{{{{ ref('{id}') }}}}` thì chương trình tự in đúng"),
            format!("; `{{{{ ref('{id}') }}}}` always prints what it is called"),
        )
    };
    let (vi, en) = id.map(computed).unwrap_or_default();
    findings.push(
        found(
            &RULE.meta,
            &subject.passages[mention.passage],
            range,
            format!("gọi `{typed}` nhưng bản in ghi «{labels}»"),
            format!("`{typed}` is printed as «{labels}»"),
        )
        .help(text(format!("ghi `{labels}`{vi}"), format!("write `{labels}`{en}"))),
    );
}

/// «Phụ lục kèm theo» where there are several.
fn without_number(subject: &Subject<'_, '_>, mention: &AppendixMention, named: &Named, findings: &mut Findings) {
    let count = named.labels.len();
    if count < 2 || mention.several || mention.meant == Meant::Unsaid {
        return;
    }
    let typed = &mention.typed;
    let first = named.labels.first().map(String::as_str).unwrap_or_default();
    findings.push(
        found(
            &RULE.meta,
            &subject.passages[mention.passage],
            mention.range.clone(),
            format!("không rõ `{typed}` nào: kế hoạch có {count} phụ lục"),
            format!("which appendix is meant by `{typed}`? The plan has {count}"),
        )
        .help(text(
            format!("ghi rõ số, như `{first} kèm theo`, hoặc `các {typed} kèm theo`"),
            format!("name it, such as `{first} kèm theo`, or all: `các {typed} kèm theo`"),
        )),
    );
}
