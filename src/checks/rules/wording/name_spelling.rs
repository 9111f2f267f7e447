//! CV004: names of systems and brands in other letters than their own.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, Word};
use crate::checks::rules::found::{fixed, found};
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV004", name: "name-spelling", level: Warning, since: "0.1.0", fix: Safe,
    title: "tên hệ thống, ứng dụng viết sai chữ hoa, chữ thường", "a misspelt name of a system",
    explanation: "Tên riêng của hệ thống, ứng dụng viết đúng như chủ của nó viết: VNeID, Zalo, Facebook. Địa chỉ trang, địa chỉ thư không xét.",
        "Names of systems are written as their owners write them. Addresses are not checked.",
    law: "Phụ lục II, mục IV và mục V Nghị định số 30/2020/NĐ-CP",
    bad: "cài đặt ứng dụng VneID",
    good: "cài đặt ứng dụng VNeID",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let names = &subject.vocabulary().spelling.names;
    for passage in subject.own_passages() {
        let plain = passage.plain();
        let mut quotations = None;
        for range in passage.words().iter().filter(|word| subject.lexicon.names.may_hold(word)).map(Word::range) {
            let word = &plain[range.clone()];
            let Some(name) = names.iter().find(|name| name.eq_ignore_ascii_case(word) && *name != word) else {
                continue;
            };
            let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase()) && !plain.contains(char::is_lowercase);
            let quoted = quotations.get_or_insert_with(|| Quotations::of(plain)).contain(range.start);
            if capitals || quoted || is_in_an_address(plain, range.start, range.end) {
                continue;
            }
            let finding = found(
                &RULE.meta,
                passage,
                range.clone(),
                format!("tên `{name}` viết thành `{word}`"),
                format!("`{name}` is written as `{word}`"),
            )
            .help(text(format!("viết `{name}`"), format!("write `{name}`")));
            findings.push(fixed(finding, passage, range, name));
        }
    }
}

fn is_in_an_address(plain: &str, start: usize, end: usize) -> bool {
    let mut behind = plain[end..].chars();
    let next = behind.next();
    plain[..start].ends_with(['@', '/', '.', '_', '-'])
        || matches!(next, Some('@' | '/' | '_' | '-'))
        || (next == Some('.') && behind.next().is_some_and(char::is_alphanumeric))
}
