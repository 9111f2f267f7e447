//! Who issues the plan: what its kind needs, and what makes no sense for it.

use crate::base::diagnostic::{Diagnostic, Findings, MISSING_KEY, NOT_ALLOWED, RuleMeta, Text, text};
use crate::base::source::Span;
use crate::model::packs::Pack;
use crate::model::plan::{Body, BodyKind, Issuer, Level, Plan, Regime};

/// Reports what keeps the data of the plan's place from being used. Returns whether there is something.
pub(super) fn stops(plan: &Plan, findings: &mut Findings) -> bool {
    let Some(body) = plan.body.as_ref().filter(|_| plan.commune.is_none()) else { return false };
    if body.kind.level() != Level::Central && body.province().is_none() {
        nowhere(body, findings);
        return true;
    }
    if let Some(standard) = &plan.standard {
        push(
            &NOT_ALLOWED,
            standard.span,
            text(
                format!("các mục chuẩn là của kế hoạch cấp xã, {} không dùng được", body.called()),
                format!("standard sections are for plans of communes, not for `{}`", body.called()),
            ),
            text("bỏ dòng `standard`, viết các mục ở [[sections]]", "remove `standard` and write [[sections]]"),
            findings,
        );
    }
    plan.standard.is_some()
}

/// Reports a province that is known as one of another kind.
pub(super) fn is_of_another_kind(plan: &Plan, pack: &Pack, findings: &mut Findings) {
    let Some(body) = &plan.body else { return };
    let (kind, name) = (&pack.kind, &pack.name);
    let (span, right) = match &body.superior {
        Some(superior) => (superior.span, format!("superior = \"UBND {kind} {name}\"")),
        None if body.kind.regime() == Regime::Committee => (body.span, format!("kind = \"{kind}\"")),
        None => (body.name.span, format!("{kind} {name}")),
    };
    push(
        &NOT_ALLOWED,
        span,
        text(format!("{name} là {kind}"), format!("{name} is a {kind}")),
        text(format!("ghi `{right}`"), format!("write `{right}`")),
        findings,
    );
}

/// A body whose place is not known.
fn nowhere(body: &Body, findings: &mut Findings) {
    let called = body.called();
    // What each kind needs, with the line to copy.
    let superior = body.superior.as_ref().filter(|superior| !superior.is_blank());
    let (span, message, help) = match (superior, body.kind) {
        (Some(superior), _) => (
            superior.span,
            text(
                format!("`{superior}` không cho biết {called} thuộc tỉnh, thành phố nào"),
                format!("`{superior}` does not say to which province `{called}` belongs"),
            ),
            text(
                "ghi tên tỉnh, thành phố ở cuối: `superior = \"UBND thành phố Hải Phòng\"`; cơ quan của xã, phường thì thêm bảng [commune] có `name` và `kind`",
                "end with the province: `superior = \"UBND thành phố Hải Phòng\"`; a body of a commune adds the table [commune] with `name` and `kind`",
            ),
        ),
        (None, BodyKind::Department) => (
            body.span,
            text(
                format!("chưa rõ {called} thuộc tỉnh, thành phố nào"),
                format!("the province of `{called}` is missing"),
            ),
            text(
                "thêm vào [issuer]: `superior = \"UBND thành phố Hải Phòng\"`",
                "add to [issuer]: `superior = \"UBND thành phố Hải Phòng\"`",
            ),
        ),
        (None, _) => (
            body.span,
            text(format!("chưa rõ {called} của nơi nào"), format!("it is not known of which place `{called}` is")),
            text(
                "của xã, phường thì thêm bảng [commune] có `name` và `kind`; của tỉnh, thành phố thì thêm vào [issuer]: `superior = \"UBND thành phố Hải Phòng\"`",
                "a body of a commune adds the table [commune] with `name` and `kind`, one of a province adds to [issuer]: `superior = \"UBND thành phố Hải Phòng\"`",
            ),
        ),
    };
    push(&MISSING_KEY, span, message, help, findings);
}

pub(super) fn check(plan: &Plan, findings: &mut Findings) {
    if let Some(office) = &plan.signer.office
        && plan.issuer().is_some_and(|issuer| issuer.regime() != Regime::Steering)
    {
        push(
            &NOT_ALLOWED,
            office.span,
            text("`office` chỉ dùng cho Ban Chỉ đạo", "`office` is for a steering committee only"),
            text(
                "bỏ dòng `office`; chức vụ trong cơ quan ban hành ghi ở `position`",
                "remove `office`; the post in the issuing body is `position`",
            ),
            findings,
        );
    }
    let Some(body) = &plan.body else { return };
    commune(plan, body, findings);
    superior(body, findings);
    symbol(body, findings);
}

