//! NN005: a duplicate recipient.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::fold::fold;
use crate::checks::rules::coverage::shown;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::Party;

declare_rule! {
    needs: Data,
    code: "NN005", name: "recipient-twice", level: Warning, since: "0.1.0", fix: None,
    title: "nơi nhận ghi hai lần", "duplicate recipient",
    explanation: "Một cơ quan ghi một lần; ghi hai lần là gửi hai bản.",
        "Each body is listed once; twice means two copies.",
    law: "Phụ lục I, mục II.9.c Nghị định số 30/2020/NĐ-CP",
    bad: "to = [\"so-khcn\", \"tt-dang-uy\", \"so-khcn\"]",
    good: "to = [\"so-khcn\", \"tt-dang-uy\"]",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let recipients = &subject.plan().recipients.to;
    // «các phòng» may be a part of several bodies.
    let agencies = |party: &&Party| matches!(party, Party::Agency(_));
    let parties = recipients.iter().flat_map(|one| [&one.party].into_iter().chain(one.items.iter().filter(agencies)));
    for party in parties {
        let name = match party {
            Party::Agency(id) => match subject.resolved.agency(id.value.as_str()) {
                Some(agency) => shown(agency),
                None => continue,
            },
            Party::Words(words) => words.text.trim(),
        };
        let span = party.span();
        let Some(before) = first.get(&fold(name)) else {
            first.insert(fold(name), span);
            continue;
        };
        findings.push(
            Diagnostic::new(
                &RULE.meta,
                span,
                text(format!("nơi nhận `{name}` ghi hai lần"), format!("duplicate recipient `{name}`")),
            )
            .related(*before, text("lần đầu ở đây", "first here"))
            .help(text("bỏ một lần", "remove one of the two")),
        );
    }
}
