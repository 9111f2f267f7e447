//! The rules: what a reviewer at the city would find in a plan, each with its law.
//!
//! A rule is a declaration and a function in one file of its family. `.ci/new-rule CODE name` writes the skeleton of one: the file, its place in
//! the family's list and its fixture. Codes are never reused, not even after a rule is removed.

mod coverage;
mod found;
mod lexicon;
mod rule;
mod subject;

pub mod agencies;
pub mod bases;
pub mod form;
pub mod recipients;
pub mod signing;
pub mod targets;
pub mod tasks;
pub mod wording;

pub use lexicon::Lexicon;
use rule::declare_rule;
pub use rule::{Needs, Rule};
pub use subject::Subject;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::base::diagnostic::{
    DATA_RULES, Diagnostic, Findings, LAYOUT_RULES, PROJECT_RULES, RULE_NOT_EVALUATED, RuleMeta, Text, text,
};
use crate::base::vietnamese::composed::composed;

/// Every rule, family by family, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        targets::RULES,
        tasks::RULES,
        bases::RULES,
        form::RULES,
        agencies::RULES,
        recipients::RULES,
        signing::RULES,
        wording::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Returns the families in their order, with what each is about.
#[must_use]
pub fn families() -> [(&'static str, Text); 10] {
    [
        ("DL", text("Dữ liệu", "Data")),
        ("CT", text("Chỉ tiêu", "Targets")),
        ("NV", text("Nhiệm vụ", "Tasks")),
        ("CC", text("Căn cứ pháp lý", "Legal bases")),
        ("TT", text("Thể thức", "Form")),
        ("TC", text("Cơ quan, tổ chức", "Agencies")),
        ("NN", text("Nơi nhận", "Recipients")),
        ("KY", text("Ký ban hành", "Signing")),
        ("CV", text("Câu chữ", "Wording")),
        ("BC", text("Bố cục trang in", "Finished pages")),
    ]
}

/// The metadata of everything that can be found, family by family, in the order of the codes.
pub fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    let families = families();
    let mut metas: Vec<&RuleMeta> = DATA_RULES
        .iter()
        .chain(PROJECT_RULES)
        .chain(LAYOUT_RULES)
        .copied()
        .chain(all().map(|rule| &rule.meta))
        .collect();
    metas.sort_by_key(|meta| (families.iter().position(|(code, _)| *code == meta.family()), meta.code));
    metas.into_iter()
}

/// Returns the metadata with a code or a name, in any case.
#[must_use]
pub fn meta(given: &str) -> Option<&'static RuleMeta> {
    let given = composed(given.trim());
    metas().find(|meta| meta.code.eq_ignore_ascii_case(&given) || meta.name.eq_ignore_ascii_case(&given))
}

/// Runs every rule on a plan.
pub fn run(subject: &Subject<'_, '_>, findings: &mut Findings) {
    for rule in all() {
        if rule.needs == Needs::Text || subject.complete {
            run_rule(rule, subject, findings);
        }
    }
}

/// Runs one rule on a plan. A rule that panics is reported: what was not checked must not look clean.
pub fn run_rule(rule: &Rule, subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut own = Findings::new();
    // What a panicking rule has found so far is dropped with it.
    if catch_unwind(AssertUnwindSafe(|| (rule.check)(subject, &mut own))).is_ok() {
        findings.append(own);
        return;
    }
    let RuleMeta { code, name, .. } = &rule.meta;
    findings.push(
        Diagnostic::new(
            &RULE_NOT_EVALUATED,
            subject.plan().span,
            text(
                format!("quy tắc `{code}` ({name}) không xét được kế hoạch này"),
                format!("the rule `{code}` ({name}) could not check this plan"),
            ),
        )
        .help(text(
            "đây là lỗi của chương trình; gửi kèm tệp kế hoạch khi báo lỗi",
            "this is a bug in kehoach; report it with the plan",
        )),
    );
}