/// Only what is of a commune names one.
fn commune(plan: &Plan, body: &Body, findings: &mut Findings) {
    let Some(commune) = &plan.commune else { return };
    if body.kind.level() != Level::Any {
        let (issuer, commune_issuer) = (Issuer::Body(body, None).full(), Issuer::Commune(commune).full());
        push(
            &NOT_ALLOWED,
            commune.name.span,
            text(
                format!("hai cơ quan ban hành: {issuer} ở [issuer], {commune_issuer} ở [commune]"),
                format!("two issuing bodies: `{issuer}` in [issuer] and `{commune_issuer}` in [commune]"),
            ),
            text(
                format!("{issuer} ban hành thì bỏ bảng [commune]; {commune_issuer} ban hành thì bỏ bảng [issuer]"),
                format!("remove [commune] if `{issuer}` issues the plan, [issuer] if `{commune_issuer}` does"),
            ),
            findings,
        );
    }
}

fn superior(body: &Body, findings: &mut Findings) {
    let Some(superior) = &body.superior else {
        if body.kind == BodyKind::Agency {
            push(
                &MISSING_KEY,
                body.span,
                text(
                    format!("chưa rõ {} thuộc bộ nào", body.called()),
                    format!("the ministry of `{}` is missing", body.called()),
                ),
                text(
                    "thêm vào [issuer]: `superior = \"Bộ Xây dựng\"`",
                    "add to [issuer]: `superior = \"Bộ Xây dựng\"`",
                ),
                findings,
            );
        }
        return;
    };
    if !body.kind.has_superior() {
        let full = Issuer::Body(body, None).full();
        push(
            &NOT_ALLOWED,
            superior.span,
            text(format!("{full} không ghi cơ quan chủ quản"), format!("`{full}` names no superior body")),
            text("bỏ dòng `superior`", "remove the line `superior`"),
            findings,
        );
    } else if superior.is_blank() {
        push(
            &NOT_ALLOWED,
            superior.span,
            text("`superior` để trống", "`superior` is empty"),
            text(
                "ghi cơ quan chủ quản như `superior = \"UBND thành phố Hải Phòng\"`, hoặc bỏ dòng này",
                "write it like `superior = \"UBND thành phố Hải Phòng\"`, or remove the line",
            ),
            findings,
        );
    }
}

/// The letters of a People's Committee are known; those of a body under a head are what its head has decided (Decree 30, Appendix I,
/// II.3.b).
fn symbol(body: &Body, findings: &mut Findings) {
    let (called, full) = (body.called(), Issuer::Body(body, None).full());
    match (&body.symbol, body.kind.symbol(), body.kind.regime()) {
        (Some(symbol), Some(known), _) => push(
            &NOT_ALLOWED,
            symbol.span,
            text(
                format!("chữ viết tắt của {full} là {known}, không phải ghi"),
                format!("the letters of `{full}` are {known}"),
            ),
            text("bỏ dòng `symbol` ở [issuer]", "remove `symbol` from [issuer]"),
            findings,
        ),
        (Some(symbol), None, _) if symbol.is_blank() => push(
            &NOT_ALLOWED,
            symbol.span,
            text("`symbol` ở [issuer] để trống", "`symbol` of [issuer] is empty"),
            text(
                format!("ghi `symbol = \"{}\"`", example(body.kind)),
                format!("write `symbol = \"{}\"`", example(body.kind)),
            ),
            findings,
        ),
        (None, None, Regime::Head) => push(
            &MISSING_KEY,
            body.span,
            text(format!("thiếu chữ viết tắt của {called} trong ký hiệu"), format!("missing letters of `{called}`")),
            text(
                format!("thêm vào [issuer], theo quy định của cơ quan: `symbol = \"{}\"`", example(body.kind)),
                format!("add to [issuer], as the body has decided: `symbol = \"{}\"`", example(body.kind)),
            ),
            findings,
        ),
        (Some(_) | None, ..) => {}
    }
}

/// Letters of a body of each kind, to copy.
fn example(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Province | BodyKind::City => Issuer::COMMITTEE_SYMBOL,
        BodyKind::Ministry => "BXD",
        BodyKind::Agency => "CĐBVN",
        BodyKind::PrimeMinister => "TTg",
        BodyKind::Department => "SKHCN",
        BodyKind::Division => "VHXH",
        BodyKind::Office => "VP",
        BodyKind::Centre => "TTPVHCC",
        BodyKind::Steering => "BCĐ",
    }
}

fn push(meta: &'static RuleMeta, span: Span, message: Text, help: Text, findings: &mut Findings) {
    findings.push(Diagnostic::new(meta, span, message).help(help));
}
