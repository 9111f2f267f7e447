//! CV003: a tone mark on the wrong letter.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, Trait};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::wording::tone::misplaced;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV003", name: "misplaced-tone", level: Warning, since: "0.1.0", fix: Safe,
    title: "dấu thanh đặt sai chữ", "a tone mark on the wrong letter",
    explanation: "Có chữ cái cuối thì dấu thanh chỉ có một chỗ: «hoàn», không phải «hòan»; «quá», không phải «qúa»; «của», không phải «cuả». Kiểu nào cũng không viết như vậy.",
        "Some syllables have only one place for their tone mark, in either style.",
    law: "Quy tắc chính tả tiếng Việt",
    bad: "hòan thành kế họach",
    good: "hoàn thành kế hoạch",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        for word in passage.words().iter().filter(|word| word.shows(Trait::MisplacedTone)) {
            let word = word.range();
            let typed = &plain[word.clone()];
            let Some(tone_fix) = misplaced(typed) else { continue };
            if quotations.get_or_insert_with(|| Quotations::of(plain)).contain(word.start) {
                continue;
            }
            let right = format!("{}{}{}", &typed[..tone_fix.range.start], tone_fix.put, &typed[tone_fix.range.end..]);
            let range = word.start + tone_fix.range.start..word.start + tone_fix.range.end;
            let finding = found(
                &RULE.meta,
                passage,
                word.clone(),
                format!("dấu thanh đặt sai chữ: `{typed}`"),
                format!("the tone mark of `{typed}` is on the wrong letter"),
            )
            .help(text(format!("viết `{right}`"), format!("write `{right}`")));
            findings.push(fixed(finding, passage, range, tone_fix.put));
        }
    }
}
