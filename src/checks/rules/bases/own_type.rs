//! CC016: the plan calls itself by the type of another document.

use super::mention::mentions;
use super::typed::typed;
use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::fold::same_but_case;
use crate::checks::prose::{Quotations, kind_before};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CC016", name: "own-type", level: Warning, since: "0.1.0", fix: None,
    title: "kế hoạch tự gọi mình bằng tên loại khác", "the plan calls itself by another type",
    explanation: "«Quyết định này», «Chỉ thị này» trong một kế hoạch thường là chữ sót lại khi chép từ văn bản khác. Kế hoạch có viện dẫn một văn bản cùng tên loại thì không xét: có thể nói về văn bản ấy; kế hoạch ban hành kèm theo quyết định thì «Quyết định này» là đúng.",
        "«Quyết định này» in a plan is often left over from the document that it was copied from. Where the plan cites a document of that type, it may be meant; a plan that is issued with a decision may speak of it.",
    law: "Phụ lục I, mục II.5 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Các thôn chấp hành nghiêm Quyết định này.\"",
    good: "text = \"Các thôn chấp hành nghiêm Kế hoạch này.\"",
}

/// What the plan is.
const OWN: &str = "kế hoạch";
/// What it may be issued with.
const DECISION: &str = "quyết định";
const THIS: &str = " này";

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let words = &subject.vocabulary().citations;
    let mut cited = None;
    for passage in subject.own_wording().filter(|passage| passage.role.is_prose()) {
        let flowing = passage.flowing();
        let mut quotations = None;
        for (at, this) in flowing.match_indices(THIS) {
            let before = &flowing[..at];
            let Some(length) = kind_before(before, &words.kinds) else { continue };
            let range = at - length..at + this.len();
            let kind = &flowing[at - length..at];
            let ends = !flowing[range.end..].starts_with(char::is_alphanumeric);
            // «chương trình này» is what the sentence speaks of.
            let named =
                kind.starts_with(char::is_uppercase) && words.types.iter().any(|one| same_but_case(kind, &one.name));
            let own = same_but_case(kind, OWN) || (same_but_case(kind, DECISION) && subject.plan().decision.is_some());
            // «Chương trình này» at the start of a sentence is no name.
            let opens = before[..at - length].trim_end().ends_with(['.', ';', ':', '-', '+']) || at == length;
            if !ends || !named || own || opens {
                continue;
            }
            let quoted = quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(range.start);
            let cited = cited.get_or_insert_with(|| kinds_cited(subject));
            if quoted || cited.iter().any(|there| there.starts_with(&kind.to_lowercase())) {
                continue;
            }
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    range,
                    format!("kế hoạch tự gọi mình là `{kind} này`"),
                    format!("the plan calls itself `{kind} này`"),
                )
                .help(text("viết `Kế hoạch này`", "write `Kế hoạch này`")),
            );
        }
    }
}

/// Returns the types of all documents that the plan names, in lower case.
fn kinds_cited(subject: &Subject<'_, '_>) -> Vec<String> {
    let known = mentions(subject).iter().map(|mention| mention.document.kind.to_lowercase());
    known.chain(typed(subject).filter_map(|typed| typed.kind().map(str::to_lowercase))).collect()
}
