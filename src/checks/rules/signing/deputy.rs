//! KY002: a deputy who does not sign for the head, or a head who does.

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::checks::prose::phrase_length;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::{Nickname, PeopleWords};

declare_rule! {
    needs: Data,
    code: "KY002", name: "deputy-without-head", level: Error, since: "0.1.0", fix: None,
    title: "cấp phó ký mà không ghi «KT.» trước chức vụ người đứng đầu", "a deputy who does not sign for the head",
    explanation: "Cấp phó ký thay người đứng đầu thì ghi «KT.» trước chức vụ của người đứng đầu, rồi mới đến chức vụ của mình. Người đứng đầu ký thì không có dòng «KT.».",
        "A deputy signs for the head: «KT.» and the head's title come above the deputy's own. A head signs without it.",
    law: "Điều 13 khoản 2 và Phụ lục I, mục II.7.b Nghị định số 30/2020/NĐ-CP",
    bad: "position = \"Phó Chủ tịch\"\ncapacity = [\"TM. Ủy ban nhân dân\"]",
    good: "position = \"Phó Chủ tịch\"\ncapacity = [\"TM. Ủy ban nhân dân\", \"KT. Chủ tịch\"]",
}

/// Returns a post without what is behind it: «Phó Chủ tịch» of «Phó Chủ tịch Thường trực», «Chủ tịch» of «Chủ tịch UBND xã».
pub(super) fn official_post<'p>(position: &'p str, words: &PeopleWords) -> &'p str {
    let lower = position.to_lowercase();
    let tail = words.deputy_tails.iter().find_map(|tail| {
        let at = lower.find(&format!(" {tail}"))?;
        (lower.len() == position.len()).then_some(at)
    });
    let of_deputy = |known: &Nickname| phrase_length(position, &known.name.to_lowercase()).is_some();
    if let Some(at) = body_behind(&lower, words).filter(|_| lower.len() == position.len()) {
        return position.get(..at).unwrap_or(position).trim_end();
    }
    match tail.filter(|_| lower.starts_with("phó ") || words.deputies.iter().any(of_deputy)) {
        Some(at) => position.get(..at).unwrap_or(position).trim_end(),
        None => position,
    }
}

/// Returns where the body begins that is named behind a post: «Chủ tịch UBND xã».
fn body_behind(lower: &str, words: &PeopleWords) -> Option<usize> {
    const POST: &str = "chủ tịch ";
    let at = lower.find(POST)? + POST.len();
    let is_post = matches!(lower[..at].trim(), "chủ tịch" | "phó chủ tịch" | "q. chủ tịch");
    let is_body = |body: &String| lower[at..].trim_start().starts_with(body.as_str());
    (is_post && words.post_bodies.iter().any(is_body)).then_some(at)
}

/// Returns the post of the head whom a deputy helps: «Chủ tịch» of «Phó Chủ tịch Thường trực», «Bộ trưởng» of «Thứ trưởng Thường trực».
fn head_of(position: &str, words: &PeopleWords) -> Option<String> {
    let post = official_post(position, words);
    let own = words.deputies.iter().find(|known| phrase_length(post, &known.name.to_lowercase()).is_some());
    let generic = || post.to_lowercase().starts_with("phó ").then(|| post.get("Phó ".len()..)).flatten();
    own.map(|known| known.official.clone()).or_else(|| generic().map(|head| head.trim().to_owned()))
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let signer = &subject.plan().signer;
    let position = signer.position.text.trim();
    let head = head_of(position, &subject.vocabulary().people);
    let for_head = signer.capacity.iter().find(|line| line.value.prefix == "KT.");
    let finding = match (&head, for_head) {
        (Some(head), None) => Diagnostic::new(
            &RULE.meta,
            signer.position.span,
            text(
                format!("`{position}` ký mà không ghi ký thay người đứng đầu"),
                format!("`{position}` signs, but not for the head"),
            ),
        )
        .help(text(
            format!("thêm `\"KT. {head}\"` vào cuối `capacity`"),
            format!("add `\"KT. {head}\"` at the end of `capacity`"),
        )),
        (None, Some(line)) => Diagnostic::new(
            &RULE.meta,
            line.span,
            text(
                format!("`{position}` là người đứng đầu, không ký thay ai"),
                format!("`{position}` is the head and does not sign for anyone"),
            ),
        )
        .help(text("bỏ dòng «KT.»; cấp phó ký thì sửa `position`", "remove «KT.», or correct `position`")),
        (Some(head), Some(line)) if line.value.body.to_lowercase() != head.to_lowercase() => Diagnostic::new(
            &RULE.meta,
            line.span,
            text(
                format!("sau «KT.» phải là chức vụ người đứng đầu, không phải `{}`", line.value.body),
                format!("after «KT.» comes the head's title, not `{}`", line.value.body),
            ),
        )
        .help(text(format!("ghi `\"KT. {head}\"`"), format!("write `\"KT. {head}\"`"))),
        _ => return,
    };
    findings.push(finding);
}
