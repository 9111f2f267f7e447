//! KY007: a post that is not written as the decree says, or is said twice.

use super::deputy::official_post;
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::Span;
use crate::base::vietnamese::letter::capitalized;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{Capacity, Issuer, Plan};

declare_rule! {
    needs: Data,
    code: "KY007", name: "signer-post", level: Warning, since: "0.1.0", fix: None,
    title: "quyền hạn, chức vụ của người ký ghi chưa đúng", "a malformed capacity or post of the signer",
    explanation: "Người được giao quyền cấp trưởng ghi «Q.» trước chức vụ. Chức vụ ghi trên văn bản là chức vụ chính thức trong cơ quan ban hành, ghi một lần: không ghi chức vụ của Đảng, «Thường trực», «phụ trách». Người ký thừa ủy quyền không được ủy quyền lại.",
        "An acting head is «Q.» and the post. The post is the official one in the issuing body, written once, without posts of the Party, «Thường trực» or «phụ trách». Who signs by authorisation cannot pass it on.",
    law: "Điều 13 và Phụ lục I, mục II.7.b, mục II.7.c Nghị định số 30/2020/NĐ-CP",
    bad: "position = \"Quyền Chủ tịch\"",
    good: "position = \"Q. Chủ tịch\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let (plan, words) = (subject.plan(), &subject.vocabulary().people);
    let signer = &plan.signer;
    let usual = usual_capacity(plan);
    let head = plan.issuer().map_or("Chủ tịch", Issuer::head);
    let position = signer.position.text.trim();
    let lower = position.to_lowercase();
    if let Some((vietnamese, english, right)) = post(position, &lower, &words.party_posts, head) {
        push(signer.position.span, vietnamese, english, &format!("position = \"{right}\""), findings);
    } else if official_post(position, words) != position {
        let right = official_post(position, words);
        push(
            signer.position.span,
            format!("`{position}` không phải chức vụ ghi trên văn bản"),
            format!("`{position}` is not a post that a document names"),
            &format!("position = \"{right}\""),
            findings,
        );
    } else if let Some(right) = post_elsewhere(plan, official_post(position, words)) {
        let called = plan.issuer().map(Issuer::called).unwrap_or_default();
        push(
            signer.position.span,
            format!("`{position}` không phải chức vụ của {called}"),
            format!("`{position}` is no post of `{called}`"),
            &format!("position = \"{right}\""),
            findings,
        );
    }
    let mut authorised = false;
    for (at, line) in signer.capacity.iter().enumerate() {
        let Capacity { prefix, body } = &line.value;
        let same = |other: &str| other.to_lowercase() == body.to_lowercase();
        let earlier = signer.capacity.iter().take(at).any(|earlier| same(&earlier.value.body));
        if authorised && *prefix == "KT." {
            push(
                line.span,
                "người ký thừa ủy quyền không được ủy quyền lại".to_owned(),
                "who signs by authorisation cannot pass it on".to_owned(),
                &format!("capacity = [\"TUQ. {head}\"]"),
                findings,
            );
        } else if earlier {
            push(
                line.span,
                format!("`{body}` ghi hai lần ở `capacity`"),
                format!("`{body}` is twice in `capacity`"),
                &usual,
                findings,
            );
        } else if *prefix == "Q." {
            push(
                line.span,
                "«Q.» ghi thành một dòng riêng trên chức vụ".to_owned(),
                "«Q.» is a line of its own above the post".to_owned(),
                &format!("position = \"Q. {}\"`, bỏ dòng này khỏi `capacity", capitalized(&body.text)),
                findings,
            );
        } else if *prefix != "KT." && same(position) {
            push(
                line.span,
                format!("`{body}` ghi cả ở `capacity` và `position`"),
                format!("`{body}` is both in `capacity` and in `position`"),
                &usual,
                findings,
            );
        }
        authorised |= *prefix == "TUQ.";
    }
}

/// Returns the lines of capacity that are usual for who issues the plan.
fn usual_capacity(plan: &Plan) -> String {
    match plan.issuer() {
        Some(issuer) => match issuer.usual_capacity() {
            Some(line) => format!("capacity = [\"{line}\"]"),
            None => "capacity = []".to_owned(),
        },
        None => format!("capacity = [\"{}\"]", Capacity::USUAL),
    }
}

/// Returns the post that a body of [issuer] has in place of one that it has not. Who signs by order or authorisation is of another unit.
fn post_elsewhere(plan: &Plan, position: &str) -> Option<String> {
    let kind = plan.body.as_ref()?.kind;
    let (head, deputy) = (kind.head(), kind.deputy());
    let other = plan.signer.capacity.iter().any(|line| matches!(line.value.prefix, "TL." | "TUQ."));
    let bare = position.strip_prefix("Q.").map_or(position, str::trim_start).to_lowercase();
    if other || [head, deputy.as_str()].iter().any(|post| post.to_lowercase() == bare) {
        return None;
    }
    Some(if bare.starts_with("phó ") { deputy } else { head.to_owned() })
}

/// Returns what is wrong with a post, in both languages, and the post as it should be.
fn post(position: &str, lower: &str, party: &[String], head: &str) -> Option<(String, String, String)> {
    if let Some(rest) = lower.starts_with("quyền ").then(|| position.get("Quyền ".len()..)).flatten() {
        return Some((
            format!("`{position}` chưa viết tắt «Q.»"),
            format!("`{position}` is not abbreviated as «Q.»"),
            format!("Q. {}", capitalized(rest.trim())),
        ));
    }
    let prefix = Capacity::PREFIXES.into_iter().filter(|prefix| *prefix != "Q.").find(|one| position.starts_with(one));
    if let Some(prefix) = prefix {
        let rest = position.get(prefix.len()..).unwrap_or_default().trim();
        return Some((
            format!("quyền hạn «{prefix}» ghi ở chức vụ"),
            format!("the capacity «{prefix}» is in the post"),
            if prefix == "KT." { format!("Phó {rest}") } else { head.to_owned() },
        ));
    }
    let posts: Vec<&str> =
        position.split([',', ';']).flat_map(|one| one.split(" kiêm ")).flat_map(|one| one.split(" - ")).collect();
    let of_party = |one: &&str| party.iter().any(|party| one.trim().to_lowercase().starts_with(party.as_str()));
    if posts.len() < 2 && !posts.iter().any(of_party) {
        return None;
    }
    let right = posts.iter().find(|one| !of_party(one)).map_or(head, |one| one.trim());
    Some((
        format!("`{position}` có chức vụ khác ngoài chức vụ trong cơ quan ban hành"),
        format!("`{position}` has more than the post in the issuing body"),
        capitalized(right),
    ))
}

fn push(span: Span, vietnamese: String, english: String, right: &str, findings: &mut Findings) {
    findings.push(
        Diagnostic::new(&RULE.meta, span, text(vietnamese, english))
            .help(text(format!("ghi `{right}`"), format!("write `{right}`"))),
    );
}
